"""Every sentence that stands in the engine's sources, so that none is forgotten in a translation.

A sentence is any text of two words or more that is no docstring, goes to no log and is no SQL.
Places that are filled in while the program runs come out as ``{}``.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PLACE = "{}"
_PLACES = re.compile(r"\{[^{}]*\}")
_WORDS = re.compile(r"[A-Za-z]{2,}[,;:]? [A-Za-z'(\"{]|[}'\")][,;:]? [A-Za-z]{2,}")
_SQL = re.compile(
    r"(SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|BEGIN|ROLLBACK|RELEASE|SAVEPOINT"
    r"|FROM|GROUP BY|ORDER BY)\b"
)
_LOG_METHODS = frozenset(["debug", "info", "warning", "error", "exception", "critical"])
_UNSEEN_CALLS = frozenset(["compile", "tr", "translate"])


class Sentence(NamedTuple):
    """One text of the sources.

    Attributes
    ----------
    place : str
        Module and line.
    text : str
        The text, with ``{}`` for what is filled in.
    """

    place: str
    text: str


def sentences_in(folder: Path) -> Iterator[Sentence]:
    """Yield the sentences of all modules below `folder`."""
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder.parent).as_posix()
        for line, text in _texts_of(ast.parse(path.read_text("utf-8"))):
            if _WORDS.search(text) and not _SQL.match(text.strip()):
                yield Sentence(f"{name}:{line}", text)


def shape_of(template: str) -> str:
    """Return a template with ``{}`` for each of its places, whatever they are called."""
    return _PLACES.sub(PLACE, template)


def _texts_of(node: ast.AST) -> Iterator[tuple[int, str]]:
    for child in _seen_children(node):
        text = _text_of(child)
        if text is None:
            yield from _texts_of(child)
        else:
            yield getattr(child, "lineno", 0), text
            for filled in _filled_in(child):
                yield from _texts_of(ast.Expression(filled))


def _seen_children(node: ast.AST) -> Iterable[ast.AST]:
    """Return the parts of a piece of code whose texts somebody may come to see."""
    if isinstance(node, ast.Call) and _is_unseen(node):
        return ()
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return ()  # a docstring
    return ast.iter_child_nodes(node)


def _is_unseen(call: ast.Call) -> bool:
    """Whether a call writes to the log, makes a pattern or is translated where it stands."""
    if not isinstance(call.func, ast.Attribute):
        return False
    owner = call.func.value
    is_log = isinstance(owner, ast.Name) and owner.id.upper().endswith(("LOG", "LOGGER"))
    return (is_log and call.func.attr in _LOG_METHODS) or call.func.attr in _UNSEEN_CALLS


def _text_of(node: ast.AST) -> str | None:
    """Return the text that an expression makes, or None for one that makes none."""
    if isinstance(node, ast.Constant):
        return shape_of(node.value) if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(_text_of(part) or PLACE for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts = [_text_of(node.left), _text_of(node.right)]
        if any(part is not None for part in parts):
            return "".join(part or PLACE for part in parts)
    return None


def _filled_in(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions in the places of a text."""
    if isinstance(node, ast.JoinedStr):
        yield from (part.value for part in node.values if isinstance(part, ast.FormattedValue))
    elif isinstance(node, ast.BinOp):
        for side in (node.left, node.right):
            if _text_of(side) is None:
                yield side
            else:
                yield from _filled_in(side)
