"""Gaps and bars within and around each other."""

from __future__ import annotations

from dataclasses import replace

from engine.language.functions.spec import Function, PlotKind, constant, period

_PERCENT = constant("p", 0.0, 0.0)

_ROWS = (
    Function(
        "gap_up", (_PERCENT,), "Opens more than p percent above the previous high.",
        definition="open > high[1] * (1 + p / 100)",
        note="The bar may close the gap; see low > high[1]",
        source="AFL GapUp", example="gap_up(2) and volume > 2 * sma(volume, 50)[1]",
    ),
    Function(
        "gap_down", (_PERCENT,), "Opens more than p percent below the previous low.",
        definition="open < low[1] * (1 - p / 100)", source="AFL GapDown",
        example="gap_down(2) and close > open",
    ),
    Function(
        "inside_day", (), "Lies within the range of the bar before.",
        definition="high < high[1] and low > low[1]", source="AFL Inside", example="inside_day()",
        synonyms=("inside_bar", "inside"),
    ),
    Function(
        "outside_day", (), "Goes beyond both ends of the bar before.",
        definition="high > high[1] and low < low[1]", source="AFL Outside", example="outside_day()",
        synonyms=("outside_bar", "outside"),
    ),
    Function(
        "nr", (period(7, low=2),), "Narrower than each of the n - 1 bars before: NR4, NR7.",
        definition="high - low < lowest(high - low, n - 1)[1]", source="Crabel 1990",
        example="nr(7)",
    ),
)  # fmt: skip

FUNCTIONS = tuple(replace(row, is_indicator=False, plot=PlotKind.MARKS) for row in _ROWS)
