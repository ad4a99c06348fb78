"""What the user is shown; all that is written here is how far it was read, and a first version.

reading     stories, versions, articles
listing     the story list a page at a time
finding     search
asking      questions to a story
past        history, comparisons, evolution, blame
explaining  why articles are together
overview    what moved, and the counts of a status line
moves       how a story moved, in what is worth telling
told        what changed between two versions, remembered
"""
