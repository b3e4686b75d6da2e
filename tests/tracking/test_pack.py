import json

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure as MatplotlibFigure

from patronage.errors import TrackingError
from patronage.loggable import Figure, Metric, Note, Params, Table, Text
from patronage.tracking.pack import pack


def drawn():
    figure = MatplotlibFigure(figsize=(2, 1))
    figure.add_subplot().bar([0, 1], [1, 2])
    return figure


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_metric_that_is_not_finite_is_refused_by_name(tmp_path, value):
    with pytest.raises(TrackingError, match="'quality/silhouette' is"):
        pack([Metric("quality/silhouette", value)], tmp_path)


@pytest.mark.parametrize("name", ["share/Loyal · rich", "a(b)", "a+b", "50%", ""])
def test_a_name_that_mlflow_would_refuse_is_refused(tmp_path, name):
    with pytest.raises(TrackingError, match="may hold only letters"):
        pack([Metric(name, 1.0)], tmp_path)
    with pytest.raises(TrackingError, match="may hold only letters"):
        pack([Params({name: 1})], tmp_path)


@pytest.mark.parametrize("name", ["../out.md", "deep/in.md", "/etc/x.md", ".."])
def test_an_artifact_stays_at_the_root_of_its_run(tmp_path, name):
    with pytest.raises(TrackingError, match="should be a file name"):
        pack([Text(name, "x")], tmp_path)


def test_params_too_long_for_mlflow_become_a_file(tmp_path):
    parcel = pack([Params({"k": 4, "edges": "9" * 6001, "just": "9" * 6000})], tmp_path)
    assert parcel.params == {"k": "4", "just": "9" * 6000}
    assert json.loads((tmp_path / "long_params.json").read_text()) == {
        "edges": "9" * 6001
    }


def test_a_note_too_long_for_mlflow_is_cut_at_a_line_and_kept_whole(tmp_path):
    content = "| a row |\n" * 1000
    (note,) = pack([Note(content)], tmp_path).notes
    assert len(note) <= 8000
    assert note.startswith("| a row |\n| a row |\n")
    assert note.endswith(
        "| a row |\n\nThe whole text is the artifact `description.md`."
    )
    assert (tmp_path / "description.md").read_text(encoding="utf-8") == content


def test_the_segment_cards_are_the_first_table(tmp_path):
    empty = pd.DataFrame()
    names = ["crosswalk.json", "segment_cards.json", "sizes.json"]
    parcel = pack([Table(name, empty) for name in names], tmp_path)
    assert [table.name for table in parcel.tables] == [
        "segment_cards.json",
        "crosswalk.json",
        "sizes.json",
    ]


def test_a_text_that_a_spreadsheet_would_run_is_disarmed(tmp_path):
    frame = pd.DataFrame(
        {
            "name": ["=1+1", "+1", "-1", "@a", "\tb", "＝c", '"=d', "plain", None],
            "amount": [-1.5, 2, 3, 4, 5, 6, 7, 8, 9],
        }
    )
    pack([Table("profile.csv", frame)], tmp_path)
    read = pd.read_csv(tmp_path / "profile.csv")
    assert read["name"].str[0].tolist()[:7] == ["'"] * 7
    assert read["name"][7] == "plain"
    assert read["amount"].tolist() == frame["amount"].tolist()


def test_the_same_figure_gives_the_same_bytes_at_150_dpi(tmp_path):
    pack([Figure("a.png", drawn()), Figure("b.png", drawn())], tmp_path)
    first, second = ((tmp_path / name).read_bytes() for name in ("a.png", "b.png"))
    assert first == second
    assert int.from_bytes(first[16:20]) == 2 * 150
    assert b"Software" not in first


def test_a_text_keeps_its_name_and_its_language(tmp_path):
    pack([Text("segments.md", "# 客户\n")], tmp_path)
    assert (tmp_path / "segments.md").read_text(encoding="utf-8") == "# 客户\n"


def test_metrics_are_cut_to_the_digits_that_a_table_of_runs_can_show(tmp_path):
    items = [Metric("quality/silhouette", 0.169764939), Metric("size/n", 1_234_567)]
    metrics = pack(items, tmp_path).metrics
    assert metrics == {"quality/silhouette": 0.1698, "size/n": 1_234_567}
