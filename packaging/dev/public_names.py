"""Writes engine/__init__.pyi, what type checkers see of the engine's public names.

public_names.py           write it
public_names.py --check   change nothing; fail where it is not up to date
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STUB = ROOT / "engine" / "__init__.pyi"
sys.path.insert(0, str(ROOT))


def main() -> int:
    if "--check" not in sys.argv:
        STUB.write_text(stub(), encoding="utf-8", newline="\n")
        return 0
    if STUB.read_text(encoding="utf-8") == stub():
        return 0
    print("engine/__init__.pyi is not up to date: run packaging/dev/public_names.py")
    return 1


def stub() -> str:
    """Return the stub: an import a name, in the order of the modules."""
    from engine.public_names import MODULES  # noqa: PLC0415 - found by the path set above

    imports = sorted((module, name) for name, module in MODULES.items())
    lines = [f"from {module} import {name} as {name}" for module, name in imports]
    return "\n".join(
        ["# Made by packaging/dev/public_names.py.", *lines, "", "__version__: str", ""]
    )


if __name__ == "__main__":
    sys.exit(main())
