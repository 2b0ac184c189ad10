"""How a repository reaches worker processes: pickled, under a digest of its content."""

from __future__ import annotations

import hashlib
import pickle
import threading
from typing import TYPE_CHECKING, Any

from engine.batch.wire.messages import RepositoryRef
from engine.errors import RepositoryError
from engine.messages import Message
from engine.system_messages import system_message

if TYPE_CHECKING:
    from engine.domain.repositories import DataVersion, ICandleRepository

_SMALL_BYTES = 64 << 10
"""A pickle up to this size is made anew for each job; it is a path, or little data."""


class RepositoryCarrier:
    """Pickles a repository for workers, again whenever its content has changed.

    A repository over a file pickles to a path, which never changes. One that carries its data has
    to travel again after a candle was added; that is found out by its data versions, which cost
    less than a pickle.

    Raises
    ------
    RepositoryError
        If the repository cannot be pickled.
    """

    def __init__(self, repository: ICandleRepository) -> None:
        self._repository = repository
        self._lock = threading.Lock()
        self._ref = self._pickled()
        self._state = None if self._is_small else self._versions()

    def current(self) -> RepositoryRef:
        """Return the repository as it is now, with its payload."""
        with self._lock:
            if self._is_small:
                self._ref = self._pickled()
            elif self._state != (state := self._versions()):
                self._ref, self._state = self._pickled(), state
            return self._ref

    @property
    def _is_small(self) -> bool:
        return len(self._ref.payload or b"") <= _SMALL_BYTES

    def _versions(self) -> list[tuple[str, dict[str, DataVersion]]]:
        repository = self._repository
        return [(name, repository.versions(name)) for name in repository.timeframes()]

    def _pickled(self) -> RepositoryRef:
        try:
            payload = pickle.dumps(self._repository, protocol=pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, TypeError, AttributeError) as error:
            raise RepositoryError(type(self._repository).__name__, _reason(error)) from error
        return RepositoryRef(hashlib.blake2b(payload, digest_size=16).hexdigest(), payload)


def load(payload: bytes) -> Any:
    """Return the repository that was pickled (in the worker)."""
    return pickle.loads(payload)  # noqa: S301 - made by this program's own parent process


def _reason(error: Exception) -> Message:
    return Message("scan.not-picklable", reason=system_message(error))
