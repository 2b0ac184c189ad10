"""Headers in many languages."""

from __future__ import annotations

import pytest

from engine.domain.import_layout import Role
from engine.storage.importers.cells.encodings import guess_encoding
from engine.storage.importers.cells.vocabulary import plain, rank_of, role_of


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        ("Date", Role.TIME), ("<DTYYYYMMDD>", Role.TIME), ("날짜", Role.TIME), ("日付", Role.TIME),
        ("open_time", Role.TIME), ("Time", Role.CLOCK), ("체결시간", Role.CLOCK),
        ("Open", Role.OPEN), ("시가", Role.OPEN), ("始値(円)", Role.OPEN), ("Abertura", Role.OPEN),
        ("1. open", Role.OPEN), ("High", Role.HIGH), ("Máxima", Role.HIGH), ("고가", Role.HIGH),
        ("LOW", Role.LOW), ("安値", Role.LOW), ("Mínima", Role.LOW), ("Close/Last", Role.CLOSE),
        ("Último", Role.CLOSE), ("현재가", Role.CLOSE), ("终值", None), ("收盘价", Role.CLOSE),
        ("Vol.", Role.VOLUME), ("거래량", Role.VOLUME), ("Volume (BTC)", Role.VOLUME),
        ("Adj. Close", Role.ADJ_CLOSE), ("수정종가", Role.ADJ_CLOSE),
        ("調整後終値*", Role.ADJ_CLOSE),
        ("종목코드", Role.SYMBOL), ("<TICKER>", Role.SYMBOL), ("종목명", Role.NAME),
        ("거래대금", None), ("시가총액", None), ("등락률", None), ("close_time", None), ("", None),
    ],
)  # fmt: skip
def test_header_tells_the_role(cell: str, role: Role | None) -> None:
    assert role_of(cell) is role


def test_usual_names_rank_before_unusual_ones() -> None:
    assert rank_of("Close") < rank_of("Price")


def test_plain_header_has_no_case_accents_units_and_marks() -> None:
    assert plain(" Preço_de-Abertura (R$) ") == "preco de abertura"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Date,Close\n2024-01-01,1\n", "ascii"),
        ("날짜,종가\n2024-01-01,1\n", "utf-8"),
        ("날짜,종가\n2024-01-01,1\n", "cp949"),
        ('"일자","종가"\n"2024/01/01","1"\n', "cp949"),
        ("日付,始値,終値\n2024/1/1,1,2\n", "shift_jis"),
        ("Data;Último;Máxima\n01.02.2024;1,5;2,5\n", "cp1252"),
        ("日付,終値,備考\n2024/1/1,1,㈱①Ⅲ\n", "cp932"),
        ("日期,开盘,收盘\n2024-01-01,1,2\n", "gb18030"),
        ("日期,開盤價,收盤價\n2024-01-01,1,2\n", "cp950"),
        ("Дата;Закрытие\n01.02.2024;1,5\n", "cp1251"),
        ("날짜,종가\n2024-01-01,1\n", "utf-16"),
        ("날짜,종가\n2024-01-01,1\n", "utf-8-sig"),
    ],
)
def test_encoding_is_found(text: str, encoding: str) -> None:
    content = text.encode(encoding)
    assert content.decode(guess_encoding(content)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_halves_of_characters_do_not_hide_the_encoding(encoding: str) -> None:
    # Programs cut names at a number of bytes.
    rows = [name.encode(encoding)[:-1] + b",2024-01-01,1\n" for name in ("삼성전자", "현대차")]
    content = "종목명,일자,종가\n".encode(encoding) + b"".join(rows)
    content += "하이닉스,2024-01-01,1\n".encode(encoding) * 20
    assert guess_encoding(content) == encoding


def test_text_may_be_cut_inside_a_character() -> None:
    content = ("날짜,종가\n" * 10).encode()
    assert guess_encoding(content[:-2]) == "utf-8"
