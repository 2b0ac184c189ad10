"""Warns before a scan of a formula that no symbol has enough candles for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.domain.repositories import ICandleRepository
    from engine.errors import Diagnostic
    from engine.language.evaluation.compiled import CompiledFormula


def history_warning(
    compiled: CompiledFormula,
    candles: ICandleRepository,
    timeframe: str,
    symbols: Sequence[str] | None = None,
) -> Diagnostic | None:
    """Return the warning W703 where every symbol has too few candles for any answer.

    Parameters
    ----------
    compiled : CompiledFormula
        What is to be scanned for.
    candles : ICandleRepository
        Where the candles are.
    timeframe : str
        Whose candles.
    symbols : sequence of str, optional
        The symbols to be scanned; all where none are named.
    """
    versions = candles.versions(timeframe, symbols)
    if not versions:
        return None
    return compiled.history_warning(max(v.n_bars for v in versions.values()), timeframe)
