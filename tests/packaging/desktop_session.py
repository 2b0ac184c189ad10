"""Uses the installed program as a person would; runs inside the chroot, on Debian's own Python.

``python3 desktop_session.py LAUNCHER [FILE]`` starts the program by its desktop entry, makes the
sample library, runs a scan, closes the window by its close button and prints what it saw as JSON.
It finds things through the accessibility interface, as a screen reader does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

FORMULA = "close > sma(close, 20) and rsi(close, 14) < 45"
TITLE = "Formula Scanner"


def wait_for(what: str, ask: Callable[[], Any], timeout_s: float = 60.0) -> Any:
    """Return the first true answer; GLib's errors are answers of something that has just gone."""
    until_s = time.monotonic() + timeout_s
    while time.monotonic() < until_s:
        try:
            answer = ask()
        except GLib.Error:
            answer = None
        if answer:
            return answer
        time.sleep(0.05)
    sys.exit(f"waited {timeout_s:g} s in vain for {what}")


def find_application() -> Atspi.Accessible | None:
    desktop = Atspi.get_desktop(0)
    children = (desktop.get_child_at_index(n) for n in range(desktop.get_child_count()))
    return next((child for child in children if child and child.get_name() == TITLE), None)


def find(root: Atspi.Accessible, name: str) -> Atspi.Accessible | None:
    """Return the widget with the object name `name` that is on the screen."""
    if root.get_accessible_id().rpartition(".")[2] == name:
        return root if root.get_state_set().contains(Atspi.StateType.SHOWING) else None
    if root.get_role() in (Atspi.Role.TABLE, Atspi.Role.TREE, Atspi.Role.TREE_TABLE):
        return None  # a million cells
    children = (root.get_child_at_index(n) for n in range(root.get_child_count()))
    return next((found for child in children if child and (found := find(child, name))), None)


def press(root: Atspi.Accessible, name: str) -> None:
    button = wait_for(name, lambda: find(root, name))
    enabled = Atspi.StateType.ENABLED
    wait_for(f"{name} to be enabled", lambda: button.get_state_set().contains(enabled))
    button.get_action_iface().do_action(0)


def n_rows(root: Atspi.Accessible) -> int:
    table = find(root, "resultsTable")
    return table.get_table_iface().get_n_rows() if table else 0


def tree_of(pid: int) -> list[int]:
    """Return the process `pid` and all its descendants."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    parents = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    family = [pid]
    for member in family:
        family += [child for child, parent in parents if parent == member]
    return family


def living(family: list[int]) -> list[int]:
    """Return those processes that still are."""
    return [member for member in family if Path(f"/proc/{member}").exists()]


def main(launcher: str, *files: str) -> None:
    os.environ["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    began_s = time.monotonic()
    subprocess.run(["gio", "launch", launcher, *files], check=True)
    app = wait_for("the program's window", find_application)
    seen: dict[str, Any] = {"start_s": time.monotonic() - began_s}
    pid = app.get_process_id()
    press(app, "sampleButton")
    editor = wait_for("the editor", lambda: find(app, "formulaEditor"), 120.0)
    seen["text_at_start"] = Atspi.Text.get_text(editor, 0, -1)
    Atspi.EditableText.set_text_contents(editor, FORMULA)
    press(app, "runButton")
    seen["rows"] = wait_for("matches", lambda: n_rows(app))
    wait_for("the end of the scan", lambda: find(app, "runButton"))
    seen["status"] = [
        label.get_name() for name in ("statusLabel", "etaLabel") if (label := find(app, name))
    ]
    time.sleep(0.5)  # for the picture only
    subprocess.run(["scrot", "--overwrite", "/tmp/session.png"], check=True)
    family = tree_of(pid)
    seen["windows"] = subprocess.run(["wmctrl", "-l"], capture_output=True, text=True,
                                     check=True).stdout.count(TITLE)  # fmt: skip
    seen["processes"] = len(family)
    subprocess.run(["wmctrl", "-c", TITLE], check=True)
    wait_for("the program's end", lambda: not Path(f"/proc/{pid}").exists(), 20.0)
    # Multiprocessing's resource tracker sees the end of the others a moment later.
    until_s = time.monotonic() + 5.0
    while (left := living(family)) and time.monotonic() < until_s:
        time.sleep(0.05)
    seen["left"] = left
    print(json.dumps(seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
