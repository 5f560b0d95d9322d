"""What in a text may point to a person, and what only looks like it."""

import random
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlandschap.commons.personal_data import Kind, find, passes_elfproef, without

TODAY = date(2026, 11, 22)


def found(text: str) -> list[tuple[str, str]]:
    return [(mark.kind.code, mark.piece) for mark in find(text, today=TODAY)]


def kinds(text: str) -> set[str]:
    return {code for code, _piece in found(text)}


POINTS_TO_SOMEBODY = [
    ("Zijn BSN is 123456782.", "bsn", "123456782"),
    ("nummer 123.456.782", "bsn", "123.456.782"),
    ("nummer 1234 56 782", "bsn", "1234 56 782"),
    ("12 34 56 782", "bsn", "12 34 56 782"),
    ("1 2 3 4 5 6 7 8 2", "bsn", "1 2 3 4 5 6 7 8 2"),
    ("１２３４５６７８２", "bsn", "１２３４５６７８２"),
    ("1234\u200b56782", "bsn", "1234\u200b56782"),
    ("123\u2013456\u2013782", "bsn", "123\u2013456\u2013782"),
    ("zaak 12 123456782", "bsn", "123456782"),
    ("bsn: 123456789", "number", "123456789"),
    ("Burgerservicenummer is 1234 5678", "number", "1234 5678"),
    ("12-34.56/782", "number", "12-34.56/782"),
    ("geboren op 12 maart 2015", "birth_date", "12 maart 2015"),
    ("12-3-2015", "birth_date", "12-3-2015"),
    ("12/3/15", "birth_date", "12/3/15"),
    ("12.03.2015", "birth_date", "12.03.2015"),
    ("2015-03-12", "birth_date", "2015-03-12"),
    ("12032015", "birth_date", "12032015"),
    ("12 mrt. '15", "birth_date", "12 mrt. '15"),
    ("geb. 3-4-25", "birth_date", "3-4-25"),
    ("ze is jarig op 4 mei", "birth_date", "4 mei"),
    ("(geboortedatum 1 januari 2026)", "birth_date", "1 januari 2026"),
    ("06-12345678", "phone", "06-12345678"),
    ("06 12 34 56 78", "phone", "06 12 34 56 78"),
    ("+31 6 12 34 56 78", "phone", "+31 6 12 34 56 78"),
    ("0031 36 539 99 11", "phone", "0031 36 539 99 11"),
    ("(0320) 27 89 11", "phone", "(0320) 27 89 11"),
    ("Bel 0800-2000", "phone", "0800-2000"),
    ("Bel Jeugdstem: 088-555 1000", "phone", "088-555 1000"),
    ("moeder.van@voorbeeld.nl", "email", "moeder.van@voorbeeld.nl"),
    ("iemand (at) voorbeeld.nl", "email", "iemand (at) voorbeeld.nl"),
    ("Kerkstraat 12b", "address", "Kerkstraat 12b"),
    ("8232 JM 12", "address", "8232 JM 12"),
    ("8232jm", "address", "8232jm"),
    ("mevrouw de Vries belde", "name", "de Vries"),
    ("dhr. J. van den Berg", "name", "J. van den Berg"),
    ("het gezin Jansen", "name", "Jansen"),
    ("moeder Fatima El Amrani", "name", "Fatima El Amrani"),
    ("jeugdbeschermer Jansen-Pieters", "name", "Jansen-Pieters"),
    ("Sem wacht al een jaar.", "name", "Sem"),
    ("Anna's broer", "name", "Anna's"),
    ("De jongere heet Klaverblad", "name", "Klaverblad"),
    ("Met vriendelijke groet,\nWillemientje de Wit", "name", "Willemientje de Wit"),
    ("volgens M.A. van den Berg", "name", "M.A. van den Berg"),
]


@pytest.mark.parametrize(("text", "code", "piece"), POINTS_TO_SOMEBODY, ids=lambda value: str(value)[:30])
def test_what_points_to_somebody_is_found(text, code, piece):
    assert found(text) == [(code, piece)]


@pytest.mark.parametrize(
    "text",
    [
        "De bijeenkomst van 12 januari 2027 om 9.30 uur begon met het verslag van 3 november 2026.",
        "12-01-2027, 14:30-16:00, zaal 2",
        "Op 01-02-2027 12.30-14.00 uur is de volgende.",
        "op 4 mei, van 3 tot 5 juni, sinds 1 maart",
        "in 2025/2026 en 2025-2026, sinds 2015, de Jeugdwet 2015",
        "Het gaat om 12 en 13 jaar, 0-18 jaar, 6-12 weken.",
        "1.234.567,89 euro, 10.000.000 euro, artikel 2.3, pagina 12-34",
        "In 2025 en 2026 waren er 2024 en 12 gezinnen.",
        "Hofweg 2026",
        "De huisarts in Urk en het wijkteam van Almere bellen Veilig Thuis.",
        "Jongeren en ouders vertellen dat de Raad voor de Kinderbescherming laat was.",
        "gezin Almere, leerling Urk, de huisarts. De wachttijd loopt op.",
        "Kind A. wacht langer dan kind B, zei de JGGZ.",
        "123456789",  # nine digits that are no BSN
        "",
    ],
)
def test_what_points_to_nobody_is_left_alone(text):
    assert found(text) == []


def test_a_date_of_three_days_is_not_taken_for_a_birth_unless_words_say_so():
    assert kinds("Op 19 november 2026 ging het mis.") == set()
    assert kinds("Het kind is geboren op 19 november 2026.") == {"birth_date"}


def test_nothing_but_a_bsn_is_refused():
    assert [kind for kind in Kind if kind.refused] == [Kind.BSN]


def test_the_elfproef_is_that_of_the_law():
    assert passes_elfproef("111222333")
    assert passes_elfproef("123456782")
    assert not passes_elfproef("123456789")
    assert not passes_elfproef("000000000")


@given(
    st.integers(10_000_000, 99_999_999),
    st.sampled_from(["", " ", ".", "-"]),
    st.text(max_size=40),
    st.text(max_size=40),
)
def test_every_bsn_is_found_in_every_text(eight, sign, before, after):
    total = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), str(eight), strict=True))
    if total % 11 == 10:
        return
    bsn = f"{eight}{total % 11}"
    written = sign.join([bsn[:3], bsn[3:6], bsn[6:]])
    text = f"{before} a {written} a {after}"

    assert any(mark.kind is Kind.BSN and written in mark.piece for mark in find(text, today=TODAY))


SNIPPETS = [text for text, _code, _piece in POINTS_TO_SOMEBODY]
SNIPPETS += [
    " ",
    ".",
    ", ",
    "\n",
    "12",
    "de",
    "Jan",
    "@",
    "0",
    "(",
    "\u200b",
]


@given(st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=12)), max_size=12).map("".join))
def test_marks_stand_in_order_do_not_overlap_and_say_what_stands_there(text):
    marks = find(text, today=TODAY)

    assert all(text[mark.start : mark.end] == mark.piece for mark in marks)
    assert all(one.end <= other.start for one, other in zip(marks, marks[1:], strict=False))


@given(st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=12)), max_size=12).map("".join))
def test_what_is_taken_out_is_gone_and_the_rest_stands_as_it_was(text):
    marks = find(text, today=TODAY)
    rest, at = [], 0
    for mark in marks:
        rest.append(text[at : mark.start])
        at = mark.end
    rest.append(text[at:])

    shorter = without(text, marks)

    for piece in rest:
        assert shorter.startswith(piece)
        shorter = shorter[len(piece) :]
        shorter = shorter[shorter.index("]") + 1 :] if shorter.startswith("[") else shorter


def test_taking_out_again_and_again_ends():
    seeded = random.Random(5)
    for _ in range(300):
        text = "".join(seeded.choice(SNIPPETS) for _ in range(12))
        for _turn in range(10):
            marks = find(text, today=TODAY)
            if not marks:
                break
            text = without(text, marks)
        assert not find(text, today=TODAY), text


@pytest.mark.parametrize("piece", ["1 ", "a", "Jan de ", "0", "J.", "12-", "a@", "geb ", "(06) ", "'t ", "J. van de "])
def test_a_long_text_takes_no_time(piece):
    text = (piece * 50_000)[:50_000]
    began = time.perf_counter()

    find(text, today=TODAY)

    assert time.perf_counter() - began < 10
