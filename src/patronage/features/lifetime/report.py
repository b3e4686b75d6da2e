"""What a run has to say of its lifetime model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from patronage.features.lifetime.model import LifetimeModel

RATIO = (0.75, 1.33)
CORRELATED = 0.3


@dataclass(frozen=True, kw_only=True)
class LifetimeReport:
    """Finite metrics by name, parameters by name, a sentence, and what to warn of."""

    metrics: Mapping[str, float]
    parameters: Mapping[str, str | float]
    sentence: str
    warnings: tuple[str, ...]


def report_of(model: LifetimeModel) -> LifetimeReport:
    """Gather what a fitted model learned, and how well it foretells."""
    measured = {
        f"btyd_holdout_{name}": model.holdout_[name]
        for name in ("total_ratio", "spearman", "mae")
        if name in model.holdout_
    }
    return LifetimeReport(
        metrics={"btyd_fallback": float(bool(model.fallback_)), **measured},
        parameters=_parameters(model),
        sentence=_sentence(model),
        warnings=tuple(_warnings(model)),
    )


def _parameters(model: LifetimeModel) -> dict[str, str | float]:
    found: dict[str, str | float] = {"btyd_model": model.model_}
    if not model.fallback_:
        fitted = asdict(model.lifetimes_.parameters_)
        found |= {f"btyd_{name}": value for name, value in fitted.items()}
    if model.has_values:
        spend = asdict(model.spend_.parameters_)
        found |= {f"btyd_spend_{name}": value for name, value in spend.items()}
        found["btyd_margin"] = model.margin_
    return found


def _sentence(model: LifetimeModel) -> str:
    who = f"{model.n_customers_:,} customers, {model.n_repeaters_:,} of them repeated"
    if model.fallback_:
        return (
            f"lifetime: no {model.model_} ({who}): {model.fallback_}; p_alive is "
            "exp(-silence / usual gap)."
        )
    if "total_ratio" not in model.holdout_:
        return f"lifetime: {model.model_} ({who}); nothing could be held out."
    held = model.holdout_
    return (
        f"lifetime: {model.model_} ({who}); the last quarter held out, it foretells "
        f"{held['foretold']:,.0f} purchases of {held['actual']:,.0f} "
        f"(ratio {held['total_ratio']:.2f})."
    )


def _warnings(model: LifetimeModel) -> list[str]:
    ratio = model.holdout_.get("total_ratio", 1.0)
    told = []
    if not RATIO[0] <= ratio <= RATIO[1]:
        told.append(
            f"lifetime: foretold over actual purchases should lie within {RATIO[0]} "
            f"and {RATIO[1]}; got {ratio:.2f}: do not count on the expected columns."
        )
    if model.fallback_:
        return told
    if not model.spend_.accepted_:
        told.append(f"lifetime: no expected value: {model.spend_.reason_}.")
    elif model.spend_.parameters_.q <= 1:
        told.append(
            "lifetime: spend varies without a mean (q <= 1); who has not repeated is "
            "given the mean of who has."
        )
    if abs(model.spend_.correlation_) > CORRELATED:
        told.append(
            f"lifetime: spend and frequency should hardly correlate (at most "
            f"{CORRELATED}); got {model.spend_.correlation_:.2f}."
        )
    return told
