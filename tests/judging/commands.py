"""Runs a command of `heed` in this process."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from infra import cli, present

THANKS = "Thank you so much, you were wonderful!"
FIRE = "Your charger caught fire last night and burned my hand"


def heed(*arguments: str | Path, given: bytes | None = None) -> tuple[Result, str]:
    """How the command ended, and what it printed."""
    with pytest.MonkeyPatch.context() as patch:
        printed = io.StringIO()
        patch.setattr(present, "console", Console(file=printed, width=200))
        result = CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=given)
        return result, result.stdout + printed.getvalue()


def printed_by(*arguments: str | Path) -> str:
    """What a command prints that must succeed."""
    result, printed = heed(*arguments)
    assert result.exit_code == 0, result.exception
    return printed


def refusal(*arguments: str | Path) -> str:
    """The sentence with which a command refuses."""
    result, _printed = heed(*arguments)
    assert result.exit_code == 1
    return str(result.exception)


def write(path: Path, lines: list[Any]) -> Path:
    """Writes each line as JSON."""
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path
