"""How long a text is, as each platform counts it."""

import re
import unicodedata
from collections.abc import Callable

# X, "Counting characters" and the configuration (version 3) of its open counting library, read 2026-11: after
# normalisation to NFC an address counts 23, an emoji 2 however it is joined, these ranges 1, all else 2.
X_ADDRESS_WEIGHT = 23
X_EMOJI_WEIGHT = 2
X_LIGHT = ((0x0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))

# X makes an address of a domain without https:// too, if its ending exists: all of two letters, the usual longer ones
X_ENDINGS = """
ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf
cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf
gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km
kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz
na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg
sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va
vc ve vg vi vn vu wf ws ye yt za zm zw
agency app art asia bar beauty bike biz blog boutique cafe care cat center chat city click cloud club com community
company coop deals delivery design dev digital dog edu education email energy events expert express fashion fit fun
gal games gift global gov group guru health help homes host hotel info ink int jobs life link live love ltd madrid
market marketing media menu mobi money museum name net network news ninja one online org page photo pizza plus press
pro pub rest restaurant reviews sale school services shoes shop shopping show site social software solutions space
sport store studio style support team tech tel tips today tools top tours toys travel video vip watch website wiki
wine work world wtf xyz zone
""".split()

X_PATH = r"a-z0-9\u00C0-\u024F\u0400-\u04FF"
X_REST = (
    r"(?::[0-9]{1,5})?"
    rf"(?:/(?:[{X_PATH}!*';:=+,.$/%#\[\]_~@|&()-]*[{X_PATH}=_#/+-])?)?"
    r"(?:\?[a-z0-9!?*'();:&=+$/%#\[\]_.,~|@-]*[a-z0-9_&=#/-])?"
)
X_ADDRESS = re.compile(
    r"https?://(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[a-z]{2,63}|[^\W\d_a-z]{2,63})" + X_REST + r"|(?<![a-z0-9@$#_./-])"
    r"(?:[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+(?:" + "|".join(X_ENDINGS) + r")(?![a-z0-9_@+-])" + X_REST,
    re.IGNORECASE,
)

SYMBOL = (
    r"[\u203C\u2049\u2122\u2139\u2190-\u21FF\u2300-\u23FF\u24C2\u25A0-\u27BF\u2900-\u297F\u2B00-\u2BFF"
    r"\u3030\u303D\u3297\u3299\U0001F000-\U0001FAFF][\uFE0F\U0001F3FB-\U0001F3FF]?[\U000E0020-\U000E007F]*"
)
EMOJI = (
    r"[\U0001F1E6-\U0001F1FF]{2}"  # a flag
    r"|[0-9#*]\uFE0F?\u20E3"  # a key
    r"|[\u00A9\u00AE]\uFE0F"
    rf"|{SYMBOL}(?:\u200D{SYMBOL})*"  # a symbol with its skin tone, or several joined
)
X_PART = re.compile(rf"(?P<address>{X_ADDRESS.pattern})|(?P<emoji>{EMOJI})|.", re.IGNORECASE | re.DOTALL)


def characters(text: str) -> int:
    """Unicode code points."""
    return len(text)


def utf16(text: str) -> int:
    """UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def x_weighted(text: str) -> int:
    """X's weighted length; a post may have 280."""
    return sum(_x_weight(part) for part in X_PART.finditer(unicodedata.normalize("NFC", text)))


COUNTERS: dict[str, Callable[[str], int]] = {"characters": characters, "utf16": utf16, "x_weighted": x_weighted}


def _x_weight(part: re.Match[str]) -> int:
    if part["address"]:
        return X_ADDRESS_WEIGHT
    if part["emoji"]:
        return X_EMOJI_WEIGHT
    return 1 if any(low <= ord(part[0]) <= high for low, high in X_LIGHT) else 2
