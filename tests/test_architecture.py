"""The stairs: who may import whom, and which library lives where."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SRC = ROOT / "src" / "patronage"
ROOMS = {
    "ingest",
    "features",
    "clustering",
    "quadrants",
    "rules",
    "profiles",
    "compare",
    "lists",
    "playbooks",
    "supply",
    "feedback",
}
DOORS = {"io", "tracking", "config", "engine"}
TOP = {"study"}  # a door above the others: it opens rooms and doors
HOMES = {
    "mlflow": ("tracking",),
    "hydra": ("config",),
    "omegaconf": ("config",),
    "pyspark": ("engine",),
    "duckdb": ("io", "ingest"),
}


def imports(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def house() -> list[tuple[str, str, str]]:
    """Every import as (file, its room or "ground", what it imports)."""
    found = []
    for path in sorted(SRC.rglob("*.py")):
        parts = path.relative_to(SRC).parts
        room = parts[0] if parts[0] in ROOMS | DOORS | TOP else "ground"
        found += [(str(path.relative_to(SRC)), room, name) for name in imports(path)]
    return found


def test_there_is_a_house():
    assert len(house()) > 100


def test_no_pipe_runs_back_up_the_stairs():
    def wrong(room: str, target: str) -> bool:
        if target == "pipelines":
            return True
        if target in TOP:
            return room not in TOP
        if room == "ground":
            return target in ROOMS | DOORS
        return room in ROOMS and target in (ROOMS | DOORS) - {room}

    breaches = [
        (file, name)
        for file, room, name in house()
        if wrong(room, "pipelines" if name.startswith("pipelines") else _part(name))
    ]
    assert not breaches


def test_each_library_lives_in_its_one_place():
    breaches = [
        (file, name)
        for file, room, name in house()
        if room not in HOMES.get(name.split(".")[0], (room,))
    ]
    assert not breaches


def test_pyplot_is_used_nowhere():
    assert not [(file, name) for file, _, name in house() if "pyplot" in name]


def test_nothing_below_pipelines_looks_at_a_clock():
    for path in SRC.rglob("*.py"):
        tree = ast.parse(path.read_text())
        calls = {
            ast.unparse(node.func)
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
        }
        clock = {"datetime.now", "date.today", "time.time", "pd.Timestamp.now"}
        if path.parent.name not in ("tracking", "io"):
            assert not calls & clock, path


def test_no_drawer_is_called_utils():
    names = {path.stem for path in SRC.rglob("*.py")}
    assert not names & {"utils", "helpers", "common", "base", "manager", "misc"}


def _part(name: str) -> str:
    parts = name.split(".")
    return parts[1] if parts[0] == "patronage" and len(parts) > 1 else ""
