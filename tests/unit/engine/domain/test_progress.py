"""Progress of a batch."""

import pytest

from engine.domain.progress import ProcessingProgress


@pytest.mark.parametrize(
    ("total", "completed", "percentage"), [(0, 0, 100.0), (4, 0, 0.0), (4, 1, 25.0), (4, 4, 100.0)]
)
def test_percentage_is_the_share_done_and_full_when_there_is_nothing(total, completed, percentage):
    assert ProcessingProgress(total, completed).percentage == percentage
