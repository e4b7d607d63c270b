"""Finnish words in all their forms: stems, consonant gradation, vowel harmony, cases, persons.

Nouns are written as their stems: `kauppa/kaupa` has the strong and the weak grade, one stem serves
for both. The class of a noun follows from its end; a sign behind it tells what the end does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.wordlists import section

NOUNS = section("finnish", "nouns")
ADJECTIVES = section("finnish", "adjectives")
VERBS = section("finnish", "verbs")
ADVERBS = section("finnish", "adverbs")
CONJUNCTIONS = section("finnish", "conjunctions")

_BACK, _FRONT = "aou", "äöy"
_VOWELS = _BACK + _FRONT + "ei"

CASES = {
    "nom": 30, "gen": 22, "par": 14, "ine": 7, "ela": 5, "ill": 7, "ade": 5, "abl": 2, "all": 3,
    "ess": 2, "tra": 2, "abe": 1,
}  # fmt: skip
"""The share of each case in running text, roughly."""


def harmonise(stem: str, ending: str) -> str:
    """Add an ending whose vowels follow those of the stem."""
    last = next((letter for letter in reversed(stem) if letter in _BACK + _FRONT), "ä")
    return stem + (ending.translate(_TO_FRONT) if last in _FRONT else ending)


_TO_FRONT = str.maketrans("aou", "äöy")
_SINGULAR = {
    "gen": "n", "ine": "ssa", "ela": "sta", "ade": "lla", "abl": "lta", "all": "lle", "tra": "ksi",
    "abe": "tta",
}  # fmt: skip
_PLURAL = {"ine": "ssa", "ela": "sta", "ade": "lla", "abl": "lta", "all": "lle", "tra": "ksi",
           "abe": "tta"}  # fmt: skip


class Noun:
    """A noun or an adjective, with its stems."""

    def __init__(self, written: str) -> None:
        self.nominative, strong, weak, self.partitive, self.plural, self.many = _stems(written)
        self.strong, self.weak = strong, weak

    def forms(self) -> Iterator[tuple[str, str, str]]:
        """Give number, case and form, for all that are in use."""
        yield "sg", "nom", self.nominative
        yield "sg", "par", self.partitive
        yield "sg", "ess", harmonise(self.strong, "na")
        yield "sg", "ill", _illative(self.strong)
        for case, ending in _SINGULAR.items():
            yield "sg", case, harmonise(self.weak, ending)
        strong, weak = self.plural
        genitive, partitive, illative = self.many
        yield "pl", "nom", self.weak + "t"
        yield "pl", "gen", genitive
        yield "pl", "par", partitive
        yield "pl", "ill", illative
        yield "pl", "ess", harmonise(strong, "na")
        for case, ending in _PLURAL.items():
            yield "pl", case, harmonise(weak, ending)


Stems = tuple[str, str, str, str, tuple[str, str], tuple[str, str, str]]


def _stems(written: str) -> Stems:
    mark = written[-1] if written[-1] in "*!^~%:-" else ""
    first, _, second = written.removesuffix(mark).partition("/")
    second = second or first
    special = {"*": _in_us, "!": _in_as, "^": _irregular, "~": _in_si, "%": _in_uus, ":": _in_e}
    if first.endswith("nen"):
        return _in_nen(first)
    if mark == "-":
        return _in_i_e(first, second)
    if mark:
        return special[mark](first, second)
    return _in_vowel(first, second)


def _in_vowel(strong: str, weak: str) -> Stems:
    last, before = strong[-1], strong[:-1]
    if strong.endswith(("la", "lä", "na", "ija", "ia", "ea", "ama", "ha")) and len(strong) > 5:
        stem = harmonise(strong[:-1], "o") + "i"
        many = (harmonise(stem, "den"), harmonise(stem, "ta"), stem + "hin")
        return strong, strong, weak, harmonise(strong, "a"), (stem, stem), many
    plural = _plural_of(strong), _plural_of(weak)
    if strong in _DIPHTHONGS or before.endswith(last):
        stem = _DIPHTHONGS.get(strong, before) + "i"
        many = (harmonise(stem, "den"), harmonise(stem, "ta"), stem + "hin")
        return strong, strong, weak, harmonise(strong, "ta"), (stem, stem), many
    if plural[0].endswith(("oi", "ui", "öi", "yi", "ei")):
        stem = plural[0][:-1] + "j"
        genitive = strong + "en" if last == "i" else stem + "en"
        many = (genitive, harmonise(stem, "a"), plural[0] + "hin")
    else:
        many = (plural[0] + "en", harmonise(plural[0], "a"), plural[0] + "in")
    return strong, strong, weak, harmonise(strong, "a"), plural, many


_DIPHTHONGS = {
    "työ": "tö", "yö": "ö", "tee": "te", "maa": "ma", "puu": "pu", "kuu": "ku", "jää": "jä",
    "sää": "sä",
}  # fmt: skip


def _plural_of(stem: str) -> str:
    last = stem[-1]
    if last == "i":
        return stem[:-1] + "ei"
    if last == "a":
        rounded = next((letter for letter in stem if letter in _VOWELS), "a") in "ou"
        return stem[:-1] + ("i" if rounded or len(stem) > 6 else "oi")
    if last in "äe":
        return stem[:-1] + "i"
    return stem + "i"


def _in_i_e(nominative: str, weak: str) -> Stems:
    """`kieli`: the stem ends in e (`kielen`)."""
    body = nominative[:-1]
    weak_body = weak[:-1] if weak != nominative else body
    strong = body + "e"
    sonorant = body[-1] in "lrnm"
    partitive = harmonise(body.removesuffix("m") + ("n" if body.endswith("m") else ""), "ta")
    partitive = partitive if sonorant else harmonise(strong, "a")
    many = (body + "ien", harmonise(body, "ia"), body + "iin")
    return nominative, strong, weak_body + "e", partitive, (body + "i", weak_body + "i"), many


def _in_si(nominative: str, _weak: str) -> Stems:
    """`vesi`: `veden`, `vettä`, `vetenä`."""
    body = nominative[:-2]
    strong, weak = body + "te", body + "de"
    many = (body + "sien", harmonise(body, "sia"), body + "siin")
    return nominative, strong, weak, harmonise(body, "tta"), (body + "si", body + "si"), many


def _in_e(nominative: str, stem: str) -> Stems:
    """`huone`: `huoneen`, `huonetta`; `osoite`: `osoitteen`."""
    strong = stem if stem != nominative else nominative + "e"
    plural = strong[:-1] + "i"
    many = (harmonise(plural, "den"), harmonise(plural, "ta"), plural + "siin")
    return nominative, strong, strong, harmonise(nominative, "tta"), (plural, plural), many


def _in_nen(nominative: str) -> Stems:
    body = nominative[:-3]
    many = (body + "sten", harmonise(body, "sia"), body + "siin")
    stem, plural = body + "se", body + "si"
    return nominative, stem, stem, harmonise(body, "sta"), (plural, plural), many


def _in_us(nominative: str, _weak: str) -> Stems:
    body = nominative[:-1]
    many = (body + "sten", harmonise(body, "ksia"), body + "ksiin")
    stem, plural = body + "kse", body + "ksi"
    return nominative, stem, stem, harmonise(nominative, "ta"), (plural, plural), many


def _in_uus(nominative: str, _weak: str) -> Stems:
    body = nominative[:-1]
    many = (body + "ksien", harmonise(body, "ksia"), body + "ksiin")
    strong, weak, plural = body + "te", body + "de", body + "ksi"
    return nominative, strong, weak, harmonise(body, "tta"), (plural, plural), many


def _in_as(nominative: str, stem: str) -> Stems:
    """`vieras`: `vieraan`, `vierasta`, `vieraita`; `hidas`: `hitaan`."""
    strong = stem if stem != nominative else nominative[:-1] + nominative[-2]
    plural = strong[:-1] + "i"
    many = (harmonise(plural, "den"), harmonise(plural, "ta"), plural + "siin")
    return nominative, strong, strong, harmonise(nominative, "ta"), (plural, plural), many


_IRREGULAR = {
    "mies": ("miehe", "miestä", "miehi", "miesten", "miehiä", "miehiin"),
    "veli": ("velje", "veljeä", "velji", "veljien", "veljiä", "veljiin"),
    "lapsi": ("lapse", "lasta", "lapsi", "lasten", "lapsia", "lapsiin"),
    "kevät": ("kevää", "kevättä", "kevä i", "keväiden", "keväitä", "keväisiin"),
    "sisar": ("sisare", "sisarta", "sisari", "sisarten", "sisaria", "sisariin"),
    "jäsen": ("jäsene", "jäsentä", "jäseni", "jäsenten", "jäseniä", "jäseniin"),
    "lyhyt": ("lyhye", "lyhyttä", "lyhyi", "lyhyiden", "lyhyitä", "lyhyisiin"),
    "lämmin": ("lämpimä", "lämmintä", "lämpimi", "lämpimien", "lämpimiä", "lämpimiin"),
    "välttämätön": (
        "välttämättömä", "välttämätöntä", "välttämättömi", "välttämättömien", "välttämättömiä",
        "välttämättömiin",
    ),
}  # fmt: skip


def _irregular(nominative: str, _weak: str) -> Stems:
    """Known one by one, else like `puhelin`: `puhelimen`, `puhelinta`."""
    if nominative in _IRREGULAR:
        stem, partitive, plural, *many = _IRREGULAR[nominative]
        plural = plural.replace(" ", "")
        return nominative, stem, stem, partitive, (plural, plural), (many[0], many[1], many[2])
    body = nominative[:-1]
    many3 = (body + "mien", harmonise(body, "mia"), body + "miin")
    return (
        nominative, body + "me", body + "me", harmonise(nominative, "ta"),
        (body + "mi", body + "mi"), many3,
    )  # fmt: skip


def _illative(strong: str) -> str:
    if strong in _DIPHTHONGS:
        return f"{strong}h{strong[-1]}n"
    if strong[-2:-1] == strong[-1]:
        return strong + "seen" if len(strong) > 4 else f"{strong}h{strong[-1]}n"
    return f"{strong}{strong[-1]}n"


def verb_forms(written: str) -> list[str]:
    """Give the finite forms, infinitives and participles of a verb in use."""
    body, mark = written[:-1], written[-1]
    strong, _, weak = body.partition("/")
    weak = weak or strong
    if mark == "-":
        return _first_type(strong, weak)
    if mark == "=":
        return _fourth_type(strong, weak)
    if mark == "+":
        return _fifth_type(strong)
    return _third_type(strong, weak)


def _persons(stem: str, third: str) -> list[str]:
    endings = ("n", "t", "mme", "tte")
    return [*(stem + ending for ending in endings), third]


def _first_type(strong: str, weak: str) -> list[str]:
    last = strong[-1]
    past, weak_past = _past(strong), _past(weak)
    conditional = (strong[:-1] if last in "ei" else strong) + "isi"
    passive = (weak[:-1] + "e") if last in "aä" else weak
    return [
        *_persons(weak, strong if strong.endswith(last * 2) else strong + last),
        *_persons(weak_past, past),
        *(harmonise(strong, ending) for ending in ("vat", "a", "nut", "va", "massa", "maan")),
        *(harmonise(passive, ending) for ending in ("taan", "ttiin", "ttu", "ttava")),
        harmonise(past, "vat"),
        conditional,
    ]


def _past(stem: str) -> str:
    vowels = [letter for letter in stem if letter in _VOWELS]
    if stem[-1] == "a" and len(vowels) <= 3 and vowels[0] in "aei":
        return stem[:-1] + "oi"  # antoi, kasvoi
    return (stem[:-1] if stem[-1] in "aäei" else stem) + "i"


def _fourth_type(third: str, body: str) -> list[str]:
    """`haluta`, `avata`; `tarjota`, whose stem keeps one vowel; `tavata`, with the weak grade."""
    rounded = third.endswith("oaa")
    present = third[:-1] if rounded else third
    body = body if body != third else third[:-2] if rounded else third[:-1]
    past = (third[:-2] if rounded else third[:-1]) + "si"
    return [
        *_persons(present, third),
        *_persons(past, past),
        *(harmonise(present, ending) for ending in ("vat", "va", "massa", "maan")),
        *(harmonise(body, ending) for ending in ("ta", "nnut", "taan", "ttiin", "ttu", "ttava")),
        harmonise(past, "vat"),
    ]


def _fifth_type(third: str) -> list[str]:
    stem, body = third[:-1], third[:-3]
    return [
        *_persons(stem, third),
        *_persons(body + "si", body + "si"),
        *(harmonise(stem, ending) for ending in ("vat", "va", "massa", "maan")),
        *(harmonise(body, ending) for ending in ("a", "aan", "tiin", "tu")),
        harmonise(body[:-1], "nnut"),
    ]


def _third_type(stem: str, weak: str) -> list[str]:
    body = stem[:-1] if weak == stem else weak
    double = body + body[-1]
    past = stem[:-1] + "i"
    return [
        *_persons(stem, stem + "e"),
        *_persons(past, past),
        *(harmonise(stem, ending) for ending in ("vat", "va", "massa", "maan")),
        *(harmonise(double, ending) for ending in ("a", "ut", "aan")),
        *(harmonise(body, ending) for ending in ("tiin", "tu", "tava")),
        harmonise(past, "vat"),
    ]
