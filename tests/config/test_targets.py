import pytest
from omegaconf import OmegaConf

from patronage.config import instantiate
from patronage.config.targets import check_targets
from patronage.errors import ConfigError, IntegrityError
from patronage.quadrants import BusinessCut

WRONG = (
    r"'cutt' is not a setting of patronage\.quadrants\.BusinessCut "
    r"\(did you mean 'cut'\?\)\."
)


def node(target, **settings):
    return OmegaConf.create({"_target_": target, **settings})


def test_a_constructor_of_ours_is_called():
    made = instantiate(node("patronage.quadrants.BusinessCut", cut=0.3))
    assert isinstance(made, BusinessCut)
    assert made.cut == 0.3


def test_scikit_learn_is_allowed_and_lists_are_plain():
    made = instantiate(
        node("sklearn.preprocessing.RobustScaler", quantile_range=[5, 95])
    )
    assert made.quantile_range == [5, 95]


@pytest.mark.parametrize(
    "target",
    [
        "os.system",
        "builtins.open",
        "joblib.load",
        "subprocess.run",
        "sklearn.utils._joblib.joblib.load",
        "patronage.config.command.os.system",
        "patronage.config.command.sys",
        "patronage.io.load_model",
        "sklearn.datasets.load_files",
        "sklearn",
        7,
    ],
)
def test_nothing_else_is_even_called(target, tmp_path):
    canary = tmp_path / "canary"
    touch = {"command": f"touch {canary}", "_args_": [f"touch {canary}"]}
    with pytest.raises((IntegrityError, ConfigError), match=r"should name|not exist"):
        instantiate(OmegaConf.create({"a": [node(target, **touch)]}))
    assert not canary.exists()


def test_a_target_that_is_not_there_is_named():
    with pytest.raises(ConfigError, match=r"'patronage.quadrants.Nine' does not exist"):
        instantiate(node("patronage.quadrants.Nine"))


def test_a_wrong_setting_is_named():
    with pytest.raises(ConfigError, match=WRONG):
        instantiate(node("patronage.quadrants.BusinessCut", cutt=0.3))


def test_a_wrong_setting_of_another_package_is_named_too():
    with pytest.raises(ConfigError, match=r"RobustScaler \(did you mean 'copy'\?\)"):
        check_targets(node("sklearn.preprocessing.RobustScaler", copi=False))


def test_settings_that_nobody_gives_are_named():
    with pytest.raises(ConfigError, match=r"ingest\.Rate needs 'since', 'rate'\."):
        instantiate(node("patronage.ingest.Rate", currency="USD"))


def test_a_constructor_that_takes_anything_is_asked_itself():
    with pytest.raises(ConfigError, match="unexpected keyword argument 'x'"):
        instantiate(node("sklearn.pipeline.FeatureUnion", _args_=[[]], x=1))


def test_our_own_errors_come_through_as_they_are():
    purpose = {"objective": "", "decision": "d", "owner": "w", "actions": {"a": "b"}}
    with pytest.raises(ConfigError, match="why it exists; empty: objective"):
        instantiate(node("patronage.segments.Purpose", **purpose))


def test_a_partial_call_is_refused():
    with pytest.raises(ConfigError, match="`_partial_` is not used here"):
        instantiate(node("patronage.quadrants.BusinessCut", _partial_=True))
