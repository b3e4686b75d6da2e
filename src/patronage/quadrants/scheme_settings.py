"""What the settings of a quadrant scheme must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.errors import ConfigError
from patronage.quadrants.corners import N_QUADRANTS

if TYPE_CHECKING:
    from patronage.quadrants.scheme import QuadrantScheme


def check_settings(scheme: QuadrantScheme) -> None:
    """Refuse settings that make no quadrants."""
    found, alike = len(scheme.segment_names), scheme.first.name == scheme.second.name
    rules = {
        f"quadrants have 4 names; got {found}": found == N_QUADRANTS,
        f"the axes need two names; both are '{scheme.first.name}'": not alike,
        f"n_draws should be 2 or more; got {scheme.n_draws}": scheme.n_draws >= 2,
        f"borderline should be a share; got {scheme.borderline}": (
            0 <= scheme.borderline <= 1
        ),
    }
    broken = [rule for rule, kept in rules.items() if not kept]
    if broken:
        raise ConfigError(f"{scheme.name}: {'; '.join(broken)}.")
