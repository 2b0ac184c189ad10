"""Values of earlier bars that a formula looks at: a match reports them as they are compared.

``close > highest(high,20)[1]`` compares with yesterday's highest; today's is never below the close
of a match, so that a table or a chart of it would seem to contradict the formula.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.language.binding.bound import MultiOutputCall
from engine.language.graph.nodes import Node
from engine.language.syntax.tree import Call, Field, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.language.binding.bound import Bound
    from engine.language.binding.environment import Environment
    from engine.language.syntax.tree import Expression, Offset


def report_earlier(
    env: Environment, target: Expression, chain: Sequence[Offset | Field], bound: Bound, bars: int
) -> None:
    """Report the value of `target` and what stands behind it as it was `bars` ago.

    Parameters
    ----------
    env : Environment
        Takes what is reported.
    target : Expression
        What stands before the offset: of interest are a call and a name.
    chain : sequence of Offset or Field
        What stands behind it.
    bound : Bound
        The value of the whole.
    bars : int
        Sum of the offsets.
    """
    if isinstance(target, Call):
        _report_call(env, target, bound, bars)
    elif isinstance(target, Name):
        _report_name(env, target.name, chain, bound, bars)


def _report_call(env: Environment, call: Call, bound: Bound, bars: int) -> None:
    """Replace what was reported of `call`, if that is an indicator."""
    last = env.reported[-1] if env.reported else None
    if last is None or last.identity != id(call):
        return
    if isinstance(last.bound, MultiOutputCall):
        shifted: Bound = replace(last.bound, bars=last.bound.bars + bars)
        env.reported[-1] = last._replace(bound=shifted, bars=bars)
    elif isinstance(bound, Node):
        env.reported[-1] = last._replace(bound=bound, bars=bars)


def _report_name(
    env: Environment, name: str, chain: Sequence[Offset | Field], bound: Bound, bars: int
) -> None:
    """Report the earlier value of a variable or of a registered name."""
    is_own = name in env.variables or name in env.registered
    if not is_own or env.local is not None or not env.is_on_own_bars:
        return
    if isinstance(bound, Node) and not bound.is_condition:
        fields = "".join(f".{part.name}" for part in chain if isinstance(part, Field))
        env.earlier.setdefault(f"{name}{fields}[{bars}]", bound)
