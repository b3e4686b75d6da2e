import numpy as np
import pandas as pd
import pytest

from patronage.errors import InputError
from patronage.quadrants import ColumnAxis

FRAME = pd.DataFrame({"spend": [10.0, 250, np.nan], "empty": np.nan})


def test_scores_are_the_column_in_its_own_units():
    fitted = ColumnAxis("spend", "spend").fit(FRAME)
    assert fitted.transform(FRAME)[:2].tolist() == [10, 250]
    assert fitted.sources(FRAME).tolist() == ["measured", "measured", "missing"]
    assert fitted.used_columns == ["spend"]


def test_without_an_error_every_draw_is_the_value():
    drawn = ColumnAxis("spend", "spend").fit(FRAME).draws(FRAME, 3)
    assert drawn.dtype == np.float64
    assert drawn[:2].tolist() == [[10] * 3, [250] * 3]
    assert np.isnan(drawn[2]).all()


def test_an_error_spreads_the_draws():
    fitted = ColumnAxis("spend", "spend", error=5).fit(FRAME)
    assert fitted.draws(FRAME).std(1)[:2] == pytest.approx([5, 5], rel=0.05)


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        ("absent", "not offered by this source"),
        ("empty", "no customer has evidence"),
    ],
)
def test_a_column_that_says_nothing_cannot_be_measured(column, reason):
    fitted = ColumnAxis("spend", column).fit(FRAME)
    assert not fitted.measurable_
    assert fitted.left_out_ == {column: reason}
    assert np.isnan(fitted.transform(FRAME)).all()
    assert np.isnan(fitted.draws(FRAME, 2)).all()


def test_a_column_of_the_fit_that_is_gone_is_named():
    with pytest.raises(InputError, match="missing: spend"):
        ColumnAxis("money", "spend").fit(FRAME).transform(FRAME[["empty"]])
