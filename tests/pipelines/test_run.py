"""The main job from end to end, on both sources."""

import json
from dataclasses import replace

import pandas as pd
import pytest
from commands import command, places, run_job

from patronage import tracking

KINDS = ["kmeans", "loyalty", "tier3"]
AT_ROOT = {
    "segment_cards.json",
    "segment_profile.png",
    "segment_sizes.png",
    "segments.md",
    "report.html",
    "profile.csv",
    "config.yaml",
    "dictionary.csv",
    "rules.csv",
    "contrast.csv",
    "exemplars.csv",
    "eta2.csv",
    "stability.csv",
}


def table(job, name: str) -> pd.DataFrame:
    (path,) = job.data.glob(f"*/*/{name}.parquet")
    return pd.read_parquet(path)


def test_the_ledger_accounts_for_every_row_and_cent(journey_job):
    (path,) = journey_job.data.glob("interim/*/accounting.json")
    told = json.loads(path.read_text())
    fates = ("ledger", "quarantined", "deduplicated")
    for unit, total in (("rows", 1_469_307), ("money", 459_603_958)):
        assert told[f"{unit}_read"] == total
        assert sum(told[f"{unit}_{fate}"] for fate in fates) == total
    assert "4,596,039.58" in journey_job.output


@pytest.mark.parametrize("scheme", KINDS)
def test_every_customer_has_a_segment_or_a_status(journey_job, scheme):
    segments = table(journey_job, f"segments/{scheme}")
    features = table(journey_job, "features")
    assert segments["customer_id"].equals(features["customer_id"])
    placed = segments["status"].isin(["ok", "borderline", "no_structure"])
    assert ((segments["segment"] >= 0) == placed).all()
    assert (segments["segment"] >= 0).mean() > 0.9
    names = table(journey_job, f"names/{scheme}")
    assert set(segments["segment"]) - {-1} == set(names["segment"])


def test_three_kinds_of_schemes_are_tracked_as_flat_runs_of_one_job(journey_job):
    runs = tracking.runs(journey_job.store, job=journey_job.job)
    assert sorted(runs["name"].str.split("-").str[0]) == KINDS
    shared = {
        "quality/silhouette",
        "quality/surrogate_fidelity",
        "stability/ari",
        "future/eta2",
        "size/k",
    }
    for metric in shared:
        assert runs[f"metrics.{metric}"].notna().all(), metric


def test_artifacts_stand_at_the_root_under_the_same_names(journey_job):
    runs = tracking.runs(journey_job.store, job=journey_job.job)
    assert len(runs) == 3
    for run in runs["run_id"]:
        folder = journey_job.runs / "artifacts" / run / "artifacts"
        assert AT_ROOT | {"quadrant_map.png"} <= {
            path.name for path in folder.iterdir()
        }


def test_what_was_taken_in_is_tracked_beside_the_schemes(journey_job):
    beside = replace(journey_job.store, experiment="patronage-data")
    (run,) = tracking.runs(beside, job=journey_job.job).to_dict("records")
    assert run["metrics.rows/read"] == 1_469_307
    assert run["metrics.money/ledger"] == 4_596_000  # metrics have four digits
    folder = journey_job.runs / "artifacts" / run["run_id"] / "artifacts"
    names = {path.name for path in folder.iterdir()}
    assert {"data_quality.html", "data_quality.csv", "config.yaml"} <= names


def test_the_end_of_the_job_says_where_to_look(journey_job):
    lines = journey_job.output.splitlines()
    assert lines[-1].startswith("http://127.0.0.1:5000/#/experiments/")
    assert any("True loyalty" in line for line in lines)
    assert any("as of 2017-10-02" in line for line in lines)


def test_quadrants_have_both_languages(journey_job):
    names = table(journey_job, "names/loyalty")
    assert names["name_zh"].tolist() == [
        "忠诚缺失型",
        "缓慢忠诚型",
        "潜在忠诚型",
        "完全忠诚型",
    ]


def test_private_brand_is_counted_without_fuel(journey_job):
    features = table(journey_job, "features")
    share = features["focal_lines"].sum() / features["branded_lines"].sum()
    assert 0.2 < share < 0.35
    assert features["units_per_order"].max() < 200


@pytest.mark.slow
def test_the_job_again_in_other_pieces_gives_the_same_bytes(
    journey_job, tmp_path_factory
):
    folder = tmp_path_factory.mktemp("again")
    pieces = ["n_jobs=1", "engine.batch_rows=70000", "tracking.enabled=false"]
    again = run_job(folder, *pieces)
    first, second = journey_job.tables(), again.tables()
    assert first.keys() == second.keys()
    assert len(first) > 15
    # A fitted clusterer keeps its settings, n_jobs among them.
    differing = {name for name in first if first[name] != second[name]}
    assert differing <= {"processed/complete_journey/models/kmeans.skops"}


def test_cdnow_gives_the_published_numbers(cdnow_job):
    features = table(cdnow_job, "features")
    assert len(features) == 2357
    assert features["frequency"].sum() == 2457
    assert (features["frequency"] > 0).sum() == 946
    occasions = features["frequency"] + 1
    counts = occasions.value_counts().sort_index().head(6)
    assert counts.tolist() == [1411, 439, 214, 100, 62, 38]
    assert features["recency_days"].agg(["min", "max"]).tolist() == [0, 272]
    assert features["monetary_total"].sum() == pytest.approx(173_115.55)
    assert features["monetary_total"].median() == pytest.approx(36.11, abs=0.01)
    assert features["tenure_days"].max() == 272


def test_cdnow_scores_follow_the_rank_rule(cdnow_job):
    features = table(cdnow_job, "features")

    def counts(column):
        found = features[column].value_counts()
        return [int(found.get(score, 0)) for score in range(1, 6)]

    assert counts("recency_score") == [466, 475, 476, 467, 473]
    assert counts("frequency_score") == [0, 1411, 0, 439, 507]
    assert counts("monetary_score") == [480, 462, 472, 472, 471]
    scores = features[["recency_score", "frequency_score", "monetary_score"]]
    assert (scores == 5).all(axis=1).sum() == 247


def test_cdnow_outcomes_are_those_of_the_horizon(tmp_path):
    quiet = ["source=cdnow", "tracking.enabled=false"]
    overrides = [*quiet, "as_of='1997-09-30'", "horizon_days=273"]
    for stage in ("ingest", "features"):
        done = command(stage, *places(tmp_path), *overrides)
        assert done.returncode == 0, done.stderr
    after = pd.read_parquet(tmp_path / "data/processed/cdnow/outcomes.parquet")
    assert after["future_orders"].sum() == 1882
    assert after["retained"].sum() == 684
    assert after["future_amount"].sum() == pytest.approx(70_976.39)


def test_attitude_cannot_be_measured_on_cdnow_and_the_job_goes_on(cdnow_job):
    assert "attitude cannot be measured from this source" in cdnow_job.output
    loyalty = table(cdnow_job, "segments/loyalty")
    assert (loyalty["status"] == "not_measurable").all()
    runs = tracking.runs(cdnow_job.store, job=cdnow_job.job)
    assert len(runs) == 3
