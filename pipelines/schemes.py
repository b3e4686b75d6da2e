"""What the three stages that make segments have in common."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from patronage import config, io
from patronage.errors import InputError
from patronage.features import last_day
from patronage.tables import AXES, FEATURES, MEMBERSHIPS, SEGMENTS
from pipelines import overriding, terminal, workspace

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from patronage.config import Config
    from patronage.segments import SegmentScheme

FITTED_ON, AS_SET = "features", "settings"
ANY_JOBS = re.compile(r"^ *n_jobs: .*\n", re.MULTILINE)


def fit(cfg: Config, group: str) -> str:
    """Fit the scheme of a group on the features, write what it says; return its name.

    The group is clustering, quadrants or rules.
    """
    scheme: SegmentScheme = config.instantiate(getattr(cfg, group))
    folder = workspace.folder(cfg)
    check_day(cfg)
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
    # In this order, a fit that is broken off is told by settings that disagree.
    about = {
        FITTED_ON: io.fingerprint(FEATURES, folder),
        AS_SET: _settings(cfg, group),
    }
    io.write_text(_beside(folder, scheme.name), about[AS_SET])
    io.save_model(folder.model(scheme.name), scheme)
    io.write(SEGMENTS, segments, folder, scheme=scheme.name, metadata=about)
    return scheme.name


def check_day(cfg: Config) -> None:
    """Refuse a day of which there are no features.

    Raises
    ------
    InputError
        Says of which day there are some.
    """
    made = io.metadata(FEATURES, workspace.folder(cfg))["as_of"]
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


def is_as_asked(cfg: Config, group: str) -> bool:
    """Say whether the scheme of a group stands as it would be fitted now.

    What people have put elsewhere may have changed, so it never does with overrides;
    nor does it where a fit was broken off between its model and its segments.
    """
    folder, name = workspace.folder(cfg), str(getattr(cfg, group).name)
    if cfg.overrides is not None or not is_current(folder, name):
        return False
    kept, model = io.metadata(SEGMENTS, folder, scheme=name), folder.model(name)
    of_model = _beside(folder, name)
    if not (model.exists() and of_model.exists()):
        return False
    is_set_so = {kept.get(AS_SET), of_model.read_text()} == {_settings(cfg, group)}
    return is_set_so and not len(overriding.kept(folder, name))


def _settings(cfg: Config, group: str) -> str:
    """A digest of all that a scheme is set to; how many jobs fit it is no matter."""
    written = config.to_yaml(getattr(cfg, group), {})
    return hashlib.sha256(ANY_JOBS.sub("", written).encode()).hexdigest()


def _beside(folder: io.Folder, name: str) -> Path:
    """Where it stands what the model was set to."""
    return folder.model(name).with_suffix(".settings")


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
