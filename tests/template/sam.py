"""The SAM CLI in its own environment, and one build for all tests."""

import json
import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from infra.template import PATH, load
from tests.template.reading import Template

ROOT = PATH.parent
CLI = ROOT / ".venv" / "sam" / "bin" / "sam"
ARCHITECTURES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}


@dataclass(frozen=True)
class Build:
    """`python` is the interpreter whose version the artefacts were built for, `options` are what make was told."""

    folder: Path
    python: str
    options: tuple[str, ...]

    def artefact(self, name: str) -> Path:
        return self.folder / name

    @property
    def layer(self) -> Path:
        return self.folder / "SharedLayer" / "python"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """One call of the SAM CLI, without network use of its own."""
    if not CLI.exists():
        pytest.skip("the SAM CLI is not installed: make build")
    variables = {**os.environ, "SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "eu-west-1"}
    return subprocess.run([CLI, *arguments], capture_output=True, text=True, check=False, cwd=ROOT, env=variables)


def build(folder: Path) -> Build:
    """Everything built by `make build`, as an operator would, for this machine and a Python that it has.

    A folder that holds a build is taken as it is.
    """
    if not CLI.exists():
        pytest.skip("the SAM CLI is not installed: make build")
    runtime, python = _runtime()
    architecture = ARCHITECTURES.get(platform.machine())
    if architecture is None:
        pytest.skip(f"Lambda has no {platform.machine()}")
    options = (f"RUNTIME={runtime}", f"ARCH={architecture}", f"BUILD_DIR={folder}")
    if not (folder / "template.yaml").exists():
        made = make("build", *options)
        assert made.returncode == 0, made.stdout + made.stderr
    return Build(folder, python, options)


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """One call of make, with nobody to answer its questions."""
    command = ["make", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, stdin=subprocess.DEVNULL)


def _runtime() -> tuple[str, str]:
    """The newest runtime of the template whose Python is here with pip, and that Python."""
    runtimes = load()["Parameters"]["PythonRuntime"]["AllowedValues"]
    newest_first = sorted(runtimes, key=lambda name: int(name.rpartition(".")[2]), reverse=True)
    search = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    here = [(runtime, found) for runtime in newest_first if (found := shutil.which(runtime, path=search))]
    usable = next(((runtime, python) for runtime, python in here if _has_pip(python)), None)
    return usable or pytest.skip(f"no Python with pip for any of {', '.join(runtimes)}")


def _has_pip(python: str) -> bool:
    return subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


# Run by the SAM CLI's own Python, which has the transform: the template as CloudFormation will see it.
EXPAND = """
import json, sys
from infra.template import load
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
template = load()
for resource in template["Resources"].values():
    for code in {"CodeUri", "ContentUri"} & resource.get("Properties", {}).keys():
        resource["Properties"][code] = "s3://bucket/key"
defaults = {name: about.get("Default", "") for name, about in template["Parameters"].items()}
json.dump(Translator({}, Parser()).translate(template, defaults), sys.stdout)
"""


def expand() -> Template:
    """The template after SAM's transform, with all that SAM adds."""
    if not CLI.exists():
        pytest.skip("the SAM CLI is not installed: make build")
    command = [CLI.parent / "python", "-c", EXPAND]
    variables = {**os.environ, "AWS_DEFAULT_REGION": "eu-west-1", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=variables)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)
