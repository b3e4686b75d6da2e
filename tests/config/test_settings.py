import pytest
from hydra import compose, initialize_config_dir

from patronage.config import root
from patronage.config.settings import check_settings, register
from patronage.errors import ConfigError


def composed(*overrides):
    register()
    with initialize_config_dir(str(root() / "conf"), version_base="1.3"):
        return compose("config", overrides=list(overrides))


def test_the_defaults_are_fine():
    check_settings(composed())


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("seed=-1", "seed should be 0 or more"),
        ("n_jobs=0", "n_jobs should not be 0"),
        ("n_bootstraps=0", "n_bootstraps should be 1 or more"),
        ("schemes=[]", "schemes should name one at least"),
        ("paths.data=''", "paths.data should name a folder"),
        ("rules.name=kmeans", "different names, not kmeans, loyalty, kmeans"),
    ],
)
def test_what_no_stage_can_work_with_is_named(override, words):
    with pytest.raises(ConfigError, match=words):
        check_settings(composed(override))
