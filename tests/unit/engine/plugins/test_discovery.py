"""Parts of packages are looked for only where one is needed."""

import subprocess
import sys

import pytest

from engine.errors import InputError
from engine.plugins.discovery import PartKind, has_part, load_part, names_of


def test_a_formula_of_known_names_reads_no_metadata_of_packages():
    code = (
        "import sys\n"
        "from engine.language.service import FormulaService\n"
        "assert FormulaService().check('x = sma_20; close > sma(close, 20)') == []\n"
        "from engine.plugins import discovery\n"
        "print(discovery._all_entries.cache_info().currsize)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


@pytest.mark.parametrize("kind", PartKind)
def test_a_part_that_no_package_has_is_refused_by_name(kind):
    assert not has_part(kind, "nowhere")
    assert "nowhere" not in names_of(kind)
    with pytest.raises(InputError, match=f"No installed package has a {kind.label} 'nowhere'"):
        load_part(kind, "nowhere")
