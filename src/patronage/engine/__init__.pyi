from .ledger import LedgerFiles as LedgerFiles
from .local import LocalEngine as LocalEngine
