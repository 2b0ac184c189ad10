"""Brings the translations up to date: texts of the sources into .ts, .ts into .qm.

translate.py           update and compile; lists what is not translated yet
translate.py --check   change nothing; fail where something is missing, or not compiled

Texts that stand in no source file of the window (the presets, the helps of the language, and what
Qt's own translation lacks) get contexts of their own. What the engine says has its Korean in
resources/messages. The file of the sources'
own language holds only the texts with a number, in the forms for one and for more.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import tomllib
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("ko",)
SOURCE = "en"
PRESETS = "Presets"
QT = {
    "QFileDialog": ["&Look in:", "Files of &type:"],
    "QAbstractFileIconProvider": ["Drive", "Folder"],
}
"""Texts of Qt's dialogs that its own translation leaves in English."""
sys.path.insert(0, str(ROOT))


def main() -> int:
    if "--check" not in sys.argv:
        missing = [entry for path in paths_in(FOLDER) for entry in refresh(path)]
        report(missing)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        copies = Path(shutil.copytree(FOLDER, Path(temporary, FOLDER.name)))
        missing = [entry for path in paths_in(copies) for entry in refresh(path)]
        report(missing)
        stale = [p.name for p in paths_in(copies) if not is_compiled(p)]
    for name in stale:
        print(f"{name} is not up to date: run packaging/dev/translate.py")
    return 1 if missing or stale else 0


def paths_in(folder: Path) -> list[Path]:
    return [folder / f"app_{language}.ts" for language in (SOURCE, *LANGUAGES)]


def refresh(path: Path) -> list[tuple[str, str]]:
    """Bring a file up to date and compile it; returns what is not translated."""
    if path.stem == f"app_{SOURCE}":
        update(path, "-pluralonly")
    else:
        old = {name: context_of(path, name) for name in contexts()} if path.exists() else {}
        update(path)
        for name, texts in contexts().items():
            add_context(path, name, texts, old.get(name, {}))
    tool("lrelease", path, "-qm", path.with_suffix(".qm"))
    return untranslated(path)


def is_compiled(copy: Path) -> bool:
    """Whether the compiled file beside the original is that of the fresh `copy`."""
    fresh = copy.with_suffix(".qm")
    return (FOLDER / fresh.name).read_bytes() == fresh.read_bytes()


def report(missing: list[tuple[str, str]]) -> None:
    for name, text in missing:
        print(f"{name}: {text}")


@cache
def contexts() -> dict[str, list[str]]:
    """Return the texts that stand in no source file, by context."""
    from engine.language.functions.table import BY_NAME  # noqa: PLC0415 - the path is set above
    from engine.language.reference import by_family  # noqa: PLC0415 - likewise
    from scanner_app.services.formulas import (  # noqa: PLC0415 - likewise
        function_texts,
        language_service,
        language_texts,
    )

    helps = [*language_service.SERIES_HELP.values(), *language_service.KEYWORD_HELP.values()]
    helps += [language_service.OWN_HELP, *(function.summary for function in BY_NAME.values())]
    helps += [family for family, _ in by_family()]
    presets = tomllib.loads((ROOT / "resources/presets/presets.toml").read_text("utf-8"))["preset"]
    texts = [preset[key] for preset in presets for key in ("name", "group", "description")]
    return {
        PRESETS: list(dict.fromkeys(texts)),
        language_texts.HELP: list(dict.fromkeys(helps)),
        function_texts.FACTS: list(function_texts.texts()),
        **QT,
    }


def update(path: Path, *options: str) -> None:
    sources = sorted((ROOT / "scanner_app").rglob("*.py"))
    tool("lupdate", *sources, "-no-obsolete", "-locations", "none", *options, "-ts", path)


def tool(name: str, *arguments: object) -> None:
    command = [Path(sys.executable).parent / f"pyside6-{name}", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr or done.stdout)


def add_context(path: Path, name: str, texts: list[str], translations: dict[str, str]) -> None:
    """Write `texts` into the file as the context `name`, with their `translations`."""
    tree = ET.parse(path)
    root = tree.getroot()
    for old in [c for c in root.findall("context") if c.findtext("name") == name]:
        root.remove(old)
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = name
    for text in texts:
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text
        translation = ET.SubElement(message, "translation")
        if translations.get(text):
            translation.text = translations[text]
        else:
            translation.set("type", "unfinished")
    ET.indent(tree, " ")
    tree.write(path, encoding="utf-8", xml_declaration=True)


def context_of(path: Path, name: str) -> dict[str, str]:
    """Return the translations of one context."""
    contexts = ET.parse(path).getroot().findall("context")
    named = (c for c in contexts if c.findtext("name") == name)
    return {
        m.findtext("source", ""): m.findtext("translation", "")
        for context in named
        for m in context.findall("message")
    }


def untranslated(path: Path) -> list[tuple[str, str]]:
    """Return context and text of what has no translation."""
    return [
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ET.parse(path).getroot().findall("context")
        for message in context.findall("message")
        if not all(forms_of(message)) or is_unfinished(message)
    ]


def forms_of(message: ET.Element) -> list[str]:
    """Return the translation, in each of its forms for numbers where it has those."""
    forms = message.findall("translation/numerusform")
    return [form.text or "" for form in forms] or [message.findtext("translation", "")]


def is_unfinished(message: ET.Element) -> bool:
    translation = message.find("translation")
    return translation is not None and translation.get("type") == "unfinished"


if __name__ == "__main__":
    sys.exit(main())
