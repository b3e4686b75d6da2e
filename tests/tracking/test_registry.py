import warnings

import pandas as pd
import pytest
from sklearn.cluster import KMeans

from patronage import tracking
from patronage.loggable import Model
from patronage.tracking import registry

FEATURES = pd.DataFrame({"frequency": [0.0, 1, 8, 9]})


def logged(store, name, **settings):
    fitted = KMeans(2, random_state=0, n_init=1).fit(FEATURES)
    item = Model(fitted, FEATURES, **settings)
    tags = {"job": "m", "as_of": "2011-06-30", "source": "shop"}
    return tracking.log([item], store, name=name, tags=tags)


def test_a_model_is_a_version_of_its_name_and_leads_back_to_its_run(store, client):
    about = {"registered_as": "shop.kmeans", "description": "Whom to call."}
    first, second = logged(store, "kmeans-k2", **about), logged(store, "again", **about)
    entry = client.get_registered_model("shop.kmeans")
    assert entry.description == "Whom to call."
    versions = client.search_model_versions("name = 'shop.kmeans'")
    assert {int(v.version): v.run_id for v in versions} == {1: first, 2: second}
    assert {v.description for v in versions} == {"kmeans-k2", "again"}
    assert all(v.status == "READY" for v in versions)
    assert versions[0].tags.items() >= {"job": "m", "as_of": "2011-06-30"}.items()
    assert len(versions[0].tags["patronage.sha256"]) == 64


def test_a_registered_model_is_where_the_run_has_logged_it(store, client):
    run_id = logged(store, "tier3", registered_as="shop.tier3")
    (version,) = client.search_model_versions("name = 'shop.tier3'")
    (output,) = client.get_run(run_id).outputs.model_outputs
    model = client.get_logged_model(output.model_id)
    assert version.source == model.artifact_location


def test_a_model_without_a_name_is_in_no_registry(store, client):
    before = len(client.search_model_versions(""))
    logged(store, "trial")
    assert len(client.search_model_versions("")) == before


def test_a_store_without_a_registry_does_not_fail_the_run(store, client, monkeypatch):
    def refuse(model, run):
        raise OSError("no registry here")

    monkeypatch.setattr(registry, "_name", refuse)
    with pytest.warns(UserWarning, match="'shop.value' was not registered"):
        run_id = logged(store, "value", registered_as="shop.value")
    assert client.get_run(run_id).info.status == "FINISHED"


def test_a_name_that_mlflow_refuses_is_said_and_does_not_fail_the_run(store, client):
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        run_id = logged(store, "slash", registered_as="shop/kmeans")
    assert any("was not registered" in str(each.message) for each in said)
    assert client.get_run(run_id).info.status == "FINISHED"
