import pytest

from patronage import SegmentScheme, ShareTiers
from patronage.errors import ConfigError
from patronage.study.configured_scheme import configured_scheme, kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [("kmeans", "clustering"), ("loyalty", "quadrants"), ("rfm_cells", "rules")],
)
def test_any_scheme_of_conf_is_made_by_its_name(name, kind):
    scheme = configured_scheme(name, [])
    assert scheme.name == name
    assert kind_of(scheme) == kind


def test_what_comes_of_ours_is_of_our_kind_and_the_rest_ones_own():
    class Mine(ShareTiers):
        pass

    class Other(SegmentScheme):
        def fit(self, features, y=None):
            return self

        def membership(self, features):
            raise NotImplementedError

    assert kind_of(Mine("mine", None, "n_orders", [1.0], [])) == "rules"
    assert kind_of(Other()) == "own"


def test_no_path_is_a_name():
    with pytest.raises(ConfigError, match="a scheme should be one of"):
        configured_scheme("../rules/tier3", [])
