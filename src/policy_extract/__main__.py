"""``python -m policy_extract``: the command policy-extract."""

from policy_extract.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
