import numpy as np
import pandas as pd

from patronage import compare

NAMES = pd.DataFrame({"name_en": ["low", "high"], "name_zh": ["低", "高"]})


def migration(*pairs, times=60, certain=True):
    pairs = [pair for pair in pairs for _ in range(times)]
    ids = [f"c{i:04d}" for i in range(len(pairs))]
    before, after = zip(*pairs, strict=True)
    p = np.full(2 * len(ids), 0.5)
    told = {"customer_id": np.repeat(ids, 2), "segment": np.tile([0, 1], len(ids))}
    memberships = pd.DataFrame(told).assign(probability=p)
    return compare.Migration(
        moved=pd.DataFrame({"customer_id": ids, "before": before, "after": after}),
        names=NAMES,
        memberships=None if certain else memberships,
    )


def said(found, *lookback):
    return " ".join(each.en for each in compare.told_movement(found, *lookback))


def test_how_many_moved_is_told_first():
    first = compare.told_movement(migration((0, 0), (0, 1), (1, 1)))[0]
    assert "180 customers with a quadrant on both days, 33.3% changed it" in first.en
    assert "180 位客户中，33.3% 换了象限" in first.zh


def test_movement_is_held_against_what_doubt_would_move():
    moved = said(migration((0, 1), (1, 0), certain=False))
    assert "by itself move 50.0%: 50.0% moved beyond it" in moved
    stayed = said(migration((0, 0), (1, 1), certain=False))
    assert "by itself move 50.0%: no more than that moved" in stayed
    assert "Doubt about" not in said(migration((0, 1), (1, 0)))


def test_the_direction_is_told():
    assert "more went one way" in said(migration((0, 1), (1, 1)))
    assert "as many came back" in said(migration((0, 1), (1, 0)))
    assert "Bowker" not in said(migration((0, 0), (1, 1)))


def test_who_is_lost_is_told():
    assert "50.0% of those with a quadrant before are lost" in said(
        migration((0, 0), (1, 4), (0, 0), (1, 4))
    )
    assert "lost" not in said(migration((0, 0)))


def test_no_claims_are_made_of_few():
    assert "No claims about high: fewer than 50" in said(migration((0, 0)))
    assert "No claims about low, high" in said(migration((0, 0), (1, 1), times=49))
    assert "No claims" not in said(migration((0, 0), (1, 1), times=50))


def test_days_that_share_evidence_err_alike():
    days = compare.Lookback(before=181, after=273, common=181)
    told = said(migration((0, 0)), days)
    assert "Of 273 days behind the later quadrants 181 lie behind" in told
    assert "looks back on 181 days, the later on 273" in told
    apart = compare.Lookback(before=90, after=90, common=0)
    assert said(migration((0, 0)), apart) == said(migration((0, 0)))


def test_nobody_on_both_days_is_one_sentence():
    (only,) = compare.told_movement(migration((0, 4)))
    assert only.en == "Nobody has a quadrant on both days."


def test_the_matrix_can_be_read():
    table = compare.readable_matrix(migration((0, 0), (0, 1), (3, 1), times=600))
    assert table.columns.tolist() == [
        *("from \\ to", "customers", "low", "high", "Unknown", "New", "Lost")
    ]
    assert table.iloc[0].tolist() == [
        *("low", "1,200", "600 (50%)", "600 (50%)", "", "", "")
    ]
    assert table.iloc[1, 1:].tolist() == ["0", "", "", "", "", ""]


def test_the_matrix_speaks_chinese():
    table = compare.readable_matrix(migration((0, 0)), "zh")
    assert table.columns[2:4].tolist() == ["低", "高"]
