"""Brings pages into the site that stand elsewhere or are made of the program itself."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

ROOT = Path(__file__).resolve().parents[2]
PAGES = Path(__file__).with_name("pages")
sys.path.insert(0, str(ROOT))
DECISIONS = ROOT / ".github" / "decisions"
HELP = ROOT / "resources" / "help"
COMMAND_LINE = """# Command line

Every command takes `--library FILE`. Matches go to the standard output; progress, problems and
the summary go to the standard error. The exit status is 0 when done, 1 where a library or file
cannot be used, 2 for wrong usage or a wrong formula, 130 when interrupted.
"""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Fill in the parts of the menu that follow from the program."""
    from engine.public_names import CHAPTERS  # noqa: PLC0415 - found by the path set above

    for section in config.nav:
        for title, entry in section.items():
            if entry == "reference/":
                section[title] = [{name: reference_path(name)} for name in CHAPTERS]
            elif title == "How it is built":
                entry[-1] = {"Decisions": [f"built/decisions/{p.name}" for p in decisions()]}
            elif title == "Parts in packages":
                more = sorted(p.name for p in (PAGES / "extending").glob("*.md"))
                entry[:] = [f"extending/{n}" for n in sorted(more, key=lambda n: n != "index.md")]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that no file of this folder holds."""
    for path, text in pages():
        files.append(File.generated(config, path, content=text, inclusion=InclusionLevel.INCLUDED))
    return files


def pages() -> Iterator[tuple[str, str]]:
    """Yield path and text of each page that is brought in."""
    for name in ("language.md", "functions.md"):
        yield f"language/{name}", (HELP / name).read_text(encoding="utf-8")
    architecture = (ROOT / ".github" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    yield "built/architecture.md", architecture.replace("](GLOSSARY.md", "](../glossary.md")
    yield "glossary.md", (ROOT / ".github" / "GLOSSARY.md").read_text(encoding="utf-8")
    for path in decisions():
        yield f"built/decisions/{path.name}", path.read_text(encoding="utf-8")
    yield "using/command-line.md", command_line()
    yield from references()


def decisions() -> list[Path]:
    """Return the records, the list of them first."""
    return sorted(DECISIONS.glob("*.md"), key=lambda path: (path.stem != "README", path.name))


def command_line() -> str:
    """Return the help of each command of ``formula-scan``."""
    from engine.cli.main import COMMANDS, main  # noqa: PLC0415 - found by the path set above

    os.environ["COLUMNS"] = "96"
    parts = [COMMAND_LINE]
    for name in COMMANDS:
        importlib.import_module(f"engine.cli.{name}_command")
        text = io.StringIO()
        with contextlib.redirect_stdout(text), contextlib.suppress(SystemExit):
            main([name, "--help"])
        # The default of --library is a path of the machine that builds the site.
        help_text = re.sub(r"\(\S*library\.fslib\)", "(in the user's data folder)", text.getvalue())
        parts.append(f"## {name}\n\n```text\n{help_text}```\n")
    return "\n".join(parts)


def reference_path(chapter: str) -> str:
    """Return the page of a chapter."""
    return f"reference/{re.sub('[^a-z]+', '-', chapter.lower())}.md"


def references() -> Iterator[tuple[str, str]]:
    """Yield a page for each chapter of the public names."""
    from engine.public_names import CHAPTERS  # noqa: PLC0415 - found by the path set above

    for chapter, names in CHAPTERS.items():
        example = f"from engine import {next(iter(names))}"
        head = f"# {chapter}\n\nAll of it comes from `engine`: `{example}`.\n"
        entries = [f"::: {module}.{name}\n" for name, module in names.items()]
        yield reference_path(chapter), "\n".join([head, *entries])
