"""The model of tests/data/scenarios/capacity.toml, written again in fractions, with none of the library."""
from fractions import Fraction as F

LABELS = ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]
DAYS = [90, 91, 92, 92]
LINES = ["revenue", "arr", "backlog"]
BASE = {"chips": [F(500_000)] * 2 + [F(1_000_000)] * 2, "price": [F(11, 10)] * 4, "utilization": [F(3, 5)] * 4,
        "churn": [F(1, 20)] * 4}
SCENARIOS = {"bear": {"price": F(3, 4), "utilization": F(1, 2)}, "base": {}, "bull": {"utilization": F(3, 4)}}
WEIGHTS = {"bear": F(1, 4), "base": F(1, 2), "bull": F(1, 4)}
BOUNDS = {"chips": (F(4, 5), F(6, 5), True), "price": (F(3, 4), F(5, 2), False), "utilization": (F(2, 5), F(4, 5), False)}


def drivers(scenario, **changes):
    values = dict(BASE)
    for name, value in {**SCENARIOS[scenario], **changes}.items():
        values[name] = value if isinstance(value, list) else [value] * 4
    return values


def run(scenario, **changes):
    """The value of every line in every quarter."""
    d = drivers(scenario, **changes)
    lines = {name: [] for name in LINES}
    before = F(10) ** 9
    for t in range(4):
        revenue = d["chips"][t] * d["price"][t] * d["utilization"][t] * DAYS[t] * 24
        before = before * (1 - d["churn"][t]) + revenue / 3
        for name, value in zip(LINES, (revenue, revenue * 4, before)):
            lines[name].append(value)
    return lines


def whole(line, values):
    """Over all periods: the sum of revenue, the last of what is a level."""
    return sum(values) if line == "revenue" else values[-1]


def at_bound(driver, high):
    low_share, high_share, is_share = BOUNDS[driver]
    bound = high_share if high else low_share
    return [v * bound for v in BASE[driver]] if is_share else bound


def rounded(x, places=9):
    scale = F(10) ** places
    return F(round(x * scale)) / scale  # half to even
