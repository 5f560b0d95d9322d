"""One connection to the mail server for many mails, which knows of each whether it may have arrived when the line breaks."""

import contextlib
import smtplib

from django.core.mail import EmailMessage, get_connection

TOO_MANY = 421


class Line:
    """Opened with the first mail and kept; a server that has had enough of it gets a new one."""

    def __init__(self) -> None:
        self._backend = get_connection()
        self._carried = 0
        # Whether the last mail was being said when it failed: then nobody knows whether it arrived.
        self.said = False

    def send(self, mail: EmailMessage) -> None:
        """Hand over one mail. Raises OSError, of which smtplib's errors are kinds, when it was not accepted."""
        try:
            self._send(mail)
        except OSError as error:
            carried = self._carried
            self.close()
            if not carried or self.said or not _has_had_enough(error):
                raise
            self._once_more(mail)

    def close(self) -> None:
        """Hang up; how the server takes that changes nothing of what it accepted."""
        with contextlib.suppress(OSError):
            self._backend.close()
        self._carried = 0

    def _send(self, mail: EmailMessage) -> None:
        self.said = False
        # Opened here: what the backend opens itself it closes after each mail, and an error of that is no refusal.
        if self._backend.open():
            self._listen()
        self._backend.send_messages([mail])
        self._carried += 1

    def _once_more(self, mail: EmailMessage) -> None:
        try:
            self._send(mail)
        except OSError:
            self.close()
            raise

    def _listen(self) -> None:
        """Know when the words of a mail begin: before that a broken line means that it was not sent."""
        smtp = self._backend.connection
        data = smtp.data

        def say(words):
            self.said = True
            return data(words)

        smtp.data = say


def _has_had_enough(error: OSError) -> bool:
    """Whether the server ended a line that worked before: after so many mails, or so long."""
    ended = isinstance(error, (smtplib.SMTPServerDisconnected, ConnectionError))
    return ended or getattr(error, "smtp_code", 0) == TOO_MANY
