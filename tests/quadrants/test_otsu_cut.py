import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris

from patronage.quadrants import OtsuCut

PETALS = load_iris().data[:, 2]


def test_one_customer_far_out_is_a_side_by_himself():
    fitted = OtsuCut().fit(np.array([1.0, 2, 2, 3, 10, 11, 12, 30]))
    assert fitted.cut_ == 21.0
    assert fitted.between_variance_ == pytest.approx(63.752232, abs=5e-7)


def test_petals_are_cut_where_the_methods_say():
    fitted = OtsuCut().fit(PETALS)
    assert fitted.cut_ == pytest.approx(3.15)
    assert fitted.between_variance_ == pytest.approx(2.644811, abs=5e-7)
    assert (fitted.predict(PETALS) == 0).sum() == 51


def test_it_is_two_means_found_exactly():
    values = np.random.default_rng(0).gamma(1.5, size=400)
    labels = KMeans(2, n_init=3, random_state=0).fit_predict(values[:, None])
    high = OtsuCut().fit(values).predict(values)
    assert len(set(zip(labels, high, strict=True))) == 2


def test_of_two_cuts_as_good_the_lower_is_taken():
    assert OtsuCut().fit(np.array([0.1, 0.2, 0.3])).cut_ == pytest.approx(0.15)


def test_customers_who_are_all_equal_have_no_sides():
    assert OtsuCut().fit(np.ones(4)).between_variance_ == 0
