"""The quadrant scheme that others are held against."""

from patronage.study.loyalty import Loyalty

__all__ = ["Loyalty"]
