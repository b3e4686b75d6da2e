"""How long customers last, and what they will still be worth: BTYD models."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
