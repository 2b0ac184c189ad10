"""The one door to the translation of pasted expressions."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from engine.errors import InputError
from engine.language.translate.afl import AFL
from engine.language.translate.dialect import Translation, translate_dialect
from engine.language.translate.kiwoom import KIWOOM
from engine.language.translate.metastock import METASTOCK
from engine.language.translate.stockcharts import translate_stockcharts
from engine.language.translate.tdx import TDX
from engine.messages import Message

if TYPE_CHECKING:
    from engine.language.translate.dialect import Dialect


class Language(StrEnum):
    """Languages that can be pasted."""

    AFL = "AFL"
    TDX = "TDX"
    KIWOOM = "Kiwoom"
    METASTOCK = "MetaStock"
    STOCKCHARTS = "StockCharts"


_DIALECTS: dict[Language, Dialect] = {
    Language.AFL: AFL,
    Language.TDX: TDX,
    Language.KIWOOM: KIWOOM,
    Language.METASTOCK: METASTOCK,
}


def translate(text: str, language: Language | str) -> Translation:
    """Return `text`, written in another language, in ours.

    Parameters
    ----------
    text : str
        A pasted expression or program.
    language : Language or str
        What it is written in.

    Returns
    -------
    Translation
        The text in our language, and a list of what was not translated. What has no counterpart
        is never dropped in silence.

    Raises
    ------
    InputError
        If there is no translation from that language.
    """
    dialect = _DIALECTS.get(_checked(language))
    return translate_stockcharts(text) if dialect is None else translate_dialect(text, dialect)


def _checked(language: Language | str) -> Language:
    if language not in tuple(Language):
        fields = {"language": language, "languages": tuple(Language)}
        raise InputError(Message("formula.foreign-language", **fields))
    return Language(language)
