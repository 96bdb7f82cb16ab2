"""Runs the emulator and writes its state every two seconds, so that a kill loses no more than that.

The emulator alone writes its state only when it is stopped politely. This file runs in the emulator's
environment and may import nothing but ministack and the standard library. Of ministack it uses two
private names, which tests/local/test_emulator.py holds: `app._MAIN_LOOP`, the event loop on which all
state changes, and `app._build_persistence_save_dict`, the services' states.
"""

import asyncio
import hashlib
import logging
import pickle
import threading
import time
from typing import Any

from ministack import app
from ministack.core import persistence

INTERVAL_S = 2.0

log = logging.getLogger("snapshots")
_write = persistence.save_state
_writing = threading.Lock()
_written: dict[str, bytes] = {}
_stopping = threading.Event()


def save_last(service: str, state: Any) -> None:
    """Stands in for ministack's own writer, which is called only at the end: after it no snapshot may follow."""
    with _writing:
        _stopping.set()
        _write(service, state)


def snapshot() -> None:
    """One snapshot: collected in one turn of the event loop, so that each service is whole; unchanged ones stay.

    The files are written one after another: a kill in between leaves some services one interval older.
    """
    loop = app._MAIN_LOOP
    if loop is None or loop.is_closed():
        return
    for service, state in asyncio.run_coroutine_threadsafe(_collect(), loop).result().items():
        digest = hashlib.sha256(pickle.dumps(state)).digest()
        if _written.get(service) == digest:
            continue
        with _writing:
            if _stopping.is_set():
                return
            _write(service, state)
        _written[service] = digest


async def _collect() -> dict[str, Any]:
    states = {service: get_state() for service, get_state in app._build_persistence_save_dict().items()}
    return {service: state for service, state in states.items() if state is not None}


def _keep_writing() -> None:
    while not _stopping.is_set():
        time.sleep(INTERVAL_S)
        try:
            snapshot()
        except Exception:
            log.exception("a snapshot failed; the next one comes in %s s", INTERVAL_S)


if __name__ == "__main__":
    persistence.save_state = save_last
    threading.Thread(target=_keep_writing, name="snapshots", daemon=True).start()
    app.main()
