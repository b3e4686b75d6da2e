"""What is told of a champion of whom nothing, or little, can be measured."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from pipelines.incumbent import Incumbent
from pipelines.retrain_run import drift_items


def incumbent(*indices, used=()):
    """A champion that looks at `used`, and the drift of features a, b, ... today."""
    cfg = SimpleNamespace(
        language=SimpleNamespace(value="en"),
        drift=SimpleNamespace(
            feature_psi=0.25,
            moderate_psi=0.10,
            moderate_features=3,
            segment_psi=0.25,
            max_age_days=92,
        ),
    )
    names = pd.DataFrame({"segment": [0], "segment_id": ["S01"]})
    champion = SimpleNamespace(
        scheme=SimpleNamespace(used_columns=list(used)),
        facts={"as_of": "2017-04-30"},
        names=names,
    )
    found = Incumbent(cfg, champion, "2017-05-31")
    columns = ["band", "psi_critical", "psi_p", "ks", "p_adjusted", "shift", "before"]
    drift = pd.DataFrame({"subject": list("abc")[: len(indices)], "psi": indices})
    drift = drift.assign(kind="feature", now=np.nan, **dict.fromkeys(columns, np.nan))
    vars(found)["drift"] = drift.assign(band="")
    return found


@pytest.mark.parametrize(
    ("indices", "used", "largest"),
    [
        ((0.1, np.nan, 0.3), (), 0.3),
        ((0.1, np.nan, 0.3), ("a", "b"), 0.1),
        ((np.nan, np.nan), (), None),
    ],
)
def test_the_largest_index_is_of_what_the_scheme_looks_at(indices, used, largest):
    assert incumbent(*indices, used=used).psi_max == largest


def test_an_index_that_nobody_has_is_no_metric():
    logged = [getattr(each, "name", "") for each in drift_items(incumbent(np.nan))]
    assert "drift/psi_max" not in logged
    assert "drift/due" in logged
