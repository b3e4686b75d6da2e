from patronage import profiles


def profile_of(shop):
    return profiles.profile(shop.features, shop.segments, shop.dictionary, shop.names)


def test_headings_are_words_with_units(shop):
    wording = profiles.Wording(currency="EUR")
    found = profiles.readable(profile_of(shop), shop.dictionary, wording)
    assert found.columns.tolist()[4:10] == [
        "Customers",
        "Share of customers",
        "Share of revenue",
        "Since last purchase (days), median",
        "Repeat purchase days, median",
        "Total spend (€), median",
    ]


def test_headings_in_chinese(shop):
    wording = profiles.Wording(language="zh")
    found = profiles.readable(profile_of(shop), shop.dictionary, wording)
    assert found.columns[7] == "距上次购买（天），中位数"


def test_the_told_table_turns_segments_into_columns(shop):
    wording = profiles.Wording(currency="EUR")
    found = profiles.told_table(profile_of(shop), shop.dictionary, wording)
    assert found.columns[0] == "Median of"
    assert found.columns[1:].tolist() == shop.names["name_en"].tolist()
    spend = found.set_index("Median of").loc["Total spend (€)"]
    assert spend.tolist() == ["€10", "€100", "€1,000"]
