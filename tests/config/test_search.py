import pytest

from patronage.config import Search
from patronage.errors import ConfigError


def test_a_list_is_a_choice_and_a_text_is_hydras_own():
    search = Search(
        objective="size/k", space={"clustering": ["kmeans", "ward"], "seed": "1,2"}
    )
    assert search.overrides() == ["clustering=choice(kmeans, ward)", "seed=1,2"]


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"direction": "up"}, "maximize or minimize; got 'up'"),
        ({"n_trials": 0}, "1 or more; got 0"),
    ],
)
def test_what_cannot_be_searched_is_refused(setting, words):
    with pytest.raises(ConfigError, match=words):
        Search(objective="size/k", space={}, **setting)
