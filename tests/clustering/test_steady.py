import warnings

from sklearn.exceptions import ConvergenceWarning
from threadpoolctl import threadpool_info

from patronage.clustering.steady import steady_arithmetic


def test_inside_every_library_has_one_thread_and_outside_what_it_had():
    before = threadpool_info()
    with steady_arithmetic():
        assert {library["num_threads"] for library in threadpool_info()} == {1}
    assert threadpool_info() == before


def test_convergence_is_reported_by_attributes_not_by_warnings():
    with warnings.catch_warnings(record=True) as caught, steady_arithmetic():
        warnings.warn("not yet", ConvergenceWarning, stacklevel=1)
    assert not caught
