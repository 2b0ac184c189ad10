"""Chooses symbols: lists to include and to leave out, pasted symbols, price and volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QGroupBox,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from engine.domain.universe import UniverseChoice, choose_symbols, parse_symbols
from scanner_app.widgets.parts import column, dialog_buttons, form, label, roomy, row

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAX_BOUND = 1e12
_MAX_NAMED = 20


class UniverseDialog(QDialog):
    """Edits a universe.

    Signals
    -------
    universe_chosen : UniverseChoice
        What was chosen.
    """

    universe_chosen = Signal(object)

    def __init__(
        self,
        universe: UniverseChoice,
        watchlists: Sequence[str],
        available: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._available = available
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("universeDialog")
        self.setWindowTitle(self.tr("Choose symbols"))
        self.include = _check_list(watchlists, universe.include, self.tr("Only these watchlists"))
        self.exclude = _check_list(
            watchlists, universe.exclude, self.tr("Without these watchlists")
        )
        self.symbols = self._symbols_field(universe)
        self.unknown = label("", "warning", "unknownSymbols")
        self.unknown.setWordWrap(True)
        self.min_price = _bound(universe.min_price)
        self.max_price = _bound(universe.max_price)
        self.min_volume = _bound(universe.min_volume)
        self.setLayout(
            column(
                row(
                    _box(self.tr("Only these watchlists"), self.include),
                    _box(self.tr("Without these watchlists"), self.exclude),
                ),
                _box(self.tr("These symbols"), self.symbols, self.unknown),
                self._bounds_box(),
                self._buttons(),
                spacing=10,
                margins=(14, 14, 14, 14),
            )
        )
        self.symbols.textChanged.connect(self._show_unknown)
        self._show_unknown()
        self.resize(560, 560)

    @property
    def universe(self) -> UniverseChoice:
        """What is filled in."""
        return UniverseChoice(
            include=_checked(self.include),
            exclude=_checked(self.exclude),
            symbols=parse_symbols(self.symbols.toPlainText()),
            min_price=self.min_price.value() or None,
            max_price=self.max_price.value() or None,
            min_volume=self.min_volume.value() or None,
        )

    @Slot()
    def accept(self) -> None:
        """Emit what was chosen."""
        self.universe_chosen.emit(self.universe)
        super().accept()

    def _symbols_field(self, universe: UniverseChoice) -> QPlainTextEdit:
        """Return the field for pasted symbols."""
        field = QPlainTextEdit(" ".join(universe.symbols))
        field.setPlaceholderText(self.tr("Paste symbols, in any order: AAPL MSFT, 005930 …"))
        field.setAccessibleName(self.tr("These symbols"))
        field.setTabChangesFocus(True)
        field.setFixedHeight(90)
        return field

    def _buttons(self) -> QDialogButtonBox:
        """Return OK, Cancel and Reset."""
        kinds = QDialogButtonBox.StandardButton
        box = dialog_buttons(kinds.Ok | kinds.Cancel | kinds.Reset)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        box.button(kinds.Reset).clicked.connect(self._on_reset)
        return box

    def _bounds_box(self) -> QGroupBox:
        """Return the fields for price and volume."""
        fields = form()
        fields.addRow(self.tr("Last close at least"), self.min_price)
        fields.addRow(self.tr("Last close at most"), self.max_price)
        fields.addRow(self.tr("Mean volume of 20 candles at least"), self.min_volume)
        box = QGroupBox(self.tr("Price and volume"))
        box.setLayout(fields)
        return box

    @Slot()
    def _show_unknown(self) -> None:
        """Name the pasted symbols that the library does not have."""
        symbols = parse_symbols(self.symbols.toPlainText())
        unknown = choose_symbols(UniverseChoice(symbols=symbols), self._available).missing
        named = ", ".join(unknown[:_MAX_NAMED]) + (" …" if len(unknown) > _MAX_NAMED else "")
        self.unknown.setText(
            self.tr("{n} not in the library: {symbols}").format(n=len(unknown), symbols=named)
        )
        self.unknown.setVisible(bool(unknown))

    @Slot()
    def _on_reset(self) -> None:
        """Go back to every symbol."""
        for box in (self.include, self.exclude):
            for number in range(box.count()):
                if box.item(number).flags() & Qt.ItemFlag.ItemIsUserCheckable:
                    box.item(number).setCheckState(Qt.CheckState.Unchecked)
        self.symbols.clear()
        for field in (self.min_price, self.max_price, self.min_volume):
            field.setValue(0.0)


def _box(title: str, *inner: QWidget) -> QGroupBox:
    box = QGroupBox(title)
    box.setLayout(column(*inner))
    return box


def _check_list(names: Sequence[str], checked: Sequence[str], title: str) -> QListWidget:
    """Return a list of names that can be ticked."""
    box = QListWidget()
    if not names:
        empty = QListWidgetItem(QCoreApplication.translate("UniverseDialog", "No watchlists yet"))
        empty.setFlags(Qt.ItemFlag.NoItemFlags)
        box.addItem(empty)
    box.setAccessibleName(title)
    for name in names:
        item = QListWidgetItem(name, box)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        is_checked = name in checked
        item.setCheckState(Qt.CheckState.Checked if is_checked else Qt.CheckState.Unchecked)
    return box


def _checked(box: QListWidget) -> tuple[str, ...]:
    """Return the names that are ticked."""
    items = (box.item(number) for number in range(box.count()))
    return tuple(item.text() for item in items if item.checkState() is Qt.CheckState.Checked)


def _bound(value: float | None) -> QDoubleSpinBox:
    """Return a field for a bound; zero means that there is none."""
    field = roomy(QDoubleSpinBox(minimum=0.0, maximum=_MAX_BOUND, decimals=2))
    field.setGroupSeparatorShown(True)
    field.setSpecialValueText("–")
    field.setValue(value or 0.0)
    return field
