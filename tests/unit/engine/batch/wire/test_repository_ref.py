from __future__ import annotations

import threading

import pytest

from engine.batch.wire.repository_ref import RepositoryCarrier, load
from engine.errors import RepositoryError
from engine.storage.in_memory import InMemoryCandleRepository
from tests.helpers.trouble import candles


def repository_of(n_symbols: int) -> InMemoryCandleRepository:
    repository = InMemoryCandleRepository()
    for i in range(n_symbols):
        repository.save_many(f"S{i}", "1d", candles(f"S{i}", 100))
    return repository


@pytest.mark.parametrize("n_symbols", [1, 50], ids=["small", "large"])
def test_key_changes_with_the_data_and_only_then(n_symbols):
    repository = repository_of(n_symbols)
    carrier = RepositoryCarrier(repository)
    first = carrier.current()
    assert carrier.current().key == first.key
    repository.save_many("S0", "1d", candles("S0", 120))
    second = carrier.current()
    assert second.key != first.key
    assert load(second.payload).versions("1d") == repository.versions("1d")


def test_large_repository_is_not_pickled_again_without_need(monkeypatch):
    repository = repository_of(50)
    carrier = RepositoryCarrier(repository)
    monkeypatch.setattr(InMemoryCandleRepository, "__getstate__", lambda _: pytest.fail("pickled"))
    assert carrier.current() is carrier.current()


def test_repository_that_cannot_be_pickled_is_refused():
    repository = repository_of(1)
    repository.socket = threading.Lock()
    with pytest.raises(RepositoryError, match="it cannot be pickled"):
        RepositoryCarrier(repository)
