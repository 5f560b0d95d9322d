"""Who may do what: one page, every right and every role.

A right is asked with `may(user, Permission.X, obj)`: the roles the person has everywhere, plus those the object says they
have there (`obj.roles_of(user)`), and the matrix decides. What somebody may *see* is not here but in `visible_to(user)`.
"""

from django.core.exceptions import PermissionDenied
from django.db import models


class Role(models.TextChoices):
    """What somebody is, in the portal as a whole, for an organisation, or at a table."""

    MEMBER = "member", "lid"
    ORGANISATION_ADMIN = "organisation_admin", "organisatiebeheerder"
    CHAIR = "chair", "tafelvoorzitter"
    FACILITATOR = "facilitator", "begeleider"
    ARRANGER = "arranger", "wie een stap van het inrichten doet"
    CLM = "clm", "contactpersoon CLM"
    EXPERIENCE_HANDLER = "experience_handler", "behandelaar ervaringen"
    POLICY = "policy", "beleid van een gemeente"
    CONTROL = "control", "control van een gemeente"
    DATA_ANALYST = "data_analyst", "data-analist"
    EDITOR = "editor", "redacteur"
    REGIONAL_OFFICE = "regional_office", "regiobureau"
    ADMINISTRATOR = "administrator", "beheer"


class Permission(models.TextChoices):
    """What can be allowed."""

    WORK = "work", "de werkpagina openen"
    TABLE_EDIT = "table_edit", "een tafel bijwerken"
    TABLE_STAFF = "table_staff", "kiezen wie een tafel leidt"
    MEETING_PLAN = "meeting_plan", "bijeenkomsten plannen"
    CALIBRATE = "calibrate", "een tafel ijken"
    TABLE_START = "table_start", "een nieuwe tafel beginnen"
    TABLE_SETUP = "table_setup", "een tafel inrichten"
    TABLE_INVITE = "table_invite", "mensen uitnodigen voor een tafel"
    QUESTION_DECIDE = "question_decide", "onderzoeksvragen vaststellen en beantwoorden"
    AGREEMENT_EDIT = "agreement_edit", "de afspraken van een tafel vastleggen"
    OPENNESS_WIDEN = "openness_widen", "een tafel of iets van een tafel opener maken"
    TABLE_LINK = "table_link", "tafels met elkaar verbinden"
    CONSULTATION_EDIT = "consultation_edit", "overleggen van anderen bijhouden"
    TABLE_STATE = "table_state", "een tafel starten, pauzeren of beëindigen"
    CYCLE_TURN = "cycle_turn", "een ronde verder brengen en haar acties en werkafspraken bijhouden"
    AGENDA_EDIT = "agenda_edit", "de agenda van een bijeenkomst maken"
    ACTION_LIST = "action_list", "de acties van alle tafels zien"
    GATHERING_EDIT = "gathering_edit", "leervormen organiseren"
    METHOD_EDIT = "method_edit", "werkvormen bijhouden"
    MINUTES_TAKE = "minutes_take", "een bijeenkomst leiden en er verslag van maken"
    MINUTES_ADOPT = "minutes_adopt", "een verslag vaststellen of intrekken"
    INSIGHT_KEEP = "insight_keep", "inzichten vastleggen, bijhouden en laten landen"
    STANCE_TAKE = "stance_take", "namens je organisatie zeggen of zij een werkafspraak onderschrijft"
    TOPIC_BUNDLE = "topic_bundle", "onderwerpen bundelen in een sessie"
    SEAT_DECIDE = "seat_decide", "een stoel toekennen of afwijzen"
    SEAT_LIST = "seat_list", "zien wie een stoel vroeg"
    SEAT_EXPORT = "seat_export", "de stoelen van een tafel uitvoeren"
    SEAT_MOVE = "seat_move", "iemand naar een andere tafel verplaatsen of van een stoel halen"
    WEBSITE_EDIT = "website_edit", "teksten van de website bewerken"
    SEARCH_WORDS = "search_words", "zoekwoorden bijhouden"
    ORGANISATION_EDIT = "organisation_edit", "organisaties bijwerken"
    PEOPLE_INVITE = "people_invite", "mensen uitnodigen"
    PEOPLE_END = "people_end", "het lidmaatschap van een collega beëindigen"
    ACCOUNT_APPROVE = "account_approve", "aanvragen voor een account beoordelen"
    ROLE_ASSIGN = "role_assign", "rollen toekennen en intrekken"
    INTAKE = "intake", "organisaties, mensen en stoelen inlezen"
    CALENDAR_EDIT = "calendar_edit", "vrije dagen, vakanties en ijkpunten bijhouden"
    EXPERIENCE_LIST = "experience_list", "zien welke ervaringen er zijn, zonder de tekst"
    EXPERIENCE_HANDLE = "experience_handle", "ervaringen lezen en behandelen"
    EXPERIENCE_RETAIN = "experience_retain", "ervaringen na de bewaartermijn vernietigen of langer bewaren"
    EXPERIENCE_TERMS = "experience_terms", "bewaartermijnen van ervaringen vaststellen"
    NEWSLETTER_EDIT = "newsletter_edit", "nieuwsbrieven maken en versturen"
    EXPERIENCE_ANSWERS = "experience_answers", "standaardantwoorden bij ervaringen bijhouden"
    AUDIT_READ = "audit_read", "het spoor lezen"
    ADMIN = "admin", "het beheer openen"


P = Permission
SETTING_UP = {P.TABLE_SETUP, P.TABLE_INVITE, P.QUESTION_DECIDE}
GUIDING = {P.SEAT_LIST, P.CYCLE_TURN, P.TOPIC_BUNDLE, P.AGENDA_EDIT, P.MINUTES_TAKE, P.INSIGHT_KEEP}
AT_A_TABLE = (
    SETTING_UP
    | GUIDING
    | {
        P.TABLE_EDIT,
        P.TABLE_LINK,
        P.MEETING_PLAN,
        P.CALIBRATE,
        P.GATHERING_EDIT,
        P.AGREEMENT_EDIT,
        P.OPENNESS_WIDEN,
        P.SEAT_DECIDE,
        P.SEAT_EXPORT,
        P.MINUTES_ADOPT,
    }
)

MATRIX: dict[Role, set[Permission]] = {
    Role.MEMBER: set(),
    Role.ORGANISATION_ADMIN: {P.PEOPLE_INVITE, P.PEOPLE_END, P.STANCE_TAKE},
    Role.CHAIR: AT_A_TABLE,
    Role.FACILITATOR: GUIDING | {P.TABLE_SETUP, P.TABLE_INVITE, P.AGREEMENT_EDIT},
    Role.ARRANGER: SETTING_UP,
    Role.CLM: AT_A_TABLE
    | {
        P.ACTION_LIST,
        P.SEAT_MOVE,
        P.TABLE_START,
        P.TABLE_STATE,
        P.TABLE_STAFF,
        P.WORK,
        P.PEOPLE_INVITE,
        P.INTAKE,
        P.METHOD_EDIT,
        P.EXPERIENCE_LIST,
    },
    Role.EXPERIENCE_HANDLER: {
        P.WORK,
        P.EXPERIENCE_LIST,
        P.EXPERIENCE_HANDLE,
        P.EXPERIENCE_RETAIN,
        P.EXPERIENCE_ANSWERS,
    },
    Role.POLICY: {P.STANCE_TAKE},
    Role.CONTROL: set(),
    Role.DATA_ANALYST: set(),
    Role.EDITOR: {P.WORK, P.WEBSITE_EDIT, P.SEARCH_WORDS, P.METHOD_EDIT, P.NEWSLETTER_EDIT},
    Role.REGIONAL_OFFICE: AT_A_TABLE
    | {
        P.ACTION_LIST,
        P.SEAT_MOVE,
        P.TABLE_START,
        P.TABLE_STAFF,
        P.CONSULTATION_EDIT,
        P.TABLE_STATE,
        P.WORK,
        P.WEBSITE_EDIT,
        P.SEARCH_WORDS,
        P.ORGANISATION_EDIT,
        P.PEOPLE_INVITE,
        P.PEOPLE_END,
        P.ACCOUNT_APPROVE,
        P.ROLE_ASSIGN,
        P.INTAKE,
        P.CALENDAR_EDIT,
        P.METHOD_EDIT,
        P.EXPERIENCE_LIST,
        P.EXPERIENCE_RETAIN,
        P.EXPERIENCE_TERMS,
        P.NEWSLETTER_EDIT,
        P.EXPERIENCE_ANSWERS,
    },
    Role.ADMINISTRATOR: {P.ADMIN, P.AUDIT_READ},
}

# Nobody is assigned these: an account, or the place somebody has at a table, gives them.
ROLES_BY_PLACE = {Role.MEMBER, Role.CHAIR, Role.FACILITATOR, Role.ARRANGER}
# An assignment of these names the organisation it holds for.
ROLES_FOR_AN_ORGANISATION = {Role.ORGANISATION_ADMIN, Role.POLICY, Role.CONTROL}
# Who can reach much of the portal proves twice who they are (BIO); an editor reads the addresses of all readers, and mails them.
SECOND_FACTOR_ROLES = {Role.CLM, Role.REGIONAL_OFFICE, Role.ADMINISTRATOR, Role.EXPERIENCE_HANDLER, Role.EDITOR}


def may(user, permission: Permission, obj=None) -> bool:
    """Whether `user` has `permission`, for `obj` when one is given."""
    if not user.is_authenticated:
        return False
    roles = user.roles() | (obj.roles_of(user) if obj is not None else set())
    return any(permission in MATRIX[role] for role in roles)


def require(user, permission: Permission, obj=None) -> None:
    """Raises PermissionDenied, saying who can, when `user` lacks `permission`."""
    if not may(user, permission, obj):
        raise PermissionDenied(refusal(permission))


def refusal(permission: Permission) -> str:
    """A Dutch sentence that says who does have `permission`."""
    able = [role.label for role, permissions in MATRIX.items() if permission in permissions]
    return f"Dit kun je niet zelf: {permission.label}. Wie het wel kan: {', '.join(able)}."


def may_grant(user, role: Role, organisation) -> bool:
    """Whether `user` may give `role`, for `organisation` where the role is a local one.

    Who assigns roles gives them all; who may invite at an organisation may make somebody organisatiebeheerder there.
    """
    if may(user, Permission.ROLE_ASSIGN):
        return True
    return role == Role.ORGANISATION_ADMIN and may(user, Permission.PEOPLE_INVITE, organisation)
