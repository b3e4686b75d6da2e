import csv
import io
import itertools

import numpy as np
import pytest

from patronage.errors import ConfigError
from patronage.ingest import File
from patronage.io.text.quotes import Quoting

CSV = Quoting(b",", b'"')


def quoted(data: bytes, quoting: Quoting = CSV) -> list[bytes]:
    spans = quoting.spans(data)
    pairs = zip(spans.first, spans.last, strict=True)
    return [data[first : last + 1] for first, last in pairs]


def test_quoted_fields_are_found():
    assert quoted(b'a,"b,c"\n"d\ne",f') == [b'"b,c"', b'"d\ne"']


def test_a_doubled_quote_does_not_end_a_field():
    data = b'"a""\n""b",c\n'
    held = CSV.spans(data).hold(np.array([4, 10, 11]))
    assert held.tolist() == [True, False, False]


def test_a_quote_within_a_bare_field_is_only_a_character():
    assert quoted(b'5" pot,6" pot\n"x"') == [b'"x"']


def test_a_field_without_an_end_reaches_to_the_end():
    assert quoted(b'a,"b\nc') == [b'"b\nc']


def test_a_field_that_goes_on_after_its_end_is_broken():
    spans = CSV.spans(b'"x"y,"z"\n')
    assert (spans.first.tolist(), spans.broken.tolist()) == ([0, 5], [0])


def test_lines_have_no_quotes():
    quoting = Quoting.of(File(path="a", format="lines"))
    assert quoted(b'"a\nb"', quoting) == []


@pytest.mark.parametrize(
    "mark", [{"delimiter": "||"}, {"delimiter": ""}, {"quote": "“"}]
)
def test_marks_of_more_than_a_character_are_refused(mark):
    with pytest.raises(ConfigError, match="a delimiter is one character"):
        Quoting.of(File(path="a", format="csv", **mark))


def test_either_way_to_find_quotes_agrees_on_every_short_text():
    for letters in itertools.product('a,"\n', repeat=6):
        data = "".join(letters).encode() + b"\n"
        spans, searched = CSV.spans(data), CSV._searched(data)
        if searched.broken.size:
            continue
        places = np.flatnonzero(np.frombuffer(data, np.uint8) == ord("\n"))
        assert spans.hold(places).tolist() == searched.hold(places).tolist(), data


def test_quotes_mean_what_they_mean_to_the_standard_library():
    for letters in itertools.product('a,"\n', repeat=6):
        text = "".join(letters) + "\n"
        spans = CSV.spans(text.encode())
        places = np.array([i for i, c in enumerate(text) if c == "\n"])
        outside = ~spans.hold(places)
        if spans.broken.size or not outside[-1]:
            continue
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert outside.sum() == len(rows), text
