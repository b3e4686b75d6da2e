from .link import link as link
from .log import log as log
from .runs import last_job as last_job
from .runs import runs as runs
from .store import Store as Store
from .store import local_store as local_store
from .store import prepare as prepare
from .ui import serve as serve
