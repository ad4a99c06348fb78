"""Two themes of tracker's own, ink and paper; every theme of Textual can be chosen beside them."""

from __future__ import annotations

from textual.theme import Theme

INK = Theme(
    name="ink",
    dark=True,
    primary="#7aa2f7",
    secondary="#7dcfc5",
    accent="#f2b45c",
    warning="#e0af68",
    error="#f7768e",
    success="#8fd18b",
    foreground="#d5dae6",
    background="#12151c",
    surface="#181c26",
    panel="#1f2532",
    variables={
        "text-muted": "#a6b0c4",
        "text-disabled": "#616b80",
        "block-cursor-background": "#2c3650",
        "block-cursor-foreground": "#f3f5fa",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#202839",
        "footer-background": "#181c26",
        "footer-key-foreground": "#f2b45c",
        "scrollbar": "#343d52",
        "scrollbar-hover": "#4a5673",
        "scrollbar-active": "#7aa2f7",
        "scrollbar-background": "#12151c",
        "scrollbar-background-hover": "#12151c",
        "scrollbar-background-active": "#12151c",
        "screen-selection-background": "#3a4a70",
        "input-selection-background": "#3a4a70",
    },
)
PAPER = Theme(
    name="paper",
    dark=False,
    primary="#2257a8",
    secondary="#0a5e57",
    accent="#843e04",
    warning="#774a00",
    error="#a51a35",
    success="#225c26",
    foreground="#23262d",
    background="#fbf8f1",
    surface="#f3eee3",
    panel="#ebe4d5",
    variables={
        "text-muted": "#53565d",
        "text-disabled": "#8f9197",
        "block-cursor-background": "#e6dcc4",
        "block-cursor-foreground": "#14161a",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#f0e9da",
        "footer-background": "#f3eee3",
        "footer-key-foreground": "#843e04",
        "scrollbar": "#d3c9b4",
        "scrollbar-hover": "#b9ad94",
        "scrollbar-active": "#2257a8",
        "scrollbar-background": "#fbf8f1",
        "scrollbar-background-hover": "#fbf8f1",
        "scrollbar-background-active": "#fbf8f1",
        "screen-selection-background": "#cfdcf2",
        "input-selection-background": "#cfdcf2",
    },
)
OURS = (INK, PAPER)
# What the theme key goes through: dark, light, and the terminal's own sixteen colours.
ROUND = ("ink", "paper", "ansi-dark", "ansi-light")


def known() -> tuple[str, ...]:
    """Name the themes that the interface can be drawn in, ours first."""
    from textual.theme import BUILTIN_THEMES

    return (*(theme.name for theme in OURS), *BUILTIN_THEMES)
