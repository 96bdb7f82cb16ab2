"""The emulator of AWS (ministack): how it is started so that it is private, durable and ours."""

import sys
from pathlib import Path

from infra.local import process
from infra.local.home import HOST, Home

NAME = "emulator"
REGION = "eu-west-1"
ACCOUNT = "000000000000"


def stop(home: Home) -> bool:
    """Ends it; all but the records of streams is kept for the next start. False if it did not run."""
    return process.stop(home.folder, NAME)


def describe(home: Home) -> process.Background:
    """The emulator as a background process, in an environment of its own beside ours."""
    state = home.folder / "emulator"
    state.mkdir(exist_ok=True)
    return process.Background(
        name=NAME,
        title="the emulator of AWS",
        command=(str(Path(sys.prefix) / "emulator/bin/python"), str(Path(__file__).with_name("snapshots.py"))),
        port=home.emulator_port,
        health_path="/_ministack/health",
        variables={
            "BIND_HOST": HOST,
            "MINISTACK_HOST": HOST,  # queue URLs name this host
            "GATEWAY_PORT": str(home.emulator_port),
            "MINISTACK_REGION": REGION,
            "PERSIST_STATE": "1",
            "STATE_DIR": str(state),
            "TMPDIR": str(state),
            "IOT_MTLS_ENABLED": "0",  # else it listens on every interface, port 8883
            "SFTP_ENABLED": "0",
            "LOG_LEVEL": "WARNING",
        },
    )
