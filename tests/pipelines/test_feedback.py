"""What made-up retailers say, as a user asks for it."""

import shutil

import pytest
import tobacco
from commands import command, places

from patronage.errors import InputError, QualityError
from pipelines import feedback

TABLES = [
    "complaints",
    "delivered_value",
    "expectations",
    "importance",
    "intentions",
    "panel_agreement",
    "panel_rounds",
    "promoters",
    "satisfaction",
]


@pytest.fixture
def shop(tobacco_retail, tmp_path):
    shutil.copytree(tobacco_retail, tmp_path / "shop")
    return tmp_path / "shop"


def said(capsys, folder, *overrides):
    feedback.run(tobacco.composed(folder, *overrides))
    return capsys.readouterr().out


def test_every_table_is_shown_for_every_scheme(shop, capsys):
    told = said(capsys, shop, "schemes=[tier3,tier8]")
    for scheme in ("tier3", "tier8"):
        for table in TABLES:
            assert f"{scheme}: {table}" in told
    assert "tier8: satisfaction (20 of 48 rows)" in told
    assert "nan" not in told


def test_how_the_survey_was_made_is_said(shop, capsys):
    told = said(capsys, shop, "schemes=[tier3]")
    assert told.startswith("Tobacco retail, SYNTHETIC")
    assert "tier3: 181 of 299 who were asked have answered (61%)" in told
    assert "more than 30 is too old to act on" in told
    assert "a pulse has 2 at most" in told


def test_what_lies_after_the_day_or_before_the_window_is_not_heard(shop, capsys):
    tobacco.fit(shop, "as_of='2025-10-31'", schemes=("tier3",))
    told = said(capsys, shop, "as_of='2025-10-31'", "schemes=[tier3]")
    assert "tier3: complaints" in told
    assert "tier3: promoters" not in told
    assert "were asked have answered" not in told


def test_it_is_told_in_chinese(shop, capsys):
    told = said(capsys, shop, "schemes=[tier3]", "language=zh")
    assert "受访 299 人中 181 人作答" in told
    assert "差距最大" in told
    assert "tier3：净推荐值" in told
    assert "most lacking" not in told


def test_it_is_tracked_with_figures_and_names_nobody(shop):
    asked = ["schemes=[tier3]", "language=zh"]
    done = command("feedback", *tobacco.settings(shop, *asked))
    assert done.returncode == 0, done.stderr
    for name in TABLES:
        assert len(tobacco.artifact(shop, f"{name}.csv"))
    for name in ("feedback.png", "importance_performance.png"):
        (figure,) = (shop / "runs").rglob(name)
        assert figure.read_bytes().startswith(b"\x89PNG")
    promoters = tobacco.artifact(shop, "promoters.csv")
    assert promoters["name"].tolist() == ["高端", "中端", "低端"]
    assert promoters["answers"].sum() == 181
    assert promoters[["low", "nps", "high"]].abs().max().max() <= 100
    assert tobacco.named(shop) == []


def test_nothing_said_and_nothing_fitted_are_one_sentence(shop):
    with pytest.raises(QualityError, match="of kmeans none is") as found:
        feedback.run(tobacco.composed(shop, "schemes=[kmeans]"))
    assert "\n" not in str(found.value)
    with pytest.raises(InputError, match=r"run `python -m pipelines\.features` first"):
        feedback.run(tobacco.composed(shop, "source=cdnow"))


def test_a_source_without_feedback_has_an_exit_code(tmp_path, shared_data):
    own = ["source=cdnow", "features=[behavioural]", "as_of='1997-09-30'"]
    given = [*places(tmp_path), *own]
    for name in ("ingest", "features"):
        assert command(name, *given).returncode == 0
    done = command("feedback", *given)
    (sentence,) = done.stderr.splitlines()
    assert done.returncode == 4
    assert "source 'cdnow' should have answers or complaints" in sentence
