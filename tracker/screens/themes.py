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
        "text-muted": "#8d97ad",
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
    secondary="#0d6e66",
    accent="#a2500b",
    warning="#8f5a00",
    error="#b3203b",
    success="#2c6e2f",
    foreground="#23262d",
    background="#fbf8f1",
    surface="#f3eee3",
    panel="#ebe4d5",
    variables={
        "text-muted": "#686b72",
        "text-disabled": "#8f9197",
        "block-cursor-background": "#e6dcc4",
        "block-cursor-foreground": "#14161a",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#f0e9da",
        "footer-background": "#f3eee3",
        "footer-key-foreground": "#a2500b",
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
