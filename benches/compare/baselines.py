"""What else ranks accounts: on the same worlds, for docs/accuracy.md (see accuracy.py).

Every ranking is an array of scores, one an account of `world.accounts`, or a dictionary of five
(any abuse, and one a typology) where a method tells typologies apart.
"""

import heapq

import numpy as np
import polars as pl
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.ensemble import HistGradientBoostingClassifier, IsolationForest
from sklearn.model_selection import GroupKFold

TYPOLOGIES = ["traded", "rented", "affiliated", "lead_resale"]
ABUSE = "any abuse"


def average_precision(hits, scores):
    """Expected over the orders of ties, as `kosring evaluate` has it (McSherry & Najork, ECIR 2008)."""
    order = np.argsort(-scores, kind="stable")
    hits, scores = hits[order].astype(float), scores[order]
    starts = np.flatnonzero(np.r_[True, scores[1:] != scores[:-1]])
    ends = np.r_[starts[1:], len(scores)]
    before = np.r_[0.0, np.cumsum(hits)]
    total = 0.0
    for start, end in zip(starts, ends):
        size, found = end - start, before[end] - before[start]
        if found > 0:
            place = np.arange(size)
            others = place * (found - 1) / max(size - 1, 1)
            total += np.sum((before[start] + 1 + others) / (start + place + 1)) * found / size
    return total / before[-1]


def shares(world):
    """Which account uses which device: pairs of account and device numbers, each once."""
    pairs = world.read("logins").select("account_id", "device_id").unique()
    pairs = pairs.with_columns(pl.col("device_id").rank("dense").alias("device") - 1)
    numbers = world.accounts.select("account_id").with_row_index("account")
    return pairs.join(numbers, on="account_id").sort("account", "device").select("account", "device")


def components(world):
    """Size of the component over devices that 2 to 50 accounts share."""
    pairs = shares(world).with_columns(pl.len().over("device").alias("users"))
    pairs = pairs.filter(pl.col("users").is_between(2, 50))
    accounts = world.accounts.height
    devices = int(pairs["device"].max() or 0) + 1
    account, device = pairs["account"].to_numpy(), pairs["device"].to_numpy().astype(int)
    size = accounts + devices
    edges = coo_matrix((np.ones(len(account)), (account, accounts + device)), shape=(size, size))
    _, label = connected_components(edges, directed=False)
    return np.bincount(label[:accounts], minlength=label.max() + 1)[label[:accounts]].astype(float)


def densest(edges, weight):
    """Greedy peeling of Hooi et al. (FRAUDAR, KDD 2016): the densest account-device block.

    `edges` are pairs of node numbers; `weight` is one an edge. Returns nodes and density.
    """
    incident, degree = {}, {}
    for number, (one, other) in enumerate(edges):
        for node in (one, other):
            incident.setdefault(node, []).append(number)
            degree[node] = degree.get(node, 0.0) + weight[number]
    heap = [(value, node) for node, value in degree.items()]
    heapq.heapify(heap)
    total, left = float(np.sum(weight)), len(degree)
    best, best_left, peeled, gone = total / left, left, [], set()
    while heap:
        value, node = heapq.heappop(heap)
        if node in gone or value > degree[node] + 1e-12:
            continue
        gone.add(node)
        peeled.append(node)
        for number in incident[node]:
            one, other = edges[number]
            neighbour = other if one == node else one
            if neighbour not in gone:
                total -= weight[number]
                degree[neighbour] -= weight[number]
                heapq.heappush(heap, (degree[neighbour], neighbour))
        left -= 1
        if left and total / left > best:
            best, best_left = total / left, left
    return set(peeled[len(peeled) - best_left:]), best


def fraudar(world, blocks=20):
    """Density of the block in which an account is found, block after block; 0 outside all."""
    pairs = shares(world).with_columns(pl.len().over("device").alias("users"))
    # Column weights against camouflage by popular devices: 1 / log(degree + c), c = 5 as published.
    pairs = pairs.with_columns((1 / (pl.col("users") + 5).log()).alias("weight"))
    accounts = world.accounts.height
    edges = [(a, accounts + int(d)) for a, d in pairs.select("account", "device").iter_rows()]
    weight = pairs["weight"].to_list()
    scores = np.zeros(accounts)
    for _ in range(blocks):
        if not edges:
            break
        nodes, density = densest(edges, weight)
        for node in nodes:
            if node < accounts:
                scores[node] = max(scores[node], density)
        kept = [i for i, (one, other) in enumerate(edges) if not (one in nodes and other in nodes)]
        edges, weight = [edges[i] for i in kept], [weight[i] for i in kept]
    return scores


def plain_features(world):
    """What a table of totals knows of an account."""
    logins = world.read("logins")
    users = logins.select("account_id", "device_id").unique()
    users = users.with_columns(pl.len().over("device_id").alias("users"))
    on_devices = users.group_by("account_id").agg(
        pl.col("users").max().alias("most_users"), pl.col("users").mean().alias("mean_users")
    )
    usage = logins.group_by("account_id").agg(
        pl.len().alias("logins"),
        pl.col("device_id").n_unique().alias("devices"),
        pl.col("region").n_unique().alias("regions"),
        pl.col("ip").n_unique().alias("addresses"),
        pl.col("login_at").str.slice(0, 10).n_unique().alias("days"),
    )
    time = lambda name: pl.col(name).str.to_datetime("%Y-%m-%d %H:%M:%S")
    last = logins.select(time("login_at").max()).item()
    bindings = world.read("bindings").with_columns(
        (time("unbound_at").fill_null(last) - time("bound_at")).dt.total_days().alias("days_bound")
    )
    bound = bindings.group_by("account_id").agg(pl.len().alias("bindings"), pl.col("days_bound").mean())
    binds = bindings.group_by(pl.col("enterprise_id").alias("account_id")).agg(pl.len().alias("binds"))
    count = lambda table, column, name: world.read(table).group_by(
        pl.col(column).alias("account_id")
    ).agg(pl.len().alias(name))
    paid = lambda side: world.read("payments").group_by(pl.col(side).alias("payout_account")).agg(
        pl.len().alias(f"{side}_rows"), pl.col("amount_cny").cast(pl.Float64).sum().alias(f"{side}_cny")
    )
    spend = world.read("ad_spend").group_by("account_id").agg(pl.col("spend_cny").cast(pl.Float64).sum())
    table = world.accounts.select(
        "account_id",
        "payout_account",
        pl.col("account_kind").rank("dense").alias("kind"),
        (pl.lit(last) - time("registered_at")).dt.total_days().alias("age"),
    )
    parts = [usage, on_devices, bound, binds, spend]
    parts += [count("lead_transfers", "from_account", "out"), count("lead_transfers", "to_account", "in")]
    parts += [count("account_changes", "account_id", "changes"), count("leads", "account_id", "leads")]
    for part in parts:
        table = table.join(part, on="account_id", how="left", maintain_order="left")
    for side in ("payer", "payee"):
        table = table.join(paid(side), on="payout_account", how="left", maintain_order="left")
    return table.drop("account_id", "payout_account").fill_null(0).cast(pl.Float64).to_numpy()


def evidence_matrix(world):
    """Bits by typology and code, zeros elsewhere."""
    evidence = world.evidence.filter(pl.col("subject_kind") == "account")
    evidence = evidence.with_columns((pl.col("typology") + ":" + pl.col("code")).alias("what"))
    wide = evidence.pivot("what", index="subject_id", values="bits", aggregate_function="sum")
    table = world.accounts.select("account_id").join(
        wide, left_on="account_id", right_on="subject_id", how="left", maintain_order="left"
    )
    return table.drop("account_id").fill_null(0).cast(pl.Float64).to_numpy()


def isolation_forest(features):
    forest = IsolationForest(n_estimators=200, random_state=1, n_jobs=-1)
    return -forest.fit(features).score_samples(features)


def boosted(world, features, folds=5):
    """Trained on labels of other rings: five classes, predicted out of fold."""
    judged = np.flatnonzero(world.judged)
    role = world.roles[judged]
    # A ring falls into one fold whole; every clean account is a group of its own.
    group = np.where(world.rings[judged] == "", np.arange(len(judged)).astype(str), world.rings[judged])
    classes = ["clean"] + TYPOLOGIES
    chance = np.zeros((len(world.roles), len(classes)))
    chance[:, 0] = 1.0
    for train, test in GroupKFold(folds, shuffle=True, random_state=1).split(judged, role, group):
        model = HistGradientBoostingClassifier(max_iter=80, random_state=1)
        model.fit(features[judged[train]], role[train])
        known = [classes.index(name) for name in model.classes_]
        chance[np.ix_(judged[test], range(len(classes)))] = 0.0
        chance[np.ix_(judged[test], known)] = model.predict_proba(features[judged[test]])
    scores = {name: chance[:, number + 1] for number, name in enumerate(TYPOLOGIES)}
    return {ABUSE: 1 - chance[:, 0], **scores}


def precisions(world, scores):
    """Average precision of any abuse and of each typology; lead buyers and unlisted left out."""
    scores = scores if isinstance(scores, dict) else dict.fromkeys([ABUSE] + TYPOLOGIES, scores)
    role = world.roles[world.judged]
    hits = {ABUSE: role != "clean", **{name: role == name for name in TYPOLOGIES}}
    return {name: average_precision(hits[name], scores[name][world.judged]) for name in scores}
