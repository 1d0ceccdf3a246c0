"""Rules about the source itself: check.py RULE REPOSITORY prints each breach as `file:line: sentence`; exit 1 if any."""

import os
import re
import sys

# What a layer may include besides itself. `report` and `io` never include each other.
BELOW = {
    "core": set(),
    "time": {"core"},
    "rate": {"core", "time"},
    "model": {"core", "time", "rate"},
    "scenario": {"core", "time", "rate", "model"},
    "simulate": {"core", "time", "rate", "model", "scenario"},
    "forecast": {"core", "time", "rate", "model", "scenario", "simulate", "claim", "filing"},
    "claim": {"core", "time", "rate"},
    "filing": {"core", "time", "rate"},
    "io": {"core", "time", "rate", "model", "scenario", "simulate", "forecast", "claim", "filing"},
    "report": {"core", "time", "rate", "model", "scenario", "simulate", "forecast", "claim", "filing"},
    "cli": {"core", "time", "rate", "model", "scenario", "simulate", "forecast", "claim", "filing", "io", "report"},
}
# Heavy or stateful, and never needed by what a public header declares.
BANNED = {"iostream", "ostream", "istream", "sstream", "fstream", "iomanip", "regex", "fmt/format.h", "fmt/ostream.h"}
# All that core, time, rate and claim may stand on.
FOUNDATIONS = re.compile(r"^(boost/|fmt/|runrate/|[a-z_0-9]+$)")
MOST_LINES = 500
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


class Source:
    def __init__(self, root, path):
        self.path = path
        with open(os.path.join(root, path), encoding="utf-8") as file:
            self.lines = file.read().splitlines()

    @property
    def layer(self):
        """include/runrate/<layer>/..., src/<layer>/... or src/<layer>.cpp; None for the umbrella and the like."""
        parts = self.path.split("/")
        if parts[0] == "include":
            return parts[2] if len(parts) > 3 else None
        return parts[1] if len(parts) > 2 else os.path.splitext(parts[1])[0]

    @property
    def is_inline_part(self):
        return self.path.endswith("-inl.hpp")

    def includes(self):
        for number, line in enumerate(self.lines, 1):
            found = INCLUDE.match(line)
            if found:
                yield number, found.group(1), found.group(2)


def files_under(root, *folders):
    for folder in folders:
        for where, below, names in os.walk(os.path.join(root, folder)):
            below[:] = sorted(name for name in below if name not in ("build", "__pycache__", "node_modules"))
            for name in sorted(names):
                yield os.path.relpath(os.path.join(where, name), root)


def sources(root, *folders):
    for path in files_under(root, *folders):
        if path.endswith((".hpp", ".cpp")):
            yield Source(root, path)


def headers(root):
    return sources(root, "include")


def layers(root):
    for source in sources(root, "include", "src"):
        if source.layer is None:
            continue
        if source.layer not in BELOW:
            yield source.path, 1, f"{source.layer} is not a layer of this library"
            continue
        allowed = BELOW[source.layer] | {source.layer}
        for number, quote, name in source.includes():
            parts = name.split("/")
            if parts[0] != "runrate":
                continue
            target = parts[1] if len(parts) > 2 else None
            if target is None:
                if source.layer != "cli" and name != "runrate/fwd.hpp":
                    yield source.path, number, f"<{name}> holds every layer; include the header that is meant"
            elif target not in allowed:
                yield source.path, number, f"{source.layer} must not include <{name}>: {target} does not lie below it"
            elif "/detail/" in name and target != source.layer:
                yield source.path, number, f"<{name}> is private to {target}"


def includes(root):
    for source in headers(root):
        for number, quote, name in source.includes():
            if quote == '"':
                yield source.path, number, f'"{name}": public headers include by <runrate/...>'
                continue
            if source.is_inline_part:
                continue
            if name in BANNED:
                yield source.path, number, f"<{name}> is too much for a public header; use it in an -inl.hpp file"
            if name.startswith("boost/") and name != "boost/multiprecision/cpp_int.hpp":
                yield source.path, number, f"<{name}>: Boost belongs into an -inl.hpp file"
            if not FOUNDATIONS.match(name):
                yield source.path, number, f"<{name}>: only Boost, fmt and the standard library are below this library"
    for source in headers(root):
        for number, _, name in source.includes():
            if not name.endswith("-inl.hpp") or source.is_inline_part:
                continue
            above = [line for line in reversed(source.lines[: number - 1]) if re.match(r"#(if|else|endif)", line)]
            if above[:1] != ["#ifdef RUNRATE_HEADER_ONLY"]:
                yield source.path, number, "an -inl.hpp file is included only #ifdef RUNRATE_HEADER_ONLY"


def guards(root):
    for source in headers(root):
        name = re.sub(r"[^A-Z0-9]", "_", source.path[len("include/") :].upper())
        directives = [(n, line) for n, line in enumerate(source.lines, 1) if line.startswith("#")]
        expected = [f"#ifndef {name}", f"#define {name}"]
        if [line for _, line in directives[:2]] != expected or not directives[-1][1].startswith("#endif"):
            yield source.path, directives[0][0] if directives else 1, f"the guard should be {name}"


def umbrella(root):
    # One for what most users want, and one for each layer that costs more: to compile (filing, model, scenario, simulate,
    # forecast) or to link (io, report).
    apart = ("filing", "model", "scenario", "simulate", "forecast", "io", "report")
    yield from exports(root, "include/runrate/runrate.hpp", lambda layer: layer not in apart)
    for layer_apart in apart:
        yield from exports(root, f"include/runrate/{layer_apart}.hpp", lambda layer: layer == layer_apart)


def exports(root, path, concerns):
    if not os.path.exists(os.path.join(root, path)):
        yield path, 1, "there is no umbrella header"
        return
    exported = {}
    whole = Source(root, path)
    for number, _, name in whole.includes():
        exported[name] = number
    public = set()
    for source in headers(root):
        name = source.path[len("include/") :]
        if source.layer is None or "/detail/" in name or not concerns(source.layer):
            continue
        public.add(name)
        if name not in exported:
            yield path, len(whole.lines), f"it should export <{name}>"
    for name, number in exported.items():
        if name not in public and name != "runrate/fwd.hpp":
            yield path, number, f"<{name}> is not a public header of the library"
    for number, line in enumerate(whole.lines, 1):
        text = line.strip()
        if text and not text.startswith(("//", "#include", "#ifndef RUNRATE_", "#define RUNRATE_", "#endif")):
            yield path, number, "it should export headers and do nothing else"


# Folders are read by pattern, so an empty one would not be missed by the build.
PARTS = {
    "include/runrate/core": ".hpp",
    "include/runrate/time": ".hpp",
    "include/runrate/rate": ".hpp",
    "include/runrate/model": ".hpp",
    "include/runrate/scenario": ".hpp",
    "include/runrate/simulate": ".hpp",
    "include/runrate/forecast": ".hpp",
    "include/runrate/claim": ".hpp",
    "include/runrate/filing": ".hpp",
    "src": ".cpp",
    "src/io": ".cpp",
    "src/report": ".cpp",
    "src/cli": ".cpp",
    "examples": ".cpp",
    "examples/expected": ".txt",
    "tests/unit": ".cpp",
    "tests/property": ".cpp",
    "tests/static": ".cpp",
    "tests/compile_fail": ".cpp",
    "tests/golden": ".sh",
    "tests/bench": ".cpp",
}


def parts(root):
    for folder, ending in PARTS.items():
        path = os.path.join(root, folder)
        if not os.path.isdir(path) or not any(name.endswith(ending) for name in os.listdir(path)):
            yield folder, 1, f"there is no *{ending} in this part of the project"
    for source in sources(root, "examples"):
        if source.path.endswith(".hpp"):
            continue  # what several examples share
        name = os.path.splitext(os.path.basename(source.path))[0]
        if not os.path.exists(os.path.join(root, "examples/expected", name + ".txt")):
            yield source.path, 1, f"examples/expected/{name}.txt, which says what it prints, is not there"


def file_length(root):
    for source in sources(root, "include", "src", "examples", "tests"):
        if len(source.lines) > MOST_LINES:
            yield source.path, MOST_LINES, f"{len(source.lines)} lines; {MOST_LINES} are the most: divide it by concept"


# Spelled in pieces, so that this file does not break its own rule.
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|st" + r"ub|place" + r"holder)s?\b")
MACHINE = re.compile(r"(?<![\w.}])/(home|work|root|Users|mnt|opt)/[\w.-]+|/tm" + r"p/[\w.-]+")
TEXTS = (".hpp", ".cpp", ".py", ".sh", ".txt", ".cmake", ".in", ".md", ".json", ".csv", ".toml", "run", "packages")


def words(root):
    paths = list(files_under(root, "include", "src", "examples", "tests", "docs", ".ci"))
    paths += [name for name in sorted(os.listdir(root)) if os.path.isfile(os.path.join(root, name))]
    for path in paths:
        if not path.endswith(TEXTS):
            continue
        with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
            for number, line in enumerate(file, 1):
                found = UNFINISHED.search(line)
                if found:
                    yield path, number, f"{found.group(0)}: finish it, or file an issue"
                found = MACHINE.search(line)
                if found:
                    yield path, number, f"{found.group(0)}: a path of one machine"


RULES = {rule.__name__: rule for rule in (layers, includes, guards, umbrella, parts, file_length, words)}


def main(rule, root):
    breaches = list(RULES[rule](root))
    for path, number, sentence in breaches:
        print(f"{path}:{number}: {sentence}")
    looked_at = sum(1 for _ in sources(root, "include", "src"))
    if looked_at == 0:
        print(f"{root} has no sources")
    return 1 if breaches or looked_at == 0 else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
