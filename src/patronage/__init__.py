"""Raw customer transactions into segments that people can name, trust and act on."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
