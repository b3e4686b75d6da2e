import pytest

from patronage.clustering.sensitive import refuse_sensitive
from patronage.errors import ConfigError

SENSITIVE = [
    *("illness", "has_disability", "religion_code", "health_status", "healthstatus"),
    *("isPregnant", "Religion", "ETHNIC_group", "EthnicityCode", "illnesses", "is_ill"),
    *("races", "customer.race", "RACE", "race2", "politicalViews", "racial-origin"),
    *("réligion", "disabilities", "HIVstatus", "ＨＥＡＬＴＨ", "健康状况", "民族"),
    *("diagnosis", "diagnoses", "Diagnoses_count", "cancers", "racecode", "iscreed"),
]
HARMLESS = [
    *("trace_days", "braces_share", "grace_days", "bill_count"),
    *("average_order", "billing_share", "skill", "tillage", "silliness", "sickle"),
    *("basis_points", "bases", "embrace_days", "gracedays", "isle", "hasten"),
    *("faithful_share", "monetary_per_month", "frequency", "category_entropy"),
]


@pytest.mark.parametrize("name", SENSITIVE)
def test_what_nobody_is_judged_by_is_refused_however_it_is_written(name):
    with pytest.raises(ConfigError, match=f"never clustered by; got {name}"):
        refuse_sensitive(["frequency", name])


@pytest.mark.parametrize("name", HARMLESS)
def test_a_word_within_another_is_not_meant(name):
    refuse_sensitive([name])


@pytest.mark.parametrize(
    "name", ["age", "ages", "AGE_years", "customerAge", "maritalStatus", "年龄段"]
)
def test_more_can_be_denied_and_is_found_likewise(name):
    with pytest.raises(ConfigError, match=name):
        refuse_sensitive([name], ["Age", "marital", "年龄"])
    refuse_sensitive(["average", "stage", "package_days"], ["age"])


SHIPPED = ["age", "birth", "senior", "gender", "sex", "marital"]
PERSONAL = [
    *("age", "ageband", "agegroups", "AgeRange", "customerage", "age2", "ageyears"),
    *("birthday", "birthdays", "birthdate", "dateofbirth", "BirthYear", "seniors"),
    *("seniorcitizen", "gendercode", "sexes", "maritalstatus", "isMarital"),
]
OF_USE = [
    *("usage", "average_days", "package", "storage_months", "mortgage", "packagetype"),
    *("stageclass", "dosage", "coverage_months", "rebirth", "essex", "engender"),
    *("orderdate", "valuegroup", "dayofweek", "wages_ago"),
]


@pytest.mark.parametrize("name", PERSONAL)
def test_what_is_shipped_as_denied_is_found_in_one_word_with_its_kind(name):
    with pytest.raises(ConfigError, match=name):
        refuse_sensitive([name], SHIPPED)


@pytest.mark.parametrize("name", OF_USE)
def test_a_denied_word_within_another_is_not_meant(name):
    refuse_sensitive([name], SHIPPED)


def test_the_plural_of_a_denied_word_is_found():
    for name in ("salaries", "salary", "Salaries_total"):
        with pytest.raises(ConfigError, match=name):
            refuse_sensitive([name], ["salary"])


def test_all_are_named_at_once():
    with pytest.raises(ConfigError, match="got illness, isPregnant"):
        refuse_sensitive(["illness", "spend", "isPregnant"])
