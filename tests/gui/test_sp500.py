"""Real candles in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.helpers.sp500 import FORMULA, assert_same_matches, expected_matches, import_sp500

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.helpers.app_driver import AppDriver

pytestmark = [pytest.mark.gui, pytest.mark.pool]


def test_window_finds_exactly_the_matches_of_pandas(
    open_app: Callable[..., AppDriver], shared_data: Path, tmp_path: Path
) -> None:
    library = import_sp500(shared_data, tmp_path / "sp500.fslib")
    app = open_app("--library", str(library))
    app.wait_until_ready()
    app.scan(FORMULA)
    store = app.services.results.model.store
    days = store.timestamps.view("datetime64[ns]").astype("datetime64[D]")
    symbols = [store.symbol_at(row) for row in range(len(store))]
    found = list(zip(symbols, np.datetime_as_string(days).tolist(), strict=True))
    assert_same_matches(found, expected_matches(shared_data))
