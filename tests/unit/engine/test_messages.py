"""Sentences as data: codes, fields, plurals, other languages."""

import pickle

import pytest

from engine.errors import InputError, SourceError
from engine.messages import Message, Plural, filled, places_in, said

_KOREAN = {
    "error.source": "파일 {file}: {reason}",
    "error.library-full": "디스크가 가득 찼습니다",
}


def test_message_is_its_english_text_and_knows_code_and_fields():
    message = Message("error.source", file="a.csv", reason="it is empty")
    assert message == "a.csv: it is empty"
    assert message.code == "error.source"
    assert dict(message.fields) == {"file": "a.csv", "reason": "it is empty"}


def test_message_in_another_language_translates_the_messages_in_its_fields():
    message = Message("error.source", file="a.csv", reason=Message("error.library-full"))
    assert message.said(_KOREAN.get) == "파일 a.csv: 디스크가 가득 찼습니다"


def test_message_without_a_translation_stays_english():
    assert Message("error.library-busy").said(_KOREAN.get) == "another program is writing to it"
    assert said("any text", _KOREAN.get) == "any text"


def test_message_survives_pickle_with_code_and_fields():
    message = Message("error.source", file="a.csv", reason=Message("error.library-full"))
    copy = pickle.loads(pickle.dumps(message))
    assert (copy, copy.code, copy.fields) == (message, message.code, message.fields)
    assert copy.fields["reason"].code == "error.library-full"


def test_code_that_no_catalogue_has_is_an_error():
    with pytest.raises(KeyError):
        Message("error.no-such-code")
    with pytest.raises(KeyError):
        Message("nowhere.code")


def test_number_decides_between_the_forms_of_a_plural():
    rows = Plural("one row", "{n:,} rows")
    assert filled(rows, {"n": 1}) == "one row"
    assert filled(rows, {"n": 1200}) == "1,200 rows"


def test_tuples_are_joined_and_places_without_a_field_stay():
    assert filled("{names}; {other:,}", {"names": ("a", "b")}) == "a, b; {other}"
    assert places_in(Plural("{a}", "{a} {n:,}")) == {"a", "n"}


def test_input_error_is_a_value_error_with_a_message():
    error = InputError(Message("error.library-full"))
    assert isinstance(error, ValueError)
    assert (str(error), error.message.code) == (error.message, "error.library-full")


def test_errors_carry_their_message():
    assert SourceError("a.csv", "it is empty", 3).message.code == "error.source-line"
