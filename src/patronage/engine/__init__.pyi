from .assembly import Facts as Facts
from .ledger import LedgerFiles as LedgerFiles
from .local import LocalEngine as LocalEngine
from .spark import SparkEngine as SparkEngine
