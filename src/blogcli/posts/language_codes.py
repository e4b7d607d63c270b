"""The languages of the world's blogs: codes of ISO 639, and names."""

from __future__ import annotations

# ISO 639-1 with ISO 639-2 (bibliographic and terminological codes where they differ).
_CODES = """
aa aar|ab abk|ae ave|af afr|ak aka|am amh|an arg|ar ara|as asm|av ava|ay aym|az aze|ba bak|be bel
bg bul|bi bis|bm bam|bn ben|bo tib bod|br bre|bs bos|ca cat|ce che|ch cha|co cos|cr cre|cs cze ces
cu chu|cv chv|cy wel cym|da dan|de ger deu|dv div|dz dzo|ee ewe|el gre ell|en eng|eo epo|es spa
et est|eu baq eus|fa per fas|ff ful|fi fin|fj fij|fo fao|fr fre fra|fy fry|ga gle|gd gla|gl glg
gn grn|gu guj|gv glv|ha hau|he heb|hi hin|ho hmo|hr hrv|ht hat|hu hun|hy arm hye|hz her|ia ina
id ind|ie ile|ig ibo|ii iii|ik ipk|io ido|is ice isl|it ita|iu iku|ja jpn|jv jav|ka geo kat|kg kon
ki kik|kj kua|kk kaz|kl kal|km khm|kn kan|ko kor|kr kau|ks kas|ku kur|kv kom|kw cor|ky kir|la lat
lb ltz|lg lug|li lim|ln lin|lo lao|lt lit|lu lub|lv lav|mg mlg|mh mah|mi mao mri|mk mac mkd|ml mal
mn mon|mr mar|ms may msa|mt mlt|my bur mya|na nau|nb nob|nd nde|ne nep|ng ndo|nl dut nld|nn nno
no nor|nr nbl|nv nav|ny nya|oc oci|oj oji|om orm|or ori|os oss|pa pan|pi pli|pl pol|ps pus|pt por
qu que|rm roh|rn run|ro rum ron|ru rus|rw kin|sa san|sc srd|sd snd|se sme|sg sag|si sin|sk slo slk
sl slv|sm smo|sn sna|so som|sq alb sqi|sr srp|ss ssw|st sot|su sun|sv swe|sw swa|ta tam|te tel
tg tgk|th tha|ti tir|tk tuk|tl tgl|tn tsn|to ton|tr tur|ts tso|tt tat|tw twi|ty tah|ug uig|uk ukr
ur urd|uz uzb|ve ven|vi vie|vo vol|wa wln|wo wol|xh xho|yi yid|yo yor|za zha|zh chi zho|zu zul
"""

# Languages without a code of two letters in which people keep blogs: those of Unicode's CLDR, and
# the neighbours of Finnish.
_LONG = """
agq ann apc arn asa ast bal bas bem bew bez bgc bgn bho blo blt brx bss byn cad cch ccp ceb cgg cho
chr cic ckb cop csw dav dje doi dsb dua dyo ebu ewo fil fit fkv frr fur gaa gez gsw guz haw hnj hsb
jbo jgo jmc kaa kab kaj kam kcg kde kea ken kgp khq kkj kln kok kpe krl ksb ksf ksh kxv lag lij liv
lkt lld lmo lrc ltg luo luy lzz mai mas mdf mer mfe mgh mgo mhn mic mni moh mua mus mwl myv mzn nap
naq nds nmg nnh nqo nso nus nyn olo osa pap pcm pis pms prg quc raj rhg rif rof rup rwk sah saq sat
sbp scn sco sdh seh ses sgs shi shn sid skr sma smj smn sms ssy syr szl tay teo tig tok tpi trv trw
twq tyv tzm vai vec vep vls vmw vro vun wae wal wbp xnr xog yav yrl yue zgh zza
"""

# Withdrawn from ISO 639, still written by old software; and common slips, where the code meant is
# beyond doubt.
_FORMER = {
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "mo": "ro",
    "sh": "sr-Latn",
    "scr": "hr",
    "scc": "sr",
}
_SLIPS = {"jp": "ja", "cz": "cs", "gr": "el", "ua": "uk", "cn": "zh-CN", "dk": "da"}

# By what their speakers and English call them, in lower case.
_NAMES = """
af afrikaans|ar arabic العربية|az azerbaijani azərbaycanca|be belarusian беларуская
bg bulgarian български|bn bengali bangla বাংলা|bs bosnian bosanski|ca catalan català
cs czech čeština česky|cy welsh cymraeg|da danish dansk|de german deutsch|el greek ελληνικά
en english|eo esperanto|es spanish español castellano|et estonian eesti|eu basque euskara
fa persian farsi فارسی|fi finnish suomi|fil filipino|fo faroese føroyskt|fr french français
ga irish gaeilge|gl galician galego|gu gujarati ગુજરાતી|he hebrew עברית|hi hindi हिन्दी हिंदी
hr croatian hrvatski|hu hungarian magyar|hy armenian հայերեն|id indonesian|is icelandic íslenska
it italian italiano|ja japanese 日本語|ka georgian ქართული|kk kazakh қазақша|km khmer ខ្មែរ
kn kannada ಕನ್ನಡ|ko korean 한국어|la latin|lb luxembourgish lëtzebuergesch|lo lao ລາວ
lt lithuanian lietuvių|lv latvian latviešu|mk macedonian македонски|ml malayalam മലയാളം
mn mongolian монгол|mr marathi मराठी|ms malay melayu|mt maltese malti|my burmese မြန်မာ
nb bokmål|ne nepali नेपाली|nl dutch nederlands flemish vlaams|nn nynorsk|no norwegian norsk
pa punjabi ਪੰਜਾਬੀ|pl polish polski|pt portuguese português|ro romanian română|ru russian русский
se davvisámegiella|sk slovak slovenčina slovensky|sl slovene slovenian slovenščina
smn anarâškielâ|sms nuõrttsääʹmǩiõll|sq albanian shqip|sr serbian српски srpski
sv swedish svenska|sw swahili kiswahili|ta tamil தமிழ்|te telugu తెలుగు|th thai ไทย
tl tagalog|tr turkish türkçe|uk ukrainian українська|ur urdu اردو|uz uzbek oʻzbekcha
vi vietnamese|yi yiddish ייִדיש|zh chinese 中文 汉语|zh-Hans 简体中文|zh-Hant 繁體中文 繁体中文
pt-BR português-brasil|yue cantonese 粵語
"""


def _pairs(table: str) -> list[list[str]]:
    return [entry.split() for entry in table.replace("\n", "|").split("|") if entry.strip()]


SHORT = frozenset(codes[0] for codes in _pairs(_CODES))
LONG = frozenset(_LONG.split())
TWO_LETTERS = {long: codes[0] for codes in _pairs(_CODES) for long in codes[1:]}
REPLACED = {**_FORMER, **_SLIPS}
BY_NAME = {name: codes[0] for codes in _pairs(_NAMES) for name in codes[1:]}
