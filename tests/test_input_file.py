"""Whatever is named as a file: it is read, or refused in one plain line, and never waited for without end."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from precall.errors import Unreadable
from precall.input_file import Patience, bytes_in, decoded, held, text_in

SHORT = Patience(0.2, 0.5)


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    """Up to the limit, and not beyond."""
    path = tmp_path / "notes.md"
    path.write_bytes(b"heard: yes\n")
    assert bytes_in(path, most=11) == b"heard: yes\n"
    with pytest.raises(
        Unreadable, match=r"notes.md cannot be read: it has more than 10 bytes, the most that are read"
    ):
        bytes_in(path, most=10)


def test_an_empty_device_is_an_empty_file() -> None:
    """Some give /dev/null where they mean: none."""
    assert bytes_in(Path(os.devnull), most=10) == b""


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a device of Unix")
def test_a_device_without_end_is_refused() -> None:
    """As soon as it has given more than is read."""
    with pytest.raises(Unreadable, match="/dev/zero cannot be read: it has more than 1,000 bytes"):
        bytes_in(Path("/dev/zero"), most=1000)
    with (
        pytest.raises(Unreadable, match="/dev/zero cannot be read: it has more than 1,000 bytes"),
        held("/dev/zero", most=1000),
    ):
        pass


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """By name, and with what was called so."""
    with pytest.raises(
        Unreadable, match=rf"the notes {tmp_path} cannot be read: it is a folder. Give a file."
    ):
        bytes_in(tmp_path, most=10, called=f"the notes {tmp_path}", advice="Give a file.")


@pytest.mark.parametrize("name", ["nothing", "a\0b", "\udcff"])
def test_a_name_without_a_file_is_refused(tmp_path: Path, name: str) -> None:
    """Also one that no file can have."""
    with pytest.raises(Unreadable, match="cannot be read: "):
        bytes_in(tmp_path / name, most=10)


needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are Unix's")


@needs_pipes
@pytest.mark.parametrize("held_open", [False, True])
def test_a_pipe_that_gives_nothing_is_given_up(tmp_path: Path, held_open: bool) -> None:
    """Whether or not somebody holds its other end."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    other_end = os.open(path, os.O_RDWR) if held_open else None
    with pytest.raises(
        Unreadable, match=r"pipe cannot be read: it is a pipe or a device that gave nothing for 0.2 s"
    ):
        bytes_in(path, most=10, patience=SHORT)
    if other_end is not None:
        os.close(other_end)


@needs_pipes
def test_a_pipe_that_drips_for_ever_is_given_up(tmp_path: Path) -> None:
    """Each byte comes in time, but the end does not."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    drip = subprocess.Popen(
        ["sh", "-c", f"while printf x; do sleep 0.1; done > {path}"], stderr=subprocess.DEVNULL
    )
    try:
        with pytest.raises(Unreadable, match=r"had not ended after 2 s"):
            bytes_in(path, most=1000, patience=Patience(1.9, 2.0))
    finally:
        drip.kill()
        drip.wait()


@needs_pipes
def test_a_pipe_that_ends_is_read_and_can_be_read_again(tmp_path: Path) -> None:
    """As the shell's `<(...)` gives one."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(b"a.example\n" * 60_000,))
    writer.start()
    with held(path, most=1_000_000) as file:
        assert len(file.read()) == 600_000
        file.seek(0)
        assert file.readline() == b"a.example\n"
    writer.join()


def test_a_file_that_is_held_is_the_file_itself(tmp_path: Path) -> None:
    """Nothing is copied; too large a one is refused before it is read."""
    path = tmp_path / "list.csv"
    path.write_bytes(b"a.example\n")
    with held(path, most=10) as file:
        assert file.read() == b"a.example\n"
    with pytest.raises(Unreadable, match="more than 9 bytes"), held(path, most=9):
        pass


CODE = "from precall.input_file import *; print(len(bytes_in('-', most=1000, patience=Patience(0.3, 1))))"


@needs_pipes
def test_standard_input_is_read_with_the_same_bounds() -> None:
    """A pipe that ends, one that never gives anything, and a device without end."""
    command = [sys.executable, "-c", CODE]
    assert subprocess.run(command, input=b"x" * 1000, capture_output=True).stdout == b"1000\n"
    silent, other_end = os.pipe()
    said = subprocess.run(command, stdin=silent, capture_output=True).stderr
    assert b"standard input cannot be read: it is a pipe or a device that gave nothing for 0.3 s" in said
    os.close(silent)
    os.close(other_end)
    with open("/dev/zero", "rb") as zero:
        said = subprocess.run(command, stdin=zero, capture_output=True).stderr
    assert b"standard input cannot be read: it has more than 1,000 bytes" in said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_is_read_by_its_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    """UTF-8 where there is none."""
    (tmp_path / "notes.md").write_text("heard: Müller ☕", encoding=encoding)
    assert text_in(tmp_path / "notes.md", most=100) == "heard: Müller ☕"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a\nM\xfcller", r"x is not UTF-8 text \(byte 0xfc on line 2\). Save it as UTF-8 and try again."),
        (b"\xff\xfea", r"x is not UTF-16 text \(byte 0x61 on line 1\)"),
        (b"\xff\xfe\x00\xd8", r"x is not UTF-16 text"),
        (b"\xed\xa0\x80", r"x is not UTF-8 text"),
        (b"a\0b", "x is not text: it holds zero bytes. Give a plain text file."),
    ],
)  # fmt: skip
def test_what_is_no_text_is_told_with_its_place(data: bytes, said: str) -> None:
    """The byte and the line, and what to do."""
    with pytest.raises(Unreadable, match=said):
        decoded(data, "x")
