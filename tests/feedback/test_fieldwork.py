import numpy as np
import pandas as pd

from patronage.feedback import judged_fieldwork
from tests.feedback.said import answers

NONE = pd.DataFrame({"responded": pd.array([], dtype="boolean")})


def said(answered_day="2025-12-20", n_items=1, contacts=NONE):
    rows = [
        {"customer_id": "a", "item": str(i), "answered_day": answered_day}
        for i in range(n_items)
    ]
    return judged_fieldwork(answers(*rows), contacts)


def test_a_short_and_fresh_survey_is_not_warned_of():
    assert list(said(n_items=2).warnings) == []


def test_answers_older_than_thirty_days_are_warned_of():
    (warning,) = said(answered_day="2025-11-30").warnings
    assert "31 days old" in warning.en


def test_more_than_two_questions_are_warned_of():
    (warning,) = said(n_items=3).warnings
    assert "asked 3 questions at once" in warning.en


def test_the_response_is_of_those_of_whom_it_is_known():
    contacts = pd.DataFrame({"responded": pd.array([True, False, None, True])})
    found = said(contacts=contacts)
    assert (found.asked, found.answered) == (3, 2)
    assert np.isnan(said().response)
