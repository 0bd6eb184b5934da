"""(b) Polars and igraph do a fraction of the job: account-device pairs with count, first and last →
devices shared by 2 to 50 accounts → connected components → a file of members."""

import sys

import igraph
import polars as pl

logins, out = sys.argv[1], sys.argv[2]
pairs = (
    pl.scan_csv(logins, infer_schema=False)
    .group_by("account_id", "device_id")
    .agg(pl.len(), pl.col("login_at").min().alias("first"), pl.col("login_at").max().alias("last"))
    .collect(engine="streaming")
)
shared = (
    pairs.lazy()
    .filter(pl.len().over("device_id").is_between(2, 50))
    .select("account_id", "device_id")
    .collect()
)
accounts = shared["account_id"].unique().sort()
devices = shared["device_id"].unique().sort()
edges = shared.select(
    accounts.search_sorted(shared["account_id"]).alias("a"),
    (devices.search_sorted(shared["device_id"]) + len(accounts)).alias("d"),
)
graph = igraph.Graph(n=len(accounts) + len(devices), edges=edges.rows())
membership = graph.connected_components().membership[: len(accounts)]
pl.DataFrame({"account_id": accounts, "component": membership}).write_csv(out)
