"""Settings, session, profile, arguments, log, errors and the rest of the frame."""

from __future__ import annotations

import hashlib
import logging
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtNetwork import QLocalServer

from engine.domain.universe import UniverseChoice
from scanner_app import __main__ as main_module
from scanner_app import app, excepthook, session
from scanner_app.arguments import handed_over, is_command_line, parse_arguments
from scanner_app.excepthook import ExceptionHook
from scanner_app.icons import Icons, app_icon, render_icon
from scanner_app.log_setup import AppLog
from scanner_app.presenters.session_presenter import range_of, universe_of
from scanner_app.profile import Profile, default_profile, write_atomically
from scanner_app.resources import resource
from scanner_app.services.scan.scan_types import ScanRange
from scanner_app.session import Session
from scanner_app.settings import Settings, SettingsStore, choose_library, load_settings
from scanner_app.single_instance import SingleInstance, socket_name
from scanner_app.theme import Theme, ThemeChoice, load_theme, palette_of, style_sheet
from scanner_app.theme_service import ThemeService

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def test_settings_survive_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "p" / "settings.toml")
    changed = Settings(theme="dark", workers=3, is_red_up=True, symbol_timeout_s=12.5, library="/x")
    with qtbot.waitSignal(store.changed):
        store.change(changed)
    assert load_settings(tmp_path / "p" / "settings.toml") == changed


def test_the_same_settings_are_not_told(qtbot: QtBot, tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "settings.toml")
    with qtbot.assertNotEmitted(store.changed):
        store.change(Settings())


@pytest.mark.parametrize(
    "text",
    ["not = [toml", 'workers = "many"', "is_red_up = 1\nworkers = true", "future_setting = 3", ""],
)
def test_wrong_settings_fall_back_to_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    assert load_settings(path) == Settings()


def test_settings_that_cannot_be_saved_still_hold(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "p").write_text("a file where the folder should be", encoding="utf-8")
    store = SettingsStore(tmp_path / "p" / "settings.toml")
    store.change(Settings(workers=2))
    assert store.current.n_workers == 2
    assert Settings().n_workers >= 1


def test_session_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    shown = Session(text="close > 종가", parameters={"n": 3}, layout={"window": "abc"})
    session.save_session(path, shown)
    assert session.load_session(path) == shown


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", '{"text": "x", "future": 1}', '{"parameters": 3, "universe": ""}',
        '{"layout": {"window": 3}, "columns": {"close": "wide"}, "range_n": "many", "text": null}',
    ],
)  # fmt: skip
def test_a_damaged_session_never_keeps_the_program_from_starting(tmp_path: Path, text: str) -> None:
    path = tmp_path / "session.json"
    path.write_text(text, encoding="utf-8")
    found = session.load_session(path)
    assert found.parameters == found.layout == found.columns == {}
    assert universe_of(found) == UniverseChoice()
    assert range_of(found) == ScanRange()


def test_odd_universes_and_ranges_of_a_session_are_everything() -> None:
    odd = Session(universe={"include": 3, "min_price": "x", "symbols": [1]}, range_kind="soon")
    assert universe_of(odd) == UniverseChoice(symbols=("1",))
    assert range_of(odd) == ScanRange()
    assert range_of(Session(range_kind="dates", range_start="yesterday")) == ScanRange()


def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    write_atomically(path, "old")
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        write_atomically(path, "new")
    assert path.read_text(encoding="utf-8") == "old"


def test_files_of_a_profile_lie_in_its_folder(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    profile.make()
    paths = [
        profile.settings,
        profile.workspace,
        profile.session,
        profile.library,
        profile.versions,
    ]
    assert all(path.parent == profile.folder for path in paths)
    assert profile.log.parent.is_dir()
    assert default_profile().folder.name == "formula-scanner"


def test_arguments_are_those_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    found = parse_arguments(["formula-scanner", "--library", "a.fslib", "--profile", "p", "--demo"])
    assert (str(found.library), str(found.profile), found.demo) == ("a.fslib", "p", True)
    assert parse_arguments([]).library is None
    assert parse_arguments(["--demo"]).demo
    with pytest.raises(SystemExit) as ended:
        parse_arguments(["x", "--version"])
    assert ended.value.code == 0
    assert "Formula Scanner" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_theme_has_every_color(qapp: object, name: str) -> None:
    theme = load_theme(name)
    for field in Theme.__slots__:
        value = getattr(theme, field)
        colors = value if field == "plots" else () if field == "name" else (value,)
        assert all(len(color) == 7 and color[0] == "#" for color in colors), field
    assert "$" not in style_sheet(theme)
    assert palette_of(theme).window().color().name() == theme.window


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("text", "panel", 7.0),
        ("text", "field", 7.0),
        ("muted", "panel", 4.5),
        ("muted", "window", 4.5),
        ("accent_text", "accent", 3.0),
        ("bad", "panel", 3.0),
    ],
)
def test_texts_stand_out_from_their_ground(name: str, text: str, ground: str, least: float) -> None:
    theme = load_theme(name)
    lighter, darker = sorted(
        (luminance(getattr(theme, text)), luminance(getattr(theme, ground))), reverse=True
    )
    assert (lighter + 0.05) / (darker + 0.05) >= least


def luminance(color: str) -> float:
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_korean_colors_are_red_up_and_blue_down() -> None:
    theme = load_theme("light", red_up=True)
    assert theme.up.startswith("#e0")
    assert theme.down.startswith("#2f")


def test_every_icon_can_be_drawn(qapp: object) -> None:
    names = [path.stem for path in resource("icons").glob("*.svg")]
    assert len(names) > 30
    for name in names:
        assert not render_icon(name, "#ff0000").toImage().isNull()
    assert not app_icon().isNull()


def test_icons_follow_the_theme(qtbot: QtBot) -> None:
    icons, action = Icons(load_theme("light")), QAction("x")
    icons.attach(action, "run")
    before = action.icon().cacheKey()
    icons.set_theme(load_theme("dark"))
    assert action.icon().cacheKey() != before
    del action
    icons.set_theme(load_theme("light"))


def test_log_lines_reach_the_file_and_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    log = AppLog(tmp_path / "log.txt")
    with qtbot.waitSignal(log.relay.line_logged) as told:
        logging.getLogger("engine.batch").info("hello")
    assert "hello" in told.args[0]
    assert log.lines[-1] == told.args[0]
    log.close()
    logging.getLogger("engine.batch").info("nobody listens")
    assert (tmp_path / "log.txt").read_text(encoding="utf-8").count("\n") == 1


def test_uncaught_exceptions_become_reports(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    hook = ExceptionHook()
    hook.install()
    try:
        with qtbot.waitSignal(hook.caught) as caught:
            sys.excepthook(ValueError, ValueError("a reason"), None)
        assert caught.args[0] == "a reason"
        assert "Formula Scanner" in caught.args[1]
        with qtbot.assertNotEmitted(hook.caught):
            sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    finally:
        hook.remove()


def test_threads_that_fail_are_reported_too(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    hook = ExceptionHook()
    hook.install()
    try:
        with qtbot.waitSignal(hook.caught) as caught:
            thread = threading.Thread(target=lambda: next(iter([])))
            thread.start()
            thread.join()
        assert "StopIteration" in caught.args[1]
    finally:
        hook.remove()


def test_an_exception_without_words_is_named_by_its_class() -> None:
    assert excepthook.sentence_of(RuntimeError()) == "RuntimeError"


_SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from scanner_app.single_instance import SingleInstance
application = QCoreApplication([])
sys.exit(not SingleInstance(Path(sys.argv[1])).hand_over(["x", sys.argv[1]]))
"""


def test_a_second_start_hands_its_arguments_to_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert not SingleInstance(tmp_path).hand_over(["x"])
    first.listen()
    try:
        # Another process: a thread of this one keeps Python to itself while it waits.
        with qtbot.waitSignal(first.started_again) as told:
            second = subprocess.Popen([sys.executable, "-c", _SECOND_START, str(tmp_path)])
        assert told.args == [["x", str(tmp_path)]]
        assert second.wait() == 0
    finally:
        first.close()


@pytest.mark.parametrize(
    "sent",
    [
        b"5", b"null", b"{}", b"[]", b"[" * 100_000, b"[5]", b"\xff", b"", b'["x", "--bogus"]',
        b'["x", "--version"]', b'["x", "--library"]', b'["x", "relative"]', b'["x", "/a\\u0000"]',
    ],
    ids=range(13),
)  # fmt: skip
def test_what_no_second_start_would_send_is_not_reported(
    qtbot: QtBot, tmp_path: Path, sent: bytes
) -> None:
    first = SingleInstance(tmp_path)
    with qtbot.assertNotEmitted(first.started_again):
        first._report(sent)


def test_what_a_second_start_hands_over_is_a_command_line(tmp_path: Path) -> None:
    for words in ([], ["a.formula"], ["--library", "b.fslib"], ["--library", "b.fslib", "-", "c"]):
        assert is_command_line(handed_over(parse_arguments(["x", *words])))


@pytest.mark.skipif("sys.platform == 'win32'")
@pytest.mark.parametrize("runtime", ["private", "open", "missing", ""])
def test_nobody_listens_for_the_window_in_a_folder_of_all(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, runtime: str
) -> None:
    with tempfile.TemporaryDirectory(prefix="fs-") as short:  # a socket's path must be
        folder = Path(short).resolve()
        for name, mode in (("private", 0o700), ("open", 0o777), ("profile", 0o755)):
            (folder / name).mkdir()
            (folder / name).chmod(mode)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder / runtime) if runtime else "")
        path = Path(socket_name(folder / "profile"))
        assert path.parent == folder / ("private" if runtime == "private" else "profile")
        first = SingleInstance(folder / "profile")
        first.listen()
        assert path.is_socket()
        first.close()
        other = QLocalServer()
        digest = hashlib.sha256(str((folder / "profile").resolve()).encode()).hexdigest()[:16]
        assert other.listen(f"formula-scanner-{digest}")
        assert not SingleInstance(folder / "profile").hand_over(["x"])
        other.close()


def test_each_profile_has_its_own_window(tmp_path: Path) -> None:
    assert socket_name(tmp_path / "a") != socket_name(tmp_path / "b")
    assert socket_name(tmp_path / "a") == socket_name(tmp_path / "x" / ".." / "a")


def test_colours_of_the_system_are_followed(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    themes = ThemeService(qapp, SettingsStore(tmp_path / "settings.toml"), qapp)
    with qtbot.waitSignal(themes.changed) as told:
        themes._on_system_changed(Qt.ColorScheme.Dark)
    assert told.args[0].name == "dark"
    themes.choose(ThemeChoice.LIGHT)
    assert themes.theme.name == "light"
    with qtbot.assertNotEmitted(themes.changed):
        themes._on_system_changed(Qt.ColorScheme.Light)
    themes.deleteLater()


def test_a_demonstration_is_never_the_users_own_profile() -> None:
    profile = app._profile_of(parse_arguments(["x", "--demo"]))
    assert profile.folder != default_profile().folder
    profile.folder.rmdir()
    assert app._profile_of(parse_arguments(["x"])).folder == default_profile().folder


def test_main_only_hands_over_where_a_window_is_open(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SingleInstance, "hand_over", lambda self, argv: True)
    monkeypatch.setattr(sys, "argv", ["formula-scanner", "--profile", str(tmp_path)])
    assert main_module.main() == 0
    assert not list(tmp_path.iterdir())


def test_the_library_of_the_command_line_goes_before_the_remembered_one(tmp_path: Path) -> None:
    profile, other = Profile(tmp_path), tmp_path / "other.fslib"
    other.touch()
    named, chosen = tmp_path / "named.fslib", Settings(library=str(other))
    assert choose_library(None, Settings(), profile) == (profile.library, None)
    assert choose_library(None, chosen, profile) == (other, None)
    assert choose_library(named, chosen, profile) == (named, None)


def test_a_remembered_library_that_is_gone_is_replaced_and_named(tmp_path: Path) -> None:
    profile, gone = Profile(tmp_path), tmp_path / "gone.fslib"
    settings = Settings(library=str(gone))
    assert choose_library(None, settings, profile) == (profile.library, gone)
    assert choose_library(gone, settings, profile) == (gone, None)
