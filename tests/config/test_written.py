from omegaconf import OmegaConf

from patronage.config import to_yaml


def test_the_text_is_resolved_and_can_be_read_back():
    cfg = OmegaConf.create({"seed": 3, "clustering": {"random_state": "${seed}"}})
    assert OmegaConf.create(to_yaml(cfg)).clustering.random_state == 3


def test_credentials_in_addresses_are_left_out():
    cfg = OmegaConf.create({"uri": "https://ann:secret@tracking.example/x"})
    assert "secret" not in to_yaml(cfg)
    assert "https://tracking.example/x" in to_yaml(cfg)
