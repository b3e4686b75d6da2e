# %% [markdown]
# # Explore a ledger
#
# Before any segment: what are the data like, what is measured of a customer, and does
# the past tell anything of the future? The next cell names the source and the day; any
# file of `conf/source/` will do, or a table of your own (at the end).

# %% tags=["parameters"]
SOURCE = "cdnow"
AS_OF = "1997-09-30"
FOLDER = None  # where tables go; None: a temporary folder

# %%
import matplotlib.pyplot as plt
import pandas as pd

from patronage import Study

study = Study(SOURCE, as_of=AS_OF, folder=FOLDER)
print(*study.accounting, sep="\n")

# %% [markdown]
# Rows and money add up, to the cent, or there would be no ledger.
#
# ## Who buys, and who buys again

# %%
ledger = study.ledger
orders = ledger.groupby(["customer_id", "order_id"], as_index=False).agg(
    day=("order_day", "first"), amount=("amount", "sum")
)
orders["day"] = pd.to_datetime(orders["day"])
per_customer = orders.groupby("customer_id").size()
print(
    f"{len(per_customer):,} customers placed {len(orders):,} orders from "
    f"{orders['day'].min():%Y-%m-%d} to {orders['day'].max():%Y-%m-%d}; "
    f"{(per_customer == 1).mean():.0%} never came back."
)

# %%
best = orders.groupby("customer_id")["amount"].sum().sort_values(ascending=False)
share = best.iloc[: len(best) // 5].sum() / best.sum()
print(f"The best fifth of the customers brought {share:.0%} of the money.")

# %% [markdown]
# A first order is won by acquisition, a later one by what the customer found. The two
# need different segments, and a day is a good `as_of` if enough of both lies before it.

# %%
first = orders["day"] == orders.groupby("customer_id")["day"].transform("min")
orders["kind"] = first.map({True: "first order", False: "later order"})
weeks = orders.pivot_table(
    index=pd.Grouper(key="day", freq="W"),
    columns="kind",
    values="order_id",
    aggfunc="count",
    fill_value=0,
)

figure, axes = plt.subplots(figsize=(8, 3.2), layout="constrained")
axes.stackplot(
    weeks.index, weeks.T, labels=weeks.columns, colors=["#b8c4ce", "#00796b"]
)
axes.axvline(pd.Timestamp(AS_OF), color="#333333", linewidth=1)
axes.annotate(
    " as_of: described before, judged after",
    (pd.Timestamp(AS_OF), 0.92),
    xycoords=("data", "axes fraction"),
)
axes.set_ylabel("orders a week")
axes.margins(x=0)
axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(0.5, 0.85))
axes.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# ## What is measured of each customer
#
# A family of features needs columns; those that the source lacks are named.

# %%
dictionary = study.dictionary
present = dictionary[dictionary["status"] == "present"]
print(f"{len(present)} of {len(dictionary)} columns can be made.")
present.groupby("family", sort=False)["column"].agg(["size", "first", "last"])

# %%
lacking = dictionary.loc[dictionary["status"].str.startswith("needs"), "status"]
lacking.str.removeprefix("needs ").value_counts().rename("columns").to_frame().head()

# %% [markdown]
# ## Does the past tell anything?
#
# `outcomes` holds what the same customers did in the days after `as_of`: no feature has
# seen it. If nobody's past told anything, every row below would be alike.

# %%
told = study.features.merge(study.outcomes, on=["customer_id", "as_of"])
told = told[told["status"] == "ok"]
often = pd.cut(
    told["n_orders"],
    [0, 1, 2, 4, 8, float("inf")],
    labels=["1", "2", "3-4", "5-8", "9 or more"],
)
after = told.groupby(often.rename("orders so far"), observed=True)
after.agg(
    customers=("customer_id", "size"),
    bought_again=("retained", "mean"),
    spent_after=("future_amount", "mean"),
).round(2)

# %% [markdown]
# ## What to do next
#
# - Go on to `compare_schemes`: which segments make the most of this.
# - Take your own data: `Study.from_frame(table, customer_id=..., ordered_at=...,
#   amount=..., currency=...)` checks a DataFrame by the same contract, and every cell
#   above works on it.
# - Look into `study.quality` where rows were refused.
