"""``python -m policy_extract``: the command policy-extract."""

from policy_extract.cli import command

if __name__ == "__main__":
    command()
