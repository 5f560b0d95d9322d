"""What an editor writes stands under the guard for personal data, as it is read: whatever tags stand in between."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from leerlandschap.commons import guard
from leerlandschap.commons.models import AuditEvent
from newsletter import rich_text
from newsletter.flows import editions
from newsletter.forms.editions import WordsForm
from newsletter.models import Edition
from tests.newsletter.conftest import ITEM

CALL = "<p>Bel <strong>06-12</strong>345678 &amp; vraag het.</p>"


def sent(opening: str, **choices) -> WordsForm:
    data = QueryDict(mutable=True)
    data.update({"subject": "Nieuws", "opening": opening} | choices)
    return WordsForm(data)


@pytest.mark.parametrize(
    "typed", ["Nummer 123456782.", "<p>Nummer 1234<em>56</em>782.</p>", "<p>1234&#53;6782</p><script>x</script>"]
)
def test_a_burgerservicenummer_is_refused_whatever_stands_in_between(typed):
    assert sent(typed).errors["opening"] == [guard.BSN]


def test_numbers_in_a_web_address_are_nobody_but_a_mail_address_behind_a_link_is():
    assert sent('<p><a href="https://www.nji.nl/artikel/123456782">Lees</a></p>').is_valid()
    form = sent('<p>Vraag <a href="mailto:noor@werk.example">haar</a>.</p>')

    assert form.errors["opening"] == [guard.CHOOSE]
    assert [one["text"] for one in form.fields["opening"].choice.pieces()] == ["noor@werk.example"]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        (CALL, "<p>Bel <strong>[telefoonnummer]</strong> &amp; vraag het.</p>"),
        ("Bel 06-12345678.", "<p>Bel [telefoonnummer].</p>"),
        ('<p><a href="mailto:n@werk.example">n@werk.example</a></p>', '<p><a href="mailto:[e-mailadres]">[e-mailadres]</a></p>'),
        ('<a href="https://x.nl/?a>b">x</a> 06-12345678', '<p><a href="https://x.nl/?a&gt;b">x</a> [telefoonnummer]</p>'),
    ],
)  # fmt: skip
def test_taken_out_of_a_text_with_form_the_form_stays(typed, left):
    form = sent(typed, **{"opening" + guard.TAKE_OUT: guard.EVERYTHING})

    assert form.errors["opening"] == [guard.TAKEN_OUT]
    assert rich_text.clean(form["opening"].value()) == left


@pytest.mark.django_db
def test_an_editor_keeps_it_with_a_reason_that_is_noted_and_is_not_asked_again(edition, redactie, sign_in):
    browser, page = sign_in(redactie), reverse("edition-words", args=[edition.ref])
    asked = browser.post(page, {"subject": "Nieuws", "opening": CALL})
    assert ("Laat staan" in asked.text, "[telefoonnummer]" in asked.text) == (True, False)
    [piece] = asked.context["form"].fields["opening"].choice.pieces()

    browser.post(
        page,
        {
            "subject": "Nieuws",
            "opening": CALL,
            "opening-houden": piece["key"],
            "opening-reden": "Het nummer van de redactie.",
        },
    )

    assert Edition.objects.get(pk=edition.pk).opening == CALL
    assert AuditEvent.objects.get(code="guard.kept").details == {"phone": 1}
    again = browser.post(page, {"subject": "Ander nieuws", "opening": f"{CALL}<p>Dag.</p>"})
    assert again.status_code == 302


@pytest.mark.django_db
def test_of_an_item_every_text_is_looked_at(edition, redactie, sign_in):
    browser, bad = sign_in(redactie), "Nummer 123456782"
    item = editions.add_own(edition, by=redactie, **ITEM)
    page = reverse("edition-item", args=[item.ref])

    for name in ("title", "text", "link_words"):
        assert set(browser.post(page, ITEM | {name: bad}).context["form"].errors) == {name}
