import pandas as pd
import pytest

from patronage.errors import InputError
from patronage.overrides import checked

CUSTOMERS = pd.Series(["c1", "c2"])
GOOD = {
    "customer_id": "c1",
    "scheme": "tier3",
    "segment": "high",
    "reason": "opens a shop",
    "approver": "Li Wei",
    "expires": "2024-12-31",
}


def rows(*changes):
    told = [GOOD | each for each in changes]
    return pd.DataFrame(told, index=range(2, len(told) + 2), dtype="str")


def test_good_rows_come_back_in_order_of_scheme_and_customer():
    found = checked(rows({"scheme": "z"}, {"customer_id": "c2"}, {}), CUSTOMERS)
    assert found["line"].tolist() == ["4", "3", "2"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"customer_id": "c9"}, "line 2 should name a customer of the features"),
        ({"reason": ""}, "line 2 should say its reason; it is empty"),
        ({"approver": ""}, "line 2 should say its approver; it is empty"),
        ({"segment": ""}, "line 2 should say its segment; it is empty"),
        ({"scheme": ""}, "line 2 should say its scheme; it is empty"),
        ({"expires": "31.12.2024"}, "YYYY-MM-DD; got '31.12.2024'"),
        ({"expires": "20241231"}, "YYYY-MM-DD; got '20241231'"),
        ({"expires": "2024-02-30"}, "YYYY-MM-DD; got '2024-02-30'"),
    ],
)
def test_what_cannot_be_followed_is_a_sentence_with_its_line(change, words):
    with pytest.raises(InputError, match=words) as found:
        checked(rows(change), CUSTOMERS)
    assert str(found.value).count("overrides: ") == 1


def test_two_rows_of_one_customer_and_scheme_name_both_lines():
    with pytest.raises(InputError, match=r"line 3 should be the only one.*line 2 is"):
        checked(rows({}, {"segment": "low"}), CUSTOMERS)


def test_one_customer_may_be_overridden_in_two_schemes():
    assert len(checked(rows({}, {"scheme": "loyalty"}), CUSTOMERS)) == 2


def test_all_problems_are_told_at_once_and_no_id_is():
    with pytest.raises(InputError) as found:
        checked(
            rows({"customer_id": "secret"}, {"reason": "", "expires": "?"}), CUSTOMERS
        )
    said = str(found.value)
    assert said.count("overrides: ") == 3
    assert "secret" not in said
