"""What few customers have in common is counted, and not described."""

from pathlib import Path

import pandas as pd
import pytest
from faults.canaries import BOUGHT, RARE, CanaryShop, found
from faults.corpus import fault
from PIL import Image

pytestmark = pytest.mark.slow

MIN_CELL = 10
HANDFUL = ["rules=tier3", "rules.shares=[0.02,0.48,0.5]"]
DESCRIBING = ["mean", "median", "q25", "q75", "sd", "lift", "z"]


@pytest.fixture(scope="module")
def shop(tmp_path_factory) -> CanaryShop:
    """A shop whose best tier is four customers."""
    made = CanaryShop(tmp_path_factory.mktemp("few")).build()
    for stage in ("ingest", "features", "rules"):
        done = made.run(stage, *HANDFUL)
        assert done.returncode == 0, done.stderr
    return made


def artifacts(shop: CanaryShop, name: str) -> list[pd.DataFrame]:
    """Every artifact of this name that is not empty, whichever run it is of."""
    paths = sorted(shop.runs.rglob(name))
    assert paths, name
    return [pd.read_csv(path) for path in paths if path.stat().st_size > 1]


@fault(108)
def test_no_run_names_what_fewer_than_ten_are_or_buy(shop):
    assert found({RARE, BOUGHT}, shop.inputs)
    assert found({RARE, BOUGHT}, shop.runs) == {}


@fault(108)
def test_pictures_carry_no_text_beside_their_dots(shop):
    paths = list(shop.runs.rglob("*.png"))
    assert paths
    for path in paths:
        with Image.open(path) as picture:
            assert set(picture.info) <= {"dpi"}, path


def small(shop: CanaryShop) -> dict[str, set[str]]:
    """The segments of a handful, by the folder of the artifacts of their run."""
    return {
        str(path.parent): set(table.loc[table["size"] < MIN_CELL, "segment_id"])
        for path in shop.runs.rglob("segment_sizes.csv")
        for table in [pd.read_csv(path)]
    }


@fault(108)
@pytest.mark.parametrize("name", ["profile_features.csv", "segment_profile.csv"])
def test_a_handful_is_counted_and_not_described(shop, name):
    looked_at = 0
    for folder, few in small(shop).items():
        table = pd.read_csv(Path(folder, name))
        theirs = table[table["segment_id"].isin(few)]
        looked_at += len(theirs)
        described = theirs[[each for each in DESCRIBING if each in theirs]]
        assert described.isna().all(axis=None)
    assert looked_at


@fault(108)
def test_a_handful_has_no_medians_rules_nor_exemplars(shop):
    looked_at = 0
    for folder, few in small(shop).items():
        medians = pd.read_csv(Path(folder, "profile.csv")).set_index("Id")
        theirs = medians.loc[sorted(few)].filter(like="median")
        looked_at += theirs.size
        assert theirs.isna().all(axis=None)
        for name in ("exemplars.csv", "rules.csv", "contrast.csv"):
            assert not set(pd.read_csv(Path(folder, name))["segment_id"]) & few
    assert looked_at


@fault(108)
@pytest.mark.parametrize(
    ("name", "count", "told"),
    [
        ("rfm_cells.csv", "customers", ["revenue_share"]),
        ("survey.csv", "n", ["value", "low", "high"]),
    ],
)
def test_what_few_spend_or_say_is_counted_and_not_told(shop, name, count, told):
    tables = artifacts(shop, name)
    for table in tables:
        few = table[table[count] < MIN_CELL]
        assert len(few)
        assert few[told].isna().all(axis=None)
        assert table.loc[table[count] >= MIN_CELL, told[0]].notna().any()


@fault(108)
def test_no_cell_of_a_profile_is_of_fewer_than_ten(shop):
    for table in artifacts(shop, "profile_features.csv"):
        few = table[table["n"] < MIN_CELL]
        assert few[["mean", "median", "q25", "q75", "sd", "z"]].isna().all(axis=None)
    for table in artifacts(shop, "rules.csv"):
        assert (table["customers"] >= MIN_CELL).all()
