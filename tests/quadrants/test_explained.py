import numpy as np
import pandas as pd
import pytest

from tests.quadrants.test_scheme import own_units, population, scheme

UNITS = pd.DataFrame(
    {
        "customer_id": [str(i) for i in range(5)],
        "as_of": pd.Timestamp("2017-10-01"),
        "status": "ok",
        "points": [50.0, 90.0, 50.0, 20.0, 85.0],
        "spend": [80.0, 120.0, 1200.0, 99.0, np.nan],
    }
)


@pytest.fixture
def fitted():
    return own_units(85, 100).fit(UNITS)


def test_scores_are_held_against_the_cuts_in_their_own_units(fitted):
    told = fitted.explain(UNITS)
    assert told[0].because.startswith(
        "points is 50, 35 below the cut of 85; spend is 80, 20 below the cut of 100."
    )
    assert "spend is 1,200, 1,100 above the cut of 100" in told[2].because


def test_the_nearer_cut_is_the_way_to_a_better_quadrant(fitted):
    steps = [each.next_step for each in fitted.explain(UNITS)]
    assert steps[0].startswith("For 'inertia', spend has to rise by 20 to 100")
    assert steps[1] == ""
    assert steps[2].startswith("For 'true', points has to rise by 35 to 85")
    assert steps[3].startswith("For 'inertia', spend has to rise by 1 to 100")


def test_reaching_what_the_next_step_asks_reaches_that_quadrant(fitted):
    moved = UNITS.head(4).assign(spend=[100.0, 120.0, 1200.0, 100.0])
    assert fitted.predict(UNITS.head(4)).tolist() == [0, 3, 1, 0]
    assert fitted.predict(moved).tolist() == [1, 3, 1, 1]


def test_chinese_has_the_same_numbers(fitted):
    told = fitted.explain(UNITS, "zh")[0]
    assert told.because.startswith("points为 50，低于分界线 85 共 35；")
    assert "spend须提高 20，达到 100" in told.next_step


def test_who_has_no_score_on_an_axis_is_told_which(fitted):
    (told,) = fitted.explain(UNITS.tail(1))
    assert told.because == "Too little is known to tell spend."
    assert told.next_step == ""


def test_who_is_new_is_told_how_long_it_takes():
    features = population()
    features.loc[0, "tenure_days"] = 5
    (told,) = scheme().fit(features).explain(features.head(1))
    assert told.because.startswith("Days as a customer: 5;")
    assert told.because.endswith("before 20.")


def test_doubt_is_said_where_the_status_says_it():
    features = population()
    fitted = scheme(borderline=0.9).fit(features)
    doubtful = fitted.assign(features)["status"] == "borderline"
    told = fitted.explain(features)
    assert doubtful.any()
    said = ["a borderline case" in each.because for each in told]
    assert said == doubtful.tolist()


def test_an_axis_that_cannot_be_measured_is_named():
    features = population().drop(columns=["own", "price"])
    told = scheme().fit(features).explain(features.head(2))
    assert {each.because for each in told} == {
        "attitude cannot be measured from this source."
    }


def test_a_customer_alone_is_explained_as_among_others():
    features = population()
    fitted = scheme().fit(features)
    everybody = fitted.explain(features)
    for row in (0, 7, 399):
        assert fitted.explain(features.iloc[[row]]) == [everybody[row]]
