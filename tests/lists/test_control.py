import numpy as np
import pytest

from patronage.lists.control import groups

IDS = [f"customer {i}" for i in range(20_000)]


def drawn(ids=IDS, of="council", seed=0, control_share=0.2):
    return groups(ids, of=of, seed=seed, control_share=control_share)


def test_about_the_share_is_left_alone():
    assert (drawn() == "control").mean() == pytest.approx(0.2, abs=0.01)


def test_a_group_depends_on_nobody_else_and_on_no_order():
    everybody = dict(zip(IDS, drawn(), strict=True))
    backwards = drawn(IDS[::-1])[::-1]
    assert np.array_equal(drawn(), backwards)
    assert drawn(IDS[17:18]).tolist() == [everybody[IDS[17]]]


@pytest.mark.parametrize("other", [{"of": "at_risk"}, {"seed": 1}])
def test_another_list_or_seed_draws_independently(other):
    both = (drawn() == "control") & (drawn(**other) == "control")
    assert both.mean() == pytest.approx(0.04, abs=0.006)


def test_a_larger_share_keeps_who_was_in_a_smaller_one():
    small, large = drawn(control_share=0.1), drawn(control_share=0.3)
    assert set(large[small == "control"]) == {"control"}


def test_no_share_leaves_nobody_alone():
    assert set(drawn(control_share=0.0)) == {"treat"}
