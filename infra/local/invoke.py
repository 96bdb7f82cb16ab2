"""Calls the functions of template.yaml as Lambda does: JSON in, JSON out, a context, an error that is caught."""

import importlib
import json
import logging
import time
import traceback
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from infra.local.emulator import ACCOUNT, REGION
from infra.local.home import ROOT
from infra.local.resolve import Resolver
from shared.errors import ConfigurationError

FUNCTION = "AWS::Serverless::Function"
DEFAULT_TIMEOUT_S = 3  # Lambda's own
DEFAULT_MEMORY_MB = 128
FAILURES_KEPT = 100

log = logging.getLogger("heed.local")


class InvocationError(Exception):
    """A function raised, or returned what is no JSON. The cause is kept; the text carries no data."""

    def __init__(self, function: str, request_id: str, cause: BaseException) -> None:
        super().__init__(f"{function} failed: {type(cause).__name__} {_where(cause)}")
        self.request_id = request_id
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Context:
    """What Lambda tells a function about its own call.

    Source: AWS Lambda Developer Guide, "Using the Lambda context object to retrieve Python function
    information", read 2026-11.
    """

    function_name: str
    invoked_function_arn: str
    memory_limit_in_mb: int
    aws_request_id: str
    ends_at: float
    function_version: str = "$LATEST"
    log_group_name: str = "local"
    log_stream_name: str = "local"
    identity: None = None
    client_context: None = None

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self.ends_at - time.monotonic()) * 1000))


@dataclass(frozen=True, slots=True)
class Function:
    """One function of the template, ready to be called. `failures` are the latest, for tests and `heed status`."""

    name: str
    handler: Callable[[Any, Context], Any]
    timeout_s: int = DEFAULT_TIMEOUT_S
    memory_mb: int = DEFAULT_MEMORY_MB
    failures: deque[InvocationError] = field(default_factory=lambda: deque(maxlen=FAILURES_KEPT))

    @property
    def arn(self) -> str:
        return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{self.name}"

    def invoke(self, event: Any) -> tuple[Any, str]:
        """The response and the request's id. Raises InvocationError; the time-out is told but not enforced."""
        request_id = str(uuid4())
        ends_at = time.monotonic() + self.timeout_s
        context = Context(self.name, self.arn, self.memory_mb, request_id, ends_at)
        try:
            response = json.loads(json.dumps(self.handler(json.loads(json.dumps(event)), context)))
        except (Exception, SystemExit) as error:
            failure = InvocationError(self.name, request_id, error)
            self.failures.append(failure)
            log.warning("%s", failure)
            raise failure from error
        return response, request_id


def read(template: Mapping[str, Any], resolver: Resolver) -> dict[str, Function]:
    """The functions by their names in the template. Imports their handlers, so the environment must be set."""
    shared = template.get("Globals", {}).get("Function", {})
    functions = {}
    for name, resource in template["Resources"].items():
        if resource["Type"] == FUNCTION:
            properties = {**shared, **resource["Properties"]}
            functions[name] = Function(
                name=name,
                handler=_load(name, resolver.value(properties["Handler"])),
                timeout_s=int(resolver.value(properties.get("Timeout", DEFAULT_TIMEOUT_S))),
                memory_mb=int(resolver.value(properties.get("MemorySize", DEFAULT_MEMORY_MB))),
            )
    return functions


def variables(template: Mapping[str, Any], resolver: Resolver) -> dict[str, dict[str, str]]:
    """Each function's environment variables, resolved."""
    shared = template.get("Globals", {}).get("Function", {}).get("Environment", {}).get("Variables", {})
    found = {}
    for name, resource in template["Resources"].items():
        if resource["Type"] == FUNCTION:
            own = resource["Properties"].get("Environment", {}).get("Variables", {})
            found[name] = {key: str(value) for key, value in resolver.value({**shared, **own}).items()}
    return found


def one_environment(each: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """All functions' variables together. ConfigurationError if two functions want different values of one."""
    together: dict[str, str] = {}
    for function, wanted in each.items():
        for name, value in wanted.items():
            if together.setdefault(name, value) != value:
                raise ConfigurationError(
                    f"template.yaml gives {name} another value in {function} than elsewhere. Locally all functions "
                    "share one process and its environment: give the two variables two names."
                )
    return together


def _load(name: str, path: str) -> Callable[[Any, Context], Any]:
    module, _, attribute = path.rpartition(".")
    try:
        return getattr(importlib.import_module(module), attribute)
    except (ModuleNotFoundError, AttributeError) as error:
        raise ConfigurationError(f"template.yaml names {path} as the handler of {name}: {error}.") from error


def _where(error: BaseException) -> str:
    """The line in our own code where it was raised; the error's text may hold a mention's and is left out."""
    ours = [
        f"at {Path(frame.filename).relative_to(ROOT)}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(ROOT) and "site-packages" not in frame.filename
    ]
    return ours[-1] if ours else "in a library"
