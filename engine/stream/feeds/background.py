"""Tasks beside the one that reads a feed; the failure of one of them is the failure of all."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from types import TracebackType


class Background:
    """An asynchronous context manager around the reading task.

    Tasks that were started are cancelled at the end of the block. If one raises, the block is
    cancelled and what was raised comes out of it.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self._failure: BaseException | None = None
        self._reader = asyncio.current_task()

    def start(self, work: Coroutine[None, None, None]) -> None:
        """Run `work` beside the block."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._on_done)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._failure is not None and isinstance(error, asyncio.CancelledError):
            raise self._failure from None

    def _on_done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        failure = None if task.cancelled() else task.exception()
        if failure is not None and self._failure is None and self._reader is not None:
            self._failure = failure
            self._reader.cancel()
