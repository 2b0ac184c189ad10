from __future__ import annotations

import numpy as np
import pytest

from scanner_app.charting.scale import LINEAR, LOG, Scale


@pytest.mark.parametrize("scale", [LINEAR, LOG])
def test_what_is_unknown_stays_unknown(scale: Scale) -> None:
    assert np.isnan(scale.forward(np.array([np.nan, 5.0]))).tolist() == [True, False]


@pytest.mark.parametrize("scale", [LINEAR, LOG])
def test_a_height_goes_back_to_its_price(scale: Scale) -> None:
    assert scale.back(scale.height(12.5)) == pytest.approx(12.5)


def test_a_price_of_zero_has_a_height_on_a_logarithmic_axis() -> None:
    assert np.isfinite(LOG.height(0.0))
