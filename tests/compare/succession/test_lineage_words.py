import numpy as np
from compare.succession.snapshots import names, segments

from patronage import compare, io
from patronage.tables import LINEAGE

OLD = np.repeat([0, 1, 2, 3, 4], [40, 40, 20, 20, 10])
NEW = np.concatenate(
    [
        np.full(40, 0),
        np.repeat([1, 2], 20),
        np.full(40, 3),
        np.repeat([0, 1, 2, 3, 4], 2),
    ]
)


def lineage():
    after = segments(np.append(NEW, [4] * 30))
    went = compare.heirs(
        segments(OLD), after, names=names(list("ABCDE")), n_segments=5, next_id=6
    )
    return went.told(went.named(names(list("VWXYZ"))))


def rows(fate):
    table = lineage()
    return table[table["fate"] == fate]


def test_every_fate_is_told_in_both_languages():
    english, chinese = zip(*compare.lineage_words(lineage()), strict=True)
    assert list(english) == [
        "A (S01) goes on.",
        "B (S02) was split into W (S06) and X (S07).",
        "C (S03) and D (S04) were merged into Y (S08).",
        "Z (S09) is new.",
        "E (S05) has no successor.",
    ]
    assert chinese[1] == "名B（S02）拆分为名W（S06）、名X（S07）。"
    assert chinese[2] == "名C（S03）、名D（S04）合并为名Y（S08）。"


def test_a_pair_has_its_customers_and_a_lone_segment_all_of_its_own():
    (kept,) = rows("kept").to_dict("records")
    assert (kept["customers"], kept["old_customers"], kept["new_customers"]) == (
        40,
        40,
        42,
    )
    assert kept["jaccard"] == 40 / 42
    (born,) = rows("born").to_dict("records")
    assert (born["old_id"], born["new_id"], born["customers"]) == ("", "S09", 32)
    (died,) = rows("died").to_dict("records")
    assert (died["old_id"], died["new_id"], died["customers"]) == ("S05", "", 10)


def test_every_common_customer_is_in_one_pair():
    table = lineage()
    pairs = table[(table["old_id"] != "") & (table["new_id"] != "")]
    assert pairs["customers"].sum() == len(OLD)
    assert not pairs.duplicated(["old_id", "new_id"]).any()


def test_a_split_that_goes_on_in_one_part_keeps_its_name_there():
    new = np.where(np.arange(100) < 35, 1, 0)
    went = compare.heirs(
        segments(np.zeros(100)),
        segments(new),
        names=names(["A"]),
        n_segments=2,
        next_id=2,
    )
    told = compare.lineage_words(went.told(went.named(names(["B", "C"]))))
    assert [said.en for said in told] == ["A (S01) was split into A (S01) and C (S02)."]


def test_the_table_keeps_its_contract(tmp_path):
    folder = io.Folder(tmp_path, "shop")
    io.write(LINEAGE, lineage(), folder)
    assert io.read(LINEAGE, folder)["fate"].tolist() == lineage()["fate"].tolist()
