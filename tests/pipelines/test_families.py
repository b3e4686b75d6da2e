"""A family that does not keep to what it declares is refused in one sentence."""

import pytest
from commands import command, places
from projects import Project, copied

FAMILY = """
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from patronage.schema import Column


@dataclass(frozen=True, kw_only=True)
class OddFeatures:
    columns: ClassVar = (Column("{declared}", "days", "purchase days"),)
    learned: ClassVar = {{}}

    def __call__(self, batch):
        return {{"{given}": np.zeros(len(batch))}}
"""
YAML = """
odd:
  _target_: patronage.features.odd.OddFeatures
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    """A project with a family of its own to be, and a ledger."""
    made = copied(tmp_path_factory.mktemp("project"))
    made.add("conf/features/odd.yaml", YAML)
    done = made.command("ingest")
    assert done.returncode == 0, done.stderr
    return made


def refusal(project, *, declared, given):
    """The exit code and the sentences about a family that declares and gives."""
    text = FAMILY.format(declared=declared, given=given)
    project.add("src/patronage/features/odd.py", text)
    done = project.command("features", "features=[behavioural,odd]")
    return done.returncode, [line for line in done.stderr.splitlines() if line]


@pytest.mark.parametrize(
    ("declared", "given", "sentence"),
    [
        ("odd_days", "even_days", "'odd' does not declare ['even_days']."),
        ("frequency", "frequency", "'odd' repeats the columns ['frequency']."),
        ("status", "status", "'odd' repeats the columns ['status']."),
    ],
)
def test_one_sentence_and_no_features(project, declared, given, sentence):
    code, sentences = refusal(project, declared=declared, given=given)
    assert code == 2
    assert sentences == [f"patronage: features: {sentence}"]
    assert not list(project.root.glob("data/processed/*/*"))


def test_a_family_that_is_set_to_nothing_is_named(tmp_path):
    done = command("features", *places(tmp_path), "features.volume=null")
    assert done.returncode == 2
    assert "'volume' should be a family; to leave it out" in done.stderr
