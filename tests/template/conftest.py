"""One build and one deployment of it for all tests of a run."""

import contextlib
import fcntl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.template import deployment, sam
from tests.template.deployment import Deployment

Alone = Callable[[str], AbstractContextManager[Path]]


@pytest.fixture(scope="session")
def alone(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Alone:
    """Locks a folder that all of pytest-xdist's workers share: the first fills it, the others wait and read it."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    @contextlib.contextmanager
    def locked(name: str) -> Iterator[Path]:
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield shared / name

    return locked


@pytest.fixture(scope="session")
def built(alone: Alone) -> sam.Build:
    with alone("build") as folder:
        return sam.build(folder)


@pytest.fixture(scope="session")
def deployed(built: sam.Build, alone: Alone) -> Deployment:
    with alone("deployment") as folder:
        return deployment.deploy(built, folder)
