import numpy as np
import pandas as pd
import pytest

from patronage import profiles
from tests.profiles.maps import axes_of, map_of

CENTROIDS = pd.DataFrame(
    {"segment_id": ["S01", "S02"], "name": ["A", "B"], "attitude": 0.2, "repeat": 0.3}
)


def drawn(shown, language="en"):
    wording = profiles.Wording(language=language, currency="USD")
    return profiles.quadrant_map(
        profiles.density(shown), shown, wording, scheme="loyalty"
    )


def texts(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def note(figure):
    return figure.axes[0].get_title(loc="left")


def test_corners_carry_names_and_shares():
    figure = drawn(map_of(axes_of(400)))
    places = {text.get_text(): text.get_position() for text in figure.axes[0].texts}
    assert places["none\n40%"] == (0.015, 0.015)
    assert places["inertia\n30%"] == (0.015, 0.985)
    assert places["latent\n20%"] == (0.985, 0.015)
    assert places["true\n10%"] == (0.985, 0.985)


@pytest.mark.parametrize("n", [400, 5000])
def test_corner_names_stand_clear_of_the_customers(n):
    figure = drawn(map_of(axes_of(n)))
    axes = figure.axes[0]
    figure.canvas.draw()
    cells = axes.collections[0].get_paths()
    shapes = [axes.transData.transform_path(path).get_extents() for path in cells]
    named = [text for text in axes.texts if "%" in text.get_text()]
    boxes = [text.get_window_extent() for text in named]
    assert len(boxes) == 4
    assert not any(box.overlaps(shape) for box in boxes for shape in shapes)


def test_other_segments_are_marked_beside_each_other():
    figure = drawn(map_of(axes_of(400), centroids=CENTROIDS))
    assert [text.get_text() for text in figure.legends[0].texts] == ["S01  A", "S02  B"]
    discs = [line for line in figure.axes[0].lines if line.get_markersize() == 18]
    first, other = (np.ravel(disc.get_data()) for disc in discs)
    assert np.abs(first - other).max() > 0.02


def test_few_customers_are_dots_and_many_are_not():
    few, many = (drawn(map_of(axes_of(n))) for n in (500, 3000))
    assert "A dot is a customer." in note(few)
    assert len(few.axes[0].collections[1].get_offsets()) == 500
    assert len(many.axes[0].collections) == 1


def test_a_band_shows_the_doubt_in_a_cut():
    shown = map_of(axes_of(3000))
    doubt = profiles.MapAxis(
        column="attitude", label="Attitude", cut=0.5, low=0.45, high=0.56
    )
    sure, doubtful = (
        drawn(each)
        for each in (
            shown,
            profiles.QuadrantMap(
                axes=shown.axes,
                across=doubt,
                upwards=shown.upwards,
                corners=shown.corners,
            ),
        )
    )
    assert (len(sure.axes[0].patches), len(doubtful.axes[0].patches)) == (0, 1)
    assert "cut 0.50 (0.45 to 0.56)" in texts(doubtful)
    assert "95% intervals" in note(doubtful)
    assert "95% intervals" not in note(sure)


def test_money_over_decades_is_said_to_be_spaced_by_ratio():
    axes = axes_of(3000)
    axes["repeat"] = np.exp(np.random.default_rng(0).normal(4, 1.5, 3000))
    shown = map_of(axes, cut=50)
    money = profiles.MapAxis(column="repeat", label="Spend", cut=50, unit="money")
    figure = drawn(
        profiles.QuadrantMap(
            axes=axes, across=shown.across, upwards=money, corners=shown.corners
        )
    )
    plane = figure.axes[0]
    assert plane.get_ylabel() == "Spend (spaced by ratio)"
    assert plane.get_xlabel() == "Across"
    assert "$100" in [label.get_text() for label in plane.get_yticklabels()]


def test_who_lies_beyond_the_frame_is_said():
    axes = axes_of(10_000)
    axes.loc[:29, "attitude"] = 1000.0
    assert "0.5% of customers lie beyond the frame" in note(drawn(map_of(axes)))
    assert "beyond" not in note(drawn(map_of(axes_of(3000))))


def test_answers_on_a_scale_are_discs_that_grow_with_customers():
    levels = np.repeat([1.0, 2.0, 3.0], [400, 100, 4])
    shown = map_of(pd.DataFrame({"attitude": levels, "repeat": levels}))
    paths = drawn(shown).axes[0].collections[0].get_paths()
    wide = [np.ptp(path.vertices[:, 0]) for path in paths]
    assert wide[1] == pytest.approx(wide[0] / 2)
    assert wide[0] > wide[1] > wide[2] > 0


def test_a_few_peaks_do_not_leave_the_rest_pale():
    axes = axes_of(20_000)
    axes.loc[:9999, "repeat"] = 0.0
    axes["repeat"] += 1e-6 * axes["attitude"]
    cells = drawn(map_of(axes)).axes[0].collections[0]
    assert cells.norm.vmax < cells.get_array().max() / 4


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("axes", [axes_of(1), axes_of(40) * 0 + 0.5])
def test_few_or_equal_customers_are_drawn(axes, language):
    assert drawn(map_of(axes, centroids=CENTROIDS), language).axes
