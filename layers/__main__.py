"""`python -m layers` is `situation-map`."""

from layers.cli import main

raise SystemExit(main())
