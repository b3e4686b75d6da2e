import hashlib
import io as buffers
import json
import subprocess
import sys
from zipfile import ZipFile

import numpy as np
import pytest
import skops.io
from sklearn.base import BaseEstimator
from sklearn.cluster import AgglomerativeClustering, BisectingKMeans, KMeans
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PowerTransformer, QuantileTransformer, RobustScaler
from sklearn.tree import DecisionTreeClassifier

from patronage import io
from patronage.errors import InputError, IntegrityError
from patronage.io.folder import Folder

X = np.random.default_rng(0).normal(size=(60, 2))
Y = (X[:, 0] > 0).astype(int)

FIT_AND_SAVE = (
    "import sys, numpy as np; from pathlib import Path; from patronage import io\n"
    "from sklearn.cluster import KMeans\n"
    "from sklearn.pipeline import make_pipeline\n"
    "from sklearn.preprocessing import RobustScaler\n"
    "X = np.random.default_rng(0).normal(size=(60, 2))\n"
    "model = make_pipeline(RobustScaler(), KMeans(3, n_init=1, random_state=0))\n"
    "io.save_model(Path(sys.argv[1]), model.fit(X))"
)


class Foreign(BaseEstimator):
    """A type that nobody declared."""


@pytest.mark.parametrize(
    "model",
    [
        make_pipeline(RobustScaler(), KMeans(3, n_init=1, random_state=0)),
        make_pipeline(QuantileTransformer(n_quantiles=9), GaussianMixture(2)),
        make_pipeline(PowerTransformer(), BisectingKMeans(3, random_state=0)),
        KNeighborsClassifier(3),
        DecisionTreeClassifier(max_depth=2),
    ],
    ids=lambda model: type(model).__name__,
)
def test_models_come_back_and_say_the_same(tmp_path, model):
    model.fit(X, Y)
    again = io.load_model(io.save_model(tmp_path / "model.skops", model))
    np.testing.assert_array_equal(again.predict(X), model.predict(X))


def test_a_model_without_predict_keeps_what_it_learned(tmp_path):
    model = AgglomerativeClustering(3).fit(X)
    again = io.load_model(io.save_model(tmp_path / "model.skops", model))
    np.testing.assert_array_equal(again.labels_, model.labels_)


def test_dataclasses_of_ours_are_trusted(tmp_path):
    model = KMeans(2, n_init=1).fit(X)
    model.purpose_ = Folder(data="data", source="shop")
    again = io.load_model(io.save_model(tmp_path / "model.skops", model))
    assert again.purpose_ == model.purpose_


def test_equal_models_of_two_processes_have_equal_bytes(tmp_path):
    hashes = set()
    for name in ("one.skops", "two.skops"):
        path = tmp_path / name
        subprocess.run([sys.executable, "-c", FIT_AND_SAVE, str(path)], check=True)
        hashes.add(hashlib.sha256(path.read_bytes()).hexdigest())
    assert len(hashes) == 1


def test_a_loaded_model_is_saved_with_the_same_bytes(tmp_path):
    path = tmp_path / "model.skops"
    first = io.save_model(path, KMeans(3, n_init=1, random_state=0).fit(X)).read_bytes()
    assert io.save_model(path, io.load_model(path)).read_bytes() == first


def test_a_foreign_type_is_not_saved(tmp_path):
    with pytest.raises(IntegrityError, match="Foreign"):
        io.save_model(tmp_path / "model.skops", Foreign())
    assert not list(tmp_path.iterdir())


def test_a_foreign_type_is_not_built_and_its_module_not_imported(tmp_path, monkeypatch):
    canary = tmp_path / "canary"
    (tmp_path / "evil_module.py").write_text(
        f"open({str(canary)!r}, 'w')\nclass Evil: ...\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    path = tmp_path / "model.skops"
    path.write_bytes(renamed(skops.io.dumps(RobustScaler()), "evil_module", "Evil"))
    with pytest.raises(IntegrityError, match=r"evil_module\.Evil"):
        io.load_model(path)
    assert not canary.exists()


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "system"),
        ("patronage.io.lock", "fcntl"),
        ("patronage.io.publish", "publish"),
        ("patronage.nowhere", "Thing"),
    ],
)
def test_functions_and_modules_are_not_types_of_ours(tmp_path, module, name):
    path = tmp_path / "model.skops"
    path.write_bytes(renamed(skops.io.dumps(RobustScaler()), module, name))
    with pytest.raises(IntegrityError, match="may hold only our own"):
        io.load_model(path)


def test_a_pickle_is_not_a_model(tmp_path):
    path = tmp_path / "model.skops"
    path.write_bytes(b"cos\nsystem\n(S'touch canary'\ntR.")
    with pytest.raises(IntegrityError, match="damaged"):
        io.load_model(path)


def test_a_missing_model_is_said_to_be_missing(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        io.load_model(tmp_path / "model.skops")


def test_a_flipped_byte_is_noticed(tmp_path):
    path = io.save_model(tmp_path / "model.skops", KMeans(3, n_init=1).fit(X))
    data = bytearray(path.read_bytes())
    data[data.index(b"\x93NUMPY") + 130] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(IntegrityError, match="damaged"):
        io.load_model(path)


def test_the_types_beyond_skops_own_are_listed():
    types = io.trusted_types(KNeighborsClassifier(3).fit(X, Y))
    assert "sklearn.neighbors._kd_tree.KDTree" in types


def renamed(dumped: bytes, module: str, name: str) -> bytes:
    """The same file, claiming to hold an object of another type."""
    target = buffers.BytesIO()
    with ZipFile(buffers.BytesIO(dumped)) as source, ZipFile(target, "w") as copy:
        schema = json.loads(source.read("schema.json"))
        copy.writestr(
            "schema.json",
            json.dumps(schema | {"__module__": module, "__class__": name}),
        )
    return target.getvalue()
