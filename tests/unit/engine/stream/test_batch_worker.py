"""The thread that takes what has come, all at once."""

from __future__ import annotations

import threading

from engine.stream.batch_worker import BatchWorker


class Handler:
    """Keeps its batches; waits in the first one until the test lets it go."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.entered = threading.Event()
        self.release = threading.Event()

    def __call__(self, batch: list[int]) -> None:
        self.batches.append(batch)
        self.entered.set()
        self.release.wait()


def busy_worker(**options: object) -> tuple[BatchWorker[int], Handler]:
    """Return a worker that is held up by its first item, a 0."""
    handler = Handler()
    worker = BatchWorker[int]("test-worker", handler, **options)  # type: ignore[arg-type]
    worker.put([0])
    handler.entered.wait()
    return worker, handler


def test_what_comes_meanwhile_goes_together() -> None:
    worker, handler = busy_worker()
    worker.put([1])
    worker.put([2, 3])
    handler.release.set()
    assert worker.close()
    assert handler.batches == [[0], [1, 2, 3]]


def test_putting_never_waits_and_the_oldest_are_dropped() -> None:
    worker, handler = busy_worker(capacity=3)
    worker.put(range(1, 11))
    handler.release.set()
    worker.close()
    assert handler.batches == [[0], [8, 9, 10]]
    assert worker.dropped == 7


def test_lossless_worker_lets_the_caller_wait() -> None:
    worker, handler = busy_worker(capacity=2, is_lossy=False)
    putter = threading.Thread(target=worker.put, args=(range(1, 8),))
    putter.start()
    handler.release.set()
    putter.join()
    worker.close()
    assert [item for batch in handler.batches for item in batch] == list(range(8))
    assert worker.dropped == 0


def test_failing_batch_is_counted_and_the_next_one_handled() -> None:
    seen: list[list[int]] = []

    def fail_once(batch: list[int]) -> None:
        seen.append(batch)
        if len(seen) == 1:
            raise RuntimeError("no")

    worker = BatchWorker[int]("test-worker", fail_once)
    worker.put([1])
    worker.flush()
    worker.put([2])
    worker.close()
    assert seen == [[1], [2]]
    assert (worker.failures, worker.last_error) == (1, "no")


def test_closing_gives_up_on_a_batch_that_hangs() -> None:
    worker, handler = busy_worker()
    assert not worker.close(timeout_s=0.0)
    worker.put([5])
    assert worker.dropped == 1
    handler.release.set()
    assert worker.close()
