"""The spelling that our own readers of our own files count on."""

from __future__ import annotations

import zlib

from generator.pdf.syntax import array, dictionary, packed_stream, stream


def test_keys_stand_in_order_six_to_a_line() -> None:
    """Whatever order they are given in."""
    entries = {key: b"%d" % at for at, key in enumerate("GFEDCBA")}

    assert dictionary(entries) == b"<<\n/A 6 /B 5 /C 4 /D 3 /E 2 /F 1 \n  /G 0\n>>"
    assert dictionary({}) == b"<<\n\n>>"


def test_lists_have_ten_things_to_a_line() -> None:
    """And no line is begun for nothing."""
    assert array([b"0"] * 10) == b"[ 0 0 0 0 0 0 0 0 0 0 ]"
    assert array([b"0"] * 11) == b"[ 0 0 0 0 0 0 0 0 0 0 \n  0 ]"


def test_a_stream_says_how_long_its_data_is_without_the_line_end() -> None:
    """Data that ends in a carriage return included (ISO 19005-3, 6.1.7.1)."""
    assert stream({"N": b"3"}, b"x\r") == b"<<\n/Length 2 /N 3\n>>\nstream\nx\r\r\nendstream"


def test_a_packed_stream_unpacks_to_what_was_packed() -> None:
    """Its length is that of what is stored."""
    written = packed_stream({}, b"words " * 40)
    head, stored = written.removesuffix(b"\r\nendstream").split(b"\nstream\n", 1)

    assert zlib.decompress(stored) == b"words " * 40
    assert head == b"<<\n/Filter /FlateDecode /Length %d\n>>" % len(stored)
