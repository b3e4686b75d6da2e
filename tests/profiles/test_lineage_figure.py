import numpy as np
import pandas as pd
import pytest

from patronage import profiles

COLUMNS = ["fate", "old_id", "new_id", "customers", "old_customers", "new_customers"]
ROWS = [
    ("split", "S02", "S04", 60, 130, 60),
    ("split", "S02", "S05", 65, 130, 70),
    ("kept", "S01", "S01", 200, 210, 205),
    ("born", "", "S06", 40, 0, 40),
    ("died", "S03", "", 30, 30, 0),
    ("moved", "S02", "S01", 5, 130, 205),
    ("moved", "S01", "S05", 5, 210, 70),
    ("moved", "S03", "S06", 30, 30, 40),
]
LONG = "High value · True loyal · frequent buyer/broad basket"


def lineage(rows=ROWS):
    table = pd.DataFrame(rows, columns=COLUMNS)
    names = {
        f"{side}_{language}": table[f"{side}_id"].where(table[f"{side}_id"] == "", name)
        for side in ("old", "new")
        for language, name in (("en", LONG), ("zh", "高价值 · 真正忠诚 · 购买频繁"))
    }
    return table.assign(as_of=pd.Timestamp("2017-09-30"), jaccard=np.nan, **names)


def texts(figure):
    return [text.get_text() for text in figure.axes[0].texts]


def blocks(figure):
    return figure.axes[0].patches


def test_every_segment_is_told_with_its_fate_its_name_and_its_customers():
    found = texts(profiles.lineage_figure(lineage()))
    told = {text.split("\n")[0]: text.split("\n") for text in found}
    assert told["S02 · split"][-1].endswith(" · 130")
    assert told["S06 · new"][-1].endswith(" · 40")
    assert told["S03 · no successor"][-1].endswith(" · 30")
    assert told["S01 · goes on"][1:3] == [
        "High value · True loyal",
        "frequent buyer/broad basket",
    ]
    assert sum(text.startswith("S01 · goes on") for text in found) == 2
    alone = [text.split(" · ")[-1] for text in found if text.startswith("No segment")]
    assert alone == ["10", "5"]


def test_chinese_is_chinese():
    figure = profiles.lineage_figure(lineage(), language="zh")
    assert figure.get_suptitle() == "细分的延续，2017-09-30"
    assert any(text.startswith("S02 · 拆分") for text in texts(figure))
    legend = [text.get_text() for text in figure.legends[0].get_texts()]
    assert legend == ["延续", "拆分", "新增", "消失", "换了细分的客户"]


def test_blocks_are_as_high_as_segments_are_large():
    heights = {
        b.get_y(): b.get_height() for b in blocks(profiles.lineage_figure(lineage()))
    }
    assert len(heights) == 9
    sizes = sorted(heights.values())
    assert sizes[-1] / sizes[-2] == pytest.approx(210 / 205)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("n", [2, 12])
def test_labels_never_overlap(language, n):
    ids = [f"S{i:02d}" for i in range(n)]
    rows = [("kept", each, each, 10 + 990 * (each == "S00")) for each in ids]
    figure = profiles.lineage_figure(
        lineage([(*row, row[3], row[3]) for row in rows]), language=language
    )
    figure.canvas.draw()
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert len(boxes) == 2 * n + 2
    for place, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[place + 1 :])


def test_segments_without_customers_can_be_drawn():
    figure = profiles.lineage_figure(lineage([("kept", "S01", "S01", 0, 0, 0)]))
    assert texts(figure) == ["Champion", "Challenger"]
