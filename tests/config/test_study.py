import sys

import pytest

from patronage.config import Search, optimise
from patronage.errors import ConfigError

K = {"k": "range(2, 30)", "clustering": ["kmeans", "ward"]}


def distance_to_nine(trial) -> float:
    values = dict(each.split("=") for each in trial.overrides)
    return abs(int(values["k"]) - 9) + (values["clustering"] == "ward")


def search(**settings) -> Search:
    asked = {"n_trials": 40, "direction": "minimize", "space": K, **settings}
    return Search(objective="distance", **asked)


def test_a_search_finds_what_is_good():
    best = optimise(search(), distance_to_nine)[0]
    assert best.value == 0
    assert best.trial.overrides == ("k=9", "clustering=kmeans")


def test_trials_depend_on_the_seed_alone():
    first, again, other = (
        optimise(search(), distance_to_nine, seed=seed) for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


@pytest.mark.parametrize(("direction", "sign"), [("minimize", 1), ("maximize", -1)])
def test_the_best_stands_first(direction, sign):
    found = optimise(search(direction=direction, n_trials=9), distance_to_nine)
    values = [sign * one.value for one in found]
    assert values == sorted(values)


def test_a_point_is_made_once():
    made = []
    space = {"k": "range(1, 4)"}
    found = optimise(search(space=space), lambda t: made.append(t) or float(t.number))
    assert len(made) == len({trial.overrides for trial in made}) == 3
    assert len(found) == 3


def test_failed_trials_are_left_out_and_the_search_goes_on():
    def only_kmeans(trial):
        return distance_to_nine(trial) if "ward" not in str(trial) else None

    found = optimise(search(), only_kmeans)
    assert found
    assert not any("ward" in str(one.trial) for one in found)


def test_without_optuna_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "optuna", None)
    with pytest.raises(ConfigError, match=r"pip install patronage\[sweep\]"):
        optimise(search(), distance_to_nine)
