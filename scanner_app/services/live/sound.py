"""A short chime, played by whatever the system has: Qt's own player would be a 175 MB package."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from engine.errors import EngineError
from engine.messages import Message
from scanner_app.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.domain.alert import Alert

_PAUSE_S = 1.5
_TIMEOUT_S = 3.0
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))


class SoundError(EngineError):
    """No sound could be played; the message says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self._message = message

    @property
    def message(self) -> Message:
        """Why not."""
        return self._message


def has_player() -> bool:
    """Whether there is something that plays sounds."""
    return sys.platform == "win32" or _player() is not None


def play() -> None:
    """Play the chime and wait for its end.

    Raises
    ------
    SoundError
        There is no player, or it cannot play.
    """
    chime = str(resource("sounds", "chime.wav"))
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - only there

        try:
            winsound.PlaySound(chime, winsound.SND_FILENAME)
        except RuntimeError as error:
            raise SoundError(Message("live.no-sound")) from error
        return
    player = _player()
    if player is None:
        programs = tuple(words[0] for words in _PLAYERS[:3])
        raise SoundError(Message("live.no-player", programs=programs))
    try:
        subprocess.run(  # noqa: S603 - a known program and our own file
            [*player, chime], timeout=_TIMEOUT_S, check=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        raise SoundError(Message("live.player-failed", program=player[0])) from error


class SoundSink:
    """Chimes for alerts, but not more often than one can hear; called in a thread of its own.

    Parameters
    ----------
    player : callable
        Plays the sound.
    clock : callable
        Seconds on a clock that never goes back.
    """

    name = "sound"

    def __init__(
        self,
        player: Callable[[], None] = play,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._play, self._clock = player, clock
        self._next_s = 0.0

    def deliver(self, alert: Alert) -> None:
        """Chime, unless there was one a moment ago."""
        del alert
        now_s = self._clock()
        if now_s >= self._next_s:
            self._next_s = now_s + _PAUSE_S
            self._play()


def _player() -> tuple[str, ...] | None:
    return next((words for words in _PLAYERS if shutil.which(words[0])), None)
