"""What `make build` makes is what runs on Lambda: every function starts from its artefact and the layer alone."""

import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from infra.template import load
from tests.template import rights, sam
from tests.template.reading import functions, of_type, step
from tests.template.test_requirements import LAYER, pins

pytestmark = pytest.mark.sam

STEPS = {name: step(properties) for name, properties in functions(load()).items()}
BY_LAMBDA = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six", "urllib3")  # what its runtime brings
LAYER_LIMIT_MB = 30


@pytest.fixture(scope="session")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what Lambda's runtime brings and nothing else."""
    folder = tmp_path_factory.mktemp("runtime")
    for name in BY_LAMBDA:
        spec = find_spec(name)
        assert spec
        assert spec.origin
        place = Path(spec.origin).parent if spec.submodule_search_locations else Path(spec.origin)
        (folder / place.name).symlink_to(place)
    return folder


def run(built: sam.Build, runtime: Path, name: str, code: str) -> subprocess.CompletedProcess[str]:
    """Runs code with this artefact, the layer and the runtime on the path, in Lambda's order, and nothing of ours."""
    path = [str(built.artefact(name)), str(built.layer), str(runtime)]
    command = [built.python, "-I", "-S", "-B", "-c", f"import sys; sys.path[:0] = {path!r}\n{code}"]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=built.folder)


@pytest.mark.parametrize(("name", "place"), STEPS.items())
def test_a_function_starts_from_its_artefact_and_the_layer(
    built: sam.Build, runtime: Path, name: str, place: str
) -> None:
    code = f"from functions.{place} import handler; import shared; print(handler.__file__, shared.__file__)"
    started = run(built, runtime, name, f"{code}; assert callable(handler.handler)")
    assert started.returncode == 0, started.stderr
    own, common = started.stdout.split()
    assert Path(own).is_relative_to(built.artefact(name))
    assert Path(common).is_relative_to(built.layer)


@pytest.mark.parametrize("name", STEPS)
def test_a_function_cannot_import_another(built: sam.Build, runtime: Path, name: str) -> None:
    for other in sorted(set(STEPS.values()) - {STEPS[name]}):
        refused = run(built, runtime, name, f"import functions.{other}")
        assert f"ModuleNotFoundError: No module named 'functions.{other}'" in refused.stderr


@pytest.mark.parametrize(("name", "place"), STEPS.items())
def test_an_artefact_holds_its_step_and_nothing_else_of_ours(built: sam.Build, name: str, place: str) -> None:
    artefact = built.artefact(name)
    assert [path.name for path in (artefact / "functions").iterdir()] == [place]
    assert not {"shared", "infra", "tests"} & {path.name for path in artefact.iterdir()}


def test_the_layer_holds_shared_and_all_that_it_needs_but_not_boto3(built: sam.Build) -> None:
    ours = {path.relative_to(sam.ROOT) for path in (sam.ROOT / "shared").rglob("*.py")}
    assert {path for path in ours if not (built.layer / path).exists()} == set()
    held = {path.name.rsplit("-", 2)[0] for path in built.layer.glob("*.dist-info")}
    assert {name.replace("-", "_") for name in pins(LAYER.read_text())} == {name.lower() for name in held}
    assert not [name for name in ("boto3", "botocore") if (built.layer / name).exists()]


def test_the_layer_stays_small(built: sam.Build) -> None:
    size = sum(path.stat().st_size for path in built.layer.rglob("*") if path.is_file())
    assert size < LAYER_LIMIT_MB * 1_000_000


def test_make_deploy_gets_as_far_as_its_first_question(built: sam.Build) -> None:
    asked = sam.make("--old-file=build", "deploy", *built.options)
    assert "samconfig.toml] :  Found" in asked.stdout
    assert "Stack Name [heed]:" in asked.stdout


def test_a_runtime_that_is_absent_is_named_with_the_remedy() -> None:
    refused = sam.make("build", "RUNTIME=python3.99")
    assert refused.returncode != 0
    assert "python3.99 with pip is not on PATH: install it, or name one that is" in refused.stdout


def test_sam_adds_no_role_and_no_right() -> None:
    expanded = sam.expand()
    written = of_type(load(), "AWS::IAM::Role")
    assert len(of_type(expanded, "AWS::Lambda::Function")) == len(STEPS)
    assert of_type(expanded, "AWS::IAM::Role").keys() == written.keys()
    assert rights.exact_rights(expanded) == []
