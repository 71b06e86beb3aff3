"""The peer's side of a work, in a process of its own: python -P run.py SCRIPT WORK GIVEN

Loads bench/peers/SCRIPT.py and calls its function WORK with what the work is given (bench/work.ts); that prepares, outside the clock, and returns a
function. Each line of the standard input, `run` or `run with quality`, calls it once; it returns a dict with the keys seconds and cpu, and with
quality the key quality or lists. -P keeps the script's folder off the path, so that implicit.py here does not hide the library.
"""
import importlib.util
import json
import os
import sys
import traceback
from pathlib import Path

here = Path(__file__).resolve().parent
conversation = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def say(answer):
    conversation.write("@bench " + json.dumps(answer) + "\n")
    conversation.flush()


def load(name, module):
    spec = importlib.util.spec_from_file_location(module, here / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[module] = loaded
    spec.loader.exec_module(loaded)
    return loaded


def main():
    script, work, given = sys.argv[1:4]
    load("harness", "harness")
    repeat = getattr(load(script, f"peer_{script}"), work)(json.loads(given))
    say({"versions": {"python": sys.version.split()[0]}})
    for line in sys.stdin:
        say(repeat(line.strip() == "run with quality"))


try:
    main()
except Exception as error:
    traceback.print_exc()
    say({"error": f"{type(error).__name__}: {error}".splitlines()[0]})
