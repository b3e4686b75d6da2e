import numpy as np
import pytest
from sklearn.base import clone

from patronage import io
from patronage.clustering.aside import Aside
from patronage.clustering.fixed_selection import FixedSelection
from patronage.rules import ShareTiers
from patronage.segments import SegmentName
from tests.clustering.test_fallback import FEW, TIERS


@pytest.fixture
def fitted(scheme, customers):
    scheme.set_params(selection=FixedSelection(n_clusters=3, **FEW))
    return clone(scheme).fit(customers)


def test_the_nearest_is_held_against_the_second_in_the_units_of_the_table(
    fitted, customers
):
    (told,) = fitted.explain(customers.head(1))
    row = customers.iloc[0]
    segment = fitted.predict(customers.head(1))[0]
    assert told.because.startswith(f"Like the customers of S0{segment + 1}; those of")
    usual = fitted.centres_.typical(segment, "frequency")
    wanted = f"frequency {row['frequency']:.3g} (usual in S0{segment + 1}: {usual:.3g},"
    assert wanted in told.because
    assert told.next_step == ""


def test_clear_cases_are_not_called_borderline(fitted, customers):
    margin = fitted.membership(customers).margin
    said = ["borderline" in each.because for each in fitted.explain(customers)]
    assert said == (margin < 0.1).tolist()
    between = customers.head(1).assign(
        **{
            n: np.sqrt(customers[n].quantile(0.5) * customers[n].quantile(0.9))
            for n in ("recency_days", "frequency", "monetary_per_month")
        }
    )
    assert "those of" in fitted.explain(between)[0].because


def test_chinese_is_chinese(fitted, customers):
    told = fitted.explain(customers.head(1), "zh")[0].because
    assert "的客户最相近" in told
    assert "Like" not in told


def test_a_customer_alone_is_explained_as_among_others(fitted, customers):
    everybody = fitted.explain(customers)
    for row in (0, 5, 449):
        assert fitted.explain(customers.iloc[[row]]) == [everybody[row]]


def test_a_saved_scheme_explains_as_before(fitted, customers, tmp_path):
    path = io.save_model(tmp_path / "m.skops", fitted)
    loaded = io.load_model(path)
    assert loaded.explain(customers.head(3)) == fitted.explain(customers.head(3))


def test_a_rule_in_the_clusters_stead_is_said_to_be_one(scheme, customers):
    noise = np.exp(np.random.default_rng(4).normal(size=(len(customers), 3)))
    names = ["recency_days", "frequency", "monetary_per_month"]
    even = customers.assign(**dict(zip(names, noise.T, strict=True)))
    shares = [0.2, 0.3, 0.5]
    tiers = ShareTiers("t", scheme.purpose, "monetary_total", shares, TIERS)
    selection = FixedSelection(n_clusters=12, **FEW)
    lost = clone(scheme).set_params(selection=selection, fallback=tiers).fit(even)
    own = clone(tiers).fit(even).explain(even.head(1))[0]
    (told,) = lost.explain(even.head(1))
    assert told.because == f"No clusters were found, so a rule decides. {own.because}"
    assert told.next_step == own.next_step


def test_who_is_set_aside_by_rule_is_told_the_rule(scheme, customers):
    once = customers.assign(
        frequency=customers["frequency"].where(customers.index % 3 > 0, 0)
    )
    name = SegmentName(key="once", en="Once", zh="一次")
    scheme.set_params(
        selection=FixedSelection(n_clusters=2, **FEW),
        aside=Aside(column="frequency", segment_name=name),
    )
    fitted = clone(scheme).fit(once)
    told = fitted.explain(once.head(2))
    assert told[0].because == "By rule: frequency is 0, and at most 0."
    assert told[1].because.startswith("Like the customers of")
