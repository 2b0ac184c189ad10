"""What presenters of several features need of the window: messages and common dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Cell = str | int | float


class MessageView(Protocol):
    """Where messages are shown."""

    def show_message(self, text: str) -> None:
        """Show a message for a moment."""

    def show_problem(self, text: str) -> None:
        """Show a problem until the user dismisses it."""


class FileDialogs(Protocol):
    """Asks for paths; the callback is called unless the user cancels."""

    def ask_files(
        self, title: str, filters: Sequence[str], on_chosen: Callable[[list[str]], object]
    ) -> None:
        """Ask for existing files."""

    def ask_folder(self, title: str, on_chosen: Callable[[list[str]], object]) -> None:
        """Ask for a folder."""

    def ask_path(
        self,
        title: str,
        filters: Sequence[str],
        on_chosen: Callable[[str], object],
        *,
        suffix: str = "",
    ) -> None:
        """Ask for a file that may not exist yet, to open it."""

    def ask_target(
        self,
        title: str,
        filters: Sequence[str],
        file_name: str,
        on_chosen: Callable[[str], object],
    ) -> None:
        """Ask for a file to write; its ending follows the chosen format."""


class Questions(Protocol):
    """Asks for names and shows lists; the callback is called unless the user cancels."""

    def ask_name(
        self,
        title: str,
        question: str,
        names: Sequence[str],
        on_named: Callable[[str], object],
        *,
        is_editable: bool = True,
    ) -> None:
        """Ask for a name, one of `names` or another where `is_editable`."""

    def show_list(
        self,
        title: str,
        lead: str,
        titles: Sequence[str],
        rows: Sequence[tuple[Cell, ...]],
        *,
        action: str = "",
        on_chosen: Callable[[int], object] | None = None,
    ) -> None:
        """Show rows; `on_chosen` gets the number of the row that `action` is for."""
