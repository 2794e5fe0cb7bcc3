"""Which folder of ``templates`` holds which paper, and what draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import yaml

from generator.template import list_languages
from tools.word_templates import (
    access,
    afterwards,
    agreement,
    consent,
    guardian,
    letters,
    meeting,
    notice,
    pack,
    records_office,
    referral,
    referrer,
    running_order,
    scan,
    tasks,
)
from tools.word_templates.furniture import Sheet
from tools.word_templates.translated import translate
from tools.word_templates.writing import packed

PAPERS: Mapping[str, Callable[[], Sheet]] = MappingProxyType(
    {
        "acknowledgement": referrer.acknowledgement,
        "archive-sheet": records_office.archive_sheet,
        "attendance-and-apologies": meeting.attendance_and_apologies,
        "chairs-running-order": running_order.running_order,
        "confidentiality-agreement": agreement.confidentiality,
        "conference-pack": pack.conference_pack,
        "conference-record": meeting.conference_record,
        "consent-to-be-named": consent.consent_to_be_named,
        "decision-letter": afterwards.decision_letter,
        "disposal-certificate": records_office.disposal_certificate,
        "family-letter": letters.family,
        "guardian-agreement": guardian.agreement,
        "guardian-leaflet": guardian.leaflet,
        "ink-scan": scan.ink_scan,
        "invitation": letters.invitation,
        "monitoring-sheet": tasks.monitoring,
        "need-to-know-notice": notice.need_to_know,
        "observation-sheet": tasks.observation,
        "other-task-sheet": tasks.other_task,
        "papers-returned-receipt": afterwards.returned_receipt,
        "recall-notice": afterwards.recall_notice,
        "referral-record-group": referral.group,
        "referral-record-individual": referral.individual,
        "referral-record-location": referral.location,
        "referrer-record": referrer.part_b,
        "reminder": afterwards.reminder,
        "subject-access-extract": access.extract,
        "survey-form": tasks.survey_form,
        "survey-guide": tasks.survey_guide,
    }
)


def draw(name: str, templates: Path, language: str = "") -> bytes:
    """Return the Word file of one paper, or of its translation; its title is the one its manifest gives.

    Raises:
        KeyError: when no paper of that name is drawn here, its manifest has no title, or words are not translated.
        OSError: when the manifest cannot be read.
    """
    manifest = yaml.safe_load((templates / name / language / "manifest.yaml").read_text(encoding="utf-8"))
    body = PAPERS[name]().body
    if language:
        translate(body, language, manifest["translation"], signed=len(manifest["spoken"]) > 1)
    return packed(body, manifest["title"], manifest["language"])


def draw_all(templates: Path) -> list[Path]:
    """Write every paper's ``template.docx`` and its translations', and return where they were written."""
    written = []
    for name in PAPERS:
        for language in ("", *list_languages(templates / name)):
            target = templates / name / language / "template.docx"
            target.write_bytes(draw(name, templates, language))
            written.append(target)
    return written
