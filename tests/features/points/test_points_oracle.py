"""Points equal the slow oracle, and keep their promises, in any world."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from patronage.features import PointsFeatures
from tests.features.oracle import OWNER
from tests.features.points.oracle_points import Rules, points
from tests.features.random_worlds import batch_of, worlds

anything = settings(
    max_examples=30, deadline=None, suppress_health_check=[*HealthCheck]
)
LEVELS = [{}, {1: 2}, {3: 1.5, 20: 0.5}, {2: 1.25, 300: 3}]


def exactly(numbers):
    return {name: Fraction(str(value)) for name, value in numbers.items()}


@st.composite
def programmes(draw, world):
    """A family, and the same rules for the oracle."""
    names = sorted(world.ledger["category"].dropna().unique())
    by_category = {n: draw(st.sampled_from([0, 1, 2, 1.5])) for n in names[:2]}
    chosen = {
        "unit": draw(st.sampled_from([1, 0.5, 2.5])),
        "rate": draw(st.sampled_from([1, 3, 0.1])),
        "months": draw(st.sampled_from([1, 2, 5, 24])),
        "category_multipliers": draw(st.sampled_from([{}, by_category])),
        "tier_multipliers": draw(st.sampled_from(LEVELS)),
    }
    rules = Rules(
        unit=Fraction(str(chosen["unit"])),
        rate=Fraction(str(chosen["rate"])),
        months=chosen["months"],
        category=exactly(chosen["category_multipliers"]),
        tier=exactly(chosen["tier_multipliers"]),
    )
    return PointsFeatures(**chosen), rules


def described(world, family) -> pd.DataFrame:
    batch = batch_of(world).at(world.as_of, world.window_days)
    return pd.DataFrame(family(batch), index=pd.Index(batch.customer_id))


@anything
@given(st.data())
def test_points_equal_the_oracle_in_any_world(data):
    world = data.draw(worlds())
    assume(len(world.customers))
    family, rules = data.draw(programmes(world))
    made, expected = described(world, family), points(world, rules)
    assert made.index.tolist() == expected.index.tolist()
    for name in made:
        np.testing.assert_array_equal(
            made[name], expected[name].astype("float64"), err_msg=name
        )


@anything
@given(st.data())
def test_what_was_earned_was_redeemed_or_expired_or_is_left(data):
    world = data.draw(worlds())
    made = described(world, data.draw(programmes(world))[0])
    parts = made[["points_redeemed", "points_expired", "points_balance"]]
    assert (made.drop(columns="points_age_days").fillna(0) >= 0).all(axis=None)
    assert (parts.sum(axis=1) == made["points_earned"]).all()
    assert (made["points_expired"] <= made["points_earned"]).all()
    assert (made["level_points"] <= made["points_earned"]).all()


@anything
@given(st.data())
def test_points_asked_for_were_redeemed_or_overdrawn(data):
    world = data.draw(worlds())
    made = described(world, data.draw(programmes(world))[0])
    known = world.events[world.events["at_day"] <= world.as_of]
    asked = known.loc[known["kind"] == "redemption"].groupby(OWNER)["value"]
    wanted = asked.agg(lambda v: np.floor(v.fillna(0)).sum()).reindex(made.index)
    told = made["points_redeemed"] + made["points_overdrawn"]
    assert (told == wanted.fillna(0)).all()


@anything
@given(st.data())
def test_an_order_that_was_reversed_has_never_been(data):
    world = data.draw(worlds())
    family = replace(data.draw(programmes(world))[0], category_multipliers={})
    back = world.ledger["returned_day"]
    kept = world.ledger[(back == 0) | (back > world.as_of)].reset_index(drop=True)
    ids = world.registered | set(world.ledger[OWNER])
    before = described(replace(world, registered=ids), family)
    after = described(replace(world, registered=ids, ledger=kept), family)
    pd.testing.assert_frame_equal(before, after, check_exact=True)


@anything
@given(st.data())
def test_the_order_of_rows_is_of_no_account(data):
    world = data.draw(worlds())
    family = data.draw(programmes(world))[0]
    mixed = {
        name: data.draw(st.permutations(range(len(getattr(world, name)))))
        for name in ("ledger", "events")
    }
    shuffled = {
        name: getattr(world, name).iloc[order].sort_values(OWNER, kind="stable")
        for name, order in mixed.items()
    }
    pd.testing.assert_frame_equal(
        described(world, family),
        described(replace(world, **shuffled), family),
        check_exact=True,
    )


@anything
@given(st.data())
def test_no_customer_changes_a_point_of_another(data):
    world = data.draw(worlds())
    family = replace(data.draw(programmes(world))[0], category_multipliers={})
    together = described(world, family)
    for who in together.index:
        own = {
            name: (table := getattr(world, name))[table[OWNER] == who]
            for name in ("ledger", "events")
        }
        alone = replace(world, registered={who} & set(world.registered), **own)
        pd.testing.assert_frame_equal(
            described(alone, family), together.loc[[who]], check_exact=True
        )
