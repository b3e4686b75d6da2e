from .entry import Entry as Entry
from .entry import Opened as Opened
from .folder import VersionFolder as VersionFolder
from .history import History as History
from .manifest import MANIFEST as MANIFEST
from .pointer import Pointer as Pointer
from .store import Versions as Versions
