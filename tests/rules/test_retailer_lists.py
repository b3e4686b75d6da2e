import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patronage.errors import ConfigError
from patronage.loggable import Metric, Table
from patronage.rules import CoreRule
from tests.rules.listed import Given, lists, names, retailers

RETAILER = st.tuples(
    st.integers(-1, 3),
    st.sampled_from(["yes", "no"]),
    st.sampled_from([0.0, 1.0, np.nan]),
    st.sampled_from([0.0, 59, 60, 75, 90, np.nan]),
    st.sampled_from([0.0, 40, 80, np.nan]),
)
COLUMNS = ("quadrant", "suspended", "severe", "credit_score", "support_score")


def listed(features, **settings):
    scheme = lists(**settings).fit(features)
    keys = [name.key for name in scheme.segment_names]
    return [keys[place] for place in scheme.predict(features)]


def test_core_is_high_value_or_second_tier_with_support_of_the_best_quarter():
    features = retailers(quadrant=[3, 2, 2, 1, 0], support_score=[10.0, 80, 79, 90, 5])
    assert listed(features) == ["core", "core", "general", "general", "general"]


def test_whoever_is_core_has_a_good_name():
    features = retailers(
        quadrant=[3, 3, 2, 2],
        credit_score=[75.0, 74.9, 75, 74.9],
        support_score=[9.0] * 4,
    )
    assert listed(features) == ["core", "general", "core", "general"]


@pytest.mark.parametrize(
    "fault", [{"suspended": ["yes"]}, {"severe": [1.0]}, {"credit_score": [59.9]}]
)
@pytest.mark.parametrize("quadrant", range(-1, 4))
def test_a_problem_comes_before_everything(fault, quadrant):
    features = retailers(quadrant=[quadrant], **fault)
    assert listed(features) == ["problem"]
    flagged = lists().fit(features).high_value_problem(features)
    assert flagged.tolist() == [quadrant == 3]


def test_a_problem_that_contributes_as_the_best_do_is_of_high_value():
    features = retailers(
        quadrant=[0] * 8,
        severe=[1.0, 1.0, *[0.0] * 6],
        contribution_score=[90.0, 40.0, 95.0, 50.0, 50.0, 50.0, 50.0, 50.0],
    )
    flagged = lists().fit(features).high_value_problem(features)
    assert flagged.tolist() == [True, *[False] * 7]


def test_who_has_no_quadrant_is_general():
    table = lists().fit(x := retailers(quadrant=[-1, 3])).assign(x)
    assert table["segment"].tolist() == [1, 0]
    assert table["status"].tolist() == ["ok", "ok"]


def test_what_a_quadrant_leaves_open_the_list_leaves_open_too():
    features = retailers(quadrant=[3, 3, 3], severe=[0.0, 1.0, 0.0])
    features["sure"] = [0.5, 0.5, 0.9]
    table = lists().fit(features).assign(features)
    assert table["status"].tolist() == ["borderline", "ok", "ok"]
    assert table["probability"].tolist() == [0.5, 1.0, 0.9]


@given(st.lists(RETAILER, min_size=1, max_size=30))
def test_everybody_is_on_one_list_and_equals_on_the_same(drawn):
    columns = zip(COLUMNS, zip(*drawn, strict=True), strict=True)
    features = retailers(**{name: list(values) for name, values in columns})
    fitted = lists().fit(features)
    segment = fitted.predict(features)
    assert set(segment) <= {0, 1, 2}
    places = {each: segment[place] for place, each in enumerate(map(str, drawn))}
    assert [places[str(each)] for each in drawn] == segment.tolist()
    alone = [fitted.predict(features.iloc[[row]])[0] for row in range(len(drawn))]
    assert alone == segment.tolist()


def test_the_support_asked_for_is_frozen():
    fitted = lists().fit(retailers(support_score=[10.0, 20, 30, 40]))
    later = retailers(quadrant=[2, 2], support_score=[90.0, 39.0])
    assert fitted.predict(later).tolist() == [0, 1]


def test_without_credit_its_conditions_are_left_out_and_that_is_said():
    features = retailers(quadrant=[3, 0]).drop(columns=["credit_score", "severe"])
    assert listed(features) == ["core", "general"]
    (said,) = lists().fit(features).caveats(features)
    assert said == (
        "conditions that the source cannot tell are left out: severe, credit, "
        "credit_score"
    )


def test_problem_customers_of_high_value_are_never_silent():
    features = retailers(quadrant=[3, 3, 0], severe=[1.0, 0, 2])
    scheme = lists().fit(features)
    assert scheme.axes(features)["high_value_problem"].tolist() == [True, False, False]
    assert scheme.rows(features)["high_value_problem"].sum() == 1
    metrics = {
        m.name: m.value for m in scheme.report(features) if isinstance(m, Metric)
    }
    assert metrics["lists/high_value_problem"] == 1
    assert "1 problem customers are of high value" in scheme.caveats(features)[0]


def test_how_many_show_each_sign_is_told():
    features = retailers(severe=[1.0, 0, 2], credit_score=[50.0, 90, 90])
    scheme = lists().fit(features)
    (table,) = [t.frame for t in scheme.report(features) if isinstance(t, Table)]
    assert table.set_index("sign")["customers"].to_dict() == {
        "suspended": 0,
        "severe": 2,
        "credit": 1,
    }


def test_quadrants_of_loyalty_make_no_lists():
    loyalty = Given(names(["none", "inertia", "latent", "true"]))
    with pytest.raises(
        ConfigError, match="a segment 'high_value'; 'quadrants' has none"
    ):
        lists(loyalty).fit(retailers(quadrant=[0]))


def test_there_are_three_lists():
    scheme = lists().set_params(segment_names=names(["core", "problem"]))
    with pytest.raises(ConfigError, match="core, general, problem; got core, problem"):
        scheme.fit(retailers(quadrant=[0]))


def test_the_rule_of_core_can_be_another():
    strict = CoreRule(always=["high_value"], supporting=[], least_credit=95)
    features = retailers(quadrant=[3, 3, 2], credit_score=[95.0, 90, 99])
    assert listed(features, core=strict) == ["core", "general", "general"]


def test_columns_of_all_conditions_are_used_once():
    used = lists().fit(retailers(quadrant=[0])).used_columns
    assert used == ["suspended", "severe", "credit_score", "support_score"]
