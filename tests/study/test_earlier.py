from datetime import date

import pytest
import small_shop

from patronage import io
from patronage.study.earlier import day_before


@pytest.fixture(scope="module")
def folder():
    study = small_shop.study()
    _ = study.ledger
    return study, io.Folder(study._view.sourced.place.path, "shop")


@pytest.mark.parametrize(
    ("gap_days", "day"),
    [(30, date(2024, 6, 1)), (182, date(2024, 1, 1)), (183, None), (10**9, None)],
)
def test_the_ledger_tells_of_a_day_from_its_first_on(folder, gap_days, day):
    assert day_before("2024-07-01", gap_days, folder[1]) == day


def test_nobody_can_tell_without_a_ledger(tmp_path):
    assert day_before("2024-07-01", 30, io.Folder(tmp_path, "shop")) is None
