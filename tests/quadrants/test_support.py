import numpy as np
import pandas as pd
import pytest

from patronage.quadrants import QuadrantGates, support_of
from patronage.segments import SegmentName

RNG = np.random.default_rng(12)
NAMES = [SegmentName(key=k, en=k, zh=f"{k}型") for k in ("none", "inertia", "latent")]
NAMES += [SegmentName(key="true", en="true", zh="完全忠诚型")]


def world(rho=0.3, n=1000):
    scores = RNG.multivariate_normal([0, 0], [[1, rho], [rho, 1]], n)
    table = pd.DataFrame(scores, columns=["attitude", "repeat"])
    segment = 2 * (scores[:, 0] >= 0) + (scores[:, 1] >= 0)
    return table, segment, np.full(n, 0.8)


def corners():
    centres = np.array([[0, 0], [0, 6], [6, 0], [6, 6]])
    segment = np.repeat(np.arange(4), 200)
    scores = RNG.normal(centres[segment], 1)
    return pd.DataFrame(scores, columns=["attitude", "repeat"]), segment


def complete(found):
    assert not found.table.isna().any(axis=None)
    assert np.isfinite(found.table[["value", "gate"]].to_numpy()).all()
    return True


def test_four_groups_in_the_corners_are_supported():
    scores, segment = corners()
    found = support_of(scores, segment, np.ones(800), NAMES)
    assert found.table["passed"].all()
    assert found.warnings() == []
    assert min(found.bic, key=found.bic.get) == 4
    assert found.supported == dict.fromkeys(["none", "inertia", "latent", "true"], True)


def test_a_continuum_has_quadrants_but_not_four_states():
    found = support_of(*world(), NAMES)
    assert complete(found)
    assert found.rho == pytest.approx(0.29, abs=0.07)
    assert found.off_diagonal == pytest.approx(0.4, abs=0.07)
    assert "drawn by the cuts, not found in the data" in " ".join(found.warnings())
    assert all(found.supported.values())


def test_axes_that_are_one_are_said_to_be():
    found = support_of(*world(0.97), NAMES)
    assert found.axes_not_distinct
    assert "The axes are not distinct" in found.warnings()[0]
    assert "退化为一个维度" in found.warnings("zh")[0]


def test_an_empty_quadrant_is_not_supported_here():
    scores, segment, probability = world()
    segment[segment == 1] = -1
    found = support_of(scores, segment, probability, NAMES)
    assert complete(found)
    assert not found.supported["inertia"]
    assert any(
        'The "inertia" quadrant is not supported here' in sentence
        for sentence in found.sentences()
    )


@pytest.mark.parametrize("constant", [["repeat"], ["attitude", "repeat"]])
def test_customers_who_are_all_tied_leave_no_gap_in_the_table(constant):
    scores, segment, probability = world()
    scores[constant] = 0.5
    found = support_of(scores, segment, probability, NAMES)
    assert complete(found)
    assert (found.rho, found.bic) == (None, {})
    assert found.axes_not_distinct
    assert len(found.warnings()) == len(constant)


def test_nobody_to_test_is_said():
    scores, segment, probability = world()
    found = support_of(scores.head(0), segment[:0], probability[:0], NAMES)
    assert complete(found)
    assert (found.rho, found.off_diagonal) == (None, None)
    assert not any(found.supported.values())


def test_few_customers_tell_no_number_of_states():
    scores, segment, probability = (each[:30] for each in world())
    found = support_of(scores, segment, probability, NAMES)
    assert complete(found)
    assert found.bic == {}
    assert any("cannot be told" in sentence for sentence in found.sentences())


def test_customers_with_one_axis_alone_are_left_out():
    scores, segment, probability = world()
    more = pd.concat([scores, pd.DataFrame({"attitude": [9.0], "repeat": [np.nan]})])
    found = support_of(more, np.append(segment, -1), np.append(probability, 0), NAMES)
    assert found == support_of(scores, segment, probability, NAMES)


def test_the_order_of_customers_changes_nothing():
    scores, segment, probability = world()
    order = RNG.permutation(len(segment))
    found = support_of(scores.iloc[order], segment[order], probability[order], NAMES)
    assert found == support_of(scores, segment, probability, NAMES)


def test_a_sentence_per_test_in_both_languages():
    found = support_of(*world(), NAMES, QuadrantGates(min_customers=10))
    assert found.sentences() == found.table["sentence_en"].tolist()
    assert found.sentences("zh") == found.table["sentence_zh"].tolist()
    assert not found.table["test"].duplicated().any()
