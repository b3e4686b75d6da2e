import itertools

import numpy as np
import pytest
from compare.succession.snapshots import names, segments
from faults.corpus import fault

from patronage import compare
from patronage.errors import QualityError

OLD = np.repeat([0, 1, 2], [50, 30, 20])
CHAMPION = names(["High", "Mid", "Low"], ["S01", "S04", "S07"])


def heirs(new, old=OLD, *, called=CHAMPION, next_id=8, **settings):
    return compare.heirs(
        segments(old),
        segments(new),
        names=called,
        n_segments=max(new) + 1,
        next_id=next_id,
        **settings,
    )


@fault(77)
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_permuted_labels_keep_ids_and_names(order):
    went = heirs(np.array(order)[OLD])
    made = names([f"made {i}" for i in range(3)])
    named = went.named(made)
    old = CHAMPION.set_index("segment")
    for number, place in enumerate(order):
        kept = named.set_index("segment").loc[place]
        for column in ("segment_id", "name_en", "name_zh"):
            assert kept[column] == old.loc[number, column]
    assert went.churn == 0
    assert went.next_id == 8
    assert set(went.told(named)["fate"]) == {"kept"}


def test_who_is_new_gets_an_id_that_nobody_had():
    new = np.where(np.arange(100) < 25, 3, OLD)
    went = heirs(new)
    assert went.segment_ids == ("S08", "S04", "S07", "S09")
    assert went.next_id == 10
    assert sorted(went.inherited) == [1, 2]


def test_ids_of_the_dead_do_not_come_back():
    gone = heirs(np.where(OLD == 2, 1, OLD))
    assert gone.segment_ids == ("S01", "S04")
    back = heirs(
        OLD, gone_labels := np.where(OLD == 2, 1, OLD), called=CHAMPION[:2], next_id=8
    )
    assert max(gone_labels) == 1
    assert back.segment_ids == ("S01", "S04", "S08")


def test_an_id_that_is_in_use_is_refused():
    with pytest.raises(QualityError, match="got 7, with S07 in use"):
        heirs(OLD, next_id=7)


def test_churn_counts_customers_on_both_sides_whose_id_changes():
    new = OLD.copy()
    new[:5] = 1
    new[95:] = -1
    assert heirs(new).churn == pytest.approx(5 / 95)


def test_churn_of_nobody_is_not_a_number():
    assert np.isnan(heirs(np.full(100, -1), called=CHAMPION).churn)


def test_declared_segments_keep_their_number_whoever_is_in_them():
    went = heirs(np.array([2, 0, 1, 3])[np.r_[OLD[:99], 3]], fixed=True)
    assert went.segment_ids == ("S01", "S04", "S07", "S08")
    renamed = went.named(names(["Best", "Mid", "High", "Least"]))
    assert renamed["name_en"].tolist() == ["Best", "Mid", "High", "Least"]
    assert went.churn == 1.0
    fates = went.told(renamed)
    assert fates["fate"].tolist()[:4] == ["kept", "kept", "kept", "born"]


def test_fewer_declared_segments_let_the_last_die():
    went = heirs(np.minimum(OLD, 1), fixed=True)
    told = went.told(went.named(names(["High", "Mid"])))
    assert told.loc[told["fate"] == "died", "old_id"].tolist() == ["S07"]


def test_without_common_customers_the_nearest_go_on():
    old = segments(OLD)
    new = segments(OLD).assign(customer_id=lambda t: "other " + t["customer_id"])
    centroids = np.array([[0.0, 0.0], [5.0, 0.0], [0.0, 5.0]])
    order = [2, 0, 1]
    went = compare.heirs(
        old,
        new,
        names=CHAMPION,
        n_segments=3,
        next_id=8,
        centroids=(centroids, centroids[order] + 0.1),
    )
    assert went.segment_ids == ("S07", "S01", "S04")
    assert np.isnan(went.churn)


def test_a_name_that_is_taken_or_retired_is_told_apart_by_its_id():
    new = np.where(np.arange(100) < 25, 3, OLD)
    made = names(["Low/Mid", "x", "y", "High"])
    named = heirs(new).named(made)
    assert named["name_en"].tolist() == ["Low/Mid", "Mid", "Low", "High · S09"]
    assert named["name_zh"].tolist()[3] == "名High · S09"


def test_a_new_name_equal_to_one_that_goes_on_is_told_apart():
    new = np.where(np.arange(100) < 25, 3, OLD)
    named = heirs(new).named(names(["Low · S01", "a", "b", "LOW"]))
    assert named["name_en"].tolist() == ["Low · S08", "Mid", "Low", "LOW · S09"]


def test_two_new_names_of_the_same_words_are_told_apart():
    new = np.where(np.arange(100) < 25, 3, OLD)
    named = heirs(new).named(names(["big · red", "a", "b", "red · big"]))
    assert named["name_en"].tolist() == ["big · red", "Mid", "Low", "red · big · S09"]
