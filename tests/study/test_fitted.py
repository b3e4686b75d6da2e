import numpy as np
import pytest

from patronage import Membership, Purpose, SegmentScheme
from patronage.errors import ConfigError, InputError

OWN = Purpose(
    objective="Tell who has gone quiet <b>lately</b>",
    decision="Whom to write to",
    owner="Service",
    actions={"high": "Write & call", "low": "Wait", "mid": "Wait"},
)


class Lately(SegmentScheme):
    """Who bought in the last days, and who did not."""

    def __init__(self, name="lately", purpose=OWN, days=20):
        self.name, self.purpose, self.days = name, purpose, days

    def fit(self, features, y=None):
        self.n_segments_ = 2
        return self

    @property
    def used_columns(self):
        return ["recency_days"]

    def membership(self, features):
        late = features["recency_days"].to_numpy() > self.days
        sure = np.ones(len(features))
        return Membership(
            segment=late.astype(np.int64),
            status=np.full(len(features), "ok"),
            probability=sure,
            margin=sure,
        )


@pytest.fixture(scope="module")
def lately(shop):
    return shop.fit(Lately())


def test_segments_have_their_names(shop):
    segments = shop.fit("tier3").segments
    assert segments["name"].value_counts().to_dict() == {
        "High value": 12,
        "Mid value": 18,
        "Low value": 30,
    }
    ids = dict(zip(segments["name"], segments["segment_id"], strict=True))
    assert ids == {"High value": "S01", "Mid value": "S02", "Low value": "S03"}


def test_a_scheme_of_ones_own_is_named_told_and_judged(lately):
    assert lately.names["name_en"].is_unique
    known = lately.scorecard.set_index("metric")
    assert {"future/gini", "stability/ari", "coverage/placed"} <= set(known.index)
    assert known.loc["stability/ari", "value"] > 0.9
    assert lately.contender.kind == "own"
    assert lately.explain("c00").because == ""


def test_a_report_says_how_it_was_made_and_escapes_what_it_is_told(lately):
    page = lately.report()
    assert "1,063 rows read" in page
    assert "name: shop" in page
    assert "complete_journey" not in page
    assert page.startswith("<!DOCTYPE html>")
    assert "<b>lately</b>" not in page
    assert "&lt;b&gt;lately" in page
    assert 'src="http' not in page


def test_a_report_may_be_in_the_other_language(shop, tmp_path):
    path = shop.fit("tier3").save_report(tmp_path / "tier3.html", "zh")
    page = path.read_text(encoding="utf-8")
    assert '<html lang="zh">' in page
    assert "高端" in page
    with pytest.raises(ConfigError, match="language should be one of en, zh"):
        shop.fit("tier3").report("fr")


def test_a_customer_who_is_not_there_is_one_sentence(lately):
    with pytest.raises(InputError, match="one of the 60 customers of shop"):
        lately.explain("c99")


def test_a_notebook_shows_the_segments(shop):
    shown = shop.fit("tier3")._repr_html_()
    assert shown.count("<tr>") == 4
    assert "Personal manager" in shown


def test_its_name_tells_the_scheme_and_nothing_of_the_settings(shop):
    assert repr(shop.fit("tier3")) == "<tier3 fitted on shop>"


def test_quadrants_that_nobody_is_in_say_so(shop):
    loyalty = shop.fit("loyalty")
    assert (loyalty.segments["status"] == "not_measurable").all()
    assert "not measurable" in loyalty._repr_html_()
