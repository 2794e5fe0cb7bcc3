"""The need-to-know notice: whether an intervention takes place, for how long, and nothing else (L85)."""

from __future__ import annotations

from docx.shared import Mm

from tools.word_templates.furniture import Sheet, bullets, control, heading, known, say
from tools.word_templates.tables import box, sealed_ending


def need_to_know() -> Sheet:
    """Draw the notice.

    Its reader may have raised the concern or may hold a task: one wording for both, for a notice that thanked the
    one for calling would say of the other that they did not.
    """
    sheet = Sheet()
    sheet.furnish()
    say(sheet.body, "What we can tell you", "Title")
    say(sheet.body, "{{ paper.made_on|shortdate }}", "Subtitle")
    say(
        sheet.body,
        "An assessor has decided that you need to know what stands in the box, and nothing more. It is for you only.",
    )
    _what_is_told(sheet)
    heading(sheet.body, "What we cannot tell you")
    say(
        sheet.body,
        "We cannot tell you who is involved, or anything about a child, a young person or a family. We would keep "
        "your private life to ourselves in the same way.",
    )
    heading(sheet.body, "Please keep this to yourself")
    bullets(
        sheet.body,
        [
            "Do not pass this paper on, copy it or put it online.",
            "Do not try to find out more, and do not step in yourself.",
        ],
    )
    heading(sheet.body, "If you see something new")
    say(
        sheet.body,
        "Ring FAST on **{{ council.fast_number }}**, {{ council.fast_hours }}. "
        "{{ council.fast_out_of_hours }} If somebody is in danger now, ring **999** first.",
    )
    sealed_ending(sheet)
    return sheet


def _what_is_told(sheet: Sheet) -> None:
    frame = box(sheet.body)
    say(frame, "{{ decision.words }}", "Box text")
    # An assessor who decided nothing on a question has told nothing about it.
    for path, question in (
        ("decision.intervention", "Is work with the group taking place?"),
        ("decision.duration", "For how long?"),
    ):
        control(frame, f"if {known(path)}")
        asked = say(frame, f"**{question}** {{{{ {path}|said }}}}", "Box text")
        asked.paragraph_format.space_before = Mm(2)
        control(frame, "endif")
