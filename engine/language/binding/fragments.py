"""Unknown names in statements that could not be parsed.

Somebody who has mistyped a name and forgotten a bracket is told both at once. Only what stands
before the fault is looked at: behind it nobody knows what the words were meant to be.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from engine.language.functions.table import BY_NAME
from engine.language.syntax.tokens import TokenKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.language.binding.binder import Binder
    from engine.language.syntax.tokens import Token

_NO_USE = frozenset({".", "=", ":=", ":"})  # behind a prefix, or a name that is given here
_NO_VALUE = frozenset({".", "$", "crosses", "crossed", "param"})


def check_names(binder: Binder, tokens: Sequence[Token]) -> None:
    """Report each name in `tokens` that means nothing; the last token is not looked at."""
    faulty = {problem.offset for problem in binder.env.problems.diagnostics}
    before = ""
    for token, following in pairwise(tokens):
        is_use = following.value not in _NO_USE and before not in _NO_VALUE
        if token.kind is TokenKind.NAME and is_use and token.start not in faulty:
            _check(binder, token, is_call=following.value == "(")
        before = token.value


def _check(binder: Binder, name: Token, *, is_call: bool) -> None:
    if binder.env.has_value(name.value):
        return
    if not is_call:
        binder.names.lookup(name.value, name.span)
    elif name.value not in BY_NAME:
        binder.names.unknown_function(name.value, name.span)
