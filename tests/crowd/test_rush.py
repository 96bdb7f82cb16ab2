"""A few people at a few cases, on a system of their own: they meet, and nothing goes wrong."""

import json
import subprocess
import sys

from infra.local.home import ROOT

COMMAND = [sys.executable, "-m", "infra.cli", "crowd", "--people", "6", "--cases", "12", "--seconds", "12", "--json"]


def test_a_small_crowd_keeps_every_promise() -> None:
    asked = subprocess.run(COMMAND, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
    assert asked.returncode == 0, asked.stdout[-2000:] + asked.stderr[-2000:]
    found = json.loads(asked.stdout)
    assert set(found["broken"].values()) == {0}
    assert found["did"]["Held"] > 0
    assert found["did"]["Sent"] > 0
    assert found["posts"] > 0
