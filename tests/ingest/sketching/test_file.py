import pytest

from patronage.errors import InputError
from patronage.ingest.sketching.file import TextSample, of_text
from patronage.ingest.sketching.yaml import Doubted


def names(file):
    return [column.name for column in file.columns]


def test_columns_come_from_the_header():
    file = of_text(TextSample(head=b"id;paid\n1;2,50\n2;3,00\n"))
    assert names(file) == ["id", "paid"]
    assert file.columns[1].values == ("2,50", "3,00")
    assert file.settings["delimiter"] == Doubted(";", ())
    assert file.n_rows == 2


def test_names_are_trimmed_and_of_usual_width():
    head = "ＩＤ, 金额 \n1,2\n".encode()
    assert names(of_text(TextSample(head=head))) == ["ID", "金额"]


def test_without_a_header_names_are_invented_and_doubted():
    file = of_text(TextSample(head=b"1,2.50\n2,3.00\n"))
    assert names(file) == ["c1", "c2"]
    assert file.settings["header"] is False
    assert file.settings["names"].value == ("c1", "c2")
    assert file.settings["names"].doubts
    assert file.n_rows == 2


def test_columns_of_white_space_are_parts_of_a_line():
    file = of_text(TextSample(head=b" 0004  19970101  29.33\n 0021 19970102  9.00\n"))
    assert file.settings["format"].value == "lines"
    assert [column.expression for column in file.columns] == [
        "part[1]",
        "part[2]",
        "part[3]",
    ]
    assert "AS part" in file.relation


def test_the_last_line_of_a_head_may_be_cut_and_later_lines_count():
    sample = TextSample(head=b"id,n\n1,2\n2,", later=(b"8,9\n",), is_whole=False)
    assert of_text(sample).columns[1].values == ("2", "9")


def test_lines_of_another_width_are_counted():
    file = of_text(TextSample(head=b"id,n\n" + b"1,2\n" * 30 + b"3\n4,5,6\n"))
    assert file.n_rows == 30
    assert file.doubts[0].startswith("2 of the lines")


def test_the_encoding_is_said_unless_it_is_the_usual_one():
    text = "编号,城市\n1,北京\n2,上海\n"
    assert "encoding" not in of_text(TextSample(head=text.encode())).settings
    file = of_text(TextSample(head=text.encode("gb18030")))
    assert file.settings["encoding"].value == "gb18030"
    assert file.columns[1].values == ("北京", "上海")


def test_without_rows_there_is_nothing_to_propose():
    with pytest.raises(InputError, match="should have rows"):
        of_text(TextSample(head=b"\n\n"))


def test_what_is_compressed_is_said():
    sample = TextSample(head=b"id,n\n1,2\n", compression="gzip")
    assert of_text(sample).settings["compression"] == "gzip"
