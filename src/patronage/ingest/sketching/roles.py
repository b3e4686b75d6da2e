"""Which column plays which part, by its name and by its values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from patronage.ingest.sketching.column import SketchedColumn

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "customer_id": (
        *("customerid", "customer", "custid", "customerno", "customernumber"),
        *("clientid", "client", "memberid", "userid", "householdid", "accountid"),
        *("cardno", "licenceno", "licenseno", "客户编号", "客户编码", "客户号"),
        *("客户id", "客户", "会员号", "会员编号", "会员卡号", "顾客编号", "用户id"),
        *("用户编号", "零售户编码", "许可证号", "专卖证号"),
    ),
    "order_id": (
        *("orderid", "orderno", "ordernumber", "invoiceno", "invoiceid", "invoice"),
        *("basketid", "transactionid", "receiptid", "receiptno", "receipt", "order"),
        *(
            "订单编号",
            "订单号",
            "单据号",
            "单号",
            "发票号",
            "交易号",
            "流水号",
            "小票号",
        ),
    ),
    "ordered_at": (
        *("orderedat", "orderdate", "ordertime", "invoicedate", "purchasedate"),
        *("transactiondate", "transactiontimestamp", "soldat", "saledate", "date"),
        *("datetime", "timestamp", "time", "订单日期", "订货日期", "下单时间"),
        *("交易时间", "交易日期", "购买日期", "销售日期", "日期", "时间"),
    ),
    "amount": (
        *("amount", "salesvalue", "salevalue", "dollarvalue", "linetotal", "total"),
        *("totalprice", "netamount", "paid", "revenue", "sales", "sale", "value"),
        *(
            "实付金额",
            "销售金额",
            "订单金额",
            "销售额",
            "总金额",
            "总额",
            "金额",
            "总价",
        ),
    ),
    "quantity": (
        *("quantity", "qty", "units", "pieces", "numberof", "bottlessold", "n"),
        *("数量", "件数", "条数", "订购量", "销量"),
    ),
    "unit_price": ("unitprice", "price", "单价", "价格"),
    "product_id": (
        *("productid", "productcode", "product", "stockcode", "itemnumber", "itemid"),
        *("sku", "upc", "barcode", "article", "商品编码", "商品编号", "产品编码"),
        *("产品编号", "卷烟编码", "条码", "商品", "品规"),
    ),
    "line_id": ("lineid", "lineno", "linenumber", "行号"),
    "category": ("category", "categoryname", "department", "品类", "类别", "分类"),
    "brand": ("brand", "brandname", "label", "品牌"),
    "store": ("store", "storeid", "shop", "branch", "outlet", "门店", "店铺"),
    "channel": ("channel", "渠道"),
    "region": ("region", "country", "state", "city", "地区", "区域", "省份", "城市"),
    "discount": ("discount", "voucher", "rebate", "折扣", "优惠金额", "优惠"),
    "cost": ("cost", "成本"),
}
NUMERIC = frozenset({"amount", "quantity", "unit_price", "discount", "cost"})
SHORTEST = 4


def roles(columns: Sequence[SketchedColumn]) -> dict[str, SketchedColumn]:
    """Give each part to the column whose name fits best, each column one part."""
    scored = [
        (score, list(SYNONYMS).index(role), place, role)
        for role in SYNONYMS
        for place, column in enumerate(columns)
        if (score := _score(role, column)) is not None
    ]
    given: dict[str, SketchedColumn] = {}
    for _, _, place, role in sorted(scored):
        if role not in given and columns[place] not in given.values():
            given[role] = columns[place]
    return _by_values(given, columns)


def is_named(role: str, column: SketchedColumn) -> bool:
    """Say whether the name of a column speaks for its part."""
    return _score(role, column) is not None


def plain(name: str) -> str:
    """Reduce a name to its letters and digits."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]", "", folded)


def _by_values(
    given: dict[str, SketchedColumn], columns: Sequence[SketchedColumn]
) -> dict[str, SketchedColumn]:
    """Where no name says it, the only times and the only fractions say it."""
    free = [column for column in columns if column not in given.values()]
    times = [column for column in free if column.may_be_time]
    money = [c for c in free if c.numbers is not None and c.numbers.decimals]
    found = dict(given)
    if "ordered_at" not in given and len(times) == 1:
        found["ordered_at"] = times[0]
    if not given and len(money) == 1:
        found["amount"] = money[0]
    return found


def _score(role: str, column: SketchedColumn) -> tuple[int, int] | None:
    """Lower fits better: first whole names, then parts of names, longest first."""
    name, synonyms = plain(column.name), SYNONYMS[role]
    if not _can_be(role, column):
        return None
    if name in synonyms:
        return 0, synonyms.index(name)
    inside = [len(s) for s in synonyms if s in name and _is_telling(s)]
    return (1, -max(inside)) if inside else None


def _can_be(role: str, column: SketchedColumn) -> bool:
    if role in NUMERIC:
        return column.typed == "number" or column.numbers is not None
    if role == "ordered_at":
        return column.may_be_time or column.time_unit is not None
    return True


def _is_telling(synonym: str) -> bool:
    return len(synonym) >= SHORTEST or not synonym.isascii()
