"""The linters of CloudFormation and of SAM have nothing to say. Neither needs an account or the network."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.template import sam

ROOT = Path(__file__).resolve().parents[2]


def lint(path: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).parent / "cfn-lint", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def test_cfn_lint_finds_nothing() -> None:
    found = lint(ROOT / "template.yaml")
    assert found.returncode == 0, found.stdout


def test_cfn_lint_would_find_a_reference_to_nothing(tmp_path: Path) -> None:
    wrong = tmp_path / "template.yaml"
    wrong.write_text((ROOT / "template.yaml").read_text().replace("!Ref TokensSecret", "!Ref TokenSecret"))
    assert "TokenSecret" in lint(wrong).stdout


@pytest.mark.sam
def test_sam_validates_the_template() -> None:
    found = sam.run("validate", "--lint", "--template", str(ROOT / "template.yaml"))
    assert found.returncode == 0, found.stdout + found.stderr
    assert "is a valid SAM Template" in found.stdout
