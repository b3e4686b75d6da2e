"""A tree of three questions that stands for a scheme nobody can hold in mind."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from sklearn.tree import DecisionTreeClassifier

from patronage.profiles.conditions import Condition, plain_cut

if TYPE_CHECKING:
    from patronage.profiles.questions import Question
    from patronage.segments import FloatArray, IntArray

DEPTH = 3
LEAF = 0.01
FOLDS = 10
MOST_ROWS = 20_000


@dataclass(frozen=True, kw_only=True, eq=False)
class Node:
    """What leads to a node of the tree, and who gets there."""

    conditions: tuple[Condition, ...]

    def met(self) -> NDArray[np.bool_]:
        """Whether each customer meets all conditions."""
        return np.logical_and.reduce([each.met() for each in self.conditions])


@dataclass(frozen=True, kw_only=True, eq=False)
class Surrogate:
    """The nodes below the root, from the shallow to the deep, and two measures.

    `fidelity` is the share of customers whom trees grown without them put into their
    segment (cross-validated accuracy), `accuracy` that of the tree itself.
    """

    nodes: Sequence[Node]
    fidelity: float
    accuracy: float


def surrogate(
    asked: Sequence[Question], segment: IntArray, *, seed: int
) -> Surrogate | None:
    """Grow a tree of depth 3 whose leaves hold at least 1 % of the customers.

    Of more than 20,000 customers it is grown on an even sample of every segment;
    neither the order of the rows nor the names of customers matter. None where there
    are fewer than two segments, or nothing to ask.
    """
    if not asked or len(np.unique(segment)) < 2:
        return None
    matrix = np.column_stack([each.values for each in asked])
    rng = np.random.default_rng(seed)
    rows = _sample(matrix, segment, rng)
    matrix, segment = matrix[rows], segment[rows]
    ranks = np.column_stack([_ranks(column) for column in matrix.T])
    tree = _grown(ranks, segment, _leaf(len(rows)))
    grown = _Grown(tree=tree.tree_, asked=asked, matrix=matrix, ranks=ranks)
    everyone = np.ones(len(rows), dtype=bool)
    nodes = sorted(grown.nodes(0, everyone, ()), key=lambda n: len(n.conditions))
    return Surrogate(
        nodes=nodes,
        fidelity=cross_validated(ranks, segment, stratified(segment, rng)),
        accuracy=float(tree.score(ranks, segment)),
    )


def stratified(segment: IntArray, rng: np.random.Generator) -> IntArray:
    """Return one of 10 folds for each row, each segment spread evenly over them."""
    shuffled = rng.permutation(len(segment))
    order = shuffled[np.argsort(segment[shuffled], kind="stable")]
    folds = np.empty(len(segment), np.int64)
    folds[order] = np.arange(len(segment)) % FOLDS
    return folds


def cross_validated(matrix: FloatArray, segment: IntArray, folds: IntArray) -> float:
    """Return the share of rows that a tree grown on the other folds gets right."""
    leaf = _leaf(len(segment))
    right = 0
    for fold in np.unique(folds):
        out = folds == fold
        tree = _grown(matrix[~out], segment[~out], leaf)
        right += int((tree.predict(matrix[out]) == segment[out]).sum())
    return right / len(segment)


def _grown(matrix: FloatArray, segment: IntArray, leaf: int) -> DecisionTreeClassifier:
    tree = DecisionTreeClassifier(
        max_depth=DEPTH, min_samples_leaf=leaf, random_state=0
    )
    return tree.fit(matrix, segment)


def _leaf(n: int) -> int:
    return max(1, math.floor(LEAF * n))


def _sample(
    matrix: FloatArray, segment: IntArray, rng: np.random.Generator
) -> IntArray:
    """Evenly spaced rows of those ordered by segment, then by value."""
    order = np.lexsort((*matrix.T[::-1], segment))
    size = min(MOST_ROWS, len(order))
    places = (np.arange(size) + rng.random()) * (len(order) / size)
    return order[places.astype(np.int64)]


def _ranks(column: FloatArray) -> FloatArray:
    """Number the values, NaN aside: trees see 7 digits, and none beyond 3.4e38."""
    known = np.isfinite(column)
    ranks = np.full(len(column), np.nan)
    ranks[known] = np.unique(column[known], return_inverse=True)[1]
    return ranks


@dataclass(frozen=True, kw_only=True, eq=False)
class _Grown:
    """A tree of ranks, and the rows that it was grown on, in ranks and as they are."""

    tree: Any
    asked: Sequence[Question]
    matrix: FloatArray
    ranks: FloatArray

    def nodes(
        self, node: int, here: NDArray[np.bool_], path: tuple[Condition, ...]
    ) -> Iterator[Node]:
        """Yield the nodes from one downwards; `here` are the rows that get there."""
        if path:
            yield Node(conditions=path)
        if self.tree.children_left[node] < 0:
            return
        column, cut = self.tree.feature[node], self.tree.threshold[node]
        left_too = bool(self.tree.missing_go_to_left[node])
        ranks = self.ranks[:, column]
        left = here & ((ranks <= cut) | (np.isnan(ranks) & left_too))
        question = self.asked[column]
        plain = plain_cut(self._between(column, here, left), question.values)
        low = Condition(question=question, up_to=plain, unknown=left_too)
        high = Condition(question=question, above=plain, unknown=not left_too)
        yield from self.nodes(self.tree.children_left[node], left, _with(path, low))
        right = here & ~left
        yield from self.nodes(self.tree.children_right[node], right, _with(path, high))

    def _between(
        self, column: int, here: NDArray[np.bool_], left: NDArray[np.bool_]
    ) -> float:
        """Return the middle between both sides; infinity where one is unknown."""
        values = self.matrix[:, column]
        known = here & np.isfinite(values)
        low = values[known & left].max(initial=-np.inf)
        high = values[known & ~left].min(initial=np.inf)
        middle = low / 2 + high / 2
        return float(middle if middle < high or np.isinf(high) else low)


def _with(path: tuple[Condition, ...], new: Condition) -> tuple[Condition, ...]:
    same = [each for each in path if each.question is new.question]
    if not same:
        return (*path, new)
    return tuple(e.narrowed(new) if e.question is new.question else e for e in path)
