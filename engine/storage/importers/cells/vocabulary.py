"""What columns of candle files are called, in the languages and programs that write them.

A header cell is brought to a plain form (no case, accents, brackets, units) and looked up.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from engine.domain.import_layout import Role

ADJUSTED = {
    Role.OPEN: Role.ADJ_OPEN,
    Role.HIGH: Role.ADJ_HIGH,
    Role.LOW: Role.ADJ_LOW,
    Role.CLOSE: Role.ADJ_CLOSE,
    Role.VOLUME: Role.ADJ_VOLUME,
}

_NAMES = {
    Role.TIME: (
        "date, datpre, datetime, date time, timestamp, time stamp, open time, opentime, unix, "
        "unix timestamp, epoch, day, trade date, tradedate, traddt, trading day, trading date, "
        "dtyyyymmdd, yyyymmdd, "
        "gmt time, utc time, local time, bar time, date utc, time utc, start, start time, t, ts, "
        "period, 날짜, 일자, 거래일, 거래일자, 기준일, 기준일자, 체결일, 일시, 날짜 시간, "
        "日付, 日付け, 日時, 年月日, 日期, 交易日期, 成交日期, 时间, 日期时间, data, data pregao, "
        "data do pregao, data hora, fecha, fecha hora, datum, date heure, дата, дата и время, "
        "tarih, ngay, tanggal, candle date time utc"
    ),
    Role.CLOCK: (
        "time, hour, hms, hhmmss, hhmm, time of day, trade time, 시간, 시각, 체결시간, 체결시각, "
        "時刻, 時間, hora, heure, zeit, uhrzeit, orario, "
        "время, saat, tijd, godzina, czas"
    ),
    Role.OPEN: (
        "open, o, open price, openprice, opening, opening price, price open, px open, first, "
        "시가, 시작가, 오픈, 오픈가, 시초가, 始値, 开盘, 开盘价, abertura, preco de abertura, "
        "preabe, apertura, "
        "ouverture, eroffnung, eroffnungskurs, erster, "
        "openprc, ouv, eroffn, otwarcie, откр, открытие, цена открытия, acilis, acılıs, öppen, "
        "oppning, mo, pembukaan, 開盤, 開盤價, 開市, 初値"
    ),
    Role.HIGH: (
        "high, h, high price, highprice, price high, px high, max, maximum, hi, day high, "
        "고가, 최고가, 하이, 高値, 最高, 最高价, maxima, maximo, premax, preco maximo, alta, alto, "
        "plus haut, haut, hoch, tageshoch, massimo, "
        "askhi, najwyzszy, макс, максимум, yuksek, hoog, hogst, cao, tertinggi, 高, 最高價"
    ),
    Role.LOW: (
        "low, l, low price, lowprice, price low, px low, min, minimum, lo, day low, "
        "저가, 최저가, 로우, 安値, 最低, 最低价, minima, minimo, premin, preco minimo, baixa, "
        "baixo, "
        "bajo, plus bas, bas, tief, tagestief, minimo, "
        "bidlo, najnizszy, мин, минимум, dusuk, laag, lagst, thap, terendah, 低, 最低價"
    ),
    Role.CLOSE: (
        "close, c, close price, closeprice, closing price, price close, px last, last, price, "
        "last price, latest, close last, settle, settlement price, settlement, "
        "종가, 현재가, 클로즈, 마감가, 終値, 收盘, 收盘价, fechamento, preco de fechamento, "
        "preult, ultimo, "
        "cierre, cloture, dernier, schluss, schlusskurs, letzter, chiusura, "
        "prc, trade price, zuletzt, zamkniecie, ostatnio, закр, закрытие, цена, цена закрытия, "
        "simdi, kapanis, kapanıs, laatst, slot, senaste, lan cuoi, terakhir, 收盤, 收盤價, 收市"
    ),
    Role.VOLUME: (
        # Programs in Brazil call the money volume where they tell the quantity as well.
        "quantidade, volume, v, vol, tick volume, tickvol, tick vol, real volume, total volume, "
        "trade volume, traded volume, shares traded, total trade quantity, traded quantity, "
        "total traded volume, total traded quantity, tottrdqty, totalvolume, "
        "number of shares traded, no of shrs, total quantity, quantity, volumefrom, volume from, "
        "base volume, volume base, 거래량, 누적거래량, 出来高, 成交量, quatot, "
        "stucke, stuecke, stuck, volumen, volume negociado, volumen titulos, "
        "no of shares, number of shares, candle acc trade volume, wolumen, wol, объем, hac, hacim, "
        "kl, 交易量, 成交股數, 売買高"
    ),
    Role.SYMBOL: (
        "symbol, ticker, sym, code, stock code, symbol code, instrument, pair, asset, security, "
        "act symbol, tradingsymbol, product code, 종목코드, 단축코드, 코드, 심볼, 티커, 종목, "
        "コード, 銘柄コード, 銘柄, 代码, 股票代码, codneg, papel, ativo, simbolo, codigo, symbole, "
        "symbol id, ts code, secid, tckrsymb, contract, 종목 코드, ric"
    ),
    Role.NAME: (
        "name, company, company name, security name, stock name, description, 종목명, 한글 종목명, "
        "한글 종목약명, 회사명, 銘柄名, 名称, "
        "nome, nomres, nombre, nom"
    ),
    Role.ZONE: (
        "time zone, timezone, tz, tzinfo, tz name, zone, utc offset, gmt offset, utcoffset, "
        "gmtoffset, exchange timezone, exchange timezone name, 시간대, 표준시, タイムゾーン, 时区, "
        "時區, zeitzone, fuseau horaire, fuso horario, huso horario, zona horaria, часовой пояс"
    ),
    Role.ADJ_CLOSE: (
        "adj close, adjusted close, adjclose, adjustedclose, close adjusted, close adj, "
        "수정종가, 수정주가, 調整後終値, 調整終値, 終値調整値, fechamento ajustado, cierre ajustado"
    ),
    Role.ADJ_OPEN: "adj open, adjusted open, adjopen, open adjusted, 수정시가, 調整後始値",
    Role.ADJ_HIGH: "adj high, adjusted high, adjhigh, high adjusted, 수정고가, 調整後高値",
    Role.ADJ_LOW: "adj low, adjusted low, adjlow, low adjusted, 수정저가, 調整後安値",
    Role.ADJ_VOLUME: (
        "adj volume, adjusted volume, adjvolume, volume adjusted, 수정거래량, 調整後出来高"
    ),
}
MAX_HEADER_LENGTH = 200
"""What is longer names no column."""
_SHORT_WORDS = {
    "opn": "open", "hgh": "high", "lw": "low", "cls": "close", "pric": "price", "prc": "price",
    "px": "price", "qty": "quantity", "qnty": "quantity", "vol": "volume", "ttl": "total",
    "tot": "total", "trd": "trade", "tradg": "traded", "trdg": "traded", "dt": "date",
}  # fmt: skip
"""Words that exchanges shorten in the names of columns."""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERING = re.compile(r"^\d+[a-z]?[.)] ")
_PUNCTUATION = re.compile(r"[\s_\-./:*#|'\"<>=,;]+")


def plain(cell: str) -> str:
    """Return a header cell without case, accents, brackets, units and punctuation."""
    text = unicodedata.normalize("NFKC", cell).casefold().strip()
    text = _NUMBERING.sub("", text)
    text = _PUNCTUATION.sub(" ", _BRACKETS.sub(" ", text)).strip()
    letters = (char for char in unicodedata.normalize("NFD", text) if not _is_accent(char))
    return unicodedata.normalize("NFC", "".join(letters))


@lru_cache(maxsize=4_096)
def role_of(cell: str) -> Role | None:
    """Return what a column with this header holds, or None for a header that is not known."""
    entry = _entry(cell)
    return entry[0] if entry else None


def rank_of(cell: str) -> int:
    """Return how usual a header is for its role, 0 the most: ``close`` goes before ``price``."""
    entry = _entry(cell)
    if entry is None:
        raise KeyError(cell)
    return entry[1]


def _entry(cell: str) -> tuple[Role, int] | None:
    """Return role and rank of a header cell: as it stands, its words apart, or written out."""
    if len(cell) > MAX_HEADER_LENGTH:
        return None
    roles = _roles()
    words = plain(_CAMEL.sub(" ", cell)).split()
    # A single short word says too little: "px" may be any price.
    full = " ".join(_SHORT_WORDS.get(word, word) for word in words) if len(words) > 1 else ""
    return roles.get(plain(cell)) or roles.get(" ".join(words)) or roles.get(full)


@cache
def _roles() -> dict[str, tuple[Role, int]]:
    """Return role and rank of each plain header."""
    return {
        plain(word): (role, rank)
        for role, words in reversed(_NAMES.items())
        for rank, word in enumerate(words.split(","))
    }


def _is_accent(char: str) -> bool:
    # Latin accents only: Korean syllables and Japanese voiced kana decompose into marks as well.
    return "\u0300" <= char <= "\u036f"
