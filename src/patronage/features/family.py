"""What a feature family is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import pandas as pd

    from patronage.batch import CustomerBatch
    from patronage.schema import Column
    from patronage.segments import FloatArray


class Learned(Protocol):
    """A column that needs other customers to be known: fitted once, then frozen.

    One that makes several columns names them in `get_feature_names_out`; one whose
    text parameters are not all columns names those that it reads in `inputs`, and those
    that it reads only where they are offered in `optional`, and in `either` those of
    them of which it needs one at least. It is fitted on the customers with purchases in
    the window, unless it is `of_everybody`.
    """

    def fit(self, features: pd.DataFrame) -> Any:
        """Learn from customers with purchases."""

    def transform(self, features: pd.DataFrame) -> FloatArray:
        """Return one value per row of `features`, or a row of them."""


class Family(Protocol):
    """A frozen dataclass that describes customers in declared columns.

    Calling it gives the raw columns, each a function of one customer's rows alone.
    `learned` are columns that the feature model adds, each with an estimator.

    >>> class Orders:
    ...     columns = (Column("orders", unit="orders", meaning="orders in the window"),)
    ...     learned = {}
    ...     def __call__(self, batch):
    ...         return {"orders": batch["order_no"].count_distinct()}
    >>> lines = Ragged(np.array([0, 0, 1]), np.array([0, 3]))
    >>> ann = np.array(["ann"], dtype=object)
    >>> Orders()(CustomerBatch(customer_id=ann, ledger={"order_no": lines}))
    {'orders': array([2])}
    """

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, raw and learned."""

    @property
    def learned(self) -> Mapping[str, Learned]:
        """Unfitted estimators by column, in the order in which they are fitted."""

    def __call__(self, batch: CustomerBatch) -> Mapping[str, Any]:
        """Return one value per customer for each raw column the batch allows."""
