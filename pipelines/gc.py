"""Remove old versions: `python -m pipelines.gc source=... retention.keep=5`.

What is removed stays in the history.
"""

from __future__ import annotations

import pandas as pd

from patronage import config
from patronage.config import Config
from pipelines import terminal, workspace
from pipelines.retaining import REMOVED, WOULD, of_source, retain


def run(cfg: Config) -> None:
    """Remove old versions of every scheme, and tell of each why it stays."""
    place = workspace.published(cfg).folder.parent
    told = {v.folder.name: retain(cfg, v) for v in of_source(place)}
    rows = [
        {"scheme": scheme, "version": name, "what": what}
        for scheme, whats in told.items()
        for name, what in whats.items()
    ]
    if rows:
        terminal.show(pd.DataFrame(rows), "versions")
    else:
        terminal.say(f"nothing is published in '{place}' yet")
    terminal.say_json(
        {
            "decision": "listed" if cfg.retention.dry_run else "collected",
            "source": str(cfg.source.name),
            "removed": _of(rows, REMOVED),
            "would_remove": _of(rows, WOULD),
            "kept": len(rows) - len(_of(rows, REMOVED)),
        }
    )


def _of(rows: list[dict[str, str]], what: str) -> list[str]:
    return [f"{row['scheme']}/{row['version']}" for row in rows if row["what"] == what]


@config.main
def main(cfg: Config) -> None:
    """Remove versions that are old and in nobody's use."""
    with workspace.claim(cfg):
        run(cfg)


if __name__ == "__main__":
    main()
