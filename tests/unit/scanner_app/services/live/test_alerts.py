from __future__ import annotations

import logging
import wave
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import QLocale

from engine.domain.alert import Alert
from engine.domain.formula import Formula
from engine.domain.hit_policy import HitPolicy
from engine.domain.series import PRICE_COLUMNS
from scanner_app.icons import app_icon
from scanner_app.records.hits import HitBatch
from scanner_app.records.watched import EDITOR, Watched
from scanner_app.resources import resource
from scanner_app.services.live import sound as live_sound
from scanner_app.services.live.alerts import AlertOptions, LiveSinks
from scanner_app.services.live.live_settings import (
    LiveSettings,
    load_live_settings,
    save_live_settings,
)
from scanner_app.services.live.notifier import LiveNotifier
from scanner_app.services.live.sound import SoundError, SoundSink
from scanner_app.translations import install_translations, remove_translations
from scanner_app.views.live.hit_options import AlertPanel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

ALERT = Alert("ABC", "up", "Up", datetime(2024, 1, 1, tzinfo=UTC), 12.5, datetime.now(UTC))


def batch(symbols: list[str]) -> HitBatch:
    count = len(symbols)
    numbers, words = np.arange(count), np.array(symbols, dtype=object)
    return HitBatch(
        0, words, words, words, numbers, numbers,
        dict.fromkeys(PRICE_COLUMNS, numbers + 1.0), numbers >= 0, words, words,
    )  # fmt: skip


def deliver(sinks: LiveSinks) -> None:
    for sink in sinks.all:
        sink.deliver(ALERT)


def test_nothing_is_told_where_nothing_is_chosen() -> None:
    sinks = LiveSinks()
    sinks.use(AlertOptions())
    deliver(sinks)


def test_log_can_be_switched_while_alerts_come(caplog: pytest.LogCaptureFixture) -> None:
    sinks = LiveSinks()
    with caplog.at_level(logging.INFO, "scanner_app.alerts"):
        sinks.use(AlertOptions(log=True))
        deliver(sinks)
        sinks.use(AlertOptions())
        deliver(sinks)
    assert [record.getMessage()[:8] for record in caplog.records] == ["ABC 12.5"]


def test_wrong_webhook_is_said_and_the_rest_is_used(caplog: pytest.LogCaptureFixture) -> None:
    sinks = LiveSinks()
    with pytest.raises(ValueError, match="http"):
        sinks.use(AlertOptions(log=True, webhook="ftp://example.org"))
    with caplog.at_level(logging.INFO, "scanner_app.alerts"):
        deliver(sinks)
    assert len(caplog.records) == 1


def test_command_that_cannot_be_read_is_said() -> None:
    with pytest.raises(ValueError, match="command"):
        LiveSinks().use(AlertOptions(command='echo "half'))


def test_silenced_sinks_tell_nothing(caplog: pytest.LogCaptureFixture) -> None:
    sinks = LiveSinks()
    sinks.use(AlertOptions(log=True, command="/no/such/program"))
    sinks.silence()
    deliver(sinks)
    assert caplog.records == []


def test_sound_is_not_played_again_while_one_hears_it() -> None:
    moments = iter([0.0, 0.5, 1.4, 1.6])
    played: list[int] = []
    sink = SoundSink(lambda: played.append(1), lambda: next(moments))
    for _ in range(4):
        sink.deliver(ALERT)
    assert len(played) == 2


def test_chime_is_a_sound_file_that_ends_in_silence() -> None:
    with wave.open(str(resource("sounds", "chime.wav"))) as file:
        assert file.getnchannels() == 1
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)
    assert np.abs(samples).max() > 5_000
    assert abs(int(samples[-1])) < 100


@pytest.mark.skipif("sys.platform == 'win32'")
def test_missing_player_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_sound.shutil, "which", lambda _name: None)
    with pytest.raises(SoundError, match="aplay"):
        live_sound.play()


def test_notifier_speaks_once_of_many_hits(qtbot: QtBot, qapp: QApplication) -> None:
    installed = install_translations(qapp, "en")
    notifier = LiveNotifier(app_icon(), pause_ms=1)
    said: list[tuple[str, str]] = []
    notifier.noticed.connect(lambda title, text: said.append((title, text)))
    notifier.use(AlertOptions(notice=True))
    notifier.add(batch(["A"]))
    for _ in range(50):
        notifier.add(batch(["B", "C"]))
    with qtbot.waitSignal(notifier.noticed):
        pass
    assert said == [("1 hit", "A 1.00"), ("100 hits", "C 2.00, B 1.00 …")]
    notifier.close()
    remove_translations(qapp, installed)
    QLocale.setDefault(QLocale.c())


def test_notifier_is_quiet_where_notices_are_off(qtbot: QtBot) -> None:
    notifier = LiveNotifier(app_icon())
    notifier.use(AlertOptions(notice=False))
    with qtbot.assertNotEmitted(notifier.noticed):
        notifier.add(batch(["A"]))
    notifier.close()


def test_without_a_tray_the_desktops_notification_is_a_notice(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    notifier = LiveNotifier(app_icon(), pause_ms=1)
    notifier.use(AlertOptions(notice=False, tray=True))
    monkeypatch.setattr(LiveNotifier, "can_use_tray", False)
    with qtbot.waitSignal(notifier.noticed) as told:
        notifier.add(batch(["A"]))
    assert told.args[1] == "A 1.00"
    qtbot.waitUntil(lambda: not notifier._pause.isActive())
    monkeypatch.setattr(LiveNotifier, "can_use_tray", True)  # the desktop's panel has started
    shown: list[str] = []
    monkeypatch.setattr(notifier._tray, "showMessage", lambda title, *_: shown.append(title))
    with qtbot.assertNotEmitted(notifier.noticed):
        notifier.add(batch(["B"]))
    assert len(shown) == 1
    notifier.close()


def test_desktops_notification_has_no_tags(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    notifier = LiveNotifier(app_icon(), pause_ms=1)
    notifier.use(AlertOptions(notice=False, tray=True))
    monkeypatch.setattr(LiveNotifier, "can_use_tray", True)
    shown: list[str] = []
    monkeypatch.setattr(notifier._tray, "showMessage", lambda _title, text, *_: shown.append(text))
    notifier.add(batch(["<img src='/a/picture.png'>"]))
    assert shown == ["‹img src='/a/picture.png'> 1.00"]
    notifier.close()


def test_what_the_desktop_cannot_do_is_said_where_it_is_chosen(qtbot: QtBot) -> None:
    panel = AlertPanel()
    qtbot.addWidget(panel)
    panel.show_means(has_tray=False, has_player=False)
    assert panel.limits.text() == ""
    panel.tray.setChecked(True)
    assert "no tray" in panel.limits.text()
    panel.sound.setChecked(True)
    assert "beeps" in panel.limits.text()
    panel.show_means(has_tray=True, has_player=True)
    assert panel.limits.text() == ""


@pytest.mark.skipif("sys.platform == 'win32'")
def test_a_player_without_a_sound_device_is_an_error_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    player = tmp_path / "aplay"
    player.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    player.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SoundError, match="aplay could not play the sound"):
        live_sound.play()


def test_settings_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "live.json"
    settings = LiveSettings(
        feed="socket", address="wss://example.org", timeframe="5m", symbols="A, B", speed=3,
        watchlist="Mine", arriving="1m", follows=True, saves=True,
        hits=HitPolicy(True, 300.0, False), alerts=AlertOptions(sound=True, command="x {symbol}"),
        watched=[
            Watched(EDITOR, Formula(EDITOR, "", ""), is_on=False),
            Watched("up", Formula("up", "Up", "close > n", parameters={"n": 3})),
        ],
    )  # fmt: skip
    save_live_settings(path, settings)
    assert load_live_settings(path) == settings


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"hits": {"no": 1}}', '{"speed": "fast"}', '{"watched": [{}]}']
)
def test_settings_that_cannot_be_read_are_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "live.json"
    path.write_text(text, encoding="utf-8")
    assert load_live_settings(path) == LiveSettings()
