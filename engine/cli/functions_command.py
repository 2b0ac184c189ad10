"""``formula-scan functions``: describes the functions of the formula language."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from engine.language.functions.table import BY_NAME
from engine.language.reference import by_family, describe, reference_page
from engine.language.syntax.diagnostics import did_you_mean

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of this command."""
    parser.add_argument("name", nargs="?", help="a function, or part of a name; all by family")
    parser.add_argument(
        "--markdown", action="store_true", help="print the whole reference as Markdown"
    )


def run(args: argparse.Namespace) -> int:
    """Print one function, those that match, or the whole table."""
    if args.markdown:
        sys.stdout.write(reference_page())
        return 0
    if args.name is None:
        sys.stdout.write(_overview(""))
        return 0
    name = args.name.lower().removesuffix("()")
    if name in BY_NAME:
        sys.stdout.write(describe(BY_NAME[name]) + "\n")
        return 0
    matching = _overview(name)
    if matching:
        sys.stdout.write(matching)
        return 0
    hint = did_you_mean(name, BY_NAME, "'formula-scan functions' lists them all")
    sys.stderr.write(f"formula-scan: there is no function '{args.name}'. {hint}\n")
    return 2


def _overview(part: str) -> str:
    """Return a line for each function whose name or alias contains `part`, by family."""
    lines: list[str] = []
    for family, functions in by_family():
        selected = [f for f in functions if any(part in name for name in (f.name, *f.synonyms))]
        if selected:
            lines += [family, *(f"  {f.signature:<44} {f.summary}" for f in selected)]
    return "".join(f"{line}\n" for line in lines)
