import json
from pathlib import Path

import pandas as pd
import pytest
import yaml
from sklearn.base import BaseEstimator
from sklearn.cluster import KMeans
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from patronage import io, tracking
from patronage.errors import IntegrityError
from patronage.loggable import Model
from patronage.tracking.models import _nobody, _shown

FEATURES = pd.DataFrame({"frequency": [0.0, 1, 8, 9], "recency_days": [90.0, 80, 3, 2]})
SCHEME = make_pipeline(StandardScaler(), KMeans(2, random_state=0, n_init=1))


class Stranger(BaseEstimator):
    def predict(self, features):
        return [0] * len(features)


@pytest.fixture(scope="module")
def folder(shop_store):
    fitted = SCHEME.fit(FEATURES)
    run_id = tracking.log(
        [Model(fitted, FEATURES)], shop_store, name="kmeans-k4", tags={"job": "m"}
    )
    (found,) = Path(shop_store.artifacts, "models").glob("*/artifacts")
    assert run_id in (found / "MLmodel").read_text(encoding="utf-8")
    return found


def test_a_model_is_a_skops_file_and_never_a_pickle(folder):
    assert sorted(path.name for path in folder.iterdir()) == [
        "MLmodel",
        "conda.yaml",
        "input_example.json",
        "model.skops",
        "python_env.yaml",
        "requirements.txt",
        "serving_input_example.json",
    ]


def test_a_model_read_by_our_own_list_of_types_predicts_the_same(folder):
    read = io.load_model(folder / "model.skops")
    assert read.predict(FEATURES).tolist() == SCHEME.predict(FEATURES).tolist()


def test_requirements_are_ours_and_not_inferred(folder):
    lines = (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()
    names = [line.partition("==")[0] for line in lines]
    ours = {"numpy", "pandas", "patronage", "scikit-learn", "scipy", "skops"}
    assert ours <= set(names) <= ours | {"mlflow"}
    assert all("==" in line for line in lines)


def test_the_signature_names_the_columns(folder):
    described = yaml.safe_load((folder / "MLmodel").read_text(encoding="utf-8"))
    assert '"name": "recency_days"' in described["signature"]["inputs"]
    assert described["flavors"]["sklearn"]["serialization_format"] == "skops"


def test_the_run_shows_its_model_as_ready(shop_store, folder):
    from patronage.tracking.client import connect

    client = connect(shop_store.uri)
    (run,) = tracking.runs(shop_store, job="m")["run_id"]
    (output,) = client.get_run(run).outputs.model_outputs
    found = client.get_logged_model(output.model_id)
    assert (found.name, found.status) == ("kmeans-k4", "READY")


def test_a_type_outside_our_list_is_refused(store):
    with pytest.raises(IntegrityError, match="Stranger"):
        tracking.log(
            [Model(Stranger(), FEATURES)], store, name="odd", tags={"job": "j"}
        )


def test_the_example_is_a_row_of_nobody(folder):
    kept = json.loads((folder / "input_example.json").read_text())
    assert kept["data"] == [[4.5, 41.5]]


def test_the_example_has_no_word_of_anybody():
    told = pd.DataFrame(
        {"customer_id": ["anna"], "status": ["ok"], "spend": [5.0]}
    ).assign(nick=["nan"], town=pd.Categorical(["Ulm"]))
    row = _nobody(_shown(told)).iloc[0].to_dict()
    assert row.pop("customer_id") == "customer 0"
    assert row == {"status": "ok", "spend": 5.0, "nick": "", "town": ""}
