"""What is added to an experience: made anew without its maker, sealed for its row, and had by its sender and who handles it."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerlandschap.commons import cipher, files
from leerlandschap.commons.models import AuditEvent, File
from signals.flows import attachments, experiences, handling
from signals.models import Attachment, Experience
from tests.commons.test_scrubbing import a_pdf
from tests.commons.test_traces import PLACE, photo
from tests.factories import make_experience, make_picture, make_seat, make_table
from tests.letters import link_in, newest_letter
from tests.signals.test_sending import BY_CODE, NEW, everything_stored, form, send_anonymously

pytestmark = pytest.mark.django_db
OWN, BY_LINK, HANDLED = "/mijn/ervaringen/bijlage/", "bijlage/", "/ervaringen/behandelen/bijlage/"


def a_photo(name: str = "Noor de Vries.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, photo())


def got(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_photo_goes_along_and_is_had_by_its_sender_and_who_handles_it(
    aanbieder, aanbieder2, clm, behandelaar, sign_in
):
    browser = sign_in(aanbieder)

    page = browser.post(NEW, form(attachments=[a_photo(), SimpleUploadedFile("Noor.pdf", a_pdf())]), follow=True).text

    first, second = Attachment.objects.order_by("number")
    assert f'href="{OWN}{first.ref}/"' in page
    assert "Noor" not in page
    for answer in (browser.get(f"{OWN}{first.ref}/"), sign_in(behandelaar).get(f"{HANDLED}{first.ref}/")):
        content = got(answer)
        assert content.startswith(b"\xff\xd8")
        assert PLACE not in content
        assert answer["Content-Disposition"] == 'attachment; filename="bijlage-1.jpg"'
        assert answer["Content-Security-Policy"] == files.SEALED_OFF
        assert "no-store" in answer["Cache-Control"]
    assert b"Noor" not in got(browser.get(f"{OWN}{second.ref}/"))
    assert "Bijlage 2" in sign_in(behandelaar).get(f"/ervaringen/behandelen/{first.experience.ref}/").text
    read = AuditEvent.objects.filter(code="experience.read", actor_id=behandelaar.pk)
    assert [event.details.get("attachment") for event in read] == [None, 1]
    for other, answer in ((aanbieder2, 403), (clm, 403)):
        assert sign_in(other).get(f"{HANDLED}{first.ref}/").status_code == answer
        assert sign_in(other).get(f"{OWN}{first.ref}/").status_code == 404
    assert sign_in(behandelaar).get(f"{OWN}{first.ref}/").status_code == 404


def test_it_goes_with_a_later_message_by_code_too_and_nobody_else_has_it(visitor, client, aanbieder, sign_in):
    send_anonymously(visitor, attachments=[a_photo()])
    page = visitor.post(BY_CODE, {"text": "Nog een.", "attachments": make_picture()}, follow=True).text

    first, second = Attachment.objects.order_by("number")
    assert (first.message, second.message.text) == (None, "Nog een.")
    for one in (first, second):
        assert f"{BY_CODE}bijlage/{one.ref}/" in page
        assert got(visitor.get(f"{BY_CODE}bijlage/{one.ref}/"))
        assert client.get(f"{BY_CODE}bijlage/{one.ref}/").status_code == 404
        assert sign_in(aanbieder).get(f"{OWN}{one.ref}/").status_code == 404
    other = make_experience(aanbieder.person, attachments=[a_photo()]).attachments.get()
    assert visitor.get(f"{BY_CODE}bijlage/{other.ref}/").status_code == 404


def test_a_mailed_link_opens_what_was_added_to_its_own(visitor, aanbieder):
    visitor.post("/ervaringen/link/", {"email": "iemand@wijkteam.example"})
    link = link_in(newest_letter("iemand@wijkteam.example"))
    visitor.post(f"{link}nieuw/", form(attachments=[a_photo()]))
    other = make_experience(aanbieder.person, attachments=[a_photo()]).attachments.get()

    assert got(visitor.get(f"{link}{BY_LINK}{Attachment.objects.exclude(pk=other.pk).get().ref}/"))
    assert visitor.get(f"{link}{BY_LINK}{other.ref}/").status_code == 404


def test_the_table_that_discusses_it_and_the_organisation_do_not_have_it(aanbieder, gemeente, voorzitter, sign_in):
    table = make_table(openness="public", chair=voorzitter.person)
    make_seat(table, gemeente.person)
    found = make_experience(
        aanbieder.person, discuss="table", may_tell_organisation=True, attachments=[a_photo()]
    ).attachments.get()

    for user in (gemeente, voorzitter):
        assert sign_in(user).get(f"{OWN}{found.ref}/").status_code == 404
        assert sign_in(user).get(f"{HANDLED}{found.ref}/").status_code == 403
        assert not Attachment.objects.read_by(user).exists()


def test_nothing_of_it_can_be_read_in_the_database_or_on_the_disk_nor_in_another_row(aanbieder):
    one, other = (make_experience(aanbieder.person, attachments=[a_photo()]).attachments.get() for _ in range(2))
    content = one.open().read()

    stored = everything_stored() + default_storage.open(one.file.path).read().decode("ascii")
    assert "Noor" not in stored
    assert content[:20] not in default_storage.open(one.file.path).read()
    assert one.file.sha256 == ""
    with default_storage.open(one.file.path) as sealed:
        moved = sealed.read()
    default_storage.delete(other.file.path)
    default_storage.save(other.file.path, ContentFile(moved))
    with pytest.raises(cipher.Unreadable):
        other.open()
    one.ref = other.ref
    with pytest.raises(cipher.Unreadable):
        one.open()


def test_no_row_of_an_anonymous_attachment_leads_to_who_sent_it(aanbieder, sign_in):
    browser = sign_in(aanbieder)
    browser.get(NEW)
    before = set(everything_stored().splitlines())

    browser.post(
        NEW, form(anonymous="on", once="eenmaal", attachments=[a_photo(), SimpleUploadedFile("Noor.pdf", a_pdf())]),
        HTTP_USER_AGENT="Eigenaardig/7.1", REMOTE_ADDR="203.0.113.77",
    )  # fmt: skip

    new = "\n".join(row for row in set(everything_stored().splitlines()) - before if "Eigenaardig/7.1" not in row)
    assert Attachment.objects.count() == 2
    for trace in ("Noor", PLACE.decode(), "203.0.113.77", aanbieder.email, str(aanbieder), ".jpeg"):
        assert trace not in new, trace
    for one in Attachment.objects.all():
        content = one.open().read()
        assert (b"Noor" in content, PLACE in content) == (False, False)


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (("leeg.pdf", b""), "Het bestand is leeg"),
        (("virus.exe", b"MZ\x90\0"), "een ander soort bestand"),
        (("pagina.pdf", b"<html><script>alert(1)</script>"), "een webpagina"),
        (("stuk.pdf", b"%PDF-1.7 stuk %%EOF"), "kunnen we niet openen"),
        (("foto.jpg", b"\xff\xd8\xff stuk"), "beschadigd"),
    ],
)
def test_what_is_not_taken_in_gets_a_sentence_and_nothing_is_sent(upload, sentence, visitor):
    page = visitor.post(NEW, form(help="Meer tijd", once="a", attachments=SimpleUploadedFile(*upload))).text

    assert sentence in page
    assert "Meer tijd" in page
    assert not Experience.objects.exists()
    assert not File.objects.exists()


def test_who_must_send_again_is_told_to_choose_the_files_again(visitor):
    page = visitor.post(NEW, form(text="Zijn nummer is 06-12345678.", attachments=a_photo())).text

    assert "kies ze straks opnieuw" in page
    assert not File.objects.exists()


def test_it_does_not_collect_without_end(aanbieder, monkeypatch):
    monkeypatch.setattr(attachments, "MOST", 3)
    found = make_experience(aanbieder.person, attachments=[make_picture(), make_picture()])
    with pytest.raises(ValidationError, match="hoogstens 3 bestanden tegelijk"):
        attachments.attach(found, [make_picture()] * 4)
    with pytest.raises(ValidationError, match="Bij één ervaring"):
        experiences.reply(found, text="Nog twee.", by=aanbieder, attachments=[make_picture(), make_picture()])
    assert not found.messages.exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(
    name=st.text(min_size=1, max_size=60)
    | st.sampled_from(["Noor.png", "../../Noor.jpg", "Noor.jpg\0.exe", "\u202egpj.exe"]),
    content=st.binary(max_size=40) | st.sampled_from([photo(), make_picture().read(), b"%PDF-1.4\n%%EOF"]),
)
def test_whatever_file_is_sent_there_is_an_answer_and_its_name_is_kept_nowhere(visitor, name, content):
    # As a browser sends it: Django's own file refuses some names before they are sent.
    upload = io.BytesIO(content)
    upload.name = name
    answer = visitor.post(NEW, form(attachments=upload))

    assert answer.status_code in {200, 302, 429}
    kept = set(File.objects.values_list("name", flat=True))
    assert kept <= {"bijlage-1.jpg", "bijlage-1.png", "bijlage-1.pdf"}


@pytest.mark.django_db(transaction=True)
def test_destroying_them_and_referring_takes_the_bytes_along(aanbieder, behandelaar):
    one = make_experience(aanbieder.person, attachments=[make_picture(), make_picture()])
    other = make_experience(aanbieder.person, attachments=[make_picture()])
    paths = [added.file.path for added in Attachment.objects.all()]

    assert attachments.destroy(one.attachments.all()) == 2
    handling.refer(other, where="de gemeente", text="Daar kunnen ze meer.", by=behandelaar)

    assert not Attachment.objects.exists()
    assert not File.objects.exists()
    assert not any(default_storage.exists(path) for path in paths)
