"""Every annualization method of the program, computed again from the CSV files: in fractions, with none of the library.

What is irrational (the logarithm) is computed by Python's decimal at 90 digits.
"""
import csv
import datetime
import decimal
from fractions import Fraction

decimal.getcontext().prec = 90
DAY = datetime.timedelta(days=1)


def floor_to(x, places):
    """The largest multiple of 10^-places that is not above x."""
    scale = Fraction(10) ** places
    return Fraction((x * scale).__floor__()) / scale


def ceiling_to(x, places):
    return -floor_to(-x, places)


def half_even(x, places):
    scale = Fraction(10) ** places
    return Fraction(round(x * scale)) / scale  # Python rounds fractions half to even


class Quarter:
    def __init__(self, row):
        self.start = datetime.date.fromisoformat(row["period_start"])
        self.end = datetime.date.fromisoformat(row["period_end"])
        unit = next(p for name, p in (("amount", 0), ("amount_thousands", 3), ("amount_millions", 6)) if name in row)
        text = row[("amount", "amount_thousands", "amount_millions")[unit // 3]]
        self.amount = Fraction(text) * 10**unit
        self.half = Fraction(10) ** -int(row["decimals"]) / 2
        self.source = row["source"]

    @property
    def low(self):
        return self.amount - self.half

    @property
    def high(self):
        return self.amount + self.half

    @property
    def days(self):
        return (self.end - self.start).days + 1


def read_series(path):
    """{(entity, segment): [Quarter, ...]} in order of date."""
    series = {}
    with open(path, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            series.setdefault((row["entity"], row["segment"]), []).append(Quarter(row))
    for quarters in series.values():
        quarters.sort(key=lambda q: q.start)
        for before, after in zip(quarters, quarters[1:]):
            assert before.end + DAY == after.start, (before.end, after.start)
    return series


def days_in_year(year):
    return (datetime.date(year + 1, 1, 1) - datetime.date(year, 1, 1)).days


def fiscal_year_start(day, last_month):
    """The first day of the fiscal year that holds the day, where years end with the last day of a month."""
    first = last_month % 12 + 1
    year = day.year if day.month >= first else day.year - 1
    return datetime.date(year, first, 1)


def fiscal_label(quarter, last_month):
    start = fiscal_year_start(quarter.end, last_month)
    number = ((quarter.end.month - start.month) % 12) // 3 + 1
    year = start.year if last_month == 12 else start.year + 1
    return f"{year}Q{number}" if last_month == 12 else f"FY{year}Q{number}"


def compound_factor(now, before):
    r = now / before
    return r + r**2 + r**3 + r**4


def logcompound_factor(now, before):
    """4 r ln r / (r - 1), rounded half to even to 36 places."""
    if now == before:
        return Fraction(4)
    n = decimal.Decimal(now.numerator) / decimal.Decimal(now.denominator)
    b = decimal.Decimal(before.numerator) / decimal.Decimal(before.denominator)
    r = n / b
    factor = 4 * r * r.ln() / (r - 1)
    return Fraction(factor.quantize(decimal.Decimal(10) ** -36, rounding=decimal.ROUND_HALF_EVEN))


class Figure:
    """An annualized amount: exact, with its factor and what it may be by the rounding of what went in."""

    def __init__(self, basis, first, last, factor, low, high):
        self.basis, self.first, self.last, self.factor, self.low, self.high = basis, first, last, factor, low, high
        self.value = basis * factor


METHODS = ["x4", "x12", "day", "day365", "day360", "week", "ytd", "ttm", "exit", "compound", "logcompound", "seasonal",
           "3mx4", "usage28", "usage30", "usage90"]


def annualize(quarters, i, method, last_month=12):
    """The Figure of quarter i by the method, or None where the method has none."""
    q = quarters[i]

    def times(factor, parts=(q,)):
        factor = Fraction(factor)
        return Figure(sum(p.amount for p in parts), parts[0].start, parts[-1].end, factor,
                      sum(p.low for p in parts) * factor, sum(p.high for p in parts) * factor)

    year_start = fiscal_year_start(q.end, last_month)
    starts = [k for k in range(i + 1) if quarters[k].start == year_start]
    if method in ("x4", "exit"):
        return times(4)
    if method == "day":
        return times(Fraction(days_in_year(q.end.year), q.days))
    if method == "day365":
        return times(Fraction(365, q.days))
    if method == "day360":
        return times(Fraction(360, q.days))
    if method == "week":
        return times(52 / Fraction(q.days, 7))
    if method == "ytd":
        if not starts:
            return None
        parts = quarters[starts[0]:i + 1]
        return times(Fraction(4, len(parts)), parts)
    if method == "ttm":
        return times(1, quarters[i - 3:i + 1]) if i >= 3 else None
    if method in ("compound", "logcompound"):
        if i == 0:
            return None
        factor = compound_factor if method == "compound" else logcompound_factor
        before = quarters[i - 1]
        figure = times(factor(q.amount, before.amount))
        figure.low = q.low * factor(q.low, before.high)
        figure.high = q.high * factor(q.high, before.low)
        return figure
    if method == "seasonal":
        if not starts:
            return None
        slot = i - starts[0]
        shares, low, high = [], [], []
        for years_back in (1, 2, 3):
            begin = starts[0] - 4 * years_back
            if begin < 0:
                break
            year = quarters[begin:begin + 4]
            part, others = year[slot], [p for k, p in enumerate(year) if k != slot]
            shares.append(part.amount / sum(p.amount for p in year))
            low.append(part.low / (part.low + sum(p.high for p in others)))
            high.append(part.high / (part.high + sum(p.low for p in others)))
        if not shares:
            return None
        figure = times(len(shares) / sum(shares))
        figure.low = q.low * len(shares) / sum(high)
        figure.high = q.high * len(shares) / sum(low)
        return figure
    if method == "usage90":
        return times(4) if q.days == 90 else None
    assert method in ("x12", "3mx4", "usage28", "usage30"), method
    return None  # quarters are no months, and no quarter is of 28 or 30 days
