"""The files that let systemd and launchd run `tracker watch` for a user."""

from __future__ import annotations

import os
import plistlib
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LABEL = "tracker.watch"
# Seconds: a pause before it is started again, and what a stop may take before it is killed.
RESTART, STOP = 30, 20
# A word that both formats and every shell take as it stands.
_PLAIN = re.compile(r"[\w./=:,+@-]+", re.ASCII)
# What tracker heeds of the environment while it watches: a service does not inherit a shell's.
HEEDED = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "TRACKER_ALLOW_PRIVATE", "SSL_CERT_FILE")

# systemd.exec(5), systemd.service(5). Of the hardening only what a user's own service may ask
# for everywhere: private folders need namespaces, which not every kernel has for users.
_SYSTEMD = """\
# tracker watch, as a service of your own: it runs from login to logout.
#
# Install:  tracker watch --unit systemd > ~/.config/systemd/user/tracker-watch.service
#           systemctl --user enable --now tracker-watch
#
# `loginctl enable-linger` lets it run while you are logged out too, `systemctl --user reload
# tracker-watch` reads settings and feeds anew, `journalctl --user -u tracker-watch` shows
# what it did.

[Unit]
Description=tracker: polls news feeds when they are due
StartLimitIntervalSec=10min
StartLimitBurst=5

[Service]
Type=exec
ExecStart={command}
{environment}ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec={restart}
# 2: config.toml or feeds.yaml can't be understood, which does not pass by itself.
RestartPreventExitStatus=2
TimeoutStopSec={stop}
Nice=10
IOSchedulingClass=idle
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
SystemCallArchitectures=native

[Install]
WantedBy=default.target
"""

# Two hyphens may not stand in a comment of XML.
_LAUNCHD = f"""\
<!-- tracker watch, as an agent of your own: it runs from login to logout.

Install:  save this as ~/Library/LaunchAgents/{LABEL}.plist
          launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/{LABEL}.plist

launchctl bootout gui/$(id -u)/{LABEL} stops it; ~/Library/Logs/tracker-watch.log shows what it did.
-->
"""


def unit_for(kind: str, data: Path | None, feeds: Path | None, environ: Mapping[str, str]) -> str:
    """Write the service file of a kind, "systemd", "launchd" or that of this system ("here").

    It starts the tracker that is running now on the same places; a relative path would mean
    another place there. Raises UsageError for a path that the file's format can't hold.
    """
    if kind == "here":
        kind = "launchd" if sys.platform == "darwin" else "systemd"
    words = [*_executable(), *_options(data, feeds), "watch"]
    variables = {name: environ[name] for name in HEEDED if environ.get(name)}
    return _launchd(words, variables) if kind == "launchd" else _systemd(words, variables)


def _executable() -> list[str]:
    """Name the running tracker: its script where it was started by one, else the module."""
    script = shutil.which(sys.argv[0])
    if script is not None and Path(script).name == "tracker":
        return [str(Path(script).absolute())]  # a link stays one: an update moves what it leads to
    return [sys.executable, "-m", "tracker"]


def _options(data: Path | None, feeds: Path | None) -> list[str]:
    given = (("--data", data), ("--feeds", feeds))
    return [word for name, path in given if path is not None for word in (name, str(path.absolute()))]


def _systemd(words: Sequence[str], variables: Mapping[str, str]) -> str:
    # In the program's own path no variable is looked for, so that its $ stands as it is.
    command = " ".join([_quoted(words[0]), *(_quoted(word).replace("$", "$$") for word in words[1:])])
    assigned = " ".join(_quoted(f"{name}={value}") for name, value in variables.items())
    environment = f"Environment={assigned}\n" if assigned else ""
    return _SYSTEMD.format(command=command, environment=environment, restart=RESTART, stop=STOP)


def _quoted(word: str) -> str:
    """Quote a word as systemd.syntax(7) has it ("Quoting"), its % as systemd.unit(5) ("Specifiers")."""
    if _PLAIN.fullmatch(word):
        return word
    return '"' + "".join(map(_escaped, word)).replace("%", "%%") + '"'


def _escaped(character: str) -> str:
    if character in {"\\", '"'}:
        return f"\\{character}"
    if character.isprintable():
        return character
    return "".join(f"\\x{byte:02x}" for byte in os.fsencode(character))


def _launchd(words: Sequence[str], variables: Mapping[str, str]) -> str:
    """See launchd.plist(5)."""
    log = str(Path.home() / "Library" / "Logs" / "tracker-watch.log")
    agent = {
        "Label": LABEL,
        "ProgramArguments": list(words),
        "EnvironmentVariables": dict(variables),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": RESTART,
        "ExitTimeOut": STOP,
        "ProcessType": "Background",
        "LowPriorityIO": True,
        "Nice": 10,
        "Umask": 0o077,
        "StandardOutPath": log,
        "StandardErrorPath": log,
    }
    try:
        written = plistlib.dumps(agent, sort_keys=False).decode()
    except (ValueError, UnicodeEncodeError) as error:
        raise UsageError(f"The path of --data or --feeds can't stand in a property list: {error}.") from error
    head, kind, rest = written.partition("<plist")
    return head + _LAUNCHD + kind + rest
