import pytest

from patronage.errors import ConfigError
from patronage.quadrants import QuadrantScheme
from tests.quadrants.test_scheme import NAMES, PURPOSE, axis, population, scheme


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"names": NAMES[:3]}, "loyalty: quadrants have 4 names; got 3."),
        ({"n_draws": 1}, "loyalty: n_draws should be 2 or more; got 1."),
        ({"borderline": 2.0}, "loyalty: borderline should be a share; got 2.0."),
    ],
)
def test_settings_that_make_no_quadrants_are_refused(settings, sentence):
    with pytest.raises(ConfigError) as error:
        scheme(**settings).fit(population())
    assert str(error.value) == sentence


def test_two_axes_of_one_name_are_refused():
    first = axis("attitude", "own", "price")
    second = axis("attitude", "rate", "alive")
    alike = QuadrantScheme("loyalty", PURPOSE, first, second, NAMES)
    with pytest.raises(ConfigError, match="the axes need two names"):
        alike.fit(population())
