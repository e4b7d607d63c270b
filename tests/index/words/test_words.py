"""Words are written, found, ranked and forgotten."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.index import words
from blogcli.index.words import Column, Mode
from index.words.shelf import Shelf, make_post

New = Callable[..., Shelf]
TEXT = st.text(st.characters(max_codepoint=sys.maxunicode), max_size=40) | st.lists(
    st.sampled_from([*"aäbc -*~\"'()^{}:+#.,\\/日本กอ한\u0301\u00ad\x1f\x1e|é🎉\0", "AND", "NEAR("])
).map("".join)
MODES: tuple[Mode, ...] = ("word", "prefix", "phrase", "exact", "fuzzy")


@pytest.mark.parametrize(
    "query", ["Helsinki", "kehittäminen", "kaupunki", "kumppanuus", "pormestari"]
)
def test_the_first_post_is_found_by_dictionary_forms(query: str, seed: Path, shelf: New) -> None:
    text = (seed / "kansainvalinen-yhteistyo.txt").read_text(encoding="utf-8")
    index = shelf("fi", "en", "sv").put(text)
    assert index.find(query) == [1]
    assert index.find("Tampere") == []


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("kirjoitan C++:aa", "C++"),
        ("C# on kieli", "c#"),
        ("node.js-palvelin", "node.js"),
        ("node.js-palvelin", "nodejs"),
        ("node.js-palvelin", "nodejs-palvelin"),
        ("nodejs-palvelin", "node.js-palvelin"),
        ("#smart-city", "#smartcity"),
        ("#smartcity", "#smart-city"),
        ("#smart-city kasvaa", "#smart-city kasvaa"),
        ("#0'0က", "#0'0က"),
        ("e-mail:in välityksellä", "email"),
        ("e-mail:in välityksellä", "in"),
        ("Kata-containers", "kata-containers"),
        ("Kata Containers", "kata-containers"),
        ("lähetä e-mail", "email"),
        ("lähetä email", "e-mail"),
        ("päivänä 2026-11-24", "2026-11-24"),
        ("katso https://example.com/a/hakusana-1", "hakusana"),
        ("AND OR NOT NEAR", "AND"),
        ("EU:n asetus", "EU"),
        ("EU on", "EU:n"),
        ("EU:n uusi asetus", "EU:n uusi"),
        ("EU:n uusi asetus", "EU uusi asetus"),
        ("e-mail:in välityksellä", "e-mail:in välityksellä"),
        ("R&D-osasto", "R&D"),
        ("L’Oréal", "l'oreal"),
        ("日本語のブログ", "ブログ"),
        ("日本語のブログ", "日本"),
        ("日本語のブログ", "語"),
        ("日本語のブログ2.0", "のブログ2.0"),
        ("서울에서", "서울"),
        ("ภาษาไทย", "ไทย"),
        ("ສະບາຍດີ", "ບາຍ"),
        ("ភាសាខ្មែរ", "ខ្មែរ"),
        ("မြန်မာဘာသာ", "ဘာသာ"),
        ("ｶﾞｷﾞ", "ガギ"),
        ("juhlat 🎉 tänään", "🎉"),
        ("Zürich", "zurich"),
        ("Zurich", "zürich"),
        ("STRASSE", "Straße"),
        ("rock'n'roll", "rock'n'roll"),
    ],
)  # fmt: skip
def test_what_people_search_for_in_blogs_is_found(text: str, query: str, shelf: New) -> None:
    assert shelf("fi").put(text, "muuta").find(query) == [1]
    assert shelf("fi").put(text, "muuta").find(query, "phrase") == [1]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("vitamiini C", "C++"),
        ("kieli C++", "C"),
        ("tag", "#tag"),
        ("日本語", "本日"),
        ("日語", "日本語"),
        ("sää", "saa"),
        ("saa", "sää"),
        ("11-2026-24", "2026-11-24"),
        ("kata on containers", "kata-containers"),
    ],
)
def test_what_only_looks_alike_is_not(text: str, query: str, shelf: New) -> None:
    assert shelf("fi").put(text).find(query) == []


@pytest.mark.parametrize("query", ["", " ", "(", '"', "*", "…", "\0", "\ud800", "- – —", "://"])
def test_signs_that_nobody_searches_for_hold_nothing(query: str, shelf: New) -> None:
    assert all(shelf("fi").lookup.term(query, mode) is None for mode in MODES)


def test_the_very_letters_come_first(shelf: New) -> None:
    index = shelf("fi").put("Helsingin", "Helsingin Helsingin", "Helsinki ja muuta pitkää tekstiä")
    assert index.find("helsinki")[0] == 3
    assert index.find("Helsingissä", "exact") == []
    assert shelf("fi").put("cafe", "café").find("café") == [2, 1]
    assert shelf("fi").put("café", "cafe").find("cafe") == [2, 1]
    assert shelf("en").put("sää", "saa", lang="en").find("saa") == [2, 1]


def test_title_comes_before_tags_before_summary_before_body(shelf: New) -> None:
    index = shelf("fi")
    index.put_post(make_post(), "python")
    index.put_post(make_post(summary="python"), "")
    index.put_post(make_post(tags=("python",)), "")
    index.put_post(make_post(title="python"), "")
    for other in range(6):
        index.put(f"muuta {other}")
    assert index.find("python") == [4, 3, 2, 1]


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        (("title",), [1]),
        (("body",), [2]),
        (("tags", "summary"), [3, 4]),
        (("title", "tags", "summary", "body"), [1, 2, 3, 4]),
        ((), [1, 2, 3, 4]),
    ],
)
def test_columns_restrict_the_search(
    columns: tuple[Column, ...], found: list[int], shelf: New
) -> None:
    index = shelf("fi")
    index.put_post(make_post(title="uusi node.js"), "")
    index.put_post(make_post(), "uusi node.js")
    index.put_post(make_post(tags=("uusi node.js",)), "")
    index.put_post(make_post(summary="uusi node.js"), "")
    for mode in MODES:
        assert sorted(index.find("node.js", mode, columns)) == found
        assert sorted(index.find("uusi node.js", mode, columns)) == found


def test_a_tag_is_found_with_and_without_its_sign(shelf: New) -> None:
    index = shelf("fi")
    index.put_post(make_post(tags=("python", "smart city", "日本")), "")
    for query in ("#python", "python", "#smartcity", "smart city", "city", "日本"):
        assert index.find(query) == [1], query
    assert index.find("#city") == []


def test_phrases_go_by_forms_and_by_words(shelf: New) -> None:
    index = shelf("fi").put(
        "Helsingin kaupungin strategia", "kaupungin Helsingin", "Helsinki ja kaupunki"
    )
    assert index.find("Helsinki kaupunki", "phrase") == [1]
    assert index.find("helsingin kaupungin", "exact") == [1]
    assert index.find("helsinki kaupunki", "exact") == []
    assert index.find("strategia kaupunki", "phrase") == []
    assert shelf("fi").put("katso email list").find("e-mail list", "phrase") == [1]
    assert shelf("fi").put("日本語のブログ を 読む").find("ブログ を 読", "phrase") == [1]


def test_an_exact_phrase_comes_before_its_other_forms(shelf: New) -> None:
    index = shelf("fi").put("kaupungin talossa", "kaupunki talo ja muuta", "kaupungin talossa")
    assert index.find("kaupunki talo", "phrase") == [2, 1, 3]


@pytest.mark.parametrize(
    ("query", "found"),
    [("kau", [1]), ("KAUPUN", [1]), ("caf", [2]), ("café", [2]), ("kaupunki", []),
     ("kata-con", [3]), ("ka", [1, 3]), ("日", [4]), ("日本語の", [4]),
     ("20", [5]), ("2026-1", [5])],
)  # fmt: skip
def test_prefixes_are_beginnings_of_letters(query: str, found: list[int], shelf: New) -> None:
    index = shelf("fi").put(
        "kaupungissa", "cafés", "kata-containers", "日本語のブログ", "2026-11-24"
    )
    assert sorted(index.find(query, "prefix")) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [("kuberntes", [1]), ("kubernetse", [1]), ("pormesatri", [2]), ("pormestari", [2]),
     ("kubexxxx", []), ("xy", []), ("日本", [])],
)  # fmt: skip
def test_fuzzy_words_are_spelled_alike_in_any_form(
    query: str, found: list[int], shelf: New
) -> None:
    index = shelf("fi").put("kubernetes", "pormestarien kokous")
    assert index.find(query, "fuzzy") == found


def test_a_word_that_nobody_wrote_suggests_those_that_somebody_did(shelf: New) -> None:
    index = shelf("fi").put("pormestarien kokous", "kokouksen pöytäkirja", "kokouksessa")
    assert index.lookup.suggestions("pormesatri") == ("pormestari",)
    assert index.lookup.suggestions("kokuos")[0] == "kokous"
    assert index.lookup.suggestions("pormestari") == ()
    assert index.lookup.suggestions("kokous") == ()
    assert index.lookup.suggestions("kaksi sanaa") == ()
    assert index.lookup.suggestions("…") == ()
    words.remove(index.connection, 1)
    assert index.lookup.suggestions("pormesatri") == ()


def test_a_query_is_analysed_in_every_language_of_the_blog(shelf: New) -> None:
    index = shelf("fi", "en", "sv").put("mice", lang="en").put("hiirten", lang="fi")
    index.put("mössen", lang="sv")
    assert index.find("mouse") == [1]
    assert index.find("hiiri") == [2]
    assert index.find("mus") == [3]


def test_languages_are_those_of_the_index_where_none_are_named(shelf: New) -> None:
    assert shelf().put("mice", lang="en").put("hiirten").find("mouse") == [1]


def test_a_guess_in_one_language_meets_no_word_of_another(shelf: New) -> None:
    # Finnish *on* is a form of *olla*, English *on* isn't.
    index = shelf("fi", "en").put("the cat is on it", lang="en").put("talo on vanha")
    assert index.find("olla") == [2]


def test_names_are_found_across_languages(shelf: New) -> None:
    index = shelf("fi", "en").put("Helsinki", lang="en").put("Helsingissä")
    assert sorted(index.find("Helsingin")) == [1, 2]


def test_expressions_can_be_joined(shelf: New) -> None:
    index = shelf("fi").put("yksi node.js", "yksi", "kaksi")
    one, other = index.match("yksi"), index.match("node.js", "word", ["body"])
    for joined, found in (
        (f"{one.expression} AND {other.expression}", [1]),
        (f"{one.expression} NOT {other.expression}", [2]),
        (f"({one.exact} OR {other.exact})", [1, 2]),
    ):
        rows = index.connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (joined,))
        assert sorted(rows) == [(number,) for number in found]


def test_writing_again_replaces_and_removing_forgets(shelf: New) -> None:
    index = shelf("fi").put("vanha teksti")
    words.write(
        index.connection, 1, words.prepare(make_post(), "uusi kirjoitus", index.dictionaries)
    )
    assert index.find("vanha") == []
    assert index.find("uusi") == [1]
    words.remove(index.connection, 1)
    words.remove(index.connection, 99)
    assert index.find("uusi") == []


def test_prepared_words_cross_processes(shelf: New) -> None:
    index = shelf("fi")
    prepared = words.prepare(make_post(title="Äiti"), "söi jäätelöä", index.dictionaries)
    words.write(index.connection, 1, pickle.loads(pickle.dumps(prepared)))
    assert index.find("jäätelö") == [1]


def test_every_index_knows_its_forms_though_the_process_met_them_before(shelf: New) -> None:
    for _ in range(2):
        index = shelf("fi").put("hattivatit vaelsivat")
        forms = index.connection.execute("SELECT form, lang FROM form ORDER BY form")
        assert list(forms) == [("hattivatit", "fi"), ("vaelsivat", "fi")]
        assert index.find("vaeltaa") == [1]


def test_forms_told_with_texts_that_never_came_are_worked_out(shelf: New) -> None:
    index = shelf("fi")
    lost = words.prepare(make_post(), "muumilaakson haisulien", index.dictionaries)
    later = words.prepare(make_post(), "haisulien Größe", index.dictionaries)
    assert "haisulien" in lost.fresh.forms
    assert "haisulien" not in later.fresh.forms
    words.write(index.connection, 1, pickle.loads(pickle.dumps(later)))
    assert index.find("haisulit") == [1]
    assert index.find("grösse") == [1]


def test_a_writer_after_a_rollback_knows_what_is_gone(shelf: New) -> None:
    index = shelf("fi")
    connection = index.connection
    prepared = words.prepare(make_post(), "hattivattien", index.dictionaries)
    connection.execute("BEGIN")
    words.Writer(connection).write(1, prepared)
    connection.execute("ROLLBACK")
    words.Writer(connection).write(1, prepared)
    assert list(connection.execute("SELECT form FROM form")) == [("hattivattien",)]
    assert index.find("hattivatit") == [1]


def test_one_writer_goes_on_through_texts_of_several_processes(shelf: New) -> None:
    index = shelf("fi")
    writer = words.Writer(index.connection)
    texts = [f"hattivattien matka{chr(97 + number)}" for number in range(5)]
    code = (
        "import pickle, sys; from pathlib import Path; from blogcli.index import words;"
        "from blogcli.posts.post import Post; post = Post(path='a', slug='a', lang='fi');"
        "made = [words.prepare(post, text, Path(sys.argv[1])) for text in sys.argv[2:]];"
        "sys.stdout.buffer.write(pickle.dumps([pickle.dumps(one) for one in made]))"
    )
    command = [sys.executable, "-c", code, str(index.dictionaries), *texts]
    made = [pickle.loads(subprocess.check_output(command)) for _ in range(2)]
    for number, data in enumerate((made[0][0], *made[0][2:], *made[1]), 1):
        writer.write(number, pickle.loads(data))
    assert index.find("hattivatti") == list(range(1, 10))
    forms = {str(form) for (form,) in index.connection.execute("SELECT form FROM form")}
    assert forms == {"hattivattien", *(text.split()[1] for text in texts)}


def test_a_query_for_a_known_form_needs_no_dictionary_and_no_rules(
    tmp_path: Path, dictionaries: Path
) -> None:
    path = tmp_path / "index.db"
    connection = apsw.Connection(str(path))
    words.create_tables(connection)
    post = make_post()
    words.write(connection, 1, words.prepare(post, "Helsingissä", dictionaries))
    connection.close()
    script = (
        "import sys, apsw; from pathlib import Path; from blogcli.index import words;"
        "connection = apsw.Connection(sys.argv[1]); words.register(connection);"
        "lookup = words.Lookup(connection, Path(sys.argv[2]), ('fi', 'en'));"
        "match = lookup.term('helsingissä', 'word');"
        "assert 'simplemma' not in sys.modules;"
        "assert list(connection.execute('SELECT rowid FROM words WHERE words MATCH ?',"
        " (match.expression,))) == [(1,)]"
    )
    subprocess.run([sys.executable, "-c", script, str(path), str(dictionaries)], check=True)


def test_importing_the_tables_loads_no_engine() -> None:
    script = (
        "import sys; import blogcli.index.words;"
        "heavy = {'simplemma', 'Stemmer', 'marisa_trie', 'regex', 'tempfile', 'lzma'};"
        "assert not heavy & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@settings(deadline=None)  # the first text in a language may have its dictionary made
@given(TEXT, TEXT, st.sampled_from(MODES), st.sampled_from(["fi", "en", "tr", "ja", "xx"]))
def test_any_text_and_any_query_get_an_answer(
    dictionaries: Path, text: str, query: str, mode: Mode, lang: str
) -> None:
    index = Shelf(dictionaries, (lang, "fi")).put(text, lang=lang)
    index.find(query, mode)
    index.find(query, mode, ("title", "body"))
    index.lookup.suggestions(query)
    index.snippet(query, mode, lang=lang) if index.lookup.term(query, mode) else None


@settings(deadline=None)  # many queries an example
@given(TEXT, st.sampled_from(["fi", "en", "tr", "ja", "xx"]))
def test_a_text_is_found_by_each_of_its_parts(dictionaries: Path, text: str, lang: str) -> None:
    index = Shelf(dictionaries, (lang, "sv")).put(text, lang=lang)
    for part in (text, *text.split()):
        if index.lookup.term(part, "word") is not None:
            for mode in MODES:
                assert index.find(part, mode) == [1], (part, mode)


@given(st.lists(st.text("aäbéc", min_size=1, max_size=4), max_size=6), st.text("aäbéc", max_size=4))
def test_without_a_language_letters_decide_as_a_plain_scan_says(
    dictionaries: Path, texts: list[str], query: str
) -> None:
    index = Shelf(dictionaries, ("xx",)).put(*texts, lang="xx")
    plain = str.maketrans("äé", "ae")
    same = [n for n, text in enumerate(texts, 1) if text.translate(plain) == query.translate(plain)]
    assert sorted(index.find(query)) == (same if query else [])
    exact = [n for n, text in enumerate(texts, 1) if text == query]
    assert sorted(index.find(query, "exact")) == exact
    assert index.find(query)[: len(exact)] == exact


def test_words_without_their_dictionary_are_as_good_as_new_once_it_is_there(
    seed: Path, dictionaries: Path
) -> None:
    finnish = (seed / "kansainvalinen-yhteistyo.txt").read_text("utf-8")
    # With its dictionary, German has other stems.
    for lang, text in (("fi", finnish), ("de", "Die schönen Häuser wären größer als Bücher.")):
        late, new = Shelf(dictionaries, (lang,)), Shelf(dictionaries, (lang,))
        writer = words.Writer(late.connection)
        writer.write(1, words.prepare(make_post(lang), text, None))
        new.put(text, lang=lang)
        before = keys_in(late)
        writer.analyse_again(lang, dictionaries)
        assert keys_in(late) == keys_in(new) != before


def keys_in(shelf: Shelf) -> list[list[tuple[object, ...]]]:
    statements = ("SELECT * FROM form", "SELECT * FROM form_key")
    return [shelf.connection.execute(one).fetchall() for one in statements]
