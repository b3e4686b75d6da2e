import pandas as pd
import pytest

from patronage import profiles


def cells_of(shop):
    told = profiles.profile_features(
        shop.features, shop.segments, shop.dictionary, n_segments=3
    )
    profile = profiles.profile(
        shop.features, shop.segments, shop.dictionary, shop.names
    )
    return profiles.heatmap_table(profile, told)


def texts(figure):
    axes = figure.axes[0]
    return [text.get_text() for text in axes.texts]


def test_columns_run_from_the_one_that_tells_most(shop):
    cells = cells_of(shop)
    assert cells["column"].tolist()[:5] == [
        "frequency",
        "monetary_total",
        "recency_days",
        "own_brand_share",
        "shoe_size",
    ]
    assert len(cells) == 15


def test_no_more_than_twelve_columns_each_theme_before_a_second_of_any(shop):
    told = pd.DataFrame(
        {"column": [f"x{i:02d}" for i in range(11)] + ["frequency", "n_orders"]}
    )
    told["eta2"] = [*[0.1] * 11, 0.9, 0.8]
    told = told.assign(segment=0, unit="", z=0.0, median=1.0)
    profile = pd.DataFrame(
        {"segment": [0], "segment_id": ["S01"], "name": ["A"], "size": [9]}
    ).assign(share=1.0)
    found = profiles.heatmap_table(profile, told)["column"].tolist()
    assert len(found) == 12
    assert found[0] == "frequency"
    assert "n_orders" not in found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_cells_carry_medians_in_their_units(shop, language):
    wording = profiles.Wording(language=language, currency="USD")
    figure = profiles.heatmap(cells_of(shop), wording, scheme="kmeans")
    row = texts(figure)[:3]
    assert row == ["1", "$10", "300"]


def test_segments_stand_at_the_side_with_their_size(shop):
    figure = profiles.heatmap(cells_of(shop), profiles.Wording(), scheme="kmeans")
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert labels[2] == "High value · buys often/recent\n10 · 10%"


def test_a_segment_without_numbers_is_dashes(shop):
    cells = cells_of(shop)
    blank = cells.assign(
        z=cells["z"].where(cells["segment"] > 0),
        median=cells["median"].where(cells["segment"] > 0),
    )
    figure = profiles.heatmap(blank, profiles.Wording(), scheme="kmeans")
    assert texts(figure)[:5] == ["–"] * 5
