"""A round of polling, and its stages, each of which can be killed and taken up again.

polling     one round, stage by stage
intake      the fetch stage
crew        its threads
delivery    what asking one feed brought
known       what is stored already, or was dropped
moving      feeds that moved for good
network     is there one at all
clustering  the cluster stage
uniting     stories that turn out to be one
searching   the reactive stage: search feeds are asked
sifting     which of their results a story takes
page        one page behind an article
pages       which pages are fetched, and when
muting      the rules stage: what users hide
"""
