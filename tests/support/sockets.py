"""Which sockets listen, read from /proc: Linux only, and no rights needed but the owner's."""

import os
import socket
import struct
from collections.abc import Collection, Iterator
from pathlib import Path

LISTENS = "0A"
PROC = Path("/proc")


def listening_addresses(ports: Collection[int]) -> set[tuple[int, str]]:
    """Port and address of every listening TCP socket on these ports, whoever holds it."""
    return {(port, address) for port, address, _ in _listening(PROC / "net") if port in ports}


def addresses_of(pid: int) -> set[tuple[int, str]]:
    """Port and address of every listening TCP socket of a process and of what it started."""
    inodes = {inode for member in family(pid) for inode in _sockets(member)}
    return {(port, address) for port, address, inode in _listening(PROC / str(pid) / "net") if inode in inodes}


def family(pid: int) -> set[int]:
    """The process and everything below it."""
    parents = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    found = {pid}
    while True:
        more = {child for child, parent in parents.items() if parent in found} - found
        if not more:
            return found
        found |= more


def _listening(folder: Path) -> Iterator[tuple[int, str, str]]:
    """Port, address and inode."""
    for table in ("tcp", "tcp6"):
        file = folder / table
        for line in file.read_text().splitlines()[1:] if file.exists() else ():
            fields = line.split()
            if fields[3] == LISTENS:
                yield *_address(fields[1]), fields[9]


def _sockets(pid: int) -> set[str]:
    inodes = set()
    for descriptor in (PROC / str(pid) / "fd").iterdir():
        try:
            target = os.readlink(descriptor)
        except OSError:
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    return inodes


def _address(written: str) -> tuple[int, str]:
    """The kernel writes each 32 bits of an address in the machine's byte order."""
    address, port = written.split(":")
    words = [int(address[start : start + 8], 16) for start in range(0, len(address), 8)]
    packed = struct.pack(f"={len(words)}I", *words)
    return int(port, 16), socket.inet_ntop(socket.AF_INET if len(packed) == 4 else socket.AF_INET6, packed)
