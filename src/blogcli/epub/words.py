"""The few words that an EPUB adds to its posts, in the language of the book."""

from __future__ import annotations

from typing import NamedTuple

_ENGLISH = "en"


class Words(NamedTuple):
    """Names of the parts of a book."""

    contents: str
    cover: str
    title_page: str
    text: str


_WORDS = {
    "ar": ("المحتويات", "الغلاف", "صفحة العنوان", "النص"),
    "cs": ("Obsah", "Obálka", "Titulní strana", "Text"),
    "da": ("Indhold", "Omslag", "Titelblad", "Tekst"),
    "de": ("Inhalt", "Umschlag", "Titelseite", "Text"),
    "el": ("Περιεχόμενα", "Εξώφυλλο", "Σελίδα τίτλου", "Κείμενο"),
    "en": ("Contents", "Cover", "Title page", "Text"),
    "es": ("Índice", "Cubierta", "Portada", "Texto"),
    "et": ("Sisukord", "Kaas", "Tiitelleht", "Tekst"),
    "fa": ("فهرست", "جلد", "صفحهٔ عنوان", "متن"),
    "fi": ("Sisällys", "Kansi", "Nimiösivu", "Teksti"),
    "fr": ("Table des matières", "Couverture", "Page de titre", "Texte"),
    "he": ("תוכן העניינים", "כריכה", "שער", "טקסט"),
    "hu": ("Tartalom", "Borító", "Címlap", "Szöveg"),
    "is": ("Efnisyfirlit", "Kápa", "Titilsíða", "Texti"),
    "it": ("Indice", "Copertina", "Frontespizio", "Testo"),
    "ja": ("目次", "表紙", "扉", "本文"),
    "ko": ("차례", "표지", "속표지", "본문"),
    "lt": ("Turinys", "Viršelis", "Antraštinis puslapis", "Tekstas"),
    "lv": ("Saturs", "Vāks", "Titullapa", "Teksts"),
    "nb": ("Innhold", "Omslag", "Tittelside", "Tekst"),
    "nl": ("Inhoud", "Omslag", "Titelpagina", "Tekst"),
    "nn": ("Innhald", "Omslag", "Tittelside", "Tekst"),
    "no": ("Innhold", "Omslag", "Tittelside", "Tekst"),
    "pl": ("Spis treści", "Okładka", "Strona tytułowa", "Tekst"),
    "pt": ("Índice", "Capa", "Folha de rosto", "Texto"),
    "ru": ("Содержание", "Обложка", "Титульный лист", "Текст"),
    "sv": ("Innehåll", "Omslag", "Titelsida", "Text"),
    "tr": ("İçindekiler", "Kapak", "Başlık sayfası", "Metin"),
    "uk": ("Зміст", "Обкладинка", "Титульна сторінка", "Текст"),
    "zh": ("目录", "封面", "书名页", "正文"),
}

_SUMMARIES = {
    "de": (
        "Fließender Text mit Überschriften und Inhaltsverzeichnis.",
        "Alle Bilder haben einen Alternativtext.",
        "Nicht alle Bilder haben einen Alternativtext.",
        "Formeln sind MathML.",
    ),
    "en": (
        "Text that flows, with headings and a table of contents.",
        "All images have alternative texts.",
        "Not all images have alternative texts.",
        "Formulas are MathML.",
    ),
    "fi": (
        "Näytön mukaan asettuva teksti, jossa on otsikot ja sisällysluettelo.",
        "Kaikilla kuvilla on vaihtoehtoinen teksti.",
        "Kaikilla kuvilla ei ole vaihtoehtoista tekstiä.",
        "Kaavat ovat MathML-muodossa.",
    ),
    "sv": (
        "Flytande text med rubriker och innehållsförteckning.",
        "Alla bilder har en alternativ text.",
        "Alla bilder har inte en alternativ text.",
        "Formler är MathML.",
    ),
}


def words_of(lang: str) -> Words:
    """Name the parts of a book; in English where the language is not known here."""
    return Words(*_WORDS.get(_primary(lang), _WORDS[_ENGLISH]))


def accessibility_summary(
    lang: str, *, pictures: bool, described: bool, math: bool
) -> tuple[str, str]:
    """Say in a few sentences how the book can be read; with the language of these."""
    chosen = _primary(lang) if _primary(lang) in _SUMMARIES else _ENGLISH
    text, all_described, some_described, formulas = _SUMMARIES[chosen]
    sentences = [text]
    if pictures:
        sentences.append(all_described if described else some_described)
    if math:
        sentences.append(formulas)
    return " ".join(sentences), chosen


def _primary(lang: str) -> str:
    return lang.partition("-")[0].lower()
