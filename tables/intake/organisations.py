"""The sheet of organisations: compare it with those that take part."""

import re
from functools import partial

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from leerlandschap.commons import addresses
from leerlandschap.network.flows import organisations
from leerlandschap.network.models import Organisation, OrganisationKind, User
from tables.intake.sheets import Filled, Row, bare, fold
from tables.intake.steps import Outcome, Step, change, nothing

KIND_NEEDED = "{name} is nieuw: vul in wat voor organisatie het is. Kies uit: {kinds}."
KIND_UNKNOWN = "‘{text}’ kennen we niet als soort. Kies uit: {kinds}."
KIND_FIXED = (
    "{name} is een gemeente met een code van het CBS en blijft dat. Maak de soort ‘gemeente’ of laat haar leeg."
)
BAD_DOMAIN = "‘{text}’ is geen maildomein. Vul in wat na de @ staat, bijvoorbeeld almere.nl."
BAD_WEBSITE = "‘{text}’ is geen webadres. Vul het in zoals https://www.voorbeeld.nl."
TWICE = "{name} staat ook in rij {first}, met andere gegevens. Houd één rij over."
ENDED = (
    "{name} doet niet meer mee sinds {since}. Haal de rij weg, of vraag het regiobureau om haar weer mee te laten doen."
)
RESEMBLES = "Lijkt op ‘{other}’, die er al is. Is het dezelfde? Gebruik dan precies die naam."

KINDS = ", ".join(OrganisationKind.labels)
# What people write, beside the label itself.
ALSO = {
    OrganisationKind.MUNICIPALITY: ["gemeenten", "lokale overheid"],
    OrganisationKind.PROVIDER: ["aanbieders", "zorgaanbieder", "jeugdhulpaanbieder", "zorginstelling", "instelling"],
    OrganisationKind.REFERRER: ["verwijzers", "huisarts", "huisartsen", "wijkteam", "jeugdarts", "school"],
    OrganisationKind.CERTIFIED_INSTITUTION: ["gi", "gecertificeerde instelling jeugd", "jeugdbescherming"],
    OrganisationKind.KNOWLEDGE_PARTNER: [
        "kennispartners",
        "kennisinstelling",
        "hogeschool",
        "universiteit",
        "onderzoek",
    ],
    OrganisationKind.REGIONAL_OFFICE: ["regio", "regiobureau", "regionale organisatie", "regioorganisatie"],
    OrganisationKind.OTHER: ["anders", "overige", "other"],
}
KIND_BY_NAME = {bare(kind.label): kind for kind in OrganisationKind} | {
    bare(name): kind for kind, names in ALSO.items() for name in [kind.value, *names]
}
# Words that say what an organisation is and not which; two names that differ in these only are probably one.
COMMON_WORDS = re.compile(
    r"\b(stichting|vereniging|co[oö]peratie|gemeente|de|het|bv|b\.v\.?|jeugdhulp|jeugdzorg|zorg)\b"
)
DOMAIN = re.compile(r"(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+")
is_web_address = URLValidator(schemes=["http", "https"])
LABELS = {"kind": "soort", "mail_domain": "maildomein", "website": "website"}


class Organisations:
    """Every organisation of the portal and of the sheet, by name."""

    def __init__(self, filled: Filled) -> None:
        self.filled = filled
        self.known = {fold(one.name): one for one in Organisation.objects.all()}
        self.resembling = {_core(one.name): one.name for one in self.known.values()}
        self.steps: list[Step] = []

    def compare(self) -> list[Step]:
        """What each row would do; its errors are noted on the sheet."""
        # Names in rows with an error count as known, so that one slip is not reported for every colleague as well.
        brought = {fold(row["name"]): Organisation(name=row["name"]) for row in self.filled.rows if row["name"]}
        for row, first in self.filled.sound(lambda row: fold(row["name"])):
            if first is not None:
                self.filled.wrong(row, "name", TWICE.format(name=row["name"], first=first.number))
            elif step := self._step(row):
                self.steps.append(step)
        self.known = brought | self.known
        return self.steps

    def named(self, name: str) -> Organisation | None:
        return self.known.get(fold(name))

    def mail_domains(self) -> set[str]:
        return {one.mail_domain for one in self.known.values() if one.mail_domain}

    def _step(self, row: Row) -> Step | None:
        known = self.known.get(fold(row["name"]))
        fields = self._fields(row)
        if known is None:
            return self._new(row, fields)
        if known.ended_on:
            self.filled.wrong(row, "name", ENDED.format(name=known, since=f"{known.ended_on:%d-%m-%Y}"))
        if known.cbs_code and fields.get("kind", known.kind) != known.kind:
            self.filled.wrong(row, "kind", KIND_FIXED.format(name=known))
        return None if row.number in self.filled.faulty else _changed(row, known, fields)

    def _new(self, row: Row, fields: dict[str, str]) -> Step | None:
        if not row["kind"]:
            self.filled.wrong(row, "kind", KIND_NEEDED.format(name=row["name"], kinds=KINDS))
        if row.number in self.filled.faulty:
            return None
        other = self.resembling.setdefault(_core(row["name"]), row["name"])
        if other != row["name"]:
            self.filled.doubt(row, "name", RESEMBLES.format(other=other))
        organisation = Organisation(name=row["name"], **fields)
        self.known[fold(row["name"])] = organisation
        return Step(row, Outcome.NEW, str(organisation), partial(_add, organisation), [organisation.get_kind_display()])

    def _fields(self, row: Row) -> dict[str, str]:
        """What the row says, in the words of the model; an empty cell says nothing. Errors are noted on the sheet."""
        found = {}
        for key, read in (("kind", _kind), ("mail_domain", _mail_domain), ("website", _website)):
            try:
                if row[key]:
                    found[key] = read(row[key])
            except ValidationError as error:
                self.filled.wrong(row, key, error.message)
        return found


def _changed(row: Row, organisation: Organisation, fields: dict[str, str]) -> Step:
    """The step for an organisation that is there: sets on it what differs."""
    notes = []
    for key, after in fields.items():
        if getattr(organisation, key) != after:
            before = _shown(organisation, key)
            setattr(organisation, key, after)
            notes.append(change(LABELS[key], before, _shown(organisation, key)))
    if not notes:
        return Step(row, Outcome.SAME, str(organisation), nothing)
    return Step(row, Outcome.CHANGED, str(organisation), partial(_change, organisation), notes)


def _add(organisation: Organisation, by: User) -> None:
    organisations.add(organisation, by=by)


def _change(organisation: Organisation, by: User) -> None:
    organisations.change(organisation, by=by)


def _shown(organisation: Organisation, key: str) -> str:
    return organisation.get_kind_display() if key == "kind" else getattr(organisation, key)


def _core(name: str) -> str:
    return bare(COMMON_WORDS.sub("", fold(name))) or bare(name)


def _kind(text: str) -> str:
    if bare(text) not in KIND_BY_NAME:
        raise ValidationError(KIND_UNKNOWN.format(text=text, kinds=KINDS))
    return KIND_BY_NAME[bare(text)].value


def _mail_domain(text: str) -> str:
    domain = addresses.domain_of(text) or re.sub(r"^(https?://)?(www\.)?", "", text.lower()).rstrip("/")
    if not DOMAIN.fullmatch(domain):
        raise ValidationError(BAD_DOMAIN.format(text=text))
    return domain


def _website(text: str) -> str:
    address = text if "://" in text else f"https://{text}"
    try:
        is_web_address(address)
    except ValidationError:
        raise ValidationError(BAD_WEBSITE.format(text=text)) from None
    return address
