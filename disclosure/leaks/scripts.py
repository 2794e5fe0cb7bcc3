"""Letters of other alphabets, and of Latin ones, as plain letters a to z.

One spelling is given where passports and official lists have several (х as ``h``, ы as ``i``): names that are spelled
otherwise are compared by their consonants (``folding.skeletons``). Alphabets that do not write vowels, or write them
as signs over and under the consonants, give consonants only.
"""

from __future__ import annotations


def _table(pairs: str) -> dict[str, str]:
    return {pair[0]: pair[2:] for pair in pairs.split()}


LATIN = _table(
    """
    ı:i ł:l ø:o đ:d ð:d ħ:h ß:ss æ:ae œ:oe þ:th ŋ:n ə:a ɓ:b ɗ:d ƙ:k ŧ:t ɛ:e ɔ:o ʻ: ʼ: ʾ: ʿ:
    """
)

CYRILLIC = _table(
    """
    а:a б:b в:v г:g д:d е:e з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:ts ч:ch ш:sh щ:sh
    ъ: ы:i ь: э:e ё:yo ж:zh ю:yu я:ya і:i ї:yi є:ye ґ:g ў:u ј:j љ:l њ:n ћ:c ђ:d џ:dz ѓ:g ќ:k ѕ:z ә:a ғ:g қ:k
    ң:n ө:o ұ:u ү:u һ:h
    """
)

GREEK = _table(
    """
    α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:h ψ:ps ω:o
    """
)

HEBREW = _table(
    """
    א: ב:b ג:g ד:d ה:h ו:v ז:z ח:h ט:t י:y כ:k ך:k ל:l מ:m ם:m נ:n ן:n ס:s ע: פ:p ף:f צ:ts ץ:ts ק:q ר:r ש:sh
    ת:t װ:v ױ:oy ײ:ey
    """
)

ARABIC = _table(
    """
    ا:a ب:b ت:t ث:th ج:j ح:h خ:h د:d ذ:dh ر:r ز:z س:s ش:sh ص:s ض:d ط:t ظ:z ع: غ:gh ف:f ق:q ك:k ل:l م:m ن:n
    ه:h و:w ي:y ة: ى:a ء: ؤ:w ئ:y آ:a أ:a إ:a پ:p چ:ch ژ:zh گ:g ک:k ی:y ے:y ں:n ھ:h ہ:h ۂ:h ۓ:y ٹ:t ڈ:d ڑ:r
    ۀ:h ۃ:
    """
)

DEVANAGARI = _table(
    """
    अ:a आ:a इ:i ई:i उ:u ऊ:u ऋ:ri ए:e ऐ:ai ओ:o औ:au क:k ख:kh ग:g घ:g ङ:n च:ch छ:ch ज:j झ:j ञ:n ट:t ठ:t ड:d
    ढ:d ण:n त:t थ:t द:d ध:d न:n ऩ:n प:p फ:p ब:b भ:b म:m य:y र:r ऱ:r ल:l ळ:l ऴ:l व:v श:sh ष:sh स:s ह:h क़:k
    ख़:h ग़:g ज़:z ड़:r ढ़:r फ़:f य़:y
    """
)

DEVANAGARI_STARTS = 0x0900
SAME_PLACES = (0x0900, 0x0980, 0x0A00, 0x0A80)
"""Devanagari, Bengali, Gurmukhi, Gujarati: Unicode puts the same letter at the same place of each block."""

INDIC = {
    chr(ord(letter) - DEVANAGARI_STARTS + block): plain
    for block in SAME_PLACES
    for letter, plain in DEVANAGARI.items()
}

TO_LATIN = str.maketrans({**LATIN, **CYRILLIC, **GREEK, **HEBREW, **ARABIC, **INDIC})

LOOKS_LIKE = _table(
    """
    а:a в:b е:e к:k м:m н:h о:o р:p с:c т:t у:y х:x і:i ј:j ѕ:s һ:h ԁ:d ԛ:q ԝ:w ү:y ѵ:v α:a β:b ε:e η:n ι:i
    κ:k ν:n ο:o ρ:p τ:t υ:u χ:x ω:w ϲ:c γ:y 0:o 1:l
    """
)
"""Letters, in lower case, that only look like Latin ones: for words that mix the two."""

LOOKALIKES = str.maketrans({**LATIN, **LOOKS_LIKE})
