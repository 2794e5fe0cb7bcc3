"""pyHanko's public parts, fitted together for this product: the one place that prepares and fills a signature.

pyHanko is asynchronous inside; ``run`` is the one place where it is waited for. It must not be called from a thread in
which an event loop is running.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final, TypeVar

from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
    read_object,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import ObjectStream
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigAppearanceSetup, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp, PreparedByteRangeDigest, SignatureObject
from pyhanko.stamp import StaticStampStyle

from inconfidence.core.documents import Stamp
from inconfidence.core.errors import Failed, NotAuthentic, NotFound
from signing.arc import renewal_field
from signing.renewal_rule import field_for
from signing.security_store import put_store
from signing.seed_values import Asked, read_seed_values
from signing.validation_data import ValidationData

# pyHanko writes certificate subjects, which are people's names, into its log messages.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL + 1)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL + 1)

DIGEST: Final = "sha256"

RENEWAL_DIGEST: Final = "sha512"
"""What a renewal hashes the whole file by: its proof must not hang on the digest that what it renews hangs on."""

CONTENTS_DIGITS: Final = 16384
"""Hexadecimal digits kept free for a signature: its certificates (an outside authority's are large), a time-stamp."""

NO_SEEDS: Final[Mapping[str, bytes]] = MappingProxyType({})

Result = TypeVar("Result")


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Wait for one of pyHanko's asynchronous calls."""
    return asyncio.run(work)


def as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """Return a certificate in the form pyHanko works with."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


class QuietWriter(IncrementalPdfFileWriter):
    """A writer that leaves the metadata as it is: pyHanko rewrites XMP into a form PDF/A checkers refuse.

    pyHanko has no public switch for it (its issue 462); the version is pinned and tests/signing/test_seal.py holds it.
    """

    def _update_meta(self) -> None:
        pass

    def add_object(
        self, obj: PdfObject, obj_stream: ObjectStream | None = None, idnum: int | None = None
    ) -> IndirectObject:
        """Add an object; a stream that ends in a carriage return is written in hexadecimal.

        pyHanko writes one line feed between a stream and its end: the two would read as one line end, and the stream
        as a byte too short (ISO 19005-3, 6.1.7.1).
        """
        if isinstance(obj, StreamObject) and obj.encoded_data.endswith(b"\r"):
            obj = _in_hexadecimal(obj)
        return super().add_object(obj, obj_stream, idnum)


class StampPage(PdfContent):
    """The first page of a PDF held in memory, as the appearance of a signature."""

    def __init__(self, stamp: Stamp) -> None:
        super().__init__(box=BoxConstraints(width=stamp.width, height=stamp.height))
        self._content = stamp.content

    def render(self) -> bytes:
        """Bring the page into the paper and return the drawing command for it."""
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(BytesIO(self._content)))
        self.resources.xobject["/Stamp"] = page
        return b"/Stamp Do"


def _in_hexadecimal(stream: StreamObject) -> StreamObject:
    filters = stream.get("/Filter", [])
    names = [filters] if isinstance(filters, NameObject) else list(filters)
    entries = {**stream, "/Filter": ArrayObject([NameObject("/ASCIIHexDecode"), *names])}
    return StreamObject(
        {NameObject(name): value for name, value in entries.items()},
        encoded_data=stream.encoded_data.hex().encode() + b">",
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paper with an empty place for a signature: what is left is to fill bytes ``start`` to ``end``."""

    content: bytes = field(repr=False)
    digest: bytes
    start: int
    end: int

    def filled(self, signature: bytes) -> bytes:
        """Return the paper with the DER CMS ``signature`` in its place.

        Raises:
            Failed: when the signature is larger than the place kept for it.
        """
        place = PreparedByteRangeDigest(self.digest, self.start, self.end)
        output = BytesIO(self.content)
        try:
            place.fill_with_cms(output, signature)
        except SigningError as error:
            raise Failed("The signature does not fit into the place kept for it.") from error
        return output.getvalue()


def prepare(
    content: bytes,
    field_name: str,
    moment: datetime,
    *,
    stamp: Stamp | None,
    certify: bool,
    seeds: Mapping[str, bytes] = NO_SEEDS,
) -> Prepared:
    """Return ``content`` with the existing field ``field_name`` ready to be signed at ``moment``.

    ``certify`` makes it the certification signature, after which only the prepared fields may be filled (DocMDP P=2);
    it writes the seed values of the fields, ``seeds``.

    Raises:
        Failed: when the paper cannot be read strictly or has no such empty field.
    """
    try:
        writer = QuietWriter(BytesIO(content))
        writer.register_extension(ESIC_EXTENSION_1)
        _put_seeds(writer, seeds)
        steps = PdfCMSEmbedder().write_cms(field_name, writer, existing_fields_only=True)
        next(steps)
        steps.send(_setup(moment, stamp, certify))
        place, output = steps.send(SigIOSetup(md_algorithm=DIGEST))
    except (PdfError, SigningError, ValueError) as error:
        raise Failed(f"The paper cannot be signed in its field {field_name}.") from error
    return Prepared(output.getvalue(), place.document_digest, place.reserved_region_start, place.reserved_region_end)


def _put_seeds(writer: QuietWriter, seeds: Mapping[str, bytes]) -> None:
    for name, _, place in enumerate_sig_fields(writer):
        if name in seeds:
            value = read_object(BytesIO(seeds[name]), container_ref=place.reference)
            place.get_object()[NameObject("/SV")] = writer.add_object(value)
            writer.mark_update(place)


def asked_in(content: bytes, name: str) -> Asked:
    """Return what the field ``name`` of a paper asks of whoever signs there.

    Raises:
        NotFound: when the paper has no such field.
        NotAuthentic: when the field does not say it in our form.
        Failed: when the paper cannot be read strictly.
    """
    try:
        places = {found: place for found, _, place in enumerate_sig_fields(PdfFileReader(BytesIO(content)))}
        if name not in places:
            raise NotFound(f"The paper has no signature field {name}.")
        asked = read_seed_values(places[name].get_object())
    except (PdfError, ValueError, TypeError, AttributeError) as error:
        raise Failed(f"What the field {name} asks for cannot be read.") from error
    if asked is None:
        raise NotAuthentic(f"The field {name} does not say who may sign there; nothing was signed.")
    return asked


def prepare_closing(content: bytes, field_name: str, data: ValidationData) -> Prepared:
    """Return ``content`` with ``data`` kept in it, its field ``field_name`` ready for a time-stamp of the whole file.

    Raises:
        Failed: when the paper cannot be read strictly or has no such empty field.
    """
    try:
        writer = QuietWriter(BytesIO(content))
        put_store(writer, data)
        return _room_for_stamp(PdfCMSEmbedder().write_cms(field_name, writer, existing_fields_only=True), DIGEST)
    except (PdfError, SigningError, ValueError) as error:
        raise Failed(f"The paper cannot be closed in its field {field_name}.") from error


def prepare_renewal(content: bytes, number: int, data: ValidationData) -> Prepared:
    """Return a closed paper with ``data`` kept in it too, and the field of its ``number``-th renewal for a time-stamp.

    The file is hashed by ``RENEWAL_DIGEST``.

    Raises:
        Failed: when the paper cannot be read strictly.
    """
    try:
        writer = QuietWriter(BytesIO(content))
        put_store(writer, data)
        embedder = PdfCMSEmbedder(new_field_spec=field_for(number))
        return _room_for_stamp(embedder.write_cms(renewal_field(number), writer), RENEWAL_DIGEST)
    except (PdfError, SigningError, ValueError) as error:
        raise Failed("The paper cannot be renewed.") from error


def _room_for_stamp(steps: Any, algorithm: str) -> Prepared:
    next(steps)
    # pyHanko leaves this constructor without types.
    stamp = DocumentTimestamp(bytes_reserved=CONTENTS_DIGITS)  # type: ignore[no-untyped-call]
    steps.send(SigObjSetup(stamp))
    place, output = steps.send(SigIOSetup(md_algorithm=algorithm))
    return Prepared(output.getvalue(), place.document_digest, place.reserved_region_start, place.reserved_region_end)


def embedded_certificates(content: bytes) -> tuple[x509.Certificate, ...]:
    """Return the certificates that a paper's signatures and their time-stamps carry along.

    Raises:
        Failed: when the paper or a signature cannot be read.
    """
    try:
        messages = [one.signed_data for one in PdfFileReader(BytesIO(content)).embedded_signatures]
        tokens = [token for message in messages for token in _tokens(message)]
        carried = [each.chosen.dump() for message in (*messages, *tokens) for each in message["certificates"]]
    except (PdfError, ValueError) as error:
        raise Failed("The signatures of the paper cannot be read.") from error
    return tuple(x509.load_der_x509_certificate(each) for each in dict.fromkeys(carried))


def last_time_stamp(content: bytes) -> tuple[x509.Certificate, ...]:
    """Return the certificates that the last time-stamp of a whole closed paper carries, nothing when there is none.

    Raises:
        Failed: when the paper or its time-stamp cannot be read.
    """
    try:
        stamps = PdfFileReader(BytesIO(content)).embedded_timestamp_signatures
        carried = [each.chosen.dump() for each in stamps[-1].signed_data["certificates"]] if stamps else []
    except (PdfError, ValueError) as error:
        raise Failed("The time-stamps of the paper cannot be read.") from error
    return tuple(x509.load_der_x509_certificate(each) for each in carried)


def _tokens(message: cms.SignedData) -> Iterator[cms.SignedData]:
    for attribute in message["signer_infos"][0]["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            yield attribute["values"][0]["content"]


def signature_fields(content: bytes) -> dict[str, bool]:
    """Return the names of a paper's signature fields, each with whether it is filled.

    Raises:
        Failed: when the paper cannot be read strictly.
    """
    try:
        return {name: value is not None for name, value, _ in enumerate_sig_fields(PdfFileReader(BytesIO(content)))}
    except (PdfError, ValueError) as error:
        raise Failed("The paper cannot be read as a PDF.") from error


def _setup(moment: datetime, stamp: Stamp | None, certify: bool) -> SigObjSetup:
    place = SignatureObject(timestamp=moment, subfilter=SigSeedSubFilter.PADES, bytes_reserved=CONTENTS_DIGITS)
    permission = SigMDPSetup(DIGEST, certify=True, docmdp_perms=MDPPerm.FILL_FORMS) if certify else None
    look = SigAppearanceSetup(_style(stamp), moment, name=None) if stamp else None
    return SigObjSetup(place, permission, look)


def _style(stamp: Stamp) -> StaticStampStyle:
    middle = AxisAlignment.ALIGN_MID
    layout = SimpleBoxLayoutRule(middle, middle, Margins(), InnerScaling.STRETCH_TO_FIT)
    return StaticStampStyle(
        border_width=0, background=StampPage(stamp), background_layout=layout, background_opacity=1.0
    )
