"""The screens of the interface: one a file, none imports another.

    command_table · commands   every command once: keys, palette, help; presets and remapping
    messages    what a screen asks of the application: open this, poll now
    frame       what all screens share: bars, workers, errors
    story_acts  what can be done with a story wherever one is shown
    rounds      polling in the background, and the status line
    cards       rows of lists and the text of previews, as lines
    widgets/    paper (draws lines), page (text to read), rows (a list), contents, bars

A screen reads through `tracker.core` in thread workers only, each of which ends in a posted
message. All text is drawn as `render.lines.Line` by `widgets.paper`, which cleans it and
knows no markup.
"""
