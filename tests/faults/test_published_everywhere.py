"""A publisher is disturbed at every one of its calls, in every way; readers soak."""

import pytest
from faults import traced
from faults.corpus import fault
from faults.published_shop import Store
from faults.test_published import soaked

WAYS = ("signal=KILL", "error=ENOSPC", "error=EIO", "error=EDQUOT")


@fault(83, 86, 88, 97)
@pytest.mark.crash
@pytest.mark.parametrize("how", WAYS)
def test_at_every_call_a_disturbed_publisher_leaves_the_old_or_the_new(tmp_path, how):
    if not traced.permitted():
        pytest.skip("strace is not installed, or may not trace processes here")
    store = Store.made(tmp_path)
    assert len(store.calls) > 80
    odd = [
        said
        for call in store.calls
        for said in store.disturbed(tmp_path / f"{call}", call, how)
    ]
    assert odd == []


@fault(92)
@pytest.mark.load
def test_eight_readers_see_whole_versions_for_as_long_as_it_takes(tmp_path):
    found = soaked(tmp_path, readers=8, seconds=30.0)
    assert len(found) == 4
    assert all(is_whole for _, is_whole in found)
