"""`python -m layers` is `situation-map`."""

from layers.cli.main import main

raise SystemExit(main())
