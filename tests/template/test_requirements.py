"""What is deployed is what was tested, and nothing by the way."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAYER = ROOT / "shared" / "requirements.txt"
TRIAGE = ROOT / "functions" / "triage" / "requirements.txt"
TESTED = ROOT / "infra" / "requirements" / "run.txt"
COMPILED = [
    LAYER,
    *sorted((ROOT / "infra" / "requirements").glob("*.txt")),
    *sorted(ROOT.glob("functions/*/requirements.txt")),
]
BROUGHT_BY_LAMBDA = {"boto3", "botocore", "s3transfer"}


def pins(text: str) -> dict[str, str]:
    """`name==version` lines, markers cut off."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;\\]+)", text, re.MULTILINE))


def faults(text: str) -> list[str]:
    """What must not stand in a compiled file: an address, or a package without hashes."""
    blocks = [block for block in re.split(r"\n(?=\S)", text.strip()) if not block.startswith("#")]
    return ["an address"] * ("://" in text) + [block.split()[0] for block in blocks if "--hash=sha256:" not in block]


@pytest.mark.parametrize("path", [LAYER, TRIAGE], ids=["layer", "triage"])
def test_what_is_deployed_are_the_versions_that_the_tests_ran_on(path: Path) -> None:
    tested = pins(TESTED.read_text())
    assert {name: tested.get(name) for name in pins(path.read_text())} == pins(path.read_text())


def test_the_layer_leaves_out_what_lambda_brings() -> None:
    assert not BROUGHT_BY_LAMBDA & pins(LAYER.read_text()).keys()


@pytest.mark.parametrize("path", COMPILED, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_package_is_pinned_by_hash_and_no_address_is_written(path: Path) -> None:
    assert pins(path.read_text())
    assert faults(path.read_text()) == []


def test_a_package_without_hash_and_an_address_are_found() -> None:
    assert faults("a==1 \\\n    --hash=sha256:00\nb==2\n") == ["b==2"]
    assert faults("--index-url https://example.test\na==1 \\\n    --hash=sha256:00\n") == ["an address", "--index-url"]
