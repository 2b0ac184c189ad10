"""Where lines come from: a file, a pipe or a socket, as chunks of bytes."""

from __future__ import annotations

import asyncio
import os
import stat
import sys
import threading
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_CHUNK_BYTES = 64 * 1024
_CHUNKS_AHEAD = 16
_FOLLOW_S = 0.2


async def socket_chunks(address: str) -> AsyncIterator[bytes]:
    """Yield what comes over ``tcp://host:port`` until the other side closes.

    Raises
    ------
    OSError
        There is no connection, or it broke.
    """
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        while chunk := await reader.read(_CHUNK_BYTES):
            yield chunk
    finally:
        writer.close()


async def path_chunks(path: str, follow: bool) -> AsyncIterator[bytes]:
    """Yield the content of a file or a named pipe, or of standard input where `path` is ``-``.

    Parameters
    ----------
    path : str
        Which file.
    follow : bool
        Wait for more at the end of a regular file.

    Raises
    ------
    OSError
        It cannot be read.
    """
    with _opened(path) as file:
        mode = os.fstat(file.fileno()).st_mode
        if stat.S_ISREG(mode):
            chunks = _file_chunks(file, follow)
        elif (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)) and sys.platform != "win32":
            chunks = _pipe_chunks(file)
        else:
            chunks = threaded_chunks(file)
        async for chunk in chunks:
            yield chunk


def _opened(path: str) -> BinaryIO:
    if path == "-":
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0)
    # A named pipe would otherwise keep the opening waiting until somebody writes into it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags), "rb", buffering=0)


async def _file_chunks(file: BinaryIO, follow: bool) -> AsyncIterator[bytes]:
    while True:
        chunk = file.read(_CHUNK_BYTES)
        if chunk:
            yield chunk
        elif not follow:
            return
        await asyncio.sleep(0 if chunk else _FOLLOW_S)


async def _pipe_chunks(file: BinaryIO) -> AsyncIterator[bytes]:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), file)
    try:
        while chunk := await reader.read(_CHUNK_BYTES):
            yield chunk
    finally:
        transport.close()


async def threaded_chunks(file: BinaryIO) -> AsyncIterator[bytes]:
    """Yield what a thread reads: event loops know neither terminals nor the pipes of Windows.

    The thread is a daemon, since nobody can wake it from a read: it ends with the next chunk, with
    the pipe or with the program.
    """
    loop = asyncio.get_running_loop()
    chunks: asyncio.Queue[bytes | OSError] = asyncio.Queue()
    places = threading.Semaphore(_CHUNKS_AHEAD)

    def read_all() -> None:
        chunk: bytes | OSError = b"-"
        while chunk and isinstance(chunk, bytes):
            places.acquire()
            try:
                chunk = file.read(_CHUNK_BYTES) or b""
            except (OSError, ValueError) as error:  # closed under our hands
                chunk = OSError(str(error))
            try:
                loop.call_soon_threadsafe(chunks.put_nowait, chunk)
            except RuntimeError:  # the feed was stopped, its loop is gone
                return

    threading.Thread(target=read_all, name="jsonl-reader", daemon=True).start()
    try:
        while chunk := await chunks.get():
            if isinstance(chunk, OSError):
                raise chunk
            places.release()
            yield chunk
    finally:
        places.release()
