import pytest
from omegaconf import OmegaConf

from patronage.config import to_yaml


def test_the_text_is_resolved_and_can_be_read_back():
    cfg = OmegaConf.create({"seed": 3, "clustering": {"random_state": "${seed}"}})
    assert OmegaConf.create(to_yaml(cfg, {})).clustering.random_state == 3


def test_credentials_in_addresses_are_left_out():
    cfg = OmegaConf.create({"uri": "https://ann:secret@tracking.example/x"})
    assert "secret" not in to_yaml(cfg, {})
    assert "https://tracking.example/x" in to_yaml(cfg, {})


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ann:se-cret@host/db",
        "postgresql://ann:1@se-cret@host/db",
        "postgresql://host/db?user=ann&password=se-cret",
        'postgresql://host/db?password=it\'s:"se-cret"&user=ann',
        "postgresql://host/db?sslpassword=se-cret&sslmode=require",
        "postgresql://host/db?PASSWORD=se-cret",
    ],
)
def test_no_password_of_an_address_is_kept(address):
    cfg = OmegaConf.create({"source": {"files": [{"path": address, "rows": 1}]}})
    text = to_yaml(cfg, {})
    assert "cret" not in text
    (file,) = OmegaConf.create(text).source.files
    assert file.path.startswith("postgresql://host/db")
    assert file.rows == 1


def test_settings_beside_a_password_are_kept():
    cfg = OmegaConf.create({"uri": "postgresql://host/db?sslpassword=x&sslmode=no"})
    assert "sslpassword=&sslmode=no" in to_yaml(cfg, {})


def test_what_comes_from_the_environment_is_not_written_out(monkeypatch):
    monkeypatch.setenv("SECRET_TOKEN", "hunter2")
    cfg = OmegaConf.create(
        {"a": {"uri": "x-${oc.env:SECRET_TOKEN}"}, "b": ["${a.uri}"]}
    )
    text = to_yaml(cfg, {})
    assert "${oc.env:SECRET_TOKEN}" in text


def test_facts_stand_in_place_of_what_was_asked():
    cfg = OmegaConf.create({"as_of": None, "seed": 1})
    kept = OmegaConf.create(to_yaml(cfg, {"as_of": "2017-10-02"}))
    assert (kept.as_of, kept.seed) == ("2017-10-02", 1)
