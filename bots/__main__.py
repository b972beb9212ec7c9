"""`python -m bots` is the `fingerpost` command."""

from bots.cli import main

raise SystemExit(main())
