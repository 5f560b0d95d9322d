"""The network: which organisations take part, and who sees who works there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerlandschap.commons.models import AuditEvent
from leerlandschap.network.models import Organisation
from tests.factories import make_organisation, make_person

pytestmark = pytest.mark.django_db


def page(client, organisation) -> str:
    return client.get(reverse("organisation", args=[organisation.ref])).content.decode()


def test_a_visitor_signs_in_first(visitor):
    assert visitor.get(reverse("network")).url.startswith(reverse("account_login"))


def test_a_member_sees_every_organisation_and_counts_only_the_own_people(sign_in, aanbieder):
    make_person(organisation=make_organisation("Het Riet"))

    text = sign_in(aanbieder).get(reverse("network")).content.decode()

    assert "Het Riet" in text
    assert text.count("1 mens") == 1


def test_clm_and_the_regional_office_count_everybody(sign_in, clm, regio):
    riet = make_organisation("Het Riet")
    for _ in range(3):
        make_person(organisation=riet)

    for user in (clm, regio):
        assert "3 mensen" in sign_in(user).get(reverse("network")).content.decode()


def test_only_colleagues_clm_and_the_regional_office_see_who_works_there(sign_in, request):
    riet = make_organisation("Het Riet")
    make_person("noor@riet.nl", name="Noor Visser", organisation=riet)
    sees = {
        name: "Noor Visser" in page(sign_in(request.getfixturevalue(name)), riet)
        for name in ("aanbieder2", "clm", "regio", "aanbieder", "gemeente", "redactie", "beheer")
    }

    assert {name for name, seen in sees.items() if seen} == {"aanbieder2", "clm", "regio"}


def test_the_list_asks_as_much_for_many_as_for_few(sign_in, regio):
    client, counts = sign_in(regio), []
    client.get(reverse("network"))
    for more in (2, 30):
        for _ in range(more):
            make_person(organisation=make_organisation())
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("network"))
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[1] <= 10


def test_the_page_of_an_organisation_asks_as_much_for_many_as_for_few(sign_in, regio):
    client, riet, counts = sign_in(regio), make_organisation("Het Riet"), []
    page(client, riet)
    for more in (2, 30):
        for _ in range(more):
            make_person(organisation=riet)
        with CaptureQueriesContext(connection) as queries:
            page(client, riet)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_the_regional_office_adds_and_changes_an_organisation(sign_in, regio):
    client = sign_in(regio)
    fields = {"name": "De Kade", "kind": "provider", "mail_domain": "@Kade.nl", "website": "kade.nl", "cbs_code": ""}

    client.post(reverse("organisation-add"), fields)
    kade = Organisation.objects.get(name="De Kade")
    client.post(reverse("organisation-edit", args=[kade.ref]), fields | {"name": "De Kaai"})

    kade.refresh_from_db()
    assert (kade.name, kade.mail_domain, kade.website) == ("De Kaai", "kade.nl", "https://kade.nl")
    assert list(AuditEvent.objects.filter(object_label="network.organisation").values_list("code", flat=True)) == [
        "organisation.changed",
        "organisation.added",
    ]


def test_a_name_that_is_there_and_a_code_that_does_not_fit_get_a_sentence(sign_in, regio):
    make_organisation("De Kade")
    fields = {"name": "de kade", "kind": "provider", "mail_domain": "", "website": "", "cbs_code": "GM0034"}

    text = sign_in(regio).post(reverse("organisation-add"), fields).content.decode()

    assert "Er is al een organisatie met deze naam." in text
    assert "Alleen een gemeente heeft een gemeentecode." in text
    assert "one_organisation_per_name" not in text
    assert Organisation.objects.filter(name__iexact="de kade").count() == 1


@pytest.mark.parametrize("who", ["gemeente", "beheerder_aanbieder", "clm", "redactie", "beheer"])
def test_nobody_else_adds_or_changes_one(sign_in, request, who):
    client = sign_in(request.getfixturevalue(who))
    organisation = make_organisation("De Kade")

    for url in (reverse("organisation-add"), reverse("organisation-edit", args=[organisation.ref])):
        assert client.get(url).status_code == 403
        assert client.post(url, {"name": "Anders", "kind": "other"}).status_code == 403


def test_an_organisation_that_is_not_there_is_not_found(sign_in, regio):
    client = sign_in(regio)

    assert client.get("/netwerk/7a1bd45c-98cc-4aa6-a4ad-64d9d4b1d1a2/").status_code == 404
    assert client.get("/netwerk/1/").status_code == 404
