"""What goes on when a scheme is trained anew: ids, names, and who has moved."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
