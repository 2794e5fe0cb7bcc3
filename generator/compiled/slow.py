"""When a paper is made the slow way: by filling the Word file and reading it.

The slow way is what a paper is by definition. It is taken for what a compiled template does not know, by one of these
rules, and for whatever is to be refused, so that the refusal is the same to the letter.
"""

from __future__ import annotations

from typing import Literal

Rule = Literal[
    "notes",
    "markup",
    "unbalanced",
    "namespaces",
    "tag",
    "macro",
    "hole",
    "character",
    "picture",
    "grid",
    "size",
    "refused",
    "failed",
]
RULES: dict[Rule, str] = {
    "notes": "the file has a part for notes, which is filled too",
    "markup": "its XML holds comments, instructions or declarations",
    "unbalanced": "a branch or a loop opens elements that it does not close, or closes others",
    "namespaces": "one prefix stands for two namespaces, or for none",
    "tag": "a kind of tag that can print, take or change whole stretches of the file",
    "macro": "a macro's printed words are used otherwise than by printing them",
    "hole": "a value stands where it says how something looks, or in the middle of a tag",
    "character": "a value holds a character that Word's XML, or docxtpl, does not take for itself",
    "picture": "a picture stands outside running text, or is none",
    "grid": "a table has no grid, or one without widths",
    "size": "the filled file is so large that its packing has to be looked at",
    "refused": "something in it cannot be drawn",
    "failed": "a tag fails for this view",
}


class Slow(Exception):
    """This has to go the slow way; ``rule`` says why."""

    def __init__(self, rule: Rule) -> None:
        super().__init__(RULES[rule])
        self.rule: Rule = rule


class InEveryPaper(Slow):
    """What cannot be drawn stands in no branch and no loop: no paper can be made from this template."""

    def __init__(self) -> None:
        super().__init__("refused")
