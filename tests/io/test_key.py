import stat

import pytest

from patronage.errors import IntegrityError, MachineError
from patronage.io.key import secret_key


def test_a_key_is_made_once_and_is_its_owner_s_alone(tmp_path):
    path = tmp_path / "new" / "pseudonyms.key"
    key = secret_key(path)
    assert len(key) == 32
    assert secret_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_no_two_places_have_the_same(tmp_path):
    assert secret_key(tmp_path / "a") != secret_key(tmp_path / "b")


def test_a_key_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "key"
    secret_key(path)
    path.chmod(0o640)
    with pytest.raises(IntegrityError, match="its owner alone; its mode is 640"):
        secret_key(path)


def test_a_key_that_was_cut_is_refused(tmp_path):
    path = tmp_path / "key"
    path.write_bytes(secret_key(path)[:8])
    path.chmod(0o600)
    with pytest.raises(IntegrityError, match="should hold 32 bytes; it holds 8"):
        secret_key(path)


def test_a_folder_is_no_key(tmp_path):
    with pytest.raises(MachineError, match="cannot be read"):
        secret_key(tmp_path)
