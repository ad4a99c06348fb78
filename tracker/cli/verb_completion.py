"""`tracker completion`: the script by which a shell completes verbs, options, stories and feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.options import Verb

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(cls=Verb)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_obj
def verb(session: Session, *, shell: str) -> int:
    """Print the script that completes tracker in bash, zsh or fish.

    bash: `tracker completion bash > ~/.local/share/bash-completion/completions/tracker`;
    zsh: `tracker completion zsh > _tracker` into a folder of $fpath;
    fish: `tracker completion fish > ~/.config/fish/completions/tracker.fish`.
    """
    from tracker.cli.shells import script

    session.document(script(shell))
    return 0
