"""Prints the number of passed and failed tests: python3 ci/summary.py REPORTS SUITE...

The folder REPORTS has a file `steps` (in each line a name, ok or failed, and seconds) and a JUnit file
for each SUITE. A step without a suite counts as one test. A suite whose step failed without a failed
test counts as one failed test. Skipped tests count as failed, and their names are printed. The last
line is "N passed, N failed".
"""

import pathlib
import sys
import xml.etree.ElementTree as xml


def count(report):
    """Returns the names of the passed, failed and skipped tests of a JUnit file."""
    passed, failed, skipped = [], [], []
    for case in xml.parse(report).iter("testcase"):
        name = f'{case.get("classname", "")} {case.get("name", "")}'.strip()
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(name)
        elif case.find("skipped") is not None:
            skipped.append(name)
        else:
            passed.append(name)
    return passed, failed, skipped


def main(reports, suites):
    passed = failed = 0
    for line in (reports / "steps").read_text().splitlines():
        step, result, seconds = line.split()
        good, bad, skipped = 0, 0, []
        report = reports / f"{step}.xml"
        if step in suites and report.exists():
            names, broken, skipped = count(report)
            good, bad = len(names), len(broken) + len(skipped)
            if good + bad == 0:
                result = "empty"
            if result != "ok" and bad == 0:
                bad = 1
        elif step in suites:
            result, bad = "missing" if result == "ok" else result, 1
        else:
            good, bad = (1, 0) if result == "ok" else (0, 1)
        for name in skipped:
            print(f"skipped: {step}: {name}")
        print(f"{step:10} {result:8} {good:5} passed {bad:4} failed {seconds:>5} s")
        passed, failed = passed + good, failed + bad
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), sys.argv[2:]))
