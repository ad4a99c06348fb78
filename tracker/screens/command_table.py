"""The table of commands itself; `commands` makes bindings, palette and help of it."""

from __future__ import annotations

from tracker.screens.command import Command
from tracker.screens.dialog_commands import DIALOG_COMMANDS, DIALOGS
from tracker.screens.story_commands import STORY_COMMANDS

_EVERYWHERE, _MOVE, _READ, _FEEDS = "Everywhere", "Moving", "Reading", "Feeds"
_BOTH = ("list", "page")
_SCROLL = (*_BOTH, "manual")

COMMANDS: tuple[Command, ...] = (
    *STORY_COMMANDS,
    # ---------------------------------------------------------------- feeds
    Command(
        "start",
        ("s",),
        "Start",
        "Subscribe to the feeds that tracker brings along, and read them.",
        _FEEDS,
        ("welcome",),
        ("welcome",),
        writes=True,
    ),
    Command(
        "add",
        ("a",),
        "Add",
        "Subscribe to a feed, or to the feed of a page.",
        _FEEDS,
        ("feeds", "welcome"),
        ("feeds", "welcome"),
        writes=True,
        takes="address",
    ),
    Command(
        "demo",
        ("d",),
        "Demo",
        "Show tracker at work on invented feeds, in a temporary folder.",
        _FEEDS,
        ("welcome",),
        ("welcome",),
        local=True,
    ),
    Command(
        "remove",
        ("x",),
        "Remove",
        "Unsubscribe from the feed; undo brings it back.",
        _FEEDS,
        ("feeds",),
        ("feeds",),
        writes=True,
        takes="feed",
    ),
    Command(
        "poll_feed",
        ("r",),
        "Poll",
        "Poll the feed under the cursor now.",
        _FEEDS,
        ("feeds",),
        ("feeds",),
        writes=True,
        takes="feed",
    ),
    # ---------------------------------------------------------------- moving
    Command("down", ("j", "down"), "Down", "Move down.", _MOVE, _SCROLL, counts=True),
    Command("up", ("k", "up"), "Up", "Move up.", _MOVE, _SCROLL, counts=True),
    Command("top", ("g", "home"), "Top", "Go to the top.", _MOVE, _BOTH, counts=True),
    Command("bottom", ("G", "end"), "Bottom", "Go to the bottom.", _MOVE, _BOTH, counts=True),
    Command("half_down", ("ctrl+d",), "Half down", "Move half a screen down.", _MOVE, _BOTH, counts=True),
    Command("half_up", ("ctrl+u",), "Half up", "Move half a screen up.", _MOVE, _BOTH, counts=True),
    Command(
        "page_down", ("pagedown", "ctrl+f"), "Page down", "Move a screen down.", _MOVE, _SCROLL, counts=True
    ),
    Command("page_up", ("pageup", "ctrl+b"), "Page up", "Move a screen up.", _MOVE, _SCROLL, counts=True),
    Command(
        "read_on",
        ("space",),
        "Read on",
        "Scroll on in the text, in a list in its preview.",
        _READ,
        ("page", "home", "why"),
        counts=True,
    ),
    Command(
        "read_back",
        ("b",),
        "Read back",
        "Scroll back in the text or the preview.",
        _READ,
        ("page", "home", "why"),
        counts=True,
    ),
    Command("next_section", ("n",), "Next section", "Go to the next section.", _READ, ("page",), counts=True),
    Command(
        "previous_section",
        ("N",),
        "Previous section",
        "Go to the previous section.",
        _READ,
        ("page",),
        counts=True,
    ),
    Command(
        "next_news",
        ("c",),
        "Next change",
        "Go to the next sentence that you have not read yet, or the next change.",
        _READ,
        ("page",),
        counts=True,
    ),
    Command(
        "previous_news", ("C",), "Previous change", "Go to the change before.", _READ, ("page",), counts=True
    ),
    Command(
        "next_link",
        ("tab",),
        "Next citation",
        "Select the next citation or link.",
        _READ,
        ("page",),
        counts=True,
    ),
    Command(
        "previous_link",
        ("shift+tab",),
        "Previous citation",
        "Select the citation or link before.",
        _READ,
        ("page",),
        counts=True,
    ),
    Command(
        "follow_link",
        ("enter",),
        "Source",
        "Open the selected citation, or the source whose number you typed.",
        _READ,
        ("page",),
        ("page",),
        counts=True,
    ),
    Command(
        "hints",
        ("v",),
        "Letters",
        "Show letters on the citations, links or rows in view; typing them opens one.",
        _READ,
        _BOTH,
    ),
    Command(
        "jump",
        ("apostrophe",),
        "Jump",
        "Go to a section by its name.",
        _READ,
        ("page",),
        takes="section",
    ),
    # ---------------------------------------------------------------- everywhere
    Command(
        "search",
        ("slash",),
        "Search",
        "Search articles and dossiers.",
        _EVERYWHERE,
        ("app",),
        ("app",),
        takes="words",
    ),
    Command(
        "feeds", ("F",), "Feeds", "Show the feeds: health, when each is due and why.", _EVERYWHERE, ("app",)
    ),
    Command("poll", ("r",), "Poll", "Poll the feeds that are due now.", _EVERYWHERE, ("app",), writes=True),
    Command(
        "poll_all", ("R",), "Poll all", "Poll every feed now, due or not.", _EVERYWHERE, ("app",), writes=True
    ),
    Command(
        "leave_writing",
        ("X",),
        "Stop writing",
        "Leave the dossiers that a round still has to write for the next one.",
        _EVERYWHERE,
        ("app",),
        writes=True,
    ),
    Command(
        "undo",
        ("U",),
        "Undo",
        "Undo the last act: a correction, a subscription, a mute.",
        _EVERYWHERE,
        ("app",),
        writes=True,
    ),
    Command(
        "theme",
        ("t",),
        "Theme",
        "Change to the next theme: dark, light, the terminal's own colours.",
        _EVERYWHERE,
        ("app",),
        (),
        takes="theme",
    ),
    Command(
        "command", ("colon",), "Command", "Type a command by its name; tab completes.", _EVERYWHERE, ("app",)
    ),
    Command(
        "palette",
        ("ctrl+p",),
        "Palette",
        "Find a command, a story, a feed or a theme.",
        _EVERYWHERE,
        ("app",),
    ),
    Command(
        "help",
        ("question_mark",),
        "Help",
        "Show these keys; typing narrows them.",
        _EVERYWHERE,
        ("app",),
        ("app",),
        takes="command",
    ),
    Command(
        "back",
        ("q",),
        "Back",
        "Go back; from the story list, quit.",
        _EVERYWHERE,
        ("app", "choice"),
        ("app",),
    ),
    Command("leave", ("escape",), "Leave", "Go back.", _EVERYWHERE, ("app", *DIALOGS)),
    Command(
        "redraw",
        ("ctrl+l",),
        "Redraw",
        "Draw the screen anew, where a terminal has garbled it.",
        _EVERYWHERE,
        ("app",),
    ),
    Command(
        "suspend",
        ("ctrl+z",),
        "Suspend",
        "Go back to the shell for a while; `fg` goes on here.",
        _EVERYWHERE,
        ("app",),
        local=True,
    ),
    Command("quit", ("Q", "ctrl+q"), "Quit", "Leave tracker.", _EVERYWHERE, ("app",)),
    *DIALOG_COMMANDS,
)

GROUPS = tuple(dict.fromkeys(command.group for command in COMMANDS))
