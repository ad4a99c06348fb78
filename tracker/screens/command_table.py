"""The table of commands itself; `commands` makes bindings, palette and help of it."""

from __future__ import annotations

from tracker.screens.command import Command
from tracker.screens.story_commands import STORY_COMMANDS

_EVERYWHERE, _MOVE, _READ, _FEEDS = "Everywhere", "Moving", "Reading", "Feeds"
_BOTH = ("list", "page")

COMMANDS: tuple[Command, ...] = (
    *STORY_COMMANDS,
    # ---------------------------------------------------------------- feeds
    Command(
        "add",
        ("a",),
        "Add",
        "Subscribe to a feed, or to the feed of a page.",
        _FEEDS,
        ("feeds",),
        ("feeds",),
    ),
    Command(
        "remove",
        ("x",),
        "Remove",
        "Unsubscribe from the feed; undo brings it back.",
        _FEEDS,
        ("feeds",),
        ("feeds",),
    ),
    Command(
        "poll_feed", ("r",), "Poll", "Poll the feed under the cursor now.", _FEEDS, ("feeds",), ("feeds",)
    ),
    # ---------------------------------------------------------------- moving
    Command("down", ("j", "down"), "Down", "Move down.", _MOVE, _BOTH),
    Command("up", ("k", "up"), "Up", "Move up.", _MOVE, _BOTH),
    Command("top", ("g", "home"), "Top", "Go to the top.", _MOVE, _BOTH),
    Command("bottom", ("G", "end"), "Bottom", "Go to the bottom.", _MOVE, _BOTH),
    Command("half_down", ("ctrl+d",), "Half down", "Move half a screen down.", _MOVE, _BOTH),
    Command("half_up", ("ctrl+u",), "Half up", "Move half a screen up.", _MOVE, _BOTH),
    Command("page_down", ("pagedown", "ctrl+f"), "Page down", "Move a screen down.", _MOVE, _BOTH),
    Command("page_up", ("pageup", "ctrl+b"), "Page up", "Move a screen up.", _MOVE, _BOTH),
    Command(
        "read_on",
        ("space",),
        "Read on",
        "Scroll on in the text, in a list in its preview.",
        _READ,
        ("page", "home", "why"),
    ),
    Command(
        "read_back",
        ("b",),
        "Read back",
        "Scroll back in the text or the preview.",
        _READ,
        ("page", "home", "why"),
    ),
    Command("next_section", ("n",), "Next section", "Go to the next section.", _READ, ("page",)),
    Command("previous_section", ("N",), "Previous section", "Go to the previous section.", _READ, ("page",)),
    Command(
        "next_news",
        ("c",),
        "Next change",
        "Go to the next sentence that you have not read yet, or the next change.",
        _READ,
        ("page",),
    ),
    Command("previous_news", ("C",), "Previous change", "Go to the change before.", _READ, ("page",)),
    Command("next_link", ("tab",), "Next citation", "Select the next citation or link.", _READ, ("page",)),
    Command(
        "previous_link",
        ("shift+tab",),
        "Previous citation",
        "Select the citation or link before.",
        _READ,
        ("page",),
    ),
    Command(
        "follow_link",
        ("enter",),
        "Source",
        "Open the selected citation, or the source whose number you typed.",
        _READ,
        ("page",),
        ("page",),
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
    ),
    Command(
        "feeds", ("F",), "Feeds", "Show the feeds: health, when each is due and why.", _EVERYWHERE, ("app",)
    ),
    Command("poll", ("r",), "Poll", "Poll the feeds that are due now.", _EVERYWHERE, ("app",)),
    Command("poll_all", ("R",), "Poll all", "Poll every feed now, due or not.", _EVERYWHERE, ("app",)),
    Command(
        "undo",
        ("U",),
        "Undo",
        "Undo the last act: a correction, a subscription, a mute.",
        _EVERYWHERE,
        ("app",),
    ),
    Command(
        "theme",
        ("t",),
        "Theme",
        "Change to the next theme: dark, light, the terminal's own colours.",
        _EVERYWHERE,
        ("app",),
        (),
    ),
    Command("command", ("colon",), "Command", "Type a command by its name.", _EVERYWHERE, ("app",)),
    Command("palette", ("ctrl+p",), "Palette", "Find a command.", _EVERYWHERE, ("app",)),
    Command("help", ("question_mark",), "Help", "Show these keys.", _EVERYWHERE, ("app",), ("app",)),
    Command("back", ("q",), "Back", "Go back; from the story list, quit.", _EVERYWHERE, ("app",), ("app",)),
    Command("leave", ("escape",), "Leave", "Go back.", _EVERYWHERE, ("app",)),
    Command("quit", ("Q", "ctrl+q"), "Quit", "Leave tracker.", _EVERYWHERE, ("app",)),
)

GROUPS = tuple(dict.fromkeys(command.group for command in COMMANDS))
