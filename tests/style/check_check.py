"""Each rule of check.py accepts a small clean tree, and reports every breach planted in it, once and where it is."""

import os
import sys
import tempfile

from check import PARTS, RULES

CLEAN = {
    "include/runrate/core/money.hpp": "#ifndef RUNRATE_CORE_MONEY_HPP\n#define RUNRATE_CORE_MONEY_HPP\n"
    "#include <string>\n#ifdef RUNRATE_HEADER_ONLY\n#include <runrate/core/detail/money-inl.hpp>\n#endif\n#endif\n",
    "include/runrate/core/detail/money-inl.hpp": "#ifndef RUNRATE_CORE_DETAIL_MONEY_INL_HPP\n"
    "#define RUNRATE_CORE_DETAIL_MONEY_INL_HPP\n#include <runrate/core/money.hpp>\n#include <fmt/format.h>\n#endif\n",
    "include/runrate/io/csv.hpp": "#ifndef RUNRATE_IO_CSV_HPP\n#define RUNRATE_IO_CSV_HPP\n"
    "#include <runrate/core/money.hpp>\n#endif\n",
    "include/runrate/report/table.hpp": "#ifndef RUNRATE_REPORT_TABLE_HPP\n#define RUNRATE_REPORT_TABLE_HPP\n#endif\n",
    "include/runrate/runrate.hpp": "// All that is header-only too.\n#ifndef RUNRATE_RUNRATE_HPP\n"
    "#define RUNRATE_RUNRATE_HPP\n#include <runrate/core/money.hpp>\n#include <runrate/time/x.hpp>\n"
    "#include <runrate/rate/x.hpp>\n#include <runrate/claim/x.hpp>\n#endif\n",
    "include/runrate/filing.hpp": "#ifndef RUNRATE_FILING_HPP\n#define RUNRATE_FILING_HPP\n"
    "#include <runrate/filing/x.hpp>\n#endif\n",
    "include/runrate/model.hpp": "#ifndef RUNRATE_MODEL_HPP\n#define RUNRATE_MODEL_HPP\n"
    "#include <runrate/model/x.hpp>\n#endif\n",
    "include/runrate/scenario.hpp": "#ifndef RUNRATE_SCENARIO_HPP\n#define RUNRATE_SCENARIO_HPP\n"
    "#include <runrate/scenario/x.hpp>\n#endif\n",
    "include/runrate/simulate.hpp": "#ifndef RUNRATE_SIMULATE_HPP\n#define RUNRATE_SIMULATE_HPP\n"
    "#include <runrate/simulate/x.hpp>\n#endif\n",
    "include/runrate/forecast.hpp": "#ifndef RUNRATE_FORECAST_HPP\n#define RUNRATE_FORECAST_HPP\n"
    "#include <runrate/forecast/x.hpp>\n#endif\n",
    "include/runrate/io.hpp": "#ifndef RUNRATE_IO_HPP\n#define RUNRATE_IO_HPP\n#include <runrate/io/csv.hpp>\n#endif\n",
    "include/runrate/report.hpp": "#ifndef RUNRATE_REPORT_HPP\n#define RUNRATE_REPORT_HPP\n"
    "#include <runrate/report/table.hpp>\n#endif\n",
    "src/core.cpp": "#include <runrate/core/detail/money-inl.hpp>\n",
    "src/io/csv.cpp": "#include <runrate/io/csv.hpp>\n",
}

for folder, ending in PARTS.items():
    if not any(os.path.dirname(path) == folder for path in CLEAN):
        guard = "RUNRATE_" + os.path.basename(folder).upper() + "_X_HPP"
        CLEAN[f"{folder}/x{ending}"] = f"#ifndef {guard}\n#define {guard}\n#endif\n" if ending == ".hpp" else ""

MONEY = "include/runrate/core/money.hpp"
CSV = "include/runrate/io/csv.hpp"
WHOLE = "include/runrate/runrate.hpp"
IO = "include/runrate/io.hpp"
REPORT = "include/runrate/report.hpp"


def money_with(line):
    return {MONEY: CLEAN[MONEY].replace("#include <string>", line)}


PLANTED = [
    ("layers", money_with("#include <runrate/io/csv.hpp>"), MONEY, 3),
    ("layers", {"src/io/csv.cpp": "#include <runrate/report/table.hpp>\n"}, "src/io/csv.cpp", 1),
    ("layers", {"src/report/table.cpp": "#include <runrate/io/csv.hpp>\n"}, "src/report/table.cpp", 1),
    ("layers", {"src/io/csv.cpp": "#include <runrate/core/detail/money-inl.hpp>\n"}, "src/io/csv.cpp", 1),
    ("layers", {"src/core.cpp": "#include <runrate/runrate.hpp>\n"}, "src/core.cpp", 1),
    ("layers", {"src/io/csv.cpp": "#include <runrate/io.hpp>\n"}, "src/io/csv.cpp", 1),
    ("layers", {"src/time.cpp": "#include <runrate/rate/flow.hpp>\n"}, "src/time.cpp", 1),
    ("layers", {"src/misc/x.cpp": "\n"}, "src/misc/x.cpp", 1),
    ("includes", money_with("#include <iostream>"), MONEY, 3),
    ("includes", money_with("# include <regex>"), MONEY, 3),
    ("includes", money_with("#include <fmt/format.h>"), MONEY, 3),
    ("includes", money_with("#include <boost/multiprecision/cpp_dec_float.hpp>"), MONEY, 3),
    ("includes", money_with('#include "money_tags.hpp"'), MONEY, 3),
    ("includes", money_with("#include <nlohmann/json.hpp>"), MONEY, 3),
    ("includes", {MONEY: CLEAN[MONEY].replace("#ifdef RUNRATE_HEADER_ONLY", "#ifdef OTHER")}, MONEY, 5),
    ("guards", {MONEY: CLEAN[MONEY].replace("CORE_MONEY_HPP", "MONEY_HPP")}, MONEY, 1),
    ("guards", {CSV: "#include <runrate/core/money.hpp>\n"}, CSV, 1),
    ("umbrella", {"include/runrate/core/decimal.hpp": "\n"}, WHOLE, 8),
    ("umbrella", {WHOLE: CLEAN[WHOLE] + "int x;\n"}, WHOLE, 9),
    ("umbrella", {WHOLE: CLEAN[WHOLE].replace("#endif", "#include <runrate/io/csv.hpp>\n#endif")}, WHOLE, 8),
    ("umbrella", {WHOLE: CLEAN[WHOLE].replace("time/x.hpp", "fwd.hpp")}, WHOLE, 8),
    ("umbrella", {"include/runrate/io/text_input.hpp": "\n"}, IO, 4),
    ("umbrella", {IO: CLEAN[IO].replace("#endif", "#include <runrate/core/money.hpp>\n#endif")}, IO, 4),
    ("umbrella", {IO: None}, IO, 1),
    ("umbrella", {"include/runrate/report/atomic_file.hpp": "\n"}, REPORT, 4),
    ("umbrella", {REPORT: CLEAN[REPORT] + "using namespace runrate;\n"}, REPORT, 5),
    ("parts", {"tests/property/x.cpp": None}, "tests/property", 1),
    ("parts", {"examples/y.cpp": ""}, "examples/y.cpp", 1),
    ("file_length", {MONEY: CLEAN[MONEY] + "\n" * 500}, MONEY, 500),
    ("words", {MONEY: CLEAN[MONEY] + "// TO" + "DO: round\n"}, MONEY, 8),
    ("words", {"tests/run": "cd /ho" + "me/me/runrate\n"}, "tests/run", 1),
]


def breaches(rule, files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            if text is None:
                continue
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                file.write(text)
        return [(path, number) for path, number, _ in RULES[rule](root)]


wrong = []
for rule in RULES:
    found = breaches(rule, CLEAN)
    if found:
        wrong.append(f"{rule} rejects a clean tree: {found}")
    if not any(planted[0] == rule for planted in PLANTED):
        wrong.append(f"{rule} is never tried on a breach")
for rule, files, path, number in PLANTED:
    found = breaches(rule, {**CLEAN, **files})
    if found != [(path, number)]:
        wrong.append(f"{rule} should find {path}:{number} in {files}, and finds {found}")
print("\n".join(wrong) or f"{len(PLANTED)} planted breaches, each found")
sys.exit(1 if wrong else 0)
