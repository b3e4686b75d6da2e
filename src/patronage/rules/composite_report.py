"""What a fitted value of several dimensions says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from patronage.loggable import Loggable, Metric, Params, Table
from patronage.rules.against_volume import against_volume, reclassified_share
from patronage.rules.amounts import percent
from patronage.rules.report import tier_bounds
from patronage.weights import monte_carlo, one_at_a_time

if TYPE_CHECKING:
    from patronage.rules.composite_value import CompositeValue

LEAST_DIMENSIONS = 3
SAID = {
    "en": {
        "few": "{n} active dimensions ({names}): a value should have {least} at least, "
        "not volume alone",
        "absent": "left out, since the source has no values for them: {names}; the "
        "rest share their weight",
        "unvalued": "{n} customers have no value: less than {least} of the weight "
        "is known of them",
        "volume": "classes cannot be compared with those by volume alone: the features "
        "have no '{column}'",
        "and": ", ",
    },
    "zh": {
        "few": "有效维度仅 {n} 个（{names}）：至少应有 {least} 个维度，不能只看销量",
        "absent": "数据源没有以下指标，已剔除，其权重由其余指标分摊：{names}",
        "unvalued": "{n} 位客户没有综合价值：已知权重不足 {least}",
        "volume": "无法与仅按销量的分类比较：特征表没有“{column}”列",
        "and": "、",
    },
}


def report(scheme: CompositeValue, features: pd.DataFrame) -> Iterator[Loggable]:
    """Yield weights, coverage, and whom region and volume reclassify."""
    known = features[features["status"] == "ok"]
    found = scheme.appraise(known)
    valued = np.isfinite(found.value)
    yield Params({"scheme": scheme.name, "kind": "rules", "volume": scheme.volume})
    yield Table("weights.csv", weight_table(scheme, known))
    edges = scheme.tiers_.edges_.tolist()
    bounds = tier_bounds(scheme.segment_names, edges, ["upper"] * len(edges))
    yield Table("tier_edges.csv", bounds)
    yield Metric("coverage/customers", float(valued.mean()))
    yield Metric("coverage/weight_mean", float(found.coverage.mean()))
    yield Metric("coverage/active_dimensions", float(len(scheme.appraisal_.active)))
    yield from _against(scheme, known)
    yield from _sensitivity(scheme, known)
    if scheme.region is not None:
        yield Metric("region/reclassified", scheme.reclassified_)


def weight_table(scheme: CompositeValue, known: pd.DataFrame) -> pd.DataFrame:
    """Return a row per indicator: column, utility, weight, share of customers."""
    appraisal, utilities = scheme.appraisal_, scheme.appraise(known).utilities
    asked = [each for each in scheme.indicators.values() if each is not None]
    return pd.DataFrame(
        {
            "indicator": appraisal.names,
            "column": [
                appraisal.indicators_[n].column_ if n in appraisal.indicators_ else ""
                for n in appraisal.names
            ],
            "utility": [each.utility for each in asked],
            "cost": [each.cost for each in asked],
            "weight": appraisal.weights_,
            "weight_in_use": _in_use(scheme),
            "known_share": np.isfinite(utilities).mean(0),
            "active": [name in appraisal.active for name in appraisal.names],
        }
    )


def caveats(scheme: CompositeValue, features: pd.DataFrame, language: str) -> list[str]:
    """Return what must stand beside the tiers."""
    appraisal, said = scheme.appraisal_, SAID[language]
    known = features[features["status"] == "ok"]
    unvalued = int(np.isnan(scheme.appraise(known).value).sum())
    joined, active = said["and"].join, appraisal.active
    told = {
        "few": len(active) < LEAST_DIMENSIONS,
        "absent": bool(appraisal.absent),
        "unvalued": unvalued > 0,
        "volume": not scheme.compared_,
    }
    values: dict[str, dict[str, object]] = {
        "few": {
            "n": len(active),
            "names": joined(active),
            "least": LEAST_DIMENSIONS,
        },
        "absent": {"names": joined(appraisal.absent)},
        "unvalued": {"n": unvalued, "least": percent(scheme.coverage)},
        "volume": {"column": scheme.volume},
    }
    found = [said[key].format(**values[key]) for key, holds in told.items() if holds]
    return [*found, *appraisal.weighting_.warnings_]


def _in_use(scheme: CompositeValue) -> list[float]:
    """Weights of a customer of whom all is known that the source offers."""
    appraisal = scheme.appraisal_
    pairs = zip(appraisal.names, appraisal.weights_, strict=True)
    kept = [weight if name in appraisal.indicators_ else 0.0 for name, weight in pairs]
    return [weight / sum(kept) for weight in kept]


def _sensitivity(scheme: CompositeValue, known: pd.DataFrame) -> Iterator[Loggable]:
    """Yield who would change class by other weights, without regional multipliers."""
    weighting, names = scheme.appraisal_.weighting_, scheme.appraisal_.names
    found, weights = scheme.appraise(known), weighting.weights_
    utilities = found.utilities[np.isfinite(found.value)]
    table = one_at_a_time(utilities, weights, names, scheme.cut)
    drawn = monte_carlo(utilities, weights, scheme.cut, seed=scheme.random_state)
    yield Table("weight_sensitivity.csv", table)
    yield Metric("weights/changed_20", float(table["changed"].max()))
    told = drawn.metrics() | weighting.findings()
    yield from (Metric(f"weights/{name}", value) for name, value in told.items())


def _against(scheme: CompositeValue, known: pd.DataFrame) -> Iterator[Loggable]:
    if not scheme.compared_:
        return
    segments, by_volume = scheme.predict(known), scheme.placed_by_volume(known)
    yield Table(
        "against_volume.csv",
        against_volume(segments, by_volume, scheme.segment_names),
    )
    share = reclassified_share(segments, by_volume)
    yield Metric("against_volume/reclassified", share)
