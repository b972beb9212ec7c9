"""The tables, as a list of steps that is only ever added to.

A step that has been released is never changed: a database made by any earlier release is brought
up to date by the steps it has not had yet.
"""

from functools import cache

from sqlite_utils import Database as Tables
from sqlite_utils import Migrations

from storage.database import Database, in_our_words
from storage.errors import CorruptFile, NewerSchema

steps = Migrations("fingerpost")

_CASE = "REFERENCES cases(id) ON DELETE CASCADE"


@steps()
def s1_cases(tables: Tables) -> None:
    """Make the tables of conversations and cases."""
    _make(
        tables,
        "vault (id INTEGER PRIMARY KEY, key_name BLOB NOT NULL, root BLOB NOT NULL)",
        "keys (owner TEXT PRIMARY KEY, id BLOB NOT NULL UNIQUE, wrapped BLOB NOT NULL)",
        "gone (key_id BLOB PRIMARY KEY, at INTEGER NOT NULL)",
        "states (conversation TEXT PRIMARY KEY, sealed BLOB NOT NULL, last_at INTEGER NOT NULL)",
        "cases (id TEXT PRIMARY KEY, made_at INTEGER NOT NULL, last_at INTEGER NOT NULL,"
        " answers BLOB NOT NULL, head BLOB NOT NULL)",
        f"links (conversation TEXT PRIMARY KEY, case_id TEXT NOT NULL {_CASE})",
        f"entries (case_id TEXT NOT NULL {_CASE}, number INTEGER NOT NULL, sealed BLOB NOT NULL,"
        " PRIMARY KEY (case_id, number))",
        f"fingerprints (id TEXT PRIMARY KEY, case_id TEXT NOT NULL {_CASE}, number INTEGER NOT NULL,"
        " sealed BLOB NOT NULL)",
        f"codes (case_id TEXT PRIMARY KEY {_CASE}, tag BLOB NOT NULL UNIQUE)",
        "tries (id INTEGER PRIMARY KEY, conversation TEXT NOT NULL, at INTEGER NOT NULL)",
    )
    _index(
        tables, "states(last_at)", "cases(last_at)", "links(case_id)", "fingerprints(case_id)", "tries(at)"
    )


@steps()
def s2_reminders_and_counts(tables: Tables) -> None:
    """Make the tables of the clock, of the counts and of updates already answered."""
    _make(
        tables,
        f"reminders (id TEXT PRIMARY KEY, case_id TEXT NOT NULL {_CASE}, conversation TEXT NOT NULL,"
        " channel TEXT NOT NULL, due_at INTEGER NOT NULL, free_at INTEGER NOT NULL,"
        " attempts INTEGER NOT NULL, sealed BLOB NOT NULL)",
        "counts (month TEXT NOT NULL, event TEXT NOT NULL, site TEXT NOT NULL, incident TEXT NOT NULL,"
        " number INTEGER NOT NULL, counted_at INTEGER NOT NULL, PRIMARY KEY (month, event, site, incident))",
        "updates (id BLOB PRIMARY KEY, at INTEGER NOT NULL)",
    )
    _index(tables, "reminders(free_at)", "reminders(case_id)", "reminders(conversation)", "updates(at)")


@steps()
def s3_servers(tables: Tables) -> None:
    """Make the tables of Discord servers: settings, watch lists, moderators' log, anonymous threads."""
    _make(
        tables,
        "servers (server TEXT PRIMARY KEY, sealed BLOB NOT NULL)",
        "watches (id TEXT PRIMARY KEY, server TEXT NOT NULL, case_id TEXT, conversation TEXT,"
        " state TEXT NOT NULL, added_at INTEGER NOT NULL, renewed_at INTEGER NOT NULL,"
        " sealed BLOB NOT NULL)",
        "matches (watch_id TEXT NOT NULL REFERENCES watches(id) ON DELETE CASCADE, uploader BLOB NOT NULL,"
        " PRIMARY KEY (watch_id, uploader))",
        "watch_version (id INTEGER PRIMARY KEY, number INTEGER NOT NULL)",
        "moderator_log (id INTEGER PRIMARY KEY, server TEXT NOT NULL, at INTEGER NOT NULL,"
        " sealed BLOB NOT NULL)",
        f"threads (id TEXT PRIMARY KEY, case_id TEXT NOT NULL {_CASE}, conversation TEXT NOT NULL,"
        " server TEXT NOT NULL, alias TEXT NOT NULL, sealed BLOB NOT NULL, UNIQUE (server, alias))",
    )
    _index(
        tables,
        *("watches(server)", "watches(case_id)", "watches(conversation)", "watches(renewed_at)"),
        *("moderator_log(server)", "moderator_log(at)", "threads(case_id)", "threads(server)"),
    )
    tables.execute("INSERT INTO watch_version VALUES (1, 0)")
    count_up = "BEGIN UPDATE watch_version SET number = number + 1; END"
    for event in ("INSERT", "UPDATE", "DELETE"):
        tables.execute(f"CREATE TRIGGER watch_{event.lower()} AFTER {event} ON watches {count_up}")


@steps()
def s4_sent(tables: Tables) -> None:
    """Make the table of what each channel sent and still owes."""
    _make(tables, "sent (conversation TEXT PRIMARY KEY, sealed BLOB NOT NULL, last_at INTEGER NOT NULL)")
    _index(tables, "sent(last_at)")


@steps()
def s5_shares(tables: Tables) -> None:
    """Make the tables of what was given to others by consent, and of what must be taken back from them."""
    _make(
        tables,
        "shares (id TEXT PRIMARY KEY, case_id TEXT, conversation TEXT NOT NULL, destination TEXT NOT NULL,"
        " state TEXT NOT NULL, agreed_at INTEGER NOT NULL, free_at INTEGER NOT NULL,"
        " attempts INTEGER NOT NULL, sealed BLOB NOT NULL)",
        "takebacks (id TEXT PRIMARY KEY, since INTEGER NOT NULL, free_at INTEGER NOT NULL,"
        " attempts INTEGER NOT NULL, sealed BLOB NOT NULL)",
    )
    _index(tables, "shares(case_id)", "shares(conversation)", "shares(agreed_at)", "takebacks(since)")


def bring_up_to_date(database: Database) -> None:
    """Take the steps that this file has not had yet, or refuse a file from a later release."""
    with in_our_words(KeyError, UnicodeDecodeError):
        known = {step.name for step in steps._migrations}
        if {step.name for step in steps.applied(database.tables)} - known:
            raise NewerSchema
        if steps.pending(database.tables):
            steps.apply(database.tables)
    if _as_it_stands(database.tables) != _as_it_should():
        raise CorruptFile


def version(database: Database) -> int:
    """Tell how many steps this file has had."""
    with in_our_words(KeyError, UnicodeDecodeError):
        return len(steps.applied(database.tables))


@cache
def _as_it_should() -> list[tuple[str, str]]:
    fresh = Tables(memory=True)
    steps.apply(fresh)
    found = _as_it_stands(fresh)
    fresh.close()
    return found


def _as_it_stands(tables: Tables) -> list[tuple[str, str]]:
    made = tables.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name")
    # What SQLite makes for itself (after ANALYZE, say) is none of our tables.
    return [(name, sql) for name, sql in made.fetchall() if not name.startswith("sqlite_")]


def _make(tables: Tables, *definitions: str) -> None:
    for definition in definitions:
        tables.execute(f"CREATE TABLE {definition} STRICT")


def _index(tables: Tables, *columns: str) -> None:
    for column in columns:
        name = column.replace("(", "_").removesuffix(")")
        tables.execute(f"CREATE INDEX by_{name} ON {column}")
