"""``formula-scan plugins``: lists the parts that installed packages bring."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from engine.cli.tables import csv_line
from engine.plugins.discovery import all_parts

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options; there are none."""
    del parser


def run(args: Namespace) -> int:
    """Load every part and list it; those that cannot be loaded are named on stderr."""
    del args
    parts = all_parts()
    if not parts:
        sys.stderr.write("No installed package brings a part\n")
    for part in parts:
        state = "ok" if part.problem is None else "cannot be loaded"
        cells = [part.kind.label, part.name, f"{part.package} {part.version}", state]
        sys.stdout.write(csv_line(cells) + "\n")
    problems = [part.problem for part in parts if part.problem is not None]
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    return 1 if problems else 0
