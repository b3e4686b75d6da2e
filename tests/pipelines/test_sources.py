"""Each ready source is taken in whole, with the totals that its README states."""

import json

import pytest
from commands import command, places

from patronage import io
from patronage.tables import CUSTOMERS, FEEDBACK, LEDGER

SALES = """who;sold at;item;n;paid
007;29.02.2024 13:45;tea;2;3,50
007;29.02.2024 18:00;milk;1;1,00
007;01.03.2024 10:00;tea;1;1,75
B2;01.03.2024 10:00;tea;1;1,75
"""
GIVEN = (
    "source.delimiter=';'",
    "source.time_format='%d.%m.%Y %H:%M'",
    "source.time_zone=Europe/Berlin",
    "source.currency=EUR",
    "source.columns.customer_id=who",
    "source.columns.ordered_at='sold at'",
    "source.columns.amount={expression: paid, decimal: ','}",
)


class Taken:
    """What a source has become."""

    def __init__(self, folder: io.Folder):
        self.folder = folder
        accounting = folder.file("interim", "accounting.json").read_text()
        self.accounting = json.loads(accounting)

    def read(self, schema, *columns):
        return io.read(schema, self.folder, columns=list(columns) or None)


@pytest.fixture(scope="module")
def taken(shared_data, tmp_path_factory):
    """Take in a source once, as a user does."""
    known = {}

    def take(source):
        if source not in known:
            folder = tmp_path_factory.mktemp(source)
            given = [*places(folder), f"source={source}", "tracking.enabled=false"]
            done = command("ingest", *given, PATRONAGE_DATA=str(shared_data))
            assert done.returncode == 0, done.stderr
            known[source] = Taken(io.Folder(folder / "data", source))
        return known[source]

    return take


def test_online_retail_keeps_account_of_every_row_and_pound(taken):
    facts = taken("online_retail").accounting
    assert facts["rows_read"] == 541_909
    assert facts["by_reason"] == {"null_customer": 135_080}
    assert facts["rows_ledger"] == 541_909 - 135_080
    assert facts["rows_deduplicated"] == 0
    assert (facts["money_read"], facts["money_scale"]) == (9_747_747_934, 3)
    assert facts["money_ledger"] + facts["money_quarantined"] == 9_747_747_934
    assert facts["customers"] == 4372
    assert (facts["first_day"], facts["last_day"]) == ("2010-12-01", "2011-12-09")


def test_online_retail_reports_how_many_cancellations_undo_a_purchase(taken):
    returns = taken("online_retail").accounting["returns"]
    assert returns["rows"] == 8905
    assert returns["matched"] == 2546


def test_online_retail_reads_ids_of_floats_and_keeps_postage_out_of_goods(taken):
    columns = ("customer_id", "product_id", "quantity", "amount", "is_return")
    ledger = taken("online_retail").read(LEDGER, *columns)
    assert ledger["customer_id"].str.fullmatch("[0-9]{5}").all()
    others = ledger["product_id"].isna()
    assert (ledger["quantity"].isna() == others).all()
    assert not ledger["product_id"].isin(["POST", "M", "D", "BANK CHARGES"]).any()
    assert 1500 < others.sum() < 2500
    assert ledger.loc[others, "amount"].ne(0).mean() > 0.9
    assert ledger.loc[ledger["is_return"], "amount"].le(0).all()


def test_iowa_is_taken_in_to_the_cent(taken):
    iowa = taken("iowa_liquor")
    facts = iowa.accounting
    assert facts["rows_read"] == facts["rows_ledger"] == 1_205_327
    assert facts["money_read"] == facts["money_ledger"] == 16_106_517_803
    assert facts["customers"] == 430
    assert facts["customers_without_record"] == 58
    assert facts["zero_amounts"] == 329
    assert (facts["first_day"], facts["last_day"]) == ("2017-01-03", "2018-12-31")
    columns = ("order_id", "product_id", "quantity", "category", "line_id")
    ledger = iowa.read(LEDGER, *columns)
    assert ledger["quantity"].sum() == 12_460_224
    assert ledger["order_id"].nunique() == 35_100
    assert ledger["product_id"].nunique() == 3374
    assert ledger["category"].isna().sum() == 49_345
    assert ledger["line_id"].min() == 1
    assert len(iowa.read(CUSTOMERS)) == 2296


def test_iowa_s_stores_have_a_format_by_name_and_a_market_by_city(taken):
    iowa = taken("iowa_liquor")
    stores = iowa.read(CUSTOMERS, "customer_id", "format", "market")
    known = stores["customer_id"].isin(iowa.read(LEDGER, "customer_id")["customer_id"])
    formats = {"B": 173, "S": 73, "Y": 54, "N": 38, "Z": 30, "Q": 4}
    assert stores[known]["format"].value_counts().to_dict() == formats
    assert stores[known]["market"].value_counts().to_dict() == {"C": 212, "X": 160}
    assert stores["format"].notna().all()


def test_telco_has_every_customer_and_no_label_of_the_future(taken):
    customers = taken("telco").read(CUSTOMERS)
    assert len(customers) == 7043
    assert customers["total_charges"].isna().sum() == 11
    assert customers["monthly_charges"].agg(["min", "max"]).tolist() == [18.25, 118.75]
    assert not any("churn" in name.lower() for name in customers.columns)


@pytest.mark.parametrize(
    ("source", "rows"), [("telecom_arpu", 2382), ("wholesale", 440)]
)
def test_rows_without_an_id_are_named_after_their_line(taken, source, rows):
    customers = taken(source).read(CUSTOMERS)
    assert set(customers["customer_id"]) == {str(line) for line in range(2, rows + 2)}
    assert taken(source).accounting["by_reason"] == {}


def test_wholesale_has_the_means_that_are_published(taken):
    customers = taken("wholesale").read(CUSTOMERS)
    spent = ("fresh", "milk", "grocery", "frozen", "detergents_paper", "delicatessen")
    means = [12000.298, 5796.266, 7951.277, 3071.932, 2881.493, 1524.870]
    assert [round(customers[name].mean(), 3) for name in spent] == means
    assert customers["channel"].value_counts().to_dict() == {"1": 298, "2": 142}
    assert customers["region"].value_counts().to_dict() == {"3": 316, "1": 77, "2": 47}


def test_mall_is_taken_in(taken):
    customers = taken("mall").read(CUSTOMERS)
    assert len(customers) == 200
    assert customers["spending_score"].between(1, 100).all()


def test_people_who_answer_alike_stay_two(taken):
    survey = taken("mcdonalds")
    customers = survey.read(CUSTOMERS)
    assert len(customers) == 1453
    assert customers.drop(columns="customer_id").duplicated().any()
    assert customers["visit_frequency"].value_counts().to_dict() == {
        "Once a month": 439,
        "Every three months": 342,
        "Once a year": 252,
        "Once a week": 235,
        "Never": 131,
        "More than once a week": 54,
    }


def test_what_people_like_is_feedback_on_a_scale_from_minus_to_plus_five(taken):
    feedback = taken("mcdonalds").read(FEEDBACK)
    assert len(feedback) == 1453
    assert set(feedback["score"]) == set(range(-5, 6))
    assert feedback["answered_at"].isna().all()
    first = feedback.set_index("customer_id").loc["2"]
    assert (first["item"], first["subject"], first["score"]) == ("like", "own", -3)
    assert (first["scale_low"], first["scale_high"]) == (-5, 5)


def test_a_missing_data_folder_is_one_sentence(tmp_path):
    data = {"PATRONAGE_DATA": str(tmp_path / "nowhere")}
    done = command("ingest", *places(tmp_path), "source=mall", **data)
    assert done.returncode == 3
    (sentence,) = done.stderr.splitlines()
    assert "nowhere" in sentence


def test_a_new_file_is_taken_in_with_no_new_yaml(tmp_path):
    (tmp_path / "sales.csv").write_text(SALES)
    path = f"source.path={tmp_path}/sales.csv"
    done = command("ingest", *places(tmp_path), "source=csv", path, *GIVEN)
    assert done.returncode == 0, done.stderr
    ledger = io.read(LEDGER, io.Folder(tmp_path / "data", "csv"))
    assert ledger["customer_id"].tolist() == ["007", "007", "007", "B2"]
    assert ledger["amount"].tolist() == [350, 100, 175, 175]
    assert ledger["order_id"].nunique() == 3


def test_what_a_new_file_needs_is_named_at_once(tmp_path):
    done = command("ingest", *places(tmp_path), "source=csv", "source.path=x.csv")
    assert done.returncode == 2
    assert done.stderr == (
        "patronage: these keys must be given: source.time_zone, source.currency, "
        "source.columns.customer_id, source.columns.ordered_at, "
        "source.columns.amount.\n"
    )


def test_what_a_new_file_can_be_told_is_shown():
    done = command("ingest", "source=csv", "--cfg", "job", "--package", "source")
    assert done.returncode == 0
    for key in ("path: ???", "delimiter: ','", "time_format: null", "amount: ???"):
        assert key in done.stdout
