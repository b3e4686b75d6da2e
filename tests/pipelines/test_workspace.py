"""What every command says of where its data come from."""

from types import SimpleNamespace

import pytest

from pipelines import workspace


def told(description, *sentences, **settings):
    cfg = SimpleNamespace(source={"description": description})
    return workspace.note(cfg, sentences, **settings).content


def test_what_is_made_up_is_said_first():
    assert told("Shops, SYNTHETIC", "a", "b") == "- Shops, SYNTHETIC\n- a\n- b"


def test_of_real_customers_nothing_is_said_of_their_origin():
    assert told("Shops of a town", "a") == "- a"


@pytest.mark.parametrize(("otherwise", "note"), [("", ""), ("Lists.", "Lists.")])
def test_a_run_that_has_nothing_to_say_says_what_it_is(otherwise, note):
    assert told("Shops", otherwise=otherwise) == note
