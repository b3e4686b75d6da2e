"""A logged scheme as MLflow loads and serves it."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pandas as pd
import pytest
import small_shop

from patronage import tracking
from patronage.errors import InputError, IntegrityError
from patronage.loggable import Model
from patronage.tracking.served import Served

COLUMNS = ["segment", "segment_id", "name_en", "name_zh", "status"]


@pytest.fixture(scope="module")
def fitted():
    return small_shop.study().fit("tier3")


@pytest.fixture(scope="module")
def folder(fitted, tmp_path_factory) -> Path:
    """The files of the model, as the store keeps them."""
    store = tracking.local_store(tmp_path_factory.mktemp("served"))
    features = fitted.view.features
    model = Model(fitted.scheme, features.head(5), names=fitted.names)
    tracking.log([model], store, name="tier3", tags={"job": "served"})
    (found,) = Path(store.artifacts, "models").glob("*/artifacts")
    return found


def loaded(folder):
    import mlflow.pyfunc

    return mlflow.pyfunc.load_model(str(folder))


def asked(fitted):
    """Feature rows as somebody sends them: texts in place of categories."""
    features = fitted.view.features
    texts = features.select_dtypes("category").columns
    return features.astype(dict.fromkeys(texts, "str"))


def test_it_answers_as_the_scheme_does_and_with_names(fitted, folder):
    answer = loaded(folder).predict(asked(fitted))
    expected = fitted.assigned
    assert answer["segment"].tolist() == expected["segment"].tolist()
    assert answer["status"].tolist() == expected["status"].tolist()
    named = fitted.names.set_index("segment")["name_zh"]
    placed = answer["segment"] >= 0
    assert (answer.loc[placed, "name_zh"] == answer["segment"][placed].map(named)).all()


def test_its_example_is_answered(folder):
    model = loaded(folder)
    answer = model.predict(model.input_example)
    assert len(answer) == 1
    assert model.metadata.signature is not None


def test_a_certainty_that_a_scheme_does_not_tell_is_none_and_no_nan():
    unsure = small_shop.study().fit("kmeans")
    answer = Served(unsure.scheme, unsure.names).predict(unsure.view.features)
    assert {*answer["probability"]} == {None}
    assert answer["margin"].tolist() == unsure.assigned["margin"].tolist()


def test_the_signature_tells_what_is_answered(fitted, folder):
    model = loaded(folder)
    kinds = model.metadata.get_output_schema().input_dict()
    assert list(kinds) == list(model.predict(asked(fitted)))
    assert {kinds[name].type.name for name in ("probability", "margin")} == {"double"}


def test_a_column_that_is_missing_is_named(fitted, folder):
    from mlflow.exceptions import MlflowException

    with pytest.raises((InputError, MlflowException), match="monetary_total"):
        loaded(folder).predict(asked(fitted).drop(columns="monetary_total"))


def test_a_model_that_was_changed_is_not_loaded(folder, tmp_path):
    import shutil

    copy = shutil.copytree(folder, tmp_path / "model")
    (copy / "model.skops").write_bytes(b"pickle")
    with pytest.raises(IntegrityError, match="is damaged"):
        loaded(copy)


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def refused(constant):
    pytest.fail(f"{constant} is no JSON")


def answered(address, body, process):
    """What the server says, once it listens."""
    kind = {"Content-Type": "application/json"}
    for _ in range(120):
        assert process.poll() is None, process.stdout.read()
        try:
            request = urllib.request.Request(address, body, kind)
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer, parse_constant=refused)
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.5)
    raise TimeoutError


@pytest.mark.slow
def test_mlflow_serves_it_on_loopback(fitted, folder):
    port = free_port()
    served = ["models", "serve", "-m", folder, "--env-manager", "local"]
    process = subprocess.Popen(
        [sys.executable, "-m", "mlflow", *served, "-h", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        rows = asked(fitted).head(7)
        body = {"dataframe_split": json.loads(rows.to_json(orient="split"))}
        address = f"http://127.0.0.1:{port}/invocations"
        told = answered(address, json.dumps(body).encode(), process)
    finally:
        os.killpg(process.pid, 15)
        process.wait(timeout=30)
    answer = pd.DataFrame(told["predictions"])
    assert answer["segment"].tolist() == fitted.assigned["segment"].head(7).tolist()
    assert set(COLUMNS) <= set(answer)
