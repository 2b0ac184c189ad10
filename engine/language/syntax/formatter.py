"""Prints a whole formula in one form: a statement a line, comments kept, canonical names.

The editor offers it as "tidy up". Printing what was printed changes nothing, and what is printed
means the same as what was given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import FormulaError, Severity
from engine.language.syntax.diagnostics import Problems
from engine.language.syntax.parser import parse
from engine.language.syntax.printer import Printer
from engine.language.syntax.tree import Assignment, Logic, Parameter

if TYPE_CHECKING:
    from engine.language.syntax.tokens import Comment
    from engine.language.syntax.tree import Program, Statement

_WIDTH = 88
_INDENT = "    "


def format_formula(text: str) -> str:
    """Return `text` in canonical form.

    Raises
    ------
    FormulaError
        If it cannot be parsed; names need not be known.
    """
    problems = Problems(text)
    program = parse(text, problems)
    errors = [problem for problem in problems.diagnostics if problem.severity is Severity.ERROR]
    if program is None or errors:
        raise FormulaError(text, tuple(errors))
    return "\n".join(_lines(text, program))


def _lines(text: str, program: Program) -> list[str]:
    lines: list[str] = []
    comments = list(program.comments)
    for statement in program.statements:
        while comments and comments[0].start < statement.span[1]:
            lines.append(comments.pop(0).text)
        line = _statement(statement)
        while comments and _is_behind(text, statement, comments[0]):
            line += f"  {comments.pop(0).text}"
        lines.append(line)
    return lines + [comment.text for comment in comments]


def _is_behind(text: str, statement: Statement, comment: Comment) -> bool:
    """Whether `comment` stands on the last line of `statement`."""
    between = text[statement.span[1] : comment.start]
    return "\n" not in between and "\n" not in comment.text


def _statement(statement: Statement) -> str:
    printer = Printer()
    text = printer.show(statement.value)
    head = ""
    if isinstance(statement, Parameter):
        head = f"param {statement.name} = "
    elif isinstance(statement, Assignment):
        head = f"{statement.name} = "
    if len(head) + len(text) > _WIDTH and isinstance(statement.value, Logic):
        text = _broken(printer, statement.value)
    return head + text


def _broken(printer: Printer, logic: Logic) -> str:
    """Return a long condition with a line for each part; a line may begin with ``and``."""
    parts = [printer.show_operand(logic, i) for i in range(len(logic.operands))]
    return f"\n{_INDENT}{logic.operator} ".join(parts)
