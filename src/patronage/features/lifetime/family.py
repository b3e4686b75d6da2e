"""How long customers last, and what they will still be worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from patronage.errors import ConfigError
from patronage.features.lifetime.cycles import cycle_counts
from patronage.features.lifetime.evidence import lifetimes, repeat_value
from patronage.features.lifetime.model import MODELS, LifetimeModel
from patronage.schema import Column

if TYPE_CHECKING:
    from patronage.batch import CustomerBatch
    from patronage.features.family import Learned
    from patronage.segments import FloatArray

TIME = ("order_day",)
MONEY = ("order_day", "amount")


def _evidence(name: str, unit: str, meaning: str) -> Column:
    return Column(name, unit, meaning, TIME, role="evidence")


CALENDAR = (
    _evidence("lifetime_x", "days", "purchase days after the first, ever"),
    _evidence("lifetime_t_x", "days", "from the first purchase to the last"),
    _evidence("lifetime_T", "days", "from the first purchase to as_of"),
    _evidence("holdout_calibration_x", "days", "lifetime_x before the holdout"),
    _evidence("holdout_calibration_t_x", "days", "lifetime_t_x before the holdout"),
    _evidence("holdout_calibration_T", "days", "lifetime_T before the holdout"),
    _evidence("holdout_x", "days", "purchase days in the holdout"),
)
CYCLES = (
    _evidence("lifetime_cycles_x", "cycles", "cycles with a purchase"),
    _evidence("lifetime_cycles_t_x", "cycles", "the last cycle with a purchase"),
    _evidence("lifetime_cycles_n", "cycles", "cycles observed"),
    _evidence("holdout_calibration_cycles_x", "cycles", "the first, before the cut"),
    _evidence("holdout_calibration_cycles_t_x", "cycles", "the last, before the cut"),
    _evidence("holdout_calibration_cycles_n", "cycles", "observed before the cut"),
    _evidence("holdout_cycles_x", "cycles", "cycles with a purchase in the holdout"),
    _evidence("lifetime_gap_cv", "ratio", "unevenness of all gaps"),
)
VALUE = Column(
    "repeat_value_mean", "money/day", "spend per repeat day, ever", MONEY, "evidence"
)


@dataclass(frozen=True, kw_only=True)
class LifetimeFeatures:
    """Count what lifetime models read of a customer, and say what these foretell.

    The settings are those of `LifetimeModel`. With `cycle_days` the cycles of
    customers who order by a fixed cycle are counted too.
    """

    model: str = "auto"
    cycle_days: int | None = None
    horizon_days: int = 365
    discount: float = 0.12
    value_weeks: int = 156
    margin: float | None = None

    def __post_init__(self) -> None:
        for rule in self._broken():
            raise ConfigError(f"features: {rule}.")

    @property
    def columns(self) -> tuple[Column, ...]:
        """Evidence at as_of and at the holdout cut, and what is expected."""
        return (
            *CALENDAR,
            *(CYCLES if self.cycle_days else ()),
            VALUE,
            Column("p_alive", "probability", "still a customer", TIME),
            Column(
                "expected_orders",
                "days",
                f"purchase days expected in the next {self.horizon_days} days",
                TIME,
            ),
            Column(
                "expected_order_value",
                "money/day",
                "spend expected on a purchase day",
                MONEY,
            ),
            Column(
                "clv_expected",
                "money",
                f"expected margin, discounted at {self.discount:.0%} a year",
                MONEY,
            ),
        )

    @property
    def learned(self) -> dict[str, Learned]:
        """The lifetime model of all customers."""
        settings = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {"lifetime": LifetimeModel(**settings)}

    def __call__(self, batch: CustomerBatch) -> dict[str, FloatArray]:
        """Return the evidence of each customer."""
        return {
            **lifetimes(batch),
            **(cycle_counts(batch, self.cycle_days) if self.cycle_days else {}),
            "repeat_value_mean": repeat_value(batch),
        }

    def _broken(self) -> list[str]:
        models = ("auto", *MODELS)
        rules = {
            f"'model' should be one of {', '.join(models)}; got '{self.model}'": (
                self.model in models
            ),
            "model 'bgbb' needs cycle_days": (
                self.model != "bgbb" or self.cycle_days is not None
            ),
            f"cycle_days should be at least 1; got {self.cycle_days}": (
                self.cycle_days is None or self.cycle_days >= 1
            ),
            f"discount should be above 0; got {self.discount}": self.discount > 0,
            "horizon_days and value_weeks should be at least 1; got "
            f"{self.horizon_days} and {self.value_weeks}": (
                self.horizon_days >= 1 and self.value_weeks >= 1
            ),
            f"margin should be a share above 0 and at most 1; got {self.margin}": (
                self.margin is None or 0 < self.margin <= 1
            ),
        }
        return [rule for rule, holds in rules.items() if not holds]
