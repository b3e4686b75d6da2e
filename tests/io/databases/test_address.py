import pytest

from patronage.errors import ConfigError
from patronage.io.databases.address import check_address, patient, redacted, shown

ADDRESS = "postgresql://ann:p%40ss@shop.example:5433/sales?sslmode=require"


@pytest.mark.parametrize(
    "address",
    ["sales.db", "mysql://shop.example/sales", "postgresql://ann:p@ss@shop.example/db"],
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ConfigError):
        check_address(address)


def test_a_refused_address_is_not_repeated():
    with pytest.raises(ConfigError) as error:
        check_address("postgresql://ann:hid den@shop.example/sales")
    assert "den" not in str(error.value)


def test_an_address_is_shown_without_its_user_and_settings():
    assert shown(ADDRESS) == "postgresql://shop.example:5433/sales"


@pytest.mark.parametrize(
    "address",
    [
        ADDRESS,
        "postgresql://shop.example/sales?user=ann&password=p%40ss",
        "postgresql://ann@shop.example/sales?sslpassword=p%40ss&sslmode=require",
    ],
)
def test_a_password_is_blotted_out_in_every_spelling(address):
    sentence = redacted("no entry with p@ss; tried p%40ss", address)
    assert sentence == "no entry with ***; tried ***"


def test_a_time_out_is_added_unless_declared():
    assert patient(ADDRESS).endswith("?sslmode=require&connect_timeout=5")
    assert patient("postgresql:///sales").endswith("?connect_timeout=5")
    declared = ADDRESS + "&connect_timeout=60"
    assert patient(declared) == declared
