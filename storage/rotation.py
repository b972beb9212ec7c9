"""Changing the operator's key file: a crash at any point leaves a key file that opens the database."""

from pathlib import Path

from storage.errors import BadKey, WrongKey
from storage.keys import load_key, new_key, unfinished_files, write_key_file
from storage.store import Store, open_store


def rotate_key_file(store: Store, key_file: Path) -> int:
    """Make a new key, wrap every case's key with it, and put it in the key file; tell how many."""
    fresh = new_key()
    waiting = _waiting(key_file)
    waiting.unlink(missing_ok=True)
    write_key_file(fresh, waiting)  # on the disk before anything needs it
    count = store.rotate_key(fresh)
    waiting.replace(key_file)
    return count


def finish_rotation(path: Path, key_file: Path) -> bool:
    """Settle a rotation that was interrupted, before the key is loaded; True when it had happened."""
    waiting = _waiting(key_file)
    for left in (*unfinished_files(key_file), *unfinished_files(waiting)):
        left.unlink()
    if not waiting.exists() or not path.exists():
        return False
    try:
        open_store(path, load_key(None, waiting)).close()
    except (WrongKey, BadKey):
        waiting.unlink()
        return False
    waiting.replace(key_file)
    return True


def _waiting(key_file: Path) -> Path:
    return key_file.with_name(key_file.name + ".new")
