import pytest

from patronage import profiles
from patronage.profiles.method import method


@pytest.mark.parametrize(("language", "value"), [("en", "revenue"), ("zh", "营收")])
def test_each_sentence_is_in_the_language_of_the_page_and_names_what_counts(
    language, value
):
    told = method(profiles.Wording(language=language))
    assert value in told[0]
    assert not any("{" in sentence for sentence in told)
    assert "0.75" in told[4]
    assert any("Fewer than 10" in each for each in told) == (language == "en")
