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
OWN = f"python{sys.version_info.major}.{sys.version_info.minor}"
ARCHITECTURES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "arm64", "arm64": "arm64"}


@dataclass(frozen=True)
class Build:
    """`python` is an interpreter of the runtime that the artefacts were built for."""

    folder: Path
    runtime: str
    architecture: str
    python: str

    @property
    def options(self) -> tuple[str, ...]:
        """What make is told."""
        return (f"RUNTIME={self.runtime}", f"ARCH={self.architecture}", f"BUILD_DIR={self.folder}")

    @property
    def for_emulator(self) -> bool:
        """Whether the emulator can run the functions: it does so under its own Python, which is ours."""
        return self.runtime == OWN

    def artefact(self, name: str) -> Path:
        return self.folder / name

    @property
    def layer(self) -> Path:
        return self.folder / "SharedLayer" / "python"


def run(*arguments: str, **more_variables: str) -> subprocess.CompletedProcess[str]:
    """One call of the SAM CLI, without network use of its own."""
    if not CLI.exists():
        pytest.skip("the SAM CLI is not installed: make build")
    variables = {**os.environ, "SAM_CLI_TELEMETRY": "0", "AWS_DEFAULT_REGION": "eu-west-1", **more_variables}
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
    built = Build(folder, runtime, architecture, python)
    if not (folder / "template.yaml").exists():
        made = make("build", *built.options)
        assert made.returncode == 0, made.stdout + made.stderr
    return built


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    """One call of make, with nobody to answer its questions."""
    command = ["make", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, stdin=subprocess.DEVNULL)


def _runtime() -> tuple[str, str]:
    """A runtime of the template whose Python is here with pip, and that Python.

    Our own Python comes first, since the emulator can run what was built for it; then the newest.
    """
    runtimes = load()["Parameters"]["PythonRuntime"]["AllowedValues"]
    in_order = sorted(runtimes, key=lambda name: (name == OWN, int(name.rpartition(".")[2])), reverse=True)
    search = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    here = [(runtime, found) for runtime in in_order if (found := shutil.which(runtime, path=search))]
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
