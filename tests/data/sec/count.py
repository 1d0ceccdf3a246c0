"""What each file of company facts beside this script holds, as Python's json module reads it: count.py > counts.csv

The tests hold the library's reader against it: numbers of facts and exact sums, so that neither a fact nor a digit is
lost, and no reader of ours had a part in it.
"""

import csv
import decimal
import gzip
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
decimal.getcontext().prec = 60


def plain(number):
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def counts_of(name):
    with gzip.open(os.path.join(HERE, name), "rb") as file:
        document = json.loads(file.read(), parse_float=decimal.Decimal, parse_int=decimal.Decimal)
    series = [(concept, unit, facts) for concepts in document["facts"].values()
              for concept in concepts.values() for unit, facts in concept["units"].items() if facts]
    facts = [fact for _, _, every in series for fact in every]
    flows = [fact for fact in facts if "start" in fact]
    balances = [fact for fact in facts if "start" not in fact]
    return {
        "file": name,
        "fetched": document.get("fetched", ""),
        "entity": document["entityName"],
        "cik": int(document["cik"]),
        "series": len(series),
        "filings": len({fact["accn"] for fact in facts}),
        "flows": len(flows),
        "balances": len(balances),
        "sum_of_flows": plain(sum((fact["val"] for fact in flows), decimal.Decimal())),
        "sum_of_balances": plain(sum((fact["val"] for fact in balances), decimal.Decimal())),
        "first_day": min(fact["start"] for fact in flows),
        "last_day": max(fact["end"] for fact in facts),
        "last_filed": max(fact["filed"] for fact in facts),
        "forms": len({fact["form"] for fact in facts}),
        "without_fiscal_tag": sum(fact["fp"] is None for fact in facts),
        "sum_of_fiscal_years": int(sum(fact["fy"] or 0 for fact in facts)),
    }


def main():
    rows = [counts_of(name) for name in sorted(os.listdir(HERE)) if name.endswith(".json.gz")]
    writer = csv.DictWriter(sys.stdout, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


if __name__ == "__main__":
    main()
