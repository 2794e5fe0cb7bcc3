"""A person's signature whose own update holds more than the signature: the hardest of the incremental attacks."""

from __future__ import annotations

from io import BytesIO

from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from signing.certificates import Binding
from signing.parts import CONTENTS_DIGITS, DIGEST, Prepared, QuietWriter
from signing.signer import sign_digest, signer_of
from tests.signing.hostile.states import Case, forger
from tests.signing.hostile.writing import Change, touched, updated


def signed_with(case: Case, change: Change, field: str = "guardian") -> bytes:
    """Sign ``field`` with a genuine certificate, in one update together with ``change``."""
    reader = PdfFileReader(BytesIO(updated(case.content, change)))
    writer = QuietWriter(BytesIO(case.content))
    for number in touched(case.content, change):
        writer.objects[(0, number)] = reader.get_object(Reference(number, 0, reader))
        writer._lastobj_id = max(writer._lastobj_id, number)
    steps = PdfCMSEmbedder().write_cms(field, writer, existing_fields_only=True)
    next(steps)
    place = SignatureObject(
        timestamp=case.desk.clock.now(), subfilter=SigSeedSubFilter.PADES, bytes_reserved=CONTENTS_DIGITS
    )
    steps.send(SigObjSetup(place, None, None))
    at, output = steps.send(SigIOSetup(md_algorithm=DIGEST))
    prepared = Prepared(output.getvalue(), at.document_digest, at.reserved_region_start, at.reserved_region_end)
    authority = forger(case.desk, "guardian", Binding(case.sealed.digest, field, "forged", key_made_here=False))
    signer = signer_of(authority, case.desk.pki.chain("guardian"))
    return prepared.filled(sign_digest(prepared.digest, signer, case.desk.time_stamper))
