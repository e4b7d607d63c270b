"""The few words that a PDF adds to a post, in the post's language."""

from __future__ import annotations

from datetime import date

KINDS = ("note", "tip", "important", "warning", "caution")

_WORDS = {
    "ar": ("ملاحظة", "نصيحة", "مهم", "تحذير", "تنبيه"),
    "cs": ("Poznámka", "Tip", "Důležité", "Varování", "Pozor"),
    "da": ("Bemærk", "Tip", "Vigtigt", "Advarsel", "Forsigtig"),
    "de": ("Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"),
    "en": ("Note", "Tip", "Important", "Warning", "Caution"),
    "es": ("Nota", "Consejo", "Importante", "Advertencia", "Precaución"),
    "el": ("Σημείωση", "Συμβουλή", "Σημαντικό", "Προειδοποίηση", "Προσοχή"),
    "et": ("Märkus", "Nõuanne", "Oluline", "Hoiatus", "Ettevaatust"),
    "fa": ("یادداشت", "نکته", "مهم", "هشدار", "احتیاط"),
    "fi": ("Huomautus", "Vinkki", "Tärkeää", "Varoitus", "Varo"),
    "fr": ("Remarque", "Astuce", "Important", "Avertissement", "Attention"),
    "he": ("הערה", "עצה", "חשוב", "אזהרה", "זהירות"),
    "hu": ("Megjegyzés", "Tipp", "Fontos", "Figyelmeztetés", "Vigyázat"),
    "is": ("Athugið", "Ábending", "Mikilvægt", "Viðvörun", "Varúð"),
    "it": ("Nota", "Suggerimento", "Importante", "Avvertenza", "Attenzione"),
    "ja": ("注記", "ヒント", "重要", "警告", "注意"),
    "ko": ("참고", "팁", "중요", "경고", "주의"),
    "lt": ("Pastaba", "Patarimas", "Svarbu", "Įspėjimas", "Atsargiai"),
    "lv": ("Piezīme", "Padoms", "Svarīgi", "Brīdinājums", "Uzmanību"),
    "nb": ("Merk", "Tips", "Viktig", "Advarsel", "Forsiktig"),
    "nl": ("Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op"),
    "nn": ("Merk", "Tips", "Viktig", "Åtvaring", "Ver varsam"),
    "no": ("Merk", "Tips", "Viktig", "Advarsel", "Forsiktig"),
    "pl": ("Uwaga", "Wskazówka", "Ważne", "Ostrzeżenie", "Ostrożnie"),
    "pt": ("Nota", "Dica", "Importante", "Aviso", "Cuidado"),
    "ru": ("Примечание", "Совет", "Важно", "Предупреждение", "Осторожно"),
    "sv": ("Obs!", "Tips", "Viktigt", "Varning", "Se upp"),
    "tr": ("Not", "İpucu", "Önemli", "Uyarı", "Dikkat"),
    "uk": ("Примітка", "Порада", "Важливо", "Попередження", "Обережно"),
    "zh": ("注", "提示", "重要", "警告", "小心"),
}


def callout_words(lang: str) -> dict[str, str]:
    """Name the kinds of callout; in English where the language is not known here."""
    primary = lang.split("-", maxsplit=1)[0].lower()
    return dict(zip(KINDS, _WORDS.get(primary, _WORDS["en"]), strict=True))


def date_in_words(day: date, lang: str) -> str:
    """Write a date as its language does (CLDR): `24. marraskuuta 2026`; ISO 8601 in others."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
    return format_date(day, "long", locale)
