from patronage import profiles
from patronage.profiles.league_words import in_lines, kind_label, scheme_label

EN = profiles.Wording()


def test_only_a_reference_is_called_by_our_words():
    assert scheme_label("one segment", "reference", EN) == "One segment (do nothing)"
    assert scheme_label("one segment", "rules", EN) == "one segment"
    assert scheme_label("my own", "reference", EN) == "my own"


def test_a_kind_without_words_goes_by_its_name():
    assert kind_label("rules", EN) == "rules"
    assert kind_label("panels", EN) == "panels"


def test_a_long_name_breaks_after_a_dash_below():
    assert in_lines("gaussian_mixture", 10) == "gaussian_\nmixture"
    assert in_lines("tier3", 10) == "tier3"
    assert in_lines("a\x1b\u202eb", 10) == "ab"
