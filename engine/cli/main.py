"""Dispatches ``formula-scan COMMAND`` to the one module of that command.

A command module offers ``add_arguments(parser)`` and ``run(args) -> int``; only the one that is
called is imported, so that ``formula-scan check`` does not wait for the process pool.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from engine import __version__
from engine.errors import EngineError, FormulaError
from engine.system_messages import error_message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COMMANDS = {
    "sample": "write a library of synthetic candles",
    "import": "read candles from files, folders and zips into the library",
    "export": "write candles of the library to CSV or Parquet",
    "symbols": "list the symbols of the library, or read a list of them",
    "quality": "tell which candles of the library are doubtful",
    "adjust": "adjust candles for a split or another change of the unit",
    "resample": "make candles of a longer timeframe from shorter ones",
    "watchlist": "show, make and change lists of symbols",
    "download": "fetch candles from a data provider",
    "copy": "copy candles from a database or another program's folder",
    "check": "check a formula and say what it needs",
    "functions": "describe the functions of the formula language",
    "scan": "find the candles on which a formula is true",
    "stream": "watch formulas on live or replayed candles",
    "plugins": "list the feeds, readers and other parts of installed packages",
    "bench": "measure the scanner's speed on this machine",
}

EXIT_DONE = 0
EXIT_LIBRARY = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


def default_library() -> Path:
    """Return where the library lies unless the user says otherwise."""
    return Path(platformdirs.user_data_dir("formula-scanner", appauthor=False)) / "library.fslib"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _speak_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    name = next((word for word in words if not word.startswith("-")), None)
    if name not in COMMANDS:
        _overview().parse_args(words)
        _overview().print_help(sys.stderr)
        return EXIT_USAGE
    command = importlib.import_module(f"engine.cli.{name}_command")
    parser = argparse.ArgumentParser(f"formula-scan {name}", description=COMMANDS[name])
    parser.add_argument(
        "--library", type=Path, default=default_library(), help="library file (%(default)s)"
    )
    command.add_arguments(parser)
    words.remove(name)
    return _guarded(command.run, parser.parse_args(words))


def _guarded(run: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    """Run the command; turn what the user can act on into a sentence and an exit status."""
    try:
        status = run(args)
        sys.stdout.flush()
    except FormulaError as error:
        from engine.language.syntax.diagnostics import render  # noqa: PLC0415 - only where it is needed

        sys.stderr.write(render(error.text, error.diagnostics) + "\n")
        status = EXIT_USAGE
    except EngineError as error:
        sys.stderr.write(f"formula-scan: {error}\n")
        status = EXIT_LIBRARY
    except KeyboardInterrupt:
        status = EXIT_INTERRUPTED
    except OSError as error:
        status = EXIT_DONE
        if not _is_closed_pipe(error):
            sys.stderr.write(f"formula-scan: {error_message(error)}\n")
            status = EXIT_LIBRARY
        _give_up_output()
    return status


def _give_up_output() -> None:
    """Send what nobody takes nowhere, for the interpreter would fail to flush it at its end.

    The reader of our output has gone (`| head`), or the disk behind it is full.
    """
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _is_closed_pipe(error: OSError) -> bool:
    """Return whether nobody reads our output any more; Windows calls that an invalid argument."""
    if isinstance(error, BrokenPipeError):
        return True
    return os.name == "nt" and error.errno == errno.EINVAL and error.filename is None


def _speak_utf8() -> None:
    """Write UTF-8 into pipes and files: code pages lack names of symbols, and readers expect it.

    A terminal takes what its locale has, and shows the rest as codes.
    """
    if "PYTHONIOENCODING" in os.environ:
        return
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _overview() -> argparse.ArgumentParser:
    """Return the parser that knows all commands by name only."""
    lines = [f"  {name:<10} {text}" for name, text in COMMANDS.items()]
    parser = argparse.ArgumentParser(
        "formula-scan",
        usage="formula-scan COMMAND [options]",
        description="commands:\n" + "\n".join(lines),
        epilog="'formula-scan COMMAND --help' tells a command's options",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"formula-scan {__version__}")
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", nargs="?")
    return parser
