"""The formulas that come with the program."""

from __future__ import annotations

import re

import pytest

from engine.language.evaluation.evaluator import evaluate
from engine.language.graph.registry import IndicatorRegistry
from engine.language.presets import Preset, load_presets
from engine.language.service import FormulaService
from tests.helpers.formulas import SmallUniverse, head, random_columns, values_of

PRESETS = load_presets()
COLUMNS = random_columns(900, seed=4)
UNIVERSE = SmallUniverse({"SPY": random_columns(900, seed=9)}, {"": COLUMNS["close"]})
SERVICE = FormulaService(registry=IndicatorRegistry())


def by_id(preset: Preset) -> str:
    return str(preset.formula.id)


def test_there_are_42_with_unique_ids_and_names() -> None:
    assert len(PRESETS) == 42
    assert len({preset.formula.id for preset in PRESETS}) == 42
    assert len({preset.formula.name for preset in PRESETS}) == 42


@pytest.mark.parametrize("preset", PRESETS, ids=by_id)
def test_a_preset_is_sound_and_says_in_one_sentence_what_it_finds(preset: Preset) -> None:
    formula = preset.formula
    assert SERVICE.check(formula.expression, formula.parameters, formula.category) == []
    assert re.fullmatch(r"[A-Z]([^.]|\.(?=\d))*\.", formula.description)
    assert preset.group


@pytest.mark.parametrize("preset", PRESETS, ids=by_id)
def test_a_preset_runs_and_no_bar_of_it_looks_ahead(preset: Preset) -> None:
    compiled = SERVICE.compile(preset.formula)
    whole = values_of(compiled, COLUMNS, universe=UNIVERSE)
    for cut in (1, 2, 50, 253, 517, 899):
        universe = SmallUniverse(
            {"SPY": head(UNIVERSE.symbols["SPY"], cut)}, {"": UNIVERSE.ranks[""][:cut]}
        )
        part = values_of(compiled, head(COLUMNS, cut), universe=universe)
        assert part.tobytes() == whole[:cut].tobytes()


@pytest.mark.parametrize("preset", PRESETS, ids=by_id)
def test_a_preset_gives_a_value_for_each_of_its_names(preset: Preset) -> None:
    compiled = SERVICE.compile(preset.formula)
    result = evaluate(compiled, COLUMNS, timeframe="1d", universe=UNIVERSE, with_values=True)
    assert tuple(result.values) == compiled.value_names
    assert {len(values) for values in result.values.values()} <= {900}
