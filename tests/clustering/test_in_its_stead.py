import numpy as np

from patronage.clustering.in_its_stead import in_its_stead
from patronage.segments import Membership


def test_who_is_placed_by_rule_is_marked_and_others_keep_their_reason():
    placed = Membership(
        segment=np.array([0, -1]),
        status=np.array(["ok", "unknown"]),
        probability=np.ones(2),
        margin=np.ones(2),
    )
    marked = in_its_stead(placed)
    assert marked.status.tolist() == ["no_structure", "unknown"]
    assert marked.segment.tolist() == [0, -1]
