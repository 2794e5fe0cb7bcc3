"""Names in every script the papers can be drawn in, as people write them."""

from __future__ import annotations

LATIN = {
    "Turkish": "Yıldız İbrahim Şöğüt",
    "Yoruba": "Ọlá Ṣadé",
    "Vietnamese": "Nguyễn Thị Hương",
    "Polish": "Żółć Wiśniewska",
    "Greek": "Σοφία Παπαδοπούλου",
    "Ukrainian": "Олександра Їжакевич",
    # DIN SPEC 91379 names letters with accents that Unicode has no single letter for.
    "letters with accents": "M̂ara K̄oe C̨in Ḫ̆al J̌an",
}
TO_THE_RIGHT = {
    "Bengali": "রহিমা বেগম",
    "Gujarati": "ગુજરાતી પટેલ",
    "Devanagari": "देवनागरी क्षत्रिय",
    "Gurmukhi": "ਪੰਜਾਬੀ ਕੌਰ",
    "Tamil": "தமிழ் ஸ்ரீ",
    "Chinese": "王小明",
    "Chinese, traditional": "陳麗華",
    "Amharic": "አማርኛ በቀለ",
}
TO_THE_LEFT = {
    "Hebrew": "שרה גרינפעלד",
    "Arabic": "محمد عبد الله",
    "Urdu": "محمد علی نستعلیق",
    "Persian": "علی‌رضا پژوه",
}
POINTED = {
    "Hebrew with points": "שָׂרָה",
    "Yiddish": "גרינפֿעלד אַבֿרהם",
    "Arabic with points": "مُحَمَّد",
}
ALL = LATIN | TO_THE_RIGHT | TO_THE_LEFT | POINTED
SHAPED = TO_THE_RIGHT | TO_THE_LEFT | POINTED
