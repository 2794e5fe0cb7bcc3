"""The slip that goes back with a person's papers: on the pack's last page, a reminder and a recall."""

from __future__ import annotations

from tools.word_templates.furniture import UPRIGHT_WIDTH, Sheet, fill_two, heading, say, ticks
from tools.word_templates.tables import box

ROOM = UPRIGHT_WIDTH - 8


def return_slip(sheet: Sheet, by: str, *, new_page: bool = False) -> None:
    """Draw the slip, on a page of its own or not; ``by`` is the path of the day by which the papers are back."""
    heading(sheet.body, "Papers returned", 1 if new_page else 2, new_page=new_page)
    frame = box(sheet.body)
    say(
        frame,
        f"Copy {{{{ copy.number }}}} of {{{{ copy.of }}}}, code {{{{ copy.code }}}}. Return by {{{{ {by}|date }}}} to "
        "{{ council.return_address|said }}.",
        "Box head",
    )
    ticks(
        frame,
        [
            "I am handing back my paper copy and my notes.",
            "I have deleted every electronic copy.",
            "I never had a paper copy.",
        ],
    )
    fill_two(frame, "Name", "Date", room=ROOM)
    fill_two(frame, "For the council: received by", "Date", room=ROOM)
