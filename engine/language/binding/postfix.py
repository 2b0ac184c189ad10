"""What stands behind a value: offsets and the names of outputs, bound without recursion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.language.binding import calls, expressions
from engine.language.binding.bound import INVALID, Bound, Several, Words
from engine.language.syntax.diagnostics import did_you_mean
from engine.language.syntax.tree import Field, Offset, postfix_chain
from engine.messages import Message

if TYPE_CHECKING:
    from engine.language.binding.binder import Checker


def bind_postfix(checker: Checker, expression: Offset | Field) -> Bound:
    """Return the value of ``x[a].name[b]...``, from the inside out."""
    target, chain = postfix_chain(expression)
    bound = checker.bind(target)
    for part in chain:
        behind = _offset if isinstance(part, Offset) else _field
        bound = behind(checker, bound, part)  # type: ignore[arg-type]
    return bound


def _offset(checker: Checker, bound: Bound, offset: Offset) -> Bound:
    bars = calls.bars_of(checker, checker.bind(offset.bars), offset.bars.span)
    if bars is None or bound is INVALID:
        return INVALID
    if isinstance(bound, Words):
        message = Message("formula.e302-text-with-offset")
        checker.problems.error("E302", offset.target.span, message)
        return INVALID
    if isinstance(bound, Several):
        return replace(bound, bars=bound.bars + bars)
    node = expressions.as_value(checker, bound, offset.target.span)
    return INVALID if node is None else checker.graph.offset(node, bars)


def _field(checker: Checker, bound: Bound, field: Field) -> Bound:
    if bound is INVALID:
        return INVALID
    name, span = field.name, field.name_span
    if not isinstance(bound, Several):
        message = Message("formula.e203-no-outputs", name=name)
        checker.problems.error("E203", span, message)
        return INVALID
    names = [output.name for output in bound.function.outputs]
    if name in names:
        return calls.output_of(checker, bound, name)
    listed = Message("formula.hint-outputs", names=tuple(f".{each}" for each in names))
    message = Message("formula.e203-unknown-output", function=bound.function.name, name=name)
    checker.problems.error("E203", span, message, did_you_mean(name, names, listed))
    return INVALID
