import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from patronage import profiles

LIVES = {"S01": (0, 8), "S02": (0, 3), "S03": (3, 8), "S04": (3, 5)}
NAMES = {each: f"High value · True loyal · frequent buyer {each}" for each in LIVES}


def retrainings(n=8, promoted=(0, 3, 5)):
    days = pd.date_range("2017-01-31", periods=n, freq="ME")
    known = np.where(np.arange(n) > 0, 0.1, np.nan)
    return pd.DataFrame(
        {
            "as_of": days,
            "decision": ["promoted" if i in promoted else "kept" for i in range(n)],
            "moved_customers": known,
            "moved_model": known / 5,
            "moved_both": known / 10,
        }
    )


def shares(lives, days):
    rows = [
        (days[at].strftime("%Y-%m-%d"), each, NAMES[each], "高价值 · 忠诚", 0.25)
        for each, (first, last) in lives.items()
        for at in range(first, min(last, len(days)))
    ]
    columns = ["as_of", "segment_id", "name_en", "name_zh", "share"]
    return pd.DataFrame(rows, columns=columns)


def drawn(n=8, lives=LIVES, language="en", **decided):
    told = retrainings(n, **decided)
    return profiles.retraining_story(
        told, shares(lives, list(told["as_of"])), language=language
    )


def strips(figure):
    return [p for p in figure.axes[0].patches if isinstance(p, Rectangle)]


def words(axes):
    return [text.get_text() for text in axes.texts]


def test_a_strip_is_as_long_as_its_segment_lives():
    found = [(round(s.get_x() + 0.5), round(s.get_width())) for s in strips(drawn())]
    assert found == [(0, 8), (0, 3), (3, 5), (3, 2)]


def test_a_segment_that_comes_back_has_two_strips():
    told = retrainings()
    known = shares({"S01": (0, 8), "S02": (0, 2)}, list(told["as_of"]))
    again = known[known["segment_id"] == "S02"].assign(
        as_of=["2017-06-30", "2017-07-31"]
    )
    figure = profiles.retraining_story(told, pd.concat([known, again]))
    assert [round(s.get_width()) for s in strips(figure)] == [8, 2, 2]


def test_names_and_ids_stand_at_the_left_and_the_dead_are_quiet():
    labels = drawn().axes[0].get_yticklabels()
    assert [each.get_text()[:3] for each in labels] == list(LIVES)
    assert "True loyal" in labels[0].get_text()
    colours = [each.get_color() for each in labels]
    assert colours[0] == colours[2] != colours[1] == colours[3]


def test_decisions_are_marked_on_their_days():
    figure = drawn()
    legend = [text.get_text() for text in figure.legends[0].get_texts()]
    assert legend[:2] == ["challenger promoted", "champion kept"]
    collections = figure.axes[0].collections
    marks = {c.get_label(): c.get_offsets()[:, 0].tolist() for c in collections}
    assert marks["challenger promoted"] == [0, 3, 5]
    assert marks["champion kept"] == [1, 2, 4, 6, 7]


def test_bars_are_parted_by_cause_and_pale_where_nothing_came_of_it():
    axes = drawn().axes[1]
    heights = np.array([bar.get_height() for bar in axes.patches]).reshape(3, 8)
    assert heights[:, 1] == pytest.approx([0.1, 0.02, 0.01])
    assert heights[:, 0].tolist() == [0, 0, 0]
    shades = [bar.get_facecolor()[3] for bar in axes.patches[:8]]
    assert [shade == 1 for shade in shades] == [i in (0, 3, 5) for i in range(8)]
    assert words(axes)[:2] == ["–", "13%"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("n", [1, 12])
def test_words_never_overlap(language, n):
    figure = drawn(n, dict.fromkeys(LIVES, (0, n)), language)
    figure.canvas.draw()
    upper, lower = figure.axes
    shown = [*upper.texts, *upper.get_yticklabels(), *lower.texts]
    shown += [each for each in lower.get_xticklabels() if each.get_text()]
    boxes = [each.get_window_extent() for each in shown if each.get_text()]
    assert len(boxes) == 4 * n + 4 + 2 * n
    for place, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[place + 1 :])


def test_many_days_have_fewer_words():
    figure = drawn(30, {"S01": (0, 30)}, promoted=(0,))
    assert not words(figure.axes[0])
    assert len(figure.axes[1].get_xticks()) <= 13


def test_chinese_is_chinese():
    figure = drawn(language="zh")
    assert figure.get_suptitle() == "历次重训中的细分"
    assert figure.axes[0].get_yticklabels()[0].get_text() == "S01 · 高价值 · 忠诚"
