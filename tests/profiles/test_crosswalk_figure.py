import pandas as pd

from patronage import profiles
from patronage.profiles.crosswalk_figure import crosswalk_figure, crosswalk_table, pair
from tests.profiles.comparisons import comparison


def test_segments_go_by_their_names_and_without_one_by_their_id():
    page = comparison()
    told = crosswalk_table(page.crosswalk, page.names.iloc[:1], profiles.Wording())
    assert told["name"].tolist()[:3] == ["High spend", "High spend", "S02"]


def test_names_follow_the_language():
    page = comparison(wording=profiles.Wording(language="zh"))
    assert "其余" in set(page.cells["name"])


def test_a_pair_of_a_scheme_with_many_segments_is_left_out():
    row = comparison().cells.iloc[:1]
    many = pd.concat([row.assign(segment=number) for number in range(13)])
    assert len(pair(many.iloc[:12], "kmeans", "value")) == 12
    assert pair(many, "kmeans", "value").empty


def test_each_cell_tells_the_share_of_its_row():
    cells = pair(comparison().cells, "kmeans", "value")
    figure = crosswalk_figure(cells, profiles.Wording())
    told = [text.get_text() for text in figure.axes[0].texts]
    assert told == ["100%", "0.0%", "25%", "75%"]
    sides = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert sides == ["High spend\n4", "Rest\n4"]
