"""Names for the values that a match reports: variables, and indicator calls in canonical text.

A call's text is what was written, brought to one form: canonical function names, the omitted
source and defaults put in, parameters by their values, variables by their names. So the text is
never longer than the formula, however often a variable repeats another. What the formula looks at
some bars ago is reported as it was then: ``highest(high,20)[1]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.language.binding.bound import Bound, Constant, MultiOutputCall, TextConstant
from engine.language.functions.spec import PlotKind
from engine.language.graph.formula_parts import NamedNode
from engine.language.graph.nodes import Node
from engine.language.syntax.printer import Printer, number_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from engine.language.binding.bound import ReportedCall
    from engine.language.binding.program import BoundProgram
    from engine.language.graph.graph import Graph
    from engine.language.syntax.tree import Expression, Program


def name_values(graph: Graph, program: BoundProgram) -> list[NamedNode]:
    """Return the values of a formula under their names, variables first."""
    values: dict[str, NamedNode] = {}

    def add(nodes: Iterable[NamedNode]) -> None:
        for node in nodes:
            values.setdefault(node.name, node)

    outputs = {
        id(call.bound): tuple(call.bound.used)
        for call in program.reported
        if isinstance(call.bound, MultiOutputCall)
    }
    for name, bound in program.variables:
        add(_of_variable(graph, name, bound))
    for name, bound in program.registered:
        if isinstance(bound, Node):
            add([NamedNode(name, bound, PlotKind.LINE)])
    add(NamedNode(name, node, PlotKind.LINE) for name, node in program.earlier)
    texts = call_texts(program)
    for call in program.reported:
        if call.is_shown:
            add(_of_call(call, texts[call.identity], outputs.get(id(call.bound), ())))
    return list(values.values())


def call_texts(program: BoundProgram) -> dict[int, str]:
    """Return the canonical text of each indicator call, by the ``id`` of its syntax node."""
    texts: dict[int, str] = {}
    printer = Printer("", _parameter_texts(program), texts)
    for call in program.reported:
        params = (p.default for p in call.function.params)
        arguments = [
            _argument(printer, bound, expression, default)
            for bound, expression, default in zip(call.args, call.expressions, params, strict=False)
        ]
        texts[call.identity] = f"{call.function.name}({','.join(arguments)})"
    return texts


def canonical_text(program: Program, bound: BoundProgram) -> str:
    """Return the whole formula in canonical form."""
    printer = Printer("", _parameter_texts(bound), call_texts(bound))
    lines = []
    for statement in program.statements:
        text = printer.show(statement.value)
        name = getattr(statement, "name", None)
        lines.append(text if name is None else f"{name}={text}")
    return ";".join(lines)


def _parameter_texts(program: BoundProgram) -> dict[str, str]:
    return {name: _plain_text(value) for name, value in program.parameters.items()}


def _plain_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else number_text(float(value))  # type: ignore[arg-type]


def _argument(
    printer: Printer, bound: Bound, expression: Expression | None, default: object
) -> str:
    if isinstance(bound, Constant):
        return number_text(bound.value)
    if isinstance(bound, TextConstant):
        return f'"{bound.value}"'
    if expression is None:
        return str(default).lower()
    return printer.show(expression)


def _of_variable(graph: Graph, name: str, bound: Bound) -> list[NamedNode]:
    if isinstance(bound, MultiOutputCall):
        return [
            NamedNode(f"{name}.{output.name}", bound.output(output.name), output.plot)
            for output in bound.function.outputs
        ]
    if isinstance(bound, Constant):
        return [NamedNode(name, graph.constant(bound.value), PlotKind.LINE)]
    if not isinstance(bound, Node):
        return []
    return [NamedNode(name, bound, PlotKind.MARKS if bound.is_condition else PlotKind.LINE)]


def _of_call(call: ReportedCall, text: str, used: tuple[str, ...]) -> list[NamedNode]:
    bound, ago = call.bound, f"[{call.bars}]" if call.bars else ""
    if isinstance(bound, Node):
        return [NamedNode(text + ago, bound, call.function.plot)]
    if not isinstance(bound, MultiOutputCall):
        return []
    return [
        NamedNode(f"{text}.{output.name}{ago}", bound.output(output.name), output.plot)
        for output in bound.function.outputs
        if output.name in used
    ]
