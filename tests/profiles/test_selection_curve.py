import pandas as pd

from patronage import profiles

CURVE = pd.DataFrame(
    {
        "k": [4, 2, 3],
        "silhouette": [0.3, 0.5, 0.6],
        "davies_bouldin": [1.2, 0.7, 0.6],
        "stability_ari": float("nan"),
        "admissible": [False, True, True],
        "chosen": [False, False, True],
    }
)


def drawn(curve):
    return profiles.selection_curve(curve, profiles.Wording(), scheme="kmeans")


def test_only_measures_that_were_taken_have_a_panel():
    titles = [axes.get_title(loc="left") for axes in drawn(CURVE).axes]
    assert titles == ["Silhouette, higher is better", "Davies–Bouldin, lower is better"]


def test_the_chosen_number_is_in_the_title_and_marked():
    figure = drawn(CURVE)
    assert figure.get_suptitle() == "kmeans: 3 segments chosen"
    assert [text.get_text() for text in figure.axes[0].texts] == ["0.6"]


def test_where_rules_act_the_title_says_so():
    figure = drawn(CURVE.assign(replaced=True))
    said = "kmeans: no structure, rules give the segments (clusters: 3)"
    assert figure.get_suptitle() == said
    kept = drawn(CURVE.assign(replaced=False))
    assert kept.get_suptitle() == "kmeans: 3 segments chosen"


def test_one_segment_is_singular():
    one = CURVE.assign(k=[2, 3, 1])
    assert drawn(one).get_suptitle() == "kmeans: 1 segment chosen"


def test_a_curve_of_nothing_found_can_be_drawn():
    measures = dict.fromkeys(["silhouette", "davies_bouldin"], float("nan"))
    nothing = CURVE[CURVE["chosen"]].assign(k=0, replaced=True, **measures)
    assert drawn(nothing).axes == []
    assert drawn(nothing).get_suptitle().endswith("(clusters: 0)")


def test_the_curve_runs_by_k_whatever_the_order_of_rows():
    line = drawn(CURVE).axes[0].lines[0]
    assert line.get_xdata().tolist() == [2, 3, 4]
    assert line.get_ydata().tolist() == [0.5, 0.6, 0.3]


def test_no_choice_is_drawn_as_none():
    figure = drawn(CURVE.assign(chosen=False))
    assert figure.get_suptitle() == "kmeans: – segments chosen"


def test_errors_are_bands_and_thresholds_lines():
    curve = CURVE.assign(
        silhouette_se=0.01, prediction_strength=[0.5, 0.9, 0.8], near_tie=True
    )
    silhouette, _, strength = drawn(curve).axes
    assert len(silhouette.collections) == 1 + len(strength.collections)
    assert [0.8, 0.8] in [list(line.get_ydata()) for line in strength.lines]


def test_each_jaccard_has_the_bound_that_is_asked_of_it():
    curve = CURVE.assign(jaccard_min=[0.5, 0.7, 0.8], jaccard_mean=[0.6, 0.8, 0.9])
    bounds = {
        axes.get_title(loc="left"): [
            line.get_ydata()[0] for line in axes.lines if len(line.get_ydata()) == 2
        ]
        for axes in drawn(curve).axes[2:]
    }
    assert bounds == {
        "Weakest segment (Jaccard), higher is better": [0.6],
        "Average segment (Jaccard), higher is better": [0.75],
    }


def test_the_score_is_called_what_it_is_not_the_rule():
    *_, last = drawn(CURVE.assign(score=[1.0, 2.0, 3.0])).axes
    said = "Mean rank of four criteria, higher is better"
    assert last.get_title(loc="left") == said


def test_inadmissible_are_hollow_and_near_ties_lighter():
    curve = CURVE.assign(near_tie=[True, True, False], chosen=False)
    hollow, admitted, near = drawn(curve).axes[0].collections[:3]
    assert [part.get_offsets()[:, 0].tolist() for part in (hollow, admitted, near)] == [
        [4],
        [2, 3],
        [2],
    ]
    assert hollow.get_facecolor()[0].tolist() == [1, 1, 1, 1]
    assert not (admitted.get_facecolor()[0] == near.get_facecolor()[0]).all()


def test_the_legend_is_in_the_language_of_the_reader():
    figure = profiles.selection_curve(
        CURVE, profiles.Wording(language="zh"), scheme="kmeans"
    )
    assert "选定" in [text.get_text() for text in figure.legends[0].get_texts()]
