# %% [markdown]
# # Write a scheme
#
# Tiers of spend treat who has just bought like who has not come for months. Let us
# write a scheme that looks at each customer's own rhythm: who is on time, who is late,
# who seems gone, and who bought only once. Is it better than three tiers, and than
# doing nothing?

# %% tags=["parameters"]
SOURCE = "cdnow"
AS_OF = "1997-09-30"
QUICK = ["n_bootstraps=4"]  # [] for more bootstraps, and more patience
FOLDER = None  # where tables go; None: a temporary folder

# %%
import matplotlib.pyplot as plt
import numpy as np

from patronage import Membership, Purpose, SegmentName, SegmentScheme, Study

# %% [markdown]
# ## The scheme
#
# A scheme takes a `name` and a `purpose`, learns in `fit`, and places customers in
# `membership`. What it learns is frozen: here, how many of one's own usual gaps one may
# be silent before being among the most silent quarter. A scheme that does not say why
# it exists is refused.

# %%
WHY = Purpose(
    objective="Win back those who are leaving, and leave the others in peace.",
    decision="Who gets a reminder this week.",
    owner="Head of customer marketing",
    actions={
        "on_time": "Nothing: they come by themselves.",
        "late": "A reminder with what is new.",
        "gone": "One offer to come back, then silence.",
        "once": "A second reason to buy.",
    },
)


class Rhythm(SegmentScheme):
    """Place customers by how long they are silent, against their own usual gap."""

    segment_names = (
        SegmentName(key="on_time", en="On time", zh="按时"),
        SegmentName(key="late", en="Late", zh="迟到"),
        SegmentName(key="gone", en="Seems gone", zh="似已流失"),
        SegmentName(key="once", en="Bought once", zh="仅购一次"),
    )

    def __init__(self, name="rhythm", purpose=WHY, late=2.0):
        self.name = name
        self.purpose = purpose
        self.late = late

    @property
    def used_columns(self):
        return ["recency_days", "interpurchase_days_median"]

    def fit(self, features, y=None):
        active = features[features["status"] == "ok"]
        self.gone_ = max(self._gaps_of_silence(active).quantile(0.75), self.late)
        self.n_segments_ = len(self.segment_names)
        return self

    def membership(self, features):
        silence = self._gaps_of_silence(features)
        segment = np.select(
            [silence.isna(), silence <= self.late, silence <= self.gone_], [3, 0, 1], 2
        )
        sure = np.ones(len(segment))
        status = np.full(len(segment), "ok")
        return Membership(segment=segment, status=status, probability=sure, margin=sure)

    @staticmethod
    def _gaps_of_silence(features):
        return features["recency_days"] / features["interpurchase_days_median"]


# %% [markdown]
# ## Fitted

# %%
study = Study(SOURCE, *QUICK, as_of=AS_OF, folder=FOLDER)
rhythm = study.fit(Rhythm())
print(f"Gone: silent for more than {rhythm.scheme.gone_:.1f} of one's usual gaps.")
rhythm.segments["name"].value_counts().to_frame("customers")

# %%
told = rhythm.segments.merge(study.outcomes, on=["customer_id", "as_of"])
after = told.groupby("name").agg(
    bought_again=("retained", "mean"), spent_after=("future_amount", "mean")
)
after.sort_values("spent_after", ascending=False).round(2)

# %% [markdown]
# ## Against tiers, and against doing nothing
#
# `one segment` is doing nothing; `random segments` shows what sizes alone would score.

# %%
comparison = study.compare("tier3", rhythm.scheme)
league = comparison.league.set_index("scheme")
league[["kind", "n_segments", "future/gini", "future/r2", "coverage/placed"]].round(3)

# %%
scores = comparison.scorecards.set_index("metric")
told = {
    "future/gini": "order of future spend",
    "future/retention_auc": "who comes back",
}
figure, panels = plt.subplots(1, 2, figsize=(9, 2.8), sharey=True, layout="constrained")
for axes, (metric, title) in zip(panels, told.items(), strict=True):
    rows = scores.loc[[metric]].set_index("scheme").reindex(league.index[::-1])
    axes.hlines(rows.index, rows["low"], rows["high"], color="#8a97a0", linewidth=2)
    axes.plot(rows["value"], rows.index, "o", color="#00796b")
    axes.set_title(title, loc="left", fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)
plt.show()

# %%
print(*comparison.summary(), sep="\n")

# %% [markdown]
# ## The report
#
# One file that needs nothing else: what the segments are, what is done for them, how
# far to trust them.

# %%
report = rhythm.report()
print(f"{len(report) / 1e6:.1f} MB; rhythm.save_report('rhythm.html') writes it.")

# %% [markdown]
# ## What to do next
#
# - Where intervals overlap, neither scheme wins: decide by what is to be done. Tiers
#   say what service is worth, rhythm says whom to remind.
# - Try `Rhythm(late=1.5)` under another `name`, and compare both.
# - To keep it, put the class into `src/patronage/rules/`, and a yaml with its purpose
#   into `conf/rules/`; then every command knows it.
