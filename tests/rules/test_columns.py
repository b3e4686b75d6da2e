import pytest

from patronage.errors import ConfigError
from patronage.rules.columns import check_columns
from tests.rules.rule_worlds import customers


def test_a_known_column_names_its_family_and_another_its_neighbour():
    features = customers(spend=[1.0])
    check_columns(features, ["spend"], "tier3")
    with pytest.raises(ConfigError, match=r"'arpu' \(the family 'arpu' of `features`"):
        check_columns(features, ["spend", "arpu"], "tier3")
    with pytest.raises(ConfigError, match=r"'spent' \(found: 'spend', did you mean"):
        check_columns(features, ["spent"], "tier3")
    with pytest.raises(ConfigError, match=r"no column 'xyzzy'\.$"):
        check_columns(features, ["xyzzy"], "tier3")
