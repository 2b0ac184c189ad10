"""Holds that what the sources say of messages is true; run by ``make lint``.

1. A code in ``Message("prefix.name", ...)`` stands in the catalogue of its prefix, and the fields
   are the places of its text (:func:`faults_of_call`).
2. Every code of a catalogue is used: as a string somewhere, or as one of a family that is put
   together, as in ``f"system.{name}"`` (:func:`unused_codes`).
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.messages import CATALOGUES, Plural, catalogue, places_in, template_of  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGES = ("engine", "scanner_app")


def main() -> int:
    """Print what is wrong and return the exit status."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sources()}
    faults = [fault for path, tree in trees.items() for fault in faults_in(path, tree)]
    faults += [f"{code} is used nowhere" for code in unused_codes(list(trees.values()))]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def sources() -> list[Path]:
    """Return the modules that may say something."""
    return [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]


def faults_in(path: Path, tree: ast.Module) -> Iterator[str]:
    """Yield what is wrong with the messages of a module."""
    for scope in ast.walk(tree):
        if not isinstance(scope, ast.FunctionDef | ast.Module):
            continue
        for call in own_calls(scope):
            for fault in faults_of_call(call, literal_fields(scope)):
                yield f"{path.relative_to(ROOT)}:{call.lineno}: {fault}"


def own_calls(scope: ast.FunctionDef | ast.Module) -> Iterator[ast.Call]:
    """Yield the messages that are made in a function, but not in functions inside it."""
    waiting: list[ast.AST] = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef):
            continue
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Message" and node.args:
            yield node
        waiting.extend(ast.iter_child_nodes(node))


def faults_of_call(call: ast.Call, dictionaries: dict[str, set[str]]) -> Iterator[str]:
    """Yield what is wrong with one ``Message(...)`` whose code is a literal."""
    code = call.args[0]
    if not isinstance(code, ast.Constant) or not isinstance(code.value, str):
        return
    prefix = code.value.partition(".")[0]
    if prefix not in CATALOGUES or code.value not in catalogue(prefix):
        yield f"there is no message {code.value}"
        return
    fields = fields_of(call, dictionaries)
    if fields is None:
        return
    template = template_of(code.value)
    places = places_in(template)
    expected = places | {"n"} if isinstance(template, Plural) else places
    for name in sorted(places - fields):
        yield f"{code.value} has a place {{{name}}} without a field"
    for name in sorted(fields - expected):
        yield f"{code.value} has no place for the field {name}"


def fields_of(call: ast.Call, dictionaries: dict[str, set[str]]) -> set[str] | None:
    """Return the names of the fields, or None where they are not to be read off."""
    fields: set[str] = set()
    for keyword in call.keywords:
        if keyword.arg is not None:
            fields.add(keyword.arg)
        elif isinstance(keyword.value, ast.Name) and keyword.value.id in dictionaries:
            fields |= dictionaries[keyword.value.id]
        else:
            return None
    return fields


def literal_fields(scope: ast.FunctionDef | ast.Module) -> dict[str, set[str]]:
    """Return the keys of dictionaries that a function writes down once and never changes."""
    dictionaries: dict[str, set[str]] = {}
    changed: set[str] = set()
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for name in (target.id for target in node.targets if isinstance(target, ast.Name)):
                changed |= {name} & dictionaries.keys()
                dictionaries[name] = keys_of(node.value)
        elif isinstance(node, ast.AugAssign):
            changed.add(getattr(node.target, "id", ""))
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            changed.add(getattr(node.value, "id", ""))
    return {name: keys for name, keys in dictionaries.items() if keys and name not in changed}


def keys_of(value: ast.expr) -> set[str]:
    """Return the keys of a dictionary of which all are written down; else none."""
    if not isinstance(value, ast.Dict):
        return set()
    keys = [key.value if isinstance(key, ast.Constant) else None for key in value.keys]
    return {str(key) for key in keys} if None not in keys else set()


def unused_codes(trees: list[ast.Module]) -> list[str]:
    """Return the codes that no module can say."""
    texts: set[str] = set()
    families: set[str] = set()
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                families.add(str(node.values[0].value))
    codes = [code for prefix in CATALOGUES for code in catalogue(prefix)]
    return [code for code in codes if code not in texts and not _in_family(code, families)]


def _in_family(code: str, families: set[str]) -> bool:
    return any("." in begin and code.startswith(begin) for begin in families)


if __name__ == "__main__":
    sys.exit(main())
