"""Who may do what: the matrix as the regional office agreed it, and giving and taking roles on the pages."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.network.flows import assignments
from leerlandschap.network.models import RoleAssignment, User
from leerlandschap.network.roles import (
    MATRIX,
    ROLES_BY_PLACE,
    ROLES_FOR_AN_ORGANISATION,
    SECOND_FACTOR_ROLES,
    Permission,
    Role,
    may,
    may_grant,
    require,
)
from tests.factories import make_account, make_membership, make_organisation, make_role
from tests.letters import newest_letter

pytestmark = pytest.mark.django_db

# Written out a second time on purpose: whoever changes a right changes it here too, and knows it.
AGREED = {
    Permission.WORK: "clm editor regional_office experience_handler",
    Permission.TABLE_EDIT: "chair clm regional_office",
    Permission.EXPERIENCE_ANSWERS: "experience_handler regional_office",
    Permission.TABLE_STAFF: "clm regional_office",
    Permission.ACTION_LIST: "clm regional_office",
    Permission.TABLE_LINK: "chair clm regional_office",
    Permission.CONSULTATION_EDIT: "regional_office",
    Permission.MEETING_PLAN: "chair clm regional_office",
    Permission.CALIBRATE: "chair clm regional_office",
    Permission.TABLE_START: "clm regional_office",
    Permission.TABLE_SETUP: "chair facilitator arranger clm regional_office",
    Permission.TABLE_INVITE: "chair facilitator arranger clm regional_office",
    Permission.QUESTION_DECIDE: "chair arranger clm regional_office",
    Permission.AGREEMENT_EDIT: "chair facilitator clm regional_office",
    Permission.OPENNESS_WIDEN: "chair clm regional_office",
    Permission.TABLE_STATE: "clm regional_office",
    Permission.CYCLE_TURN: "chair facilitator clm regional_office",
    Permission.TOPIC_BUNDLE: "chair facilitator clm regional_office",
    Permission.GATHERING_EDIT: "chair clm regional_office",
    Permission.METHOD_EDIT: "clm editor regional_office",
    Permission.AGENDA_EDIT: "chair facilitator clm regional_office",
    Permission.MINUTES_TAKE: "chair facilitator clm regional_office",
    Permission.MINUTES_ADOPT: "chair clm regional_office",
    Permission.INSIGHT_KEEP: "chair facilitator clm regional_office",
    Permission.STANCE_TAKE: "organisation_admin policy",
    Permission.SEAT_DECIDE: "chair clm regional_office",
    Permission.SEAT_LIST: "chair facilitator clm regional_office",
    Permission.SEAT_EXPORT: "chair clm regional_office",
    Permission.SEAT_MOVE: "clm regional_office",
    Permission.WEBSITE_EDIT: "editor regional_office",
    Permission.SEARCH_WORDS: "editor regional_office",
    Permission.NEWSLETTER_EDIT: "editor regional_office",
    Permission.ORGANISATION_EDIT: "regional_office",
    Permission.PEOPLE_INVITE: "organisation_admin clm regional_office",
    Permission.PEOPLE_END: "organisation_admin regional_office",
    Permission.ACCOUNT_APPROVE: "regional_office",
    Permission.ROLE_ASSIGN: "regional_office",
    Permission.INTAKE: "clm regional_office",
    Permission.CALENDAR_EDIT: "regional_office",
    Permission.EXPERIENCE_LIST: "experience_handler clm regional_office",
    Permission.EXPERIENCE_HANDLE: "experience_handler",
    Permission.EXPERIENCE_RETAIN: "experience_handler regional_office",
    Permission.EXPERIENCE_TERMS: "regional_office",
    Permission.AUDIT_READ: "administrator",
    Permission.ADMIN: "administrator",
}


@pytest.mark.parametrize("permission", Permission)
def test_the_matrix_is_what_was_agreed(permission):
    able = {role.value for role, permissions in MATRIX.items() if permission in permissions}

    assert able == set(AGREED[permission].split())


def test_every_role_stands_in_the_matrix():
    assert set(MATRIX) == set(Role)


@pytest.mark.parametrize("role", sorted(set(Role) - ROLES_BY_PLACE))
@pytest.mark.parametrize("permission", Permission)
def test_a_role_gives_its_rights_and_no_others(role, permission):
    organisation = make_organisation("De Populier")
    user = make_account(organisation=organisation, role=role)
    elsewhere = make_organisation("Het Riet")

    assert may(user, permission, organisation) == (permission in MATRIX[role])
    local = role in ROLES_FOR_AN_ORGANISATION
    assert may(user, permission, elsewhere) == (permission in MATRIX[role] and not local)
    assert may(user, permission) == (permission in MATRIX[role] and not local)


def test_who_lacks_a_right_hears_who_has_it(gemeente):
    with pytest.raises(PermissionDenied, match="regiobureau"):
        require(gemeente, Permission.ROLE_ASSIGN)


def test_who_can_reach_much_needs_a_second_factor():
    everybodys = {Role.EXPERIENCE_HANDLER, Role.EDITOR}  # what is told in confidence; the addresses of all readers
    assert {Role.CLM, Role.REGIONAL_OFFICE, Role.ADMINISTRATOR} | everybodys == SECOND_FACTOR_ROLES
    sees_all_readers = {role for role in Role if Permission.NEWSLETTER_EDIT in MATRIX[role]}
    assert sees_all_readers <= SECOND_FACTOR_ROLES


@pytest.mark.parametrize(
    ("who", "roles"),
    [
        ("gemeente", set()),
        ("redactie", set()),
        ("beheer", set()),
        ("clm", {Role.ORGANISATION_ADMIN}),
        ("beheerder_aanbieder", {Role.ORGANISATION_ADMIN}),
        ("regio", set(Role)),
    ],
)
def test_who_may_give_which_role(request, who, roles):
    user = request.getfixturevalue(who)

    assert {role for role in Role if may_grant(user, role, make_organisation("De Populier"))} == roles


# --- giving and taking ------------------------------------------------------------------------------------------------


def test_the_regional_office_gives_a_role(sign_in, regio, redactie):
    url = reverse("person", args=[redactie.person.ref])

    sign_in(regio).post(url, {"role": Role.DATA_ANALYST, "organisation": ""})

    assert redactie.person.has_role(Role.DATA_ANALYST, None, timezone.localdate())
    assert newest_letter(redactie).code == "role.given"


def test_a_local_role_needs_its_organisation_and_work_there(regio, gemeente):
    with pytest.raises(ValidationError, match="Kies bij welke organisatie"):
        assignments.assign(gemeente.person, Role.POLICY, by=regio)
    with pytest.raises(ValidationError, match="werkt niet bij"):
        assignments.assign(gemeente.person, Role.POLICY, organisation=make_organisation("Het Riet"), by=regio)

    here = gemeente.person.memberships.get().organisation
    assert assignments.assign(gemeente.person, Role.POLICY, organisation=here, by=regio).organisation == here


def test_a_role_is_not_given_twice(regio, gemeente):
    assignments.assign(gemeente.person, Role.EDITOR, by=regio)

    with pytest.raises(ValidationError, match="heeft deze rol al"):
        assignments.assign(gemeente.person, Role.EDITOR, by=regio)


def test_a_withdrawn_role_is_gone_at_the_next_request(sign_in, regio, clm):
    working = sign_in(clm)
    assert working.get("/werk/").status_code == 200
    held = clm.person.role_assignments.get()

    sign_in(regio).post(reverse("assignment-withdraw", args=[clm.person.ref, held.ref]))

    assert working.get("/werk/").status_code == 403
    assert newest_letter(clm).code == "role.withdrawn"


def test_the_last_of_the_regional_office_keeps_the_role(sign_in, regio):
    held = regio.person.role_assignments.get()

    response = sign_in(regio).post(reverse("assignment-withdraw", args=[regio.person.ref, held.ref]), follow=True)

    assert "laatste met de rol regiobureau" in response.content.decode()
    assert regio.person.has_role(Role.REGIONAL_OFFICE, None, timezone.localdate())


def test_a_closed_account_is_not_left_as_the_last_one(regio):
    gone = make_account(organisation=make_organisation("Regiobureau"), role=Role.REGIONAL_OFFICE)
    User.objects.filter(pk=gone.pk).update(is_active=False)

    with pytest.raises(ValidationError):
        assignments.withdraw(regio.person.role_assignments.get(), by=regio)


def test_beheer_comes_and_goes_with_the_door_to_the_administration(regio, redactie):
    given = assignments.assign(redactie.person, Role.ADMINISTRATOR, by=regio)
    redactie.refresh_from_db()
    assert redactie.is_staff

    assignments.withdraw(given, by=regio)
    redactie.refresh_from_db()
    assert not redactie.is_staff


@pytest.mark.parametrize("who", ["gemeente", "redactie", "clm", "beheer", "beheerder_aanbieder"])
def test_nobody_else_gives_or_takes_roles(sign_in, request, who):
    user = request.getfixturevalue(who)
    held = make_role(user.person, Role.DATA_ANALYST)
    browser = sign_in(user)

    given = browser.post(reverse("person", args=[user.person.ref]), {"role": Role.REGIONAL_OFFICE})
    taken = browser.post(reverse("assignment-withdraw", args=[user.person.ref, held.ref]))

    assert (given.status_code, taken.status_code) == (403, 403)
    assert not RoleAssignment.objects.filter(person=user.person, role=Role.REGIONAL_OFFICE).exists()


def test_the_role_of_one_person_is_not_taken_through_another(sign_in, regio, clm, redactie):
    held = clm.person.role_assignments.get()

    response = sign_in(regio).post(reverse("assignment-withdraw", args=[redactie.person.ref, held.ref]))

    assert response.status_code == 404


def test_a_person_page_shows_colleagues_and_nobody_else(sign_in, aanbieder, beheerder_aanbieder, gemeente):
    colleague = reverse("person", args=[beheerder_aanbieder.person.ref])

    assert sign_in(aanbieder).get(colleague).status_code == 200
    assert sign_in(gemeente).get(colleague).status_code == 404


def test_who_left_is_no_colleague_any_more(sign_in, aanbieder, beheerder_aanbieder):
    elsewhere = make_membership(aanbieder.person, make_organisation("Het Riet"))
    aanbieder.person.memberships.exclude(pk=elsewhere.pk).update(ended_on=timezone.localdate())

    assert sign_in(beheerder_aanbieder).get(reverse("person", args=[aanbieder.person.ref])).status_code == 404
