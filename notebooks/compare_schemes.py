# %% [markdown]
# # Compare schemes
#
# A scheme puts every customer into one named segment. Which one should you use? This
# notebook fits three kinds (clusters found in the data, tiers of spend, cells of
# recency, frequency and money), and reads their league.

# %% tags=["parameters"]
SOURCE = "cdnow"
AS_OF = "1997-09-30"
SCHEMES = ["kmeans", "tier3", "rfm_cells"]
QUICK = ["n_bootstraps=4", "n_nulls=19", "selection.k_max=6"]  # [] takes its time
FOLDER = None  # where tables go; None: a temporary folder

# %%
import matplotlib.pyplot as plt

from patronage import Study

study = Study(SOURCE, *QUICK, as_of=AS_OF, folder=FOLDER)
comparison = study.compare(*SCHEMES)

# %% [markdown]
# ## The league
#
# A row per scheme, the one that foretells spend best on top; the rows of the kind
# `reference` are what schemes have to beat. Every forecast is of customers who took no
# part in it, so many small segments gain nothing by their number.

# %%
league = comparison.league.set_index("scheme")
told = ["kind", "n_segments", "future/gini", "future/r2", "stability/ari"]
league[told].round(3)

# %% [markdown]
# ## How sure is the order?
#
# The lines are 95 % intervals, of customers drawn again. Where they overlap, schemes
# share a rank: other customers of the same kind could have turned the order round.

# %%
gini = comparison.scorecards.query("metric == 'future/gini'").set_index("scheme")
gini = gini.reindex(league.index[::-1]).dropna(subset="value")
reference = league["kind"].reindex(gini.index) == "reference"

figure, axes = plt.subplots(figsize=(8, 0.8 + 0.4 * len(gini)), layout="constrained")
axes.axvline(0, color="#999999", linewidth=1)
for place, (scheme, row) in enumerate(gini.iterrows()):
    colour = "#8a97a0" if reference[scheme] else "#00796b"
    axes.plot([row["low"], row["high"]], [place, place], color=colour, linewidth=2)
    axes.plot(row["value"], place, "o", color=colour)
axes.set_yticks(range(len(gini)), gini.index)
axes.set_xlabel("future/gini: order of future spend (0: by chance, 1: the right order)")
axes.spines[["top", "right"]].set_visible(False)
plt.show()

# %%
gini.loc[::-1, ["value", "low", "high", "rank"]].round(3)

# %% [markdown]
# ## In words
#
# Which scheme serves which decision:

# %%
print(*comparison.summary(), sep="\n")

# %% [markdown]
# ## Do two schemes say the same?
#
# Adjusted mutual information (`ami`) is 0 for unrelated schemes, and 1 for the same
# segments. Below it stands, of the customers in each segment of the first scheme, the
# share in each segment of the second.

# %%
comparison.associations.round(2)

# %%
counts = comparison.crosswalk(*SCHEMES[:2])
counts.div(counts.sum(axis=1), axis=0).fillna(0).round(2)

# %% [markdown]
# ## What to do next
#
# - Look at `past spend deciles` first. Where no scheme passes them, segments do not
#   foretell better than a sorted list: what they add is a reason, a name, an action.
# - Choose among the schemes that share the best rank by what the decision needs: few
#   segments, rules that people can repeat, segments that stay.
# - `comparison.save_report("comparison.html")` writes one file to send on.
# - `study.fit("tier3").save_report("tier3.html")` does so for a single scheme.
# - Go on to `write_a_scheme`, if you know something that these schemes do not.
