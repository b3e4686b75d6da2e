"""What the three stages that make segments have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage import io
from patronage.errors import InputError
from patronage.features import last_day
from patronage.tables import AXES, FEATURES, MEMBERSHIPS, SEGMENTS
from pipelines import overriding, terminal, workspace

if TYPE_CHECKING:
    import pandas as pd

    from patronage.config import Config
    from patronage.segments import SegmentScheme

FITTED_ON = "features"


def fit(cfg: Config, scheme: SegmentScheme) -> str:
    """Fit a scheme on the features, write what it says, and return its name."""
    folder = workspace.folder(cfg)
    _check_day(cfg, folder)
    features = io.read(FEATURES, folder)
    asked = overriding.asked(cfg, features)
    with terminal.working(f"fitting {scheme.name}"):
        scheme.fit(features)
    for caveat in scheme.caveats(features):
        terminal.say(f"{scheme.name}: {caveat}")
    beside = {AXES: scheme.axes(features), MEMBERSHIPS: scheme.memberships(features)}
    for table, frame in beside.items():
        if frame is not None:
            io.write(table, frame, folder, scheme=scheme.name)
    segments = overriding.placed(cfg, scheme, scheme.assign(features), asked)
    fitted_on = io.fingerprint(FEATURES, folder)
    io.write(
        SEGMENTS, segments, folder, scheme=scheme.name, metadata={FITTED_ON: fitted_on}
    )
    io.save_model(folder.model(scheme.name), scheme)
    return scheme.name


def _check_day(cfg: Config, folder: io.Folder) -> None:
    """Refuse a day of which there are no features."""
    made = io.metadata(FEATURES, folder)["as_of"]
    if cfg.as_of is not None and (asked := last_day(cfg.as_of)) != made:
        raise InputError(
            f"features: they should be of {asked}, as as_of asks; got those of {made}, "
            "run `python -m pipelines.features` first."
        )


def is_current(folder: io.Folder, name: str) -> bool:
    """Say whether a scheme has segments, made of the features that stand there now."""
    if name not in folder.schemes():
        return False
    made = io.metadata(SEGMENTS, folder, scheme=name).get(FITTED_ON)
    return made == io.fingerprint(FEATURES, folder)


def require(folder: io.Folder, name: str) -> None:
    """Refuse to tell of a scheme that is not fitted on the present features.

    Raises
    ------
    InputError
        If it is not; says which schemes are.
    """
    if not is_current(folder, name):
        current = [each for each in folder.schemes() if is_current(folder, each)]
        raise InputError(
            f"scheme '{name}' is not fitted on the features that stand in "
            f"'{folder.path(FEATURES).parent}' (fitted: {', '.join(current) or 'none'})"
            f"; run its stage first."
        )


def read_segments(folder: io.Folder, name: str) -> pd.DataFrame:
    """Return a scheme's segments; raises what `require` raises."""
    require(folder, name)
    return io.read(SEGMENTS, folder, scheme=name)
