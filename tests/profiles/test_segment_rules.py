import numpy as np
import pandas as pd

from patronage.profiles import Wording
from patronage.profiles.questions import questions
from patronage.profiles.segment_rules import segment_rules
from patronage.profiles.surrogate import surrogate

EN, ZH = Wording(currency="USD"), Wording(language="zh", currency="USD")
UNITS = {"recency_days": "days", "monetary_total": "money"}
FRAME = pd.DataFrame(
    {
        "recency_days": np.r_[np.full(50, 5.0), np.full(60, 90.0)],
        "monetary_total": np.r_[np.tile([10.0, 400.0], 25), np.full(60, 20.0)],
    }
)
SEGMENT = np.r_[np.tile([1, 0], 25), np.full(60, 2)]


def rules_of(frame=FRAME, segment=SEGMENT, wording=EN):
    asked = questions(frame, list(frame))
    nodes = surrogate(asked, segment, seed=0).nodes
    return segment_rules(nodes, segment, UNITS, wording)


def test_each_segment_has_its_rule_in_round_numbers():
    found = rules_of()
    assert found["segment"].tolist() == [0, 1, 2]
    assert found["rule"].tolist() == [
        "Since last purchase ≤ 50 days and Total spend > $200",
        "Since last purchase ≤ 50 days and Total spend ≤ $200",
        "Since last purchase > 50 days",
    ]
    assert found[["coverage", "precision"]].to_numpy().tolist() == [[1, 1]] * 3
    assert found["customers"].tolist() == [25, 25, 60]


def test_rules_are_told_in_chinese():
    assert rules_of(wording=ZH)["rule"][1] == "距上次购买 ≤ 50 天，且消费总额 ≤ $200"


def test_coverage_and_precision_are_those_of_the_rule_as_written():
    rng = np.random.default_rng(0)
    segment = np.where(rng.random(110) < 0.2, 0, SEGMENT)
    for row in rules_of(segment=segment).itertuples():
        met = FRAME.query(row.expression).index
        both = np.count_nonzero(segment[met] == row.segment)
        assert row.customers == len(met)
        assert row.coverage == both / np.count_nonzero(segment == row.segment)
        assert row.precision == both / len(met)


def test_fewer_than_ten_are_told_neither_as_segment_nor_as_rule():
    few = SEGMENT.copy()
    few[few == 0] = 1
    few[:9] = 0
    found = rules_of(segment=few)
    assert found["segment"].tolist() == [1, 2]
    assert found["customers"].min() >= 10


def test_without_a_tree_there_are_no_rules():
    found = segment_rules((), SEGMENT, UNITS, EN)
    assert len(found) == 0
    assert found["segment"].dtype == np.int64


def test_more_segments_than_leaves_still_have_a_rule_each():
    frame = pd.DataFrame({"recency_days": np.repeat(np.arange(12.0), 20)})
    found = rules_of(frame, np.repeat(np.arange(12), 20))
    assert found["segment"].tolist() == list(range(12))
    assert (found["coverage"] == 1).all()
    assert (found["precision"] > 1 / 12).all()
