"""One study of a small shop, which tests may read and not change."""

import pytest
import small_shop
from composed import composed_once

from patronage import Study


@pytest.fixture(scope="session", autouse=True)
def _conf_is_read_once():
    with composed_once():
        yield


@pytest.fixture(scope="session")
def shop() -> Study:
    return small_shop.study()
