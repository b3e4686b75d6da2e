import pytest

from patronage import ShareTiers
from patronage.errors import ConfigError


@pytest.fixture(scope="module")
def compared(shop):
    tier3 = shop.scheme("tier3")
    halves = ShareTiers(
        "halves", tier3.purpose, "n_orders", [0.5, 0.5], tier3.segment_names[:2]
    )
    return shop.compare("tier3", halves)


def test_the_league_has_the_schemes_and_what_they_have_to_beat(compared):
    kinds = compared.league.set_index("scheme")["kind"].to_dict()
    assert kinds == {
        "tier3": "rules",
        "halves": "rules",
        "one segment": "reference",
        "past spend deciles": "reference",
        "random segments": "reference",
    }


def test_the_order_may_be_that_of_another_metric(shop):
    league = shop.compare("tier3", "rfm_cells", by="quality/silhouette").league
    known = league["quality/silhouette"].dropna()
    assert known.iloc[0] == known.max()


def test_a_crosswalk_counts_every_customer_once_by_names(compared):
    found = compared.crosswalk("tier3", "halves")
    assert found.to_numpy().sum() == 60
    assert list(found.index) == ["High value", "Mid value", "Low value"]
    assert list(found.columns) == ["High value", "Mid value"]


def test_a_scheme_that_is_not_compared_has_no_crosswalk(compared):
    with pytest.raises(ConfigError, match="one of halves, tier3; got 'kmeans'"):
        compared.crosswalk("tier3", "kmeans")


def test_a_fitted_scheme_is_taken_as_it_is(shop):
    fitted = shop.fit("tier3")
    assert shop.compare(fitted).schemes == [fitted]


def test_a_report_is_a_page_of_its_own(compared, tmp_path):
    page = compared.save_report(tmp_path / "league.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert "<h1>shop · schemes compared</h1>" in page
    assert "<dd>tier3, halves</dd>" in page
    assert "1,063 rows read" in page


def test_its_name_tells_the_schemes_and_nothing_of_the_settings(compared):
    assert repr(compared) == "<tier3, halves compared on shop>"


def test_a_notebook_shows_what_to_take_from_it(compared):
    shown = compared._repr_html_()
    assert "past spend deciles" in shown
    assert shown.startswith("<ul>")


def test_figures_go_by_their_names(compared):
    assert list(compared.figures) == ["league", "associations", "crosswalk"]


def test_a_segment_that_changes_without_behaviour_is_counted(compared):
    assert "flapping/steady" in compared.league


@pytest.mark.parametrize("by", ["future/ginii", "size/k"])
def test_a_league_has_the_order_of_a_metric_that_has_a_better_side(shop, by):
    with pytest.raises(ConfigError, match=f"by should be one of .*got '{by}'"):
        shop.compare("tier3", by=by)


def test_no_scheme_is_called_as_what_it_has_to_beat(shop):
    tier3 = shop.scheme("tier3")
    taken = ShareTiers(
        "one segment", tier3.purpose, "n_orders", [0.5, 0.5], tier3.segment_names[:2]
    )
    with pytest.raises(ConfigError, match="got one segment"):
        shop.compare("tier3", taken)
