"""What each measure of the scorecard is called and says, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from patronage.profiles.kotler_words import KOTLER_MEASURES
from patronage.profiles.measures import (
    BALANCED,
    COST,
    FORETELLS,
    OTHER,
    SEPARATE,
    SIMPLE,
    STEADY,
    Measure,
)
from patronage.said import Said


def measure(metric: str) -> Measure:
    """Return the words of a metric; one without words goes by its name."""
    bare = Said(metric, metric)
    return MEASURES.get(metric, Measure(OTHER, bare, Said("", ""), "number", "neither"))


def ordered(metrics: Iterable[str]) -> list[str]:
    """Put metrics in the order in which they are told, those without words last."""
    place = {metric: rank for rank, metric in enumerate(MEASURES)}
    return sorted(metrics, key=lambda metric: (place.get(metric, len(place)), metric))


MEASURES: Mapping[str, Measure] = {
    "future/gini": Measure(
        FORETELLS,
        Said("Ranking of future spend (Gini)", "未来消费排序（Gini）"),
        Said(
            "How well segments put customers whom they have not seen in the order of"
            " what they then spend: 0 is chance, 1 is perfect.",
            "对未参与计算的客户，细分排序与其此后消费的吻合度：0 为随机，1 为全对。",
        ),
    ),
    "future/r2": Measure(
        FORETELLS,
        Said("Future spend forecast (R²)", "未来消费预测（R²）"),
        Said(
            "How much closer segments come to what unseen customers spend than one"
            " mean for all: 0 is no closer, below 0 is worse.",
            "细分均值比全体均值更接近未见客户消费的程度：0 为无改进，负值更差。",
        ),
    ),
    "future/eta2": Measure(
        FORETELLS,
        Said("Future spend explained (η²)", "未来消费解释度（η²）"),
        Said(
            "Share of the variance of future spend that lies between segments; never"
            " below 0, and larger for more segments.",
            "未来消费方差中细分之间所占比例；不会为负，细分越多越大。",
        ),
    ),
    "future/epsilon2": Measure(
        FORETELLS,
        Said("Future spend explained, adjusted (ε²)", "未来消费解释度（调整后 ε²）"),
        Said(
            "The same, less what as many random segments would explain: about 0 for"
            " chance.",
            "扣除同样数量随机细分所能解释的部分：随机时约为 0。",
        ),
    ),
    "future/spearman": Measure(
        FORETELLS,
        Said("Rank correlation with future spend", "与未来消费的秩相关"),
        Said(
            "Spearman's correlation of foretold and actual spend: 0 none, 1 the same"
            " order.",
            "预测与实际消费的 Spearman 相关：0 为无关，1 为次序相同。",
        ),
    ),
    "future/retention_auc": Measure(
        FORETELLS,
        Said("Telling who stays (AUC)", "识别留存客户（AUC）"),
        Said(
            "How often, of one who stays and one who leaves, the segment tells which"
            " is which: .50 is chance, 1 is always.",
            "一位留存、一位流失的客户中，凭细分分辨正确的概率：.50 为随机，1 为全对。",
        ),
    ),
    "future/lift_top": Measure(
        FORETELLS,
        Said("Lift of the best segment", "最佳细分提升倍数"),
        Said(
            "What a customer of the best segment spends next, in multiples of the"
            " average customer.",
            "最佳细分客户今后人均消费为全体平均的倍数。",
        ),
        form="number",
    ),
    "quality/silhouette": Measure(
        SEPARATE,
        Said("Separation (silhouette)", "分离度（轮廓系数）"),
        Said(
            "Whether customers are nearer to their own segment than to the next:"
            " 0 is on the border, 1 is far from it; all schemes on the same columns.",
            "客户更接近本细分而非邻近细分的程度：0 为边界，1 为远离；"
            "各方案采用同一组列。",
        ),
    ),
    "quality/davies_bouldin": Measure(
        SEPARATE,
        Said("Overlap (Davies-Bouldin)", "重叠度（Davies-Bouldin）"),
        Said(
            "How wide segments are against the distance to the one most like them.",
            "细分内部离散度与最相近细分距离之比。",
        ),
        form="number",
        better="less",
    ),
    "quality/eta2_median": Measure(
        SEPARATE,
        Said("Differences beyond its own columns (η²)", "所用列之外的差异（η²）"),
        Said(
            "Median share of variance that segments explain in columns that they are"
            " not made of; .06 is medium.",
            "在未用于划分的列中，细分所解释方差占比的中位数；.06 为中等。",
        ),
    ),
    "stability/ari": Measure(
        STEADY,
        Said("Same segments again (ARI)", "重复一致性（ARI）"),
        Said(
            "How alike the segments are when customers are drawn again: 0 is chance,"
            " 1 is identical.",
            "重新抽取客户后细分的一致程度：0 为随机，1 为完全相同。",
        ),
    ),
    "stability/jaccard_min": Measure(
        STEADY,
        Said("Least stable segment (Jaccard)", "最不稳定的细分（Jaccard）"),
        Said(
            "Overlap of the worst segment with itself when customers are drawn again:"
            " below .60 it is not to be trusted.",
            "最差细分在重新抽取客户后与自身的重合度：低于 .60 不可信。",
        ),
    ),
    "stability/jaccard_mean": Measure(
        STEADY,
        Said("Stability of segments (mean Jaccard)", "细分稳定性（平均 Jaccard）"),
        Said("The same overlap, the mean of all segments.", "同上，全部细分的平均值。"),
    ),
    "flapping/steady": Measure(
        STEADY,
        Said("Moved without a reason", "无故变动"),
        Said(
            "Of customers who did not change what they do, the share that changed"
            " segment between two days all the same.",
            "行为未变的客户中，在两个日期之间仍换了细分的占比。",
        ),
        form="share",
        better="less",
    ),
    "flapping/all": Measure(
        STEADY,
        Said("Moved at all", "全部变动"),
        Said(
            "Of all customers, the share that changed segment between the two days,"
            " with reason or without.",
            "全部客户中，在两个日期之间换了细分的占比（不论原因）。",
        ),
        form="share",
        better="neither",
    ),
    "size/k": Measure(
        BALANCED,
        Said("Segments", "细分数"),
        Said("How many segments it has.", "方案的细分数量。"),
        form="number",
        better="neither",
    ),
    "size/entropy": Measure(
        BALANCED,
        Said("Evenness of sizes (entropy)", "规模均衡度（熵）"),
        Said(
            "1 where all segments are of one size, 0 where one has everybody.",
            "各细分规模相同时为 1，全部集中于一个细分时为 0。",
        ),
    ),
    "size/min_share": Measure(
        BALANCED,
        Said("Smallest segment", "最小细分"),
        Said("Share of customers in the smallest segment.", "最小细分的客户占比。"),
        form="share",
        better="neither",
    ),
    "size/max_share": Measure(
        BALANCED,
        Said("Largest segment", "最大细分"),
        Said("Share of customers in the largest segment.", "最大细分的客户占比。"),
        form="share",
        better="neither",
    ),
    "coverage/placed": Measure(
        BALANCED,
        Said("Customers placed", "归类覆盖率"),
        Said(
            "Share of active customers who get a segment.", "获得细分的活跃客户占比。"
        ),
        form="share",
    ),
    "quality/surrogate_fidelity": Measure(
        SIMPLE,
        Said("Told by simple rules", "简单规则可识别"),
        Said(
            "Share of customers whose segment a tree of at most three questions finds.",
            "用最多三个问题的决策树即可判断所属细分的客户占比。",
        ),
        form="share",
    ),
    "simplicity/rule_length": Measure(
        SIMPLE,
        Said("Conditions per rule", "每条规则的条件数"),
        Said(
            "Mean number of conditions of the segments' rules.",
            "各细分规则的平均条件数。",
        ),
        form="number",
        better="less",
    ),
    "simplicity/columns": Measure(
        SIMPLE,
        Said("Columns used", "使用列数"),
        Said("How many columns it looks at.", "方案所用的列数。"),
        form="number",
        better="less",
    ),
    **KOTLER_MEASURES,
    "cost/per_month": Measure(
        COST,
        Said("Cost of service a month", "每月服务成本"),
        Said(
            "What the playbook costs for all customers in a month, by its own prices.",
            "按方案自身单价计算的每月全部客户服务成本。",
        ),
        form="money",
        better="neither",
    ),
}
