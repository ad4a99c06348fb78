"""Hostile texts: what must never act on a terminal or as markup.

Written with escapes, so that this file itself is harmless to print.
"""

from __future__ import annotations

import re

# Escape sequences and invisible signs, each with a readable word before and behind.
PAYLOADS = {
    "OSC 52 sets the clipboard": "before\x1b]52;c;Y3VybCBldmlsLnRlc3Q=\x07after",
    "OSC 52 ended by ST": "before\x1b]52;c;Y3VybCBldmlsLnRlc3Q=\x1b\\after",
    "OSC 0 sets the window title": "before\x1b]0;owned\x07after",
    "OSC 8 makes a link": "before\x1b]8;;https://evil.test/\x1b\\click\x1b]8;;\x1b\\after",
    "OSC 9 shows a notification": "before\x1b]9;owned\x07after",
    "OSC 1337 of iTerm writes a file": "before\x1b]1337;File=name=eA==;inline=1:AAAA\x07after",
    "OSC that never ends": "before \x1b]52;c;Y3VybCBldmlsLnRlc3Q=\nafter",
    "CSI colour": "before\x1b[31;1mred\x1b[0mafter",
    "CSI clears the screen": "before\x1b[2J\x1b[1;1Hafter",
    "CSI switches to the other screen": "before\x1b[?1049hafter",
    "CSI asks where the cursor is": "before\x1b[6nafter",
    "CSI that never ends": "before\x1b[31;\nafter",
    "DCS sixel picture": "before\x1bPq#0;2;0;0;0#0~~@@vv@@~~$\x1b\\after",
    "DCS asks for the terminal's name": "before\x1bP+q544e\x1b\\after",
    "DCS passes an OSC through tmux": "before\x1bPtmux;\x1b\x1b]52;c;ZXZpbA==\x07\x1b\\after",
    "APC of kitty's graphics": "before\x1b_Gf=24,s=1,v=1;AAAA\x1b\\after",
    "PM": "before\x1b^private message\x1b\\after",
    "SOS": "before\x1bXstring\x1b\\after",
    "C1 OSC": "before\x9d52;c;ZXZpbA==\x9cafter",
    "C1 CSI": "before\x9b31mafter",
    "C1 DCS": "before\x90q~~~\x9cafter",
    "ESC resets the terminal": "before\x1bcafter",
    "ESC draws lines for letters": "before\x1b(0after",
    "ESC before an escape": "before\x1b\x1b[31mafter",
    "an escape within an escape": "before\x1b\x1b[0m]52;c;ZXZpbA==\x07after",
    "a link within a title": "before\x1b]0;a\x1b]8;;https://evil.test/\x07b\x07after",
    "NUL within an escape": "before\x1b\x00[\x0031mafter",
    "zero-width space within an escape": "before\x1b\u200b[31mafter",
    "BEL rings": "before\x07\x07after",
    "backspaces": "before\x08\x08\x08after",
    "carriage return": "before\rafter",
    "DEL": "before\x7fafter",
    "right-to-left override": "before\u202egpj.exe\u202cafter",
    "bidi isolate": "before\u2066x\u2069after",
    "zero-width signs": "be\u200bfo\u2060re\ufeffaf\u00adter",
    "tags that hide a text": "before" + "".join(chr(0xE0000 + ord(c)) for c in "obey") + "after",
    "a lone surrogate": "before\ud800after",
    "noncharacters": "before\ufffe\uffff\U0010ffffafter",
    "marks piled up": "before " + "x\u0301" + "\u0301" * 50 + "after",
}

# What a markup language of a screen library would act on or stumble over.
MARKUP = {
    "closing tag": "[/b]",
    "closing tag of nothing": "[/]",
    "unknown closing tag": "[/foo]",
    "open closing tag": "[/",
    "action on click": "[@click=app.quit]x[/]",
    "action with arguments": "[@click=app.bell('x')]x[/@click]",
    "link": "[link=https://evil.test/]x[/link]",
    "file link": "[link='file:///etc/passwd']x[/link]",
    "variable": "[$x",
    "theme variable": "[$primary on $error]x[/]",
    "bold": "[b]x",
    "colour": "[red on blue]x[/red on blue]",
    "unmatched opening": "[",
    "many openings": "[[[[[[[[",
    "brackets crossed": "[b][i]x[/b][/i]",
    "escaped bracket": r"\[b]x\[/b]",
    "backslash at the end": "x\\",
    "emoji code": ":skull: :warning:",
    "quotation never closed": '[link="x]y',
    "citation": "[1] [12] [b1]",
    "HTML": "<b>x</b> <script>alert(1)</script> &lt;i&gt;",
    "template": "{query} {0} %s %(x)s ${x}",
}

# Addresses that nobody may open, or that lead out of the web.
UNSAFE_LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "file://wire.example/x",
    "ftp://wire.example/x",
    "mailto:someone@wire.example",
    "tel:+1",
    "ssh://wire.example",
    "x-terminal://run",
    "--new-window=x",
    "-P/tmp",
    "\\\\wire.example\\share",
    "http://[::1",
    "http:",
    "https://",
    "about:config",
    "view-source:http://wire.example/",
)

# Everything that a terminal acts on but the newline and tab that we print ourselves: C0, DEL,
# C1, bidi controls, and the invisible signs that `clean` takes out.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
