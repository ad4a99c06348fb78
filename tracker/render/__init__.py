"""Model → what is shown: styled lines, terminal, Markdown, HTML, Atom, JSON.

    lines      styled text that knows no screen      folding   lines → rows of a width
    terminal   lines → ANSI or plain text            labels    headings, times and reasons in words
    page       a story page, by its sections         changes   what changed, word by word
    lists      stories, feeds, …                     article · answer · why · hits · searches · evolution
                                                     · blame · coverage   what their names say
    markdown · html (html_*) · atom · data (*_data)  a version for other programs
    moves · status · rounds                          what is told in passing
    spoken · aloud                                   what is read aloud
    saved_data                                       a whole story, which an import takes back

Everything that comes from feeds is data: it is cleaned where a span is made, and escaped
for the format it goes into.
"""
