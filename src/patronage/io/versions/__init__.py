"""Published models in versions, each whole and verified; one of them is champion."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
