"""From the paths that a user names to the single files of candles in them.

Folders are walked in the order of names, archives are opened member by member, and what a file
holds is told by its first bytes rather than by its name. Sources are made one at a time, so that
ten thousand files need no more memory than one.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from engine.errors import SourceError
from engine.messages import Message
from engine.storage.importers.detection.file_names import NameOrigin, read_name
from engine.storage.importers.detection.symbol_places import (
    Place,
    looks_like_symbol,
    name_in,
    shared_names,
)
from engine.storage.importers.reading.cotahist import COTAHIST_MARK, CotahistFile, open_cotahist
from engine.storage.importers.reading.packaged import has_reader, suffix_of
from engine.system_messages import system_message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from engine.storage.importers.detection.file_names import NamedFile

# Of files that hold candles; what they hold is told by their content.
SUFFIXES = frozenset(
    [
        ".csv",
        ".txt",
        ".tsv",
        ".tab",
        ".dat",
        ".asc",
        ".prn",
        ".data",
        ".parquet",
        ".pq",
        ".feather",
        ".arrow",
        ".ipc",
        ".xlsx",
        ".xlsm",
        ".xlsb",
        ".xls",
        ".ods",
        ".json",
        ".jsonl",
        ".ndjson",
        ".gz",
        ".bz2",
        ".xz",
        ".zip",
    ]
)
_PEEK_BYTES = 4_096
_MAX_PLACES = 8
_PAGE_MARKS = (b"<html", b"<!doctype html", b"<table", b"<workbook")
_MIN_BYTES = 32
_HELD_BYTES = 16 << 20
# Parquet, Arrow, workbooks and zips are not read from their beginning to their end.
_READ_ANYWHERE = (b"PAR1", b"ARROW1", b"PK", b"\xd0\xcf\x11\xe0")
_MAX_ZEROS, _MIN_ZEROS = 0.02, 0.5
_READ_ERRORS = (
    OSError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
)


class SourceKind(Enum):
    """What a file holds, as its first bytes tell."""

    TEXT = "text"
    JSON = "json"
    PARQUET = "parquet"
    ARROW = "arrow"
    EXCEL = "excel"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class FileSource:
    """One file of candles, possibly inside an archive.

    Attributes
    ----------
    name : str
        Path as shown to the user; members of an archive stand behind its path.
    stem : str
        The file's own name without endings.
    n_bytes : int
        Size, compressed or not, for the progress.
    opener : callable
        Opens the (decompressed) content for reading.
    first_bytes : bytes or None
        How the content begins, where that is known already.
    places : tuple of Place
        The folders and archives around it, the innermost first.
    is_name_shared : bool
        Whether files in other folders have the same name.
    """

    name: str
    stem: str
    n_bytes: int
    opener: Callable[[], IO[bytes]]
    first_bytes: bytes | None = None
    places: tuple[Place, ...] = ()
    is_name_shared: bool = False

    @property
    def naming(self) -> NamedFile:
        """The symbol where the rows name none, from the file's name or what is around it."""
        return name_in(self.stem, self.places, is_shared=self.is_name_shared)

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """Open the content.

        Raises
        ------
        SourceError
            The file cannot be read or decompressed; also while it is being read.
        """
        try:
            with self.opener() as file:
                yield file
        except _READ_ERRORS as error:
            raise SourceError(
                self.name, Message("import.unreadable", reason=_reason(error))
            ) from error

    def read(self) -> bytes:
        """Return the whole content."""
        with self.open() as file:
            return file.read()

    def kind(self) -> SourceKind:
        """Return what the file holds.

        Raises
        ------
        SourceError
            The file is empty or of a kind that holds no candles.
        """
        if self.first_bytes is not None:
            return _kind_of(self, self.first_bytes)
        with self.open() as file:
            return _kind_of(self, file.read(_PEEK_BYTES))


def measure(paths: Iterable[str | Path]) -> int:
    """Return how many bytes the sources of `paths` have, without reading them."""
    total = 0
    for path in map(Path, paths):
        files = _files_below(path) if path.is_dir() else [path]
        total += sum(_size(file) for file in files)
    return total


def iter_sources(paths: Iterable[str | Path]) -> Iterator[FileSource | SourceError]:
    """Yield the files that `paths` name, folders and archives opened.

    Yields
    ------
    FileSource or SourceError
        An error stands in the place of a path or archive that cannot be opened.
    """
    files = [(file, root) for root in map(Path, paths) for file in _files_of(root)]
    shared = shared_names((str(file.parent), _stem(file.name)) for file, _ in files)
    for file, root in files:
        if file.exists():
            yield from _open_file(file, root, shared)
        else:
            yield SourceError(str(file), Message("import.no-such-path"))


def _files_of(path: Path) -> Iterable[Path]:
    return _files_below(path) if path.is_dir() else [path]


def _places_of(file: Path, root: Path) -> tuple[Place, ...]:
    """Return the folders around a file that was found in what the user chose."""
    return _places_in(str(file.parent), len(file.parts) - len(root.parts) - 1)


@lru_cache(maxsize=64)
def _places_in(folder: str, n_chosen: int) -> tuple[Place, ...]:
    names = Path(os.path.abspath(folder)).parts[:0:-1]  # noqa: PTH100 - links keep their names
    return tuple(
        Place(name, is_chosen=number < n_chosen) for number, name in enumerate(names[:_MAX_PLACES])
    )


def _size(path: Path) -> int:
    """Return the bytes of a file, of the members of a zip as they are unpacked."""
    try:
        if path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as archive:
                return sum(info.file_size for info in archive.infolist())
        return path.stat().st_size
    except _READ_ERRORS:
        return 0


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield files that may hold candles, in the order of names, hidden ones left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__MACOSX")))
        for name in sorted(names):
            if _may_hold_candles(name):
                yield Path(place, name)


def _may_hold_candles(name: str) -> bool:
    plain = PurePosixPath(name.replace("\\", "/")).name
    if plain.startswith((".", "~$")):
        return False
    return _has_known_suffix(plain)


def _has_known_suffix(name: str) -> bool:
    return suffix_of(name) in SUFFIXES or has_reader(name)


def _open_file(
    path: Path, root: Path, shared: frozenset[str]
) -> Iterator[FileSource | SourceError]:
    try:
        n_bytes = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_PEEK_BYTES)
    except OSError as error:
        yield SourceError(str(path), Message("import.unreadable", reason=_reason(error)))
        return
    stem, places = _stem(path.name), _places_of(path, root)
    source = FileSource(
        str(path), stem, n_bytes, lambda: path.open("rb"), head, places, stem in shared
    )
    if has_reader(path.name):
        yield source
    else:
        yield from _unpacked(source, head)


def _unpacked(source: FileSource, head: bytes) -> Iterator[FileSource | SourceError]:
    """Yield `source`, or what is in it where it is an archive."""
    unpack = next((opener for mark, opener in _PACKED.items() if head.startswith(mark)), None)
    if unpack is not None:
        yield replace(source, opener=lambda: unpack(source.opener()), first_bytes=None)
    elif head.startswith(b"PK") and not _is_workbook(source):
        yield from _members(source)
    elif head.startswith(COTAHIST_MARK):
        opener = source.opener
        yield replace(source, opener=lambda: open_cotahist(opener()), first_bytes=None)
    else:
        yield source


class _Packed(io.BufferedReader):
    """A compressed file that closes what it reads from, too."""

    def __init__(self, unpacked: object, packed: IO[bytes]) -> None:
        super().__init__(cast("io.RawIOBase", unpacked))
        self._packed = packed

    def close(self) -> None:
        super().close()
        self._packed.close()


_PACKED: dict[bytes, Callable[[IO[bytes]], IO[bytes]]] = {
    b"\x1f\x8b": lambda packed: _Packed(gzip.GzipFile(fileobj=packed), packed),
    b"BZh": lambda packed: _Packed(bz2.BZ2File(packed), packed),
    b"\xfd7zXZ": lambda packed: _Packed(lzma.LZMAFile(packed), packed),  # noqa: SIM115 - it closes
}


def is_unpacked_on_the_way(file: IO[bytes]) -> bool:
    """Whether going to a place in an opened source means to unpack all that stands before it."""
    return isinstance(file, _Packed | CotahistFile)


def _is_workbook(source: FileSource) -> bool:
    """Whether a zip is an Excel or OpenDocument workbook."""
    try:
        with source.opener() as file, zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except _READ_ERRORS:
        return False
    return bool(names & {"[Content_Types].xml", "content.xml", "xl/workbook.xml"})


def _members(source: FileSource) -> Iterator[FileSource | SourceError]:
    try:
        with source.opener() as file, zipfile.ZipFile(file) as archive:
            members = [
                info
                for info in archive.infolist()
                if not info.is_dir() and _is_candle_member(info.filename)
            ]
            shared = _shared_members(source, members)
            for info in members:
                yield from _unpacked_member(source, archive, info, shared)
    except _READ_ERRORS as error:
        yield SourceError(source.name, Message("import.not-unpacked", reason=_reason(error)))


def _shared_members(outer: FileSource, members: Sequence[zipfile.ZipInfo]) -> frozenset[str]:
    """Return the names of members that stand for no symbol; see :func:`shared_names`."""
    paths = [PurePosixPath(info.filename) for info in members]
    stems = [_stem(path.name) for path in paths]
    is_archive_named = looks_like_symbol(read_name(outer.stem).symbol)
    if len(stems) == 1 and is_archive_named and not looks_like_symbol(read_name(stems[0]).symbol):
        return frozenset(stems)
    return shared_names((str(path.parent), stem) for path, stem in zip(paths, stems, strict=True))


def _is_candle_member(name: str) -> bool:
    return _may_hold_candles(name) and not name.startswith("__MACOSX/")


def _unpacked_member(
    outer: FileSource, archive: zipfile.ZipFile, info: zipfile.ZipInfo, shared: frozenset[str]
) -> Iterator[FileSource | SourceError]:
    name = f"{outer.name}/{info.filename}"
    stem = _stem(PurePosixPath(info.filename).name)
    try:
        with archive.open(info) as file:
            head = file.read(_PEEK_BYTES)
            n_held = -1 if head.startswith(_READ_ANYWHERE) else _HELD_BYTES
            opener = _opener_of(outer, info, head + file.read(n_held))
    except _READ_ERRORS as error:
        yield SourceError(name, Message("import.not-unpacked", reason=_reason(error)))
        return
    folders = PurePosixPath(info.filename).parts[-2::-1]
    archive_place = Place(outer.stem, NameOrigin.ARCHIVE)
    places = (*map(Place, folders), archive_place, *outer.places)
    member = FileSource(name, stem, info.file_size, opener, head, places, stem in shared)
    yield from _unpacked(member, head)


def _opener_of(outer: FileSource, info: zipfile.ZipInfo, content: bytes) -> Callable[[], IO[bytes]]:
    """Return what opens a member of a zip: a long one is unpacked anew, so as not to be held."""
    if len(content) >= info.file_size:
        return lambda: io.BytesIO(content)
    return lambda: _open_member(outer, info)


def _open_member(outer: FileSource, info: zipfile.ZipInfo) -> IO[bytes]:
    packed = outer.opener()
    try:
        return _Packed(zipfile.ZipFile(packed).open(info), packed)
    except _READ_ERRORS:
        packed.close()
        raise


@lru_cache(maxsize=4_096)
def _stem(name: str) -> str:
    """Return a file's name without the endings that tell its format."""
    path = PurePosixPath(name)
    while path.stem and _has_known_suffix(path.name):
        path = PurePosixPath(path.stem)
    return path.name


def _kind_of(source: FileSource, head: bytes) -> SourceKind:
    if not head.strip():
        raise SourceError(source.name, Message("import.empty"))
    if head.startswith(b"PAR1"):
        return SourceKind.PARQUET
    if head.startswith(b"ARROW1"):
        return SourceKind.ARROW
    if head.startswith(b"FEA1"):
        raise SourceError(source.name, Message("import.old-feather"))
    if head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return SourceKind.EXCEL
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"[", b"{"}:
        return SourceKind.JSON
    if _is_page(head):
        return SourceKind.HTML
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")) and not _is_wide(head):
        raise SourceError(source.name, Message("import.binary"))
    return SourceKind.TEXT


def _is_page(head: bytes) -> bool:
    """Whether this is HTML or XML with a table; other texts may begin with ``<TICKER>`` as well."""
    start = head.replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(b"<") and any(mark in start for mark in _PAGE_MARKS)


def _is_wide(head: bytes) -> bool:
    """Whether every second byte is zero, as in UTF-16 without a mark."""
    if len(head) < _MIN_BYTES:
        return False
    shares = sorted(head[start::2].count(0) / max(1, len(head[start::2])) for start in (0, 1))
    return shares[0] < _MAX_ZEROS and shares[1] > _MIN_ZEROS


def _reason(error: Exception) -> Message:
    if isinstance(error, PermissionError):
        return Message("import.not-allowed")
    return system_message(error)
