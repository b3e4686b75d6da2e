import numpy as np
import pytest

from patronage import compare, io
from patronage.tables import RETRAININGS

FIRST = {
    "as_of": "2017-03-31",
    "decision": "promoted",
    "version": "2017-03-31-0a1b2c3d",
    "champion_before": None,
    "n_segments": 4,
    "customers": 2101,
    "churn": None,
    "moved": None,
    "drift": None,
    "drift_zh": None,
    "drift_due": None,
    "failed": [],
    "reasons": ["There is no champion.", "All gates passed."],
    "reasons_zh": ["尚无现行方案。", "全部通过。"],
}
SECOND = FIRST | {
    "as_of": "2017-06-30",
    "decision": "kept",
    "failed": ["improvement", "churn"],
    "champion_before": "2017-03-31-0a1b2c3d",
    "churn": 0.08,
    "moved": {"moved_customers": 0.15, "moved_model": 0.02, "moved_both": 0.01},
    "drift": "No drift.",
    "drift_zh": "无漂移。",
    "drift_due": False,
    "psi_max": 0.04,
    "usefulness": {"champion": 0.3, "challenger": 0.29},
}


def test_a_retraining_is_a_row_and_what_is_not_known_is_empty():
    first, second = compare.retrainings([FIRST, SECOND]).to_dict("records")
    assert np.isnan(first["churn"])
    assert np.isnan(first["moved_model"])
    assert first["reasons"] == "There is no champion. All gates passed."
    assert first["reasons_zh"] == "尚无现行方案。全部通过。"
    assert second["moved_customers"] == 0.15
    assert second["usefulness_challenger"] == 0.29
    assert second["drift"] == "No drift."
    assert second["failed"] == "improvement, churn"


def test_the_table_keeps_its_contract(tmp_path):
    folder = io.Folder(tmp_path, "shop")
    for events in ([FIRST], [FIRST, SECOND]):
        table = compare.retrainings(events)
        io.write(RETRAININGS, table, folder)
        found = io.read(RETRAININGS, folder)
        assert found["as_of"].tolist() == table["as_of"].tolist()


@pytest.mark.parametrize(
    ("language", "heading", "told"),
    [("en", "gates failed", "kept"), ("zh", "未通过的检验", "保留")],
)
def test_people_read_it_in_their_language(language, heading, told):
    table = compare.readable_retrainings(compare.retrainings([FIRST, SECOND]), language)
    assert table.columns[-1] == heading
    assert table.iloc[1, 0] == "2017-06-30"
    assert table.iloc[1, 1] == told
    assert table.iloc[:, 5].tolist() == ["", "15.0%"]
    assert "nan" not in table.to_string().lower()
    assert "None" not in table.to_string()
