import pytest

from patronage.config.overrides import check_overrides
from patronage.errors import IntegrityError


@pytest.mark.parametrize(
    "argument",
    [
        "+hydra.callbacks.x={_target_:builtins.open,file:x,mode:w}",
        "hydra.run.dir=/somewhere",
        "++hydra.sweeper._target_=os.system",
        "hydra/launcher=joblib",
        "hydra/job_logging@hydra.job_logging=none",
        "~hydra.sweep",
    ],
)
def test_what_can_call_or_write_elsewhere_is_refused(argument):
    with pytest.raises(IntegrityError, match="of Hydra's own settings only"):
        check_overrides(["seed=1", argument])


def test_the_rest_is_free():
    check_overrides(
        ["-m", "--cfg", "job", "seed=1,2", "hydra.sweep.dir=out", "+x=hydra.y"]
    )
