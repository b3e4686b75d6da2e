import pytest

from patronage.errors import ConfigError, QualityError
from patronage.weights import drop_outs, final_scores, last_scores, shares_of
from tests.weights.panels import five, panel

EARLY = {**five(80, 50, 20), "early": [0, 0, 99]}
LATE = {**five(80, 50, 20), "late": [70, 60, 30]}
BOTH = EARLY | LATE


def test_only_the_last_round_counts_of_who_stayed():
    final = final_scores(panel(five(1, 2, 3), five(80, 50, 20)))
    assert final.to_dict() == {"value": 80, "credit": 50, "tenure": 20}


def test_who_left_after_two_rounds_is_carried_and_after_one_is_not():
    scores = panel(BOTH, LATE, five(80, 50, 20))
    last = last_scores(scores)
    assert set(last["expert"]) == {*five(0), "late"}
    assert last.loc[last["expert"] == "late", "score"].tolist() == [70, 60, 30]
    found = drop_outs(scores)
    assert (found.carried, found.left_out) == (1, 1)
    assert [said.en.split(":")[0] for said in found.sentences] == [
        "left before the last round",
        "left after one round",
    ]


def test_after_the_first_round_nobody_has_left():
    assert set(last_scores(panel(BOTH))["expert"]) == {*BOTH}
    assert drop_outs(panel(BOTH)).sentences == []


def test_nobody_of_five_can_move_an_item_alone():
    calm = final_scores(panel(five(80, 50, 20)))
    loud = final_scores(panel({**five(80, 50, 20), "e3": [0, 100, 100]}))
    assert loud.to_dict() == calm.to_dict()
    plain = final_scores(panel({**five(80, 50, 20), "e3": [0, 100, 100]}), trim=0)
    assert plain.to_dict() == {"value": 64, "credit": 60, "tenure": 36}


def test_scores_become_weights():
    shares = shares_of(final_scores(panel(five(80, 50, 20))))
    assert shares.to_list() == pytest.approx([80 / 150, 50 / 150, 20 / 150])
    with pytest.raises(QualityError, match="score an item above 0; none has"):
        shares_of(final_scores(panel(five(0, 0, 0))))


def test_a_trim_that_leaves_nobody_is_refused():
    with pytest.raises(ConfigError, match=r"below 0\.5; got 0\.5"):
        final_scores(panel(five(1, 2, 3)), trim=0.5)
