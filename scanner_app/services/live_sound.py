"""A short chime, played by whatever the system has: Qt's own player would be a 175 MB package."""

from __future__ import annotations

import math
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import wave
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.domain.alert import Alert

_RATE = 22_050
_TONES = ((880.0, 0.09), (1318.5, 0.16))
_PAUSE_S = 1.5
_TIMEOUT_S = 3.0
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))


class SoundError(Exception):
    """No sound could be played; the text says why."""


def chime() -> bytes:
    """Return the samples of two rising tones, 16 bits, mono."""
    samples: list[int] = []
    for pitch, seconds in _TONES:
        count = int(_RATE * seconds)
        for n in range(count):
            fade = min(1.0, n / 200.0) * (1.0 - n / count)
            samples.append(round(11_000 * fade * math.sin(math.tau * pitch * n / _RATE)))
    return struct.pack(f"<{len(samples)}h", *samples)


@cache
def chime_file() -> Path:
    """Return the chime as a file that players can open."""
    path = Path(tempfile.gettempdir()) / "formula-scanner-chime.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(chime())
    return path


def play() -> None:
    """Play the chime and wait for its end.

    Raises
    ------
    SoundError
        There is no player, or it cannot play.
    """
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - only there

        winsound.PlaySound(str(chime_file()), winsound.SND_FILENAME)
        return
    player = next((words for words in _PLAYERS if shutil.which(words[0])), None)
    if player is None:
        names = ", ".join(words[0] for words in _PLAYERS[:3])
        raise SoundError(f"no program to play sounds was found; install one of {names}")
    try:
        subprocess.run(  # noqa: S603 - a fixed program and our own file
            [*player, str(chime_file())], timeout=_TIMEOUT_S, check=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        raise SoundError(f"{player[0]} could not play the sound") from error


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
