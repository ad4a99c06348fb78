"""The screens of the interface: one a file, none imports another.

    *_screen    a screen, or a dialog over one: `frame` is what screens share (`page_frame`: those of one
                page, `story_listing`: the list), `dialog` and `typing` what dialogs do
    command_table · commands   every command once: keys, palette, help; presets (`newsboat`) and remapping
    commanding  the `:` line (`typed_line`), palette and help; `fuzzy` is what fits half a word
    messages    what a screen asks of the application: open this, poll now
    story_acts · corrections   what can be done with a story, or about one, wherever it is shown
    deeds       what a user does, each with the sentence that tells what was done
    rounds      polling in the background, and the status line
    cards · why_cards   rows of lists and the text of previews, as lines; `typeset`: lines for the screen
    driver · sturdy · web      the way to the terminal, what keeps it whole, what a browser has otherwise
    widgets/    paper (draws lines), page (text to read), rows (a list), contents, bars

A screen reads through `tracker.core` in thread workers only, each of which ends in a posted
message. All text is drawn as `render.lines.Line` by `widgets.paper`, which cleans it and
knows no markup.
"""
