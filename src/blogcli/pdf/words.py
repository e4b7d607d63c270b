"""The few words that a book adds to its chapters, in their language."""

from __future__ import annotations

_BOOK = {
    "ar": ("المحتويات", "ص {}"),
    "cs": ("Obsah", "s. {}"),
    "da": ("Indhold", "s. {}"),
    "de": ("Inhalt", "S. {}"),
    "el": ("Περιεχόμενα", "σ. {}"),
    "en": ("Contents", "p. {}"),
    "es": ("Índice", "p. {}"),
    "et": ("Sisukord", "lk {}"),
    "fa": ("فهرست", "ص {}"),
    "fi": ("Sisällys", "s. {}"),
    "fr": ("Table des matières", "p. {}"),
    "he": ("תוכן העניינים", "עמ' {}"),
    "hu": ("Tartalom", "{}. o."),
    "is": ("Efnisyfirlit", "bls. {}"),
    "it": ("Indice", "p. {}"),
    "ja": ("目次", "{}頁"),
    "ko": ("차례", "{}쪽"),
    "lt": ("Turinys", "p. {}"),
    "lv": ("Saturs", "{}. lpp."),
    "nb": ("Innhold", "s. {}"),
    "nl": ("Inhoud", "p. {}"),
    "nn": ("Innhald", "s. {}"),
    "no": ("Innhold", "s. {}"),
    "pl": ("Spis treści", "s. {}"),
    "pt": ("Índice", "p. {}"),
    "ru": ("Содержание", "с. {}"),
    "sv": ("Innehåll", "s. {}"),
    "tr": ("İçindekiler", "s. {}"),
    "uk": ("Зміст", "с. {}"),
    "zh": ("目录", "第{}页"),
}


def contents_word(lang: str) -> str:
    """Name the table of contents."""
    return _BOOK.get(lang.split("-", maxsplit=1)[0].lower(), _BOOK["en"])[0]


def page_reference(lang: str) -> str:
    """Give how a page is referred to; `{}` stands for its number."""
    return _BOOK.get(lang.split("-", maxsplit=1)[0].lower(), _BOOK["en"])[1]
