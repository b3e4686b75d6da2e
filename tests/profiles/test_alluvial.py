import pandas as pd
import pytest

from patronage import profiles

STATES = ["No loyalty", "Inertia", "Latent", "True", "Unknown", "New", "Lost"]


def drawn(pairs, language="en", **settings):
    table = pd.DataFrame(pairs, columns=["before", "after", "customers"])
    flows = profiles.Flows(
        table=table, states=STATES, days=("2017-06-30", "2017-09-30"), **settings
    )
    wording = profiles.Wording(language=language, currency="USD")
    return profiles.alluvial(flows, wording, scheme="loyalty")


def everybody(n=100):
    return [(before, after, n) for before in STATES for after in STATES]


def texts(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def test_the_title_says_both_days():
    figure = drawn(everybody())
    assert figure.get_suptitle() == "loyalty: who moved from 2017-06-30 to 2017-09-30"
    assert {"2017-06-30", "2017-09-30"} <= set(texts(figure))


def test_both_sides_carry_names_shares_and_customers():
    found = texts(drawn([("True", "True", 750), ("True", "Lost", 250)]))
    assert "True\n100% · 1,000" in found
    assert "True\n75% · 750" in found
    assert "Lost\n25% · 250" in found
    assert len(found) == 5


def test_money_is_told_as_money():
    found = texts(drawn([("True", "Lost", 250)], unit="money"))
    assert found.count("True\n100% · $250") == 1


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("crowd", [1, 100_000])
def test_labels_never_overlap(language, crowd):
    figure = drawn([*everybody(1), ("True", "True", crowd)], language)
    figure.canvas.draw()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert len(boxes) == 16
    for place, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[place + 1 :])


def test_a_ribbon_has_the_colour_of_the_state_before():
    figure = drawn([("True", "Lost", 1), ("Inertia", "Lost", 2)])
    patches = figure.axes[0].patches
    ribbons, blocks = patches[:2], patches[2:]
    assert [r.get_facecolor()[:3] for r in ribbons] == [
        b.get_facecolor()[:3] for b in blocks[:2]
    ]


def test_a_flow_of_less_than_half_a_percent_is_a_line():
    figure = drawn([("True", "True", 996), ("True", "Lost", 4)])
    wide, thin = figure.axes[0].patches[:2]
    assert wide.get_facecolor()[3] > 0
    assert thin.get_facecolor()[3] == 0
    assert thin.get_edgecolor()[3] > 0
    assert thin.get_linewidth() > 0.5


def test_many_states_make_a_taller_figure():
    more = [f"S{i:02d}" for i in range(30)]
    table = pd.DataFrame({"before": more, "after": more, "customers": 1})
    flows = profiles.Flows(table=table, states=more, days=("a", "b"), n_segments=30)
    figure = profiles.alluvial(flows, profiles.Wording(), scheme="x")
    figure.canvas.draw()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    for place, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[place + 1 :])
