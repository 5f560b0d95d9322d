"""The regional office edits its website: looks first, saves, brings back, and never loses what it typed."""

import pytest
from django.urls import reverse

from leerlandschap.commons import passages
from leerlandschap.commons.models import Passage
from tests.factories import make_passage

pytestmark = pytest.mark.django_db


def edit_url(passage) -> str:
    return reverse("website-edit", args=[passage.key])


def form_of(page) -> dict:
    """What a browser would send back of the form on a page."""
    form = page.context["form"]
    return {field.html_name: field.value() or "" for field in form}


@pytest.fixture
def passage(db):
    return make_passage(group="pijler", title="Monitoring", body="We meten.")


@pytest.fixture
def editor(redactie, sign_in):
    return sign_in(redactie)


@pytest.mark.parametrize("name", ["regio", "redactie"])
def test_the_regional_office_and_its_editor_find_every_text(name, request, sign_in, passage):
    make_passage(group="partner", title="Weg", hidden=True)
    make_passage(group="pagina", key="over-intro", title="Waarom?")
    make_passage(group="pagina", key="elders-intro", title="Van een andere app")
    client = sign_in(request.getfixturevalue(name))
    lists = client.get(reverse("website-list"))

    found = "".join(client.get(f"/werk/website/?lijst={one.slug}").content.decode() for one in lists.context["lists"])

    assert all(text in found for text in ("Monitoring", "Waarom?", "Weg", "verborgen", "Van een andere app"))
    assert "zoals het portaal de tekst meebracht" in found
    assert "Pagina: Over het leerlandschap" in lists.content.decode()


@pytest.mark.parametrize("name", ["gemeente", "aanbieder", "clm", "beheer"])
def test_others_are_told_who_can(name, request, sign_in, passage):
    client = sign_in(request.getfixturevalue(name))

    for address in [reverse("website-list"), edit_url(passage), reverse("website-add", args=["partner"])]:
        page = client.get(address)
        assert page.status_code == 403
        assert "redacteur" in page.content.decode()
    refused = client.post(reverse("website-hide", args=[passage.key]), {"hidden": "ja"})
    assert refused.status_code == 403
    assert not Passage.objects.get().hidden


def test_a_visitor_is_asked_to_sign_in(visitor, passage):
    assert visitor.get(edit_url(passage)).status_code == 302
    assert visitor.post(edit_url(passage), {"title": "Gehackt"}).status_code == 302
    assert Passage.objects.get().title == "Monitoring"


def test_looking_first_saves_nothing_and_keeps_what_was_typed(editor, passage):
    form = form_of(editor.get(edit_url(passage)))
    form |= {"title": "Meten en vertellen", "body": "We doen:\n- tellen\n- vertellen", "preview": "1"}

    page = editor.post(edit_url(passage), form)

    shown = page.content.decode()
    assert "<li>tellen</li>" in shown, "as it will look"
    assert "- vertellen</textarea>" in shown, "as it was typed"
    assert Passage.objects.get().title == "Monitoring"

    saved = editor.post(edit_url(passage), form_of(page))
    assert saved.status_code == 302
    assert Passage.objects.get().title == "Meten en vertellen"


def test_a_saved_text_says_when_and_by_whom(editor, passage):
    answer = editor.post(edit_url(passage), form_of(editor.get(edit_url(passage))) | {"title": "Meten"})
    assert answer.url == f"/werk/website/?lijst=pijler#{passage.key}"

    page = editor.get("/werk/website/?lijst=pijler").content.decode()

    assert "door Redactie" in page
    assert "“Meten” is bewaard." in page


def test_two_editors_see_both_texts_and_neither_is_lost(editor, regio, sign_in, passage):
    mine = form_of(editor.get(edit_url(passage))) | {"body": "Wat ik typte."}
    theirs = sign_in(regio)
    theirs.post(edit_url(passage), form_of(theirs.get(edit_url(passage))) | {"body": "Wat de regio schreef."})

    page = editor.post(edit_url(passage), mine)

    shown = page.content.decode()
    assert "Iemand anders heeft deze tekst intussen gewijzigd" in shown
    assert "<p>Wat de regio schreef.</p>" in shown
    assert "Wat ik typte.</textarea>" in shown
    assert Passage.objects.get().body == "Wat de regio schreef."

    assert editor.post(edit_url(passage), form_of(page)).status_code == 302
    assert Passage.objects.get().body == "Wat ik typte."
    assert Passage.objects.get().versions.filter(body="Wat de regio schreef.").exists()


def test_sending_twice_is_handled_once(editor, passage):
    form = form_of(editor.get(edit_url(passage))) | {"title": "Meten"}

    first, second = editor.post(edit_url(passage), form), editor.post(edit_url(passage), form)

    assert (first.status_code, second.status_code, second.url) == (302, 302, first.url)
    assert Passage.objects.get().version == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Geef de tekst een titel."),
        ({"title": "x" * 161}, "niet meer dan 160"),
        ({"body": "x" * 1_000_000}, "niet meer dan 8000"),
        ({"body": "Een \0 teken"}, "Null-tekens"),
        ({"link": "javascript:alert(1)"}, "Vul een volledig adres in"),
        ({"link": "geen adres"}, "Vul een volledig adres in"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_the_rest(editor, passage, wrong, sentence):
    form = form_of(editor.get(edit_url(passage))) | {"title": "Getypt", "body": "Ook getypt"} | wrong

    page = editor.post(edit_url(passage), form)

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert "etypt" in page.content.decode()
    assert Passage.objects.get().version == 1


def test_what_is_typed_is_shown_as_text(editor, visitor, passage):
    form = form_of(editor.get(edit_url(passage)))
    form |= {"title": "<b>vet</b>", "body": "- <script>x</script>\u202e", "preview": "1"}

    shown = editor.post(edit_url(passage), form).content.decode()

    assert "<b>vet</b>" not in shown
    assert "<script>x" not in shown


def test_an_earlier_version_is_compared_and_brought_back(editor, redactie, passage):
    passages.rewrite(passage, title="Monitoring", body="We meten alles.", link="", hidden=False, by=redactie)
    assert "Versie 1" in editor.get(reverse("website-versions", args=[passage.key])).content.decode()
    address = reverse("website-version", args=[passage.key, 1])

    page = editor.get(address)
    assert "<ins>meten alles.</ins>" in page.content.decode().replace("\n", "")
    editor.post(address, form_of(page))

    assert Passage.objects.get().body == "We meten."
    assert editor.get(reverse("website-version", args=[passage.key, 9])).status_code == 404


def test_a_partner_is_added_hidden_moved_and_shown(editor, visitor):
    make_passage(group="partner", title="De eerste")
    address = reverse("website-add", args=["partner"])
    form = form_of(editor.get(address)) | {"title": "Kenniswerkplaats Polder", "link": "https://voorbeeld.nl/"}
    editor.post(address, form)
    partner = Passage.objects.get(title="Kenniswerkplaats Polder")
    about = reverse("about")
    assert "Kenniswerkplaats Polder" in visitor.get(about).content.decode()

    editor.post(reverse("website-hide", args=[partner.key]), {"hidden": "ja"})
    assert "Kenniswerkplaats Polder" not in visitor.get(about).content.decode()
    editor.post(reverse("website-hide", args=[partner.key]), {"hidden": "nee"})
    editor.post(reverse("website-move", args=[partner.key]), {"direction": "omhoog"})

    page = visitor.get(about).content.decode()
    assert page.index("Kenniswerkplaats Polder") < page.index("De eerste")


@pytest.mark.parametrize("group", ["pagina", "fase", "bestaat-niet"])
def test_nothing_is_added_to_a_fixed_list(editor, group):
    assert editor.get(f"/werk/website/nieuw/{group}/").status_code == 404


def test_a_nonsense_button_changes_nothing(editor, passage):
    for name, data in [("website-move", {"direction": "opzij"}), ("website-hide", {"hidden": "misschien"})]:
        assert editor.post(reverse(name, args=[passage.key]), data).status_code == 302
        assert editor.get(reverse(name, args=[passage.key])).status_code == 405

    assert Passage.objects.get().version == 1


def test_a_text_that_does_not_exist_is_not_found(editor):
    assert editor.get("/werk/website/bestaat-niet/").status_code == 404
