"""Volume and revenue by the month equal the slow oracles in any world."""

from dataclasses import replace

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from patronage.features import ARPUFeatures, VolumeFeatures
from tests.features.oracle import OWNER
from tests.features.oracle_arpu import arpu
from tests.features.oracle_volume import volume
from tests.features.random_worlds import AS_OF, batch_of, worlds

SEASONS = [None, [0.5, 2, 1, 1, 1, 1.25, 1, 1, 0.75, 1, 1, 1]]
DAYS = [AS_OF, AS_OF - 14, AS_OF - 13, AS_OF - 45, AS_OF + 16]  # ends of months among
anything = settings(
    max_examples=40, deadline=None, suppress_health_check=[*HealthCheck]
)


def described(world, family) -> pd.DataFrame:
    batch = batch_of(world).at(world.as_of, world.window_days)
    return pd.DataFrame(family(batch), index=pd.Index(batch.customer_id))


def assert_close(made, expected):
    assert made.index.tolist() == expected.index.tolist()
    for name in made:
        np.testing.assert_allclose(
            made[name], expected[name], rtol=1e-12, atol=1e-12, err_msg=name
        )


@anything
@given(st.data())
def test_volume_equals_the_oracle_in_any_world(data):
    world = replace(data.draw(worlds()), as_of=data.draw(st.sampled_from(DAYS)))
    assume(len(world.customers))
    chosen = {
        "months": data.draw(st.sampled_from([1, 3, 12])),
        "pack": data.draw(st.sampled_from([1, 50])),
        "index": data.draw(st.sampled_from(SEASONS)),
    }
    family = VolumeFeatures(
        window_months=chosen["months"],
        pack=chosen["pack"],
        seasonal_index=chosen["index"],
    )
    assert_close(described(world, family), volume(world, **chosen))


@anything
@given(st.data())
def test_revenue_per_month_equals_the_oracle_in_any_world(data):
    world = replace(data.draw(worlds()), as_of=data.draw(st.sampled_from(DAYS)))
    assume(len(world.customers))
    assert_close(described(world, ARPUFeatures()), arpu(world))


@anything
@given(worlds(), st.sampled_from(SEASONS))
def test_no_customer_changes_a_bit_of_another(world, index):
    for family in (VolumeFeatures(seasonal_index=index), ARPUFeatures()):
        together = described(world, family)
        for who in together.index:
            own = {
                name: (table := getattr(world, name))[table[OWNER] == who]
                for name in ("ledger", "events")
            }
            alone = replace(world, registered={who} & set(world.registered), **own)
            pd.testing.assert_frame_equal(
                described(alone, family), together.loc[[who]], check_exact=True
            )
