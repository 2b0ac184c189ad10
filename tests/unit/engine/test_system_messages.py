"""Exceptions of others become messages by class and code."""

import errno
import json
import socket
import sqlite3
import urllib.error
import zipfile
from http.client import RemoteDisconnected

import pyarrow as pa
import pytest
from websockets.exceptions import ConnectionClosedError, InvalidMessage
from websockets.frames import Close

from engine.errors import LibraryFullError
from engine.system_messages import error_message, system_message


def _refusal_of(function, *arguments):
    with pytest.raises(ValueError, match=r".+") as caught:
        function(*arguments)
    return caught.value


def _sqlite_error(code):
    error = sqlite3.OperationalError("whatever it says")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "El disco está lleno", "a.csv"), "system.disk-full"),
        (FileNotFoundError(errno.ENOENT, "Das System kann nicht"), "system.not-found"),
        (PermissionError("by hand"), "system.permission-denied"),
        (TimeoutError(), "system.timed-out"),
        (socket.gaierror(socket.EAI_NONAME, "no"), "system.unknown-host"),
        (socket.gaierror(socket.EAI_AGAIN, "later"), "system.host-lookup-failed"),
        (RemoteDisconnected("gone"), "system.no-answer"),
        (urllib.error.URLError(ConnectionRefusedError(111, "no")), "system.connection-refused"),
        (urllib.error.HTTPError("http://a", 404, "Not Found", {}, None), "system.http-status"),
        (_sqlite_error(sqlite3.SQLITE_IOERR_WRITE), "system.database-io-error"),
        (_sqlite_error(sqlite3.SQLITE_FULL), "system.database-full"),
        (_sqlite_error(sqlite3.SQLITE_CONSTRAINT), "system.database"),
        (zipfile.BadZipFile("no"), "system.zip"),
        (pa.ArrowInvalid("no"), "system.arrow"),
        (InvalidMessage("no"), "system.not-http"),
        (ConnectionClosedError(None, None), "system.websocket-lost"),
        (ConnectionClosedError(Close(1012, "restart"), None), "system.websocket-closed"),
        (MemoryError(), "system.no-memory"),
        (EOFError(), "system.cut-off"),
        (LibraryFullError("a.db"), "error.library"),
        (KeyError("x"), "system.other"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else value,
)
def test_class_and_code_of_an_exception_decide_the_message(error, code):
    assert system_message(error).code == code


def test_message_is_the_same_whatever_language_the_system_speaks():
    english = system_message(OSError(errno.EACCES, "Permission denied"))
    assert system_message(OSError(errno.EACCES, "Zugriff verweigert")) == english


@pytest.mark.parametrize(("winerror", "code"), [(32, "in-use"), (206, "name-too-long")])
def test_windows_says_more_than_the_errno_beside_it(winerror, code):
    error = PermissionError(errno.EACCES, "no")
    error.winerror = winerror
    assert system_message(error).code == f"system.{code}"


def test_place_in_a_json_text_is_kept():
    message = system_message(_refusal_of(json.loads, "{,"))
    assert (message.code, message.fields["line"], message.fields["column"]) == ("system.json", 1, 2)


def test_byte_that_is_no_text_is_named():
    message = system_message(_refusal_of(b"ab\xff".decode, "utf-8"))
    assert message == "no text in utf-8: byte ff at 2"


def test_several_errors_are_said_once_each():
    refused = ConnectionRefusedError(errno.ECONNREFUSED, "no")
    group = ExceptionGroup("all failed", [refused, refused, TimeoutError()])
    assert system_message(group) == "Connection refused, timed out"


def test_unknown_error_without_a_text_is_named_by_its_class():
    assert system_message(AssertionError()) == "AssertionError"


def test_file_of_an_error_stands_before_the_reason():
    error = OSError(errno.ENOENT, "no", "a.csv")
    assert error_message(error) == "a.csv: No such file or directory"
    assert error_message(ValueError("odd")) == "odd"
