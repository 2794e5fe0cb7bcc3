"""What somebody believes who judges a paper, and for what: one value, handed from hand to hand whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography import x509

from signing.arc import Role
from signing.certificates import role_of_chain
from signing.outside_seals import OutsideSeal
from signing.revoked import Revoked
from signing.standing import Withdrawal, on_record
from signing.validation_data import NOTHING, ValidationData


@dataclass(frozen=True, slots=True)
class Trust:
    """The council's ``roots``, believed for everything it does itself, and what is believed for one thing alone.

    Who trusts no root believes nothing: every signature is then unrecognised.
    """

    roots: tuple[x509.Certificate, ...] = field(default=(), repr=False)
    outside: tuple[OutsideSeal, ...] = field(default=(), repr=False)
    """Seals of outside authorities that count as the council's; their roots are believed for nothing else."""
    time_roots: tuple[x509.Certificate, ...] = field(default=(), repr=False)
    """Roots of outside time authorities, believed for time-stamps and for nothing else."""
    heard: ValidationData = field(default=NOTHING, repr=False)
    """Revocation lists and answers had from elsewhere than the paper: they can only speak against it."""
    revoked: tuple[Revoked, ...] = field(default=(), repr=False)
    """What the council has on record as withdrawn of what its own roots issued; it too only speaks against."""

    @property
    def for_signers(self) -> tuple[x509.Certificate, ...]:
        """Return the roots that seals and signatures may lead to."""
        return (*self.roots, *(each.root for each in self.outside))

    @property
    def for_time(self) -> tuple[x509.Certificate, ...]:
        """Return the roots that time-stamps may lead to."""
        return (*self.roots, *self.time_roots)

    @property
    def every_root(self) -> tuple[x509.Certificate, ...]:
        """Return all roots, each once, for tools that know of no belief in one thing alone."""
        return tuple(dict.fromkeys((*self.for_signers, *self.time_roots)))

    def recorded(self, chain: tuple[x509.Certificate, ...]) -> tuple[Withdrawal, ...]:
        """Return what the council's own register says of a chain (leaf first, root last) that is its own."""
        return on_record(chain, self.revoked) if chain[-1] in self.roots else ()

    def role_of(self, chain: tuple[x509.Certificate, ...]) -> Role | None:
        """Return the role a chain (leaf first, root last) may sign in."""
        own = role_of_chain(chain) if chain[-1] in self.roots else None
        return own or ("seal" if any(each.names(chain) for each in self.outside) else None)
