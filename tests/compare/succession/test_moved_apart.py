import pytest
from compare.succession.snapshots import scored
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage import compare, io
from patronage.tables import MOVED

placed = st.lists(st.text("ABC.", min_size=4, max_size=4), min_size=1, max_size=40)


def moved(*sides):
    return compare.moved_apart(*(scored(side) for side in sides))


def where(path):
    return io.Folder(path, "shop")


def test_the_worked_example_by_hand():
    # stays, by customers, by model, either alone, only both, both undo each other, none
    found = moved("AAAAAA.", "ABABAAA", "AABBABA", "ABBBBAA")
    assert found.causes.tolist() == [
        "unchanged",
        "moved_customers",
        "moved_model",
        "moved_both",
        "moved_both",
        "unchanged",
    ]
    assert found.shares["changed"] == pytest.approx(4 / 6)
    assert found.shares["moved_both"] == pytest.approx(2 / 6)
    # customers: 0, 1, 0, 1/2, 1/2 and -1/2 for a model that alone would have moved them
    assert found.shares["shapley_customers"] == pytest.approx(1.5 / 6)
    assert found.shares["shapley_model"] == pytest.approx(2.5 / 6)
    assert found.sentences[0].en == (
        "Of 6 customers with a segment on both days, 66.7% changed it: 16.7% because "
        "they moved, 16.7% because the model did, 33.3% for both reasons."
    )
    assert found.sentences[0].zh.startswith("两个日期都有细分的 6 位客户中，66.7%")


@given(placed)
@settings(max_examples=30)
def test_of_the_same_model_twice_nothing_is_the_models(rows):
    before, after, *_ = ("".join(side) for side in zip(*rows, strict=True))
    shares = moved(before, after, before, after).shares
    if shares:
        assert shares["moved_model"] == shares["moved_both"] == 0
        assert shares["shapley_model"] == 0
        assert shares["shapley_customers"] == shares["changed"]


@given(placed)
@settings(max_examples=30)
def test_of_the_same_snapshot_twice_nothing_is_the_customers(rows):
    old, new, *_ = ("".join(side) for side in zip(*rows, strict=True))
    shares = moved(old, old, new, new).shares
    if shares:
        assert shares["moved_customers"] == shares["moved_both"] == 0
        assert shares["shapley_customers"] == 0


@given(placed)
@settings(max_examples=30)
def test_causes_exchanged_exchange_their_shares_and_add_up(rows):
    a, b, c, d = ("".join(side) for side in zip(*rows, strict=True))
    one, other = moved(a, b, c, d).shares, moved(a, c, b, d).shares
    if not one:
        assert not other
        return
    assert one["moved_customers"] == other["moved_model"]
    assert one["shapley_customers"] == pytest.approx(other["shapley_model"])
    causes = ("moved_customers", "moved_model", "moved_both")
    assert sum(one[cause] for cause in causes) == pytest.approx(one["changed"])
    both = one["shapley_customers"] + one["shapley_model"]
    assert both == pytest.approx(one["changed"])


def test_who_is_missing_on_a_day_or_in_no_segment_does_not_count():
    found = compare.moved_apart(
        scored("AAAA"), scored("AB."), scored("AAAA"), scored("ABAA")
    )
    assert len(found.placed) == 2
    assert found.table["customers"].tolist() == [2]
    assert found.table["moved_customers"].tolist() == [0.5]


def test_a_table_has_a_row_per_old_segment(tmp_path):
    io.write(MOVED, moved("AABB", "ABBB", "AABB", "ABBB").table, where(tmp_path))
    table = io.read(MOVED, where(tmp_path))
    assert table["segment_id"].tolist() == ["A", "B"]
    assert table["changed"].tolist() == [0.5, 0.0]


def test_of_nobody_there_are_no_shares():
    found = moved(".", "A", "A", "A")
    assert not found.shares
    assert found.table.empty
    assert found.sentences[0].en.startswith("Nobody has")
