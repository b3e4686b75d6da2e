"""Several fitted schemes on the same customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from patronage import compare, io, profiles
from patronage.errors import ConfigError
from patronage.profiles.comparison_figures import comparison_figures
from patronage.profiles.comparison_report import comparison_report
from patronage.profiles.league_table import league_table
from patronage.profiles.markup import listed, table
from patronage.study.known import check_known
from patronage.study.languages import chosen
from patronage.study.league_page import league_page

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from patronage.profiles.wording import Language
    from patronage.study.fitted import Fitted
    from patronage.study.view import View


@dataclass(frozen=True, eq=False)
class Compared:
    """Schemes that a study holds against each other, and what they have to beat.

    >>> compared = study.compare("tier3", "tier8_quantile")
    >>> compared.crosswalk("tier3", "tier8_quantile").shape
    (3, 8)
    """

    view: View
    schemes: Sequence[Fitted]
    by: str

    @cached_property
    def comparison(self) -> compare.Comparison:
        """The tables of the comparison."""
        first, *_ = self.schemes
        contenders = [each.contender for each in self.schemes]
        references = self.view.ground.references(first.assigned)
        return compare.Comparison(contenders=[*contenders, *references], by=self.by)

    @property
    def league(self) -> pd.DataFrame:
        """A row per scheme, the best first, with a column per metric."""
        return self.comparison.league

    @property
    def scorecards(self) -> pd.DataFrame:
        """A row per scheme and metric: value, low, high, rank (equal where unclear)."""
        return self.comparison.scorecards

    @property
    def associations(self) -> pd.DataFrame:
        """A row per pair of schemes: how alike they are (AMI, Cramér's V)."""
        return self.comparison.associations

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Figures by name: league, associations, and crosswalk of the first two."""
        drawn = comparison_figures(self._page(self.view.language))
        return {each.name: each.figure for each in drawn}

    def report(self, language: Language | None = None) -> str:
        """Return a self-contained page of HTML, in the study's language or another.

        >>> study.compare("tier3").report("zh")[16:32]
        '<html lang="zh">'
        """
        return comparison_report(self._page(chosen(language, self.view)))

    def save_report(self, path: Path | str, language: Language | None = None) -> Path:
        """Write the report as a file, and return its path."""
        return io.write_text(Path(path), self.report(language))

    def _page(self, language: Language) -> profiles.ComparisonPage:
        described = [each.described for each in self.schemes]
        made = self.view.made(replace(described[0], language=language).wording)
        return league_page(self.comparison, described, language, **made)

    def summary(self, language: Language | None = None) -> list[str]:
        """Say in plain sentences which scheme serves which decision."""
        return self.comparison.summary(chosen(language, self.view))

    def crosswalk(self, scheme: str, other_scheme: str) -> pd.DataFrame:
        """Count customers by the segments of two schemes, by their names.

        Raises
        ------
        ConfigError
            If one of them is not compared here.
        """
        for name in (scheme, other_scheme):
            check_known("a scheme of the comparison", name, self._names)
        table = self.comparison.crosswalk
        pair = (table["scheme"] == scheme) & (table["other_scheme"] == other_scheme)
        counts = table[pair].pivot_table(
            index="segment", columns="other_segment", values="customers", aggfunc="sum"
        )
        rows, columns = (self._names[name] for name in (scheme, other_scheme))
        return counts.rename(index=rows, columns=columns).rename_axis(
            index=scheme, columns=other_scheme
        )

    def __repr__(self) -> str:
        names = ", ".join(each.name for each in self.schemes)
        return f"<{names} compared on {self.view.name}>"

    def _repr_html_(self) -> str:
        """Show summary and league where a notebook ends a cell with it."""
        wording = self.schemes[0].described.wording
        told = league_table(self.scorecards, self.league, wording)
        return listed(self.summary()) + table(told, kind="scores")

    @cached_property
    def _names(self) -> dict[str, dict[int, str]]:
        column = f"name_{self.view.language}"
        return {
            each.name: dict(zip(each.names["segment"], each.names[column], strict=True))
            for each in self.schemes
        }


def check_apart(schemes: Sequence[Fitted], view: View) -> None:
    """Refuse a comparison of nothing, of strangers, and of names that are taken.

    Raises
    ------
    ConfigError
        Naming them.
    """
    names = [each.name for each in schemes]
    if others := [each.name for each in schemes if each.view is not view]:
        raise ConfigError(
            "the schemes of a comparison should be fitted by its study; got "
            f"{', '.join(others)} of another."
        )
    if not names:
        raise ConfigError("a comparison should have schemes; got none.")
    if taken := sorted({*names} & {compare.ONE, compare.DECILES, compare.RANDOM}):
        raise ConfigError(
            "a scheme should not be called as what it has to beat; got "
            f"{', '.join(taken)}."
        )
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ConfigError(
            "the schemes of a comparison should have different names; got "
            f"{', '.join(twice)} more than once."
        )
