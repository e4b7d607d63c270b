"""Forms of two words, of which simplemma's dictionary knows only the rarer, or the later one.

A form in the first place of a line is also a form of the word in the second.
"""

from __future__ import annotations

from functools import lru_cache

_FORMS = {
    "en": """
        awoken awake, bade bid, bases basis, bent bend, bidden bid, bigger big, bit bite,
        bore bear, born bear, bound bind, broke break, calves calf, data datum, drunk drink,
        felt feel, further far, gone go, ground grind, halves half, hotter hot, least little,
        leaves leaf, left leave, less little, lives life, loaves loaf, people person, rose rise,
        rung ring, sheaves sheaf, shelves shelf, shook shake, shot shoot, slew slay, smelt smell,
        spelt spell, thieves thief, thought think, trod tread, wives wife, won win, worse bad,
        wound wind, axes axis
    """,
    "de": """
        brach brechen, geborgen bergen, geboten bieten, gebissen beißen, gedacht denken,
        gefahren fahren, gefallen fallen, gefangen fangen, gefroren frieren, gegessen essen,
        geraten raten, gerannt rennen, geschworen schwören, gestanden stehen, gewogen wiegen,
        fällt fallen, mehr viel, meiste viel, meisten viel, näher nah, schwor schwören,
        stand stehen, verloren verlieren, wog wiegen
    """,
    "sv": """
        band binda, bet bita, bröder bror, bäst god, bättre god, dött dö, for fara, frös frysa,
        grep gripa, hann hinna, händer hand, led lida, lett le, låg ligga, längre lång,
        längst lång, möss mus, red rida, rev riva, satt sitta, sken skina, skar skära,
        slapp slippa, smalt smälta, stack sticka, steg stiga, tänder tand, vann vinna, åt äta
    """,
    "fr": """
        active actif, actrice acteur, assis asseoir, bel beau, blanche blanc, blanches blanc,
        bois boire, court courir, couru courir, couvert couvrir, cru croire,
        découvert découvrir, fausse faux, fausses faux, folle fou, folles fou, joint joindre,
        lis lire, lit lire, lut lire, meilleur bon, meilleure bon, messieurs monsieur,
        mets mettre, mort mourir, offre offrir, ouvert ouvrir, permis permettre, pire mauvais,
        plu pleuvoir, produit produire, rendu rendre, rit rire, sens sentir, sommes être,
        sors sortir, suis suivre, suivi suivre, vis vivre, vit vivre, vit voir, vécu vivre,
        écrit écrire, écrite écrire
    """,
    "es": """
        actriz actor, actrices actor, cubierto cubrir, cuenta contar, cuento contar, cupo caber,
        dado dar, dicho decir, elijo elegir, empiece empezar, escrito escribir, frito freír,
        fue ir, fueron ir, fui ir, gran grande, hecho hacer, impreso imprimir, juego jugar,
        mayor grande, mayores grande, mejor bueno, mejores bueno, menor pequeño, miente mentir,
        muerto morir, muestra mostrar, oído oír, peor malo, puesto poner, roto romper,
        salgo salir, venga venir, vengo venir, vino venir, visto ver
    """,
}


def second_readings(form: str, lang: str) -> tuple[str, ...]:
    """Give the words that this may be a form of besides what the dictionary says."""
    return _readings(lang).get(form, ())


@lru_cache(maxsize=16)
def _readings(lang: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for pair in filter(None, map(str.strip, _FORMS.get(lang, "").split(","))):
        form, word = pair.split()
        found[form] = (*found.get(form, ()), word)
    return found
