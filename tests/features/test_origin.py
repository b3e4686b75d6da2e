from worlds import batch_of, day

from patronage.features import BehaviouralFeatures
from patronage.features.origin import first_level


def rows(*channels):
    return [
        {"day": f"2017-01-{n + 1:02}", "order": n, "channel": channel}
        for n, channel in enumerate(channels)
    ]


def test_the_first_known_channel_is_told():
    batch = batch_of({"ann": rows(None, "web", "shop"), "bob": rows("shop"), "cyd": []})
    first = first_level(batch, "channel")
    assert first.tolist()[:2] == ["web", "shop"]
    assert first.codes[2] == -1
    assert first.categories.tolist() == ["shop", "web"]


def test_it_is_that_of_the_whole_history_and_not_of_the_window():
    batch = batch_of({"ann": rows("web", *["shop"] * 20)}).at(day("2017-01-25"), 10)
    values = BehaviouralFeatures()(batch)
    assert values["first_channel"].tolist() == ["web"]
    assert values["n_channels"].tolist() == [1]
