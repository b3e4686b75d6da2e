"""The matrix on which all schemes of a source are judged."""

import numpy as np
import pandas as pd
import pytest
from hydra import compose, initialize_config_dir

from patronage.config import root
from patronage.config.settings import register
from pipelines.shared import Shared


@pytest.mark.parametrize("preprocessing", ["gower", "robust_log"])
def test_it_has_no_gaps_also_where_the_clusterer_takes_them(preprocessing):
    register()
    with initialize_config_dir(str(root() / "conf"), version_base="1.3"):
        cfg = compose("config", overrides=[f"preprocessing={preprocessing}"])
    rng = np.random.default_rng(0)
    shared = Shared(cfg)
    shared.__dict__["features"] = pd.DataFrame(
        {
            "customer_id": [f"{i:02d}" for i in range(40)],
            "status": "ok",
            "recency_days": rng.exponential(30, 40),
            "units_per_order": np.where(np.arange(40) % 8, rng.normal(size=40), np.nan),
            "contract": np.where(np.arange(40) % 9, "monthly", None),
            "payment_method": rng.choice(["card", "cash", None], 40),
        }
    )
    assert np.isfinite(shared.matrix.to_numpy()).all()


def test_it_has_no_columns_where_the_source_has_none_of_those_asked_for(capsys):
    register()
    with initialize_config_dir(str(root() / "conf"), version_base="1.3"):
        shared = Shared(compose("config"))
    shared.__dict__["features"] = pd.DataFrame(
        {"customer_id": ["a", "b"], "status": "ok", "monthly_charges": [1.0, 2.0]}
    )
    assert shared.matrix.shape == (2, 0)
    assert "separation is not measured" in capsys.readouterr().out
