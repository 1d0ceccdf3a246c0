"""Judges one case of compile_fail: its twin compiles, its offending line does not, and the message is the expected one.

    check.py commands COMPILE_COMMANDS FOLDER OUTPUT    keeps the commands of this folder's cases
    check.py judge COMMANDS CASE COMPILER VERDICT DEPFILE
    check.py report VERDICT                             prints the verdict; exit 1 unless it is `ok`

A case may say `// expect: <regex>`, `// expect-clang: <regex>` where clang words it differently, and
`// flags: <options>` where the error is a warning that users are told to turn on.
"""

import json
import os
import re
import shlex
import subprocess
import sys


def write_if_changed(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        with open(path, encoding="utf-8") as old:
            if old.read() == text:
                return
    except FileNotFoundError:
        pass
    with open(path, "w", encoding="utf-8") as new:
        new.write(text)


def commands(compile_commands, folder, output):
    with open(compile_commands, encoding="utf-8") as file:
        entries = json.load(file)
    kept = {e["file"]: e for e in entries if os.path.dirname(e["file"]) == folder}
    write_if_changed(output, json.dumps(kept, indent=1, sort_keys=True))


def options_of(command):
    """The options of a compile command, without the compiler (and its launcher), the output and the input."""
    words = shlex.split(command)
    first = next(i for i, word in enumerate(words) if word.startswith("-") and word != "-E" and i > 0)
    kept, skip = [], False
    for word in words[first:]:
        if skip:
            skip = False
        elif word == "-o":
            skip = True
        elif word != "-c":
            kept.append(word)
    return kept[:-1]


class Case:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.lines = file.read().splitlines()
        self.path = path
        self.start = self.line_of("#ifdef RUNRATE_OFFEND")
        self.otherwise = self.line_of("#else", self.start)
        self.end = self.line_of("#endif", self.otherwise)
        offence = [line for line in self.lines[self.start : self.otherwise - 1] if line.strip()]
        twin = [line for line in self.lines[self.otherwise : self.end - 1] if line.strip()]
        if len(offence) != 1 or len(twin) != 1:
            raise SystemExit(f"{path}: one offending line and one legal twin are needed, not {len(offence)} and {len(twin)}")

    def line_of(self, text, after=0):
        for number, line in enumerate(self.lines, 1):
            if number > after and line.strip() == text:
                return number
        raise SystemExit(f"{self.path}: there is no line {text}")

    def said(self, key):
        for line in self.lines:
            found = re.match(rf"// {key}: (.+)$", line)
            if found:
                return found.group(1).strip()
        return None


def run(command, folder):
    env = dict(os.environ, LC_ALL="C")
    done = subprocess.run(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout


def verdict_on(case, command, compiler):
    is_clang = "clang" in os.path.basename(compiler)
    expected = (case.said("expect-clang") if is_clang else None) or case.said("expect")
    if expected is None:
        return "FAILED: the case has no line `// expect: <regex>`"
    base = [compiler, *options_of(command["command"]), *shlex.split(case.said("flags") or "")]
    if is_clang:
        base.append("-Wno-unknown-warning-option")  # the command may be g++'s
    # The line itself must not be in the message, or any expectation that quotes it would match.
    base += ["-fsyntax-only", "-fno-caret-diagnostics" if is_clang else "-fno-diagnostics-show-caret"]

    code, said = run([*base, case.path], command["directory"])
    if code != 0:
        return f"FAILED: the legal twin does not compile\n{said}"
    # A user does not have -Werror: a mere warning must not pass for a refusal.
    base = [word for word in base if word != "-Werror"]
    code, said = run([*base, "-DRUNRATE_OFFEND", case.path], command["directory"])
    if code == 0:
        return "FAILED: the offending line compiles"
    # The error lies in the offending line, or names it as where it came from.
    mentioned = re.findall(rf"{re.escape(os.path.basename(case.path))}:(\d+)", said)
    if not any(case.start < int(number) < case.otherwise for number in mentioned):
        return f"FAILED: it does not compile, but not because of the offending line\n{said}"
    if not re.search(expected, said):
        return f"FAILED: the message does not match /{expected}/\n{said}"
    return "ok"


def judge(commands_path, path, compiler, verdict, depfile):
    with open(commands_path, encoding="utf-8") as file:
        command = json.load(file)[path]
    text = verdict_on(Case(path), command, compiler)
    _, needed = run([compiler, *options_of(command["command"]), "-MM", "-MT", verdict, path], command["directory"])
    os.makedirs(os.path.dirname(verdict), exist_ok=True)
    with open(depfile, "w", encoding="utf-8") as file:
        file.write(needed)
    with open(verdict, "w", encoding="utf-8") as file:
        file.write(text + "\n")


def report(verdict):
    with open(verdict, encoding="utf-8") as file:
        text = file.read()
    print(text, end="")
    sys.exit(0 if text == "ok\n" else 1)


if __name__ == "__main__":
    {"commands": commands, "judge": judge, "report": report}[sys.argv[1]](*sys.argv[2:])
