"""What `runrate quarters` says, proved from the company facts alone, in fractions.

quarters.py PROGRAM FILE...: nothing of the library has a part in it. A file's facts are read here again, and every figure
of the program's answer is held against them. RUNRATE_QUARTERS_CONCEPTS=all checks each concept of each file.
"""

import collections
import csv
import datetime
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from fractions import Fraction

CONCEPTS = ["revenue", "NetIncomeLoss", "OperatingIncomeLoss", "NetCashProvidedByUsedInOperatingActivities",
            "EarningsPerShareDiluted", "Assets", "WeightedAverageNumberOfDilutedSharesOutstanding"]
REVENUE = ["Revenues", "RevenueFromContractWithCustomerExcludingAssessedTax",
           "RevenueFromContractWithCustomerIncludingAssessedTax", "SalesRevenueNet", "SalesRevenueGoodsNet",
           "RevenuesNetOfInterestExpense", "Revenue"]
ANNUAL = {"10-K", "10-KT", "20-F", "40-F", "10-K/A", "10-KT/A", "20-F/A", "40-F/A"}
PERIODIC = ANNUAL | {"10-Q", "10-QT", "10-Q/A", "10-QT/A"}
QUARTER = {*range(84, 99), 112, 119}
HALF = {168, *range(175, 190), 196, 203}
NINE_MONTHS = {252, 259, *range(266, 281), 287}
YEAR = {364, 365, 366, 371}
SLIP = 14  # days: below it, dates of one figure are a slip
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]
ONE_DAY = datetime.timedelta(days=1)

counts = collections.Counter()
breaches = []
here = ""


def breach(letter, what):
    breaches.append(f"({letter}) {here}: {what}")


def holds(letter, condition, what):
    counts[letter] += 1
    if not condition:
        breach(letter, what() if callable(what) else what)


def day(text):
    return datetime.date.fromisoformat(text)


def length(span):
    return (span[1] - span[0]).days + 1


def text_of(span):
    return f"{span[0]} to {span[1]}"


class Fact:
    __slots__ = ("concept", "unit", "span", "value", "accession", "filed", "form")

    def __init__(self, concept, unit, raw):
        self.concept, self.unit = concept, unit
        self.span = (day(raw["start"]), day(raw["end"]))
        self.value = Fraction(raw["val"])
        self.accession, self.filed, self.form = raw["accn"], day(raw["filed"]), raw["form"]

    def key(self):
        return self.concept, self.unit, self.span, self.value, self.accession, self.filed, self.form

    def __repr__(self):
        return f"{self.concept} {text_of(self.span)} {self.value} ({self.form} {self.accession} {self.filed})"


def read_text(path):
    with open(path, "rb") as file:
        data = file.read()
    return (gzip.decompress(data) if path.endswith(".gz") else data).decode()


def read_file(path):
    """The document, with numbers as they are written."""
    return json.loads(read_text(path), parse_float=str, parse_int=str)


def facts_of(document):
    """{concept: {unit: [facts over a period]}}, by names with and without their taxonomy."""
    found = {}
    for taxonomy, concepts in document["facts"].items():
        for name, concept in concepts.items():
            for unit, facts in concept["units"].items():
                flows = [Fact(name, unit, f) for f in facts if "start" in f and day(f["start"]) <= day(f["end"])]
                found.setdefault(name, {}).setdefault(unit, []).extend(flows)
    return found


def is_money(unit):
    return len(unit) == 3 and unit.isupper()


def half_unit(value):
    """Half a unit of the last place that is not zero: the most that rounding can have hidden in a figure."""
    if value == 0:
        return None
    unit = Fraction(1, 10**9)
    while value % (unit * 10) == 0:
        unit *= 10
    return unit / 2


def run(program, arguments, status=0):
    done = subprocess.run([program, "quarters", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != status:
        breach("exit", f"{' '.join(arguments)}: exit status {done.returncode}, expected {status}: {done.stderr.decode()[:500]}")
    return done.stdout, done.stderr.decode()


# ---- One series -------------------------------------------------------------------------------------------------------


class Series:
    """A series of the answer, with the facts that it may rest on."""

    def __init__(self, answer, head, facts):
        same = lambda one: all(one[k] == head[k] for k in ("entity", "segment", "concept", "unit"))
        self.head = head
        self.all_facts = facts
        self.quarters = [q for q in answer["quarters"] if same(q)]
        self.trailing = [q for q in answer["ttm"] if same(q)]
        self.years = [q for q in answer["years"] if same(q)]
        self.concepts = [head["concept"]] + [j["concept"] for j in head["joins"] if j["joined"]]
        self.facts = [f for c in self.concepts for f in facts.get(c, {}).get(head["unit"], [])]
        self.keys = {f.key() for f in self.facts}
        self.by_span = collections.defaultdict(list)
        for f in self.facts:
            self.by_span[f.span].append(f)
        self.ends_by_start = collections.defaultdict(set)
        for f in self.facts:
            if f.form in PERIODIC:
                self.ends_by_start[f.span[0]].add(f.span[1])
        self.money = is_money(head["unit"])

    def is_input(self, i):
        return (i["concept"], self.head["unit"], (day(i["start"]), day(i["end"])), Fraction(i["value"]), i["accession"],
                day(i["filed"]), i["form"]) in self.keys

    def values(self, span, periodic_only=False):
        return {f.value for f in self.by_span.get(span, []) if not periodic_only or f.form in PERIODIC}


def span_of(one):
    return day(one["start"]), day(one["end"])


def exact(text):
    return None if text is None else Fraction(text)


def remainder(inputs):
    """The days that inputs leave, each added or subtracted: {day: +1 where days begin, -1 where they end}."""
    edges = collections.Counter()
    for i in inputs:
        sign = 1 if i["sign"] == "+" else -1
        edges[day(i["start"])] += sign
        edges[day(i["end"]) + ONE_DAY] -= sign
    return {d: n for d, n in edges.items() if n}


def is_tiled(inputs, span, may_slip):
    left = remainder(inputs)
    if left == {span[0]: 1, span[1] + ONE_DAY: -1}:
        return True
    if not may_slip:
        return False
    # A slip moves an edge by a few days: edges of opposite signs within two weeks cancel out.
    edges = sorted((d, n) for d, n in left.items())
    wanted = sorted([(span[0], 1), (span[1] + ONE_DAY, -1)])
    balance = collections.Counter(left)
    for d, n in wanted:
        balance[d] -= n
    edges = sorted((d, n) for d, n in balance.items() if n)
    level, since = 0, None
    for d, n in edges:
        if level == 0:
            since = d
        level += n
        if level == 0 and (d - since).days >= SLIP:
            return False
    return level == 0


def check_figure(s, span, figure, letter_inputs):
    """One figure with a value: of a quarter or of one of its vintages."""
    inputs, value, flags = figure["inputs"], exact(figure["value"]), figure["flags"]
    what = lambda: f"{text_of(span)}: {json.dumps(figure)[:900]}"
    for i in inputs:
        holds(letter_inputs, s.is_input(i), lambda: f"no such fact: {json.dumps(i)}")
    signed = sum((1 if i["sign"] == "+" else -1) * Fraction(i["value"]) for i in inputs)
    holds(letter_inputs, signed == value, lambda: f"the sum of the inputs is {signed}: {what()}")
    holds(letter_inputs, figure["known"] == max(i["filed"] for i in inputs), lambda: f"known: {what()}")
    slip = "dates_slipped" in flags
    holds(letter_inputs, is_tiled(inputs, span, slip), lambda: f"inputs do not tile: {what()}")
    # The bounds are of as many roundings as there are inputs, and each input is rounded at least that finely.
    width = (exact(figure["high"]) - exact(figure["low"])) / len(inputs)
    holds("bounds", exact(figure["high"]) + exact(figure["low"]) == 2 * value, what)
    for i in inputs:
        half = half_unit(Fraction(i["value"]))
        holds("bounds", half is None or width == 0 or half * 2 <= 10**12 * width, what)
    if figure["status"] == "reported":
        holds("a", len(inputs) == 1 and inputs[0]["sign"] == "+", what)
        if not slip:
            holds("a", span_of(inputs[0]) == span, what)
        holds("a", Fraction(inputs[0]["value"]) == value, what)
    else:
        holds("b", figure["status"] == "derived" and 2 <= len(inputs) <= 4, what)
        holds("b", s.money, lambda: f"amounts that don't add up were subtracted: {what()}")
        added = [i for i in inputs if i["sign"] == "+"]
        holds("b", len(added) == 1, what)
        whole = span_of(added[0])
        holds("b", length(whole) in HALF | NINE_MONTHS | YEAR or slip, lambda: f"not a part of a year: {what()}")


def tiles(s, first, last, most):
    """Whether facts of periodic filings tile the days from first to last, at most so many of them."""
    if first == last + ONE_DAY:
        return 0
    if most == 0:
        return None
    for end in s.ends_by_start.get(first, ()):
        if end <= last:
            rest = tiles(s, end + ONE_DAY, last, most - 1)
            if rest is not None:
                return 1 + rest
    return None


def ways(s, span):
    """How the facts of periodic filings give a quarter's figure: None, or in words."""
    if any(f.form in PERIODIC for f in s.by_span.get(span, [])):
        return "reported"
    if not s.money:
        return None
    for start, ends in s.ends_by_start.items():
        if span[1] not in ends or start >= span[0]:
            continue
        whole, part = (start, span[1]), (start, span[0] - ONE_DAY)
        if part[1] in ends and is_step(whole, part):
            return f"{text_of(whole)} less {text_of(part)}"
    for start, ends in s.ends_by_start.items():
        if start > span[0] or (span[0] - start).days > 371:
            continue
        for end in ends:
            if end < span[1] or length((start, end)) not in YEAR:
                continue
            before = tiles(s, start, span[0] - ONE_DAY, 3)
            after = tiles(s, span[1] + ONE_DAY, end, 3)
            if before is not None and after is not None and 1 <= before + after <= 3:
                return f"the year {text_of((start, end))} less what tiles the rest"
    return None


def is_step(whole, part):
    """Consecutive cumulative spans: six months less three, nine less six, the year less nine."""
    a, b = length(whole), length(part)
    return a - b in QUARTER and ((a in HALF and b in QUARTER) or (a in NINE_MONTHS and b in HALF) or
                                 (a in YEAR and b in NINE_MONTHS))


def check_quarters(s):
    last = None
    for q in s.quarters:
        span = span_of(q)
        holds("order", last is None or span[0] > last[0], lambda: f"{text_of(span)} after {text_of(last)}")
        holds("order", last is None or span[0] > last[1] or "overlaps" in q["flags"],
              lambda: f"{text_of(span)} overlaps {text_of(last)} and is not flagged")
        last = span
        holds("order", length(span) in QUARTER or q["status"] == "not_derivable",
              lambda: f"{text_of(span)} is no quarter: {length(span)} days")
        counts[q["status"]] += 1
        if q["status"] != "not_derivable":
            holds("exact", q["reason"] is None, lambda: json.dumps(q))
            check_figure(s, span, q, "a" if q["status"] == "reported" else "b")
            for v in q["vintages"]:
                counts["vintages"] += 1
                if v["value"] is not None:
                    check_figure(s, span, v, "a" if v["status"] == "reported" else "b")
        else:
            holds("c", q["value"] is None and q["low"] is None and q["known"] is None and not q["inputs"],
                  lambda: json.dumps(q))
            way = ways(s, span)
            if q["reason"]["code"] == "conflicting_facts":
                check_conflict(s, q)
                continue
            if length(span) not in QUARTER:
                # Days that can't be taken apart: no quarter within them is reported.
                within = [f for f in s.facts if span[0] <= f.span[0] and f.span[1] <= span[1] and length(f.span) in QUARTER
                          and f.form in PERIODIC]
                holds("c", not within, lambda: f"{text_of(span)} can't be taken apart, but there is {within}")
            holds("c", way is None or length(span) not in QUARTER, lambda: f"{text_of(span)} is not derivable ({q['reason']['text']}), but there is {way}")
            holds("c", (q["reason"]["code"] == "not_additive") == (not s.money) or q["reason"]["code"] == "operand_missing",
                  lambda: json.dumps(q["reason"]))
            check_reason(s, q["reason"])


def days_said(text):
    first, last = text.split(" to ")
    return day(first), day(last)


def check_reason(s, reason):
    """What a reason says is reported is in the file, and what it says is missing is not."""
    named = {o["name"]: o["value"] for o in reason["operands"]}
    for operand in reason["operands"]:
        if operand["name"] == "missing":
            missing = days_said(operand["value"])
            holds("c", not s.values(missing, True), lambda: f"{operand['value']} is said to be missing: {s.by_span[missing]}")
    for days, value in (("reported", "value"), ("near", "near_value")):
        if days in named:
            there = s.by_span.get(days_said(named[days]), [])
            holds("c", Fraction(named[value]) in {f.value for f in there}, lambda: f"{named} is not in the file: {there}")


def check_adjoining(s):
    """No days between two quarters are left out: what nothing is reported of is there, and is neither first nor last."""
    if not s.quarters:
        return
    fiscal = re.fullmatch(r"fiscal years end with (\w+), .*\(\d+ years? (?:seen|begun)\)", s.head["calendar"])
    end = span_of(s.quarters[0])[0] - ONE_DAY
    for place, q in enumerate(s.quarters):
        span = span_of(q)
        holds("adjoining", (span[0] - end).days - 1 <= 10, lambda: f"nothing is said of what is before {text_of(span)}")
        end = max(end, span[1])
        if q["status"] != "not_derivable":
            continue
        known = any(f.span[0] - ONE_DAY * 10 <= span[0] and span[1] <= f.span[1] + ONE_DAY * 10
                    for f in s.facts if length(f.span) in QUARTER | HALF | NINE_MONTHS | YEAR)
        if known:
            continue
        counts["of gaps"] += 1
        holds("adjoining", 0 < place < len(s.quarters) - 1, lambda: f"nothing is known of {text_of(span)}")
        # Whole fiscal quarters are divided.
        if fiscal and length(span) not in QUARTER:
            last = MONTHS.index(fiscal[1])
            starts = span[0].day == 1 and (span[0].month - last - 2) % 3 == 0
            ends = (span[1] + ONE_DAY).day == 1 and ((span[1] + ONE_DAY).month - last - 2) % 3 == 0
            holds("adjoining", not (starts and ends), lambda: f"{text_of(span)} is not divided into quarters")


def check_conflict(s, q):
    """A filing gives two figures for what it is said to contradict itself over."""
    first, last = {o["name"]: o["value"] for o in q["reason"]["operands"]}["contradicted"].split(" to ")
    said = collections.defaultdict(set)
    for f in s.by_span.get((day(first), day(last)), []):
        said[f.accession].add(f.value)
    holds("c", any(len(values) > 1 for values in said.values()), lambda: f"no filing contradicts itself: {json.dumps(q)}")


def check_complete(s):
    spans = {span_of(q): q for q in s.quarters}

    def present(span, what, letter="d"):
        q = spans.get(span)
        if q:
            holds(letter, q["status"] != "not_derivable" or q["reason"]["code"] == "conflicting_facts",
                  lambda: f"{what} gives {text_of(span)}, which is not derivable")
            return
        near = [other for other in spans if abs((other[0] - span[0]).days) <= 10 and abs((other[1] - span[1]).days) <= 10]
        # Where the quarter before was given with a last day that is off, the difference begins with it.
        around = near + [other for other in spans for n in near if other[1] + ONE_DAY == n[0]]
        flagged = [other for other in around if {"dates_slipped", "overlaps"} & set(spans[other]["flags"])]
        holds(letter, bool(flagged), lambda: f"{what} gives {text_of(span)}, which is not there"
                                             f"{', nor flagged: ' + text_of(near[0]) if near else ''}")

    for span, facts in s.by_span.items():
        if length(span) in QUARTER and any(f.form in PERIODIC for f in facts):
            present(span, "a fact")
    if not s.money:
        return
    for start, ends in s.ends_by_start.items():
        for end in ends:
            for part in ends:
                if part < end and is_step((start, end), (start, part)):
                    present((part + ONE_DAY, end), f"{start} to {end} less {start} to {part}")


def other_values(s, span):
    """What else filings say of these days: figures of periodic filings and of results furnished."""
    return {f.value for f in s.by_span.get(span, [])}


EXCUSES = {"restated", "scale_error", "conflicting", "rounded", "check_failed", "mixed_vintages"}


def agree(a, b):
    """As figures rounded to different places do."""
    if a == b:
        return True
    return abs(a - b) <= (half_unit(a) or 0) + (half_unit(b) or 0)


def check_vintages(s):
    for q in s.quarters:
        if q["value"] is None:
            continue
        span, flags = span_of(q), set(q["flags"])
        value = exact(q["value"])
        said = other_values(s, span)
        held = {value} | {exact(v["value"]) for v in q["vintages"] if v["value"] is not None}
        if q["status"] == "reported":
            if not flags & EXCUSES:
                for other in said:
                    holds("g", other == value or agree(other, value), lambda: f"{text_of(span)} is {value}, and {other} in another filing")
            if "restated" in flags:
                holds("g", len(held) > 1, lambda: f"{text_of(span)} is restated and has no other figure")
            if not flags & {"scale_error", "conflicting"}:
                for other in said:
                    holds("g", any(agree(other, h) for h in held),
                          lambda: f"{text_of(span)}: {other} is in a filing and not among the vintages {sorted(held)}")
            # Of several figures, the latest filing's of the highest standing stands.
            if len(said) > 1 and not flags & {"scale_error", "conflicting", "rounded", "dates_slipped"}:
                periodic = [f for f in s.by_span[span] if f.form in PERIODIC]
                if periodic:
                    newest = max(f.filed for f in periodic)
                    check_choice(s, q, {f.value for f in periodic if f.filed == newest}, "g")
        elif not flags & EXCUSES:
            operands = [span_of(i) for i in q["inputs"]]
            choices = [other_values(s, o) for o in operands]
            if all(len(c) == 1 for c in choices):
                counts["g"] += 1
            else:
                # A filing that has all operands gives another figure: the quarter was restated.
                for accession in {f.accession for f in s.by_span.get(operands[0], [])}:
                    total, complete = Fraction(0), True
                    for o, i in zip(operands, q["inputs"]):
                        there = {f.value for f in s.by_span.get(o, []) if f.accession == accession}
                        if len(there) != 1:
                            complete = False
                            break
                        total += (1 if i["sign"] == "+" else -1) * there.pop()
                    if complete:
                        tolerance = exact(q["high"]) - value
                        holds("g", abs(total - value) <= 2 * tolerance,
                              lambda: f"{text_of(span)} is {value} without a flag, and {accession} alone gives {total}")


def check_choice(s, q, expected, letter):
    """A figure is the one that its vintage asks for, or another one with which the quarters add up to the year."""
    span, value = span_of(q), exact(q["value"])
    if any(agree(value, e) for e in expected):
        counts[letter] += 1
        return
    held = {exact(v["value"]) for v in q["vintages"]}
    holds(letter, "restated" in q["flags"] and any(agree(e, h) for e in expected for h in held),
          lambda: f"{text_of(span)} is {value}, expected one of {expected}: {json.dumps(q)[:900]}")
    adds_up = [y for y in s.years if y["outcome"] == "adds_up" and span_of(y)[0] <= span[0] and span[1] <= span_of(y)[1]]
    holds(letter, bool(adds_up), lambda: f"{text_of(span)} is {value} and not {expected}, and its year doesn't add up")


def check_trailing(s):
    holds("e", len(s.trailing) == len(s.quarters), "there is not one trailing year for each quarter")
    by_end = {span_of(q)[1]: q for q in s.quarters}
    for t in s.trailing:
        span, value = span_of(t), exact(t["value"])
        counts["trailing " + t["status"]] += 1
        what = lambda: f"trailing {text_of(span)}: {json.dumps(t)[:900]}"
        holds("e", (value is None) == (t["status"] == "not_derivable"), what)
        if value is None:
            codes = {"not_enough_history", "operand_missing", "wrong_period"} if s.money else {"not_additive"}
            holds("e", t["reason"]["code"] in codes and t["reason"]["text"], what)
            for operand in t["reason"]["operands"]:
                if operand["name"] == "missing" and t["reason"]["code"] == "not_enough_history":
                    holds("e", day(operand["value"]) not in by_end, lambda: f"that quarter is there: {what()}")
                elif operand["name"] == "missing":
                    holds("e", any(span_of(q) == days_said(operand["value"]) and q["value"] is None for q in s.quarters),
                          lambda: f"no such quarter without a figure: {what()}")
            quarter = by_end[span[1]]
            if s.money and quarter["value"] is not None:
                # Four quarters in a row that make a year would be one.
                chain, at = [], quarter
                while at is not None and at["value"] is not None and len(chain) < 4:
                    chain.append(at)
                    at = by_end.get(span_of(at)[0] - ONE_DAY)
                if len(chain) == 4:
                    days = (span[1] - span_of(chain[-1])[0]).days + 1
                    holds("e", days not in YEAR, lambda: f"four quarters are there: {what()}")
            continue
        holds("h", s.money or t["status"] == "reported", what)
        if not s.money:
            continue
        for i in t["inputs"]:
            holds("e", s.is_input(i), lambda: f"no such fact: {json.dumps(i)}")
        signed = sum((1 if i["sign"] == "+" else -1) * Fraction(i["value"]) for i in t["inputs"])
        holds("e", signed == value, lambda: f"the inputs are {signed}: {what()}")
        slipped = "dates_slipped" in t["flags"] or any(
            "dates_slipped" in q["flags"] for q in s.quarters if span[0] <= span_of(q)[0] and span_of(q)[1] <= span[1])
        holds("e", is_tiled(t["inputs"], span, slipped), lambda: f"do not tile: {what()}")
        holds("e", length(span) in YEAR, lambda: f"{length(span)} days: {what()}")
        annual = [f for f in s.by_span.get(span, []) if f.form in PERIODIC]
        if annual and not t["flags"]:
            newest = max(f.filed for f in annual)
            latest = {f.value for f in annual if f.filed == newest}
            tolerance = exact(t["high"]) - value
            holds("e", any(abs(v - value) <= tolerance + (half_unit(v) or 0) for v in latest),
                  lambda: f"filings say {latest}: {what()}")
        if t["from_cumulative"] is not None:
            holds("e", from_cumulative(s, span, exact(t["from_cumulative"])), lambda: f"from_cumulative: {what()}")


def from_cumulative(s, span, value):
    """Whether a year + the current year to date - the prior one is that value, of facts that are there."""
    for year in s.by_span:
        if length(year) not in YEAR or not span[0] - ONE_DAY * 7 <= year[1] <= span[1]:
            continue
        for a in s.values(year):
            for current in (c for c in s.by_span if c[1] == span[1] and abs((c[0] - year[1]).days) <= SLIP):
                for prior in (p for p in s.by_span if abs((p[0] - year[0]).days) <= SLIP and
                              abs((p[1] - span[0]).days) <= SLIP):
                    if any(a + b - c == value for b in s.values(current) for c in s.values(prior)):
                        return True
    return False


def check_years(s):
    for y in s.years:
        span, value = span_of(y), exact(y["value"])
        counts["years " + y["outcome"]] += 1
        what = lambda: f"year {json.dumps(y)}"
        if not s.by_span.get(span) and any(n["code"] == "dates_slipped" for n in s.head["notes"]):
            # Days that filings tell in two ways: the year is one of them.
            near = [f for f in s.facts if length(f.span) in YEAR and f.value == value and
                    abs((f.span[0] - span[0]).days) < SLIP and abs((f.span[1] - span[1]).days) < SLIP]
            holds("f", any(f.form in ANNUAL for f in near), lambda: f"no such fact: {what()}")
            continue
        holds("f", any(f.value == value for f in s.by_span.get(span, [])), lambda: f"no such fact: {what()}")
        beside = [o for o in s.years if span_of(o)[0] == span[1] + ONE_DAY or span_of(o)[1] + ONE_DAY == span[0]]
        holds("f", any(f.form in ANNUAL for f in s.by_span.get(span, [])) or beside, lambda: f"no fiscal year: {what()}")
        parts = [q for q in s.quarters if span[0] <= span_of(q)[0] and span_of(q)[1] <= span[1]]
        chain, at = [], span[0]
        for q in parts:
            if span_of(q)[0] == at:
                chain.append(q)
                at = span_of(q)[1] + ONE_DAY
        whole = at == span[1] + ONE_DAY and all(q["value"] is not None for q in chain)
        if y["outcome"] == "incomplete":
            holds("f", not whole or len(chain) != 4, lambda: f"every quarter is there: {what()}")
            continue
        holds("f", whole, lambda: f"a quarter is missing: {what()}")
        if not whole:
            continue
        total, tolerance = exact(y["sum"]), exact(y["tolerance"])
        choices = {Fraction(0)}
        for q in chain:
            vintages = {exact(v["value"]) for v in q["vintages"] if v["value"] is not None}
            choices = {c + v for c in choices for v in vintages | {exact(q["value"])}}
        plain = sum(exact(q["value"]) for q in chain)
        holds("f", total == plain or total in choices, lambda: f"the quarters are {plain}: {what()}")
        rounding = sum((exact(q["high"]) - exact(q["low"])) / 2 for q in chain)
        holds("f", tolerance >= rounding or total != plain, lambda: f"rounding is {rounding}: {what()}")
        holds("f", (abs(total - value) <= tolerance) == (y["outcome"] == "adds_up"), what)
        latest = s.values(span)
        if not any(q["flags"] for q in chain) and len(latest) == 1:
            counts["complete unflagged years"] += 1
            holds("j", abs(plain - value) <= rounding + (half_unit(value) or 0),
                  lambda: f"the quarters are {plain}: {what()}")


def check_joins(s, facts):
    """A concept is joined where the two agree on some days and no filing gives both with two figures."""
    unit = s.head["unit"]
    mine = facts.get(s.head["concept"], {}).get(unit, [])
    for j in s.head["joins"]:
        other = facts.get(j["concept"], {}).get(unit, [])
        if not other:
            continue
        a, b = collections.defaultdict(set), collections.defaultdict(set)
        in_a, in_b = collections.defaultdict(set), collections.defaultdict(set)
        for f in mine:
            a[f.span].add(f.value)
            in_a[f.span, f.accession].add(f.value)
        for f in other:
            b[f.span].add(f.value)
            in_b[f.span, f.accession].add(f.value)
        shared = any(a[k] & b[k] for k in a.keys() & b.keys())
        beside = any(not in_a[k] & in_b[k] for k in in_a.keys() & in_b.keys())
        if j["joined"]:
            holds("joins", not beside, lambda: f"{j['concept']} was joined: {j['why']}")
        else:
            counts["not joined"] += 1
            holds("joins", j["why"] != "", j["concept"])
            holds("joins", not shared or beside or len(s.concepts) > 1, lambda: f"{j['concept']} was not joined: {j['why']}")


def check_series(s, facts):
    check_quarters(s)
    check_adjoining(s)
    check_complete(s)
    check_vintages(s)
    check_trailing(s)
    check_years(s)
    check_joins(s, facts)
    if not s.money:
        holds("h", all(q["status"] != "derived" for q in s.quarters), "a derived figure of what does not add up")
        holds("h", all(t["status"] != "derived" for t in s.trailing), "a trailing sum of what does not add up")


# ---- A file -----------------------------------------------------------------------------------------------------------


def without_later(document, on):
    """The document as it would have been on that day."""
    kept = dict(document, facts={})
    for taxonomy, concepts in document["facts"].items():
        for name, concept in concepts.items():
            units = {u: [f for f in facts if f["filed"] <= on] for u, facts in concept["units"].items()}
            units = {u: facts for u, facts in units.items() if facts}
            if units:
                kept["facts"].setdefault(taxonomy, {})[name] = dict(concept, units=units)
    return kept


def check_as_of(program, path, concept, dates, work):
    source = json.loads(read_text(path), parse_float=Literal)
    for on in dates:
        copy = os.path.join(work, "as_of.json")
        with open(copy, "w", encoding="utf-8") as file:
            file.write(dump(without_later(source, on)))
        a = subprocess.run([program, "quarters", path, "--concept", concept, "--format", "json", "--as-of", on],
                           capture_output=True, check=False)
        b = subprocess.run([program, "quarters", copy, "--concept", concept, "--format", "json"],
                           capture_output=True, check=False)
        holds("i", a.returncode == b.returncode, lambda: f"{concept} as of {on}: exit status {a.returncode}, and "
                                                         f"{b.returncode} without later facts: {a.stderr} {b.stderr}")
        if a.returncode != 0 and not b.stdout:
            continue  # nothing of the concept was filed by then
        holds("i", a.stdout == b.stdout, lambda: f"{concept} as of {on}: {difference(a.stdout, b.stdout)}")
        if a.returncode != 0 or not a.stdout:
            continue
        for part in ("quarters", "ttm"):
            for q in json.loads(a.stdout)[part]:
                for figure in [q, *q.get("vintages", [])]:
                    for i in figure["inputs"]:
                        holds("i", i["filed"] <= on, lambda: f"as of {on}: {json.dumps(i)}")


class Literal(float):
    """A number that is written as it was read."""
    def __new__(cls, text):
        made = super().__new__(cls, text)
        made.text = text
        return made
    def __repr__(self):
        return self.text


def dump(document):
    # json.dumps writes floats by float.__repr__; figures are few, so they are marked and replaced.
    def mark(x):
        if isinstance(x, Literal):
            return f"\0{x.text}\0"
        if isinstance(x, dict):
            return {k: mark(v) for k, v in x.items()}
        if isinstance(x, list):
            return [mark(v) for v in x]
        return x
    return json.dumps(mark(document)).replace('"\\u0000', "").replace('\\u0000"', "")


def difference(a, b):
    try:
        a, b = json.loads(a), json.loads(b)
    except ValueError:
        return f"{a[:300]} {b[:300]}"
    for part in a:
        if len(a[part]) != len(b[part]):
            return f"{len(a[part])} and {len(b[part])} {part}"
        for x, y in zip(a[part], b[part]):
            if x != y:
                keys = [k for k in x if x[k] != y.get(k)]
                return f"{part} {x.get('label', '')}: " + "; ".join(f"{k}: {x[k]} and {y.get(k)}" for k in keys)[:900]
    return "the same, in other bytes"


def check_original(s, answer, originals):
    """With --vintage original a reported quarter has the figure of the first periodic filing that gives it."""
    s = Series(answer, s.head, s.all_facts)  # with the checks of years of that run
    for q in originals:
        if q["status"] != "reported" or set(q["flags"]) & {"scale_error", "conflicting", "rounded", "dates_slipped"}:
            continue
        periodic = [f for f in s.by_span.get(span_of(q), []) if f.form in PERIODIC]
        if periodic:
            first = min(f.filed for f in periodic)
            check_choice(s, q, {f.value for f in periodic if f.filed == first}, "original")


def check_file(program, path, concepts, work):
    global here
    document = read_file(path)
    facts = facts_of(document)
    names = set(facts)
    filed = sorted({f["filed"] for c in document["facts"].values() for v in c.values() for u in v["units"].values() for f in u})
    for concept in concepts if concepts != ["all"] else ["all"]:
        here = f"{os.path.basename(path)} {concept}"
        if concept not in ("revenue", "all") and concept not in names:
            counts["absent"] += 1
            continue
        if concept == "Assets":
            out, err = run(program, [path, "--concept", concept, "--format", "json"], 1)
            holds("h", "Assets is a balance" in err, lambda: f"no sentence about a balance: {err}")
            holds("h", not out or not json.loads(out)["quarters"], "there are quarters of a balance")
            continue
        out, _ = run(program, [path, "--concept", concept, "--format", "json"])
        answer = json.loads(out)
        original = json.loads(run(program, [path, "--concept", concept, "--format", "json", "--vintage", "original"])[0])
        holds("exact", len(answer["series"]) >= 1, "no series")
        for head in answer["series"]:
            if head["reason"] is not None:
                continue
            counts["series"] += 1
            here = f"{os.path.basename(path)} {head['concept']} {head['unit']}"
            s = Series(answer, head, facts)
            check_series(s, facts)
            same = lambda one: all(one[k] == head[k] for k in ("entity", "segment", "concept", "unit"))
            check_original(s, original, [q for q in original["quarters"] if same(q)])
        here = f"{os.path.basename(path)} {concept}"
        if concept in ("revenue", "NetIncomeLoss", "EarningsPerShareDiluted"):
            dates = sorted({filed[len(filed) * k // 7] for k in range(1, 7)})
            check_as_of(program, path, concept, dates, work)


def facts_csv(path, concept, decimals):
    """The facts of a concept over periods, in the form of a facts CSV, with each figure as it is written."""
    document = read_file(path)
    rows = []
    for concepts in document["facts"].values():
        for name, c in concepts.items():
            if name != concept:
                continue
            for unit, facts in c["units"].items():
                for f in facts:
                    if "start" in f:
                        rows.append([document["entityName"], f["start"], f["end"], f["val"], unit, decimals, name, f["form"],
                                     f["filed"], f["accn"]])
    return [["entity", "period_start", "period_end", "amount", "currency", "decimals", "concept", "form", "filed",
             "accession"], *rows]


def write_csv(path, concept, decimals, to):
    with open(to, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(facts_csv(path, concept, decimals))


def main():
    program, *files = sys.argv[1:]
    concepts = os.environ.get("RUNRATE_QUARTERS_CONCEPTS", ",".join(CONCEPTS)).split(",")
    with tempfile.TemporaryDirectory() as work:
        for path in files:
            check_file(program, path, concepts, work)
    for name in sorted(counts):
        print(f"{counts[name]:>9,}  {name}")
    if breaches:
        kinds = collections.Counter(b[:b.index(")") + 1] for b in breaches)
        print(f"FAILED: {len(breaches)} breaches: {dict(kinds)}")
        most = int(os.environ.get("RUNRATE_QUARTERS_BREACHES", "40"))
        shown = collections.Counter()
        for b in breaches:
            kind = b[:b.index(")") + 1]
            shown[kind] += 1
            if shown[kind] <= most:
                print(b)
        sys.exit(1)


if __name__ == "__main__":
    main()
