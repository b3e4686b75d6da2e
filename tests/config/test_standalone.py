import pytest

from patronage.config import configured, options
from patronage.errors import ConfigError, IntegrityError


def test_overrides_are_those_of_a_command_line():
    cfg = configured(["source=cdnow", "seed=3", "clustering=ward"])
    assert (cfg.source.name, cfg.seed, cfg.clustering.name) == ("cdnow", 3, "ward")


def test_one_configuration_does_not_change_the_next():
    configured(["seed=3"])
    assert configured().seed == 0


@pytest.mark.parametrize(
    ("override", "sentence"),
    [
        ("sede=3", "sede"),
        ("clustering=kmean", "Could not find 'clustering/kmean'"),
        ("a b=[", "the override a b=\\[ cannot be read"),
        ("n_jobs=0", "n_jobs should not be 0"),
        ("clustering.n_inti=3", "n_inti"),
    ],
)
def test_what_cannot_be_composed_is_one_sentence(override, sentence):
    with pytest.raises(ConfigError, match=sentence) as caught:
        configured([override])
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "override",
    ["hydra.run.dir=/tmp/x", "+clustering.extra={_target_: os.system}"],
)
def test_what_could_call_anything_is_refused(override):
    with pytest.raises(IntegrityError):
        configured([override])


def test_a_group_says_what_it_offers():
    assert options("source")[:2] == ["cdnow", "complete_journey"]
