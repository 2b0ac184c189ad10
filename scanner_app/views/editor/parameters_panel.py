"""Fields for the formula's parameters, beside the editor."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from scanner_app.widgets.parts import form, label, roomy, row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scanner_app.view_states import ParameterValue

_LIMIT = 1_000_000_000
_PAUSE_MS = 250
_FIELD_WIDTH = 90


class ParametersPanel(QWidget):
    """One field per parameter; its value replaces the one in the text.

    Signals
    -------
    changed :
        A value is another one; emitted once when the user pauses.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: dict[str, ParameterValue] = {}
        self._defaults: dict[str, ParameterValue] = {}
        self._form = form()
        self._form.setContentsMargins(8, 6, 8, 6)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        inner = QWidget()
        inner.setLayout(self._form)
        area = QScrollArea(widgetResizable=True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.auto_run = QCheckBox(self.tr("Scan on change"))
        self.auto_run.setObjectName("autoRunBox")
        layout.addWidget(_heading(self.tr("Parameters")))
        layout.addWidget(area)
        layout.addLayout(row(self.auto_run, margins=(9, 0, 0, 4)))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.setFixedWidth(230)
        self.hide()

    @property
    def values(self) -> dict[str, ParameterValue]:
        """The values that differ from those in the text."""
        return {k: v for k, v in self._values.items() if v != self._defaults.get(k)}

    def expect(self, values: Mapping[str, ParameterValue]) -> None:
        """Forget the fields of another formula; `values` are those of the one that comes."""
        self._pause.stop()
        self._defaults = {}
        self._values = dict(values)
        self._rebuild()

    def show_parameters(self, defaults: Mapping[str, ParameterValue]) -> None:
        """Offer a field for each parameter; where its default is the same, so is its value."""
        if dict(defaults) == self._defaults and self._values.keys() == defaults.keys():
            return
        values = {
            name: self._values[name]
            for name, default in defaults.items()
            if self._defaults.get(name, default) == default and name in self._values
        }
        self._defaults = dict(defaults)
        self._values = {**self._defaults, **values}
        self._rebuild()

    def _rebuild(self) -> None:
        """Make the fields anew."""
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, default in self._defaults.items():
            self._form.addRow(name, self._field(name, default))
        self.setVisible(bool(self._defaults))

    def _field(self, name: str, default: ParameterValue) -> QWidget:
        """Return the field for a parameter of the default's type."""
        field = make_field(default, self._values[name], partial(self._on_edited, name))
        field.setObjectName(f"parameter_{name}")
        field.setAccessibleName(name)
        return field

    @Slot()
    def _on_edited(self, name: str, value: ParameterValue) -> None:
        """Take a value; `changed` follows when the user pauses."""
        self._values[name] = value
        self._pause.start()


class ShortSpinBox(QDoubleSpinBox):
    """A field for numbers that leaves zeros at the end out."""

    def textFromValue(self, value: float) -> str:
        """Return `value` with as many decimals as it needs."""
        return f"{value:.{self.decimals()}f}".rstrip("0").rstrip(".")


def make_field(
    default: ParameterValue, value: ParameterValue, note: Callable[[ParameterValue], None]
) -> QWidget:
    """Return a field that shows `value`, for a parameter of the default's type."""
    if isinstance(default, bool):
        box = QCheckBox()
        box.setChecked(bool(value))
        box.toggled.connect(note)
        return box
    if isinstance(default, int):
        whole = roomy(QSpinBox(minimum=-_LIMIT, maximum=_LIMIT, value=int(value)))
        whole.setMinimumWidth(_FIELD_WIDTH)
        whole.valueChanged.connect(note)
        return whole
    if isinstance(default, float):
        decimals = _decimals_for(default)
        number = roomy(ShortSpinBox(minimum=-_LIMIT, maximum=_LIMIT, decimals=decimals))
        number.setMinimumWidth(_FIELD_WIDTH)
        number.setSingleStep(10.0 ** (math.floor(math.log10(abs(default))) - 1) if default else 0.1)
        number.setValue(float(value))
        number.valueChanged.connect(note)
        return number
    line = QLineEdit(str(value))
    line.textChanged.connect(note)
    return line


def _decimals_for(default: float) -> int:
    """Return how many decimals a field needs to show `default` and values about as small."""
    return max(4, 3 - math.floor(math.log10(abs(default)))) if default else 4


def _heading(text: str) -> QLabel:
    heading = label(text, "muted")
    heading.setContentsMargins(10, 4, 0, 2)
    return heading
