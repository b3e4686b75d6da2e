import numpy as np

from patronage import profiles
from patronage.profiles.association_figure import (
    association_figure,
    association_matrix,
)
from tests.profiles.comparisons import comparison


def test_ami_is_below_the_diagonal_and_cramers_v_above():
    found = association_matrix(comparison().associations)
    assert found.loc["value", "kmeans"] == 0.4
    assert found.loc["kmeans", "value"] == 0.7
    assert np.isnan(np.diag(found)).all()


def test_each_pair_is_written_twice():
    figure = association_figure(comparison().associations, profiles.Wording())
    assert sorted(text.get_text() for text in figure.axes[0].texts) == [".40", ".70"]
