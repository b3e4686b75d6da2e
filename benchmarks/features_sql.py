"""The raw columns as one plain DuckDB query over the unsorted file.

What a good SQL writer would write: the lines are read once and summed to visits, from
which orders, days, months, hours and stores follow; categories come from the lines.
"""
# ruff: noqa: E501 - a query is read by its clauses

from pathlib import Path

import duckdb

from benchmarks.features_work import Task, timed

QUERY = """
WITH past AS (
    SELECT *, CAST(ordered_at AS DATE) - DATE '1970-01-01' AS day
    FROM read_parquet('{path}')
    WHERE ordered_at < TIMESTAMP '1970-01-01' + to_days({as_of} + 1)
),
history AS (
    SELECT customer_id, min(day) AS first_day, max(day) AS last_day,
        CAST(sum(amount) AS DOUBLE) AS spent_ever
    FROM past GROUP BY customer_id
),
lines AS (SELECT * FROM past WHERE day > {as_of} - {window}),
visits AS MATERIALIZED (
    SELECT customer_id, order_id, day, hour(ordered_at) AS hour, store,
        count(*) AS lines, count(category) AS categorised,
        sum(quantity) AS quantity, sum(amount) AS amount, sum(discount) AS discount,
        count(*) FILTER (brand = '{brand}') AS focal, count(brand) AS branded,
        count(*) FILTER (discount = 0 AND amount > 0) AS full_price,
        count(*) FILTER (amount > 0 OR discount > 0) AS priced
    FROM lines GROUP BY ALL
),
totals AS (
    SELECT customer_id, sum(lines) AS lines, sum(categorised) AS categorised,
        sum(quantity) AS quantity, sum(amount) AS amount, sum(discount) AS discount,
        sum(focal) AS focal, sum(branded) AS branded,
        sum(full_price) AS full_price, sum(priced) AS priced,
        coalesce(sum(amount) FILTER (day > {as_of} - 90), 0) AS recent,
        coalesce(sum(amount) FILTER (day > {as_of} - {window} // 2), 0) AS later,
        coalesce(sum(amount) FILTER (day <= {as_of} - {window} // 2
            AND day > {as_of} - {window} // 2 * 2), 0) AS earlier
    FROM visits GROUP BY customer_id
),
orders AS (
    SELECT customer_id, count(*) AS orders
    FROM (SELECT DISTINCT customer_id, order_id FROM visits) GROUP BY customer_id
),
days AS MATERIALIZED (
    SELECT customer_id, day, sum(amount) AS amount, sum(quantity) AS quantity
    FROM visits GROUP BY customer_id, day
),
gaps AS (
    SELECT *, day - lag(day) OVER (PARTITION BY customer_id ORDER BY day) AS gap
    FROM days
),
day_facts AS (
    SELECT customer_id, count(*) AS days, min(day) AS day_min, max(day) AS day_max,
        avg(gap) AS gap_mean, median(gap) AS gap_median,
        stddev_samp(gap) / avg(gap) AS gap_cv, max(gap) AS gap_max,
        coalesce(sum(gap * ln(gap)), 0) AS gap_log,
        avg(CAST((day + 3) % 7 >= 5 AS INTEGER)) AS weekend,
        max(amount) AS best, stddev_samp(amount) / avg(amount) AS value_cv,
        avg(amount) AS value_mean
    FROM gaps GROUP BY customer_id
),
weekdays AS (
    SELECT customer_id, ln(sum(n)) - sum(n * ln(n)) / sum(n) AS entropy
    FROM (SELECT customer_id, (day + 3) % 7 AS weekday, count(*) AS n
        FROM days GROUP BY ALL)
    GROUP BY customer_id HAVING sum(n) >= 5
),
seasons AS (
    SELECT customer_id, ln(sum(n)) - sum(n * ln(n)) / sum(n) AS entropy
    FROM (SELECT customer_id, quarter(DATE '1970-01-01' + CAST(day AS INTEGER)) AS quarter, count(*) AS n
        FROM days GROUP BY ALL)
    WHERE {window} >= 360 GROUP BY customer_id HAVING sum(n) >= 5
),
months AS MATERIALIZED (
    SELECT customer_id, month, amount, quantity,
        CASE WHEN amount > 0 THEN ln(amount) END AS log_amount,
        CASE WHEN quantity > 0 THEN ln(quantity) END AS log_quantity
    FROM (SELECT customer_id, ({as_of} - day) // 30 AS month,
            sum(amount) AS amount, sum(quantity) AS quantity
        FROM days GROUP BY ALL)
),
month_facts AS (
    SELECT customer_id, count(*) AS months, count(log_amount) AS paid,
        count(log_quantity) AS supplied, sum(quantity) AS units,
        sum(quantity * quantity) AS units_squared
    FROM months GROUP BY customer_id
),
slopes AS (
    SELECT a.customer_id,
        median((a.log_amount - b.log_amount) / (b.month - a.month)) AS amount,
        median((a.log_quantity - b.log_quantity) / (b.month - a.month)) AS quantity
    FROM months AS a JOIN months AS b
        ON a.customer_id = b.customer_id AND a.month < b.month
    GROUP BY a.customer_id
),
hours AS (
    SELECT customer_id,
        CASE WHEN sum(n) >= 5 THEN ln(sum(n)) - sum(n * ln(n)) / sum(n) END AS entropy,
        coalesce(sum(n) FILTER (hour BETWEEN 5 AND 11), 0) / sum(n) AS morning,
        coalesce(sum(n) FILTER (hour BETWEEN 17 AND 22), 0) / sum(n) AS evening
    FROM (SELECT customer_id, hour, count(*) AS n
        FROM (SELECT DISTINCT customer_id, order_id, hour FROM visits) GROUP BY ALL)
    GROUP BY customer_id
),
stores AS (
    SELECT customer_id, count(*) AS stores, max(n) / sum(n) AS main
    FROM (SELECT customer_id, store, count(*) AS n
        FROM (SELECT DISTINCT customer_id, order_id, store FROM visits
            WHERE store IS NOT NULL)
        GROUP BY ALL)
    GROUP BY customer_id
),
categories AS (
    SELECT customer_id, category, count(*) AS k
    FROM lines WHERE category IS NOT NULL GROUP BY customer_id, category
),
mix AS (
    SELECT customer_id, count(*) AS categories, max(k) / any_value(n) AS main,
        sum(k * k) / any_value(n * n) AS hhi,
        CASE WHEN any_value(n) > 1 THEN sum(k * (k - 1)) / any_value(n * (n - 1)) END AS simpson,
        ln(any_value(n)) - sum(k * ln(k)) / any_value(n) AS entropy,
        CASE WHEN any_value(n) >= 5 THEN sum(1 - greatest(n - k, 0) / n
            * greatest(n - k - 1, 0) / (n - 1) * greatest(n - k - 2, 0) / (n - 2)
            * greatest(n - k - 3, 0) / (n - 3) * greatest(n - k - 4, 0) / (n - 4)) END AS richness
    FROM categories
        JOIN (SELECT customer_id, CAST(categorised AS BIGINT) AS n FROM totals) USING (customer_id)
    GROUP BY customer_id
),
customers AS (
    SELECT *,
        CAST(coalesce(days, 0) - CAST(first_day > {as_of} - {window} AS INTEGER) AS DOUBLE) AS repeats,
        least(({as_of} - first_day) // 30 + 1, ceil({window} / 30)) AS exposed,
        least({as_of} - first_day + 1, {window}) / 30 AS exposure,
        greatest(first_day, {as_of} - {window} + 1) AS start,
        {as_of} - start + 2 AS length, day_min - start + 1 AS head, {as_of} + 1 - day_max AS tail,
        CAST(coalesce(totals.amount, 0) AS DOUBLE) AS spent,
        CAST(coalesce(totals.quantity, 0) AS DOUBLE) AS units
    FROM history LEFT JOIN totals USING (customer_id) LEFT JOIN orders USING (customer_id)
        LEFT JOIN day_facts USING (customer_id)
)
SELECT c.customer_id,
    repeats AS frequency,
    coalesce(orders, 0) AS n_orders,
    orders / months AS orders_per_active_month,
    gap_mean AS interpurchase_days_mean,
    gap_median AS interpurchase_days_median,
    gap_cv AS interpurchase_days_cv,
    gap_max AS interpurchase_days_max,
    c.units / orders AS units_per_order,
    lines / orders AS lines_per_order,
    c.units / greatest(exposure, 1) AS units_per_month,
    CASE WHEN exposed > 1 AND c.units > 0 THEN
        sqrt((exposed * units_squared - m.units * m.units) / (exposed * (exposed - 1)))
        / (c.units / exposed) END AS units_cv,
    CASE WHEN supplied >= 3 THEN s.quantity * 365.25 / 30 END AS volume_trend,
    {as_of} - last_day AS recency_days,
    {as_of} - first_day AS tenure_days,
    ({as_of} - last_day) / gap_mean AS recency_ratio,
    weekdays.entropy AS weekday_entropy,
    weekend AS weekend_share,
    seasons.entropy AS season_entropy,
    CASE WHEN days >= 2 THEN greatest(0, least(1, 1 + (
        (gap_log + head * ln(head) + tail * ln(tail)) / length - ln(length)
        ) / ln(days + 1))) END AS clumpiness,
    hours.entropy AS hour_entropy,
    hours.morning AS morning_share,
    hours.evening AS evening_share,
    coalesce(mix.categories, 0) AS n_categories,
    mix.richness AS category_richness,
    mix.hhi AS category_hhi,
    mix.simpson AS category_simpson,
    mix.entropy AS category_entropy,
    mix.main AS main_category_share,
    coalesce(stores.stores, 0) AS n_stores,
    stores.main AS main_store_share,
    coalesce(focal, 0) AS focal_lines,
    coalesce(branded, 0) AS branded_lines,
    coalesce(full_price, 0) AS full_price_lines,
    coalesce(priced, 0) AS priced_lines,
    coalesce(months, 0) AS active_months,
    exposed AS exposed_months,
    exposure AS exposure_months,
    repeats AS repeat_days,
    greatest(coalesce(days, 0) - 1, 0) AS gaps,
    spent AS monetary_total,
    spent / days AS monetary_mean,
    spent / greatest(exposure, 1) AS monetary_per_month,
    spent / months AS monetary_per_active_month,
    spent / orders AS order_value_mean,
    CAST(best AS DOUBLE) AS day_value_max,
    CASE WHEN value_mean > 0 THEN value_cv END AS day_value_cv,
    CASE WHEN paid >= 3 THEN s.amount * 365.25 / 30 END AS spend_trend,
    CASE WHEN first_day <= {as_of} - {window} // 2 AND later >= 0 AND earlier >= 0
        AND later + earlier > 0
        THEN CAST(later - earlier AS DOUBLE) / CAST(later + earlier AS DOUBLE) END AS spend_growth,
    CASE WHEN spent > 0 THEN CAST(recent AS DOUBLE) / spent END AS recent_spend_share,
    CASE WHEN spent >= 0 AND discount >= 0 AND spent + CAST(discount AS DOUBLE) <> 0
        THEN CAST(discount AS DOUBLE) / (spent + CAST(discount AS DOUBLE)) END AS discount_share,
    spent_ever AS historical_value,
    coalesce(days, 0) AS purchase_days
FROM customers AS c
    LEFT JOIN month_facts AS m USING (customer_id)
    LEFT JOIN slopes AS s USING (customer_id)
    LEFT JOIN weekdays USING (customer_id)
    LEFT JOIN seasons USING (customer_id)
    LEFT JOIN hours USING (customer_id)
    LEFT JOIN stores USING (customer_id)
    LEFT JOIN mix USING (customer_id)
"""


def describe(task: Task) -> None:
    """Run the query with one thread, and write what it gives."""
    query = QUERY.format(
        path=task.rows, as_of=task.as_of, window=task.window, brand=task.brand
    )
    temp = Path(task.out).with_suffix(".spill")
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"SET temp_directory = '{temp}'")
        connection.execute(f"COPY ({query}) TO '{task.out}' (FORMAT parquet)")


if __name__ == "__main__":
    timed(describe)
