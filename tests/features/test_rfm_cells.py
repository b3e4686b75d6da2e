from itertools import product

import numpy as np
import pandas as pd
import pytest

from patronage.errors import ConfigError
from patronage.features.rfm_cells import rfm_cells
from patronage.rfm_groups import RFM_GROUPS, rfm_group

CELLS = list(product(range(1, 6), repeat=3))


def features(*cells: int, money=None) -> pd.DataFrame:
    digits = np.array([[float(d) for d in str(cell)] for cell in cells]).reshape(-1, 3)
    names = ["recency_score", "frequency_score", "monetary_score"]
    spend = [1.0] * len(cells) if money is None else money
    table = pd.DataFrame(digits, columns=names)
    return table.assign(rfm_cell=[float(c) for c in cells], monetary_total=spend)


def named(cell: int) -> str:
    table = rfm_cells(features(cell)).set_index("cell")
    return table.loc[cell, "key"]


def test_each_of_125_cells_stands_once_and_has_one_name():
    table = rfm_cells(features(555))
    scores = table[["recency_score", "frequency_score", "monetary_score"]]
    assert sorted(map(tuple, scores.to_numpy().tolist())) == CELLS
    assert table["cell"].tolist() == sorted(table["cell"], reverse=True)
    assert table[["key", "name_en", "name_zh"]].ne("").all().all()


def test_every_group_has_cells_and_a_name_of_its_own():
    groups = rfm_group(*np.array(CELLS).T)
    assert set(groups) == set(range(len(RFM_GROUPS))) == set(range(10))
    for texts in zip(*((n.key, n.en, n.zh) for n in RFM_GROUPS), strict=True):
        assert len(set(texts)) == 10


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        (555, "champions"),
        (545, "champions"),
        (511, "new"),
        (411, "promising"),
        (333, "attention"),
        (311, "about_to_sleep"),
        (155, "cannot_lose"),
        (144, "at_risk"),
        (111, "hibernating"),
        (435, "loyal"),
        (521, "potential"),
    ],
)
def test_well_known_cells_have_their_names(cell, key):
    assert named(cell) == key


def test_more_money_never_makes_a_worse_customer_of_equal_recency():
    worth = {
        5: ["new", "potential", "champions"],
        4: ["promising", "potential", "loyal"],
        3: ["about_to_sleep", "attention", "loyal"],
        2: ["hibernating", "at_risk", "cannot_lose"],
        1: ["hibernating", "at_risk", "cannot_lose"],
    }
    keys = [name.key for name in RFM_GROUPS]
    for r, f in product(range(1, 6), repeat=2):
        found = [keys[rfm_group(np.array(r), np.array(f), np.array(m))] for m in WHOLE]
        ranks = [worth[r].index(key) for key in found]
        assert ranks == sorted(ranks)


WHOLE = range(1, 6)


def test_customers_and_revenue_are_shared_out_among_the_cells():
    table = rfm_cells(features(555, 555, 111, money=[60.0, 30, 10])).set_index("cell")
    assert table["customers"].sum() == 3
    assert table.loc[555, ["customers", "share"]].tolist() == [2, pytest.approx(2 / 3)]
    assert table["revenue_share"][[555, 111]].tolist() == pytest.approx([0.9, 0.1])


def test_customers_without_scores_are_in_no_cell():
    table = features(555, 111)
    table.loc[1] = np.nan
    assert rfm_cells(table)["customers"].sum() == 1


def test_other_numbers_of_scores_have_no_names():
    with pytest.raises(ConfigError, match="are for 5 scores; got 7"):
        rfm_cells(features(717))
