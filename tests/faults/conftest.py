"""The plain shop, taken in once: what a fault must leave untouched."""

import pytest

pytest.register_assert_rewrite("faults.harness", "faults.sheets")

from faults.corpus import Case, Sheet, text  # noqa: E402 - asserts rewritten first
from faults.sheets import Taken  # noqa: E402
from faults.shop import Shop, Tables  # noqa: E402


@pytest.fixture(scope="session")
def plain_shop(tmp_path_factory) -> Shop:
    shop = Shop(tmp_path_factory.mktemp("plain"))
    shop.declare(Case(ids=(), name="plain", files={"sales.csv": text().encode()}))
    done = shop.run_anew()
    assert done.returncode == 0, done.stderr
    return shop


@pytest.fixture(scope="session")
def plain(plain_shop) -> Tables:
    """The bytes of the plain shop's tables."""
    return plain_shop.tables()


@pytest.fixture(scope="session")
def taken(tmp_path_factory) -> Taken:
    """Sheets that are taken in, each once, by their names and environments."""
    runs: dict[tuple[str, ...], tuple[Shop, str]] = {}

    def once(sheet: Sheet, **environment: str) -> Shop:
        key = (sheet.name, *environment.values())
        if key not in runs:
            shop = Shop(tmp_path_factory.mktemp(sheet.name))
            shop.declare(sheet.case())
            runs[key] = (shop, shop.run(**environment).stderr)
        shop, errors = runs[key]
        assert shop.published.exists(), errors
        return shop

    return once
