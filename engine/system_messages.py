"""What the operating system and other people's modules refuse; codes begin with ``system.``.

:func:`system_message` tells what an exception means by its class and by the codes that it carries
(``errno``, SQLite's, HTTP's), never by its text, which differs from system to system.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

from engine.errors import EngineError
from engine.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.messages import Template

TEXTS: dict[str, Template] = {
    "other": "{text}",
    "file": "{file}: {reason}",
    "several": "{reasons}",
    "not-found": "No such file or directory",
    "permission-denied": "Permission denied",
    "not-permitted": "Operation not permitted",
    "is-folder": "Is a directory",
    "not-folder": "Not a directory",
    "folder-not-empty": "Directory not empty",
    "exists": "File exists",
    "name-too-long": "File name too long",
    "file-too-large": "File too large",
    "disk-full": "No space left on device",
    "quota-exceeded": "Disk quota exceeded",
    "read-only": "Read-only file system",
    "io-error": "Input/output error",
    "too-many-files": "Too many open files",
    "in-use": "The file is in use by another program",
    "not-executable": "Exec format error",
    "invalid-argument": "Invalid argument",
    "no-memory": "There is not enough memory",
    "too-deep": "It is nested too deeply",
    "connection-refused": "Connection refused",
    "connection-reset": "Connection reset by peer",
    "connection-aborted": "Connection aborted",
    "connection-timed-out": "Connection timed out",
    "broken-pipe": "Broken pipe",
    "network-unreachable": "Network is unreachable",
    "no-route": "No route to host",
    "address-in-use": "Address already in use",
    "unknown-host": "Name or service not known",
    "host-lookup-failed": "Temporary failure in name resolution",
    "timed-out": "timed out",
    "http-status": "HTTP Error {status}: {phrase}",
    "no-answer": "Remote end closed connection without response",
    "answer-cut-off": "The answer is cut off",
    "not-http": "did not receive a valid HTTP response",
    "http": "the server does not speak HTTP: {text}",
    "certificate": "the server's certificate is not trusted: {text}",
    "tls": "no secure connection: {text}",
    "websocket-rejected": "server rejected WebSocket connection: HTTP {status}",
    "websocket-closed": "the connection was closed ({status})",
    "websocket-lost": "no close frame received or sent",
    "websocket": "{text}",
    "database-busy": "database is locked",
    "database-damaged": "database disk image is malformed",
    "database-full": "database or disk is full",
    "database-io-error": "disk I/O error",
    "not-database": "file is not a database",
    "database-read-only": "attempt to write a readonly database",
    "database-not-opened": "unable to open database file",
    "database": "{text}",
    "zip": "{text}",
    "gzip": "{text}",
    "compressed": "{text}",
    "cut-off": "Compressed file ended before the end-of-stream marker was reached",
    "arrow": "{text}",
    "json": "wrong at line {line}, column {column}",
    "not-text": "no text in {encoding}: byte {byte} at {offset}",
    "not-encodable": "'{character}' cannot be written in {encoding}",
    "missing-module": "The package {module} is not installed",
    "not-implemented": "This cannot be done: {text}",
}


def system_message(error: BaseException) -> Message:
    """Return what an exception of Python, the system or another module means.

    A file that it names is left out, as who reports it names the file already; an exception of the
    engine keeps its own sentence.
    """
    for kind in type(error).__mro__:
        read = _BY_CLASS.get(f"{kind.__module__}.{kind.__qualname__}")
        message = read(error) if read else None
        if message is not None:
            return message
    return _other(error)


def error_message(error: BaseException) -> Message:
    """Return what an exception means, beginning with the file that it is about."""
    reason = system_message(error)
    file = getattr(error, "filename", None) if isinstance(error, OSError) else None
    if not isinstance(file, str | bytes | os.PathLike):
        return reason
    return Message("system.file", file=os.fsdecode(file), reason=reason)


def _other(error: BaseException) -> Message:
    return Message("system.other", text=str(error) or type(error).__name__)


def _engine(error: Any) -> Message | None:
    return error.sentence if isinstance(error.sentence, Message) else None


_BY_ERRNO = {
    errno.ENOENT: "not-found",
    errno.EACCES: "permission-denied",
    errno.EPERM: "not-permitted",
    errno.EISDIR: "is-folder",
    errno.ENOTDIR: "not-folder",
    errno.ENOTEMPTY: "folder-not-empty",
    errno.EEXIST: "exists",
    errno.ENAMETOOLONG: "name-too-long",
    errno.EFBIG: "file-too-large",
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "quota-exceeded",
    errno.EROFS: "read-only",
    errno.EIO: "io-error",
    errno.EMFILE: "too-many-files",
    errno.ENFILE: "too-many-files",
    errno.EBUSY: "in-use",
    errno.ENOEXEC: "not-executable",
    errno.EINVAL: "invalid-argument",
    errno.ENOMEM: "no-memory",
    errno.ECONNREFUSED: "connection-refused",
    errno.ECONNRESET: "connection-reset",
    errno.ECONNABORTED: "connection-aborted",
    errno.ETIMEDOUT: "connection-timed-out",
    errno.EPIPE: "broken-pipe",
    errno.ENETUNREACH: "network-unreachable",
    errno.EHOSTUNREACH: "no-route",
    errno.EADDRINUSE: "address-in-use",
}
_BY_WINDOWS_CODE = {
    32: "in-use",  # ERROR_SHARING_VIOLATION, of which Python's errno says EACCES
    33: "in-use",  # ERROR_LOCK_VIOLATION
    193: "not-executable",  # ERROR_BAD_EXE_FORMAT
    206: "name-too-long",  # ERROR_FILENAME_EXCED_RANGE, of which Python's errno says ENOENT
}
_BY_OS_CLASS = {
    TimeoutError: "timed-out",
    FileNotFoundError: "not-found",
    PermissionError: "permission-denied",
    FileExistsError: "exists",
    IsADirectoryError: "is-folder",
    NotADirectoryError: "not-folder",
    ConnectionRefusedError: "connection-refused",
    ConnectionResetError: "connection-reset",
    ConnectionAbortedError: "connection-aborted",
    BrokenPipeError: "broken-pipe",
}
"""For errors that somebody raised by hand, without an ``errno``."""


def _os_error(error: Any) -> Message:
    name = _BY_WINDOWS_CODE.get(getattr(error, "winerror", None) or 0) or _BY_ERRNO.get(error.errno)
    name = name or next((_BY_OS_CLASS[k] for k in _BY_OS_CLASS if isinstance(error, k)), None)
    if name:
        return Message(f"system.{name}")
    return Message("system.other", text=error.strerror) if error.strerror else _other(error)


def _host_lookup(error: Any) -> Message:
    import socket  # noqa: PLC0415 - loaded already where there is such an error

    is_temporary = error.errno == socket.EAI_AGAIN
    return Message("system.host-lookup-failed" if is_temporary else "system.unknown-host")


def _http_status(error: Any) -> Message:
    return Message("system.http-status", status=error.code, phrase=error.reason)


def _url(error: Any) -> Message:
    reason = error.reason
    return system_message(reason) if isinstance(reason, BaseException) else _other(error)


def _certificate(error: Any) -> Message:
    return Message("system.certificate", text=error.verify_message)


def _tls(error: Any) -> Message:
    return Message("system.tls", text=error.reason or str(error))


def _websocket_rejected(error: Any) -> Message:
    return Message("system.websocket-rejected", status=error.response.status_code)


def _websocket_closed(error: Any) -> Message:
    frame = error.rcvd or error.sent
    if frame is None:
        return Message("system.websocket-lost")
    return Message("system.websocket-closed", status=frame.code)


_PRIMARY = 0xFF
_BY_SQLITE_CODE = {
    5: "database-busy",
    6: "database-busy",
    7: "no-memory",
    8: "database-read-only",
    10: "database-io-error",
    11: "database-damaged",
    13: "database-full",
    14: "database-not-opened",
    26: "not-database",
}


def _sqlite(error: Any) -> Message:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    name = _BY_SQLITE_CODE.get(code)
    return Message(f"system.{name}") if name else Message("system.database", text=str(error))


def _json(error: Any) -> Message:
    return Message("system.json", line=error.lineno, column=error.colno)


def _not_text(error: Any) -> Message:
    byte = error.object[error.start : error.start + 1].hex()
    return Message("system.not-text", encoding=error.encoding, byte=byte, offset=error.start)


def _not_encodable(error: Any) -> Message:
    character = error.object[error.start : error.start + 1]
    if not character.isprintable():  # half of a pair: the sentence could not be written either
        character = ascii(character)[1:-1]
    return Message("system.not-encodable", character=character, encoding=error.encoding)


def _missing_module(error: Any) -> Message | None:
    return Message("system.missing-module", module=error.name) if error.name else None


def _group(error: Any) -> Message:
    reasons = dict.fromkeys(system_message(part) for part in error.exceptions)
    return Message("system.several", reasons=tuple(reasons))


def _constant(name: str) -> Callable[[Any], Message]:
    return lambda _error: Message(f"system.{name}")


def _text(name: str) -> Callable[[Any], Message]:
    return lambda error: Message(f"system.{name}", text=str(error) or type(error).__name__)


# By name, as most of these modules are loaded only where they are used.
_BY_CLASS: dict[str, Callable[[Any], Message | None]] = {
    f"{EngineError.__module__}.{EngineError.__qualname__}": _engine,
    "builtins.OSError": _os_error,
    "socket.gaierror": _host_lookup,
    "urllib.error.HTTPError": _http_status,
    "urllib.error.URLError": _url,
    "http.client.RemoteDisconnected": _constant("no-answer"),
    "http.client.IncompleteRead": _constant("answer-cut-off"),
    "http.client.HTTPException": _text("http"),
    "ssl.SSLCertVerificationError": _certificate,
    "ssl.SSLError": _tls,
    "websockets.exceptions.InvalidStatus": _websocket_rejected,
    "websockets.exceptions.InvalidMessage": _constant("not-http"),
    "websockets.exceptions.ConnectionClosed": _websocket_closed,
    "websockets.exceptions.WebSocketException": _text("websocket"),
    "sqlite3.Error": _sqlite,
    "zipfile.BadZipFile": _text("zip"),
    "gzip.BadGzipFile": _text("gzip"),
    "zlib.error": _text("compressed"),
    "_lzma.LZMAError": _text("compressed"),
    "lzma.LZMAError": _text("compressed"),
    "builtins.EOFError": _constant("cut-off"),
    "pyarrow.lib.ArrowException": _text("arrow"),
    "json.decoder.JSONDecodeError": _json,
    "builtins.UnicodeDecodeError": _not_text,
    "builtins.UnicodeEncodeError": _not_encodable,
    "builtins.ImportError": _missing_module,
    "builtins.MemoryError": _constant("no-memory"),
    "builtins.RecursionError": _constant("too-deep"),
    "builtins.NotImplementedError": _text("not-implemented"),
    "builtins.BaseExceptionGroup": _group,
}
