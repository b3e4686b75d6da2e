"""Which of Hydra's own settings a command line may change."""

from __future__ import annotations

from collections.abc import Sequence

from patronage.errors import IntegrityError

ALLOWED = ("hydra.searchpath", "hydra.sweep.dir")


def check_overrides(arguments: Sequence[str]) -> None:
    """Refuse overrides of `hydra.*`: its callbacks and launchers can call anything.

    Raises
    ------
    IntegrityError
        For the first override that is not allowed.
    """
    for argument in arguments:
        key = argument.lstrip("+~").partition("=")[0]
        own = key.replace("/", ".").split("@")[0].split(".")[0] == "hydra"
        if own and key not in ALLOWED:
            raise IntegrityError(
                f"of Hydra's own settings only {' and '.join(ALLOWED)} may be "
                f"changed; got '{argument}'."
            )
