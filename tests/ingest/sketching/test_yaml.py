import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from omegaconf import OmegaConf

from patronage.ingest.sketching.yaml import Doubted, Reference, lines

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def written(node):
    return "\n".join(lines(node)) + "\n"


@given(TEXT)
@example("???")
def test_any_text_comes_back_as_it_was_and_refers_to_nothing(text):
    node = OmegaConf.create(written({"key": text, "more": [text]}))
    if text != "???":
        assert OmegaConf.to_container(node, resolve=True) == {
            "key": text,
            "more": [text],
        }


@pytest.mark.parametrize(
    "value", [None, True, 3, 0.36, "no", "1e5", "007", [], [1], {}]
)
def test_any_value_comes_back_as_it_was(value):
    assert yaml.safe_load(written({"key": value})) == {"key": value}


def test_doubts_stand_above_their_line():
    node = {"a": {"b": Doubted(Doubted("x", ("second",)), ("first",)), "c": 1}}
    assert written(node) == (
        "a:\n  # doubt: first\n  # doubt: second\n  b: x\n  c: 1\n"
    )


def test_a_doubt_cannot_leave_its_line():
    node = {"a": Doubted(1, ("x\nb: 2\u2028c: 3",))}
    assert yaml.safe_load(written(node)) == {"a": 1}


def test_a_reference_refers():
    node = OmegaConf.create(written({"a": "x", "b": Reference("a")}))
    assert node.b == "x"
