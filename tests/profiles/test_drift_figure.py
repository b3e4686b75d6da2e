import pandas as pd
import pytest

from patronage.profiles import drift_figure


def drifted(n=30):
    features = [
        {
            "subject": f"feature_{i:02d}",
            "kind": "feature",
            "band": "major" if i < 2 else "stable",
            "psi": 1 / (i + 1),
            "psi_critical": 0.02,
        }
        for i in range(n)
    ]
    segments = [
        {"subject": f"segment {i}", "kind": "segment", "before": 0.3, "now": 0.4}
        for i in range(2)
    ]
    return pd.DataFrame([*features, *segments])


NAMES = pd.DataFrame({"segment": [0, 1], "segment_id": ["S04", "S02"]})


@pytest.mark.parametrize(("language", "word"), [("en", "now"), ("zh", "现在")])
def test_the_largest_twenty_are_shown_and_segments_by_their_ids(language, word):
    figure = drift_figure(drifted(), NAMES, language=language)
    features, segments = figure.axes
    labels = [each.get_text() for each in features.get_yticklabels()]
    assert len(labels) == 20
    assert labels[-1] == "feature_00"
    assert [each.get_text() for each in segments.get_yticklabels()] == ["S04", "S02"]
    assert segments.get_legend().get_texts()[1].get_text() == word


def test_a_huge_index_leaves_the_bands_readable():
    huge = drifted(3)
    huge.loc[0, "psi"] = 8.0
    features = drift_figure(huge, NAMES).axes[0]
    assert features.get_xlim() == (0, 1)
    assert "8.00 >" in [each.get_text() for each in features.texts]


def test_a_segment_without_a_name_keeps_its_number():
    axes = drift_figure(drifted(), NAMES.head(1)).axes[1]
    assert [each.get_text() for each in axes.get_yticklabels()] == ["S04", "segment 1"]


def test_nothing_is_drawn_too():
    assert drift_figure(drifted().head(0), NAMES).axes


def test_few_features_are_drawn_too():
    figure = drift_figure(drifted(1), NAMES)
    assert len(figure.axes[0].get_yticklabels()) == 1
