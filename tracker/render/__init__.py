"""Model → what is shown: styled lines, terminal, Markdown, HTML, Atom, JSON.

    lines      styled text that knows no screen, and its wrapping
    page       a story page            changes   what changed, word by word
    lists      stories, feeds, …       labels    headings, times and reasons in words
    terminal   lines → ANSI or plain text
    markdown · html · atom · data      a version for other programs
    saved_data                         a whole story, which an import takes back

Everything that comes from feeds is data: it is cleaned where a span is made, and escaped
for the format it goes into.
"""
