"""The mail of an edition: made once, and for each reader the few words that differ."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from mjml import mjml2html

from newsletter import rich_text
from newsletter.models import Edition, Item, Picture

# Stands where the address of each reader's own page comes.
OWN_PAGE = "https://own-page.invalid/"
LINK = "color:#1d5a7d;text-decoration:underline;"
# As wide as a picture can be in a mail, in points of a screen.
PICTURE_WIDTH = 544
# How long a test mail keeps showing the pictures of an edition that did not go.
TEST_LIFETIME = timedelta(days=30)
SALT = "newsletter.test_picture"


@dataclass(frozen=True)
class Mailing:
    """An edition as a mail, in which only the reader's own page is still open."""

    subject: str
    html: str
    text: str

    def for_reader(self, own_page: str) -> tuple[str, str]:
        """HTML and text for a reader who sees to their subscription at `own_page`."""
        return self.html.replace(OWN_PAGE, own_page), self.text.replace(OWN_PAGE, own_page)


# --- where a mail finds its pictures -------------------------------------------------------------------------------------


def path_of(picture: Picture) -> str:
    """For who looks at the mail within the portal."""
    return picture.get_absolute_url()


def address_of(picture: Picture) -> str:
    """For readers: open to everybody from the moment the edition goes."""
    return settings.SITE_URL + picture.get_absolute_url()


def address_in_a_test(picture: Picture) -> str:
    """For a test mail: opens before the edition went, for a while, and says nothing of for whom."""
    return f"{address_of(picture)}?proef={signing.dumps(picture.ref.hex, salt=SALT)}"


def shows_in_a_test(picture: Picture, signature: str) -> bool:
    """Whether `signature` was made for this picture in a test mail of late."""
    try:
        return signing.loads(signature, salt=SALT, max_age=TEST_LIFETIME) == picture.ref.hex
    except signing.BadSignature:
        return False


# --- the mail -----------------------------------------------------------------------------------------------------------


def of(
    edition: Edition,
    *,
    audience: str = "",
    skips: Sequence[str] = (),
    picture_at: Callable[[Picture], str] = address_of,
) -> Mailing:
    """The mail of `edition` as it stands now, for who reads as `audience` and wants nothing of the sources in `skips`."""
    items = arranged(edition, audience=audience, skips=skips)
    page = {
        "edition": edition,
        "opening": rich_text.shown(edition.opening, site_url=settings.SITE_URL, link_style=LINK),
        "opening_text": rich_text.plain(edition.opening, site_url=settings.SITE_URL),
        "items": [_in_mail(item, picture_at) for item in items],
        "preview": " · ".join(item.title for item in items)[:150],
        "web_url": settings.SITE_URL + edition.get_absolute_url(),
        "own_page": OWN_PAGE,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "sender_address": parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
        "site_url": settings.SITE_URL,
    }
    # No fonts: they would be fetched from elsewhere, which tells somebody else who reads.
    html = mjml2html(render_to_string("newsletter/mail/edition.mjml", page), fonts={}, disable_comments=False)
    return Mailing(
        _one_line(edition.subject), _in_short_lines(str(html)), render_to_string("newsletter/mail/edition.txt", page)
    )


def arranged(edition: Edition, *, audience: str = "", skips: Sequence[str] = ()) -> list[Item]:
    """The items in the editors' order, what comes first for this audience before the others; their own are for everybody."""
    first = edition.first_for.get(audience)
    items = [item for item in edition.items.select_related("picture") if item.source not in skips]
    return sorted(items, key=lambda item: bool(first) and item.source != first)


def message(mailing: Mailing, *, to: str, message_id: str, own_page: str, connection=None) -> EmailMultiAlternatives:
    """The mail for one reader, who can stop with one press of their mail program (RFC 8058)."""
    html, text = mailing.for_reader(own_page)
    found = EmailMultiAlternatives(
        subject=mailing.subject,
        body=text,
        to=[to],
        headers={
            "Message-ID": message_id,
            "List-Unsubscribe": f"<{own_page}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"Nieuwsbrief van het leerlandschap <nieuwsbrief.{message_id.strip('<>').partition('@')[2]}>",
            "Auto-Submitted": "auto-generated",
        },
        connection=connection,
    )
    found.attach_alternative(html, "text/html")
    return found


def page_for_who_looks() -> str:
    """Where a mail leads that belongs to no subscription: a test mail, or a preview."""
    return settings.SITE_URL + reverse("newsletter-subscribe")


def _in_mail(item: Item, picture_at: Callable[[Picture], str]) -> dict:
    link = settings.SITE_URL + item.link if item.link.startswith("/") else item.link
    return {
        "kind": item.kind,
        "title": item.title,
        "picture": _shown(item.picture, picture_at) if hasattr(item, "picture") else None,
        "html": rich_text.shown(item.text, site_url=settings.SITE_URL, link_style=LINK),
        "text": rich_text.plain(item.text, site_url=settings.SITE_URL),
        "link": link,
        "link_words": item.link_words or "Lees verder",
    }


def _shown(picture: Picture, picture_at: Callable[[Picture], str]) -> dict:
    return {"src": picture_at(picture), "alt": picture.alt, "width": min(picture.width, PICTURE_WIDTH)}


def _in_short_lines(html: str) -> str:
    """The same page with a new line inside each tag: longer lines than a mail may have must be encoded, for each reader anew."""
    return re.sub(r"(<[a-z]\w*) ", r"\1\n", html)


def _one_line(text: str) -> str:
    """A header is one line, whatever stands in a subject."""
    return " ".join(text.split())
