"""Counts that a test tells at the end of the run, where every reader of CI sees them."""

from typing import Any

COUNTS = "counts"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the counts that passed and failed tests recorded."""
    told = [
        f"{report.nodeid.split('::')[-1]}: {value}"
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, ())
        for name, value in report.user_properties
        if name == COUNTS and report.when == "call"
    ]
    if told:
        terminalreporter.section("counts after kill -9")
        for line in told:
            terminalreporter.write_line(line)
