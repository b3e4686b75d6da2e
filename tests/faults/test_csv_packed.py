"""Faults of archives, long lines and Parquet (FAULTS 2.2 A, 14 to 18)."""

import base64
import functools
import gzip
import io
from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from faults.corpus import HEADER, PLAIN, Case, fault, many, text
from faults.harness import assert_refused, check
from faults.shop import Shop

GIB, MIB = 1 << 30, 1 << 20
CSV = text().encode()
GZIP = gzip.compress(CSV, mtime=0)
# The plain shop, by `zstd --check`: its last four bytes are its checksum.
ZSTD = base64.b64decode(
    "KLUv/QRoNQUAEoohHqDt3P/74PgOq8MKn1l4P7veCjfmOzcpU6LMogyOAUB3Jfj6UXTQ9g2j"
    "Pjs7zIM13PYoWrgKe6W1AEPX4dnB8Py6s2s7WxY3lBvNjkzfA/eE/351dpamiOLuw+igrWC/"
    "h2r5mXkyHu5hPTBe+Bbu97MjTHQDTsRcXHHGQBpnDGOPg1lsQVoMIBBjXBzHw5Q7yVYwICUo"
    "nFgtgoB+Mu7uGqxCAfCz7uw="
)
LONG_CSV = text(many(300)).encode()
LONG_GZIP = gzip.compress(LONG_CSV, mtime=0)


def parquet(header: Sequence[str] = HEADER) -> bytes:
    """The plain rows as text columns, with a checksum for every page."""
    columns = [pa.array(column) for column in zip(*PLAIN, strict=True)]
    sink = io.BytesIO()
    table = pa.table(columns, names=list(header))
    pq.write_table(
        table, sink, write_page_checksum=True, compression="none", use_dictionary=False
    )
    return sink.getvalue()


def flipped(content: bytes, place: int) -> bytes:
    """Turn one bit round."""
    return b"".join(
        (content[:place], bytes([content[place] ^ 16]), content[place + 1 :])
    )


PARQUET = parquet()
AS_PARQUET = {"path": "sales.parquet", "format": "parquet"}


def packed(name: str, ending: str, content: bytes, **more) -> Case:
    """One compressed file under its own suffix."""
    path = f"sales.csv{ending}"
    case = Case(ids=(14,), name=name, files={path: content}, file={"path": path})
    return replace(case, **more)


refused = functools.partial(packed, code=3, says=("sales",))

CASES = (
    packed("gzip", ".gz", GZIP, plain=True),
    packed("zstd", ".zst", ZSTD, plain=True),
    packed(
        "two-gzip-members",
        ".gz",
        gzip.compress(CSV[:50]) + gzip.compress(CSV[50:]),
        plain=True,
    ),
    refused("gzip-cut", ".gz", LONG_GZIP[: len(LONG_GZIP) // 2]),
    refused("gzip-cut-in-its-trailer", ".gz", GZIP[:-3]),
    refused("gzip-flipped", ".gz", flipped(LONG_GZIP, len(LONG_GZIP) // 2)),
    refused("zstd-cut", ".zst", ZSTD[: len(ZSTD) // 2]),
    refused("zstd-flipped", ".zst", flipped(ZSTD, 40)),
    refused("no-gzip-at-all", ".gz", CSV),
    Case(
        ids=(14,),
        name="a-zip-named-csv",
        files={"sales.csv": b"PK\x03\x04" + bytes(26) + GZIP},
        code=3,
        says=("sales",),
    ),
    Case(
        ids=(18,),
        name="parquet-as-it-should-be",
        files={"sales.parquet": PARQUET},
        file=AS_PARQUET,
        plain=True,
    ),
    Case(
        ids=(26,),
        name="one-name-twice-in-parquet",
        files={"sales.parquet": parquet((*HEADER[:4], "paid", "paid"))},
        ledger={"columns": {"quantity": "paid"}},
        file=AS_PARQUET,
        code=3,
        says=("sales", "twice", "paid"),
    ),
    Case(
        ids=(17,),
        name="a-flipped-bit-in-a-page",
        files={"sales.parquet": flipped(PARQUET, PARQUET.index(b"milk") + 2)},
        file=AS_PARQUET,
        code=8,
        says=("sales",),
    ),
    *(
        Case(
            ids=(18,),
            name=name,
            files={"sales.parquet": content},
            file=AS_PARQUET,
            code=3,
            says=("sales",),
        )
        for name, content in (
            ("parquet-cut", PARQUET[:-40]),
            ("another-magic-number", PARQUET[:-4] + b"PARE"),
            ("a-csv-named-parquet", CSV),
        )
    ),
    Case(
        ids=(18,),
        name="a-parquet-named-csv",
        files={"sales.csv": PARQUET},
        code=3,
        says=("sales",),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_packed_is_whole_or_refused(case, tmp_path, plain):
    check(case, tmp_path, plain)


def assert_refused_in_little_memory(shop: Shop, case: Case) -> None:
    shop.declare(case)
    done, peak = shop.run_measured()
    assert done.returncode == case.code, done.stderr
    assert_refused(done, case.says)
    assert peak < GIB
    assert not shop.published.exists()
    assert not list(shop.folder.glob("data/interim/.*"))


@fault(15)
@pytest.mark.load
@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_bomb_is_refused_in_little_memory(tmp_path, ending):
    header, row = CSV.splitlines(keepends=True)[:2]
    body = row * (16 * MIB // len(row))
    pack = (
        gzip.compress
        if ending == ".gz"
        else functools.partial(pa.compress, codec="zstd", asbytes=True)
    )
    bomb = pack(header) + pack(body) * 160
    case = packed("bomb", ending, bomb, code=8, says=("sales",))
    assert_refused_in_little_memory(Shop(tmp_path), case)


@fault(16)
@pytest.mark.load
@pytest.mark.parametrize("opening", [b"", b'007,A1,"'], ids=["bare", "quoted"])
def test_a_line_without_end_is_refused_in_little_memory(tmp_path, opening):
    def make(folder):
        with (folder / "sales.csv").open("wb") as file:
            file.write(CSV + opening)
            for _ in range(200):
                file.write(b"a" * MIB)

    case = Case(ids=(16,), name="line", make=make, code=3, says=("sales", "line 8"))
    assert_refused_in_little_memory(Shop(tmp_path), case)


@fault(17)
def test_a_flipped_bit_in_the_ledger_is_seen_by_the_next_stage(tmp_path):
    shop = Shop(tmp_path)
    shop.declare(Case(ids=(), name="flip", files={"sales.csv": CSV}))
    assert shop.run().returncode == 0
    ledger = shop.published / "ledger.parquet"
    # Of a column that the next stage reads; what it does not read cannot mislead it.
    amounts = pq.read_metadata(ledger).row_group(0).column(7)
    assert amounts.path_in_schema == "amount"
    last = amounts.dictionary_page_offset + amounts.total_compressed_size - 1
    ledger.write_bytes(flipped(ledger.read_bytes(), last))
    done = shop.run("features", "as_of='2024-04-30'")
    assert done.returncode == 8, done.stdout
    assert_refused(done, ("ledger",))
