import pytest

from patronage import profiles
from patronage.profiles.league_figure import league_figure, league_figure_table
from patronage.profiles.style import ACCENT, SOFT
from tests.profiles.comparisons import league, scorecards

EN = profiles.Wording()


@pytest.fixture(scope="module")
def figure():
    return league_figure(league_figure_table(scorecards(), league()), EN)


def test_the_table_has_a_row_per_point_and_references_below():
    table = league_figure_table(scorecards(), league())
    gini = table[table["metric"] == "future/gini"]
    assert gini["scheme"].tolist() == [
        "kmeans",
        "value",
        "past spend deciles",
        "one segment",
    ]
    assert gini["row"].tolist() == [0, 1, 2, 3]


def test_every_main_measure_that_is_known_has_a_panel(figure):
    shown = [axes for axes in figure.axes if axes.get_visible()]
    titles = [axes.get_title(loc="left") for axes in shown]
    assert titles == ["Ranking of future spend (Gini)", "Moved without a reason"]


def test_schemes_stand_out_from_references(figure):
    points = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    drawn = {line.get_color(): list(line.get_xdata()) for line in points}
    assert drawn == {ACCENT: [0.63, 0.61], SOFT: [0.41, 0.0]}


def test_a_line_marks_what_doing_nothing_scores(figure):
    dashed = [line for line in figure.axes[0].lines if line.get_linestyle() == "--"]
    assert [list(line.get_xdata()) for line in dashed] == [[0.0, 0.0]]
    assert "doing nothing" in figure.get_supxlabel()


def test_a_share_is_shown_in_percent(figure):
    tick = figure.axes[1].xaxis.get_major_formatter()
    assert tick(0.1, 0) == "10%"
