"""The table of docs/reference/quarters.md: what `runrate quarters` finds in tests/data/sec, one row a company.

    quarters_summary.py PROGRAM           prints the table
    quarters_summary.py PROGRAM --check   compares it with the document, and says where they differ
    quarters_summary.py PROGRAM --write   puts it into the document
"""

import collections
import glob
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
DOCUMENT = os.path.join(ROOT, "docs", "reference", "quarters.md")
HEAD = ["company", "quarters", "reported", "derived", "not derivable", "flags", "years", "add up", "differ", "incomplete"]
ALIGNED = ["---", "---:", "---:", "---:", "---", "---", "---:", "---:", "---", "---"]


def said(counted):
    return ", ".join(f"{count} `{name}`" for name, count in sorted(counted.items(), key=lambda c: (-c[1], c[0]))) or "none"


def labels(years, outcome):
    found = [year["label"] for year in years if year["outcome"] == outcome]
    return f"{len(found)}: {', '.join(found)}" if found else "0"


def row_of(program, path):
    made = subprocess.run([program, "quarters", path, "--concept", "revenue", "--format", "json"], text=True,
                          capture_output=True, check=True)
    document = json.loads(made.stdout)
    quarters, years = document["quarters"], document["years"]
    status = collections.Counter(quarter["status"] for quarter in quarters)
    why = collections.Counter(quarter["reason"]["code"] for quarter in quarters if quarter["reason"])
    flags = collections.Counter(flag for quarter in quarters for flag in quarter["flags"])
    ticker = re.search(r"_([A-Z]+)\.", os.path.basename(path)).group(1)
    cells = [ticker, len(quarters), status["reported"], status["derived"], said(why), said(flags), len(years),
             sum(year["outcome"] == "adds_up" for year in years), labels(years, "differs"), labels(years, "incomplete")]
    return cells, (status, why, flags, collections.Counter(year["outcome"] for year in years))


def table(program):
    rows, whole = [], [collections.Counter() for _ in range(4)]
    for path in glob.glob(os.path.join(ROOT, "tests", "data", "sec", "*.json.gz")):
        cells, parts = row_of(program, path)
        rows.append(cells)
        for total, part in zip(whole, parts):
            total.update(part)
    rows.sort()
    status, why, flags, years = whole
    rows.append(["all", status.total(), status["reported"], status["derived"], said(why), said(flags), years.total(),
                 years["adds_up"], years["differs"], years["incomplete"]])
    return "".join("| " + " | ".join(str(cell) for cell in row) + " |\n" for row in [HEAD, ALIGNED, *rows])


def main():
    made = table(sys.argv[1])
    with open(DOCUMENT, encoding="utf-8") as file:
        text = file.read()
    there = re.search(r"^\| " + HEAD[0] + r" \| " + HEAD[1] + r" \|.*?\n(?!\|)", text + "\n", re.M | re.S)
    if "--check" in sys.argv:
        documented = there.group(0).splitlines()[:-1] if there and not there.group(0).endswith("|\n") else \
            there.group(0).splitlines() if there else []
        documented = [line for line in documented if line.startswith("|")]
        if documented != made.splitlines():
            for line in made.splitlines():
                if line not in documented:
                    print(f"docs/reference/quarters.md does not have: {line}")
            for line in documented:
                if line not in made.splitlines():
                    print(f"docs/reference/quarters.md has, and the program does not find: {line}")
            sys.exit(1)
    elif "--write" in sys.argv:
        lines = [line for line in there.group(0).splitlines() if line.startswith("|")]
        with open(DOCUMENT, "w", encoding="utf-8") as file:
            file.write(text.replace("\n".join(lines) + "\n", made))
    else:
        sys.stdout.write(made)


if __name__ == "__main__":
    main()
