"""The command line of the desktop program."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from engine import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence


def parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Return what the user has asked for; `argv` begins with the program's name or not."""
    words = [word for word in argv[:1] if word.startswith("-")] + list(argv[1:])
    return _parser().parse_args(words)


def is_command_line(words: Sequence[object]) -> bool:
    """Whether :func:`handed_over` can have made `words`; argparse would end the program."""
    if not all(isinstance(word, str) and "\0" not in word for word in words):
        return False
    texts = [str(word) for word in words]
    paths = texts[2:] if texts[1:2] == ["--library"] and len(texts) > 2 else texts[1:]
    return bool(texts) and all(Path(text).is_absolute() for text in paths)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "formula-scanner", description="Scan thousands of symbols with a formula."
    )
    parser.add_argument(
        "formulas", nargs="*", type=Path, metavar="FORMULA", help="files of formulas to open"
    )
    parser.add_argument("--library", type=Path, metavar="FILE", help="candle library to open")
    parser.add_argument(
        "--profile", type=Path, metavar="DIR", help="folder for settings and formulas"
    )
    parser.add_argument(
        "--demo", action="store_true", help="a sample library in a temporary profile"
    )
    parser.add_argument("--version", action="version", version=f"Formula Scanner {__version__}")
    return parser


def handed_over(arguments: argparse.Namespace) -> list[str]:
    """Return the command line for the window that is open already, in whatever folder that is."""
    library = arguments.library
    words = [] if library is None else ["--library", str(library.absolute())]
    return ["formula-scanner", *words, *(str(path.absolute()) for path in arguments.formulas)]
