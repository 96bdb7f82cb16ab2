"""A server on 127.0.0.1 that says whatever it likes over a raw socket: drips, floods, lies, bears a bad certificate."""

import datetime as dt
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from itertools import repeat
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DRIP_S = 0.05
HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
Talk = Callable[[socket.socket], None]


@contextmanager
def listening(talk: Talk, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """The host and port of a server that reads one request a connection, then talks as it likes until hung up on."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _address = server.accept()
            except OSError:
                return
            with suppress(OSError), connection:
                plain = context.wrap_socket(connection, server_side=True) if context else connection
                with plain:
                    plain.recv(65536)
                    talk(plain)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.getsockname()[1]}"
    finally:
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(5)


def dripping(head: bytes, drop: bytes) -> Talk:
    """Sends the head at once, then one drop every 50 ms, without end."""

    def talk(connection: socket.socket) -> None:
        connection.sendall(head)
        for each in repeat(drop):
            time.sleep(DRIP_S)
            connection.sendall(each)

    return talk


def saying(answer: bytes) -> Talk:
    return lambda connection: connection.sendall(answer)


def untrusted_tls(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS with a certificate that nobody trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
