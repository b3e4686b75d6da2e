"""Points of a loyalty programme: those to be redeemed, and those of the level."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
