import numpy as np
import pandas as pd

from patronage.profiles import Voice, Wording, voices

NAMES = pd.DataFrame({"segment": [0, 1, 2], "name": ["High", "Mid", "Low"]})


def test_a_segment_that_said_nothing_has_no_point():
    table = pd.DataFrame({"segment": [0, 2], "nps": [30.0, -10.0]})
    figure = voices([Voice("NPS", table, "nps")], NAMES, Wording(), scheme="tier3")
    (axes,) = figure.axes
    drawn = axes.lines[0].get_xdata()
    assert np.isnan(drawn[1])
    assert [text.get_text() for text in axes.texts] == ["30", "-10"]


def test_each_number_has_a_panel_with_its_interval():
    table = pd.DataFrame({"segment": [0], "nps": [30.0], "low": [20.0], "high": [40.0]})
    said = [Voice("NPS", table, "nps"), Voice("Index", table, "low")]
    figure = voices(said, NAMES, Wording(language="zh"), scheme="tier3")
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["NPS", "Index"]
    assert len(figure.axes[0].collections) == 1
