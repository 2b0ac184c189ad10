"""Where hits are announced."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal

from scanner_app.presenters.live.alert_options_presenter import AlertOptionsPresenter
from scanner_app.services.live.alerts import AlertOptions, LiveSinks


class FakePanel(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.value = AlertOptions()
        self.problem = ""
        self.means: dict[str, bool] = {}

    def show_means(self, **means: bool) -> None:
        self.means = means

    def show_problem(self, text: str) -> None:
        self.problem = text


class FakeNotifier:
    can_use_tray = False

    def __init__(self) -> None:
        self.options: list[AlertOptions] = []

    def use(self, options: AlertOptions) -> None:
        self.options.append(options)


class Parts:
    def __init__(self) -> None:
        self.panel, self.notifier, self.sinks = FakePanel(), FakeNotifier(), LiveSinks()
        self.presenter = AlertOptionsPresenter(
            self.panel, sinks=self.sinks, notifier=self.notifier, has_player=lambda: True
        )


@pytest.fixture
def parts(qapp: object) -> Parts:
    return Parts()


def test_what_the_desktop_can_do_is_said_at_once(parts: Parts) -> None:
    assert parts.panel.means == {"has_tray": False, "has_player": True}
    assert parts.notifier.options == [AlertOptions()]


def test_another_choice_applies_at_once(parts: Parts) -> None:
    parts.panel.value = AlertOptions(log=True)
    parts.panel.changed.emit()
    assert parts.notifier.options[-1] == AlertOptions(log=True)
    assert any(sink.target is not None for sink in parts.sinks.all)


def test_a_command_that_cannot_be_read_is_explained_until_it_is_corrected(parts: Parts) -> None:
    parts.panel.value = AlertOptions(command="say 'never closed")
    parts.panel.changed.emit()
    assert parts.panel.problem
    parts.panel.value = AlertOptions(command="say {symbol}")
    parts.panel.changed.emit()
    assert parts.panel.problem == ""
