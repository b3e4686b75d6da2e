import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patronage.errors import ConfigError, QualityError
from tests.rules.rule_worlds import (
    assert_each_alone,
    assert_exhaustive,
    composed,
    customers,
)


def retailers(form, market, volume, amount=None):
    volume = np.array(volume, float)
    return customers(
        format=form,
        market=market,
        volume_12_months=volume,
        monetary_total=volume * 3 if amount is None else np.array(amount, float),
    )


def codes(scheme, features):
    keys = [name.key for name in scheme.segment_names]
    return [keys[k] if k >= 0 else "UNK" for k in scheme.predict(features)]


def test_sizes_are_thirds_of_those_of_the_same_format_and_market():
    features = retailers(
        ["Z"] * 9 + ["B"] * 9,
        ["C"] * 9 + ["X"] * 9,
        [*range(9), *range(100, 109)],
    )
    found = codes(composed("class42").fit(features), features)
    assert found[:9] == ["CZ3"] * 3 + ["CZ2"] * 3 + ["CZ1"] * 3
    assert found[9:] == ["XB3"] * 3 + ["XB2"] * 3 + ["XB1"] * 3


def test_size_is_the_mean_of_two_ranks():
    features = retailers(["Z"] * 9, ["C"] * 9, range(9), [8, 1, 2, 3, 4, 5, 6, 7, 0])
    found = codes(composed("class42").fit(features), features)
    assert found[0] == found[8] == found[4] == "CZ2"


def test_a_format_of_few_is_sized_within_its_market():
    features = retailers(["Z"] * 9 + ["N"], ["C"] * 10, [*range(9), 4.5])
    fitted = composed("class42").fit(features)
    assert codes(fitted, features)[-1] == "CN2"
    told = fitted.explain(features)[-1].because
    assert told.startswith("CN2 (Town · Shopping centre · medium): among 10 peers")


@pytest.mark.parametrize(
    "change",
    [{"format": "K"}, {"market": "M"}, {"format": None}, {"volume_12_months": np.nan}],
)
def test_what_has_no_code_has_no_class_and_is_counted(change):
    features = retailers(["Z"] * 10, ["C"] * 10, range(10))
    for column, value in change.items():
        features[column] = features[column].astype(
            "object" if column != "volume_12_months" else "float"
        )
        features.loc[0, column] = value
    fitted = composed("class42").fit(features)
    table = fitted.assign(features)
    assert table.loc[0, ["segment", "status"]].tolist() == [-1, "unknown"]
    metrics = {getattr(i, "name", ""): i for i in fitted.report(features)}
    assert metrics["data_quality/unknown_share"].value == pytest.approx(0.1)
    assert "10.0% of the customers have no class (UNK)" in fitted.caveats(features)[0]
    assert "no class" in fitted.explain(features)[0].because


def test_too_many_of_the_other_format_are_told():
    features = retailers(["Z"] * 18 + ["Q"] * 2, ["C"] * 20, range(20))
    fitted = composed("class42").fit(features)
    assert (
        "10.0% of the customers have the format 'other'"
        in (fitted.caveats(features)[0])
    )
    few = features.assign(format=["Z"] * 19 + ["Q"])
    assert fitted.caveats(few) == []


worlds = st.lists(
    st.tuples(
        st.sampled_from([*"ZBSNYFQ", "?"]),
        st.sampled_from("CX"),
        st.integers(0, 40),
        st.integers(0, 40),
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=40)
@given(worlds)
def test_everybody_has_one_class_or_none_whoever_else_is_asked(rows):
    features = retailers(*map(list, zip(*rows, strict=True)))
    scheme = composed_once()
    if (features["format"] == "?").all():
        with pytest.raises(QualityError, match="no customer has a format"):
            scheme.fit(features)
        return
    fitted = scheme.fit(features)
    assert_exhaustive(fitted.assign(features), 42)
    assert_each_alone(fitted, features)
    found = features.assign(code=codes(fitted, features))
    assert (
        found.groupby(["format", "market", "volume_12_months", "monetary_total"])[
            "code"
        ]
        .nunique()
        .eq(1)
        .all()
    )
    dearer = features.assign(monetary_total=features["monetary_total"] * 1024)
    assert codes(scheme.fit(dearer), dearer) == found["code"].tolist()


SCHEME = composed("class42")


def composed_once():
    return SCHEME


def test_what_the_next_size_takes_does_reach_it():
    features = retailers(["Z"] * 30, ["C"] * 30, range(30))
    fitted = composed("class42").fit(features)
    told = fitted.explain(features.iloc[[5]])[0].next_step
    assert "reach CZ2; a volume of " in told
    volume = float(told.split("volume of ")[1].split(" ")[0])
    more = features.iloc[[5]].assign(volume_12_months=volume)
    assert codes(fitted, more) == ["CZ2"]
    assert fitted.explain(features.iloc[[29]])[0].next_step == ""
    zh = fitted.explain(features.iloc[[5]], "zh")[0]
    assert zh.because.startswith("CZ3（城镇·食杂店·小）：在 30 家同类中")


def test_the_other_format_is_one_of_the_formats():
    features = retailers(["Z"] * 9, ["C"] * 9, range(9))
    with pytest.raises(ConfigError, match="'other' should be one of Z, B"):
        composed("class42", "rules.other=K").fit(features)
    with pytest.raises(ConfigError, match=r"no column 'market'.*family 'attributes'"):
        composed("class42").fit(features.drop(columns="market"))


STEP = re.compile(r"reach (\w+); a volume of (\d+) would do")


def stores(n, rng):
    return customers(
        format=["Z"] * n,
        market=["C"] * n,
        volume_12_months=rng.integers(0, rng.choice([3, 10, 900]), n) * 1.0,
        monetary_total=rng.integers(0, rng.choice([3, 10, 900]), n) * 1.0,
    )


def test_the_size_that_is_told_is_reached_by_the_volume_that_is_told():
    rng = np.random.default_rng(0)
    for size in [4, 9, 30, 60] * 3:
        features = stores(size, rng)
        scheme = composed("class42").fit(features)
        for row, told in enumerate(scheme.explain(features)):
            if "would do" not in told.next_step:
                continue
            assert not told.next_step.startswith("0 more")
            target, volume = STEP.search(told.next_step).groups()
            after = features.iloc[[row]].assign(volume_12_months=float(volume))
            (place,) = scheme.predict(after)
            (cuts,) = scheme.size_.cuts(scheme._trade(after))
            reached = scheme.segment_names[place].key
            assert reached <= target
            assert reached == target or cuts[0] > cuts[1]


def test_with_nobody_active_nothing_is_to_be_said():
    fitted = composed("class42").fit(stores(30, np.random.default_rng(0)))
    gone = stores(3, np.random.default_rng(1)).assign(status="no_purchase")
    assert fitted.caveats(gone) == []


def test_the_next_size_among_the_same_peers_is_the_next_class():
    features = retailers(["Z"] * 30 + ["B"] * 30, ["C"] * 60, [*range(30)] * 2)
    fitted = composed("class42").fit(features)
    found, names = fitted.beside(features), fitted.segment_names
    after = [names[segment].key for segment in found.segment]
    rows = [29, 20, 19, 11, 9, 59, 30]
    expected = ["CZ2", "CZ2", "CZ1", "CZ3", "CZ2", "CB2", "CB2"]
    assert [after[row] for row in rows] == expected
    assert found.distance[rows] == pytest.approx(np.array([9, 0, 1, 1, 1, 9, 10]) / 30)


def test_nothing_is_next_for_who_has_no_class_or_where_all_are_alike():
    features = retailers(["Z"] * 10, ["C"] * 10, [5] * 10)
    alike = composed("class42").fit(features)
    unknown = alike.beside(features.assign(format="?"))
    assert unknown.segment.tolist() == [-1] * 10
    assert np.isnan(unknown.distance).all()
