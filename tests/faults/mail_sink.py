"""A mail server that notes each mail before it says 250, so that what a killed worker sent is known: `mail_sink PORT LOG`."""

import email
import json
import signal
import sys
from pathlib import Path

from aiosmtpd.controller import Controller


class Noting:
    """Writes one line per accepted recipient."""

    def __init__(self, log: Path) -> None:
        self.log = log.open("a", buffering=1)

    async def handle_DATA(self, server, session, envelope) -> str:
        message_id = email.message_from_bytes(envelope.content)["Message-ID"]
        for address in envelope.rcpt_tos:
            self.log.write(json.dumps({"id": message_id, "to": address}) + "\n")
        return "250 noted"


if __name__ == "__main__":
    controller = Controller(Noting(Path(sys.argv[2])), hostname="127.0.0.1", port=int(sys.argv[1]))
    controller.start()
    signal.sigwait({signal.SIGTERM, signal.SIGINT})
    controller.stop()
