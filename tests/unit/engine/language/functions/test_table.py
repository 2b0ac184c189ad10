"""What every function of the table must hold to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.errors import Severity
from engine.language.functions.spec import Function, Takes
from engine.language.functions.table import BY_NAME, FUNCTIONS
from engine.language.graph.registry import IndicatorRegistry
from engine.language.reference import sample_call
from engine.language.service import FormulaService
from engine.language.syntax.names import SERIES_ALIASES
from engine.language.syntax.tokens import KEYWORDS
from tests.helpers.formulas import SmallUniverse, head, random_columns, values_of

if TYPE_CHECKING:
    from collections.abc import Iterator

N_BARS = 500
COLUMNS = random_columns(N_BARS)
SERVICE = FormulaService(registry=IndicatorRegistry())
FAMILIES = sorted({function.family for function in FUNCTIONS.values()})

# Their first value depends on the data or on another timeframe's bars, not on a number of bars.
WAITS_FOR_THE_DATA = frozenset(
    {"pivot_high", "pivot_low", "avwap", "any", "all", "rising", "falling", "barssince"}
    | {"valuewhen", "highest_since", "lowest_since", "weekly", "monthly", "tf", "symbol"}
    | {"xs_rank", "asin", "acos"}
)
PROMISED = """
sma ema rma wma hma dema tema kama vwma rsi macd stoch stochrsi cci mfi willr roc change adx plus_di
minus_di aroon atr stdev bbands keltner donchian psar supertrend ichimoku vwap avwap obv ad cmf rvol
highest lowest highestbars max sum ref cross_up cross_down barssince valuewhen highest_since count
any all streak rising percentrank percentile median linreg slope correl beta if isna nz
cdl_engulfing gap_up gap_down inside_day outside_day nr weekly monthly tf symbol xs_rank between
score rsi_sma atr_sma ema_adjusted
"""


def of_family(family: str) -> list[Function]:
    return [function for function in FUNCTIONS.values() if function.family == family]


def calls(function: Function) -> Iterator[str]:
    """Yield calls with several periods, each output by itself."""
    least = max((p.low for p in function.params if p.takes is Takes.WHOLE), default=1)
    for bars in (None, *(n for n in (1, 2, 7, 33) if n >= least)):
        call = sample_call(function, bars)
        if not function.outputs:
            yield call
        else:
            base = call if function.default_output else call.rpartition(".")[0]
            yield from (f"{base}.{output.name}" for output in function.outputs)
        if not any(p.takes is Takes.WHOLE for p in function.params):
            return


def run(call: str, columns: dict[str, np.ndarray]) -> np.ndarray:
    n_bars = len(columns["close"])
    universe = SmallUniverse({"1w": head(COLUMNS, n_bars)}, {"": columns["close"]})
    timeframe = "1h" if call in ("vwap(0)", "vwap()") else "1d"
    return values_of(SERVICE.compile(call), columns, timeframe, universe=universe)


def first_known(values: np.ndarray) -> int | None:
    valid = np.flatnonzero(~np.isnan(values))
    return int(valid[0]) if len(valid) else None


@pytest.mark.parametrize("family", FAMILIES)
def test_the_unknown_beginning_is_as_long_as_the_lookback(family: str) -> None:
    for function in of_family(family):
        if function.name in WAITS_FOR_THE_DATA:
            continue
        for call in calls(function):
            compiled = SERVICE.compile(call)
            first = first_known(run(call, COLUMNS))
            if first is None:
                assert call in ("bbands(close, 1, 2.0).pctb", "rvi(close, 1, 1)"), call
                continue
            assert first == compiled.lookback, call


@pytest.mark.parametrize("family", FAMILIES)
def test_no_function_looks_ahead(family: str) -> None:
    for function in of_family(family):
        for call in calls(function):
            whole = run(call, COLUMNS)
            assert not np.isinf(whole).any(), call
            for cut in (0, 1, 2, 3, 9, 77, N_BARS - 1):
                part = run(call, head(COLUMNS, cut))
                np.testing.assert_array_equal(part, whole[:cut], err_msg=f"{call} cut at {cut}")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_missing_bar_changes_no_earlier_value_and_poisons_no_later_one(family: str) -> None:
    gap = 250
    columns = {name: values.copy() for name, values in COLUMNS.items()}
    for name in ("open", "high", "low", "close", "volume"):
        columns[name][gap] = np.nan
    for function in of_family(family):
        for call in calls(function):
            whole, changed = run(call, COLUMNS), run(call, columns)
            np.testing.assert_array_equal(changed[:gap], whole[:gap], err_msg=call)
            if function.name not in ("pivot_high", "pivot_low"):
                assert np.isnan(changed[-1]) == np.isnan(whole[-1]), call


@pytest.mark.parametrize("family", [each for each in FAMILIES if each != "Mathematics"])
def test_prices_of_any_size_give_the_same_picture(family: str) -> None:
    """Scaled by a power of two, values scale with the price or do not change at all."""
    scale = 2.0**-20
    columns = dict(COLUMNS)
    for name in ("open", "high", "low", "close"):
        columns[name] = COLUMNS[name] * scale
    for function in of_family(family):
        if function.name in ("linreg_angle", "mavp", "symbol", "xs_rank"):
            continue
        for call in calls(function):
            whole, changed = run(call, COLUMNS), run(call, columns)
            largest = np.nanmax(np.abs(whole), initial=0)
            assert any(
                np.allclose(changed, whole * power, 1e-6, 1e-9 * largest * power, equal_nan=True)
                for power in (1.0, scale, scale**2)
            ), call


@pytest.mark.parametrize("family", FAMILIES)
def test_what_has_left_a_window_leaves_no_trace(family: str) -> None:
    """A spike that is long gone costs no digit: the tail of the bars gives the same value."""
    columns = {name: values.copy() for name, values in COLUMNS.items()}
    for name in ("open", "high", "low", "close"):
        columns[name][50] *= 1e6
    columns["volume"][50] = 1e15
    for function in of_family(family):
        for call in calls(function):
            compiled = SERVICE.compile(call)
            start = N_BARS - compiled.lookback - 1
            if compiled.settle != 0 or start < 52 or function.name in WAITS_FOR_THE_DATA:
                continue
            tail = {name: values[start:] for name, values in columns.items()}
            whole, alone = run(call, columns)[-1], run(call, tail)[-1]
            np.testing.assert_allclose(whole, alone, rtol=1e-9, atol=1e-12, err_msg=call)


def test_every_entry_is_complete() -> None:
    for function in FUNCTIONS.values():
        assert function.summary.endswith("."), function.name
        assert function.source, function.name
        assert function.example, function.name
        outputs = any(output.definition for output in function.outputs)
        assert function.definition or function.note or outputs, function.name
        problems = SERVICE.check(function.example)
        assert not [p for p in problems if p.severity is Severity.ERROR], function.example
        assert function.name in function.example or function.name == "buying_pressure"


def test_no_name_means_two_things() -> None:
    counts = Counter(list(FUNCTIONS))
    counts.update(synonym for f in FUNCTIONS.values() for synonym in f.synonyms)
    assert [name for name, count in counts.items() if count > 1] == []
    assert not set(BY_NAME) & (set(KEYWORDS) | (set(SERIES_ALIASES) - {"tr"}))


def test_the_table_holds_what_the_language_promises() -> None:
    names = PROMISED.split()
    assert [name for name in names if name not in FUNCTIONS] == []
    assert len(of_family("Candlestick patterns")) == 61


# Functions of TA-Lib without a function of that name here, with the reason.
LEFT_OUT = {
    "MACDEXT": "the averages are chosen by their functions' names",
    "MACDFIX": "macd(close, 12, 26, 9) with other smoothing constants, of 1986",
    "MAXINDEX": "a bar's number in the data means nothing; highestbars() counts back",
    "MININDEX": "a bar's number in the data means nothing; lowestbars() counts back",
    "MINMAXINDEX": "a bar's number in the data means nothing",
}


def test_every_other_function_of_talib_is_here_under_its_name() -> None:
    talib = pytest.importorskip("talib")
    missing = {
        name
        for name in talib.get_functions()
        if name.lower() not in BY_NAME and name.lower().replace("cdl", "cdl_", 1) not in BY_NAME
    }
    assert missing == set(LEFT_OUT)
