"""pyHanko as its manual has it: a certification signature, PAdES B-T, by our own time authority in this process."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import TimeStamper

KEYS: Mapping[str, Any] = {
    "P-256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "RSA-2048": lambda: rsa.generate_private_key(65537, 2048),
}


class PeerSigner:
    """Signs any PDF with one key, loaded once."""

    def __init__(self, key: str, folder: Path, time_stamper: TimeStamper) -> None:
        place = folder / key
        place.mkdir()
        _make_keys(KEYS[key], place)
        self._signer = signers.SimpleSigner.load(
            str(place / "leaf.key"), str(place / "leaf.pem"), ca_chain_files=(str(place / "root.pem"),)
        )
        self._time_stamper = time_stamper

    def sign(self, pdf: bytes) -> bytes:
        """Return the PDF with its signature."""
        about = signers.PdfSignatureMetadata(
            field_name="Seal",
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=fields.MDPPerm.FILL_FORMS,
        )
        output = BytesIO()
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        signers.sign_pdf(writer, about, signer=self._signer, timestamper=self._time_stamper, output=output)
        return output.getvalue()


def _make_keys(new_key: Any, place: Path) -> None:
    root_key, leaf_key = new_key(), new_key()
    root, leaf = _name("Root"), _name("Seal")
    certificates = {
        "root": _certificate(root, root, root_key.public_key(), root_key, is_authority=True),
        "leaf": _certificate(leaf, root, leaf_key.public_key(), root_key, is_authority=False),
    }
    for name, certificate in certificates.items():
        (place / f"{name}.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    (place / "leaf.key").write_bytes(leaf_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


def _name(title: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Benchmark {title}")])


def _certificate(subject: x509.Name, issuer: x509.Name, key: Any, by: Any, *, is_authority: bool) -> x509.Certificate:
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "crl_sign", "encipher_only", "decipher_only"), False
    )
    usage |= {"digital_signature": not is_authority, "content_commitment": not is_authority}
    usage["key_cert_sign"] = is_authority
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .sign(by, hashes.SHA256())
    )
