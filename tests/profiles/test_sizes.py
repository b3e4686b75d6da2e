import pandas as pd

from patronage import profiles


def profile(revenue):
    return pd.DataFrame(
        {
            "segment": [0, 1],
            "segment_id": ["S01", "S02"],
            "name": ["Rare", "Often"],
            "size": [90, 10],
            "share": [0.9, 0.1],
            "revenue_share": revenue,
        }
    )


def drawn(revenue):
    table = profiles.sizes_table(profile(revenue))
    return profiles.sizes(table, profiles.Wording(), scheme="kmeans").axes[0]


def test_two_bars_stand_for_each_segment():
    widths = [bar.get_width() for bar in drawn([0.25, 0.75]).patches]
    assert widths == [0.9, 0.1, 0.25, 0.75]


def test_without_revenue_there_is_one_bar():
    axes = drawn([float("nan")] * 2)
    assert [bar.get_width() for bar in axes.patches] == [0.9, 0.1]


def test_bars_say_their_share():
    texts = [text.get_text() for text in drawn([0.25, 0.75]).texts]
    assert texts == ["90%", "10%", "25%", "75%"]


def test_what_does_not_come_back_is_marked_by_its_name():
    stability = pd.DataFrame({"segment": [1, 0], "jaccard": [0.5, 0.9]})
    table = profiles.sizes_table(profile([0.25, 0.75]), stability)
    assert table["jaccard"].tolist() == [0.9, 0.5]
    axes = profiles.sizes(table, profiles.Wording(), scheme="kmeans").axes[0]
    labels = axes.get_yticklabels()
    assert [label.get_text() for label in labels] == [
        "Rare\n90",
        "Often\n10\n⚠ not stable (Jaccard 0.50)",
    ]
    assert labels[0].get_color() != labels[1].get_color()
