"""Finding certificates in papers: by their number, quickly, and those of people by the field they signed in."""

from __future__ import annotations

from cryptography import x509

from signing.certificates import binding_of
from signing.reading import open_paper


def may_carry(content: bytes, serial: int) -> bool:
    """Say whether the signatures of a paper may carry the certificate of a number, or one issued under it.

    Never wrongly no for a paper in our form: its signatures carry their whole chain but the root, in capital
    hexadecimal digits, time-stamps included.
    """
    value = serial.to_bytes(serial.bit_length() // 8 + 1, "big")
    return b"02%02X%s" % (len(value), value.hex().upper().encode("ascii")) in content


def people_in(content: bytes) -> tuple[tuple[str, x509.Certificate], ...]:
    """Return the field and the certificate of each signature that was made by a person.

    Raises:
        Exception: whatever is raised for a file that ``verify`` does not call genuine.
    """
    signatures = open_paper(content).embedded_regular_signatures
    found = [(one.field_name, x509.load_der_x509_certificate(one.signer_cert.dump())) for one in signatures]
    return tuple((name, certificate) for name, certificate in found if binding_of(certificate))
