"""Brings the translations up to date: texts of the sources into .ts, .ts into .qm.

translate.py           update and compile; lists what is not translated yet
translate.py --check   the same, and fail where something is not translated

Texts that stand in no source file (the presets) get a context of their own.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("ko",)
PRESETS = "Presets"


def main() -> int:
    n_open = 0
    for language in LANGUAGES:
        path = FOLDER / f"app_{language}.ts"
        presets = context_of(path, PRESETS) if path.exists() else {}
        update(path)
        add_presets(path, presets)
        tool("lrelease", path, "-qm", path.with_suffix(".qm"))
        missing = untranslated(path)
        n_open += len(missing)
        for name, text in missing:
            print(f"{path.name}: {name}: {text}")
    return 1 if n_open and "--check" in sys.argv else 0


def update(path: Path) -> None:
    sources = sorted((ROOT / "scanner_app").rglob("*.py"))
    tool("lupdate", *sources, "-no-obsolete", "-locations", "none", "-ts", path)


def tool(name: str, *arguments: object) -> None:
    command = [Path(sys.executable).parent / f"pyside6-{name}", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr or done.stdout)


def add_presets(path: Path, known: dict[str, str]) -> None:
    """Write names, groups and descriptions of the presets into the file."""
    presets = tomllib.loads((ROOT / "resources/presets/presets.toml").read_text("utf-8"))["preset"]
    texts = dict.fromkeys(p[key] for p in presets for key in ("name", "group", "description"))
    tree = ET.parse(path)
    root = tree.getroot()
    for old in [c for c in root.findall("context") if c.findtext("name") == PRESETS]:
        root.remove(old)
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = PRESETS
    for text in texts:
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text
        translation = ET.SubElement(message, "translation")
        if known.get(text):
            translation.text = known[text]
        else:
            translation.set("type", "unfinished")
    ET.indent(tree, " ")
    tree.write(path, encoding="utf-8", xml_declaration=True)


def context_of(path: Path, name: str) -> dict[str, str]:
    """Return the translations of one context."""
    contexts = ET.parse(path).getroot().findall("context")
    chosen = (c for c in contexts if c.findtext("name") == name)
    return {
        m.findtext("source", ""): m.findtext("translation", "")
        for context in chosen
        for m in context.findall("message")
    }


def untranslated(path: Path) -> list[tuple[str, str]]:
    """Return context and text of what has no translation."""
    return [
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ET.parse(path).getroot().findall("context")
        for message in context.findall("message")
        if not message.findtext("translation")
    ]


if __name__ == "__main__":
    sys.exit(main())
