"""What stands in docstrings as an example is true."""

import doctest
import inspect
from functools import cached_property

import numpy as np
import pandas as pd
import pytest
import small_shop
from composed import composed_once

import patronage
from patronage.study import Compared, Fitted, Study

PUBLIC = [*patronage.__all__]
CLASSES = {"Study": Study, "Fitted": Fitted, "Compared": Compared}


@pytest.fixture(scope="module")
def names():
    """What examples may use without saying so."""
    with composed_once():
        transactions, study = small_shop.transactions(), small_shop.study()
        yield {"np": np, "pd": pd, "transactions": transactions, "study": study}


def found(name: str, documented: object) -> list[doctest.DocTest]:
    finder = doctest.DocTestFinder(exclude_empty=True)
    kept = {  # which the finder would pass over
        f"{name}.{inner}": member.func
        for inner, member in vars(documented).items()
        if isinstance(member, cached_property)
    }
    every = {name: documented, **kept}
    tests = [each for n, one in every.items() for each in finder.find(one, n)]
    return [each for each in tests if each.examples]


@pytest.mark.parametrize("name", PUBLIC)
def test_examples_of_public_names_are_true(name, names):
    public = getattr(patronage, name)
    examples = found(name, public)
    assert examples, f"{name} has no example"
    check(examples, {**names, **{n: getattr(patronage, n) for n in PUBLIC}})


@pytest.mark.parametrize("name", ["Fitted", "Compared"])
def test_examples_of_what_a_study_returns_are_true(name, names):
    check(found(name, CLASSES[name]), names)


@pytest.mark.parametrize("name", CLASSES)
def test_every_method_of_a_study_says_what_it_is_for(name):
    members = vars(CLASSES[name]).items()
    open_members = {n: m for n, m in members if not n.startswith("_")}
    assert [n for n, member in open_members.items() if not inspect.getdoc(member)] == []


def check(examples: list[doctest.DocTest], names: dict[str, object]) -> None:
    said: list[str] = []
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    runner = doctest.DocTestRunner(optionflags=flags)
    for each in examples:
        each.globs = dict(names)
        runner.run(each, out=said.append)
    assert not said, "".join(said)
