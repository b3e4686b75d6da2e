"""What is done for each segment of made-up retailers, as a user asks for it."""

import shutil

import pandas as pd
import pytest
import tobacco
from commands import command

from patronage.errors import ConfigError
from pipelines import playbook

PLACE = tobacco.MADE / "playbooks"
OFFER = [
    "schemes=[tier3]",
    "+playbook.value_levels.loyal=[high]",
    "+playbook.value_levels.offered=[low]",
]


@pytest.fixture
def shop(tobacco_retail, tmp_path):
    shutil.copytree(tobacco_retail, tmp_path / "shop")
    return tmp_path / "shop"


def said(capsys, folder, *overrides):
    playbook.run(tobacco.composed(folder, *overrides))
    return capsys.readouterr().out


def written(folder, name):
    path = folder / PLACE / f"{name}.{tobacco.DAY}.csv"
    return pd.read_csv(path, encoding="utf-8-sig")


def test_each_scheme_with_a_playbook_is_told_of_and_the_others_are_named(shop, capsys):
    told = said(capsys, shop, "schemes=[tier3,tier8,grade10,trial_loyal,kmeans]")
    for name in ("tier3", "tier8", "trial_loyal"):
        assert f"playbook of {name}" in told
        assert f"budget of {name}" in told
    assert "without a playbook, so left out: grade10\n" in told
    assert "not fitted on these features, so left out: kmeans\n" in told
    assert sorted(path.name for path in (shop / PLACE).iterdir()) == [
        f"tier3.service.{tobacco.DAY}.csv",
        f"tier8.service.{tobacco.DAY}.csv",
        f"trial_loyal.next_products.{tobacco.DAY}.csv",
        f"trial_loyal.service.{tobacco.DAY}.csv",
    ]


def test_made_up_customers_are_said_to_be(shop, capsys):
    assert said(capsys, shop).startswith("Tobacco retail, SYNTHETIC")


def test_planted_misfits_are_the_farthest_from_what_is_due(shop):
    playbook.run(tobacco.composed(shop, "schemes=[tier8]"))
    rows, planted = written(shop, "tier8.service"), tobacco.planted()
    fit = rows.set_index("customer_id")["fit"]
    for why in ("under_served", "over_served"):
        assert set(fit[planted.index[planted == why]]) == {why}
    over = planted.index[planted == "over_served"]
    assert set(rows["customer_id"].tail(len(over))) == set(over)
    unseen = planted.reindex(rows.loc[rows["contacts"] == 0, "customer_id"])
    assert set(unseen) <= {"under_served", "new"}
    assert (unseen == "under_served").sum() == (planted == "under_served").sum()


def test_tolerance_decides_who_is_a_misfit(shop):
    asked = ["schemes=[tier8]", "economics.tolerance"]
    sizes = []
    for tolerance in (0.1, 0.5, 20):
        playbook.run(tobacco.composed(shop, asked[0], f"{asked[1]}={tolerance}"))
        sizes.append(len(written(shop, "tier8.service")))
    assert sizes[0] > sizes[1] > sizes[2] == 0


def test_three_products_at_most_are_offered_and_none_that_was_bought(shop):
    playbook.run(tobacco.composed(shop, *OFFER))
    rows = written(shop, "tier3.next_products")
    assert 0 < rows.groupby("customer_id").size().max() <= 3
    assert (rows["lift"] > 1).all()
    orders = pd.read_csv(tobacco.SAMPLE / "orders.csv.gz", dtype=str)
    bought = orders[orders["day"] > "2025-01-05"][["customer", "product"]]
    pairs = pd.MultiIndex.from_frame(bought)
    assert (
        not pd.MultiIndex.from_frame(rows[["customer_id", "product_id"]])
        .isin(pairs)
        .any()
    )


def test_it_is_told_in_chinese(shop, capsys):
    told = said(capsys, shop, "schemes=[tier8]", "language=zh")
    assert "每月联系" in told
    assert "一档" in told
    assert "tier8：服务匹配" in told
    assert "服务不足" in told
    assert "under-served" not in told


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["~playbook.tier8.plans.tier3"], "'tier3' has no plan"),
        (["schemes=[kmeans]"], "got none for any, as none is fitted"),
        (["schemes=[grade10]"], "got none for grade10"),
        (["economics.resources.budget=-1"], "budget should be 0 or more; got -1"),
        (["economics.resources.most_share=0.01"], "budget should lie between"),
    ],
)
def test_what_cannot_be_is_one_sentence(tobacco_retail, asked, words):
    with pytest.raises(ConfigError, match=words) as found:
        playbook.run(tobacco.composed(tobacco_retail, *asked))
    assert "\n" not in str(found.value)


def test_it_is_tracked_to_the_unit_of_money_and_names_nobody(shop):
    asked = ["schemes=[tier8]", "economics.resources.managers=7"]
    done = command("playbook", *tobacco.settings(shop, *asked))
    assert done.returncode == 0, done.stderr
    budget, service = (
        tobacco.artifact(shop, f"{name}.csv") for name in ("budget", "service")
    )
    planned = budget["planned"].sum()
    for way in ("best", "proportional", "equal"):
        assert budget[way].sum() == pytest.approx(planned)
    assert budget["managers"].sum() == 7
    assert budget["gain"].sum() >= budget["equal_gain"].sum()
    assert (service["under_served"] + service["over_served"]).sum() == len(
        written(shop, "tier8.service")
    )
    assert service["customers"].sum() == 300
    assert tobacco.named(shop) == []


def test_a_refusal_has_an_exit_code(shop):
    done = command("playbook", *tobacco.settings(shop, "schemes=[kmeans]"))
    (sentence,) = done.stderr.splitlines()
    assert done.returncode == 2
    assert "should have a playbook" in sentence
