import pytest

from patronage.errors import ConfigError
from patronage.ingest import File


@pytest.mark.parametrize("written", ["tab", r"\t", "\t"])
def test_a_tab_can_be_written_in_words(written):
    assert File(path="a.tsv", format="csv", delimiter=written).delimiter == "\t"


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        ({"format": "xlsx"}, "'format' should be parquet, csv, .* or postgres; got"),
        ({"compression": "zip"}, "'compression' should be none, gzip or zstd"),
        ({"header": "no"}, "'header' should be true or false; got 'no'"),
        ({"rows": 1.5}, "'rows' should be a whole number; got 1.5"),
        ({"rows": True}, "'rows' should be a whole number; got True"),
        ({"aliases": {"amt": "amount"}}, r"list of texts; .* written \['amount'\]"),
    ],
)
def test_a_file_says_what_it_is(declared, sentence):
    with pytest.raises(ConfigError, match=sentence):
        File(path="a", **declared)
