"""Where hits are notified outside the table; each sink can be switched while a session runs."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.command_lines import split_command
from engine.errors import InputError
from engine.messages import Message
from scanner_app.services.live.sound import SoundSink, has_player

if TYPE_CHECKING:
    from engine.domain.alert import Alert
    from engine.stream.alerts.sinks import AlertSink

_TIMEOUT_S = 4.0  # a window that closes waits for the alert that is on its way


@dataclass(frozen=True, slots=True)
class AlertOptions:
    """What the alert panel says.

    Attributes
    ----------
    sound, tray, notice, log : bool
        A chime; the desktop's own notification; a notice in the window; a line in the log.
    command : str
        A command line to run for each hit; empty for none.
    webhook : str
        An address to which each hit is posted; empty for none.
    """

    sound: bool = False
    tray: bool = False
    notice: bool = True
    log: bool = False
    command: str = ""
    webhook: str = ""


class SwitchedSink:
    """A sink whose target can be replaced or removed at any time.

    Parameters
    ----------
    name : str
        What the user calls it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.target: AlertSink | None = None

    def deliver(self, alert: Alert) -> None:
        """Hand `alert` to the target, if there is one."""
        target = self.target
        if target is not None:
            target.deliver(alert)


class LiveSinks:
    """The sinks of all sessions of a window.

    Attributes
    ----------
    all : list of SwitchedSink
        Sound, log, command and webhook.
    """

    def __init__(self) -> None:
        self._sound, self._log = SwitchedSink("sound"), SwitchedSink("log")
        self._command, self._webhook = SwitchedSink("command"), SwitchedSink("webhook")
        self.all: list[AlertSink] = [self._sound, self._log, self._command, self._webhook]

    def use(self, options: AlertOptions) -> None:
        """Notify hits as `options` say from now on; everything that can be used is.

        Raises
        ------
        InputError
            The command or the webhook cannot be used; the message says why.
        """
        from engine.stream.alerts.sinks import LogSink  # noqa: PLC0415 - start-up time

        self._sound.target = SoundSink() if options.sound and has_player() else None
        logger = logging.getLogger("scanner_app.alerts")
        self._log.target = LogSink(logger) if options.log else None
        self._command.target = self._webhook.target = None
        problems = []
        for sink, text in ((self._command, options.command), (self._webhook, options.webhook)):
            try:
                sink.target = _target(sink.name, text.strip())
            except InputError as error:
                problems.append(error.message)
        if problems:
            raise InputError(Message("system.several", reasons=tuple(problems)))

    def silence(self) -> None:
        """Notify nothing more; what waits is dropped."""
        for sink in (self._sound, self._log, self._command, self._webhook):
            sink.target = None


def _target(name: str, text: str) -> AlertSink | None:
    """Return what runs a command or posts to an address; None for an empty `text`."""
    from engine.stream.alerts.sinks import CommandSink, WebhookSink  # noqa: PLC0415 - start-up time

    if not text:
        return None
    if name == "webhook":
        return WebhookSink(text, timeout_s=_TIMEOUT_S)
    try:
        return CommandSink(split_command(text), timeout_s=_TIMEOUT_S)
    except ValueError as error:  # of an open quotation or a last backslash
        raise InputError(Message("live.command-unreadable")) from error
