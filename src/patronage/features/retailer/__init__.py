"""What a retailer is worth beside his volume: five dimensions among his peers."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
