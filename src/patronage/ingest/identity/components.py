"""What hangs together by links, each named by the first of its nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def find(connection: DuckDBPyConnection) -> None:
    """Make `identity_components` (node, first, ids) of nodes and their links.

    `first` is the smallest node of the component, `ids` counts its nodes.
    """
    (n_nodes,) = connection.execute("SELECT count(*) FROM identity_nodes").fetchall()[0]
    links = connection.execute("SELECT first, node FROM identity_links").fetchnumpy()
    found = pd.DataFrame(components(n_nodes, links["first"], links["node"]))
    connection.register("identity_found", found)
    connection.execute(
        "CREATE TEMP TABLE identity_components AS SELECT * FROM identity_found"
    )
    connection.unregister("identity_found")


def components(
    n_nodes: int, left: np.ndarray, right: np.ndarray
) -> dict[str, np.ndarray]:
    """Return `node`, the `first` node of its component and the number of `ids`."""
    node = np.arange(n_nodes, dtype=np.int64)
    if not n_nodes:
        return {"node": node, "first": node, "ids": node}
    marks = np.ones(len(left), dtype=np.int8)
    linked = coo_array((marks, (left, right)), shape=(n_nodes, n_nodes))
    _, label = connected_components(linked, directed=False)
    first = np.empty(n_nodes, dtype=np.int64)
    # The last of several assignments stays, so that of the smallest node.
    first[label[::-1]] = node[::-1]
    return {"node": node, "first": first[label], "ids": np.bincount(label)[label]}
