import pytest

from patronage.config.files import MOST_BYTES, MOST_VALUES, BoundedFiles
from patronage.errors import ConfigError


@pytest.fixture
def load(tmp_path):
    def loaded(content):
        (tmp_path / "some.yaml").write_text(content)
        return BoundedFiles("test", f"file://{tmp_path}").load_config("some").config

    return loaded


def many(values):
    """A mapping of one list: four values are the mapping's, key's, list's and first."""
    return f"x: [{'1,' * (values - 4)}1]"


def test_a_file_may_have_as_many_values_as_are_quick_to_read(load):
    assert len(load(many(MOST_VALUES)).x) == MOST_VALUES - 3


def test_one_more_is_refused_also_without_an_alias(load):
    with pytest.raises(ConfigError, match="should have 10,000 values at most"):
        load(many(MOST_VALUES + 1))


def test_a_long_file_is_refused_with_its_size(load):
    with pytest.raises(ConfigError, match=r"100 kB at most; '.*' has 200"):
        load("x: " + "y" * (2 * MOST_BYTES))


def test_one_that_is_too_deep_is_no_plain_yaml_also_with_an_alias(load):
    with pytest.raises(ConfigError, match="should be plain YAML in UTF-8"):
        load("a: &a 1\nb: " + "[" * 5000 + "*a")
