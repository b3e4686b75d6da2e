import pytest

from patronage.config.space import Space
from patronage.errors import ConfigError


def drawn(written: str) -> dict:
    (distribution,) = Space([f"key={written}"]).distributions().values()
    return {"kind": type(distribution).__name__, **vars(distribution)}


def test_choices_are_categories():
    assert drawn("choice(kmeans, ward)")["choices"] == ("kmeans", "ward")


def test_a_range_of_integers_leaves_out_its_end_as_python_does():
    found = drawn("range(3, 9, 2)")
    assert found["kind"] == "IntDistribution"
    assert (found["low"], found["high"], found["step"]) == (3, 7, 2)


def test_a_range_of_fractions_has_steps():
    found = drawn("range(0.0, 1.0, 0.25)")
    assert found["kind"] == "FloatDistribution"
    assert (found["low"], found["high"]) == pytest.approx((0.0, 0.75))


@pytest.mark.parametrize(
    ("written", "log"),
    [("interval(1, 50)", False), ("tag(log, interval(1, 50))", True)],
)
def test_an_interval_is_continuous(written, log):
    found = drawn(written)
    assert (found["low"], found["high"], found["log"]) == (1.0, 50.0, log)


def test_a_point_holds_what_is_set_before_what_is_varied():
    space = Space(["++a.b=1,2", "selection=fixed"])
    assert space.point({"++a.b": "2"}) == ("selection=fixed", "++a.b=2")


def test_pinned_keys_are_left_out_however_they_are_written():
    space = Space(["++a.b=1,2", "seed=1,2", "selection=fixed"], ["a.b", "selection"])
    assert list(space.distributions()) == ["seed"]
    assert space.point({"seed": "1"}) == ("seed=1",)


@pytest.mark.parametrize("pinned", [[], ["seed"]])
def test_a_space_without_anything_to_vary_is_refused(pinned):
    overrides = ["seed=1,2"] if pinned else ["seed=1"]
    with pytest.raises(ConfigError, match=r"should vary a key .*; got seed=1"):
        Space(overrides, pinned)
