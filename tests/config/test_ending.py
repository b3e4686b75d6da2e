from patronage.config import at_end
from patronage.config.ending import finish


def test_what_was_asked_for_last_is_done_once():
    said = []
    at_end(lambda: said.append("first"))
    at_end(lambda: said.append("last"))
    finish()
    finish()
    assert said == ["last"]
