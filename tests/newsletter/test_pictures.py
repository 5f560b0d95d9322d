"""A picture with a piece of news: made anew, with words for who does not see it, and everybody's from the moment it goes."""

import io

import pytest
from django.core import mail as outgoing
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from leerlandschap.commons.models import File
from newsletter import mailing
from newsletter.checks import problems
from newsletter.flows import editions, pictures, sending
from newsletter.models import Picture
from tests.commons.test_traces import PLACE, photo
from tests.newsletter.conftest import ready

pytestmark = pytest.mark.django_db
WORDS = "Zes mensen rond een tafel."


def chosen(content: bytes = b"", name: str = "IMG_1.jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or photo())


@pytest.fixture
def picture(edition, redactie) -> Picture:
    return pictures.hang(edition.items.get(), chosen(), alt=WORDS, by=redactie)


def test_it_becomes_as_large_as_a_mail_needs_and_says_nothing_of_where_it_was_made(edition, redactie, sign_in):
    page = reverse("edition-item-picture", args=[edition.items.get().ref])

    sign_in(redactie).post(page, {"file": chosen(photo(size=(2000, 500), orientation=6)), "alt": WORDS})

    found = Picture.objects.get()
    content = default_storage.open(found.file.path).read()
    assert (found.width, found.height, found.alt) == (300, 1200, WORDS)
    assert PLACE not in content
    assert b"Noor" not in content
    with Image.open(io.BytesIO(content)) as made:
        assert (made.format, made.size, len(made.getexif())) == ("JPEG", (300, 1200), 0)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"alt": WORDS}, "Kies een afbeelding."),
        ({"alt": WORDS, "file": ("x.png", b"GIF89a")}, "Dit is een plaatje. Sla het op als"),
        ({"alt": WORDS, "file": ("x.png", b"\x89PNG\r\n\x1a\n kapot")}, "Het plaatje is beschadigd."),
        ({"alt": "IMG_4711.jpg", "file": ("x.jpg", b"")}, "Dit is de naam van een bestand."),
        ({"alt": "Bel 06-12345678.", "file": ("x.jpg", b"")}, "Hieraan is misschien iemand te herkennen."),
    ],
)
def test_what_cannot_be_is_said_with_what_to_do(sent, said, edition, redactie, sign_in):
    file = {"file": chosen(sent["file"][1], sent["file"][0])} if "file" in sent else {}

    answer = sign_in(redactie).post(reverse("edition-item-picture", args=[edition.items.get().ref]), sent | file)

    assert said in answer.text
    assert sent["alt"] in answer.text
    assert not Picture.objects.exists()


def test_without_words_the_edition_does_not_go(picture, edition, redactie, regio):
    pictures.describe(picture.item, alt="", by=redactie)

    assert [(one.item, "wat erop te zien is" in one.text) for one in problems(edition)] == [(picture.item, True)]
    pictures.describe(picture.item, alt=WORDS, by=redactie)
    assert problems(edition) == []


def test_its_makers_see_it_before_it_goes_and_in_a_test_mail_but_nobody_else(
    picture, edition, redactie, regio, sign_in, visitor
):  # fmt: skip
    address, editor = picture.get_absolute_url(), sign_in(redactie)

    assert visitor.get(address).status_code == 404
    assert editor.get(address).headers["Cache-Control"] == "private, no-store"
    looked = editor.get(reverse("edition-as-mail", args=[edition.ref]))
    assert f'src="{address}"' in looked.text
    assert "img-src 'self'" in looked.headers["Content-Security-Policy"]
    sending.send_test(edition, by=redactie)
    sending.sweep(seconds=1)
    [test_mail] = outgoing.outbox
    [html] = [part.content for part in test_mail.alternatives]
    shown = html.partition('src="http://localhost:8000')[2].partition('"')[0]
    assert visitor.get(shown).status_code == 200
    assert visitor.get(f"{address}?proef=verzonnen").status_code == 404


def test_from_the_moment_it_goes_everybody_has_it_for_ever(picture, edition, redactie, regio, visitor):
    edition = ready(edition, "a@werk.example", by=redactie, reads_along=regio)
    sending.sweep(seconds=1)

    [mail] = outgoing.outbox
    [html] = [part.content for part in mail.alternatives]
    assert f'src="{mailing.address_of(picture)}"' in html
    assert f'alt="{WORDS}"' in html
    assert "proef=" not in html
    assert f"[Afbeelding: {WORDS}]" in mail.body
    edition.refresh_from_db()
    assert f'alt="{WORDS}"' in visitor.get(edition.get_absolute_url()).text
    answer = visitor.get(picture.get_absolute_url())
    assert {name: answer.headers[name] for name in ("Content-Type", "Cache-Control", "Cross-Origin-Resource-Policy")} == {
        "Content-Type": "image/jpeg",
        "Cache-Control": "public, max-age=31536000, immutable",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }  # fmt: skip
    assert (answer.headers["X-Content-Type-Options"], answer.cookies) == ("nosniff", {})
    with pytest.raises(ValidationError):
        pictures.take_away(picture.item, by=redactie)


def test_another_picture_has_another_address_and_what_is_taken_away_leaves_nothing(
    picture, edition, redactie, sign_in, django_capture_on_commit_callbacks
):  # fmt: skip
    browser, paths = sign_in(redactie), [picture.file.path]
    page = reverse("edition-item-picture", args=[picture.item.ref])
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(page, {"file": chosen(name="b.jpg"), "alt": WORDS})
    other = Picture.objects.select_related("file").get()
    assert other.ref != picture.ref
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(reverse("edition-item-picture-remove", args=[picture.item.ref]))
    last = pictures.hang(picture.item, chosen(), alt=WORDS, by=redactie)
    paths += [other.file.path, last.file.path]
    assert default_storage.exists(last.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        editions.discard(edition, by=redactie)

    assert not File.objects.exists()
    assert [path for path in paths if default_storage.exists(path)] == []
