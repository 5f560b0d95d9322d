"""What the worker does for the newsletter."""

from celery import shared_task

from newsletter.flows import sending

# Short, so that letters that wait for a worker wait no longer; the timetable comes round soon.
SECONDS_AT_ONCE = 8


@shared_task
def send_editions() -> None:
    """Hand over what is due of the editions that are going."""
    sending.sweep(seconds=SECONDS_AT_ONCE)
