"""The same dossier by a language model, of which nothing is believed that the articles do not say.

The model is as untrusted as a feed: it sees numbered sentences between fences that they cannot
forge, it has no tools and no addresses, and each sentence of its answers is found in the articles
or dropped. The extractive engine is its scaffold: it decides what moved and how many sentences a
section has room for; the model says it in words of its own, where these hold. The flow:

    grounded = last dossier, each sentence of a model           grounding   judged like any other sentence
               replaced by the one that it was made from
    if nothing is new and this model wrote it all: stop         engine      a rebuild asks for nothing
    draft = extractive engine's next dossier after grounded     engine      keeps, displaces, answers, expires
    for section in the order of the page:                       engine      one at a time, within one deadline
        places = entries of the draft that are new              desk        nothing new: nothing is asked
        excerpt = sentences worth most, within the context      excerpt     those of the places first
        prompt = rules, example, what stands, fence(excerpt)    prompts · fence
        until two nudges are spent:                             asking
            reply = remembered, or within the budget asked      asking      Cache, Budget, Model: injected
            answer = typed(rescued(reply))                      answers · rescue   cut off is a failure
            kept, faults = judge(answer)                        judge       citations, quotations, figures,
            if all of it holds: go on                           meaning     dates, names, overlap, copies …
            prompt += what was wrong with it
        section = draft with the model's sentences in places    sections    where it has none, the draft's own
    dossier = draft's wording back where the last one stands    grounding   so that a diff shows news
    dossier.account = what was asked, dropped and replaced      desk        kept with the version and shown
    dossier = check(dossier, articles)                          dossier.check, by core, as for every engine

Which of these guards are on, and the bounds of the work, is said by `guards`.
Models that are too small to write a section shorten its sentences, one a request (`Style`, `shorter`).
Measured: a model of 135 million parameters repeats the example when it is to choose or to write, and
shortens well when it is shown how.

What others bring and the engine only uses are the protocols of `ports`: `Model` is one exchange with
a server (`client`, on pydantic-ai, is the only one here), `Cache` remembers replies by what was asked,
so that nothing is paid twice and work goes on where it stopped, `Budget` says whether another
request may be sent and notes what it took, `Oversight` hears of progress and ends the work (`attended`);
where nobody is to wait, `offhand` stands for the model and knows remembered replies alone. A
question of the user takes the same road (`answerer`, `inquiry`): excerpt, fence, asking, judge; it is
fenced like an article, and where its answer fails the sentences stand that `dossier.asking` found nearest.
"""
