"""What is kept, sealed, and how it is forgotten. This room knows no other.

    key = load_key(setting, key_file)
    store = open_store(path, key)

One attribute a kind of thing, each with its verbs:

    store.states         load_state  save_state  forget_state
    store.cases          case_of  open_case  conversations  save_answers  answers  dates
    store.ledger         add_entry  entries  count                (and verify_chain for a pack)
    store.fingerprints   add_fingerprint  fingerprints  destroy_fingerprints  count
    store.codes          new_code  open_with_code  has_code
    store.reminders      add_reminder  due_reminders  take  mark_sent  put_off  stop_reminders  next_due
    store.watches        add_watch  watch  watches  watches_of  set_state  renew  withdraw  withdraw_all
                         note_match  expiring  version
    store.shares         agree  shares_of  shares  take  put_off  gone_out  learned  withdraw
                         takebacks  due_takebacks  put_off_takeback  taken_back
    store.servers        settings  save_settings  servers
    store.moderator_log  append  rows
    store.threads        open_thread  thread  threads_of  alias_taken  save_facts  close_thread
    store.updates        seen
    store.sent           load_sent  save_sent  forget_sent
    store.counts         count  read

and the verbs that span them: conversation_id, transaction, held, export, forget, forget_server, sweep,
rotate_key, backup, status, close. Alone stand load_key, restore, rotate_key_file and finish_rotation.

Everything is synchronous, safe from any thread, and on the disk when it returns. Inside
``with store.transaction():`` many writes become one commit. Expected outcomes are values (None, False,
CodeRefused); StorageError and its leaves say what an operator must know, in one sentence.
"""

from storage.backup import restore
from storage.cases import CaseId, Dates
from storage.chain import Broken, Entry, read_entry, verify_chain
from storage.codes import CodeLimits, CodeRefused, Why
from storage.counts import Count
from storage.errors import (
    BadKey,
    BusyDatabase,
    CorruptFile,
    Damaged,
    FullDisk,
    NewerSchema,
    ReadOnlyDisk,
    StorageError,
    UnknownCase,
    UnreadableDisk,
    WrongKey,
)
from storage.forgetting import Held, Receipt
from storage.keys import OperatorKey, load_key, new_key, read_key, write_key_file
from storage.moderator_log import Done
from storage.reminders import Reminder
from storage.retention import KEPT, Kept, Retention
from storage.rotation import finish_rotation, rotate_key_file
from storage.shares import Share, Takeback
from storage.status import Status
from storage.store import Store, open_store
from storage.sweeping import Swept
from storage.threads import Thread
from storage.watches import State, Watch

__all__ = [
    "KEPT",
    "BadKey",
    "Broken",
    "BusyDatabase",
    "CaseId",
    "CodeLimits",
    "CodeRefused",
    "CorruptFile",
    "Count",
    "Damaged",
    "Dates",
    "Done",
    "Entry",
    "FullDisk",
    "Held",
    "Kept",
    "NewerSchema",
    "OperatorKey",
    "ReadOnlyDisk",
    "Receipt",
    "Reminder",
    "Retention",
    "Share",
    "State",
    "Status",
    "StorageError",
    "Store",
    "Swept",
    "Takeback",
    "Thread",
    "UnknownCase",
    "UnreadableDisk",
    "Watch",
    "Why",
    "WrongKey",
    "finish_rotation",
    "load_key",
    "new_key",
    "open_store",
    "read_entry",
    "read_key",
    "restore",
    "rotate_key_file",
    "verify_chain",
    "write_key_file",
]
