"""Remembers how files had to be read, and reads files like them the same way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.domain.import_mapping import ImportMapping

if TYPE_CHECKING:
    from engine.storage.importers.reading.raw import TableReader
    from engine.storage.importers.table_import import ImportOptions
    from engine.storage.library import Library


class MappingMemory:
    """The corrections in a library, by the signature of tables.

    Parameters
    ----------
    library : Library or None
        Where they are kept; nothing is remembered without one.
    is_written : bool
        Whether new ones may be kept.
    is_fresh : bool
        Whether those of earlier tables are left aside, and forgotten.
    """

    def __init__(
        self, library: Library | None, *, is_written: bool, is_fresh: bool = False
    ) -> None:
        self._library = library
        self._is_written = is_written
        self._is_fresh = is_fresh
        self._mappings: dict[str, ImportMapping] = {}
        self._has_any = library is not None and library.mappings.has_any()

    def recalled(self, reader: TableReader, options: ImportOptions) -> ImportOptions:
        """Return `options` with the corrections of earlier tables, where the caller has none."""
        if self._library is None or not self._has_any or not options.mapping.is_empty:
            return options
        signature = reader.signature
        if self._is_fresh:
            self._forget(signature)
            return options
        if signature not in self._mappings:
            text = self._library.mappings.get(signature)
            self._mappings[signature] = ImportMapping.from_json(text) if text else ImportMapping()
        mapping = self._mappings[signature]
        return options if mapping.is_empty else replace(options, mapping=mapping)

    def keep(self, reader: TableReader, options: ImportOptions) -> None:
        """Remember the caller's corrections for tables like this one."""
        if self._library is None or not self._is_written or options.mapping.is_empty:
            return
        if self._mappings.get(reader.signature) != options.mapping:
            self._library.mappings.save(reader.signature, options.mapping.to_json())
            self._mappings[reader.signature] = options.mapping

    def _forget(self, signature: str) -> None:
        if self._library is not None and self._is_written and signature not in self._mappings:
            self._library.mappings.remove(signature)
            self._mappings[signature] = ImportMapping()
