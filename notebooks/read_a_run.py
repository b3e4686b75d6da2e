# %% [markdown]
# # A first notebook that reads a run's segments
#
# The main job (`make run`) leaves tables in `data/` and one tracked run per scheme in
# `runs/`. This notebook reads both and changes neither. The next cell says what it
# looks at; the environment variables do the same from outside.

# %% tags=["parameters"]
import os
from pathlib import Path

from patronage import config

DATA = Path(os.environ.get("PATRONAGE_PATHS_DATA", config.root() / "data"))
RUNS = Path(os.environ.get("PATRONAGE_PATHS_RUNS", config.root() / "runs"))
SOURCE = os.environ.get("PATRONAGE_SOURCE")  # None: whichever was run last
SCHEME = "kmeans"
FEATURE = "monetary_total"

# %%
import warnings

import matplotlib.pyplot as plt
import pandas as pd

from patronage import io, tracking
from patronage.tables import CROSSWALK, DICTIONARY, FEATURES, NAMES, PROFILE, SEGMENTS

warnings.filterwarnings("ignore", message="IProgress")  # no bars, so no widgets

# %% [markdown]
# ## The last job
#
# The runs of one job share the tag `job`.

# %%
store = tracking.local_store(RUNS)
job = tracking.last_job(store, source=SOURCE)
if job is None:
    raise SystemExit("Nothing to read yet: run `make run` first, then this notebook.")

runs = tracking.runs(store, job=job).set_index("name")
folder = io.Folder(DATA, runs["tags.source"].iloc[0])
runs.filter(items=["status", "tags.stage", "tags.source", "tags.as_of", "tags.job"])

# %% [markdown]
# ## The segments
#
# A row per customer, with a segment or the reason why there is none; names stand in a
# table of their own.

# %%
segments = io.read(SEGMENTS, folder, scheme=SCHEME)
names = io.read(NAMES, folder, scheme=SCHEME)
named = segments.merge(names, on="segment", how="left")
named["name"] = named["name_en"].fillna("(" + named["status"] + ")")
named.sample(5, random_state=0)[
    ["customer_id", "as_of", "status", "segment_id", "name"]
]

# %%
profile = io.read(PROFILE, folder, scheme=SCHEME)
told = ["recency_days", "frequency", "n_orders", "monetary_total", "monetary_mean"]
medians = [f"{column}_median" for column in told]
profile.set_index("name")[["size", "share", "revenue_share", *medians]].round(2)

# %% [markdown]
# ## Against the other schemes
#
# Of each segment's customers, the share in each segment of another scheme. A scheme
# that places nobody is missing here: the loyalty quadrants, where a source says
# nothing about attitude.

# %%
crosswalk = io.read(CROSSWALK, folder).query("scheme == @SCHEME")
others = [io.read(NAMES, folder, scheme=s) for s in crosswalk["other_scheme"].unique()]
met = crosswalk.merge(names, on=["scheme", "segment"]).merge(
    pd.concat(others),
    left_on=["other_scheme", "other_segment"],
    right_on=["scheme", "segment"],
    suffixes=("", "_other"),
)
met.pivot_table(
    index="name_en",
    columns=["other_scheme", "name_en_other"],
    values="share",
    sort=False,
).round(2)

# %% [markdown]
# ## One feature in every segment
#
# The line is the median, the box the middle half, the whiskers 5 % to 95 %.

# %%
features = io.read(FEATURES, folder).merge(named[["customer_id", "name"]])
meaning = io.read(DICTIONARY, folder).set_index("column").loc[FEATURE]
placed = list(profile["name"])[::-1]
values = [features.loc[features["name"] == name, FEATURE].dropna() for name in placed]

figure, axes = plt.subplots(figsize=(7, 0.6 + 0.5 * len(placed)), layout="constrained")
axes.boxplot(
    values, orientation="horizontal", tick_labels=placed, whis=(5, 95), showfliers=False
)
axes.set_xlabel(f"{FEATURE}: {meaning['meaning']} ({meaning['unit']})")
axes.spines[["top", "right"]].set_visible(False)
plt.show()

# %% [markdown]
# ## The league of the job's schemes
#
# The same measures for every kind of scheme: how apart and steady the segments are,
# and how well they foretell what customers did afterwards.

# %%
league = runs.filter(regex=r"^metrics\.(quality|stability|future)/")
league.columns = league.columns.str.removeprefix("metrics.")
league.T.sort_index().round(3).dropna(how="all")
