"""Workbooks held against the program: each formula, as LibreOffice computes it, against the figure that is printed.

    workbooks.py PROGRAM FOLDER

In money figures agree to the cent, elsewhere to 1e-12 of themselves; beyond that the program prints nine places.
"""

import csv
import datetime
import fractions
import glob
import json
import re
import subprocess
import sys
import zipfile

import recalculate
from recalculate import name_of

HEADINGS, FIRST = 3, 4  # rows: of the headings, and the first below them
SCENARIO_FILES = sorted(glob.glob("examples/data/*.toml")) + [
    "tests/data/scenarios/capacity.toml", "tests/data/scenarios/edges.toml",
    "tests/golden/data/workbook_operations.toml"]
assert len(SCENARIO_FILES) > 3

program, folder = sys.argv[1:]
compared = 0
seen = set()  # of the cells that were held against a figure


def serial(text):
    """A day as spreadsheets count it."""
    return float((datetime.date.fromisoformat(text) - datetime.date(1899, 12, 30)).days)


def run(*arguments):
    return subprocess.run([program, *arguments, "--format", "json"], capture_output=True, text=True)


def made(kind, source):
    path = f"{folder}/{source.replace('/', '_')}.xlsx"
    methods = ["--method", "all"] if kind == "series" else []
    subprocess.run([program, "report", source, "--output", path, *methods], check=True)
    return path


def same(cell, text, money, what):
    """Whether a formula's value is the program's figure, or an error where that is None."""
    global compared
    compared += 1
    seen.add(id(cell))
    if cell is None or cell.formula is None:
        sys.exit(f"{what}: {cell!r} is no formula")
    if text is None:
        if cell.value is not None:
            sys.exit(f"{what}: {cell!r}, where there is no figure")
        return
    exact = float(text)
    margin = 0.005 * money + 1e-12 * abs(exact) + 5e-10
    if not isinstance(cell.value, float) or abs(cell.value - exact) > margin:
        sys.exit(f"{what}: {cell!r}, the program has {text}")


class Rows:
    """A sheet with headings: rows by what stands in their first columns, and their cells by heading."""

    def __init__(self, cells, keys, first=FIRST):
        self.columns = {c.value: at[1] for at, c in cells.items() if at[0] == first - 1}
        self.cells = cells
        self.rows = {}
        for row in sorted({at[0] for at in cells if at[0] >= first}):
            key = tuple(cells[row, k].value if (row, k) in cells else "" for k in range(keys))
            self.rows.setdefault(key if keys > 1 else key[0], row)

    def __call__(self, key, heading):
        return self.cells.get((self.rows[key], self.columns[heading]))


def row_below(cells, heading):
    return 1 + next(at[0] for at, c in cells.items() if c.value == heading)


def is_money(unit):
    return re.fullmatch("[A-Z]{3}", unit) is not None


def check_lines(sheets, document, where):
    rows = Rows(sheets["Scenarios"], 2)
    for e in document["lines"]:
        same(rows((e["scenario"], e["line"]), e["period"]["label"]), e["value"], is_money(e["unit"]), f"{where}: {e}")
    for e in document["totals"]:
        same(rows((e["scenario"], e["line"]), "whole"), e["value"], is_money(e["unit"]), f"{where}: {e}")
        assert rows((e["scenario"], e["line"]), "kind").value == e["kind"], e
    summary = Rows(sheets["Summary"], 1, row_below(sheets["Summary"], "in use"))
    for e in document["totals"]:
        same(summary(e["line"], e["scenario"]), e["value"], is_money(e["unit"]), f"{where}, Summary: {e}")
    for e in document["weighted"]:
        unit = next(t["unit"] for t in document["totals"] if t["line"] == e["line"])
        same(summary(e["line"], "by weight"), e["value"], is_money(unit), f"{where}, Summary: {e}")


def check_comparisons(sheets, document, where):
    if not document["comparisons"]:
        return
    rows = Rows(sheets["Comparisons"], 2)
    for c in document["comparisons"]:
        name = f"{c['name']}: {c['with']} minus {c['without']}"
        summary = Rows(sheets["Summary"], 1, row_below(sheets["Summary"], name))
        units = {e["line"]: e["unit"] for e in c["totals"]}
        for e in c["lines"]:
            cell = rows((name, e["line"]), e["period"]["label"])
            same(cell, e["difference"], is_money(units[e["line"]]), f"{where}: {e}")
        for e in c["totals"]:
            money = is_money(e["unit"])
            for heading, key in [("with", "with"), ("without", "without"), ("incremental", "difference")]:
                same(rows((name, e["line"]), heading), e[key], money, f"{where}, {heading}: {e}")
                same(summary(e["line"], heading), e[key], money, f"{where}, Summary, {heading}: {e}")
            same(rows((name, e["line"]), "growth"), e["growth"], False, f"{where}, growth: {e}")
            same(summary(e["line"], "growth"), e["growth"], False, f"{where}, Summary, growth: {e}")
            if e["exit_run_rate"] is not None:
                same(rows((name, e["line"]), "exit run-rate, a year"), e["exit_run_rate"], money, f"{where}, exit: {e}")


def check_targets(sheets, document, where):
    """What was said, and the share of it in each scenario, or of the difference of two."""
    if not document["targets"]:
        return
    rows = Rows(sheets["Summary"], 1, row_below(sheets["Summary"], "figure said"))
    for e in document["targets"]:
        same_value = rows(e["target"], "figure said").value
        assert same_value == float(e["said"]), (where, e, same_value)
        if e["share_of_said"] is not None:
            heading = "difference" if "comparison" in e else e["scenario"]
            same(rows(e["target"], heading), e["share_of_said"], False, f"{where}, target: {e}")


def check_in_use(sheets, document, scenario, where):
    rows = Rows(sheets["Lines"], 1)
    for e in document["lines"]:
        if e["scenario"] == scenario:
            same(rows(e["line"], e["period"]["label"]), e["value"], is_money(e["unit"]), f"{where}, in use: {e}")
    for e in document["totals"]:
        if e["scenario"] == scenario:
            same(rows(e["line"], "whole"), e["value"], is_money(e["unit"]), f"{where}, in use: {e}")
            summary = Rows(sheets["Summary"], 1, row_below(sheets["Summary"], "in use"))
            same(summary(e["line"], "in use"), e["value"], is_money(e["unit"]), where)


def check_drivers(sheets, document, scenario, where):
    constant, varying = Rows(sheets["Drivers"], 1), Rows(sheets.get("Driver periods", {}), 2)
    labels = list(dict.fromkeys(e["period"]["label"] for e in document["lines"]))
    for e in document["drivers"]:
        values = e["values"] if len(e["values"]) > 1 else e["values"] * len(labels)
        for column in [e["scenario"]] + ["in use"] * (e["scenario"] == scenario):
            if (e["driver"], column) in varying.rows:
                cells = [varying((e["driver"], column), label) for label in labels]
            else:
                cells = [constant(e["driver"], column)] * len(labels)
            for cell, value in zip(cells, values):
                if cell.formula is not None:
                    same(cell, value, False, f"{where}, driver {e['driver']} in {column}")
                elif abs(cell.value - float(value)) > 5e-10:
                    sys.exit(f"{where}, driver {e['driver']} in {column}: {cell!r}, the program has {value}")


def check_periods(sheets, document, where):
    rows = Rows(sheets["Periods"], 1)
    periods = list({e["period"]["label"]: e["period"] for e in document["lines"]}.values())
    per_year = {"Q": 4, "H": 2, "M": 12, "P": 13}.get((re.search("[QHMP]", periods[0]["label"][1:]) or [""])[0], 1)
    for index, p in enumerate(periods):
        first, end = serial(p["start"]), serial(p["end"]) + 1
        days = end - first
        quantities = {"days": days, "hours": 24 * days, "weeks": days / 7, "years": 1 / per_year, "index": index,
                      "elapsed": (index + 0.5) / per_year, "elapsed_begin": index / per_year,
                      "elapsed_end": (index + 1) / per_year}
        for name in rows.rows:
            found = re.fullmatch(r"(\w+)\((.*)\)", str(name))
            if found and found[1] == "share_after":
                quantities[name] = min(max(end - serial(found[2]), 0), days) / days
            elif found:
                quantities[name] = (first + end) / 2 - serial(found[2])
        for name, value in quantities.items():
            cell = rows(name, p["label"])
            seen.add(id(cell))
            if abs(cell.value - value) > 1e-12 * abs(value):
                sys.exit(f"{where}: {name} in {p['label']} is {cell!r}, not {value}")


def check_exits(sheets, document, where):
    """The last amount at a yearly rate, in every scenario."""
    rows = Rows(sheets["Scenarios"], 2)
    years = next(c.value for at, c in sheets["Periods"].items() if sheets["Periods"].get((at[0], 0)) and
                 sheets["Periods"][at[0], 0].value == "years" and at[1] == 3)
    last = {(e["scenario"], e["line"]): e for e in document["lines"]}
    for e in document["totals"]:
        if e["kind"] == "sum":
            rate = float(last[e["scenario"], e["line"]]["value"]) / years
            for cell in [rows((e["scenario"], e["line"]), "exit run-rate, a year")] + [
                    Rows(sheets["Lines"], 1)(e["line"], "exit run-rate, a year")] * (e["scenario"] == "base"):
                same(cell, f"{rate:.9f}", is_money(e["unit"]) * 4, f"{where}, exit: {e}")


def check_written(path, sheets):
    """What was written beside each formula, for programs that don't compute: what it comes to."""
    with zipfile.ZipFile(path) as file:
        for number, (name, cells) in enumerate(sheets.items(), 1):
            xml = file.read(f"xl/worksheets/sheet{number}.xml").decode()
            found = re.findall(r'<c r="([A-Z]+)(\d+)"[^>]*><f>[^<]*</f><v>([^<]*)</v>', xml)
            assert len(found) == sum(c.formula is not None for c in cells.values()), (path, name)
            by_name = {name_of(row, column): cell for (row, column), cell in cells.items()}
            for letters, row, text in found:
                value = by_name[letters + row].value
                if value is None or text == "#N/A":
                    assert value is None and text == "#N/A", (path, name, letters + row, text, value)
                elif abs(float(text) - value) > 1e-9 * abs(value) + 1e-12:
                    sys.exit(f"{path}, {name}!{letters}{row}: {text} was written, LibreOffice has {value}")


def require_all_seen(sheets, where):
    """No formula is left that was not held against a figure, but for parts of others and the switch itself."""
    for name, cells in sheets.items():
        for (row, column), cell in cells.items():
            label = [cells[row, c].value for c in (0, 1) if (row, c) in cells]
            is_part = any(re.fullmatch(r"part \d+", str(text)) for text in label)
            is_switch = name == "Summary" and row in (4, 5)
            if cell.formula is not None and id(cell) not in seen and not is_part and not is_switch:
                sys.exit(f"{where}: {name}!{name_of(row, column)}, {cell!r}, was not compared")


def inputs_of(sheets, driver):
    """The cells that are there to be changed for a driver."""
    found = []
    rows = sheets["Drivers"]
    first, last = (next(at[1] for at, c in rows.items() if at[0] == HEADINGS and c.value == heading)
                   for heading in ("in use", "source"))
    for (row, column), c in rows.items():
        if row >= FIRST and rows[row, 0].value == driver and first < column < last and c.formula is None:
            if isinstance(c.value, float):
                found.append("Drivers!" + name_of(row, column))
    rows = sheets.get("Driver periods", {})
    for (row, column), c in rows.items():
        if row >= FIRST and rows[row, 0].value == driver and column >= 3 and c.formula is None:
            found.append("Driver periods!" + name_of(row, column))
    assert found, driver
    return found


def check_changed_driver(office, path, file, document, driver, sheets):
    base = next(e["values"][0] for e in document["drivers"] if e["driver"] == driver)
    value = round(float(base) * 1.1 + 0.05, 6)
    changed = office.cells(path, {cell: value for cell in inputs_of(sheets, driver)})
    answer = run("scenario", file, "--set", f"{driver}={value:.6f}")
    where = f"{file}, {driver}={value}"
    if answer.returncode == 0:
        again = json.loads(answer.stdout)
        assert again["lines"] != document["lines"] or file.endswith("edges.toml") or is_unused(again, document), where
        check_lines(changed, again, where)
        check_comparisons(changed, again, where)
        check_targets(changed, again, where)
        return
    # A figure that does not exist is an error in the same cell of some scenario.
    line, period = re.match(r"runrate: (\S+) in (\S+): ", answer.stderr).groups()
    rows = Rows(changed["Scenarios"], 2)
    names = {e["scenario"] for e in document["lines"]}
    assert any(rows((s, line), period).value is None for s in names), (where, answer.stderr)


def is_unused(again, document):
    """A driver that changes nothing in its place: a share of something that is 0."""
    return again["drivers"] != document["drivers"]


def check_scenario_file(office, file):
    path = made("scenario", file)
    document = json.loads(run("scenario", file).stdout)
    sheets = office.cells(path)
    check_lines(sheets, document, file)
    check_comparisons(sheets, document, file)
    check_targets(sheets, document, file)
    check_in_use(sheets, document, "base", file)
    check_drivers(sheets, document, "base", file)
    check_periods(sheets, document, file)
    check_exits(sheets, document, file)
    require_all_seen(sheets, file)
    check_written(path, sheets)
    assert sheets["Summary"][5, 1].value == 0, file
    for scenario in dict.fromkeys(e["scenario"] for e in document["lines"]):
        check_in_use(office.cells(path, {"Summary!B4": scenario}), document, scenario, f"{file} in {scenario}")
    for driver in dict.fromkeys(e["driver"] for e in document["drivers"]):
        check_changed_driver(office, path, file, document, driver, sheets)
    # Whatever was written as a formula's value is computed anew.
    wrong = f"{folder}/wrong.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(wrong, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part).decode()
            if part.startswith("xl/worksheets/sheet"):
                content = re.sub(r"</f><v>[^<]*</v>", "</f><v>7</v>", content)
            new.writestr(part, content)
    check_lines(office.cells(wrong), document, f"{file} with wrong values")
    # An empty driver's cell is counted, and no scenario of that name is an error.
    emptied = office.cells(path, {inputs_of(sheets, document["drivers"][0]["driver"])[0]: "", "Summary!B4": "no such"})
    assert emptied["Summary"][5, 1].value >= 1, file
    assert emptied["Summary"][4, 1].value is None, file


def check_rates(sheets, document, file, words=True):
    rows = Rows(sheets["Run-rates"], 4)

    def figure(e):
        return rows((e["entity"], e["segment"], serial(e["period"]["start"]), serial(e["period"]["end"])), e["method"])

    for e in document["results"]:
        cell = figure(e)
        same(cell, e["value"], 100 if e["currency"] == "JPY" else 1, f"{file}: {e}")
        exact = float(fractions.Fraction(e["factor"]) * fractions.Fraction(e["basis"]["amount"]))
        if abs(cell.value - exact) > 1e-12 * abs(exact):
            sys.exit(f"{file}: {cell!r} is not {exact}: {e}")
    for e in document["unavailable"]:
        cell = figure(e)
        if cell is None or cell.formula is not None or (words and e["reason"]["text"] != cell.value):
            sys.exit(f"{file}: {cell!r} is not {e['reason']}")
    # The last period of each series, with what its methods are apart.
    latest = Rows(sheets["Latest"], 2)
    for e in {(e["entity"], e["segment"], e["method"]): e for e in document["results"]}.values():
        cell = latest((e["entity"], e["segment"]), e["method"])
        if cell is not None:
            same(cell, e["value"], 100 if e["currency"] == "JPY" else 1, f"{file}, Latest: {e}")
    for e in {(e["entity"], e["segment"]): e for e in document["spread"]}.values():
        rounded = 200 if e["currency"] == "JPY" else 2
        for heading, key in (("lowest", "low"), ("highest", "high"), ("spread", "difference")):
            same(latest((e["entity"], e["segment"]), heading), e[key], rounded, f"{file}, {heading}: {e}")


def check_series(office, file):
    """As it is, and with other amounts, which are put into the cells and into another file."""
    path = made("series", file)
    sheets = office.cells(path)
    document = json.loads(run("annualize", file, "--last", "all").stdout)
    check_rates(sheets, document, file)
    check_written(path, sheets)
    rates = [cell for cell in sheets["Run-rates"].values() if cell.formula is not None]
    assert len(rates) == len(document["results"]), file
    amounts = Rows(sheets["Revenue"], 4)
    changes, changed = {}, f"{folder}/changed.csv"
    with open(file, newline="") as old, open(changed, "w", newline="") as new:
        reader = csv.DictReader(line for line in old if not line.startswith("#"))
        writer = csv.DictWriter(new, reader.fieldnames)
        writer.writeheader()
        header = next(name for name in reader.fieldnames if name.startswith("amount"))
        unit = {"amount": 1, "amount_thousands": 10**3, "amount_millions": 10**6, "amount_billions": 10**9}[header]
        for i, row in enumerate(reader):
            row[header] = f"{float(row[header]) * (1 + 0.01 * (i * 7 % 11)):.2f}"
            key = (row["entity"], row.get("segment", ""), serial(row["period_start"]), serial(row["period_end"]))
            changes["Revenue!" + name_of(amounts.rows[key], amounts.columns["amount"])] = float(row[header]) * unit
            writer.writerow(row)
    again = json.loads(run("annualize", changed, "--last", "all").stdout)
    check_rates(office.cells(path, changes), again, changed, words=False)


def odd_series():
    """Months, weeks, four weeks, halves, and periods whose amounts fall to nothing, under names that are formulas."""
    path = f"{folder}/odd.csv"
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["entity", "segment", "period_start", "period_end", "amount", "currency", "decimals"])

        def rows(entity, currency, begins, amounts):
            for (first, after), amount in zip(zip(begins, begins[1:]), amounts):
                writer.writerow([entity, "", first, after - datetime.timedelta(1), amount, currency, 2])

        months = [datetime.date(2022 + m // 12, m % 12 + 1, 1) for m in range(43)]
        rows("=cmd|' /C calc'!A0", "USD", months, [f"{1000 + 17 * i + 90 * (i % 12)}.{i:02}" for i in range(42)])
        rows("+halves", "EUR", months[::6], [500 + i for i in range(7)])
        days = [datetime.date(2024, 1, 1) + datetime.timedelta(7 * w) for w in range(120)]
        rows("@weeks", "JPY", days, [10_000 + 13 * i % 500 for i in range(119)])
        rows("-28 days", "USD", days[::4], [7_000 + 11 * i for i in range(29)])
        rows("falling", "USD", months[::3], [300, 200, 100, 0, -50, 40, 80, 160, 160, 160, 170, 180, 150.5])
    return path


with recalculate.Office() as office:
    for file in SCENARIO_FILES:
        before = compared
        check_scenario_file(office, file)
        print(f"{file}: {compared - before} figures")
    for file in ["examples/data/cloud.csv", "examples/data/fiscal_years.csv", odd_series()]:
        before = compared
        check_series(office, file)
        print(f"{file}: {compared - before} figures")
print(f"{compared} figures, each a formula that LibreOffice computed and the program printed")
