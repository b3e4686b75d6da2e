import pytest

from patronage.config import Search, Trial
from patronage.errors import ConfigError
from pipelines import search
from pipelines.search import Trying


@pytest.fixture
def trying(monkeypatch):
    """A search whose trials measure what their overrides say."""
    monkeypatch.setattr(search.config, "compose", lambda overrides: None)
    monkeypatch.setattr(
        search, "_fit", lambda _, trial: dict.fromkeys(trial.overrides, 2.0)
    )
    return Trying(Search(objective="ari", space={"seed": [1, 2]}))


def test_a_first_trial_without_the_objective_does_not_end_the_search(trying, capsys):
    assert trying(Trial(number=0, overrides=("k",))) is None
    assert trying(Trial(number=1, overrides=("k", "ari"))) == 2.0
    trying.require_objective()
    trying.attempts.end()
    said = capsys.readouterr().out
    assert said.count("ari: none, the trial does not count") == 1


def test_a_search_of_which_no_trial_has_the_objective_names_what_there_is(trying):
    for number in range(2):
        assert trying(Trial(number=number, overrides=("k", "bic"))) is None
    with pytest.raises(
        ConfigError, match="should be a metric of the run; got 'ari' of bic, k"
    ):
        trying.require_objective()


def test_where_every_trial_broke_it_is_not_the_objective_that_is_wrong(trying):
    trying.require_objective()
