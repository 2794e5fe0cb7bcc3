"""A seal whose key lies in a token (a security module, a card) and never leaves it; spoken to by PKCS#11.

The session is opened at the first seal and kept. One that was lost is opened anew once; when that fails too, nothing
is sealed and the caller may try later. A PIN that was refused is not tried again: tokens lock themselves after a few.
What the token gives back is checked under the certificate before anything else is done with it.

ECDSA is asked for without hashing (CKM_ECDSA): not every token knows CKM_ECDSA_SHA256, SoftHSM does not.
The library is needed only here and installed as the extra ``token``.
"""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from inconfidence.core.errors import Failed, NotAuthentic, TryLater
from signing.certificates import PublicKey
from signing.cms_writing import ECDSA_WITH_SHA256, RSA_WITH_SHA256
from signing.keys import ECDSA_SHA256

try:
    import pkcs11
    from pkcs11.util.ec import encode_ec_public_key, encode_ecdsa_signature
    from pkcs11.util.rsa import encode_rsa_public_key
except ImportError:
    pkcs11 = None  # type: ignore[assignment]

LOST: Final[tuple[type[Exception], ...]] = (pkcs11.PKCS11Error,) if pkcs11 else ()
PIN_REFUSED: Final[tuple[type[Exception], ...]] = (
    (pkcs11.PinIncorrect, pkcs11.PinLocked, pkcs11.PinExpired, pkcs11.PinInvalid, pkcs11.PinLenRange) if pkcs11 else ()
)

WAIT_HINT: Final = "Nothing was sealed. Check that the token is connected, then do the same again."
PIN_HINT: Final = "It is not tried again, because tokens lock themselves. Put the right PIN in and start anew."


@dataclass(frozen=True, slots=True)
class TokenPlace:
    """Where a key is: the token's own library, the labels of token and key, and the PIN that opens it."""

    module: str
    token: str
    key: str
    pin: str = field(repr=False)

    def written(self) -> bytes:
        """Return it as bytes, to be kept encrypted: the PIN is among them."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def read(cls, content: bytes) -> TokenPlace:
        """Return what ``written`` gave.

        Raises:
            Failed: it is something else.
        """
        try:
            return cls(**json.loads(content))
        except (ValueError, TypeError):
            raise Failed("What is kept of the token cannot be read.") from None


class _PinRefused(Failed):
    """The token does not open with that PIN."""


class TokenSeal:
    """A certificate, and its key in a token. One signs at a time: a session does one thing at once."""

    def __init__(self, certificate: x509.Certificate, place: TokenPlace) -> None:
        self.certificate = certificate
        self._place = place
        self._turn = threading.Lock()
        self._session: Any = None
        self._key: Any = None
        self._refusal: _PinRefused | None = None

    def signature(self, attributes: bytes) -> tuple[bytes, bytes]:
        """Return the signature over ``attributes``, and the DER of the algorithm it was made by.

        Raises:
            TryLater: the token does not answer, also not when asked anew; nothing was signed.
            Failed: the PIN is refused, the library is missing, or there is no such key.
            NotAuthentic: what the token gave is not a signature under the certificate.
        """
        with self._turn:
            value = self._asked(attributes)
        return value, self._checked(value, attributes)

    def _asked(self, attributes: bytes) -> bytes:
        try:
            return self._signed(attributes)
        except LOST:
            self._let_go()
        try:
            return self._signed(attributes)
        except LOST as error:
            self._let_go()
            raise TryLater("The token with the council's seal does not answer.", hint=WAIT_HINT) from error

    def _signed(self, attributes: bytes) -> bytes:
        if self._key is None:
            self._open()
        if isinstance(self.certificate.public_key(), rsa.RSAPublicKey):
            return bytes(self._key.sign(attributes, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS))
        raw = self._key.sign(sha256(attributes).digest(), mechanism=pkcs11.Mechanism.ECDSA)
        return bytes(encode_ecdsa_signature(raw))

    def _open(self) -> None:
        if self._refusal is not None:
            raise self._refusal
        try:
            self._session = _session(self._place)
        except _PinRefused as refusal:
            self._refusal = refusal
            raise
        self._key = _found(self._session, pkcs11.ObjectClass.PRIVATE_KEY, self._place.key)

    def _let_go(self) -> None:
        session, self._session, self._key = self._session, None, None
        if session is not None:
            # Most of the time there is nothing left to close.
            with suppress(*LOST):
                session.close()

    def _checked(self, value: bytes, attributes: bytes) -> bytes:
        key = self.certificate.public_key()
        try:
            if isinstance(key, rsa.RSAPublicKey):
                key.verify(value, attributes, padding.PKCS1v15(), hashes.SHA256())
                return RSA_WITH_SHA256
            if isinstance(key, ec.EllipticCurvePublicKey):
                key.verify(value, attributes, ECDSA_SHA256)
                return ECDSA_WITH_SHA256
        except InvalidSignature:
            pass
        raise NotAuthentic("The token's key is not the one of the seal's certificate; nothing was sealed.")


def public_key_in(place: TokenPlace) -> PublicKey:
    """Return the public half of a token's key, so that a certificate can be issued for it.

    Raises:
        TryLater: the token does not answer.
        Failed: the PIN is refused, the library is missing, or the key is not there or none papers are sealed with.
    """
    try:
        session = _session(place)
        found = _found(session, pkcs11.ObjectClass.PUBLIC_KEY, place.key)
        is_rsa = found.key_type is pkcs11.KeyType.RSA
        key = load_der_public_key(encode_rsa_public_key(found) if is_rsa else encode_ec_public_key(found))
        session.close()
    except LOST as error:
        raise TryLater("The token does not answer.", hint="Check that it is connected.") from error
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if isinstance(key, rsa.RSAPublicKey) or (
        isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1)
    ):
        return key
    raise Failed("The token's key is none papers are sealed with.", hint="It has to be P-256 or RSA.")


def _found(session: Any, kind: Any, label: str) -> Any:
    try:
        return session.get_key(object_class=kind, label=label)
    except (pkcs11.NoSuchKey, pkcs11.MultipleObjectsReturned):
        raise Failed("The token does not hold exactly one key of that label.", hint="Check the label.") from None


def _session(place: TokenPlace) -> Any:
    if pkcs11 is None:
        raise Failed("The library that speaks to tokens is not installed.", hint="pip install in-confidence[token]")
    token = pkcs11.lib(place.module).get_token(token_label=place.token)
    try:
        return token.open(user_pin=place.pin)
    except pkcs11.UserAlreadyLoggedIn:
        # One log-in counts for all sessions of a program.
        return token.open()
    except PIN_REFUSED:
        raise _PinRefused("The token's PIN was refused.", hint=PIN_HINT) from None
