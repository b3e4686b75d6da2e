import pandas as pd

from patronage import Study
from patronage.profiles import Wording
from patronage.study.provenance import made_of, quality_line


def test_the_quality_of_the_data_is_a_sentence_in_either_language(shop):
    folder = shop.fit("tier3").view.sourced.described
    said = quality_line(folder, Wording(language="en"))
    assert said.startswith("1,063 rows read, 1,063 in the ledger, 0 rejected; values")
    assert "入账 1,063 行" in quality_line(folder, Wording(language="zh"))


def test_other_data_have_another_fingerprint(shop):
    frame = pd.DataFrame({"who": ["a", "b"], "day": "2024-01-01", "paid": [1.0, 2.0]})
    other = Study.from_frame(
        frame.assign(day=pd.to_datetime(frame["day"])),
        customer_id="who",
        ordered_at="day",
        amount="paid",
        currency="EUR",
    )
    told = [
        dict(made_of(each.fit("tier3").view.sourced.described, Wording()))
        for each in (shop, other)
    ]
    assert told[0]["Data"] != told[1]["Data"]
    assert told[0]["Versions"] == told[1]["Versions"]
    assert "patronage" in told[0]["Versions"]
