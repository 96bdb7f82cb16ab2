"""Where a local run keeps its state and on which ports it listens."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.errors import ConfigurationError

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_PORT = 8750
HOST = "127.0.0.1"  # every listening socket of a local run is on this address
HIGHEST_PORT = 65_535 - 3


@dataclass(frozen=True, slots=True)
class Home:
    """One local run. Two homes with ports at least four apart run side by side."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """Where webhooks are delivered and the desk is opened."""
        return f"http://{HOST}:{self.port}"

    @property
    def emulator_port(self) -> int:
        return self.port + 1

    @property
    def emulator_url(self) -> str:
        return f"http://{HOST}:{self.emulator_port}"

    @property
    def standins_port(self) -> int:
        return self.port + 2

    @property
    def standins_url(self) -> str:
        return f"http://{HOST}:{self.standins_port}"

    @property
    def identity_port(self) -> int:
        return self.port + 3

    @property
    def identity_url(self) -> str:
        return f"http://{HOST}:{self.identity_port}"


def read(variables: Mapping[str, str] = os.environ) -> Home:
    """The home that HEED_HOME and HEED_PORT name; by default `.heed` in the repository, and 8750."""
    folder = Path(variables.get("HEED_HOME", "") or ROOT / ".heed").absolute()
    written = variables.get("HEED_PORT", "") or str(DEFAULT_PORT)
    port = int(written) if written.isascii() and written.isdigit() and len(written) < 6 else 0
    if not 1024 <= port <= HIGHEST_PORT:
        raise ConfigurationError(
            f"HEED_PORT must be a whole number from 1024 to {HIGHEST_PORT}: Heed listens there and on the next three."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            f"Heed cannot make its folder {folder} ({error.strerror}). Name another one in HEED_HOME."
        ) from error
    return Home(folder, port)
