"""What a status means, to somebody who asks why a customer is where he is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patronage.profiles.words import Phrase

if TYPE_CHECKING:
    from patronage.profiles.wording import Wording

STATUS = {
    "ok": Phrase("placed by the scheme", "由方案判定"),
    "borderline": Phrase(
        "placed by the scheme, but another class is nearly as likely",
        "由方案判定，但另一类几乎同样可能",
    ),
    "provisional": Phrase(
        "placed by the scheme, from fewer months than it asks for",
        "由方案判定，但月数不足，暂定",
    ),
    "override": Phrase("put there by a person", "由人工指定"),
    "no_structure": Phrase(
        "placed by a rule, since no clusters were found", "未发现聚类，由规则判定"
    ),
    "unassigned": Phrase("in no class: like too few others", "未归类：相似客户太少"),
    "unknown": Phrase("in no class: too little is known", "未归类：已知信息太少"),
    "new": Phrase("in no class yet: too new to tell", "暂未归类：成为客户时间太短"),
    "not_measurable": Phrase(
        "in no class: the source cannot tell", "未归类：数据源无法衡量"
    ),
    "dormant": Phrase("in no class: nothing bought for long", "未归类：长期未购买"),
    "no_purchase": Phrase("in no class: nothing bought yet", "未归类：尚未购买"),
    "net_negative": Phrase(
        "in no class: more was returned than bought", "未归类：退货多于购买"
    ),
}


def status_in_words(status: str, wording: Wording) -> str:
    """Say a status; one that is not known is told by its name."""
    plain = status.replace("_", " ")
    return wording.say(*STATUS.get(status, Phrase(plain, plain)))
