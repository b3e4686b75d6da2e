import pytest

from patronage import profiles
from pipelines.league_run import LeagueRun
from tests.profiles.comparisons import comparison


@pytest.fixture
def league():
    run = LeagueRun([])
    run.__dict__["_page"] = comparison(wording=profiles.Wording(currency="USD"))
    return run


def test_a_narrow_terminal_shows_fewer_measures(league):
    wide, narrow = league.table(120), league.table(80)
    assert list(wide)[:3] == ["Scheme", "Segments", "Ranking of future spend (Gini)"]
    assert set(narrow) <= set(wide)


def test_every_row_of_the_league_is_there(league):
    assert league.table(80)["Scheme"].tolist()[:2] == ["kmeans", "value"]
