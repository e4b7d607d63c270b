"""Forms of one word find each other, in the language of the post; other words don't."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.index.analysis.morphology import Keys, analysable, analyser
from index.words.shelf import Shelf

ROOT = Path(__file__).parents[3]

PAIRS = {
    "en": """
        went go, gone go, mice mouse, geese goose, feet foot, teeth tooth, children child,
        men man, women woman, people person, oxen ox, lives life, knives knife, leaves leaf,
        wolves wolf, was be, were be, is be, been be, had have, has have, did do, done do,
        said say, made make, took take, taken take, came come, saw see, seen see, knew know,
        known know, got get, gave give, given give, found find, thought think, told tell,
        became become, left leave, felt feel, brought bring, began begin, begun begin, kept keep,
        held hold, wrote write, written write, stood stand, heard hear, meant mean, met meet,
        ran run, running run, paid pay, sat sit, spoke speak, lay lie, led lead, grew grow,
        lost lose, fell fall, sent send, built build, understood understand, drew draw,
        broke break, spent spend, cut cutting, rose rise, drove drive, bought buy, wore wear,
        chose choose, better good, best good, worse bad, worst bad, analyses analysis,
        criteria criterion, phenomena phenomenon, indices index, libraries library, cities city,
        studied study, studies study, stopped stop, planned plan, happier happy, happiest happy,
        bigger big, biggest big, taught teach, caught catch, swam swim, sang sing, drank drink,
        ate eat, slept sleep, won win, theses thesis, data datum, bacteria bacterium
    """,
    "sv": """
        gick gå, gått gå, böcker bok, boken bok, män man, kvinnor kvinna, barnen barn,
        händer hand, fötter fot, tänder tand, städer stad, staden stad, länder land, nätter natt,
        bröder broder, söner son, döttrar dotter, mödrar moder, möss mus, gäss gås, löss lus,
        var vara, är vara, varit vara, hade ha, har ha, fick få, fått få, kom komma,
        kommit komma, såg se, sett se, tog ta, tagit ta, gav ge, gett ge, blev bli, blivit bli,
        skrev skriva, skrivit skriva, stod stå, stått stå, låg ligga, satt sitta, visste veta,
        kunde kunna, skulle skola, ville vilja, gjorde göra, gjort göra, sade säga, sagt säga,
        drack dricka, åt äta, sov sova, sprang springa, sjöng sjunga, bättre bra, bäst bra,
        större stor, störst stor, äldre gammal, yngre ung, färre få, längre lång, högre hög,
        bloggar blogg, bloggen blogg, inlägget inlägg, sidor sida, nyheter nyhet, frågorna fråga,
        arbetar arbeta, arbetade arbeta, språket språk, huset hus, husen hus, bilarna bil,
        flickorna flicka, pojkarna pojke, öron öra, ögon öga, lärarna lärare, fåglar fågel,
        fröknar fröken, systrar syster, vänner vän, platsen plats, satte sätta, lade lägga,
        valde välja, dog dö, for fara
    """,
    "de": """
        ging gehen, gegangen gehen, geht gehen, war sein, ist sein, sind sein, gewesen sein,
        hatte haben, hat haben, gehabt haben, wurde werden, geworden werden, konnte können,
        kann können, musste müssen, wollte wollen, will wollen, durfte dürfen, darf dürfen,
        sah sehen, gesehen sehen, sieht sehen, kam kommen, gekommen kommen, nahm nehmen,
        genommen nehmen, nimmt nehmen, gab geben, gibt geben, schrieb schreiben,
        geschrieben schreiben, las lesen, gelesen lesen, liest lesen, sprach sprechen,
        gesprochen sprechen, spricht sprechen, fand finden, gefunden finden, dachte denken,
        gedacht denken, wusste wissen, weiß wissen, brachte bringen, gebracht bringen,
        stand stehen, gestanden stehen, Häuser Haus, Bücher Buch, Männer Mann, Frauen Frau,
        Kinder Kind, Städte Stadt, Länder Land, Mäuse Maus, Füße Fuß, Hände Hand, Mütter Mutter,
        Väter Vater, Söhne Sohn, Töchter Tochter, Brüder Bruder, Bäume Baum, Wälder Wald,
        Nächte Nacht, Wörter Wort, Äpfel Apfel, besser gut, beste gut, größer groß, größte groß,
        älter alt, höher hoch, mehr viel, isst essen, aß essen, trank trinken, fuhr fahren,
        gefahren fahren, fährt fahren, lief laufen, läuft laufen, trug tragen, trägt tragen,
        half helfen, hilft helfen, Museen Museum, Themen Thema, Beiträge Beitrag,
        Sprachen Sprache
    """,
    "fr": """
        yeux œil, travaux travail, chevaux cheval, journaux journal, animaux animal, cieux ciel,
        suis être, est être, sont être, était être, été être, fut être, serait être, ai avoir,
        ont avoir, avait avoir, eu avoir, vais aller, va aller, vont aller, allé aller,
        ira aller, irait aller, fais faire, fait faire, font faire, fera faire, peux pouvoir,
        peut pouvoir, peuvent pouvoir, pu pouvoir, veux vouloir, veut vouloir, voulu vouloir,
        dois devoir, doit devoir, dû devoir, sais savoir, su savoir, vois voir, vu voir,
        verra voir, viens venir, vient venir, venu venir, viendra venir, dit dire, disent dire,
        pris prendre, prend prendre, prennent prendre, mis mettre, lu lire, écrit écrire,
        écrivent écrire, belle beau, belles beau, beaux beau, nouvelle nouveau, nouveaux nouveau,
        vieille vieux, blanche blanc, longue long, fraîche frais, bonne bon, meilleurs meilleur,
        tous tout, maisons maison, villes ville, articles article, œufs œuf, genoux genou,
        bijoux bijou, finissent finir, fini finir, vendu vendre, bu boire, cru croire, né naître,
        mort mourir, vécu vivre, couru courir, reçu recevoir, ouvert ouvrir, eaux eau, jeux jeu,
        bateaux bateau, actrices acteur
    """,
    "es": """
        fui ser, fue ser, soy ser, es ser, son ser, eran ser, sido ser, estoy estar, está estar,
        estuvo estar, voy ir, va ir, iba ir, tengo tener, tiene tener, tuvo tener, tenido tener,
        hago hacer, hace hacer, hizo hacer, hecho hacer, digo decir, dice decir, dijo decir,
        dicho decir, puedo poder, puede poder, pudo poder, quiero querer, quiere querer,
        quiso querer, sé saber, sabe saber, supo saber, vengo venir, viene venir, vino venir,
        pongo poner, puso poner, puesto poner, veo ver, vio ver, visto ver, doy dar, dio dar,
        salgo salir, oigo oír, oyó oír, traigo traer, trajo traer, conozco conocer,
        escrito escribir, roto romper, abierto abrir, muerto morir, murió morir, duermo dormir,
        durmió dormir, pienso pensar, cuento contar, vuelto volver, vuelve volver, pidió pedir,
        sigue seguir, siguió seguir, caigo caer, cupo caber, anduvo andar, mujeres mujer,
        ciudades ciudad, luces luz, veces vez, peces pez, voces voz, lápices lápiz,
        canciones canción, razones razón, países país, jóvenes joven, ingleses inglés,
        buenas bueno, mejores mejor, hombres hombre, niñas niña, calles calle,
        artículos artículo
    """,
}

STRANGERS = {
    "fi": """
        sää saa, Tampere Helsinki, Tampere kaupunki, Tampere tamma, kaupunki kauppa, maa maito,
        näin nainen, talo tila, väli väki, pormestari mestari, koti kota, vuosi vuori, kieli keli
    """,
    "en": """
        house mouse, horse house, universe unit, word world, past paste, plan plane, on one,
        new news, desert dessert, through though, business bus, four for
    """,
    "sv": "får far, hus mus, bok bock, saa så, för far, måne man, glas glass, väg vagn",
    "de": "schon schön, Kuchen Küche, Mutter Muter, Bruder Brüten, fordern fördern, Haus Maus",
    "fr": "maison saison, dessert désert, poisson poison, ville vélo, cheval cheveu, chat chant",
    "es": "año ano, caro carro, pero perro, hombre hambre, casa caza, mano mono",
}


def listed(table: dict[str, str]) -> list[tuple[str, str, str]]:
    return [
        (lang, *map(str, pair.split()))  # type: ignore[misc]  # two words a pair
        for lang, pairs in table.items()
        for pair in pairs.split(",")
    ]


@pytest.mark.parametrize("lang", PAIRS)
def test_a_form_and_its_word_find_each_other(lang: str, shelf: Callable[..., Shelf]) -> None:
    pairs = [(form, word) for language, form, word in listed(PAIRS) if language == lang]
    assert len(pairs) >= 40
    index = shelf(lang).put(*(word for pair in pairs for word in pair), lang=lang)
    lost = [
        (form, word)
        for number, (form, word) in enumerate(pairs)
        if 2 * number + 2 not in index.find(form) or 2 * number + 1 not in index.find(word)
    ]
    assert not lost


@pytest.mark.parametrize("lang", STRANGERS)
def test_other_words_stay_apart(lang: str, shelf: Callable[..., Shelf]) -> None:
    pairs = [(one, other) for language, one, other in listed(STRANGERS) if language == lang]
    index = shelf(lang).put(*(word for pair in pairs for word in pair), lang=lang)
    mixed = [
        (one, other)
        for number, (one, other) in enumerate(pairs)
        if 2 * number + 2 in index.find(one) or 2 * number + 1 in index.find(other)
    ]
    assert not mixed


def test_finnish_is_found_and_not_mixed_up(data: Path, dictionaries: Path) -> None:
    benchmark: dict[str, Any] = runpy.run_path(str(ROOT / "benchmarks" / "finnish_recall.py"))
    rows = benchmark["read"](data / "finnish-forms.tsv")
    assert len(rows) == 6944
    with benchmark["voikko_off"]():
        figures = benchmark["measure"](rows, dictionaries)
    assert figures.from_dictionary_form >= 0.958
    assert figures.from_another_form >= 0.934
    assert figures.ambiguous_keys <= 0.025
    readme = (ROOT / "README.md").read_text("utf-8")
    assert benchmark["row"](benchmark["BLOG"], figures) in readme
    snowball = benchmark["measure_snowball"](rows)
    assert benchmark["row"](benchmark["SNOWBALL"], snowball) in readme


@pytest.mark.parametrize(
    ("lang", "form", "lemmas"),
    [
        ("fi", "helsingin", {"helsinki"}),
        ("fi", "iloista", {"iloinen"}),
        ("en", "mice", {"mouse"}),
        ("en", "thought", {"thought", "think"}),
        ("de", "häuser", {"haus"}),
        ("fr", "l'arbre", {"arbre"}),
        ("fi", "2026", set()),
        ("fi", "c++", set()),
        ("fi", "日本", set()),
        ("ja", "blog", set()),
    ],
)
def test_dictionary_forms(lang: str, form: str, lemmas: set[str], dictionaries: Path) -> None:
    assert set(analyser(lang, dictionaries).lemmas(form)) >= lemmas
    assert bool(analyser(lang, dictionaries).lemmas(form)) == bool(lemmas)


@pytest.mark.parametrize(
    ("derived", "base"),
    [
        ("väittänyt", "väittää"), ("eronnut", "erota"), ("juossut", "juosta"),
        ("tehnyt", "tehdä"), ("kestävä", "kestää"), ("palveleva", "palvella"),
        ("lukeva", "lukea"), ("tarjoama", "tarjota"), ("sisältämä", "sisältää"),
        ("sanottu", "sanoa"), ("valittu", "valita"), ("järjestetty", "järjestää"),
        ("rajoitettu", "rajoittaa"), ("organisoitu", "organisoida"), ("tehty", "tehdä"),
        ("rakastettava", "rakastaa"), ("tärkeämpi", "tärkeä"), ("lyhyempi", "lyhyt"),
        ("helpompi", "helppo"), ("pienempi", "pieni"), ("parempi", "hyvä"),
        ("tehokkaampi", "tehokas"),
    ],
)  # fmt: skip
def test_a_finnish_word_finds_what_is_made_of_it(
    derived: str, base: str, shelf: Callable[..., Shelf]
) -> None:
    assert shelf("fi").put(derived).find(base) == [1]


@pytest.mark.parametrize(
    ("derived", "base"), [("tehtävä", "tehdä"), ("kestävä", "kestää"), ("näyttävä", "näyttää")]
)
def test_what_became_a_word_of_its_own_is_not_what_it_was_made_of(
    derived: str, base: str, shelf: Callable[..., Shelf]
) -> None:
    index = shelf("fi").put(derived, base)
    assert index.find(base) == [2, 1]
    assert index.find(derived) == [1]


@pytest.mark.parametrize(
    "word", ["hyvä", "voima", "talo", "kampanja", "avain", "ilma", "latu", "kahva", "pala"]
)
def test_words_that_only_look_derived_are_not(word: str, dictionaries: Path) -> None:
    assert analyser("fi", dictionaries).keys(word).derived == ()


def test_a_language_known_to_nobody_goes_by_its_letters(shelf: Callable[..., Shelf]) -> None:
    index = shelf("haw").put("Aloha kākou", "aloha", lang="haw")
    assert sorted(index.find("ALOHA")) == [1, 2]
    assert index.find("kakou") == [1]
    assert index.find("aloh") == []


def test_a_language_with_a_stemmer_alone_goes_by_stems(shelf: Callable[..., Shelf]) -> None:
    assert shelf("eu").put("liburuak", lang="eu").find("liburu") == [1]


def test_a_language_with_a_dictionary_alone_goes_by_lemmas(shelf: Callable[..., Shelf]) -> None:
    assert shelf("is").put("hestinum", "hestur", lang="is").find("hestur") == [2, 1]
    assert shelf("is").put("hestinum", "hestur", lang="is").find("hestinum") == [1, 2]


@settings(deadline=None)  # a language's dictionary is opened when it first comes
@given(st.text(max_size=30), st.sampled_from(["fi", "en", "de", "tr", "hi", "ja", "xx"]))
def test_any_form_can_be_analysed(dictionaries: Path, form: str, lang: str) -> None:
    keys = analyser(lang, dictionaries).keys(form)
    assert Keys.unpack(keys.pack()) == keys
    for key in (*keys.told, *keys.lemmas):
        assert key
        assert not set(key) & set(' "\x1f\x1e\x1d\n\t')
    assert analysable(form) or keys == Keys()
