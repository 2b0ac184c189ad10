from __future__ import annotations

import pytest

from scanner_app.services.formulas.language_service import LanguageService
from scanner_app.services.formulas.language_texts import help_text


@pytest.mark.usefixtures("korean")
def test_every_function_has_a_korean_help() -> None:
    functions = LanguageService().functions.values()
    english = {f.summary for f in functions if help_text(f.summary) == f.summary}
    assert english <= {"a + b.", "a - b."}
