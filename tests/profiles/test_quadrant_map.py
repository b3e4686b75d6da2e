import numpy as np
import pandas as pd
import pytest

from patronage import profiles

RNG_SEED = 0


def axes_of(n):
    values = np.random.default_rng(RNG_SEED).uniform(size=(n, 2))
    return pd.DataFrame(values, columns=["attitude", "repeat"])


def test_every_customer_with_both_axes_is_counted_once():
    axes = axes_of(500)
    axes.loc[:9, "repeat"] = np.nan
    assert profiles.density(axes)["customers"].sum() == 490


def test_customers_fall_in_the_nearest_hexagon():
    axes = axes_of(2000)
    cells = profiles.density(axes)
    gaps = axes.to_numpy()[:, None, :] - cells[["attitude", "repeat"]].to_numpy()
    wide, high = cells.loc[0, ["wide", "high"]]
    nearest = (gaps**2 @ [1 / wide**2, 3 / high**2]).argmin(1)
    counts = np.bincount(nearest, minlength=len(cells))
    assert np.abs(counts - cells["customers"]).max() == 0


def test_the_order_of_customers_does_not_matter():
    axes = axes_of(300)
    pd.testing.assert_frame_equal(
        profiles.density(axes), profiles.density(axes.sample(frac=1, random_state=1))
    )


@pytest.mark.parametrize("axes", [axes_of(1), axes_of(0), axes_of(40) * 0])
def test_few_or_equal_customers_do_no_harm(axes):
    assert profiles.density(axes)["customers"].sum() == len(axes)


def test_corners_carry_names_and_shares():
    corners = pd.DataFrame(
        {"name": ["none", "inertia", "latent", "true"], "share": [0.4, 0.3, 0.2, 0.1]}
    )
    shown = profiles.QuadrantMap(
        axes=axes_of(400),
        corners=corners,
        attitude_cut=0.5,
        repeat_cut=0.4,
        attitude_label="Attitude",
        repeat_label="Repeat",
        centroids=pd.DataFrame(
            {"segment_id": ["S01"], "name": ["A"], "attitude": 0.2, "repeat": 0.3}
        ),
    )
    figure = profiles.quadrant_map(
        profiles.density(shown.axes), shown, profiles.Wording(), scheme="x"
    )
    places = {text.get_text(): text.get_position() for text in figure.axes[0].texts[:4]}
    assert places["true\n10%"] == (0.985, 0.985)
    assert places["inertia\n30%"] == (0.015, 0.985)
    assert places["latent\n20%"] == (0.985, 0.015)
    assert [text.get_text() for text in figure.legends[0].texts] == ["S01  A"]
