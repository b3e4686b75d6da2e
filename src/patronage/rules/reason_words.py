"""What the reason of an official tier means, to whoever asks."""

from patronage.rules.reasons import Reason
from patronage.said import Said

WORDS = {
    Reason.FIRST: Said("the first class on record", "首次定档"),
    Reason.RETURNED: Said("has a class again", "恢复定档"),
    Reason.KEPT: Said("the computed class is the same", "与计算档一致"),
    Reason.PROMOTED: Said("risen", "升档"),
    Reason.DEMOTED: Said("fallen", "降档"),
    Reason.CHANGED: Said("changed", "变更"),
    Reason.WAITING: Said(
        "another class is computed, but not often enough in a row yet",
        "计算档不同，但连续期数不足",
    ),
    Reason.BUFFER: Said(
        "kept: below the edge by less than the buffer", "保持：低于档线但在缓冲区内"
    ),
    Reason.TERM: Said("kept until its term is over", "保持：有效期未满"),
    Reason.MISSING: Said("no class can be computed", "无法计算档位"),
    Reason.LAPSED: Said(
        "lost, since none could be computed for too long", "失效：无法计算档位过久"
    ),
    Reason.NOT_YET: Said("not known yet", "尚无记录"),
}


def reason_in_words(code: str, language: str = "en") -> str:
    """Return a reason as a sentence has it; a code that is not known as it stands."""
    if code not in WORDS:
        return code
    said: str = getattr(WORDS[Reason(code)], language)
    return said
