import numpy as np
import pandas as pd
import pytest

from patronage.overrides import placed_by_hand

AS_OF = "2024-06-30"


def segments():
    return pd.DataFrame(
        {
            "customer_id": ["a", "b", "c"],
            "as_of": pd.Timestamp(AS_OF),
            "segment": np.array([0, 1, -1], dtype=np.int64),
            "status": ["ok", "ok", "unknown"],
            "probability": [1.0, 0.7, np.nan],
            "margin": [0.1, 0.2, np.nan],
        }
    )


def asked(**expires):
    rows = [(who, 2, "because", "Li Wei", day) for who, day in expires.items()]
    names = ["customer_id", "segment", "reason", "approver", "expires"]
    return pd.DataFrame(rows, columns=names)


def test_who_is_put_somewhere_stands_there_and_the_others_stay():
    placed, kept = placed_by_hand(segments(), asked(b="2024-12-31"))
    assert placed["segment"].tolist() == [0, 2, -1]
    assert placed["status"].tolist() == ["ok", "override", "unknown"]
    assert placed.loc[1, ["probability", "margin"]].isna().all()
    assert placed.iloc[[0, 2]].equals(segments().iloc[[0, 2]])
    row = kept.iloc[0]
    assert (row["state"], row["scheme_segment"], row["scheme_status"]) == (
        "active",
        1,
        "ok",
    )
    assert row["scheme_probability"] == 0.7


def test_somebody_without_a_segment_may_be_given_one():
    placed, kept = placed_by_hand(segments(), asked(c="2024-12-31"))
    assert placed.loc[2, "segment"] == 2
    assert kept["scheme_status"].tolist() == ["unknown"]


@pytest.mark.parametrize(
    ("day", "state"), [(AS_OF, "active"), ("2024-06-29", "expired")]
)
def test_an_override_holds_up_to_and_including_its_last_day(day, state):
    placed, kept = placed_by_hand(segments(), asked(b=day))
    assert kept["state"].tolist() == [state]
    assert placed.equals(segments()) == (state == "expired")


def test_without_overrides_nothing_moves():
    placed, kept = placed_by_hand(segments(), asked())
    assert placed.equals(segments())
    assert kept.empty


def test_the_order_of_the_rows_is_irrelevant():
    both = asked(b="2024-12-31", a="2024-01-31")
    one, other = (placed_by_hand(segments(), rows) for rows in (both, both[::-1]))
    assert one[0].equals(other[0])
    assert one[1].equals(other[1])
