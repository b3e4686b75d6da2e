from patronage.engine import LedgerFiles
from patronage.engine.shuffle import paths


def test_the_ledger_may_stand_elsewhere(folder):
    files = LedgerFiles(folder, ("contacts",))
    own = paths(files, None)
    assert set(own) == {"ledger", "customers", "contacts"}
    elsewhere = paths(files, "s3a://shop/lines")
    assert elsewhere == own | {"ledger": "s3a://shop/lines"}
