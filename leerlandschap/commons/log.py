"""Lines in the log: what happened, never the secret in the address at which it happened."""

import logging
import re

# A part of a path this long is, or may be, the secret of a link that we mailed; deploy/nginx.conf has the same rule.
SECRET = re.compile(r"(?<=/)[-\w:]{24,}(?=[/\s\"'?.]|$)")


class Line(logging.Formatter):
    """Formats a record, its traceback included, and leaves secrets out."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRET.sub("…", super().format(record))
