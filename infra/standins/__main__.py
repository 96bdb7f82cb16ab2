"""python -m infra.standins --port N --state FILE"""

import argparse
import signal
import sys
import threading
from pathlib import Path

from infra.standins.server import Standins


def main() -> None:
    """Serves until SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m infra.standins", description="Stand-in platforms on 127.0.0.1")
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--state", type=Path, required=True, help="file that keeps what was posted")
    given = parser.parse_args()
    try:
        server = Standins(given.port, given.state)
    except OSError as error:
        sys.exit(f"The stand-ins cannot listen on 127.0.0.1:{given.port} ({error.strerror}). Choose another --port.")
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, lambda *_: threading.Thread(target=server.shutdown, daemon=True).start())
    print(f"The stand-ins listen on http://127.0.0.1:{server.server_port}", flush=True)
    with server:
        server.serve_forever(poll_interval=0.1)


if __name__ == "__main__":
    main()
