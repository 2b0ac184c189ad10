"""Our definitions against TA-Lib's functions of the same name."""

from __future__ import annotations

import numpy as np
import pytest

from engine.kernels.talib import function as talib
from engine.language.functions.patterns import FUNCTIONS as PATTERNS
from tests.helpers.formulas import random_columns, values_of

COLUMNS = random_columns(700)
O, H, L, C, V = (COLUMNS[n] for n in ("open", "high", "low", "close", "volume"))  # noqa: E741

# our call, TA-Lib's function, which of its outputs, its arguments
SAME = [
    ("sma(close, 20)", "SMA", 0, (C, 20)),
    ("ema(close, 20)", "EMA", 0, (C, 20)),
    ("hma(close, 20)", "HMA", 0, (C, 20)),
    ("dema(close, 30)", "DEMA", 0, (C, 30)),
    ("tema(close, 30)", "TEMA", 0, (C, 30)),
    ("zlema(close, 30)", "ZLEMA", 0, (C, 30)),
    ("vwma(close, 20)", "VWMA", 0, (C, V, 20)),
    ("apo()", "APO", 0, (C, 12, 26, 1)),
    ("ppo().line", "PPO", 0, (C, 12, 26, 1)),
    ("stoch(14, 3, 3).k", "STOCH", 0, (H, L, C, 14, 3, 0, 3, 0)),
    ("stoch(14, 3, 3).d", "STOCH", 1, (H, L, C, 14, 3, 0, 3, 0)),
    ("stochf(5, 3).d", "STOCHF", 1, (H, L, C, 5, 3, 0)),
    ("stochrsi(close, 14, 5, 3).k", "STOCHRSI", 0, (C, 14, 5, 3, 0)),
    ("kdj().k", "KDJ", 0, (H, L, C)),
    ("kdj().j", "KDJ", 2, (H, L, C)),
    ("smi().smi", "SMI", 0, (H, L, C)),
    ("smi().signal", "SMI", 1, (H, L, C)),
    ("cci(14)", "CCI", 0, (H, L, C, 14)),
    ("mfi(14)", "MFI", 0, (H, L, C, V, 14)),
    ("willr(14)", "WILLR", 0, (H, L, C, 14)),
    ("roc(close, 10)", "ROC", 0, (C, 10)),
    ("rocp(close, 10)", "ROCP", 0, (C, 10)),
    ("rocr(close, 10)", "ROCR", 0, (C, 10)),
    ("rocr100(close, 10)", "ROCR100", 0, (C, 10)),
    ("change(close, 10)", "MOM", 0, (C, 10)),
    ("cmo(close, 14)", "CMO", 0, (C, 14)),
    ("cmou(close, 14)", "CMOU", 0, (C, 14)),
    ("tsi()", "TSI", 0, (C,)),
    ("trix(close, 30)", "TRIX", 0, (C, 30)),
    ("ultosc()", "ULTOSC", 0, (H, L, C)),
    ("ao()", "AO", 0, (H, L)),
    ("ac()", "AC", 0, (H, L)),
    ("bop()", "BOP", 0, (O, H, L, C)),
    ("coppock()", "COPPOCK", 0, (C,)),
    ("dpo(close, 20)", "DPO", 0, (C, 20)),
    ("er(close, 10)", "ER", 0, (C, 10)),
    ("eri(13).bull", "ERI", 0, (H, L, C, 13)),
    ("eri(13).bear", "ERI", 1, (H, L, C, 13)),
    ("fosc(close, 5)", "FOSC", 0, (C, 5)),
    ("imi(14)", "IMI", 0, (O, C, 14)),
    ("qstick(10)", "QSTICK", 0, (O, C, 10)),
    ("vhf(close, 28)", "VHF", 0, (C, 28)),
    ("aroon(14).up", "AROON", 1, (H, L, 14)),
    ("aroon(14).down", "AROON", 0, (H, L, 14)),
    ("aroonosc(14)", "AROONOSC", 0, (H, L, 14)),
    ("vortex(14).plus", "VORTEX", 0, (H, L, C, 14)),
    ("vortex(14).minus", "VORTEX", 1, (H, L, C, 14)),
    ("natr(14)", "NATR", 0, (H, L, C, 14)),
    ("trange()", "TRANGE", 0, (H, L, C)),
    ("donchian().middle", "DONCHIAN", 1, (H, L)),
    ("accbands(20).upper", "ACCBANDS", 0, (H, L, C, 20)),
    ("accbands(20).lower", "ACCBANDS", 2, (H, L, C, 20)),
    ("adr(14)", "ADR", 0, (H, L, 14)),
    ("cvi()", "CVI", 0, (H, L)),
    ("massi()", "MASSI", 0, (H, L)),
    ("rvi()", "RVI", 0, (C,)),
    ("rvol(20)", "RVOL", 0, (V, 20)),
    ("efi(13)", "EFI", 0, (C, V, 13)),
    ("marketfi()", "MARKETFI", 0, (H, L, V)),
    ("pvo().line", "PVO", 0, (V, 12, 26, 1)),
    ("cmf(20)", "CMF", 0, (H, L, C, V, 20)),
    ("bbands(close, 20, 2).upper", "BBANDS", 0, (C, 20)),
    ("percentrank(close, 100)", "PERCENTRANK", 0, (C, 100)),
    ("midpoint(close, 14)", "MIDPOINT", 0, (C, 14)),
    ("midprice(14)", "MIDPRICE", 0, (H, L, 14)),
    ("wclprice()", "WCLPRICE", 0, (H, L, C)),
    ("var(close, 20)", "VAR", 0, (C, 20, 1.0)),
    ("correl(high, low, 30)", "CORREL", 0, (H, L, 30)),
    ("beta(high, low, 5)", "BETA", 0, (H, L, 5)),
    ("supertrend(10, 3).line", "SUPERTREND", 0, (H, L, C, 10, 3.0)),
    ("psar(0.02, 0.2)", "SAR", 0, (H, L, 0.02, 0.2)),
]

# Agree only after a while: the reason, and from which bar on.
LATER = [
    ("adx(14)", "ADX", 0, (H, L, C, 14), 250, "a chain of rma, as in Pine"),
    ("adxr(14)", "ADXR", 0, (H, L, C, 14), 270, "made of adx"),
    ("dx(14)", "DX", 0, (H, L, C, 14), 250, "a chain of rma, as in Pine"),
    ("plus_di(14)", "PLUS_DI", 0, (H, L, C, 14), 250, "rma starts from a mean, TA-Lib from a sum"),
    (
        "minus_di(14)",
        "MINUS_DI",
        0,
        (H, L, C, 14),
        250,
        "rma starts from a mean, TA-Lib from a sum",
    ),
    ("kc().upper", "KC", 0, (H, L, C), 200, "TA-Lib starts the true range with the average"),
    ("macd().line", "MACD", 0, (C,), 150, "TA-Lib starts the fast average with the slow one"),
    ("macd().signal", "MACD", 1, (C,), 150, "TA-Lib starts the fast average with the slow one"),
]


def theirs(name: str, output: int, args: tuple[object, ...]) -> np.ndarray:
    result = talib(name)(*args)
    return result[output] if isinstance(result, tuple) else result


def test_our_definitions_give_talibs_values() -> None:
    for call, name, output, args in SAME:
        expected = theirs(name, output, args)
        valid = ~np.isnan(expected)
        ours = values_of(call, COLUMNS)
        largest = np.abs(expected[valid]).max()
        np.testing.assert_allclose(
            ours[valid], expected[valid], rtol=1e-9, atol=1e-12 * largest, err_msg=call
        )


@pytest.mark.parametrize(("call", "name", "output", "args", "bar", "reason"), LATER)
def test_other_starting_values_are_forgotten(
    call: str, name: str, output: int, args: tuple[object, ...], bar: int, reason: str
) -> None:
    expected, ours = theirs(name, output, args), values_of(call, COLUMNS)
    np.testing.assert_allclose(ours[bar:], expected[bar:], rtol=1e-5, atol=1e-5, err_msg=reason)
    early = slice(40, bar)
    assert not np.allclose(ours[early], expected[early], rtol=1e-9)


def test_every_pattern_is_talibs() -> None:
    for function in PATTERNS:
        name = function.name.replace("cdl_", "CDL").upper()
        expected = talib(name)(O, H, L, C).astype(float)
        ours = values_of(f"{function.name}()", COLUMNS)
        valid = ~np.isnan(ours)
        np.testing.assert_array_equal(ours[valid], expected[valid], err_msg=name)
        assert not expected[~valid].any(), name
