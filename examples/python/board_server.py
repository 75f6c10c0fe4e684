"""The board and a report form over HTTP: Python's standard library and the binding, and nothing else.

    python3 examples/python/board_server.py [--port 8000] [--data DIR] [--library PATH] [--sample] [--read]

It founds a ledger in DIR with a small town around it, or opens the one there, and serves on this machine alone:

    /         the public board: what is open, how late it is, what was closed lately
    /report   a form; it answers with a code that nobody can guess
    /follow   what the code opens: state, answers, what happens next and by when, and what the reporter may still do
    /meet     when people meet and on what; a resident raises, seconds, takes part, says for or against
    /decide   what is being decided and by which rule, a vote and its change, the certificate of what was decided
    /tell     the teller's page: marks, paper, bundles, the count
    /office   what lies on an officer's desk, and the moves the rulebook allows them there

and the same in English below /en. What is the host's in all this, and so stands here rather than in the library: the
time, the entropy (the binding draws each act's salt, the forms their keys), one lock around the ledger, the sizes taken
from strangers, escaping, and the words around what the ledger says. Who is who would be the host's too: this one
believes what it is told, and is an example for that reason alone.
"""

import argparse
import os
import signal
import sys
import threading


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Serves a community's board and report form over HTTP.")
    parser.add_argument("--port", type=int, default=8000, help="0 takes any that is free (default 8000)")
    parser.add_argument("--data", default="board-data", help="the ledger's directory (default board-data)")
    parser.add_argument("--library", help="the path of libcgov.so; else CGOV_LIBRARY, a build directory, the system's")
    parser.add_argument("--sample", action="store_true", help="a new ledger begins with some weeks of a town's life")
    parser.add_argument("--read", action="store_true", help="only show, beside the process that writes (several may)")
    options = parser.parse_args()
    if options.library:
        os.environ["CGOV_LIBRARY"] = options.library
    try:
        from board import sample  # only now: importing the binding loads the library
        from board.hall import Hall
        from board.web import Server
        hall = sample.hall(options.data) if options.sample and not options.read else Hall(options.data, reads=options.read)
        server = Server(hall, ("127.0.0.1", options.port))
    except (ImportError, OSError) as error:  # no library, a ledger that another process holds, a port that is taken
        sys.exit("board_server: %s" % error)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    print(server.url, flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    server.server_close()
    with hall.lock:
        hall.close()


if __name__ == "__main__":
    main()
