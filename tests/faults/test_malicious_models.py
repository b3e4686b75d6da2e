"""A model that would do more than answer is refused, and has done nothing by then."""

import io as streams
import json
import pickle
import subprocess
import sys
import zipfile
from pathlib import Path

import joblib
import numpy as np
from faults.corpus import fault
from sklearn.cluster import KMeans

from patronage import io

OPEN = """
import sys
from pathlib import Path
seen = []
def watch(event, details):
    if event in WATCHED or event == "import" and details[0] in ("evil", "antigravity"):
        seen.append(event)
import patronage.io, patronage.io.models, skops.io
from patronage.errors import IntegrityError
WATCHED = {"pickle.find_class", "subprocess.Popen", "os.system", "socket.connect"}
sys.addaudithook(watch)
for path in sys.argv[1:]:
    try:
        patronage.io.load_model(Path(path))
        print("loaded")
    except IntegrityError as error:
        print("refused:", error)
print("seen:", seen)
"""


class Touching:
    """What pickle would call: touch a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


def good(folder: Path) -> dict[str, bytes]:
    """The members of a file that is a model."""
    path = io.save_model(folder / "good.skops", KMeans(2).fit(np.eye(4)))
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(members: dict[str, bytes]) -> bytes:
    packed = streams.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return packed.getvalue()


def naming(folder: Path, module: str, kind: str, loader: str = "") -> bytes:
    """A model whose schema names something else than an estimator."""
    members = good(folder)
    schema = json.loads(members["schema.json"])
    schema |= {"__module__": module, "__class__": kind}
    schema |= {"__loader__": loader} if loader else {}
    return zipped({**members, "schema.json": json.dumps(schema).encode()})


def array_of_objects(folder: Path, canary: Path) -> bytes:
    """An array that numpy would unpickle."""
    packed = streams.BytesIO()
    np.save(packed, np.array([Touching(canary)], dtype=object), allow_pickle=True)
    members = good(folder)
    arrays = {
        n: packed.getvalue() if n.endswith(".npy") else c for n, c in members.items()
    }
    return zipped(arrays)


def joblibs(canary: Path) -> bytes:
    packed = streams.BytesIO()
    joblib.dump(Touching(canary), packed)
    return packed.getvalue()


HOSTILE = {
    "a pickle": lambda folder, canary: pickle.dumps(Touching(canary)),
    "an old pickle": lambda folder, canary: pickle.dumps(Touching(canary), 0),
    "a file of joblib": lambda folder, canary: joblibs(canary),
    "a zip with a pickle": lambda folder, canary: zipped(
        {"model.pkl": pickle.dumps(Touching(canary))}
    ),
    "a schema that is a pickle": lambda folder, canary: zipped(
        {"schema.json": pickle.dumps(Touching(canary))}
    ),
    "arrays of objects": array_of_objects,
    "a function of the machine": lambda folder, _: naming(folder, "os", "system"),
    "a process": lambda folder, _: naming(folder, "subprocess", "Popen"),
    "a module that acts": lambda folder, _: naming(folder, "antigravity", "Evil"),
    "a function of ours": lambda folder, _: naming(
        folder, "patronage.io.models", "load_model"
    ),
    "another loader": lambda folder, _: naming(
        folder, "builtins", "eval", "FunctionNode"
    ),
    "a member that leads out": lambda folder, canary: zipped(
        {**good(folder), f"../../{canary.name}": b"out"} | {"schema.json": b"{}"}
    ),
}


@fault(104)
def test_hostile_models_do_nothing(tmp_path):
    canary = tmp_path / "canary"
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    paths = [folder / f"{number}.skops" for number in range(len(HOSTILE))]
    for path, make in zip(paths, HOSTILE.values(), strict=True):
        path.write_bytes(make(tmp_path, canary))
    done = subprocess.run(
        [sys.executable, "-c", OPEN, *map(str, paths)],
        capture_output=True,
        text=True,
        check=True,
    )
    *said, seen = done.stdout.splitlines()
    outcomes = dict(zip(HOSTILE, said, strict=True))
    assert not [kind for kind, each in outcomes.items() if each[:8] != "refused:"]
    assert seen == "seen: []"
    assert not list(tmp_path.rglob("canary"))
