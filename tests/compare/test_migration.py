import numpy as np
import pandas as pd
import pytest

from patronage import compare

NAMES = pd.DataFrame(
    {"name_en": ["none", "inertia", "latent", "true"], "name_zh": list("缺缓潜完")}
)
UNKNOWN, NEW, LOST = 4, 5, 6


def moved(*pairs):
    ids = [f"c{i:04d}" for i in range(len(pairs))]
    before, after = zip(*pairs, strict=True)
    return pd.DataFrame({"customer_id": ids, "before": before, "after": after})


def migration(*pairs, **more):
    return compare.Migration(moved=moved(*pairs), names=NAMES, **more)


def memberships(*rows):
    p = np.array(rows)
    ids = np.repeat([f"c{i:04d}" for i in range(len(p))], p.shape[1])
    quadrant = np.tile(np.arange(p.shape[1]), len(p))
    table = {"customer_id": ids, "segment": quadrant, "probability": p.ravel()}
    return pd.DataFrame(table).query("probability > 0")


def test_every_customer_is_in_one_cell_of_all_states():
    found = migration((0, 0), (3, LOST), (NEW, 2), (UNKNOWN, 1))
    table = found.table
    assert len(table) == 49
    assert table["customers"].sum() == 4
    cell = table[(table["before"] == 3) & (table["after"] == LOST)]
    assert cell[
        ["before_en", "after_en", "customers", "share"]
    ].to_numpy().tolist() == [["true", "Lost", 1, 1.0]]
    assert cell["before_zh"].tolist() == ["完"]


def test_an_empty_quadrant_keeps_its_rows_and_has_no_shares():
    table = migration((0, 0), (0, 3)).table
    empty = table[table["before"] == 1]
    assert empty["customers"].tolist() == [0] * 7
    assert empty[["share", "low", "high", "placed_share"]].isna().all().all()


def test_what_sums_a_movement_up_counts_by_hand():
    found = migration((0, 0), (0, 0), (0, 3), (3, 3), (3, LOST), (NEW, 0)).summary
    assert found["moved_share"] == pytest.approx(1 / 4)
    assert found["lost_share"] == pytest.approx(1 / 5)
    assert found["shorrocks"] == pytest.approx(2 - 2 / 3 - 1)
    assert found["kappa"] == pytest.approx(0.5)
    assert found["bowker_p"] == pytest.approx(0.3173, abs=1e-4)


def test_what_cannot_be_said_is_absent_and_the_rest_is_finite():
    assert migration((NEW, LOST)).summary == {}
    assert migration((0, 0)).summary == {"moved_share": 0, "lost_share": 0}


def test_two_draws_of_one_day_differ_though_nobody_has_moved():
    told = memberships([0.5, 0.5, 0, 0], [0, 0, 0, 1])
    found = migration((0, 0), (3, 3), memberships=told)
    assert found.expected.tolist() == [
        [0.25, 0.25, 0, 0],
        [0.25, 0.25, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 1],
    ]
    assert found.summary["noise_share"] == pytest.approx(0.25)
    assert found.summary["excess"] == pytest.approx(-0.25)


def test_certain_memberships_explain_no_movement():
    told = memberships([1, 0, 0, 0], [1, 0, 0, 0])
    found = migration((0, 0), (0, 3), memberships=told)
    assert found.summary["excess"] == found.summary["moved_share"] == 0.5
    cell = found.table.query("before == 0 and after == 3")
    assert cell["excess"].tolist() == [0.5]


def test_movement_that_is_doubt_alone_has_no_excess():
    rng = np.random.default_rng(0)
    p = rng.dirichlet([0.5] * 4, 4000)
    draws = [[rng.choice(4, p=row) for row in p] for _ in range(2)]
    found = migration(*zip(*draws, strict=True), memberships=memberships(*p))
    assert found.summary["moved_share"] > 0.4
    assert found.summary["excess"] == pytest.approx(0, abs=0.02)
    assert found.table["excess"].abs().max() < 0.04


def test_only_those_with_a_quadrant_on_both_days_are_compared_with_doubt():
    told = memberships([0.5, 0.5, 0, 0], [1, 0, 0, 0])
    found = migration((0, LOST), (0, 0), memberships=told)
    assert found.summary["noise_share"] == 0


def test_spend_weighs_the_movement():
    spend = pd.Series({"c0000": 90.0, "c0001": 10.0, "c0002": 100.0})
    found = migration((0, 0), (0, 3), (3, LOST), spend=spend).summary
    assert found["moved_share"] == 0.5
    assert found["spend_moved_share"] == pytest.approx(0.1)
    assert found["spend_lost_share"] == pytest.approx(0.5)


def test_ten_times_the_money_changes_no_share():
    spend = pd.Series({"c0000": 90.0, "c0001": 10.0})
    one, ten = (
        migration((0, 0), (0, 3), spend=times * spend).table for times in (1, 10)
    )
    same = one.columns.drop("spend")
    pd.testing.assert_frame_equal(one[same], ten[same])


def test_a_figure_gets_the_flows_that_somebody_went():
    flows = migration((3, 3), (0, 3), (0, 3), (NEW, 0)).flows("zh")
    assert flows.to_numpy().tolist() == [
        ["缺", "完", 2, 0.5],
        ["完", "完", 1, 0.25],
        ["新客户", "缺", 1, 0.25],
    ]
    assert flows.columns.tolist() == ["before", "after", "customers", "share"]


def test_the_balance_of_each_state_adds_up():
    balance = migration((0, 3), (0, 3), (3, 0), (3, 3), (NEW, 0)).balance
    assert balance["net"].tolist() == [0, 0, 0, 1, 0, -1, 0]
    assert balance["net"].sum() == 0
    assert (balance["before"] - balance["left"] == balance["stayed"]).all()
    assert (balance["after"] - balance["arrived"] == balance["stayed"]).all()


def test_where_it_ends_is_told_where_all_quadrants_reach_each_other():
    turning = [(i, (i + step) % 4) for i in range(4) for step in (0, 1)]
    ends = migration(*turning).balance["stationary"]
    assert ends[:4].tolist() == pytest.approx([0.25] * 4)
    assert ends[4:].isna().all()
    assert migration((0, 0), (3, 3)).balance["stationary"].isna().all()


def test_metrics_stand_under_their_prefix():
    metrics = {m.name: m.value for m in migration((0, 0)).metrics}
    assert metrics == {"migration/moved_share": 0, "migration/lost_share": 0}
