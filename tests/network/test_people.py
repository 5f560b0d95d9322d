"""What is known of people, and who keeps it right."""

import pytest
from django.urls import reverse

from leerlandschap.commons.models import AuditEvent
from leerlandschap.network.models import Person
from tests.factories import make_table

pytestmark = pytest.mark.django_db


def edit(client, user, **fields):
    return client.post(reverse("person-edit", args=[user.person.ref]), {"name": "Noor Visser", "phone": ""} | fields)


def test_somebody_puts_their_own_name_and_number_right(sign_in, aanbieder):
    edit(sign_in(aanbieder), aanbieder, phone="06 12 34 56 78")

    person = Person.objects.get(user=aanbieder)
    assert (person.name, person.phone) == ("Noor Visser", "06 12 34 56 78")
    assert AuditEvent.objects.filter(code="person.changed", actor_id=aanbieder.pk).exists()


def test_the_regional_office_does_it_for_others_and_nobody_else_does(sign_in, request, aanbieder):
    answers = {
        name: edit(sign_in(request.getfixturevalue(name)), aanbieder).status_code
        for name in ("beheerder_aanbieder", "clm", "gemeente", "regio")
    }

    assert answers == {"beheerder_aanbieder": 403, "clm": 403, "gemeente": 404, "regio": 302}


def test_public_pages_show_a_contact_persons_new_name_and_number_on_the_next_request(sign_in, visitor, clm):
    pages = (reverse("contact"), make_table(clm_contact=clm.person).get_absolute_url())
    assert not ["Noor Visser" for page in pages if "Noor Visser" in visitor.get(page).content.decode()]

    edit(sign_in(clm), clm, phone="0320 12 34 56")

    assert all("Noor Visser" in visitor.get(page).content.decode() for page in pages)
    assert "0320 12 34 56" in visitor.get(pages[0]).content.decode()


@pytest.mark.parametrize(("field", "value"), [("phone", "bel maar"), ("phone", "1"), ("name", ""), ("name", "x" * 121)])
def test_what_cannot_be_gets_a_sentence_and_stays_typed(sign_in, aanbieder, field, value):
    page = edit(sign_in(aanbieder), aanbieder, **{field: value})

    assert page.status_code == 200
    assert page.context["form"].errors[field]
    assert page.context["form"][field].value() == value


def test_the_account_menu_leads_to_ones_own_page(sign_in, aanbieder):
    page = sign_in(aanbieder).get(reverse("my-landscape")).content.decode()

    assert reverse("person", args=[aanbieder.person.ref]) in page
