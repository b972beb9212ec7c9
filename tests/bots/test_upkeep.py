"""The commands of whoever runs the bot: exit codes, one sentence each, no traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bots.lock import InUse, hold
from storage import load_key, open_store

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def fingerpost(data: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FINGERPOST_")}
    return subprocess.run(
        [sys.executable, "-m", "bots.cli", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=kept | {"FINGERPOST_DATA": str(data)} | more,
    )


def remember(data: Path, account: str) -> None:
    store = open_store(data / "fingerpost.db", load_key(None, data / "key"))
    store.cases.save_answers(
        store.cases.open_case(store.conversation_id("telegram", account)), {"who": account}
    )
    store.close()


def remembered(data: Path, account: str) -> object:
    store = open_store(data / "fingerpost.db", load_key(None, data / "key"))
    try:
        case = store.cases.case_of(store.conversation_id("telegram", account))
        return None if case is None else store.cases.answers(case)["who"]
    finally:
        store.close()


def test_a_changed_key_opens_what_the_old_one_locked(data: Path) -> None:
    assert fingerpost(data, "doctor").returncode in (0, 1)
    remember(data, "one")
    before = (data / "key").read_bytes()
    done = fingerpost(data, "rotate-key")
    assert (done.returncode, done.stderr) == (0, "")
    assert (data / "key").read_bytes() != before
    assert remembered(data, "one") == "one"


def test_a_key_is_not_changed_while_the_bot_runs(data: Path) -> None:
    fingerpost(data, "doctor")
    with hold(data):
        refused = fingerpost(data, "rotate-key")
        assert refused.returncode == 2
        assert refused.stderr == "The bot is using this data. Stop it first, then try again.\n"
        assert fingerpost(data, "backup", str(data / "copy.db")).returncode == 0
    with hold(data, alone=True), pytest.raises(InUse), hold(data):
        pass


def test_a_backup_comes_back_without_whoever_was_forgotten_since(data: Path, tmp_path: Path) -> None:
    fingerpost(data, "doctor")
    for account in ("stays", "leaves"):
        remember(data, account)
    copy = tmp_path / "copy.db"
    assert fingerpost(data, "backup", str(copy)).returncode == 0
    store = open_store(data / "fingerpost.db", load_key(None, data / "key"))
    store.forget(store.conversation_id("telegram", "leaves"))
    store.close()
    assert fingerpost(data, "restore", str(copy)).returncode == 0
    assert (remembered(data, "stays"), remembered(data, "leaves")) == ("stays", None)


def test_verify_says_sound_changed_or_no_pack_by_its_exit_code(data: Path, tmp_path: Path) -> None:
    from bots.case.pack import pack_of
    from bots.case.uk import utc_now
    from storage.chain import BEGINNING, next_entry

    entry = next_entry(1, utc_now(), "note", {"question": "when", "text": "Tuesday"}, BEGINNING)
    pack = pack_of({}, [entry], [], [], utc_now())
    file = tmp_path / "notes.json"
    file.write_text(json.dumps(pack))
    sound = fingerpost(data, "verify", str(file))
    assert (sound.returncode, sound.stdout.splitlines()[0][:16]) == (0, "Sound: 1 entries")
    assert entry.hash in sound.stdout
    pack["ledger"][0]["facts"]["text"] = "Monday"
    file.write_text(json.dumps(pack))
    broken = fingerpost(data, "verify", str(file))
    assert (broken.returncode, "Entry 1" in broken.stdout) == (1, True)
    file.write_text("nothing")
    assert fingerpost(data, "verify", str(file)).returncode == 2
    assert not data.exists()


@pytest.mark.parametrize(
    "words", [["verify"], ["verify", "/nowhere"], ["restore", "/nowhere"], ["counts", "--csv"]]
)
def test_a_wrong_call_gets_one_sentence_and_no_traceback(data: Path, words: list[str]) -> None:
    wrong = fingerpost(data, *words)
    assert wrong.returncode == 2
    assert len(wrong.stderr.splitlines()) == 1
    assert "Traceback" not in wrong.stderr


def test_counts_of_fewer_than_ten_are_never_shown(data: Path, tmp_path: Path) -> None:
    fingerpost(data, "doctor")
    store = open_store(data / "fingerpost.db", load_key(None, data / "key"))
    for number in range(12):
        store.counts.count("reported", "x", "deepfake", "2026-01")
        if number < 9:
            store.counts.count("refused", "x", "deepfake", "2026-01")
    store.close()
    table, chart = tmp_path / "counts.csv", tmp_path / "counts.svg"
    assert fingerpost(data, "counts", "--csv", str(table), "--chart", str(chart)).returncode == 0
    assert table.read_text() == "month,event,site,incident,number\n2026-01,reported,x,deepfake,12\n"
    assert "reported, x" in chart.read_text()
    assert "refused" not in chart.read_text()


def test_the_doctor_says_so_where_nobody_looks_a_second_time(data: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "nlu" / ".venv" / "bin" / "python"
    done = fingerpost(data, "doctor", FINGERPOST_WORKER_PYTHON=str(elsewhere))
    assert done.returncode == 1
    assert "PLEASE  second look: none" in done.stdout
    assert done.stderr == ""
