import numpy as np
import pytest

from patronage.features.survey import cronbach_alpha

# R's data set `attitude` (Chatterjee & Price 1977): rating, complaints, privileges,
# learning, raises, critical, advance, in 30 departments.
ATTITUDE = """
43 51 30 39 61 92 45  63 64 51 54 63 73 47  71 70 68 69 76 86 48  61 63 45 47 54 84 35
81 78 56 66 71 83 47  43 55 49 44 54 49 34  58 67 42 56 66 68 35  71 75 50 55 70 66 41
72 82 72 67 71 83 31  67 61 45 47 62 80 41  64 53 53 58 58 67 34  67 60 47 39 59 74 41
69 62 57 42 55 63 25  68 83 83 45 59 77 35  77 77 54 72 79 77 46  81 90 50 72 60 54 36
74 85 64 69 79 79 63  65 60 65 75 55 80 60  65 70 46 57 75 85 46  50 58 68 54 64 78 52
50 40 33 34 43 64 33  64 61 52 62 66 80 41  53 66 52 50 63 80 37  40 37 42 58 50 57 49
63 54 42 48 66 75 33  66 77 66 63 88 76 72  78 75 58 74 80 78 49  48 57 44 45 51 83 38
85 85 71 71 77 74 55  82 82 39 59 64 78 39
"""


def attitude() -> np.ndarray:
    return np.array(ATTITUDE.split(), dtype=float).reshape(30, 7)


def test_alpha_of_the_attitude_data_is_that_of_psych_in_r():
    assert cronbach_alpha(attitude()) == pytest.approx(0.843143, abs=5e-7)


def test_items_that_say_the_same_are_wholly_reliable():
    one = np.arange(5.0)
    assert cronbach_alpha(np.column_stack([one, one, one])) == pytest.approx(1)


def test_who_left_an_item_out_does_not_count():
    gap = np.full((1, 7), 50.0)
    gap[0, 3] = np.nan
    assert cronbach_alpha(np.vstack([attitude(), gap])) == cronbach_alpha(attitude())


@pytest.mark.parametrize(
    "answers", [np.eye(2), attitude()[:1], np.ones((9, 3)), np.empty((0, 3))]
)
def test_two_items_one_respondent_or_equal_answers_have_none(answers):
    assert np.isnan(cronbach_alpha(answers))
