"""Faults of text: encodings, delimiters, quotes, lines (FAULTS 2.2 A, 1 to 13)."""

import pytest
from faults.corpus import Case, Rejected, fault, further, many, sales, text
from faults.harness import assert_refused, check
from faults.shop import Shop

PLAIN = text().encode()
LONG = text(many(40)).encode().splitlines(keepends=True)
BAD_BYTE = [*LONG[:30], b"c9,o\xff29,2024-02-29 13:45,tea,1,1.00\n", *LONG[31:]]
ODD = 'tea, "green"\nfrom "Fujian"'
RECORD = '007,A1,2024-02-29 13:45,"tea, ""green""\nfrom ""Fujian""",2,3.50\n'
HEAD = "who,order,at,what,n,paid\n"
TAIL = "007,A2,2024-02-29 13:45,milk,1,dear\n007,A3,2024-02-29 13:45,milk,1,1.20\n"
CONTROL = sales({}, {"what": "t\0ea"}, {"what": "t\x1bea"}, {"order": "A9"})
CHINESE = "who,order,at,what,n,paid\n007,A1,2024-02-29 13:45,龙井茶,2,3.50\n"
FEW = b"007,A7,2024-02-29 13:45\n"
EXTRA = b"007,A8,2024-02-29 13:45,tea,1,1.00,more,fields\n"
CUT = PLAIN[: -len("7.00\n")] + b"7.0"

CASES = (
    Case(
        ids=(1,),
        name="a-byte-order-mark",
        files={"sales.csv": b"\xef\xbb\xbf" + PLAIN},
        plain=True,
    ),
    Case(
        ids=(2,),
        name="gbk-not-declared",
        files={"sales.csv": CHINESE.encode("gbk")},
        code=3,
        says=("sales", str(CHINESE.encode("gbk").index("龙".encode("gbk"))), "gb18030"),
    ),
    Case(
        ids=(2,),
        name="gb18030-declared",
        files={"sales.csv": PLAIN.decode().encode("gb18030")},
        file={"encoding": "gb18030"},
        plain=True,
    ),
    *(
        Case(
            ids=(3,),
            name=f"{codec}-not-declared",
            files={"sales.csv": text().encode(codec)},
            code=3,
            says=("sales", "utf-16"),
        )
        for codec in ("utf-16", "utf-16-be")
    ),
    *(
        Case(
            ids=(3,),
            name=f"{codec}-declared",
            files={"sales.csv": text().encode(codec)},
            file={"encoding": codec},
            plain=True,
        )
        for codec in ("utf-16", "utf-16-be")
    ),
    Case(
        ids=(4,),
        name="one-bad-byte",
        files={"sales.csv": b"".join(BAD_BYTE)},
        rejected=[
            Rejected(31, "", "bad_encoding", "c9,o�29,2024-02-29 13:45,tea,1,1.00")
        ],
        facts={"rows_read": 40},
    ),
    *(
        Case(
            ids=(5,),
            name=f"delimiter-{ord(mark)}",
            files={"sales.csv": text(delimiter=mark).encode()},
            code=3,
            says=("1 column found, expected 6", "looks like", repr(mark)),
        )
        for mark in ";\t|"
    ),
    Case(
        ids=(5,),
        name="tabs-declared",
        files={"sales.csv": text(delimiter="	").encode()},
        file={"delimiter": "	"},
        plain=True,
    ),
    Case(
        ids=(6,),
        name="quoted-newlines-delimiters-and-quotes",
        files={"sales.csv": (HEAD + RECORD + TAIL).encode()},
        holds={"product_id": [ODD, "milk"]},
        rejected=[Rejected(4, "amount", "amount_format", "dear")],
    ),
    Case(
        ids=(7,),
        name="an-unclosed-quote",
        files={"sales.csv": (HEAD + RECORD + TAIL.replace("milk", '"milk')).encode()},
        code=3,
        says=("sales", "quote", "line 4"),
    ),
    Case(
        ids=(7,),
        name="an-unclosed-quote-in-the-last-line",
        files={"sales.csv": PLAIN + b'007,A9,2024-02-29 13:45,"tea,1,1.00\n'},
        code=3,
        says=("sales", "quote", "line 8"),
    ),
    Case(
        ids=(8,),
        name="ragged-rows",
        files={"sales.csv": sales({}) + FEW + EXTRA + further({"paid": "dear"})},
        rejected=[
            Rejected(3, "", "field_count", FEW.decode().strip()),
            Rejected(4, "", "field_count", EXTRA.decode().strip()),
            Rejected(5, "amount", "amount_format", "dear"),
        ],
    ),
    Case(
        ids=(9,),
        name="lines-that-end-in-three-ways",
        files={
            "sales.csv": PLAIN.replace(b"\n", b"\r\n", 2).replace(b".20\r\n", b".20\r")
        },
        plain=True,
    ),
    Case(
        ids=(10,),
        name="nul-and-control-characters",
        files={"sales.csv": CONTROL},
        rejected=[
            Rejected(3, "", "control_char", "007,A1,2024-02-29 13:45,t�ea,2,3.50"),
            Rejected(4, "", "control_char", "007,A1,2024-02-29 13:45,t�ea,2,3.50"),
        ],
        facts={"rows_read": 4, "rows_ledger": 2},
    ),
    Case(
        ids=(11,), name="no-bytes", files={"sales.csv": b""}, code=4, says=("no_rows",)
    ),
    Case(
        ids=(11,),
        name="a-header-only",
        files={"sales.csv": HEAD.encode()},
        code=4,
        says=("no_rows",),
    ),
    Case(
        ids=(13,),
        name="a-sum-that-disagrees",
        files={"sales.csv": CUT, "sales.csv.sha256": b"0" * 64 + b"  sales.csv\n"},
        code=3,
        says=("sales", "sha256", "0000"),
    ),
    Case(
        ids=(13,),
        name="fewer-rows-than-declared",
        files={"sales.csv": PLAIN},
        file={"rows": 7},
        code=3,
        says=("sales", "7", "6"),
    ),
    Case(
        ids=(13,),
        name="no-newline-at-the-end",
        files={"sales.csv": CUT},
        says=("truncated_tail",),
        facts={"rows_ledger": 6, "money_ledger": 4974},
    ),
    Case(
        ids=(13,),
        name="no-newline-at-the-end-when-strict",
        files={"sales.csv": CUT},
        source={"strict": True},
        code=4,
        says=("truncated_tail",),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_text_with_a_fault_ends_as_promised(case, tmp_path, plain):
    check(case, tmp_path, plain)


@fault(11)
def test_a_refusal_publishes_nothing_where_nothing_was(tmp_path):
    shop = Shop(tmp_path)
    shop.declare(Case(ids=(), name="none", files={"sales.csv": HEAD.encode()}))
    done = shop.run()
    assert done.returncode == 4
    assert_refused(done, ("no_rows",))
    assert not shop.published.exists()


@fault(12)
def test_one_row_is_a_ledger_but_no_population_to_learn_from(tmp_path):
    shop = Shop(tmp_path)
    shop.declare(Case(ids=(), name="one", files={"sales.csv": sales({})}))
    assert shop.run().returncode == 0
    assert len(shop.table("ledger")) == 1
    for stage in ("features", "clustering"):
        done = shop.run(stage, "as_of='2024-02-29'")
    assert done.returncode == 4, done.stderr
    assert_refused(done, ())
    assert not list(tmp_path.glob("data/processed/shop/segments/*"))
