"""The screens of the interface: one a file, none imports another.

    commands   the one table of keys, palette entries and help
    messages   what a screen asks of the application: open this, poll now
    frame      what all screens share: bars, workers, errors
    cards      rows of lists and the text of previews, as lines
    widgets/   paper (draws lines), page (text to read), rows (a list), bars

A screen reads through `tracker.core` in thread workers only, each of which ends in a posted
message. All text is drawn as `render.lines.Line` by `widgets.paper`, which cleans it and
knows no markup.
"""
