"""Whether a newly fitted scheme may take the place of the one in use."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
