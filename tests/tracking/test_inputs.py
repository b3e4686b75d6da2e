import json

import pandas as pd

from patronage import tracking
from patronage.loggable import Dataset

FEATURES = pd.DataFrame(
    {
        "customer_id": ["0017", "0042"],
        "as_of": pd.to_datetime(["2024-01-01", "2024-01-01"]),
        "n_orders": [3, 1],
        "store": pd.Categorical(["north", "south"]),
    }
)


def test_a_run_shows_which_table_it_was_fitted_on(store, client):
    run_id = tracking.log(
        [Dataset("features", FEATURES)], store, name="kmeans-k4", tags={"job": "j"}
    )
    (found,) = client.get_run(run_id).inputs.dataset_inputs
    assert found.dataset.name == "features"
    assert json.loads(found.dataset.profile) == {"num_rows": 2, "num_elements": 8}
    assert [(tag.key, tag.value) for tag in found.tags] == [
        ("mlflow.data.context", "training")
    ]


def test_the_same_table_has_the_same_digest_and_none_of_its_rows_is_sent(store, client):
    items = [Dataset("features", FEATURES), Dataset("again", FEATURES)]
    run_id = tracking.log(items, store, name="kmeans-k4", tags={"job": "j"})
    first, again = client.get_run(run_id).inputs.dataset_inputs
    assert first.dataset.digest == again.dataset.digest
    assert "0042" not in str(first.to_proto())
