"""The software bill of materials and the licences of what is bundled.

1. ``cyclonedx-py`` describes the environment that was frozen.
2. Only those distributions stay of which a file went into the application (taken.json); what a
   wheel says of its own compiled parts (PEP 770) stays with it; Python and Qt join.
3. The validator of cyclonedx-python-lib has the last word.
4. Every licence text that the distributions bring is copied, and a table tells which is whose.
"""

from __future__ import annotations

import json
import shutil
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

from builder.environments import python_of, tools_python
from builder.project import BUILD, NAME, PACKAGING, ROOT, TITLE, BuildError, version
from builder.shell import run

INVENTORY = BUILD / "inventory"
BOM = INVENTORY / "sbom.cdx.json"
LICENCES = INVENTORY / "licences"
_SPEC_VERSION = "1.6"
# Nothing in the wheels' metadata says it in SPDX's terms, or at all.
_LICENCES = {
    "pyluach": "MIT", "ta-lib": "BSD-2-Clause", "tomli-w": "MIT", "colorama": "BSD-3-Clause",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
    "pyside6-essentials": "LGPL-3.0-only", "shiboken6": "LGPL-3.0-only",
}  # fmt: skip
_VALIDATE = (
    "import sys; from cyclonedx.schema import SchemaVersion as V; "
    "from cyclonedx.validation.json import JsonStrictValidator as J; "
    "e = J(V.V1_6).validate_str(open(sys.argv[1], encoding='utf-8').read()); "
    "sys.exit(str(e) if e else 0)"
)


def write() -> Path:
    """Write the bill of materials and the licences of the application; return their folder."""
    shutil.rmtree(INVENTORY, ignore_errors=True)
    LICENCES.mkdir(parents=True)
    bundled = _bundled()
    _write_bom(bundled)
    _write_licences(bundled)
    return INVENTORY


def _site_packages() -> Path:
    python = python_of(BUILD / "app-environment")
    return Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())


def _bundled() -> list[metadata.Distribution]:
    """Return the distributions of which a file was frozen, by name."""
    site = _site_packages()
    taken = json.loads((BUILD / "taken.json").read_text("utf-8"))
    sources = {Path(source).resolve() for _, source, _ in taken if source}
    found = {}
    for distribution in metadata.distributions(path=[str(site)]):
        files = (file for file in distribution.files or () if ".dist-info/" not in file.as_posix())
        if any(Path(str(file.locate())).resolve() in sources for file in files):
            found[_key(distribution.name)] = distribution
    # The bootloader, which PyInstaller does not list among what it takes.
    pyinstaller = next(iter(metadata.distributions(name="pyinstaller", path=[str(site)])), None)
    if pyinstaller is None:
        raise BuildError("PyInstaller has left the environment")
    found["pyinstaller"] = pyinstaller
    return [found[name] for name in sorted(found)]


def _key(name: str) -> str:
    return name.lower().replace("_", "-")


def _write_bom(bundled: list[metadata.Distribution]) -> None:
    raw = INVENTORY / "environment.json"
    run(tools_python(), "-m", "cyclonedx_py", "environment", "--output-reproducible",
        "--spec-version", _SPEC_VERSION, "--output-format", "JSON", "--mc-type", "application",
        "--pyproject", ROOT / "pyproject.toml", "--output-file", raw,
        python_of(BUILD / "app-environment"))  # fmt: skip
    bom = json.loads(raw.read_text("utf-8"))
    raw.unlink()
    names = {_key(distribution.name): distribution for distribution in bundled}
    parts = [part for part in bom["components"] if _key(part["name"]) in names]
    kept = {part["bom-ref"] for part in parts} | {"root-component"}
    for part in parts:
        _complete(part, names[_key(part["name"])])
    bom["components"] = sorted(
        [*parts, *_beneath(names)], key=lambda part: (part["name"], part["version"])
    )
    bom["dependencies"] = [
        {"ref": entry["ref"], "dependsOn": [r for r in entry.get("dependsOn", []) if r in kept]}
        for entry in bom["dependencies"]
        if entry["ref"] in kept
    ]
    bom["metadata"]["component"].update(name=NAME, version=version())
    BOM.write_text(json.dumps(bom, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    run(tools_python(), "-c", _VALIDATE, BOM)


def _complete(part: dict[str, Any], distribution: metadata.Distribution) -> None:
    """Say the licence in SPDX's terms and name the compiled parts inside."""
    part["licenses"] = [{"expression": licence_of(distribution)}]
    part.pop("externalReferences", None)  # file:// addresses of the building machine
    inside = [_inner(found) for found in _own_parts(distribution)]
    if inside:
        part["components"] = sorted(inside, key=lambda found: json.dumps(found, sort_keys=True))


def _own_parts(distribution: metadata.Distribution) -> list[dict[str, Any]]:
    """Return the components that a wheel lists of itself."""
    parts = []
    for file in distribution.files or ():
        if ".dist-info/sboms/" in file.as_posix() and file.name.endswith(".json"):
            parts += json.loads(file.read_text("utf-8")).get("components", [])
    return parts


def _inner(part: dict[str, Any]) -> dict[str, Any]:
    """Return name, version and address of a part; its references hold in its own file only."""
    inner = {key: part[key] for key in ("type", "name", "version", "purl") if key in part}
    hashes = part.get("hashes")
    return inner | ({"hashes": hashes} if hashes else {})


def _beneath(names: dict[str, metadata.Distribution]) -> list[dict[str, Any]]:
    """Return what no distribution of Python's names: the interpreter and Qt."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    qt = names["pyside6-essentials"].version
    return [
        {"type": "platform", "name": "CPython", "version": python, "bom-ref": "cpython",
         "cpe": f"cpe:2.3:a:python:python:{python}:*:*:*:*:*:*:*",
         "licenses": [{"expression": "PSF-2.0"}]},
        {"type": "framework", "name": "Qt", "version": qt, "bom-ref": "qt",
         "cpe": f"cpe:2.3:a:qt:qt:{qt}:*:*:*:*:*:*:*",
         "licenses": [{"expression": "LGPL-3.0-only"}]},
    ]  # fmt: skip


def licence_of(distribution: metadata.Distribution) -> str:
    """Return a distribution's licence as an SPDX expression."""
    known = _LICENCES.get(_key(distribution.name))
    said = known or distribution.metadata["License-Expression"] or distribution.metadata["License"]
    if not said or "\n" in said:
        raise BuildError(f"the licence of {distribution.name} is unknown; name it in inventory.py")
    return str(said)


def _write_licences(bundled: list[metadata.Distribution]) -> None:
    rows = [("CPython", ".".join(map(str, sys.version_info[:3])), "PSF-2.0", "python.txt")]
    for distribution in bundled:
        folder = LICENCES / _key(distribution.name)
        texts = [file for file in distribution.files or () if _is_licence(file.as_posix())]
        for file in texts:
            parts = file.as_posix().split(".dist-info/")[1].removeprefix("licenses/")
            target = folder / f"{parts.removesuffix('.txt')}.txt"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(str(distribution.locate_file(file)), target)
        licence = licence_of(distribution)
        place = f"{folder.name}/" if texts else _own_text(licence)
        rows.append((distribution.name, distribution.version, licence, place))
    for text in (PACKAGING / "licenses").iterdir():
        shutil.copyfile(text, LICENCES / text.name)
    shutil.copyfile(_python_licence(), LICENCES / "python.txt")
    width = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join([*map(str.ljust, row[:3], width), row[3]]) for row in rows]
    (LICENCES / "LIST.txt").write_text(_PREAMBLE + "\n".join(lines) + "\n", encoding="utf-8")


def _is_licence(path: str) -> bool:
    if ".dist-info/" not in path:
        return False
    name = path.rsplit("/", 1)[-1].upper()
    words = ("LICEN", "COPYING", "NOTICE", "AUTHORS")
    return "/licenses/" in path or name.startswith(words)


def _own_text(licence: str) -> str:
    if licence.startswith("LGPL-3.0"):
        return "LGPL-3.0.txt, GPL-3.0.txt"
    if licence == "MIT":
        return "MIT.txt"
    raise BuildError(f"no text of the licence {licence} is at hand; put it into packaging/licenses")


def _python_licence() -> Path:
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = [Path(sys.base_prefix) / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE",
              Path(sys.base_prefix) / "lib" / name / "LICENSE.txt",
              Path("/usr/share/doc") / name / "copyright"]  # fmt: skip
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise BuildError("the licence text of Python was not found beside it")
    return found


_PREAMBLE = f"""What {TITLE} {version()} brings along, under which licence, and where its text lies.

Qt and PySide6 are used under the LGPL 3 as separate shared libraries, which may be replaced by
other builds of the same version. The sources of all parts are those of the versions named here:
https://download.qt.io for Qt and PySide6, https://www.python.org for Python, https://pypi.org for
the others. Third-party code within Qt: https://doc.qt.io/qt-6/licenses-used-in-qt.html.
sbom.cdx.json lists the same parts, and the compiled libraries inside, for machines (CycloneDX).

"""
