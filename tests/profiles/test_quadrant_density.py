import numpy as np
import pandas as pd
import pytest

from patronage import profiles
from tests.profiles.maps import COLUMNS, axes_of, map_of


def density(axes):
    return profiles.density(map_of(axes))


def test_every_customer_with_both_axes_is_counted_once():
    axes = axes_of(500)
    axes.loc[:9, "repeat"] = np.nan
    axes.loc[10:14, "attitude"] = np.nan
    assert density(axes)["customers"].sum() == 485


def test_customers_fall_in_the_nearest_hexagon():
    axes, shown = axes_of(2000), map_of(axes_of(2000))
    cells = profiles.density(shown)
    centres = [v.place(cells[c]) for v, c in zip(shown.views, COLUMNS, strict=True)]
    places = shown.places(axes.to_numpy().T)
    gaps = places[:, None, :] - np.column_stack(centres)
    wide, high = cells.loc[0, ["wide", "high"]]
    nearest = (gaps**2 @ [1 / wide**2, 3 / high**2]).argmin(1)
    counts = np.bincount(nearest, minlength=len(cells))
    assert np.abs(counts - cells["customers"]).max() == 0


def test_neither_the_order_of_customers_nor_blocks_matter(monkeypatch):
    axes = axes_of(300)
    whole = density(axes)
    monkeypatch.setattr("patronage.profiles.quadrant_density.BLOCK", 7)
    again = density(axes.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(whole, again)


def test_the_columns_may_be_any_two():
    axes = axes_of(300)
    renamed = density(axes.set_axis(["recommendation", "spend"], axis=1))
    pd.testing.assert_frame_equal(
        renamed, density(axes).set_axis(renamed.columns, axis=1)
    )


def test_other_units_are_the_same_picture():
    axes = axes_of(300)
    in_cents = profiles.density(map_of(axes * 100, cut=50))
    assert (in_cents["customers"] == density(axes)["customers"]).all()
    assert np.allclose(in_cents[COLUMNS], 100 * density(axes)[COLUMNS])


@pytest.mark.parametrize("axes", [axes_of(1), axes_of(0), axes_of(40) * 0])
def test_few_or_equal_customers_do_no_harm(axes):
    assert density(axes)["customers"].sum() == len(axes)


def test_skewed_money_is_counted_to_the_last_customer_in_few_cells():
    axes = axes_of(20_000)
    axes["repeat"] = np.exp(3 * np.random.default_rng(1).standard_t(2, 20_000))
    cells = density(axes)
    assert cells["customers"].sum() == 20_000
    assert len(cells) < 2500
    assert np.isfinite(cells.to_numpy()).all()


def test_who_is_beyond_the_frame_stands_at_its_edge():
    axes = axes_of(10_000)
    axes.loc[:9, "attitude"] = 1000.0
    shown = map_of(axes)
    assert shown.beyond > 0
    assert profiles.density(shown)["attitude"].max() < 2
    assert profiles.density(shown)["customers"].sum() == 10_000


def test_answers_on_a_scale_are_counted_where_they_stand():
    rng = np.random.default_rng(0)
    axes = pd.DataFrame({"a": rng.integers(0, 11, 500), "b": rng.integers(1, 7, 500)})
    cells = density(axes.astype(float))
    expected = axes.astype(float).value_counts(sort=False).sort_index()
    assert cells["customers"].tolist() == expected.tolist()
    assert np.array_equal(cells[["a", "b"]], np.array(expected.index.tolist()))


def test_one_axis_in_steps_has_a_row_of_cells_for_each_step():
    axes = axes_of(3000).assign(repeat=lambda a: np.ceil(a["repeat"] * 4) / 4)
    assert sorted(density(axes)["repeat"].unique()) == [0.25, 0.5, 0.75, 1.0]


def test_a_cut_without_an_interval_is_not_in_doubt():
    sure = {"column": "a", "label": "A", "cut": 1.0}
    assert not profiles.MapAxis(**sure).in_doubt
    assert not profiles.MapAxis(**sure, low=1.0, high=1.0).in_doubt
    assert profiles.MapAxis(**sure, low=0.9, high=1.0).in_doubt
