from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal

import pytest

from patronage.errors import ConfigError
from patronage.ingest.declared.types import accept


@dataclass(frozen=True, kw_only=True)
class Leaf:
    short: ClassVar[str] = "shape"

    shape: str
    colour: Literal["green", "brown"] = "green"
    marks: Sequence[str] = ()

    def __post_init__(self):
        accept(self)
        if self.shape == "square":
            raise ConfigError("no leaf is square.")


@dataclass(frozen=True, kw_only=True)
class Tree:
    leaves: Mapping[str, Leaf] = field(default_factory=dict)
    fallen: Sequence[Leaf] = ()
    best: Leaf | None = None
    height: float = 1.0
    rings: int | None = None
    felled: bool = False
    price: str | float = ""
    made: str = field(init=False, default="here")

    def __post_init__(self):
        accept(self)


def test_mappings_become_what_they_declare():
    tree = Tree(leaves={"top": {"shape": "oval"}}, fallen=[{"shape": "round"}])
    assert tree.leaves == {"top": Leaf(shape="oval")}
    assert tree.fallen == (Leaf(shape="round"),)


def test_what_is_made_already_stays():
    leaf = Leaf(shape="oval")
    assert Tree(best=leaf).best is leaf


def test_a_text_stands_for_the_attribute_that_is_its_short_form():
    assert Tree(best="oval").best == Leaf(shape="oval")


def test_null_in_a_mapping_is_as_if_the_key_were_not_there():
    assert Tree(leaves={"top": None}).leaves == {}


def test_mappings_given_are_not_changed():
    given = {"top": {"shape": "oval"}, "low": None}
    Tree(leaves=given)
    assert given == {"top": {"shape": "oval"}, "low": None}


def test_whole_numbers_are_numbers_and_null_is_optional():
    tree = Tree(height=3, rings=None, price=0.5)
    assert (tree.height, tree.rings, tree.price) == (3, None, 0.5)


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        ({"height": "tall"}, "'height' should be a number; got 'tall'."),
        ({"height": True}, "'height' should be a number; got True."),
        ({"rings": 2.0}, "'rings' should be a whole number; got 2.0."),
        ({"felled": "no"}, "'felled' should be true or false; got 'no'."),
        ({"felled": 0}, "'felled' should be true or false; got 0."),
        ({"leaves": ["top"]}, "'leaves' should be a mapping; got ['top']."),
        ({"fallen": "all"}, "'fallen' should be a list of mappings; got 'all'"),
        ({"fallen": [{}]}, "'fallen[0]' needs 'shape'."),
        ({"best": 7}, "'best' should be a text or a mapping; got 7 (quote it)."),
        ({"best": {"shape": 7}}, "'best.shape' should be a text; got 7 (quote it)."),
        ({"best": {"shap": "x"}}, "'best' has no key 'shap' (did you mean 'shape'?)."),
        ({"best": {"wings": 2, "shape": "x"}}, "'best' has no key 'wings'."),
        ({"best": "square"}, "'best': no leaf is square."),
        (
            {"best": {"shape": "x", "colour": "blue"}},
            "'best.colour' should be green or brown; got 'blue'.",
        ),
        (
            {"leaves": {"top": {"shape": "x", "marks": [False, "YES"]}}},
            "'leaves.top.marks' should be a list of texts; got [False, 'YES'] "
            "(quote it: in YAML 1.1 NO means false).",
        ),
        (
            {"leaves": {"top": {"shape": "x", "marks": None}}},
            "'leaves.top.marks' should be a list of texts; got None "
            "(quote it: in YAML NULL means nothing).",
        ),
        (
            {"leaves": {"top": {"shape": "x", "marks": "old"}}},
            "'leaves.top.marks' should be a list of texts; got 'old' "
            "(a list of one is written ['old']).",
        ),
        (
            {"leaves": {False: "oval"}},
            "the keys of 'leaves' should be texts; got False "
            "(quote it: in YAML 1.1 NO means false).",
        ),
        ({"price": [1]}, "'price' should be a text; got [1]."),
    ],
)
def test_a_slip_is_said_with_its_place(declared, sentence):
    with pytest.raises(ConfigError) as caught:
        Tree(**declared)
    assert str(caught.value).startswith(f"source: {sentence}")
