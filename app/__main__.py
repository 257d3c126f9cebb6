"""The command line: ``python -m app`` or ``backprop-visualizer`` serves page and API, or exports a link or a deck.

Everything heavy is imported late, so that ``--help`` and a wrong port answer at once, and so that the
number of BLAS threads is settled before NumPy is loaded.
"""

import argparse
import errno
import gc
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

PROGRAM = "backprop-visualizer"
DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = "8000"
HIGHEST_PORT = 65535
GRACE_SECONDS = 3  # for answers under way when Ctrl-C comes

# The matrices are small: threads cost more than they bring, and starve the other workers of the machine.
THREAD_VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class CommandError(Exception):
    """A command cannot do its work; the message is one sentence for the person who typed it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status.

    Args:
        arguments: the words after the program's name; those of the process when absent.
    """
    parser = build_parser()
    options = parser.parse_args(arguments)
    for variable in THREAD_VARIABLES:
        os.environ.setdefault(variable, "1")
    try:
        if options.command == "export":
            export(options.link, options.output, options.format, options.steps)
        elif options.command == "offline":
            offline(Path(options.deck), options.output and Path(options.output), options.steps, options.server)
        else:
            serve(options.host, port_of(options, parser))
    except CommandError as error:
        print(f"{PROGRAM}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # uvicorn shuts down in order and then passes the signal on
        print()
    return 0


def build_parser() -> argparse.ArgumentParser:
    """Return the parser; HOST and PORT of the environment are the defaults that ``--help`` shows."""
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Serve the backpropagation visualizer: pages at /, API at /api/v1, reference at /docs.",
    )
    parser.add_argument(
        "--host",
        default=os.environ.get("HOST") or DEFAULT_HOST,
        help="name or address to listen on; 0.0.0.0 lets other machines in (HOST, now %(default)s)",
    )
    parser.add_argument(
        "--port",
        type=parse_port,
        help=f"port to listen on; 0 takes any free one (PORT, now {usual_port().replace('%', '%%')})",
    )
    commands = parser.add_subparsers(dest="command", title="instead of serving")
    exporting = commands.add_parser(
        "export",
        help="write what a link stands for to a file",
        description="Write the experiment of a link and its learning steps to a file; no server is needed.",
    )
    exporting.add_argument("link", help="an address such as '/?preset=xor#step=3', or its query alone")
    exporting.add_argument("-o", "--output", metavar="FILE", help="the file; without it the text is printed")
    exporting.add_argument("--format", help="what to write; the ending of the file tells it too")
    exporting.add_argument(
        "--steps", type=parse_steps, help="learning steps; without it, up to the one at which the link stands"
    )
    taking = commands.add_parser(
        "offline",
        help="make a deck play without a server",
        description="Copy a deck (HTML, Markdown, Quarto), with a file that plays by itself for every frame, and say "
        "what else it takes from a network. Nothing is fetched.",
    )
    taking.add_argument("deck", help="the file whose frames show /embed of any server")
    taking.add_argument(
        "-o",
        "--output",
        metavar="FOLDER",
        help="where to, with all files that the deck loads; without it, beside the deck as NAME-offline",
    )
    taking.add_argument(
        "--server",
        type=parse_server,
        action="append",
        default=[],
        metavar="HOST",
        help="a server whose /embed is the visualizer's; for frames whose address does not tell (may be repeated)",
    )
    taking.add_argument("--steps", type=parse_steps, default=1, help="learning steps that each frame plays")
    return parser


def usual_port() -> str:
    """Where to listen when nobody says: PORT of the environment, right or wrong."""
    return os.environ.get("PORT") or DEFAULT_PORT


def port_of(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """The port to serve at; a wrong PORT ends the program here, so that it troubles no command that needs none."""
    if options.port is not None:
        return int(options.port)
    try:
        return parse_port(usual_port())
    except argparse.ArgumentTypeError as error:
        parser.error(str(error))


def parse_steps(text: str) -> int:
    """Return the number of learning steps that a person wrote.

    Raises:
        argparse.ArgumentTypeError: ``text`` is not a whole number from 1 up.
    """
    if text.isascii() and text.isdecimal() and len(text) < 10 and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(f"steps are a number from 1 up, not {text!r}")


def parse_server(text: str) -> str:
    """Return the host, with its port, of a server that a person wrote with or without the rest of its address.

    Raises:
        argparse.ArgumentTypeError: there is no host in ``text``.
    """
    host = text.partition("//")[2] if "//" in text else text
    if host := host.partition("/")[0]:
        return host
    raise argparse.ArgumentTypeError(f"a server is named like slides.example:8000, not {text!r}")


def export(link: str, output: str | None, name: str | None, steps: int | None) -> None:
    """Write what ``link`` stands for to the file ``output``, or print it.

    Raises:
        CommandError: the link or the format is not understood, the numbers diverge, or the file cannot be written.
    """
    from app.exports.asking import FaultyLink, export_request
    from app.exports.index import EXPORTS, find_export, format_of
    from engine import EngineError

    try:
        told = find_export(name) if name else format_of(output or "")
        if told is None and output is not None:
            endings = ", ".join(entry.ending for entry in EXPORTS.values())
            raise CommandError(f"{output}: its ending tells no format; use one of {endings}, or --format")
        text = (told or next(iter(EXPORTS.values()))).write(export_request(link, steps))
        if output is None:
            sys.stdout.buffer.write(text.encode())
        else:
            Path(output).write_bytes(text.encode())  # as it is: a table has line ends of its own
    except FaultyLink as error:
        raise CommandError("\n".join(["the link is not understood", *error.faults])) from None
    except EngineError as error:
        raise CommandError(error.detail) from None
    except OSError as error:
        raise CommandError(f"cannot write {output or 'the text'}: {reason(error)}") from None


def offline(deck: Path, folder: Path | None, steps: int, servers: Sequence[str] = ()) -> None:
    """Write ``deck`` and the files that it needs without a server into ``folder``, or beside it.

    Raises:
        CommandError: the deck cannot be read, or the folder not be written; or something was left as it is.
    """
    from app.offline import write

    if folder and folder.resolve() == deck.resolve().parent:
        raise CommandError(f"{folder} holds the deck itself, which would be overwritten; leave out -o, or name another")
    try:
        taken = write(deck, folder, steps, servers)
    except OSError as error:
        raise CommandError(f"{error.filename or f'cannot take {deck} offline'}: {reason(error)}") from None
    except UnicodeDecodeError:
        raise CommandError(f"{deck} is no text in UTF-8") from None
    for name in (*taken.files, *taken.copied):
        print((folder or deck.parent) / name)
    if taken.left:
        raise CommandError("\n".join(["not ready yet:", *taken.left]))
    if len(taken.files) == 1:
        raise CommandError(
            f"{deck} has no frame of the visualizer: one has an address such as http://127.0.0.1:8000/embed?v=1&…, "
            "bears data-backprop, or comes from a --server"
        )


def reason(error: OSError) -> str:
    """What went wrong: the system's words, or ours where we raised it, as for a front end that is not built."""
    return error.strerror or str(error)


def parse_port(text: str) -> int:
    """Return the port number that a person wrote.

    Raises:
        argparse.ArgumentTypeError: ``text`` is not a whole number from 0 to 65535.
    """
    if text.isascii() and text.isdecimal() and int(text) <= HIGHEST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"a port (also PORT) is a number from 0 to {HIGHEST_PORT}, not {text!r}")


def serve(host: str, port: int) -> None:
    """Serve until a signal ends it; say where once connections are accepted.

    Raises:
        CommandError: the address cannot be listened on.
        KeyboardInterrupt: Ctrl-C was pressed, and the server has shut down.
    """
    listener = listen(host, port)

    import uvicorn

    from app.main import create_app

    class Server(uvicorn.Server):
        """Says where it is at the first moment at which that is true."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            print(f"Backprop Visualizer at {address(listener)}", flush=True)

    config = uvicorn.Config(
        create_app(),
        log_level="warning",
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    # All that is loaded by now stays as long as the server, so the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    with listener:
        Server(config).run([listener])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at ``host`` and ``port``.

    Raises:
        CommandError: the host is not one of this machine's, or the port is taken or reserved.
    """
    try:
        family, _, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(where[:2], family=family)
    except (socket.gaierror, UnicodeError):
        raise CommandError(
            f"host {host!r} is unknown; 127.0.0.1 is this machine alone, 0.0.0.0 all its addresses"
        ) from None
    except OSError as error:
        raise CommandError(explain(error, host, port)) from None


def explain(error: OSError, host: str, port: int) -> str:
    """Say in one sentence why ``host`` and ``port`` cannot be listened on, and what to do."""
    if error.errno == errno.EADDRINUSE:
        return f"port {port} on {host} is taken; stop what uses it, or choose another with --port or PORT"
    if error.errno == errno.EACCES:
        return f"port {port} on {host} is reserved; choose one above 1023 with --port or PORT"
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is not an address of this machine; choose another with --host or HOST"
    return f"cannot listen on {host} port {port}: {reason(error)}"


def address(listener: socket.socket) -> str:
    """Return the URL of the page, for a person on this machine."""
    host, port = listener.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        return f"http://127.0.0.1:{port} and every other address of this machine"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


if __name__ == "__main__":
    sys.exit(main())
