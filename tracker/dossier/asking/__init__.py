"""A question of the user → the sentences of a story's articles that answer it best.

    question       what is asked for, and the words by which it is found
    asking_words   words that only ask, in several languages
    families       words that say the same to who asks: sink, sank, sunk
    fitting        whether a sentence has what such a question wants: a date, a name, a figure
    ranking        how well each sentence speaks to a question, and which do not
    extractive     the answerer that shows these sentences

Whatever answers does so behind `dossier.Answerer`, and is held against the articles by `check`.
"""
