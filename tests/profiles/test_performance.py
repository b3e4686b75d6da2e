import pandas as pd

from patronage.profiles import Wording, importance_map

TABLE = pd.DataFrame(
    {
        "item": ["货源", "delivery"],
        "performance": [40.0, 60.0],
        "importance": [0.7, 0.5],
        "advice": ["concentrate", "possible_overkill"],
    }
)


def texts(language):
    figure = importance_map(TABLE, Wording(language=language), scheme="tier3")
    (axes,) = figure.axes
    return {text.get_text() for text in axes.texts}


def test_every_item_and_every_quarter_is_named():
    assert {"货源", "delivery", "Concentrate here", "Low priority"} <= texts("en")
    assert {"重点改进", "或已过度"} <= texts("zh")
