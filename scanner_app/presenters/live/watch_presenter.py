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

if TYPE_CHECKING:
    from collections.abc import Callable

    from scanner_app.models.live_watch_model import LiveWatchModel
    from scanner_app.presenters.formulas.protocols import EditedFormula
    from scanner_app.presenters.live.protocols import FormulaDialog, WatchView
    from scanner_app.services.formulas.formula_library import FormulaLibrary
    from scanner_app.services.formulas.language_service import LanguageService
    from scanner_app.services.live.live_service import LiveService


class LiveWatchPresenter(QObject):
    """Adds, edits and removes watched formulas; while a session runs, in the session too.

    Parameters
    ----------
    open_dialog : callable
        Opens the editor of a formula; its second argument says whether it is modal.
    """

    def __init__(
        self,
        view: WatchView,
        open_dialog: Callable[[Formula, bool], FormulaDialog],
        *,
        model: LiveWatchModel,
        formula: EditedFormula,
        library: FormulaLibrary,
        language: LanguageService,
        live: LiveService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._open_editor = view, open_dialog
        self._model, self._editor = model, formula
        self._library, self._language, self._live = library, language, live
        self._dialogs: dict[str, FormulaDialog] = {}
        formula.checked.connect(self._on_editor_checked)
        self._library.changed.connect(self._on_library_changed)
        live.refused.connect(self._on_refused)
        live.state_changed.connect(self._on_state_changed)
        self._model.entry_changed.connect(self._on_entry_changed)
        view.add_requested.connect(self.add)
        view.write_requested.connect(self.write)
        view.remove_requested.connect(self._model.remove)
        view.edit_requested.connect(self._on_edit)
        view.offer(self._library.entries)
        self._on_editor_checked(formula.can_run)

    def restore(self, entries: list[Watched]) -> None:
        """Restore the list of an earlier session."""
        for entry in entries:
            existing = self._model.find(entry.key)
            if entry.key != EDITOR:
                self._model.put(entry)
            elif existing is not None:
                self._model.put(replace(existing, is_on=entry.is_on))

    @Slot(bool)
    def _on_editor_checked(self, can_run: bool) -> None:
        """Follow the editor; a session that runs goes on with its last good text, and says so."""
        entry = self._model.find(EDITOR)
        formula = identified(replace(self._editor.formula, name=self._editor_name()))
        problem = "" if can_run else self._problem_of(formula)
        if problem and entry is not None and entry.is_watched and self._live.is_running:
            text = self.tr("{problem}; the earlier text goes on").format(problem=problem)
            self._model.put(replace(entry, problem=text))
            return
        is_on = entry is None or entry.is_on
        self._model.put(Watched(EDITOR, formula, is_on, problem, is_sound=not problem))

    def _problem_of(self, formula: Formula) -> str:
        """Return why `formula` cannot be scanned for; nothing where there is no text."""
        if not formula.expression.strip():
            return ""
        for diagnostic in self._language.check(formula.expression, formula.parameters):
            if diagnostic.severity is Severity.ERROR:
                return engine_text(diagnostic.message)
        return self.tr("this is a number; compare it to something")

    @Slot(object)
    def _on_state_changed(self, state: LiveState) -> None:
        """Take the text of the editor again, once no earlier text is watched."""
        if state is LiveState.IDLE:
            self._on_editor_checked(self._editor.can_run)

    def _editor_name(self) -> str:
        name = self._editor.name
        return self.tr("{name} (editor)").format(name=name) if name else self.tr("In the editor")

    @Slot()
    def _on_library_changed(self) -> None:
        """Take the new text of a formula that was saved."""
        self._view.offer(self._library.entries)
        for entry in self._model.entries:
            saved = self._library.find(entry.key)
            if saved is not None and entry.key != EDITOR:
                self._model.put(replace(entry, formula=saved.formula, problem=""))

    @Slot(str)
    def add(self, formula_id: str) -> None:
        """Add a formula of the library."""
        entry = self._library.find(formula_id)
        if entry is not None:
            self._model.put(Watched(formula_id, entry.formula))

    @Slot()
    def write(self) -> None:
        """Write a formula that only this list has."""
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
            self._dialogs[key].come_to_front()
            return
        dialog = self._open_editor(formula, key == EDITOR)
        self._dialogs[key] = dialog

        def on_applied(name: str, text: str) -> None:
            self._apply(key, replace(formula, name=name, expression=text))

        dialog.applied.connect(on_applied)
        dialog.finished.connect(lambda *_: self._dialogs.pop(key, None))

    def _apply(self, key: str, formula: Formula) -> None:
        """Apply the edited text at once."""
        if key == EDITOR:
            edited = self._editor.formula
            self._editor.load(replace(formula, id=edited.id, name=self._editor.name))
            return
        entry = self._model.find(key)
        is_on = entry is None or entry.is_on
        self._model.put(Watched(key, formula, is_on))

    @Slot(object, object)
    def _on_entry_changed(self, before: Watched | None, now: Watched | None) -> None:
        """Change the formulas of a running session."""
        if not self._live.is_running:
            return
        self._update_session(before, now)
        if now is not None and now.key == EDITOR and not now.is_on:
            self._on_editor_checked(self._editor.can_run)  # no earlier text goes on any more

    def _update_session(self, before: Watched | None, now: Watched | None) -> None:
        """Remove from the session what is not watched any more, and add what is new."""
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
    content = f"{formula.expression}\n{sorted(formula.parameters.items())}".encode()
    return replace(formula, id=f"{EDITOR}-{hashlib.blake2b(content, digest_size=6).hexdigest()}")
