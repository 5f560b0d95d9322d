"""The invented organisations and people of the demo. None of them exists; every address ends in voorbeeld.nl."""

from leerlandschap.network.models import OrganisationKind as Kind
from leerlandschap.network.roles import Role

OFFICE = "Regiobureau Proefpolder"

ORGANISATIONS = {
    "Gemeente Waterrijk": Kind.MUNICIPALITY,
    "Gemeente Nieuwland": Kind.MUNICIPALITY,
    "Jeugdhulp Wolkenveer": Kind.PROVIDER,
    "Thuishulp Lisdodde": Kind.PROVIDER,
    "Logeerhuis Het Sluiswachtertje": Kind.PROVIDER,
    "Dagcentrum Kikkerkroos": Kind.PROVIDER,
    "Gezinshuizen Ganzenvlucht": Kind.PROVIDER,
    "Praktijk Zilverwilgje": Kind.PROVIDER,
    "Huisartsen De Peilschaal": Kind.REFERRER,
    "Wijkteam Waterrijk": Kind.REFERRER,
    "Jeugdbescherming Dijkzichtpolder": Kind.CERTIFIED_INSTITUTION,
    "Kenniswerkplaats Polderblik": Kind.KNOWLEDGE_PARTNER,
    OFFICE: Kind.REGIONAL_OFFICE,
}

# First part of the address, name, organisation, function, role there or in the portal, what it is called on screen.
ACCOUNTS = [
    (
        "gemeente",
        "Sanne Meerdijk",
        "Gemeente Waterrijk",
        "beleidsadviseur jeugd",
        Role.POLICY,
        "lid (gemeente), beleid",
    ),
    (
        "gemeente2",
        "Tarik Polderman",
        "Gemeente Nieuwland",
        "teammanager lokale toegang",
        Role.POLICY,
        "lid (gemeente), beleid",
    ),
    ("aanbieder", "Lieke Wilgenhof", "Jeugdhulp Wolkenveer", "gedragswetenschapper", "", "lid (aanbieder)"),
    ("aanbieder2", "Joris Kadijker", "Thuishulp Lisdodde", "zorgmanager", "", "lid (aanbieder)"),
    ("verwijzer", "Amina Zeegras", "Huisartsen De Peilschaal", "praktijkondersteuner jeugd", "", "lid (verwijzer)"),
    ("partner", "Wouter Lisveld", "Kenniswerkplaats Polderblik", "onderzoeker", "", "lid (kennispartner)"),
    ("voorzitter", "Hanneke Sluizeman", "Gemeente Waterrijk", "strategisch adviseur", "", "tafelvoorzitter"),
    ("begeleider", "Jet Wateringe", OFFICE, "procesbegeleider", "", "begeleider van tafels"),
    ("organisatiebeheerder", "Marit Wolkers", "Jeugdhulp Wolkenveer", "officemanager", Role.ORGANISATION_ADMIN, ""),
    ("clm", "Fatma Vaartland", OFFICE, "contract- en leveranciersmanager", Role.CLM, ""),
    ("clm2", "Idris Havenkom", OFFICE, "contract- en leveranciersmanager", Role.CLM, ""),
    ("regio", "Bram Oeverwal", OFFICE, "programmamanager", Role.REGIONAL_OFFICE, ""),
    ("redactie", "Evi Veenplas", OFFICE, "communicatieadviseur", Role.EDITOR, ""),
    ("behandelaar", "Soraya Hoogwerf", OFFICE, "medewerker ervaringen", Role.EXPERIENCE_HANDLER, ""),
    ("analist", "Daan Peilman", OFFICE, "data-analist", Role.DATA_ANALYST, ""),
    ("beheer", "Ruben Dijkstaal", OFFICE, "functioneel beheerder", Role.ADMINISTRATOR, ""),
]

FIRST_NAMES = [
    "Ada", "Bas", "Cato", "Dirk", "Elif", "Floor", "Gijs", "Hilal", "Ivo", "Jelle", "Karima", "Loes", "Mats", "Nienke",
    "Omar", "Pleun", "Quint", "Roos", "Stijn", "Tess", "Umut", "Vera", "Wim", "Xandra", "Yara", "Ziggy", "Anouk", "Boris",
    "Chantal", "Djamila", "Emre", "Fenna", "Gerard", "Hidde", "Inez", "Jamal", "Kiki", "Lars",
]  # fmt: skip
LAST_NAMES = [
    "Aalscholver", "Berkenbos", "Duinriet", "Elzenkamp", "Fuutjes", "Graslander", "Heemraad", "Iepenlaan", "Kwelder",
    "Lepelblad", "Moerasvaren", "Oeverling", "Plompenblad", "Rietzanger", "Slikplaat", "Tureluur", "Veenmos", "Waterhoen",
    "IJsvogel", "Zuidwal",
]  # fmt: skip
FUNCTIONS = [
    "teamleider",
    "beleidsadviseur",
    "gedragswetenschapper",
    "inkoper",
    "kwaliteitsmedewerker",
    "jeugdprofessional",
]


def somebody(number: int) -> str:
    """An invented name; a thousand of them differ, after that a number makes the difference."""
    first = FIRST_NAMES[number % len(FIRST_NAMES)]
    last = LAST_NAMES[(number // len(FIRST_NAMES) + number * 7) % len(LAST_NAMES)]
    turn = number // (len(FIRST_NAMES) * len(LAST_NAMES))
    return f"{first} {last}{f' {turn + 1}' if turn else ''}"
