"""(b) DuckDB does the same fraction of the job; igraph finds the components."""

import sys

import duckdb
import igraph

logins, out = sys.argv[1], sys.argv[2]
db = duckdb.connect()
db.execute(
    """
    create table pairs as
    select account_id, device_id, count(*) as logins, min(login_at) as first, max(login_at) as last
    from read_csv(?, all_varchar = true, header = true) group by all
    """,
    [logins],
)
db.execute(
    """
    create table shared as select account_id, device_id from pairs
    where device_id in (select device_id from pairs group by device_id having count(*) between 2 and 50)
    """
)
db.execute("create table a as select account_id, row_number() over () - 1 as n from (select distinct account_id from shared)")
db.execute("create table d as select device_id, row_number() over () - 1 as n from (select distinct device_id from shared)")
accounts = db.execute("select count(*) from a").fetchone()[0]
devices = db.execute("select count(*) from d").fetchone()[0]
edges = db.execute(
    "select a.n, d.n + ? from shared join a using (account_id) join d using (device_id)", [accounts]
).fetchall()
graph = igraph.Graph(n=accounts + devices, edges=edges)
membership = graph.connected_components().membership
names = db.execute("select account_id from a order by n").fetchall()
with open(out, "w") as members:
    members.write("account_id,component\n")
    members.writelines(f"{name},{membership[i]}\n" for i, (name,) in enumerate(names))
