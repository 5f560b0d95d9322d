"""What in a text may point to a person: numbers, dates of birth, ways to reach somebody, addresses and names.

It looks at patterns, in plain Dutch text. It finds what people type without thinking, not everything: a rare combination of
facts points to a child as well, and only a reader sees that. Whoever asks (`commons/guard.py`) keeps no finding.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from leerlandschap.commons.dutch import lists

# Of longer texts nothing is looked for: no field takes them.
LONGEST = 50_000


class Kind(Enum):
    """A kind of personal data: its code, what a piece looks like in words, and what may stand in its place."""

    BSN = "bsn", "een burgerservicenummer", "[burgerservicenummer]"
    NUMBER = "number", "een persoonsnummer", "[nummer]"
    EMAIL = "email", "een e-mailadres", "[e-mailadres]"
    BIRTH_DATE = "birth_date", "een geboortedatum", "[geboortedatum]"
    PHONE = "phone", "een telefoonnummer", "[telefoonnummer]"
    ADDRESS = "address", "een adres of postcode", "[adres]"
    NAME = "name", "een naam", "[naam]"

    def __init__(self, code: str, words: str, instead: str) -> None:
        self.code, self.words, self.instead = code, words, instead

    @property
    def refused(self) -> bool:
        """Whether it may not stand anywhere, for no reason."""
        return self is Kind.BSN


@dataclass(frozen=True)
class Mark:
    """A piece of a text, from `start` up to `end`, that may point to a person."""

    kind: Kind
    start: int
    end: int
    piece: str


def find(text: str, *, today: date | None = None) -> list[Mark]:
    """The pieces of `text` that may point to a person, in their order; they do not overlap.

    A full date is taken for one of birth when it lies between 3 and 110 years before `today`, or when words before it speak
    of a birth; so the date of a meeting is not marked, and neither is a year.
    """
    if not text or len(text) > LONGEST:
        return []
    plain, places = _plain(text)
    found = []
    for kind, finder in _finders(today or date.today(), digits=any(sign.isdigit() for sign in plain)):
        for start, end in finder(plain):
            if kind is not None:
                whole = places[start], places[end - 1] + 1
                found.append(Mark(kind, *whole, text[slice(*whole)]))
            plain = plain[:start] + "\0" * (end - start) + plain[end:]
    return sorted(found, key=lambda mark: mark.start)


def without(text: str, marks: list[Mark]) -> str:
    """`text` with a word in place of each of its `marks`."""
    for mark in sorted(marks, key=lambda mark: mark.start, reverse=True):
        text = text[: mark.start] + mark.kind.instead + text[mark.end :]
    return text


def passes_elfproef(digits: str) -> bool:
    """Whether nine digits can be a burgerservicenummer."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and int(digits) > 0


def _plain(text: str) -> tuple[str, list[int]]:
    """The text as a reader sees it (no invisible signs, one sort of digit, dash, space and quote), and where each stood."""
    if text.isascii():
        return text.replace("\r", "\n"), list(range(len(text)))
    seen = [(_alike(sign), place) for place, sign in enumerate(text) if unicodedata.category(sign) != "Cf"]
    return "".join(sign for sign, _place in seen), [place for _sign, place in seen]


def _alike(sign: str) -> str:
    if sign.isascii():
        return "\n" if sign == "\r" else sign
    if (digit := unicodedata.digit(sign, None)) is not None:
        return str(digit)
    wide = unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uff5e" else sign
    return {"Pd": "-", "Zs": " "}.get(unicodedata.category(wide), {"’": "'", "‘": "'"}.get(wide, wide))


def _finders(today: date, *, digits: bool):
    """Each sort in the order in which they are looked for: what one has found, the next does not see.

    Without `digits` there is nothing to look for but addresses of mail and names.
    """
    yield Kind.EMAIL, _spans(EMAIL)
    if digits:
        yield from _with_digits(today)
    for pattern in NAMES:
        yield Kind.NAME, lambda plain, pattern=pattern: _names(plain, pattern)


def _with_digits(today: date):
    yield Kind.BSN, _bsn
    yield Kind.BIRTH_DATE, lambda plain: _births(plain, today)
    # Other dates are nobody's, and no part of a telephone number either.
    yield None, lambda plain: ((start, end) for start, end, _day in _dates(plain))
    yield Kind.PHONE, _spans(PHONE)
    yield Kind.NUMBER, lambda plain: (found.span(1) for found in NUMBER_BY_NAME.finditer(plain))
    yield Kind.NUMBER, _odd_numbers
    yield Kind.ADDRESS, _spans(POSTCODE)
    yield Kind.ADDRESS, _streets


def _spans(pattern: re.Pattern):
    return lambda plain: (found.span() for found in pattern.finditer(plain))


# --- numbers and ways to reach somebody --------------------------------------------------------------------------------

AT = r"(?:@| ?[\[(] ?(?:at|apenstaart(?:je)?) ?[\])] ?)"
EMAIL = re.compile(rf"(?<![\w.+-])[\w.+'-]{{1,64}}+{AT}(?:[\w-]{{1,63}}\.){{1,8}}[a-z]{{2,24}}", re.IGNORECASE)
# One sort of sign between groups of digits; two sorts make it a list of numbers rather than one.
GROUPS = re.compile(r"(?<!\d)(?<!\d[-./ ])\d+(?:(?P<sign>[-./ ])\d+(?:(?P=sign)\d+)*)?(?!\d)")
NINE = re.compile(r"(?<!\d)\d(?:[-./ ]?\d){8}(?!\d)")
NUMBER_BY_NAME = re.compile(
    r"\b(?:bsn|burger ?service ?nummer|sofi-?nummer)\b[^\d\n]{0,20}(\d(?:[-./ ]?\d){6,9})", re.I
)
EIGHT = re.compile(r"(?<![\d.,-])\d{8}(?![\d.,-]?\d)")
PHONE = re.compile(
    r"(?<![\d+])(?:"
    r"(?:\+|00)[ ]?[1-9]\d{0,2}(?:[ .\-/()]{0,3}\d){7,12}"
    r"|\(?0[89]0[0-9]\)?(?:[ .\-]{0,3}\d){4}(?:(?:[ .\-]{0,3}\d){3})?"
    r"|\(?0(?:[ .\-/()]{0,3}\d){9}"
    r"|6[ -]?(?:[ -]?\d){8}"
    r")(?!\d)"
)


def _bsn(plain: str) -> Iterator[tuple[int, int]]:
    """Nine digits that pass, in one piece or in equal-looking groups."""
    for found in GROUPS.finditer(plain):
        groups = re.split(r"[-./ ]", found[0])
        digits = "".join(groups)
        sizes = {len(group) for group in groups}
        if len(digits) == 9 and (sizes == {1} or min(sizes) > 1) and passes_elfproef(digits):
            yield found.span()
    yield from _single_bsn(plain)


def _single_bsn(plain: str) -> Iterator[tuple[int, int]]:
    """Nine digits in one piece among other numbers."""
    for found in re.finditer(r"(?<!\d)\d{9}(?!\d)", plain):
        inside = GROUPS.match(plain, found.start())
        if (inside is None or inside.span() != found.span()) and passes_elfproef(found[0]):
            yield found.span()


def _odd_numbers(plain: str) -> Iterator[tuple[int, int]]:
    """Digits that could be a BSN: nine in odd groups, or eight (without the nought in front)."""
    for pattern in (NINE, EIGHT):
        for found in pattern.finditer(plain):
            if passes_elfproef(re.sub(r"\D", "", found[0]).zfill(9)):
                yield found.span()


# --- dates of birth -----------------------------------------------------------------------------------------------------

MONTHS = {
    month: number
    for number, months in enumerate(
        (
            "januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul", "augustus aug",
            "september sept sep", "oktober okt", "november nov", "december dec",
        ), 1)
    for month in months.split()
}  # fmt: skip
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = re.compile(
    r"(?<![\d.,])(?:"
    r"(?P<d1>\d{1,2})(?P<sign>[-/.])(?P<m1>\d{1,2})(?P=sign)(?P<y1>(?:19|20)\d\d)"
    r"|(?P<d2>\d{1,2})(?P<sign2>[-/])(?P<m2>\d{1,2})(?P=sign2)(?P<y2>\d\d)"
    r"|(?P<y3>(?:19|20)\d\d)(?P<sign3>[-/])(?P<m3>\d{1,2})(?P=sign3)(?P<d3>\d{1,2})"
    r"|(?P<d4>\d{1,2})(?P<m4>0[1-9]|1[0-2])(?P<y4>(?:19|20)\d\d)"
    r"|(?P<d5>\d{1,2})(?:e|ste|de)?[ -](?P<m5>" + MONTH + r")\b(?:\.?[ ,-]{1,2}'?(?P<y5>(?:(?:19|20)\d\d)|\d\d))?"
    r")(?![-/]?\d)",
    re.IGNORECASE,
)
BIRTH = re.compile(r"\b(?:geb(?:oren|oorte\w*)?|jarig|verjaardag\w*|verjaart)\b\.?[^\n.!?\d]{0,24}$", re.IGNORECASE)
YOUNGEST, OLDEST = 3, 110


def _births(plain: str, today: date) -> Iterator[tuple[int, int]]:
    for start, end, day in _dates(plain, today):
        spoken_of = BIRTH.search(plain, max(0, start - 45), start)
        if spoken_of or (day is not None and _may_be_a_birth(day, today)):
            yield start, end


def _may_be_a_birth(day: date, today: date) -> bool:
    return YOUNGEST * 365 <= (today - day).days <= OLDEST * 366


def _dates(plain: str, today: date | None = None) -> Iterator[tuple[int, int, date | None]]:
    """Every date with where it stands; None where it lacks a year."""
    for found in DATE.finditer(plain):
        day, month, year = _parts(found)
        if year and len(year) == 2:
            year = str(_century((today or date.today()).year, int(year)))
        try:
            known = date(int(year) if year else 2000, int(MONTHS.get(month.lower(), month)), int(day))
        except ValueError:
            continue
        yield *found.span(), known if year else None


def _parts(found: re.Match) -> tuple[str, str, str | None]:
    for number in range(1, 6):
        if found[f"d{number}"]:
            return found[f"d{number}"], found[f"m{number}"], found[f"y{number}"]
    raise AssertionError("a date has a day")


def _century(this_year: int, year: int) -> int:
    """Two digits are of the coming two years or of the ninety-seven before."""
    return 2000 + year if 2000 + year <= this_year + 2 else 1900 + year


# --- addresses and names ------------------------------------------------------------------------------------------------

HOUSE = r"\d{1,4}(?:[ -]?[a-zA-Z](?![a-zA-Z])|-\d{1,3})?"
POSTCODE = re.compile(
    r"(?<![\w.,-])[1-9]\d{3}(?: ?(?!SA|SD|SS)[A-Z]{2}|[a-z]{2})(?![\w])"
    rf"(?:(?:[ ,]{{1,2}}|[ ,]{{1,2}}nr\.? ?){HOUSE}(?!\w))?"
)
STREET = re.compile(
    r"\b[A-Z][\w'.-]{2,30}(?:straat|laan|weg|plein|dreef|gracht|singel|steeg|kade|dijk|hof|pad|plantsoen)"
    rf"[ ,]{{1,2}}({HOUSE})(?!\w)"
)
CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĐĎĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ]"
WORD = rf"{CAPITAL}[^\W\d_A-Z]{{1,30}}(?:[-']{CAPITAL}?[^\W\d_A-Z]{{1,30}})?"
PARTICLE = r"(?:van|von|de|den|der|ten|ter|het|'t|in|la|le|el|al|da|dos|di|du|bin|ait|ben|Van|De|Den|Der|Ten|Ter|El|Al|Ait|Ben)"
FAMILY_NAME = rf"(?:{PARTICLE}[ -]){{0,3}}{WORD}"
FULL_NAME = rf"{FAMILY_NAME}(?: {FAMILY_NAME})?"
TITLE = (
    r"(?i:meneer|mijnheer|mevrouw|mevr|mw|dhr|de heer|juffrouw|juf|meester|dokter|dr|drs|mr|tante|oom|opa|oma|familie|fam"
    r"|gezin)"
)
SOMEBODY = (
    r"(?i:(?:pleeg|stief|schoon)?(?:zoon|zoontje|dochter|dochtertje|broer|broertje|zus|zusje|vader|moeder|ouder|kind)"
    r"|papa|mama|jongen|jongetje|meisje|cli[eë]nte?|pati[eë]nte?|leerling|jongere|jeugdige|collega|begeleider|begeleidster"
    r"|voogd|gezinsvoogd|jeugdbeschermer|jeugdreclasseerder|behandelaar|therapeut|psycholoog|psychiater|mentor|leerkracht"
    r"|hulpverlener|hulpverleenster|huisarts|buurman|buurvrouw)"
)
CALLED = r"(?i:heet|heette|genaamd|(?:voor|achter|bij|roep)?naam(?: is| was)?|noemen we|groet(?:en|jes)?)"
FIRST_NAME = "|".join(sorted(lists.words("first_names"), key=len, reverse=True))
NAMES = [
    re.compile(rf"\b{TITLE}\.? ((?:{CAPITAL}\. ?){{0,4}}{FULL_NAME})"),
    re.compile(rf"\b{SOMEBODY},?(?: (?:heet|genaamd|is))? ((?:{CAPITAL}\. ?){{0,4}}{FULL_NAME})"),
    re.compile(rf"\b{CALLED}[:,]?\s{{1,3}}({FULL_NAME})"),
    re.compile(rf"(?<![\w.])({CAPITAL}\.(?: ?{CAPITAL}\.){{0,4}} ?{FAMILY_NAME})"),
    re.compile(rf"\b((?:{FIRST_NAME})(?:'?s)?(?![\w])(?: {FAMILY_NAME})?)"),
]  # fmt: skip
# Begins with a capital after such a word, and is nobody.
NOBODY = lists.words("no_names")


def _streets(plain: str) -> Iterator[tuple[int, int]]:
    for found in STREET.finditer(plain):
        if not re.fullmatch(r"(?:19|20)\d\d", found[1]) and found[0].split()[0].lower() not in {"onderweg", "halfweg"}:
            yield found.span()


def _names(plain: str, pattern: re.Pattern) -> Iterator[tuple[int, int]]:
    """Where a name stands; a place, an organisation or a day of the week is none."""
    for found in pattern.finditer(plain):
        words = [word for word in re.split(r"[ .]", found[1]) if word[:1].isupper()]
        if not all(word in NOBODY for word in words):
            yield found.span(1)
