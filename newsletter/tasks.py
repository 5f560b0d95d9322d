"""What the worker does for the newsletter."""

from pathlib import Path

from celery import shared_task
from django.conf import settings

from newsletter.flows import sending

# Short, so that letters that wait for a worker wait no longer; the timetable comes round soon.
SECONDS_AT_ONCE = 8


@shared_task
def collect_bounces() -> None:
    """Hold back the addresses of which mail came back; where no mailbox for that is set there is nothing to read."""
    if settings.BOUNCE_DIR:
        sending.collect_bounces(Path(settings.BOUNCE_DIR))


@shared_task
def send_editions() -> None:
    """Hand over what is due of the editions that are going."""
    sending.sweep(seconds=SECONDS_AT_ONCE)
