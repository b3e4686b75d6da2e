from patronage.profiles.words import words


def test_a_known_column_has_its_words_in_both_languages():
    assert words("recency_days").high == ("lapsing", "久未购买")
    assert words("recency_days").low == ("recent", "近期活跃")


def test_an_unknown_column_is_its_own_theme_and_label():
    assert words("dogs_owned").theme == "dogs_owned"
    assert words("dogs_owned").label == ("Dogs owned", "dogs owned")
