"""Feature tables of active customers, and rules as their yaml has them."""

from typing import Any

import numpy as np
import pandas as pd
from hydra import compose, initialize_config_dir

from patronage.config import instantiate, root
from patronage.config.settings import register


def customers(**columns: Any) -> pd.DataFrame:
    table = pd.DataFrame({name: np.asarray(values) for name, values in columns.items()})
    ids = [str(i) for i in range(len(table))]
    return table.assign(customer_id=ids, as_of=pd.Timestamp("2024-01-01"), status="ok")


def composed(name: str, *overrides: str) -> Any:
    """Return the scheme of conf/rules/<name>.yaml."""
    register()
    with initialize_config_dir(str(root() / "conf"), version_base="1.3"):
        cfg = compose("config", overrides=[f"rules={name}", *overrides])
    return instantiate(cfg.rules)


def assert_exhaustive(table: pd.DataFrame, n_segments: int) -> None:
    """Everybody has one segment, or a status that says why not."""
    assert table["customer_id"].is_unique
    assert table["segment"].isin(range(-1, n_segments)).all()
    assert (table.loc[table["segment"] < 0, "status"] != "ok").all()


def assert_each_alone(scheme: Any, features: pd.DataFrame) -> None:
    """Nobody's segment depends on who else is asked about, or in which order."""
    together = scheme.predict(features)
    alone = [scheme.predict(features.iloc[[i]])[0] for i in range(len(features))]
    assert together.tolist() == alone
    assert together[::-1].tolist() == scheme.predict(features[::-1]).tolist()
