import numpy as np

from patronage.quadrants.quadrant_finding import QuadrantGates, quadrant_finding
from patronage.segments import SegmentName

INERTIA = SegmentName(key="inertia", en="Inertia", zh="缓慢忠诚型")
GATES = QuadrantGates()


def test_a_quadrant_of_sure_customers_is_supported():
    found = quadrant_finding(INERTIA, np.full(1200, 0.6), GATES)
    assert found.status == "passed"
    assert found.en == (
        'The "Inertia" quadrant is supported here: 100.0% of its 1,200 customers '
        "belong to it with a probability of 60% or more."
    )
    assert "“缓慢忠诚型”象限在此得到数据支持" in found.zh


def test_a_quadrant_of_few_is_not():
    found = quadrant_finding(INERTIA, np.ones(49), GATES)
    assert found.status == "warning"
    assert found.en == (
        'The "Inertia" quadrant is not supported here: 49 customers, fewer than 50.'
    )
    assert "未得到数据支持：只有 49 位客户" in found.zh


def test_a_quadrant_of_customers_who_might_be_elsewhere_is_not():
    probability = np.repeat([0.59, 0.9], [60, 40])
    found = quadrant_finding(INERTIA, probability, GATES)
    assert (found.status, found.value) == ("warning", 0.4)
    assert "only 40.0% of its 100 customers" in found.en
    assert "100 位客户中只有 40.0%" in found.zh


def test_an_empty_quadrant_is_no_error():
    found = quadrant_finding(INERTIA, np.empty(0), GATES)
    assert (found.status, found.value) == ("warning", 0)
    assert "0 customers" in found.en


def test_unknown_probabilities_are_not_sure():
    assert quadrant_finding(INERTIA, np.full(99, np.nan), GATES).value == 0


def test_the_gates_can_be_moved():
    gates = QuadrantGates(min_customers=10, min_certain=0.2, borderline=0.3)
    assert quadrant_finding(INERTIA, np.full(10, 0.3), gates).status == "passed"
