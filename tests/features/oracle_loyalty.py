"""The evidence of loyalty, from its definitions."""

import pandas as pd

from tests.features.oracle import OWNER, World, over

Columns = dict[str, pd.Series]


def loyalty(world: World) -> Columns:
    columns = continuity(world)
    if world.focal_brand is not None:
        columns |= preference(world)
    if world.has("discount"):
        columns |= price(world)
    if world.has("is_return"):
        columns |= returns(world)
    if world.contacts is not None and world.events is not None:
        columns |= engagement(world)
    if world.events is not None:
        columns["referrals"] = events_of(world, "referral")
    if world.feedback is not None:
        columns |= complaints(world)
    if world.wallet is not None:
        columns["wallet_share"] = wallet_share(world)
    return columns


def continuity(world: World) -> Columns:
    return {
        "active_months": world.active_months,
        "exposed_months": world.exposed_months,
        "exposure_months": world.exposure_months,
        "repeat_days": world.repeat_days,
        "gaps": (world.n_days - 1).clip(lower=0),
    }


def preference(world: World) -> Columns:
    brand = world.bought["brand"]
    return {
        "focal_lines": marked(world, world.bought, brand == world.focal_brand),
        "branded_lines": marked(world, world.bought, brand.notna()),
    }


def price(world: World) -> Columns:
    rows = world.bought
    priced = (rows["amount"] > 0) | (rows["discount"] > 0)
    full = priced & (rows["discount"] == 0)
    return {
        "full_price_lines": marked(world, rows, full),
        "priced_lines": marked(world, rows, priced),
    }


def returns(world: World) -> Columns:
    """Of all rows, whether or not a return undid a purchase."""
    rows = world.within(world.ledger, "order_day")
    return {
        "returned_lines": marked(world, rows, rows["is_return"]),
        "all_lines": marked(world, rows, rows["is_return"].notna()),
    }


def engagement(world: World) -> Columns:
    contacts = world.within(world.contacts, "contacted_day")
    return {
        "redemptions": events_of(world, "redemption"),
        "campaigns": world.counted(contacts.groupby(OWNER).size()),
    }


def complaints(world: World) -> Columns:
    answers = world.within(world.feedback, "answered_day")
    said = answers[answers["kind"] == "complaint"]
    resolved = (said["resolved_day"] != 0) & (said["resolved_day"] <= world.as_of)
    return {
        "resolved_complaints": marked(world, said, resolved),
        "unresolved_complaints": marked(world, said, ~resolved),
    }


def wallet_share(world: World) -> pd.Series:
    monthly = world.total / world.money / world.exposure_months.clip(lower=1)
    declared = world.known(world.wallet)
    return over(monthly, declared.where(declared > 0)).clip(upper=1)


def events_of(world: World, kind: str) -> pd.Series:
    events = world.within(world.events, "at_day")
    return marked(world, events, events["kind"] == kind)


def marked(world: World, rows: pd.DataFrame, mark: pd.Series) -> pd.Series:
    return world.counted(mark.groupby(rows[OWNER]).sum())
