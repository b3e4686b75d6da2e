# %% [markdown]
# # Write a feature family
#
# A hunch: customers who take several of a thing at once are different. This notebook
# turns the hunch into columns, looks at whether they can be trusted, and asks whether
# they tell anything of the future.

# %% tags=["parameters"]
SOURCE = "cdnow"
AS_OF = "1997-09-30"
UNITS = 2
FOLDER = None  # where tables go; None: a temporary folder

# %% [markdown]
# ## The family
#
# A family declares its columns, and describes a batch of whole customers, each by that
# customer's own rows; it never sees a row after `as_of`. A share of two lines is worth
# little, so the family only counts (`evidence`), and `learned` draws the share of those
# who showed little towards that of all.

# %%
from dataclasses import dataclass
from typing import ClassVar

import matplotlib.pyplot as plt

from patronage import Column, CustomerBatch, Ragged, ShrunkShare, Study

QUANTITY = ("quantity",)  # what the ledger must have


@dataclass(frozen=True, kw_only=True)
class BulkFeatures:
    """Describe who takes at least `units` of a thing at once."""

    units: int = 3

    columns: ClassVar = (
        Column("bulk_lines", "lines", "lines of many units", QUANTITY, role="evidence"),
        Column("bought_lines", "lines", "lines bought", QUANTITY, role="evidence"),
        Column("bulk_share", "share", "lines of many units", QUANTITY),
    )
    learned: ClassVar = {"bulk_share": ShrunkShare("bulk_lines", "bought_lines")}

    def __call__(self, batch: CustomerBatch) -> dict:
        lines = batch.purchases["quantity"]
        many = batch.quantity(lines.values) >= self.units
        return {
            "bulk_lines": Ragged(many, lines.offsets).sum().astype(float),
            "bought_lines": lines.counts.astype(float),
        }


# %% [markdown]
# ## In a study
#
# It stands beside the configured families, and appears in the dictionary like them.

# %%
study = Study(
    SOURCE, as_of=AS_OF, folder=FOLDER, families={"bulk": BulkFeatures(units=UNITS)}
)
dictionary = study.dictionary.set_index("column")
dictionary.loc[dictionary["family"] == "bulk", ["meaning", "unit", "source", "status"]]

# %%
known = study.features.query("bought_lines > 0")
counted = known["bulk_lines"] / known["bought_lines"]
print(
    f"{counted.isin([0, 1]).mean():.0%} of the customers have a counted share of 0 or "
    f"1; learned shares run from {known['bulk_share'].min():.2f} to "
    f"{known['bulk_share'].max():.2f}."
)

# %% [markdown]
# ## Counted and learned
#
# Who bought a single line has a counted share of 0 or 1, which says little. The learned
# share moves away from the mean of all only as far as the lines allow.

# %%
figure, axes = plt.subplots(figsize=(5.5, 4.2), layout="constrained")
dots = axes.scatter(
    counted, known["bulk_share"], c=known["bought_lines"].clip(upper=10), s=14
)
axes.axline((0, 0), slope=1, color="#999999", linewidth=1)
axes.set_xlabel("counted share")
axes.set_ylabel("learned share")
figure.colorbar(dots, label="lines bought (10: or more)")
axes.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# ## Does it tell anything?
#
# Rank correlation with what customers spent afterwards, beside columns that are known
# to tell something. A new column can also be an old one in another dress: who orders
# often has a share that is better known. So look once more among those who had bought
# only once, where that cannot be.

# %%
told = known.merge(study.outcomes, on=["customer_id", "as_of"])
columns = ["bulk_share", "recency_days", "n_orders", "monetary_total"]
told[columns].corrwith(told["future_amount"], method="spearman").round(3).to_frame(
    "rank correlation with future spend"
)

# %%
once = told[told["n_orders"] == 1]
alone = once["bulk_share"].corr(once["future_amount"], method="spearman")
print(f"Among the {len(once):,} who had bought once, it is {alone:.3f}.")

# %% [markdown]
# ## What to do next
#
# - If it tells something, make it the project's: the class goes to
#   `src/patronage/features/bulk.py`, and three lines of yaml to
#   `conf/features/bulk.yaml`. The README shows both, with a test.
# - If it tells nothing more, leave it out: columns that only add noise move clusters
#   too.
# - Go on to `write_a_scheme`.
