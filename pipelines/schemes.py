"""What the three stages that make segments have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage import io
from patronage.tables import AXES, FEATURES, SEGMENTS
from pipelines import terminal, workspace

if TYPE_CHECKING:
    from patronage.config import Config
    from patronage.segments import SegmentScheme


def fit(cfg: Config, scheme: SegmentScheme) -> str:
    """Fit a scheme on the features, write what it says, and return its name."""
    folder = workspace.folder(cfg)
    features = io.read(FEATURES, folder)
    with terminal.working(f"fitting {scheme.name}"):
        scheme.fit(features)
    for caveat in scheme.caveats(features):
        terminal.say(f"{scheme.name}: {caveat}")
    axes = scheme.axes(features)
    if axes is not None:
        io.write(AXES, axes, folder, scheme=scheme.name)
    io.write(SEGMENTS, scheme.assign(features), folder, scheme=scheme.name)
    io.save_model(folder.model(scheme.name), scheme)
    return scheme.name
