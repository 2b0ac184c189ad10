"""Holds names and docstrings to plain words; see words.toml for the list with its reasons.

check_words.py [PATHS...]    engine and scanner_app where none are given; fails where one is found
check_words.py --count       only how many there are in each folder

A class name is declared once in both packages: one name, one thing.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[2]
RULES = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
FIRST_WORD = re.compile(r"[A-Za-z]+")
Problem = tuple[Path, int, str]


def main() -> int:
    names = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    folders = [ROOT / name for name in names or ("engine", "scanner_app")]
    files = [path for folder in folders for path in python_files(folder)]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}
    problems = [problem for path, tree in trees.items() for problem in problems_in(path, tree)]
    if not names:
        problems += repeated_classes(trees)
    if "--count" in sys.argv:
        counts = Counter(path.parent.relative_to(ROOT).as_posix() for path, _, _ in problems)
        for folder, count in sorted(counts.items()):
            print(f"{count:5} {folder}")
    else:
        for path, line, text in sorted(problems):
            print(f"{path.relative_to(ROOT).as_posix()}:{line}: {text}")
    return 1 if problems else 0


def python_files(folder: Path) -> Iterable[Path]:
    return [folder] if folder.is_file() else sorted(folder.rglob("*.py"))


def problems_in(path: Path, tree: ast.Module) -> Iterator[Problem]:
    local = {place for node in ast.walk(tree) for place in locals_of(node)}
    for node in ast.walk(tree):
        for line, name in names_of(node):
            reason = problem_of(name, (line, name) in local)
            if reason:
                yield path, line, f"'{name}': {reason}"
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield from docstring_problems(path, node)


def locals_of(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and name of the parameters and variables of a function."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name | ast.arg):
                yield from names_of(inner)


def names_of(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and name of whatever a node gives a name to."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()):
            yield node.lineno, name
        case ast.arg(arg=name):
            yield node.lineno, name
        case ast.Attribute(attr=name, ctx=ast.Store()):
            yield node.lineno, name
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
            yield node.lineno, name
        case _:
            return


def problem_of(name: str, is_local: bool) -> str:
    """Return what to write instead of a name, or nothing where it may stand."""
    if name in RULES["allowed"]:
        return ""
    if is_local and name in RULES["names"]:
        return RULES["names"][name]
    for prefix, reason in RULES["prefixes"].items():
        if name.startswith(prefix):
            return reason
    parts = [part.lower() for part in PART.findall(name)]
    return next((RULES["parts"][part] for part in parts if part in RULES["parts"]), "")


def docstring_problems(
    path: Path, node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
) -> Iterator[Problem]:
    word = FIRST_WORD.match(ast.get_docstring(node) or "")
    if word and word.group() in RULES["first_words"]:
        line = node.body[0].lineno
        yield (
            path,
            line,
            f"docstring begins with '{word.group()}': {RULES['first_words'][word.group()]}",
        )


def repeated_classes(trees: dict[Path, ast.Module]) -> Iterator[Problem]:
    """Yield the classes whose name another module declares too."""
    places: dict[str, list[tuple[Path, int]]] = defaultdict(list)
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append((path, node.lineno))
    for name, where in places.items():
        for path, line in where if len(where) > 1 else ():
            yield path, line, f"class {name} is declared {len(where)} times"


if __name__ == "__main__":
    sys.exit(main())
