"""Who gets how much of what is scarce: quotas by tier, placements by grade."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
