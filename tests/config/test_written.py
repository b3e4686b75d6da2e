from omegaconf import OmegaConf

from patronage.config import to_yaml


def test_the_text_is_resolved_and_can_be_read_back():
    cfg = OmegaConf.create({"seed": 3, "clustering": {"random_state": "${seed}"}})
    assert OmegaConf.create(to_yaml(cfg, {})).clustering.random_state == 3


def test_credentials_in_addresses_are_left_out():
    cfg = OmegaConf.create({"uri": "https://ann:secret@tracking.example/x"})
    assert "secret" not in to_yaml(cfg, {})
    assert "https://tracking.example/x" in to_yaml(cfg, {})


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
