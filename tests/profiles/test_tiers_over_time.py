import numpy as np
import pandas as pd
import pytest

from patronage import profiles


def drawn(n_tiers=3, n_periods=4, language="en"):
    shares = np.random.default_rng(0).dirichlet(np.ones(n_tiers), n_periods)
    days = pd.date_range("2018-01-31", periods=n_periods, freq="ME")
    names = pd.Series([f"第 {number} 档" for number in range(n_tiers)])
    return profiles.tier_shares_figure(
        pd.DataFrame(shares, index=days),
        names,
        profiles.Wording(language=language),
        scheme="tier8",
    )


def legend(figure):
    return [text.get_text() for text in figure.legends[0].get_texts()]


def test_each_period_is_one_whole_bar():
    axes = drawn().axes[0]
    assert len(axes.patches) == 3 * 4
    tops = [bar.get_y() + bar.get_height() for bar in axes.patches[-4:]]
    assert tops == pytest.approx([1.0] * 4)
    assert axes.get_xticklabels()[0].get_text() == "2018-01"


def test_the_legend_has_the_order_of_the_bars():
    assert legend(drawn()) == ["第 2 档", "第 1 档", "第 0 档"]


@pytest.mark.parametrize(
    ("language", "told"), [("en", "32 others"), ("zh", "其余 32 档")]
)
def test_of_many_tiers_the_largest_are_drawn(language, told):
    figure = drawn(42, language=language)
    assert legend(figure)[0] == told
    assert len(legend(figure)) == 11
    tops = [b.get_y() + b.get_height() for b in figure.axes[0].patches[-4:]]
    assert tops == pytest.approx([1.0] * 4)


def test_many_periods_have_fewer_words():
    axes = drawn(n_periods=40).axes[0]
    assert len(axes.get_xticks()) == 14
    assert not [text for text in axes.texts if text.get_text()]
