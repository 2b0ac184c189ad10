"""One feed's status out of those of its connections: the worst state is the feed's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.domain.live_status import ConnectionState
from engine.messages import Message
from engine.stream.feeds.protocol import StatusBoard

if TYPE_CHECKING:
    from engine.domain.live_status import FeedStatus

_WORST_FIRST = (
    ConnectionState.RECONNECTING, ConnectionState.CONNECTING, ConnectionState.LIVE,
    ConnectionState.IDLE,
)  # fmt: skip
_SYMBOLS = "live.symbols"


class PartBoard(StatusBoard):
    """The status of one connection; what it counts the whole counts too.

    Parameters
    ----------
    whole : StatusBoard
        The feed's.
    siblings : list of PartBoard
        All connections of the feed; this one adds itself.
    """

    def __init__(self, whole: StatusBoard, siblings: list[PartBoard]) -> None:
        super().__init__()
        self._whole = whole
        self._siblings = siblings
        siblings.append(self)

    def show(self, state: ConnectionState, note: Message | None = None) -> None:
        """Change state and sentence; the feed shows those of the worst connection."""
        super().show(state, note)
        statuses = [board.read() for board in self._siblings]
        worst = min(statuses, key=lambda status: _WORST_FIRST.index(status.state))
        self._whole.show(worst.state, _joined(worst, statuses))

    def count(self, **more: int) -> None:
        """Add to the counters that are named, here and in the whole."""
        super().count(**more)
        self._whole.count(**more)


def _joined(worst: FeedStatus, statuses: list[FeedStatus]) -> Message | None:
    """Return the note of the worst connection; where all are well, the symbols of all."""
    if worst.state is not ConnectionState.LIVE:
        return worst.note
    notes = [status.note for status in statuses if status.note is not None]
    problem = next((note for note in notes if note.code != _SYMBOLS), None)
    return problem or Message(_SYMBOLS, n=sum(note.fields["n"] for note in notes))
