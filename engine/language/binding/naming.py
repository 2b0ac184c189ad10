"""Names for the values that a match reports: variables, and indicator calls in canonical text.

A call's text is what was written, brought to one form: canonical function names, the omitted
source and defaults put in, parameters by their values, variables by their names. So the text is
never longer than the formula, however often a variable repeats another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from engine.language.binding.bound import Bound, Constant, Mention, Several, Words
from engine.language.functions.spec import Plot
from engine.language.graph.graph import Node
from engine.language.syntax.printer import Printer, number_text

if TYPE_CHECKING:
    from engine.language.binding.binder import Checked, Checker
    from engine.language.syntax.tree import Expression, Program


class NamedNode(NamedTuple):
    """A value that a match reports."""

    name: str
    node: Node
    plot: Plot


def name_values(checker: Checker, checked: Checked) -> list[NamedNode]:
    """Return the values of a formula under their names, variables first."""
    found: dict[str, NamedNode] = {}
    chosen = {
        id(m.bound): tuple(m.bound.used) for m in checked.mentions if isinstance(m.bound, Several)
    }
    for name, bound in checked.variables:
        for each in _of_variable(checker, name, bound):
            found.setdefault(each.name, each)
    for name, bound in checked.registered:
        if isinstance(bound, Node):
            found.setdefault(name, NamedNode(name, bound, Plot.LINE))
    texts = call_texts(checked)
    for mention in checked.mentions:
        if not mention.is_shown:
            continue
        used = chosen.get(id(mention.bound), ())
        for each in _of_call(checker, mention, texts[mention.identity], used):
            found.setdefault(each.name, each)
    return list(found.values())


def call_texts(checked: Checked) -> dict[int, str]:
    """Return the canonical text of each indicator call, by the ``id`` of its syntax node."""
    texts: dict[int, str] = {}
    printer = Printer("", _parameter_texts(checked), texts)
    for mention in checked.mentions:
        params = (p.default for p in mention.function.params)
        shown = [
            _argument(printer, *each)
            for each in zip(mention.args, mention.expressions, params, strict=False)
        ]
        texts[mention.identity] = f"{mention.function.name}({','.join(shown)})"
    return texts


def canonical_text(program: Program, checked: Checked) -> str:
    """Return the whole formula in canonical form."""
    printer = Printer("", _parameter_texts(checked), call_texts(checked))
    lines = []
    for statement in program.statements:
        shown = printer.show(statement.value)
        name = getattr(statement, "name", None)
        lines.append(shown if name is None else f"{name}={shown}")
    return ";".join(lines)


def _parameter_texts(checked: Checked) -> dict[str, str]:
    return {name: _plain_text(value) for name, value in checked.parameters.items()}


def _plain_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else number_text(float(value))  # type: ignore[arg-type]


def _argument(
    printer: Printer, bound: Bound, expression: Expression | None, default: object
) -> str:
    if isinstance(bound, Constant):
        return number_text(bound.value)
    if isinstance(bound, Words):
        return f'"{bound.value}"'
    if expression is None:
        return str(default).lower()
    return printer.show(expression)


def _of_variable(checker: Checker, name: str, bound: Bound) -> list[NamedNode]:
    if isinstance(bound, Several):
        return [
            NamedNode(f"{name}.{output.name}", checker.output(bound, output.name), output.plot)
            for output in bound.function.outputs
        ]
    if isinstance(bound, Constant):
        return [NamedNode(name, checker.graph.constant(bound.value), Plot.LINE)]
    if not isinstance(bound, Node):
        return []
    return [NamedNode(name, bound, Plot.MARKS if bound.is_condition else Plot.LINE)]


def _of_call(
    checker: Checker, mention: Mention, text: str, used: tuple[str, ...]
) -> list[NamedNode]:
    bound = mention.bound
    if isinstance(bound, Node):
        return [NamedNode(text, bound, mention.function.plot)]
    if not isinstance(bound, Several):
        return []
    chosen = [output for output in bound.function.outputs if output.name in used]
    return [
        NamedNode(f"{text}.{output.name}", checker.output(bound, output.name), output.plot)
        for output in chosen
    ]
