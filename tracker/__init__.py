"""tracker: a terminal news tracker that remembers.

The flow, each line one stage; a stage takes its work from the database and commits its
result together with the mark that the work is done, so that a killed process loses nothing:

    subscriptions = feeds.yaml                       subscriptions
    for feed in feeds that are due:                  schedule
        response = fetch(feed, validators)           fetch
        entries = parse(response)                    parse, in a process that can be killed
        intents = decide(entries, known articles)    identity
        store articles, revisions, feed state        store      one transaction a feed
    for article not yet judged by the rules:         rules       all, where the rules changed
        hide it, or show it again                    store       one transaction a batch
    for article without a story, oldest first:       core
        if it matches terms of the user: it joins    core
        else placement = place(article)              cluster
        store membership and its reason              store      one transaction a batch
    for stories that turn out to be one:             cluster
        unite them, if no ruling of the user forbids store      one transaction a union
    for key terms and open question of a story:      reactive   in fair turns, where the user wants it
        entries = parse(fetch(search feed, query))   core
        store those that belong to the story         store      one transaction a search
    for article of few words that others tell of too: core
        text = take(fetch(page))                     fulltext, in a process that can be killed
        store it beside what the feed gave           store      one transaction a page
    for article that searches and pages brought:     rules      as above
    for story whose articles changed:                core
        draft = build(articles, last version)        dossier    or llm, where the user names a model
        dossier = check(draft, articles)             dossier.check
        if it differs from the last version:
            store version, owe a notice              store      one transaction a story
    for question of the user to a story:             core
        answer = answer(question, articles)          dossier.asking, or llm
        show check(answer, articles)                 dossier.check
    for notices owed, but in quiet hours:            core       marked as told before they are sent
        bell, desktop, command                       programs   each for a bounded time
    show, compare, export                            render · screens · cli

The layers, from the ground up: a module imports only from its own line or from lines above
it. `tests/test_architecture.py` reads this list and the imports.

    errors
    model
    text
    settings
    subscriptions
    schedule · identity · rules · query
    fetch
    sandbox · programs
    parse · fulltext · discover
    cluster
    dossier
    llm
    diff
    reactive
    schema
    store
    core
    render
    screens
    app
    linear
    demo
    selftest
    cli
"""

from __future__ import annotations

__version__ = "0.1.0"
