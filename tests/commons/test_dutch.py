"""What the portal knows of Dutch: stems, compounds, and how much two texts speak of the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlandschap.commons import dutch, search
from leerlandschap.commons.dutch import likeness, lists

FAMILIES = [
    "plaats plaatsen plaatsing plaatsingen geplaatst",
    "aanmelden aanmelding aanmeldt aangemeld",
    "begeleiden begeleiding begeleid begeleidt",
    "behandeling behandelen behandeld behandelingen",
    "gezin gezinnen",
    "gemeente gemeenten gemeentelijke",
    "verwijzen verwijzing verwijst verwezen verwijzer verwijzers",
    "scheiding scheidingen gescheiden scheiden",
    "verslaving verslaafd verslaafde",
    "veilig veiligheid onveilig",
    "uitval uitvallen uitgevallen uitvalt",
    "overplaatsing overplaatsingen overgeplaatst",
    "huisarts huisartsen",
    "stoppen stopt gestopt",
    "samenwerken samenwerking samengewerkt",
    "wachten wacht gewacht",
    "melden melder gemeld melding",
    "aansluiten aangesloten aansluiting",
    "consultatiebureau consultatiebureaus",
    "vluchten gevlucht vluchteling",
    "werven geworven werving",
    "kind kinderen",
    "maatje maatjes",
    "afzonderen afgezonderd",
    "gamen gamende gamer",
]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.split()[0])
def test_the_forms_of_a_word_have_one_stem(family):
    assert len({dutch.stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("begeleiding", "beleid"),
        ("gezin", "zin"),
        ("plaats", "plat"),
        ("jeugd", "jeuk"),
        ("woning", "wonen"),
        ("gesloten", "sluiten"),
        ("waardering", "waarde"),
        ("stelen", "stellen"),
        ("scholing", "scholen"),
        ("verloop", "verlopen"),
    ],
)
def test_words_that_only_look_alike_keep_apart(one, other):
    assert dutch.stem(one) != dutch.stem(other)


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("crisisplaatsingen", "crisis plaatsing"),
        ("pleegouders", "pleeg ouder"),
        ("logeerhuizen", "logeren huis"),
        ("personeelstekort", "personeel tekort"),
        ("schoolverzuim", "school verzuim"),
        ("ouderbegeleiding", "ouder begeleiding"),
        ("ervaringsdeskundigen", "ervaring deskundige"),
        ("jeugdhulpaanbieders", "jeugd hulp aanbieder"),
    ],
)
def test_a_compound_is_split_in_its_parts(compound, parts):
    assert dutch.split(compound) == tuple(dutch.stem(part) for part in parts.split())


@pytest.mark.parametrize("word", ["wachtlijst", "uitval", "basisschool", "samenwerking", "polder", "kinderdagcentrum"])
def test_what_is_one_thing_stays_whole(word):
    assert dutch.split(word) == ()


def test_a_compound_is_split_by_words_we_are_told_of():
    assert dutch.split("molenwiekproef") == ()
    known = frozenset(dutch.stem(word) for word in ("molenwiek", "proef"))
    assert dutch.split("molenwiekproef", known) == (dutch.stem("molenwiek"), dutch.stem("proef"))
    assert {dutch.stem("molenwiek"), dutch.stem("proef")} <= dutch.halves("molenwiekproef")


@pytest.mark.parametrize(
    "sentence", ["Waarom haken jongeren af?", "Zij dreigen af te haken.", "Wie haakt er nu af", "Wie haken af bij ons?"]
)
def test_a_verb_whose_first_part_stands_apart_is_found(sentence):
    known = frozenset([dutch.stem("afhaken")])
    stems = {word.stem for word in dutch.words(sentence, known)}
    assert dutch.stem("afhaken") in stems
    assert dutch.stem("haken") not in stems


def test_a_preposition_before_a_noun_is_no_part_of_a_verb():
    known = frozenset([dutch.stem("overvragen")])
    assert dutch.stem("overvragen") not in {word.stem for word in dutch.words("Waar horen vragen over gender?", known)}
    assert dutch.stem("overvragen") in {word.stem for word in dutch.words("Wie vragen wij over?", known)}


def test_accents_capitals_stopwords_and_years_do_not_matter():
    assert [word.written for word in dutch.words("De CLIËNTEN van één gezin in 2027")] == ["clienten", "gezin"]


def test_short_names_of_this_field_are_words():
    assert [word.written for word in dutch.words("KDC, LVB en jeugd-ggz; 18+")] == ["kdc", "lvb", "jeugd", "ggz", "18"]


def test_a_text_of_a_megabyte_is_read_as_far_as_anybody_would():
    assert len(dutch.words("crisisplaatsing " * 70_000)) == dutch.MOST_WORDS


@given(st.text(max_size=200))
def test_any_text_gives_stems_of_letters_and_digits(text):
    for word in dutch.words(text):
        assert all(stem.isalnum() and stem.isascii() and stem == stem.lower() for stem in word.stems)


def test_no_form_belongs_to_two_words():
    forms = [form for line in lists.lines("forms") for form in line.split()]
    assert sorted(forms) == sorted(set(forms))


# --- everyday ways to say what has a name ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zij gaat al maanden niet meer naar school.", "thuiszitter"),
        ("Er zijn te weinig goede hulpverleners.", "arbeidsmarkt"),
        ("Ouders die uit elkaar zijn.", "scheiding"),
        ("Wie ziet dat op tijd?", "vroegsignalering"),
    ],
)
def test_what_is_said_in_everyday_words_is_known_by_its_name(text, name):
    assert dutch.stem(name) in {stem for word in dutch.words(text) for stem in word.stems}


def test_the_words_of_a_saying_far_apart_or_in_another_order_say_nothing():
    for text in ("Uit dit onderzoek blijkt hoe wij elkaar vinden.", "Wij leren van elkaar uit boeken."):
        assert "schei" not in {word.stem for word in dutch.words(text)}


def test_a_word_that_only_stands_in_a_saying_is_found_and_weighs_nothing():
    words = dutch.words("Hij is nog niet aan de beurt.")

    assert [word.written for word in words if word.idle] == ["beurt"]
    concepts = likeness.concepts(words, likeness.Synonyms([]), {}, 0)
    assert not any(dutch.stem("beurt") in way for concept in concepts for way in concept.said)


def test_every_saying_is_of_several_words_and_has_a_name_that_says_something():
    for sayings in dutch.our_sayings().values():
        for saying in sayings:
            assert len(saying.tokens) > 1, saying
            assert dutch.words(saying.name), saying


# --- how much two texts speak of the same -------------------------------------------------------------------------------


def read(text: str) -> list[dutch.Word]:
    return dutch.words(text)


def of(asked: str, there: str, *, groups=()) -> float:
    stems = frozenset().union(*(word.stems for word in read(there)))
    return likeness.likeness(likeness.concepts(read(asked), likeness.Synonyms(groups), {}, 0), stems)


def test_a_text_is_like_itself_and_not_like_another():
    text = "Hoe verkorten we de wachtlijst voor crisisplaatsing?"
    assert of(text, text) > 0.6
    assert of(text, "Parkeren bij het stadhuis") == 0


def test_a_compound_is_like_its_parts():
    assert of("plaatsingen in crisis", "Sneller bij een crisisplaatsing") > 10 * search.ALIKE


def test_common_words_alone_make_no_likeness():
    asked = likeness.concepts(
        read("Hoe kunnen gemeenten beter samenwerken voor jeugdigen?"), likeness.Synonyms([]), {}, 0
    )
    assert not any(concept.strong for concept in asked)


def test_another_word_for_the_same_counts_a_little_less():
    ways = tuple(frozenset([dutch.stem(word)]) for word in ("wachtlijst", "uitstel"))
    same, other = (of("wachtlijst", word, groups=[ways]) for word in ("wachtlijst", "uitstel"))
    assert 0 < other < same
    assert of("wachtlijst", "uitstel") == 0


def test_one_thing_in_common_is_less_like_than_two_that_weigh_as_much_together():
    asked = [
        likeness.Concept((frozenset([stem]),), (), weight)
        for stem, weight in (("een", 1.0), ("half", 0.5), ("deel", 0.5))
    ]
    assert likeness.likeness(asked, {"een"}) < likeness.likeness(asked, {"half", "deel"})


def test_an_expression_says_more_than_each_of_its_words_and_no_more_than_one_thing():
    half = likeness.weight_of(dutch.stem("plaatsing"), {}, 0)
    assert half < likeness.weight_of_way(frozenset([dutch.stem("plaatsing"), dutch.stem("sluiting")]), {}, 0) <= 1
    assert likeness.weight_of_way(frozenset([dutch.stem("plaatsing")]), {}, 0) == pytest.approx(half)


def test_a_compound_weighs_as_one_word_and_what_stands_inside_it_less():
    ways = [(frozenset({"jeug", "bescherm"}), frozenset({"voogdij"})), (frozenset({"bescherm"}), frozenset({"schild"}))]
    synonyms = likeness.Synonyms(ways)
    whole, inside = likeness.concepts(read("jeugdbescherming"), synonyms, {}, 0)
    assert whole.weight == pytest.approx(1)
    assert inside.weight < likeness.concepts(read("bescherming"), synonyms, {}, 0)[0].weight


def test_what_every_entry_holds_weighs_less_than_what_few_hold():
    counts = {"veel": 900, "zelden": 2}
    assert likeness.weight_of("veel", counts, 1000) < likeness.weight_of("zelden", counts, 1000)


def test_similarity_is_measured_as_pg_trgm_does():
    # select similarity('wachtlijst', 'wachtlist')
    assert likeness.similarity("wachtlijst", "wachtlist") == pytest.approx(0.615, abs=0.001)
    assert likeness.similarity("crisis", "crisis") == 1
    assert likeness.similarity("crisis", "logeren") == 0
