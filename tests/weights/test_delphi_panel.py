import pandas as pd
import pytest

from patronage.errors import ConfigError, QualityError
from patronage.weights import DelphiPanel, convergence
from tests.weights.panels import ITEMS, five, panel

AGREED, SPLIT = five(80, 50, 20), {**five(80, 50, 20), "e0": [0, 50, 100]}
SPLIT |= {"e1": [0, 50, 100]}


def asked(**settings):
    return DelphiPanel(name="weights", folder="raw", items=ITEMS, **settings)


def verdict(*rounds, **settings):
    told = convergence(panel(*rounds), scale=(0, 100))
    return asked(**settings).verdict(told)


def test_four_rounds_are_held_even_if_all_agree_at_once():
    another = [verdict(*[AGREED] * n).another for n in (1, 2, 3, 4)]
    assert another == [True, True, True, False]
    assert verdict(AGREED).said.en.startswith("round 2 of 4 is needed")
    assert verdict(*[AGREED] * 4).said.en == (
        "all 4 rounds are held, and the panel has converged"
    )


def test_an_early_stop_waits_for_agreement():
    assert verdict(AGREED, early_stop=True).another
    assert not verdict(AGREED, AGREED, early_stop=True).another
    assert verdict(SPLIT, SPLIT, early_stop=True).another


def test_a_panel_that_ends_without_agreement_is_said_to():
    found = verdict(*[SPLIT] * 4)
    assert not found.another
    assert "has not converged" in found.said.en
    assert "尚未收敛" in found.said.zh


def test_rounds_are_read_and_counted():
    text = panel(AGREED)[["expert", "item", "score"]].astype("str")
    assert len(asked().read([text, text])) == 30
    with pytest.raises(QualityError, match="1 to 2 at most"):
        asked(n_rounds=2).read([text] * 3)
    with pytest.raises(QualityError, match="6 experts or more"):
        asked(min_experts=6).read([text])
    with pytest.raises(QualityError, match="got none"):
        asked().read([pd.DataFrame(columns=["expert", "item", "score"])])


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"items": ["one"]}, "two or more, all different"),
        ({"items": ["one", "one"]}, "two or more, all different"),
        ({"scale": [100, 0]}, "a low end of 0 or more and a higher end"),
        ({"scale": [-1, 1]}, "a low end of 0 or more"),
        ({"n_rounds": 0}, "n_rounds should be 1 or more"),
        ({"min_experts": 0}, "min_experts"),
        ({"trim": 0.5}, "trim"),
        ({"name": "../up"}, "a plain word"),
    ],
)
def test_a_panel_that_cannot_be_asked_is_one_sentence(settings, words):
    told = {"name": "weights", "folder": "raw", "items": ITEMS} | settings
    with pytest.raises(ConfigError, match=words):
        DelphiPanel(**told)
