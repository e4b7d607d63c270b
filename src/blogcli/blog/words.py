"""The few words that a medium adds to a post, in the post's language."""

from __future__ import annotations

from blogcli.posts.post import Status

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

_STATUS = {
    "ar": ("مسودة", "مجدول"),
    "cs": ("Koncept", "Naplánováno"),
    "da": ("Kladde", "Planlagt"),
    "de": ("Entwurf", "Geplant"),
    "en": ("Draft", "Scheduled"),
    "es": ("Borrador", "Programado"),
    "el": ("Πρόχειρο", "Προγραμματισμένο"),
    "et": ("Mustand", "Ajastatud"),
    "fa": ("پیش‌نویس", "زمان‌بندی‌شده"),
    "fi": ("Luonnos", "Ajastettu"),
    "fr": ("Brouillon", "Programmé"),
    "he": ("טיוטה", "מתוזמן"),
    "hu": ("Piszkozat", "Ütemezve"),
    "is": ("Drög", "Tímasett"),
    "it": ("Bozza", "Programmato"),
    "ja": ("下書き", "予約投稿"),
    "ko": ("초안", "예약됨"),
    "lt": ("Juodraštis", "Suplanuota"),
    "lv": ("Melnraksts", "Ieplānots"),
    "nb": ("Utkast", "Planlagt"),
    "nl": ("Concept", "Gepland"),
    "nn": ("Utkast", "Planlagd"),
    "no": ("Utkast", "Planlagt"),
    "pl": ("Szkic", "Zaplanowano"),
    "pt": ("Rascunho", "Agendado"),
    "ru": ("Черновик", "Запланировано"),
    "sv": ("Utkast", "Schemalagt"),
    "tr": ("Taslak", "Zamanlandı"),
    "uk": ("Чернетка", "Заплановано"),
    "zh": ("草稿", "已排期"),
}


def status_word(status: Status, lang: str) -> str:
    """Say that a post is a draft or scheduled; nothing of one that is or was out."""
    if status not in {"draft", "scheduled"}:
        return ""
    primary = lang.split("-", maxsplit=1)[0].lower()
    return _STATUS.get(primary, _STATUS["en"])[status == "scheduled"]


def callout_words(lang: str) -> dict[str, str]:
    """Name the kinds of callout; in English where the language is not known here."""
    primary = lang.split("-", maxsplit=1)[0].lower()
    return dict(zip(KINDS, _WORDS.get(primary, _WORDS["en"]), strict=True))
