import numpy as np
import pytest

from patronage.features.survey import wallet_allocation


def test_three_brands_share_the_wallet_as_published():
    shares = wallet_allocation(np.array([1, 2, 3]), np.array(3))
    assert shares == pytest.approx([0.5, 1 / 3, 1 / 6])


@pytest.mark.parametrize("ranks", [[1], [1.5, 1.5], [1, 2.5, 2.5, 4], [3, 3, 3, 3, 3]])
def test_shares_add_up_to_one_also_with_ties(ranks):
    assert wallet_allocation(np.array(ranks), np.array(len(ranks))).sum() == (
        pytest.approx(1)
    )


def test_a_rank_outside_has_no_share():
    shares = wallet_allocation(np.array([0, 4, np.nan, 1]), np.array([3, 3, 3, 0]))
    assert np.isnan(shares).all()
