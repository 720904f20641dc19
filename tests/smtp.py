"""A real SMTP server of the test's own, that can be away, slow, refuse, or hang up halfway (R-02)."""

import asyncio
import email
import socket

from aiosmtpd.controller import Controller


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Inbox:
    """What arrived. `refuse`: every mail later; `bad`: these addresses never; `slow`: seconds before the answer;
    `hang_up`: the mail arrives, and then the line drops before the answer (half-closing)."""

    def __init__(self):
        self.messages, self.refuse, self.bad, self.slow, self.hang_up = [], False, set(), 0, False

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  aiosmtpd's name
        if address in self.bad:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.slow:
            await asyncio.sleep(self.slow)
        if self.refuse:
            return "451 later"
        self.messages.append(envelope.content.decode())
        if self.hang_up:
            server.transport.abort()
            return "421 bye"
        return "250 OK"

    @property
    def ids(self):
        """The Message-ID of every mail that arrived, in order."""
        return [email.message_from_string(message)["Message-ID"].strip() for message in self.messages]


class Server:
    """`with Server() as server:`; `stop()` and `start()` in between: the mail server is away."""

    def __init__(self):
        self.inbox, self.port, self.controller = Inbox(), free_port(), None

    def start(self):
        self.controller = Controller(self.inbox, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self):
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *args):
        self.stop()
