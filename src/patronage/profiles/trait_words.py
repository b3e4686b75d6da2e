"""The words of feature columns: theme and label, then when high and when low."""

TRAIT_WORDS: dict[str, tuple[str, str]] = {
    "recency_days": (
        "recency | Since last purchase | 距上次购买",
        "lapsing | 久未购买 | recent | 近期活跃",
    ),
    "recency_ratio": (
        "recency | Silence against usual gap | 沉默期对常规间隔",
        "overdue | 逾期未购 | on schedule | 按期购买",
    ),
    "p_alive": (
        "recency | Likelihood of being active | 活跃可能性",
        "likely active | 很可能活跃 | likely lost | 可能流失",
    ),
    "tenure_days": (
        "tenure | Since first purchase | 距首次购买",
        "long-standing | 老客户 | new | 新客户",
    ),
    "frequency": (
        "frequency | Repeat purchase days | 复购天数",
        "buys often | 购买频繁 | buys rarely | 购买稀少",
    ),
    "n_orders": (
        "frequency | Orders | 订单数",
        "many orders | 订单多 | few orders | 订单少",
    ),
    "orders_per_active_month": (
        "frequency | Orders per active month | 活跃月均订单",
        "busy months | 活跃月多单 | quiet months | 活跃月少单",
    ),
    "relative_frequency": (
        "frequency | Relative frequency (log) | 相对频次（对数）",
        "buys often | 购买频繁 | buys rarely | 购买稀少",
    ),
    "interpurchase_days_mean": (
        "frequency | Mean gap between purchases | 平均购买间隔",
        "long gaps | 间隔长 | short gaps | 间隔短",
    ),
    "interpurchase_days_median": (
        "frequency | Usual gap between purchases | 常规购买间隔",
        "long gaps | 间隔长 | short gaps | 间隔短",
    ),
    "interpurchase_days_cv": (
        "rhythm | Unevenness of gaps | 间隔波动",
        "irregular | 不规律 | regular | 规律",
    ),
    "regularity": (
        "rhythm | Regularity | 规律性",
        "regular | 规律 | irregular | 不规律",
    ),
    "clumpiness": (
        "rhythm | Clumpiness of purchases | 购买集中度",
        "buys in bursts | 集中购买 | evenly spaced | 均匀购买",
    ),
    "continuity": (
        "continuity | Continuity | 连续性",
        "steady | 持续购买 | on and off | 断续购买",
    ),
    "units_per_order": (
        "basket | Units per order | 每单件数",
        "bulk orders | 单次量大 | small orders | 单次量小",
    ),
    "units_per_month": (
        "volume | Units per month | 月均件数",
        "high volume | 销量大 | low volume | 销量小",
    ),
    "units_cv": (
        "evenness | Unevenness of volume | 销量波动",
        "uneven volume | 销量波动大 | even volume | 销量平稳",
    ),
    "volume_trend": (
        "trend | Trend of volume | 销量趋势",
        "growing | 销量上升 | shrinking | 销量下降",
    ),
    "spend_trend": (
        "trend | Trend of spend | 消费趋势",
        "spending more | 消费上升 | spending less | 消费下降",
    ),
    "weekday_entropy": (
        "weekday | Spread over weekdays | 星期分散度",
        "any weekday | 购买日分散 | fixed weekdays | 购买日固定",
    ),
    "weekend_share": (
        "weekday | Weekend purchases | 周末购买占比",
        "weekend buyer | 周末购买 | weekday buyer | 工作日购买",
    ),
    "hour_entropy": (
        "hour | Spread over hours | 时段分散度",
        "any hour | 时段分散 | fixed hours | 时段固定",
    ),
    "n_categories": (
        "breadth | Categories | 品类数",
        "many categories | 品类多 | few categories | 品类少",
    ),
    "category_richness": (
        "breadth | Category richness | 品类丰富度",
        "broad range | 品类丰富 | narrow range | 品类单一",
    ),
    "category_hhi": (
        "breadth | Concentration on categories | 品类集中度",
        "focused on few categories | 品类集中 | varied | 品类分散",
    ),
    "category_entropy": (
        "breadth | Spread over categories | 品类分散度",
        "varied | 品类分散 | focused on few categories | 品类集中",
    ),
    "n_stores": (
        "stores | Stores | 门店数",
        "many stores | 多店购买 | few stores | 门店少",
    ),
    "main_store_share": (
        "stores | Share of main store | 主门店占比",
        "one store | 固定门店 | several stores | 门店分散",
    ),
    "n_channels": (
        "channels | Channels | 渠道数",
        "many channels | 多渠道 | one channel | 单一渠道",
    ),
    "main_channel_share": (
        "channels | Share of main channel | 主渠道占比",
        "one channel | 单一渠道 | several channels | 多渠道",
    ),
    "return_share": (
        "returns | Returned lines | 退货占比",
        "returns goods | 退货多 | keeps goods | 退货少",
    ),
    "own_brand_share": (
        "own_brand | Own-brand purchases | 自有品牌占比",
        "own brands | 偏好自有品牌 | other brands | 偏好其他品牌",
    ),
    "full_price_share": (
        "price | Full-price purchases | 原价购买占比",
        "pays full price | 原价购买 | buys on offer | 促销购买",
    ),
    "discount_share": (
        "price | Discount on spend | 折扣占比",
        "deal seeker | 折扣敏感 | little discount | 少用折扣",
    ),
    "engagement_rate": (
        "engagement | Response to contacts | 互动响应率",
        "responsive | 互动活跃 | unresponsive | 互动少",
    ),
    "monetary_total": (
        "value | Total spend | 消费总额",
        "big spender | 消费高 | small spender | 消费低",
    ),
    "monetary_per_month": (
        "value | Spend per month | 月均消费",
        "high monthly spend | 月消费高 | low monthly spend | 月消费低",
    ),
    "monetary_mean": (
        "basket | Spend per purchase day | 每购买日消费",
        "large baskets | 客单价高 | small baskets | 客单价低",
    ),
    "order_value_mean": (
        "basket | Spend per order | 单均消费",
        "large baskets | 客单价高 | small baskets | 客单价低",
    ),
    "day_value_max": (
        "basket | Spend on the best day | 单日最高消费",
        "large single purchases | 曾有大单 | no large purchases | 无大单",
    ),
    "margin_total": (
        "value | Total margin | 毛利总额",
        "high margin | 毛利高 | low margin | 毛利低",
    ),
    "recent_spend_share": (
        "trend | Spend of recent months | 近期消费占比",
        "spends now | 近期消费多 | spent earlier | 近期消费少",
    ),
    "recency_score": (
        "recency | Recency score | 近度得分",
        "recent | 近期活跃 | lapsing | 久未购买",
    ),
    "frequency_score": (
        "frequency | Frequency score | 频度得分",
        "buys often | 购买频繁 | buys rarely | 购买稀少",
    ),
    "monetary_score": (
        "value | Monetary score | 额度得分",
        "big spender | 消费高 | small spender | 消费低",
    ),
    "monetary_per_active_month": (
        "value | Spend per buying month | 活跃月均消费",
        "high monthly spend | 活跃月消费高 | low monthly spend | 活跃月消费低",
    ),
    "day_value_cv": (
        "evenness | Unevenness of spend per day | 单日消费波动",
        "uneven baskets | 消费起伏大 | even baskets | 消费平稳",
    ),
    "spend_growth": (
        "trend | Later half against earlier | 后半期对前半期消费",
        "spends more | 消费上升 | spends less | 消费下降",
    ),
    "margin_share": (
        "value | Margin in spend | 毛利率",
        "profitable | 毛利率高 | thin margin | 毛利率低",
    ),
    "historical_value": (
        "value | Value to date | 历史价值",
        "worth much so far | 历史价值高 | worth little so far | 历史价值低",
    ),
    "rfm_score": (
        "value | RFM score | RFM 得分",
        "high RFM score | RFM 得分高 | low RFM score | RFM 得分低",
    ),
    "contract_charge": (
        "value | Charge per month | 月租费",
        "high charge | 月租高 | low charge | 月租低",
    ),
    "contract_months": (
        "tenure | Months under contract | 在网月数",
        "long-standing | 老客户 | new | 新客户",
    ),
    "clv_contract": (
        "value | Expected contract value | 合约期望价值",
        "worth much | 期望价值高 | worth little | 期望价值低",
    ),
    "clv_expected": (
        "value | Expected lifetime value | 期望终身价值",
        "worth much ahead | 未来价值高 | worth little ahead | 未来价值低",
    ),
    "expected_orders": (
        "frequency | Expected purchases | 预期购买次数",
        "will buy often | 预期购买多 | will buy rarely | 预期购买少",
    ),
    "expected_order_value": (
        "basket | Expected spend per purchase day | 预期单次消费",
        "large baskets | 客单价高 | small baskets | 客单价低",
    ),
    "wallet_share": (
        "wallet | Share of wallet | 钱包份额",
        "spends mostly here | 主要在此消费 | spends elsewhere | 多在别处消费",
    ),
    "advocacy_rate": (
        "advocacy | Referrals per order | 每单推荐数",
        "brings others | 乐于推荐 | brings nobody | 不推荐",
    ),
    "unresolved_complaint_rate": (
        "complaints | Open complaints per order | 每单未决投诉",
        "complains | 投诉多 | content | 少投诉",
    ),
    "survey_attitude": (
        "attitude | Attitude as told | 调查态度",
        "attached | 态度积极 | detached | 态度冷淡",
    ),
    "interpurchase_days_max": (
        "recency | Longest gap between purchases | 最长购买间隔",
        "long pauses before | 曾长期停购 | no long pause before | 此前无长期停购",
    ),
    "lines_per_order": (
        "basket | Lines per order | 每单行数",
        "full baskets | 每单品项多 | single items | 每单品项少",
    ),
    "season_entropy": (
        "season | Spread over seasons | 季节分散度",
        "all seasons | 四季购买 | seasonal | 季节性购买",
    ),
    "morning_share": (
        "hour | Morning orders | 上午下单占比",
        "morning buyer | 上午购买 | not in the morning | 很少上午购买",
    ),
    "evening_share": (
        "hour | Evening orders | 晚间下单占比",
        "evening buyer | 晚间购买 | not in the evening | 很少晚间购买",
    ),
    "category_simpson": (
        "breadth | Chance of equal categories | 品类同一概率",
        "focused on few categories | 品类集中 | varied | 品类分散",
    ),
    "main_category_share": (
        "breadth | Share of main category | 主品类占比",
        "one main category | 主品类突出 | no main category | 品类均衡",
    ),
    "own_channel_share": (
        "channels | Own channels | 自有渠道占比",
        "own channels | 偏好自有渠道 | other channels | 偏好其他渠道",
    ),
}
