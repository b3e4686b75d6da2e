"""Sweeps and recipes: the features are made once, every trial is a flat run."""

from commands import command, places

from patronage import tracking


def test_a_sweep_over_clusterers_reuses_the_features(cdnow_job, tmp_path):
    features = next(cdnow_job.data.glob("processed/*/features.parquet"))
    before = features.stat().st_mtime_ns
    algorithms = "clustering=kmeans,bisecting_kmeans,gaussian_mixture"
    done = command(
        "clustering",
        "-m",
        algorithms,
        "source=cdnow",
        f"paths.data={cdnow_job.data}",
        f"paths.runs={tmp_path}",
        f"hydra.sweep.dir={tmp_path}/sweep",
        "selection=silhouette",
        "job=sweep",
    )
    assert done.returncode == 0, done.stderr
    assert features.stat().st_mtime_ns == before
    runs = tracking.runs(tracking.local_store(tmp_path), job="sweep")
    assert sorted(runs["name"].str.replace(r"-k\d+", "", regex=True)) == [
        "bisecting_kmeans",
        "gaussian_mixture",
        "kmeans",
    ]


def test_a_recipe_overrides_the_job(tmp_path):
    recipe = ["experiment=cdnow_cohort", "tracking.enabled=false"]
    done = command("run", *places(tmp_path), *recipe)
    assert done.returncode == 0, done.stderr
    assert "as of 1997-09-30" in done.stdout


def test_help_is_told_without_composing():
    done = command("run", "--help")
    assert done.returncode == 0
    assert "usage: python -m pipelines.run" in done.stdout
    assert "cdnow, complete_journey" in done.stdout
