"""What holds for every test: no real account of AWS, and no silent skip where all must run."""

import os
from collections.abc import Generator, Iterator
from typing import Any

import pytest

pytest_plugins = ["tests.support.emulator"]

BESIDE_THE_REPOSITORY = "../shared/payloads is absent"  # real deliveries are no part of it

for name in [name for name in os.environ if name.startswith("AWS_ENDPOINT_URL") or name == "AWS_PROFILE"]:
    del os.environ[name]
os.environ.update(
    {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_REGION": "eu-west-1",
        "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": "127.0.0.1,localhost",
        "KMP_DUPLICATE_LIB_OK": "True",  # threadpoolctl sets it when the sentence encoder is first used
    }
)


@pytest.fixture(scope="module", autouse=True)
def _the_environment_is_left_as_found() -> Iterator[None]:
    """A variable that a module of tests leaves behind would send the next one's clients elsewhere."""
    before = dict(os.environ)
    yield
    after = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    assert after == {name: value for name, value in before.items() if name != "PYTEST_CURRENT_TEST"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    """With HEED_REQUIRE_ALL=1, as CI sets it, a skip is a failure."""
    return _required((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    return _required((yield))


def _required(report: Any) -> Any:
    skipped = report.outcome == "skipped" and not hasattr(report, "wasxfail")
    if skipped and os.environ.get("HEED_REQUIRE_ALL") == "1" and BESIDE_THE_REPOSITORY not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped, but HEED_REQUIRE_ALL=1 makes this a failure: {report.longrepr}"
    return report
