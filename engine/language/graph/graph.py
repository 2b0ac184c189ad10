"""The graph that formulas are compiled to: nodes are frozen data, equal ones exist once.

1. Each node is interned by its operation, operands and parameters, so an expression written twice,
   or in two formulas of one batch, is computed once (hash-consing).
2. Operands whose order cannot matter are sorted, ``a > b`` is kept as ``b < a``; sums and products
   of more than two operands are never regrouped, because that would change their rounding.
3. Every node carries a digest of its operation and of its operands' digests (a Merkle tree), which
   names it across processes and runs without ever writing out the expanded text.

Operands exist before the node that uses them, so the numbering of the nodes is a schedule.
"""

from __future__ import annotations

from hashlib import blake2b
from math import isnan, nan
from typing import TYPE_CHECKING, Any

from engine.language.graph.maps import COMMUTATIVE, fold
from engine.language.graph.nodes import Node, Scope, Section, bars_in, parent_of, value_of
from engine.language.syntax import limits
from engine.messages import Message

if TYPE_CHECKING:
    from engine.kernels.kernel import Kernel
    from engine.language.graph.registry import RegisteredIndicator

_FLIPPED = {">": "<", ">=": "<="}


class GraphLimitError(Exception):
    """An expression asks for more than the language allows; the binder says where."""

    def __init__(self, code: str, message: Message) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


class Graph:
    """Makes nodes; every method gives the one node for what it is asked.

    Parameters
    ----------
    shares : bool
        Whether equal nodes are one; off only to show that sharing changes no result.
    """

    def __init__(self, *, shares: bool = True) -> None:
        self.shares = shares
        self.nodes: list[Node] = []
        self._known: dict[tuple[Any, ...], Node] = {}
        self._scopes: dict[tuple[Any, ...], Scope] = {}
        self.base = Scope(0, None, None, None, False, b"")

    def scope(
        self,
        parent: Scope,
        symbol: str | None = None,
        timeframe: str | None = None,
        *,
        forming: bool = False,
    ) -> Scope:
        """Return the scope of another symbol or of a coarser timeframe."""
        key = (parent.number, symbol, timeframe, forming)
        if key not in self._scopes:
            digest = parent.digest + repr(key[1:]).encode()
            number = len(self._scopes) + 1
            self._scopes[key] = Scope(number, parent, symbol, timeframe, forming, digest)
        return self._scopes[key]

    def column(self, name: str, scope: Scope) -> Node:
        """Return a column of candles, or ``timestamps``."""
        return self._node("column", (), (name,), scope=scope)

    def constant(self, value: float) -> Node:
        """Return a number that is the same on every bar."""
        key: Any = "nan" if isnan(value) else float(value)
        return self._node("constant", (), (key,))

    def truth(self, value: bool | None) -> Node:
        """Return a condition that is the same on every bar; None is unknown."""
        return self._node("truth", (), (value,), is_condition=True)

    def registered(self, indicator: RegisteredIndicator, scope: Scope) -> Node:
        """Return a user's Python indicator; nothing is known of how long it remembers."""
        return self._node("registered", (), (indicator,), indicator.lookback, None, scope=scope)

    def map(self, name: str, *args: Node) -> Node:
        """Return the bar-by-bar function `name` of `args`."""
        if all(arg.op == "constant" for arg in args):
            return self.constant(fold(name, [value_of(arg) for arg in args]))
        if name in COMMUTATIVE and len(args) == 2:
            args = tuple(sorted(args, key=_by_digest))
        return self._node("map", args, (name,))

    def choose(self, condition: Node, yes: Node, no: Node) -> Node:
        """Return `yes` where `condition` is true, `no` where it is false, else unknown."""
        if yes.is_condition:
            picked = self.logic("and", [condition, yes])
            return self.logic("or", [picked, self.logic("and", [self.negate(condition), no])])
        if condition.op == "truth":
            return {True: yes, False: no, None: self.constant(nan)}[condition.params[0]]
        return self._node("choose", (condition, yes, no), ())

    def number(self, condition: Node) -> Node:
        """Return 1 where `condition` is true, 0 where it is false, else unknown."""
        if condition.op == "truth":
            return self.constant({True: 1.0, False: 0.0, None: nan}[condition.params[0]])
        return self._node("number", (condition,), ())

    def offset(self, x: Node, bars: int) -> Node:
        """Return `x` as it was `bars` bars ago."""
        if bars == 0:
            return x
        x = self._series(x)  # even a constant has no value before the data
        if x.op == "offset":
            return self.offset(x.args[0], x.params[0] + bars)
        condition = x.is_condition
        return self._node("offset", (x,), (bars,), bars, 0, is_condition=condition)

    def kernel(self, kernel: Kernel, args: tuple[Node, ...], params: tuple[Any, ...] = ()) -> Node:
        """Return a kernel's result; for several outputs take each with :meth:`pick`."""
        lookback, settle = kernel.lookback(*params), kernel.settle(*params)
        filled = tuple(self._series(arg) for arg in args)
        condition = kernel.gives_condition
        key = (kernel, *params)
        return self._node("kernel", filled, key, lookback, settle, is_condition=condition)

    def pick(self, node: Node, output: int) -> Node:
        """Return one output of a kernel that has several."""
        return self._node("pick", (node,), (output,))

    def project(self, x: Node, scope: Scope) -> Node:
        """Return `x`, which was computed on the bars of `scope`, on the bars of its parent."""
        parent = parent_of(scope)
        if x.scope is not scope:
            return x  # made of constants alone, which are the same on all bars
        ratio = bars_in(scope.timeframe, parent) if scope.timeframe else 1
        lookback = (x.lookback + 1) * ratio if scope.timeframe else x.lookback
        settle = None if x.settle is None else x.settle * ratio
        op = "forming" if scope.forming else "project"
        return self._node(
            op, (x,), (), lookback - x.lookback, settle and settle - (x.settle or 0),
            is_condition=x.is_condition, scope=parent,
        )  # fmt: skip

    def cross_rank(self, x: Node) -> Node:
        """Return the rank of `x` among all symbols; `x` itself is computed in another pass."""
        section = Section(x)
        return self._node("rank", (), (section,), x.lookback, x.settle)

    def compare(self, operator: str, a: Node, b: Node) -> Node:
        """Return a comparison of two numbers."""
        if operator in _FLIPPED:
            operator, a, b = _FLIPPED[operator], b, a
        if a.op == b.op == "constant":
            return self.truth(_compare(operator, value_of(a), value_of(b)))
        if operator in ("==", "!="):
            a, b = sorted((a, b), key=_by_digest)
        return self._node("compare", (a, b), (operator,), is_condition=True)

    def logic(self, word: str, conditions: list[Node]) -> Node:
        """Return ``and`` or ``or`` of conditions; nested ones of the same word are taken in."""
        decisive = word == "or"
        flat: dict[int, Node] = {}
        for node in conditions:
            for part in node.args if node.op == word else (node,):
                flat[part.number] = part
        if any(part.op == "truth" and part.params[0] is decisive for part in flat.values()):
            return self.truth(decisive)
        parts = [p for p in flat.values() if p.op != "truth" or p.params[0] is None]
        if not parts:
            return self.truth(not decisive)
        if len(parts) == 1:
            return parts[0]
        return self._node(word, tuple(sorted(parts, key=_by_digest)), (), is_condition=True)

    def negate(self, condition: Node) -> Node:
        """Return ``not condition``."""
        if condition.op == "not":
            return condition.args[0]
        if condition.op == "truth":
            value = condition.params[0]
            return self.truth(None if value is None else not value)
        return self._node("not", (condition,), (), is_condition=True)

    def same(self, a: Node, b: Node) -> Node:
        """Return the condition that two conditions agree."""
        both = self.logic("and", [a, b])
        neither = self.logic("and", [self.negate(a), self.negate(b)])
        return self.logic("or", [both, neither])

    def is_missing(self, x: Node) -> Node:
        """Return the condition that `x` is unknown; it is itself always known."""
        if x.op == "constant":
            return self.truth(isnan(value_of(x)))
        return self._node("missing", (x,), (), is_condition=True)

    def in_window(self, word: str, condition: Node, bars: int) -> Node:
        """Return the condition that one was true on ``any`` or ``all`` of the last `bars` bars."""
        if bars == 1:
            return condition
        return self._node(word, (condition,), (bars,), bars - 1, 0, is_condition=True)

    def _series(self, node: Node) -> Node:
        """Return `node` as an array, also where it is the same on every bar."""
        if node.op == "constant":
            return self._node("fill", (node,), ())
        return node

    def _node(
        self,
        op: str,
        args: tuple[Node, ...],
        params: tuple[Any, ...],
        lookback: int = 0,
        settle: int | None = 0,
        *,
        is_condition: bool = False,
        scope: Scope | None = None,
    ) -> Node:
        if scope is None:
            scope = _common_scope(args) or self.base
        key = (op, params, scope.number, *[arg.number for arg in args])
        node = self._known.get(key)
        if node is not None and self.shares:
            return node
        if len(self.nodes) >= limits.MAX_NODES:
            message = Message("formula.e406-operations", limit=limits.MAX_NODES)
            raise GraphLimitError("E406", message)
        if any(arg.settle is None for arg in args):
            settle = None
        deepest = max((arg.lookback for arg in args), default=0) + lookback
        if deepest > limits.MAX_LOOKBACK:
            message = Message("formula.e405-lookback", n=deepest, limit=limits.MAX_LOOKBACK)
            raise GraphLimitError("E405", message)
        if settle is not None:
            settle += max((arg.settle or 0 for arg in args), default=0)
        digest = _digest(op, params, scope, args)
        node = Node(len(self.nodes), op, args, params, is_condition, scope, digest, deepest, settle)
        self.nodes.append(node)
        self._known[key] = node
        return node


def _by_digest(node: Node) -> bytes:
    return node.digest


def _common_scope(args: tuple[Node, ...]) -> Scope | None:
    """Return the scope of the operands; constants fit everywhere."""
    for arg in args:
        if arg.op not in ("constant", "truth"):
            return arg.scope
    return None


def _digest(op: str, params: tuple[Any, ...], scope: Scope, args: tuple[Node, ...]) -> bytes:
    text = ",".join([getattr(param, "signature", None) or repr(param) for param in params])
    state = blake2b(f"{op}({text})".encode(), digest_size=16)
    state.update(scope.digest)
    for arg in args:
        state.update(arg.digest)
    return state.digest()


def _compare(operator: str, a: float, b: float) -> bool | None:
    if isnan(a) or isnan(b):
        return None
    return {"<": a < b, "<=": a <= b, "==": a == b, "!=": a != b}[operator]
