import itertools

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
    told = told.assign(segment=0, unit="", kind="raw", z=0.0, mean=1.0, median=1.0)
    told = told.assign(n=9, known=1.0)
    profile = pd.DataFrame(
        {"segment": [0], "segment_id": ["S01"], "name": ["A"], "size": [9]}
    ).assign(share=1.0)
    found = profiles.heatmap_table(profile, told)["column"].tolist()
    assert len(found) == 12
    assert found[0] == "frequency"
    assert "n_orders" not in found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_cells_carry_means_in_their_units(shop, language):
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
        mean=cells["mean"].where(cells["segment"] > 0),
    )
    figure = profiles.heatmap(blank, profiles.Wording(), scheme="kmeans")
    assert texts(figure)[:5] == ["–"] * 5


def test_a_cell_must_be_known_of_half_of_its_segment(shop):
    told = profiles.profile_features(
        shop.features, shop.segments, shop.dictionary, n_segments=3
    )
    profile = profiles.profile(
        shop.features, shop.segments, shop.dictionary, shop.names
    )
    hardly = (told["segment"] == 2) & (told["column"] == "frequency")
    for known, shown in ((0.5, True), (0.49, False)):
        changed = told.assign(known=told["known"].mask(hardly, known))
        cells = profiles.heatmap_table(profile, changed)
        cells = cells.set_index(["segment", "column"])
        assert pd.notna(cells.loc[(2, "frequency"), "mean"]) == shown
        assert pd.notna(cells.loc[(1, "frequency"), "mean"])


def test_a_column_must_be_known_of_half_of_the_customers(shop):
    for known, shown in ((50, True), (49, False)):
        values = shop.features["frequency"].mask(shop.features.index >= known)
        told = profiles.profile_features(
            shop.features.assign(frequency=values),
            shop.segments,
            shop.dictionary,
            n_segments=3,
        )
        profile = profiles.profile(
            shop.features, shop.segments, shop.dictionary, shop.names
        )
        cells = profiles.heatmap_table(profile, told)
        assert ("frequency" in set(cells["column"])) == shown


def test_number_and_colour_agree(shop):
    for _, line in cells_of(shop).groupby("column"):
        assert line["mean"].rank().tolist() == line["z"].rank().tolist()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("columns", [1, 2, 5, 12])
def test_nothing_is_cut_off_or_printed_over(shop, columns, language):
    cells = cells_of(shop)
    one = cells[cells["rank"] == 0]
    copies = [
        one.assign(rank=i, column=f"a long column name {i}") for i in range(columns)
    ]
    drawn = pd.concat(copies).sort_values(["segment", "rank"], ignore_index=True)
    wording = profiles.Wording(language=language)
    figure = profiles.heatmap(drawn, wording, scheme="k_prototypes")
    figure.draw_without_rendering()
    axes, bar = figure.axes
    said = [axes.title, axes._left_title, *axes.get_xticklabels()]
    said += [*axes.get_yticklabels(), *bar.get_xticklabels()]
    page = figure.bbox
    for text in said:
        box = text.get_window_extent()
        assert page.x0 <= box.x0, text
        assert box.x1 <= page.x1, text
    ticks = [label.get_window_extent() for label in bar.get_xticklabels()]
    assert all(a.x1 < b.x0 for a, b in itertools.pairwise(ticks))
