"""Keeps the watched formulas in step with the editor, the formula library and the session."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from engine.domain.formula import Formula
from engine.errors import Severity
from scanner_app.engine_messages import engine_text, error_text
from scanner_app.records.watched import EDITOR, Watched
from scanner_app.services.live.live_types import LiveState
from scanner_app.views.live.formula_dialog import LiveFormulaDialog

if TYPE_CHECKING:
    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.services.bundle import Services
    from scanner_app.services.live.live_service import LiveService
    from scanner_app.theme_service import ThemeService
    from scanner_app.views.live.live_tab import LiveTab


class LiveWatchPresenter(QObject):
    """Adds, edits and removes watched formulas; while a session runs, in the session too."""

    def __init__(
        self,
        tab: LiveTab,
        formula: EditedFormula,
        services: Services,
        live: LiveService,
        *,
        themes: ThemeService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tab, self._model, self._editor = tab, tab.watch_model, formula
        self._library, self._language = services.formulas, services.language
        self._live, self._themes = live, themes
        self._dialogs: dict[str, LiveFormulaDialog] = {}
        formula.checked.connect(self._on_editor_checked)
        self._library.changed.connect(self._on_library_changed)
        live.refused.connect(self._on_refused)
        live.state_changed.connect(self._on_state_changed)
        self._model.entry_changed.connect(self._on_entry_changed)
        tab.watch.add_requested.connect(self._on_add)
        tab.watch.write_requested.connect(self._on_write)
        tab.watch.remove_requested.connect(self._model.remove)
        tab.watch.edit_requested.connect(self._on_edit)
        tab.watch.offer(self._library.entries)
        self._on_editor_checked(formula.can_run)

    def restore(self, entries: list[Watched]) -> None:
        """Watch what was watched another time."""
        for entry in entries:
            known = self._model.find(entry.key)
            if entry.key != EDITOR:
                self._model.put(entry)
            elif known is not None:
                self._model.put(replace(known, is_on=entry.is_on))

    @Slot(bool)
    def _on_editor_checked(self, can_run: bool) -> None:
        """Follow the editor; a session that runs goes on with its last good text, and says so."""
        known = self._model.find(EDITOR)
        formula = identified(replace(self._editor.formula, name=self._editor_name()))
        problem = "" if can_run else self._problem_of(formula)
        if problem and known is not None and known.is_watched and self._live.is_running:
            text = self.tr("{problem}; the earlier text goes on").format(problem=problem)
            self._model.put(replace(known, problem=text))
            return
        is_on = known is None or known.is_on
        self._model.put(Watched(EDITOR, formula, is_on, problem, is_sound=not problem))

    def _problem_of(self, formula: Formula) -> str:
        """Return why `formula` cannot be scanned for; nothing where there is no text."""
        if not formula.expression.strip():
            return ""
        found = self._language.check(formula.expression, formula.parameters)
        for diagnostic in found:
            if diagnostic.severity is Severity.ERROR:
                return engine_text(diagnostic.message)
        return self.tr("this is a number; compare it to something")

    @Slot(object)
    def _on_state_changed(self, state: LiveState) -> None:
        """Let go of the text that went on."""
        if state is LiveState.IDLE:
            self._on_editor_checked(self._editor.can_run)

    def _editor_name(self) -> str:
        name = self._editor.name
        return self.tr("{name} (editor)").format(name=name) if name else self.tr("In the editor")

    @Slot()
    def _on_library_changed(self) -> None:
        """Watch the new text of a formula that was saved."""
        self._tab.watch.offer(self._library.entries)
        for entry in self._model.entries:
            found = self._library.find(entry.key)
            if found is not None and entry.key != EDITOR:
                self._model.put(replace(entry, formula=found.formula, problem=""))

    @Slot(str)
    def _on_add(self, formula_id: str) -> None:
        found = self._library.find(formula_id)
        if found is not None:
            self._model.put(Watched(formula_id, found.formula))

    @Slot()
    def _on_write(self) -> None:
        """Write a formula that only this list knows."""
        key = f"live-{uuid.uuid4().hex[:12]}"
        self._open_dialog(key, Formula(key, "", ""))

    @Slot(str)
    def _on_edit(self, key: str) -> None:
        entry = self._model.find(key)
        if entry is not None:
            self._open_dialog(key, entry.formula)

    def _open_dialog(self, key: str, formula: Formula) -> None:
        """Show the editor of an entry; the editor's own entry is written in the Scan tab too."""
        if key in self._dialogs:
            self._dialogs[key].raise_()
            return
        dialog = LiveFormulaDialog(
            self._language, self._themes.theme, formula.name, formula.expression, self._tab
        )
        self._dialogs[key] = dialog

        def on_applied(name: str, text: str) -> None:
            self._apply(key, replace(formula, name=name, expression=text))

        def on_finished() -> None:
            self._dialogs.pop(key, None)
            dialog.deleteLater()

        dialog.applied.connect(on_applied)
        dialog.finished.connect(on_finished)
        dialog.open() if key == EDITOR else dialog.show()

    def _apply(self, key: str, formula: Formula) -> None:
        """Watch the edited text at once."""
        if key == EDITOR:
            self._editor.load(replace(formula, id=self._editor.formula.id, name=self._editor.name))
            return
        entry = self._model.find(key)
        is_on = entry is None or entry.is_on
        self._model.put(Watched(key, formula, is_on))

    @Slot(object, object)
    def _on_entry_changed(self, before: Watched | None, now: Watched | None) -> None:
        """Tell a running session."""
        if not self._live.is_running:
            return
        self._tell_session(before, now)
        if now is not None and now.key == EDITOR and not now.is_on:
            self._on_editor_checked(self._editor.can_run)  # no earlier text goes on any more

    def _tell_session(self, before: Watched | None, now: Watched | None) -> None:
        """Let the session forget what is not watched any more, and watch what is new."""
        is_same_id = before is not None and now is not None and before.formula_id == now.formula_id
        was_on = before is not None and before.is_watched
        is_on = now is not None and now.is_watched
        if before is not None and was_on and not (is_on and is_same_id):
            self._live.forget(before.formula_id)
        if (
            now is not None
            and is_on
            and not (was_on and before is not None and before.formula == now.formula)
        ):
            self._live.watch(now.formula)

    @Slot(str, object)
    def _on_refused(self, formula_id: str, error: Exception) -> None:
        self._model.show_problem(formula_id, error_text(error))


def identified(formula: Formula) -> Formula:
    """Return the editor's formula under an id that says what it is.

    What is remembered of hits goes by the id: another text must not be taken for the same formula.
    """
    said = f"{formula.expression}\n{sorted(formula.parameters.items())}".encode()
    return replace(formula, id=f"{EDITOR}-{hashlib.blake2b(said, digest_size=6).hexdigest()}")
