"""The language of a post that names none is told from its text, or not at all."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.posts import reading
from blogcli.posts.context import ReadContext
from blogcli.posts.dialects import Dialect
from blogcli.posts.guessing import guess
from blogcli.posts.language import normalise

TEXTS = {
    "en": "This is a post about the way in which we write the programs that run on our machines,"
    " and it has more than twenty words of text.",
    "fi": "Tämä on kirjoitus siitä, miten ohjelmia tehdään. Se ei ole kovin vaikeaa, mutta vaatii"
    " aikaa ja kärsivällisyyttä, kun aloittaa. Siksi en ole vielä valmis, vaan jatkan huomenna.",
    "sv": "Det här är en text om hur man skriver program. Det är inte svårt, men jag har inte tid"
    " att göra det varje dag, och ibland tar det länge.",
    "nb": "Dette er en tekst om hva jeg har gjort etter at jeg ble ferdig med skolen. Det var ikke"
    " lett, men noe av det har hjulpet meg mye i livet.",
    "da": "Dette er en tekst om hvad jeg har lavet efter at jeg blev færdig med skolen. Det var"
    " ikke let, men noget af det har hjulpet mig meget i livet.",
    "de": "Das ist ein Text über Programme, die wir auf dem Rechner haben. Er ist nicht lang, aber"
    " man kann ihn auch mit wenig Zeit lesen und sich freuen.",
    "nl": "Dit is een tekst over hoe we het programma schrijven dat op de computer wordt gebruikt,"
    " en het is niet moeilijk om te lezen als je tijd hebt.",
    "fr": "Ceci est un texte sur la façon dont nous avons écrit les programmes qui sont dans la"
    " machine, mais il ne faut pas le lire avec trop de sérieux.",
    "es": "Este es un texto sobre la forma en que se escriben los programas que están en la"
    " máquina, pero no hay que leerlo con mucha prisa, porque es muy largo.",
    "pt": "Este é um texto sobre a forma como se escrevem os programas que estão na máquina, mas"
    " não é para ler com muita pressa, porque isso também não faz bem.",
    "it": "Questo è un testo sul modo in cui si scrivono i programmi che sono nella macchina, ma"
    " non è da leggere con troppa fretta, perché della fretta non ci si fida.",
    "et": "See on kirjutis sellest, kuidas programme teha. See ei ole väga raske, aga nõuab aega ja"
    " kannatust, kui oma tööd alustada. Ma olen veel poolel teel, nii et mis siis.",
    "pl": "To jest tekst o tym, jak się pisze programy, które są na komputerze. Nie jest to trudne,"
    " ale trzeba na to czasu, bo już nie jest tak jak było.",
    "cs": "To je text o tom, jak se píšou programy, které jsou v počítači. Není to těžké, ale je to"
    " na dlouho, když už člověk nemá čas a nebo se mu nechce.",
    "ru": "Сегодня мы рассмотрим, как писать программы. Это не очень сложно, но мы ещё вернёмся.",
    "uk": "Сьогодні ми розглянемо, як писати програми. Це не дуже складно, але її варто вчити.",
    "ja": "今日はプログラミング言語について書きます。とても簡単ですが、注意が必要です。"
    "毎日少しずつ勉強しましょう。",
    "zh": "今天我们来看看如何用这种语言编写程序。这并不是很难,但需要耐心和注意力。"
    "我们将从一个简单的例子开始,然后逐步深入。",
    "ko": "오늘은 이 언어로 프로그램을 작성하는 방법을"
    " 살펴보겠습니다. 그리 어렵지는 않지만 주의가 필요합니다.",
    "fa": "امروز می‌خواهیم ببینیم چگونه با این زبان برنامه بنویسیم. این کار چندان سخت نیست.",
    "ar": "اليوم سوف ننظر إلى كيفية كتابة البرامج بهذه اللغة. هذا ليس صعبا جدا لكنه يتطلب الصبر.",
    "he": "היום נראה איך לכתוב תוכניות בשפה הזאת. זה לא קשה במיוחד אבל דורש סבלנות רבה מכולם.",
    "el": "Σήμερα θα δούμε πώς γράφονται τα προγράμματα σε αυτή τη γλώσσα με λίγη υπομονή.",
    "th": "วันนี้เราจะมาดูวิธีเขียนโปรแกรมด้วยภาษานี้ ซึ่งไม่ยากมากแต่ต้องใช้ความอดทน",
    "hi": "आज हम देखेंगे कि इस भाषा में प्रोग्राम कैसे लिखते हैं। यह बहुत कठिन नहीं है।",
}


@pytest.mark.parametrize("lang", TEXTS)
def test_a_clear_text_tells_its_language(lang: str) -> None:
    assert guess(f"# Go 1.26\n\n{TEXTS[lang]}\n") == lang


# Each begins as posts of few words do: with names, numbers, and words that neighbours share.
SHORT = {
    "fi": "Kurssi alkaa Kumpulassa 12. tammikuuta. Paikalle ehtii metrolla ja bussilla. Ota mukaan"
    " kannettava, ja asenna Python 3.12 etukäteen. Kahvia tarjotaan aulassa klo 9 alkaen.",
    "sv": "Kursen börjar i Gumtäkt den 12 januari. Metron och bussarna går hela dagen. Ta med egen"
    " dator, och installera Python 3.12 hemma. Kaffe serveras i aulan.",
    "et": "Kursus algab Tartus 12. jaanuaril. Kohale pääseb bussiga. Võta sülearvuti kaasa ja"
    " paigalda Python 3.12 varem. Kohvi pakutakse fuajees.",
    "cs": "Kurz začíná v Brně 12. ledna. Dojedete tramvají i autobusem. Vezměte si notebook a"
    " nainstalujte Python 3.12 předem. Káva bude ve vstupní hale.",
    "de": "Der Kurs beginnt in Kumpula am 12. Januar. Dorthin fahren U-Bahn und Bus. Bringt einen"
    " Rechner mit, und installiert Python 3.12 vorher. Kaffee gibt es ab neun.",
    "sl": "Tečaj se začne v Mariboru 12. januarja. Pridete lahko z avtobusom. Prinesite svoj"
    " računalnik in prej namestite Python 3.12. Kava bo v avli.",
}


@pytest.mark.parametrize("lang", SHORT)
def test_a_short_text_does_too(lang: str) -> None:
    assert guess(SHORT[lang]) == lang


def test_every_window_of_a_real_finnish_text_is_finnish(seed: Path) -> None:
    words = (seed / "kansainvalinen-yhteistyo.txt").read_text("utf-8").split()
    found = [guess(" ".join(words[at : at + 27])) for at in range(0, len(words) - 27, 9)]
    assert found.count("fi") >= len(found) * 0.95
    assert set(found) <= {"fi", None}


def test_links_code_and_markup_say_nothing() -> None:
    markup = (
        '<div class="the of and to in is that">{% include the-of-and-to.html %}'
        " [sivu](https://example.org/the/of/and) `it for was with` https://the.example.org/a"
    )
    assert guess(f"{markup} {SHORT['fi']}") == "fi"


@pytest.mark.parametrize(
    "text",
    ["", "och att det är", "foo bar " * 40, "1 2 3 " * 50, "```\n" + TEXTS["en"] + "\n```\n"],
    ids=["empty", "short", "words of no language", "numbers", "code"],
)
def test_what_is_not_clear_is_not_guessed(text: str) -> None:
    assert guess(text) is None


_TOOLS = (
    "vim の plugin を install する方法です。This is a tool for managing the versions of the"
    " programs that run on our machines と書いてあります。設定ファイルは config.toml にあり、"
    "コマンドを実行すると一覧が表示されます。便利なのでぜひ使ってみてください。"
)
_LINKS = (
    "收集 links：the best of the web 常用 tools and what is in the list 工具 for all of us 网站"
)


def test_names_and_quotations_in_english_leave_a_text_of_east_asia_what_it_is() -> None:
    assert guess(_TOOLS) == "ja"
    assert guess(_LINKS) is None
    # A few words of it in an English text are a quotation, too.
    assert guess(f"{TEXTS['en']} 常用工具") == "en"


def test_what_others_said_is_not_the_authors_language() -> None:
    quoted = f"\n\n> {TEXTS['en']}\n>\n> {TEXTS['en']}\n\n"
    own = TEXTS["pt"].split(",", 1)[0]
    assert guess(f"{own}{quoted}{TEXTS['pt']}") == "pt"
    assert guess(f"> {TEXTS['en']}\n\nDisse ela.") == "en"


@given(st.text(st.characters(categories=("L", "M", "P", "Zs")), max_size=300))
def test_any_text_gets_a_tag_or_none(text: str) -> None:
    found = guess(text)
    assert found is None or normalise(found) == found


def test_a_guess_is_the_last_resort(tmp_path: Path) -> None:
    finnish = TEXTS["fi"]
    (tmp_path / "a.md").write_text(f"---\ntitle: A\n---\n{finnish}\n", "utf-8")
    (tmp_path / "b.md").write_text(f"---\ntitle: B\nlang: et\n---\n{finnish}\n", "utf-8")

    def lang(path: str, *languages: str) -> str:
        context = ReadContext(Dialect("plain"), "en", languages, UTC)
        return reading.read(tmp_path, path, context)[0].lang

    assert lang("a.md") == "fi"
    assert lang("a.md", "en") == "en", "a blog of one language has told"
    assert lang("a.md", "en", "fi") == "fi", "a blog of several has not"
    assert lang("a.md", "en", "sv") == "en", "a language that the blog has not is a wrong guess"
    (tmp_path / "a.md").write_text(f"---\ntitle: A\n---\n{TEXTS['nb']}\n", "utf-8")
    assert lang("a.md", "en", "no") == "no", "what the blog calls Norwegian"
    (tmp_path / "a.md").write_text(f"---\ntitle: A\n---\n{finnish}\n", "utf-8")
    hugo = ReadContext(Dialect("hugo"), "en", ("en", "fi"), UTC)
    assert reading.read(tmp_path, "a.md", hugo)[0].lang == "en", "Hugo has told by the name"
    assert lang("b.md") == "et"
    assert lang("b.md", "fa") == "et"


def test_what_is_in_other_letters_than_the_blog_is_in_another_language(tmp_path: Path) -> None:
    for name in ("en", "fa", "ru"):
        text = f"---\ntitle: A\n---\n{TEXTS[name]}\n"
        (tmp_path / f"{name}.md").write_text(text, "utf-8")

    def lang(path: str, main: str) -> str:
        context = ReadContext(Dialect("plain"), main, (main,), UTC)
        return reading.read(tmp_path, path, context)[0].lang

    assert [lang("en.md", main) for main in ("en", "fi", "fa", "ru")] == ["en", "fi", "en", "en"]
    assert [lang("fa.md", main) for main in ("en", "ar", "fa", "ru")] == ["fa", "ar", "fa", "fa"]
    # These are written in several scripts.
    assert [lang("ru.md", main) for main in ("sr", "uz", "sr-Latn")] == ["sr", "uz", "sr-Latn"]
