"""What Kotler's criteria of a useful segmentation are called, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from patronage.profiles.measures import KOTLER, Measure
from patronage.said import Said

KOTLER_MEASURES: Mapping[str, Measure] = {
    "kotler/met": Measure(
        KOTLER,
        Said("Criteria met", "达标项数"),
        Said(
            "How many of Kotler's five criteria are met.",
            "科特勒五项标准中达标的项数。",
        ),
        form="number",
    ),
    "kotler/judged": Measure(
        KOTLER,
        Said("Criteria judged", "可判定项数"),
        Said(
            "Of how many enough is known to judge; what is not known counts neither"
            " way.",
            "信息足以判定的项数；未知项不计为达标或不达标。",
        ),
        form="number",
        better="neither",
    ),
    "kotler/measurable": Measure(
        KOTLER,
        Said("Measurable", "可衡量"),
        Said(
            "All that it looks at is known of nine customers in ten, and simple rules"
            " find four in five.",
            "九成客户所需信息齐全，且简单规则可识别八成客户。",
        ),
        form="share",
    ),
    "kotler/substantial": Measure(
        KOTLER,
        Said("Substantial", "足量"),
        Said(
            "Share of segments that are large enough and bring more than they cost;"
            " met if all do.",
            "规模足够且收益高于成本的细分占比；全部满足方为达标。",
        ),
        form="share",
    ),
    "kotler/accessible": Measure(
        KOTLER,
        Said("Accessible", "可触达"),
        Said(
            "Share of customers who may be contacted; met from 60%.",
            "允许联系的客户占比；60% 起达标。",
        ),
        form="share",
    ),
    "kotler/differentiable": Measure(
        KOTLER,
        Said("Differentiable", "可区分"),
        Said(
            "Segments differ in what they are not made of (median η² of .06 or more),"
            " and each from each.",
            "在未用于划分的方面有差异（η² 中位数不低于 .06），且两两有别。",
        ),
    ),
    "kotler/actionable": Measure(
        KOTLER,
        Said("Actionable", "可行动"),
        Said(
            "Share of segments with an action, somebody to do it, and room for all;"
            " met if all have.",
            "有行动、有负责人且容量足够的细分占比；全部满足方为达标。",
        ),
        form="share",
    ),
}
