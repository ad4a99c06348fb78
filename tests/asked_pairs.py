"""Questions of users with words of the sentences that answer them, on the ferry's story and the demo's.

Each row: the story, the question, and pieces of the sentences that answer it; without any, nothing in the
articles does. `FRESH` was written when the rules had been chosen on `PAIRS`: it was answered by the first
sentence in 18 of 30, by one of three in 21, and never where nothing answers, before it mended some of them.
"""

from __future__ import annotations

from functools import cache

from tests.ferry import FERRY, LATER
from tracker.demo.feeds import outlets
from tracker.dossier import Cited
from tracker.model import Article

Pair = tuple[str, str, tuple[str, ...]]

PAIRS: tuple[Pair, ...] = (
    # the ferry
    ("ferry", "When did the ferry sink?", ("sank at its berth",)),
    ("ferry", "How many people were taken to hospital?", ("14 people", "12 people")),
    ("ferry", "Who is the harbour master?", ("Ilse Brandt",)),
    ("ferry", "Who warned the company about the door?", ("Tove Lindqvist",)),
    ("ferry", "How many commuters does the Marigold carry?", ("900 commuters",)),
    ("ferry", "Why were the other ferries stopped?", ("because their stern doors",)),
    ("ferry", "when will the report be published", ("in July",)),
    ("ferry", "How far was the stern door open?", ("4 centimetres",)),
    ("ferry", "Was the door repaired?", ("repaired on 20 March", "no record of a repair")),
    ("ferry", "How long is the detour?", ("70 kilometres",)),
    ("ferry", "What does the Sea Safety Board say about the repair?", ("no record of a repair",)),
    ("ferry", "Where did the Marigold sink?", ("Port Avel",)),
    ("ferry", "How many divers were sent?", ("four divers",)),
    ("ferry", "Was anybody below deck?", ("Nobody was below deck",)),
    ("ferry", "Who is the captain of the Marigold?", ()),
    ("ferry", "How much did the ferry cost to build?", ()),
    ("ferry", "Did the mayor resign?", ()),
    ("ferry", "What is the weather like on Mars?", ()),
    # the flood barrier
    ("barrier", "How many houses were flooded?", ("64 houses",)),
    ("barrier", "When will work on the barrier start?", ("March 2027",)),
    ("barrier", "What was the result of the vote in the assembly?", ("33 votes to 22", "33 to 22")),
    ("barrier", "How much damage did the flood do?", ("14 million euros",)),
    ("barrier", "Who owns the Anchor hotel?", ("Basil Rennick",)),
    ("barrier", "Will Hethering Above Water go to court?", ("not go to court",)),
    ("barrier", "At what cost is the barrier capped?", ("318 million euros",)),
    ("barrier", "What do the pumps cost?", ("18 million euros",)),
    ("barrier", "How high did the river rise?", ("3.9 metres",)),
    ("barrier", "By how much would closed gates raise the river at Hethering?", ("22", "centimetres")),
    ("barrier", "Who chairs Hethering Above Water?", ("Josie Amblecote",)),
    ("barrier", "Who is the water minister?", ("Aurel Stanning",)),
    ("barrier", "How many people were carried out by boat?", ("31 people",)),
    ("barrier", "Was anyone hurt in the flood?", ("nobody was badly hurt",)),
    ("barrier", "Why did Josie Amblecote change her mind?", ("changed her mind",)),
    ("barrier", "Which bank lends the money?", ()),
    ("barrier", "Who won the football match in Aldmouth?", ()),
    ("barrier", "What did the prime minister say?", ()),
    # the probe
    ("probe", "When will Sandpiper reach the comet?", ("22 November 2026",)),
    ("probe", "How much fuel is left?", ("22 kilograms", "33 kilograms")),
    ("probe", "What caused the failure?", ("counter", "clock")),
    ("probe", "Who built the probe?", ("Dray Instruments",)),
    ("probe", "How heavy is Sandpiper?", ("1,140 kilograms",)),
    ("probe", "When was it launched?", ("September 2023",)),
    ("probe", "Who heard the signal first?", ("radio amateurs", "Hamish Orde")),
    ("probe", "How long did the engine burn?", ("41 minutes",)),
    ("probe", "Is the second star tracker working?", ("star tracker still works",)),
    ("probe", "What does Farida Quist say about 40 kilometres?", ("timid",)),
    ("probe", "How much did the search for the signal cost?", ("2.3 million",)),
    ("probe", "When will the scientists decide about the lander?", ("July",)),
    ("probe", "How fast does it spin?", ("1.4 revolutions",)),
    ("probe", "Which astronaut is on board?", ()),
    ("probe", "How much did the rocket cost?", ()),
    ("probe", "Who is the president of Carrow?", ()),
    # the gap between open and closed models
    ("gap", "How many parameters does Sedge 4 have?", ("310 billion",)),
    ("gap", "What did training Sedge 4 cost?", ("$38",)),
    ("gap", "Who is the director of the Assay Office?", ("Hanneke Brody",)),
    (
        "gap",
        "How large is the gap according to the Merrowby Institute?",
        ("3 months", "5 months", "5 by the Merrowby"),
    ),
    ("gap", "When was Ridge 3 released?", ("8 May",)),
    ("gap", "Why did Brackwater delay Estuary 2?", ("because it can", "money runs short")),
    ("gap", "How much money does Brackwater need?", ("$60 million",)),
    ("gap", "Who proposed a consortium?", ("Anselm Ruge",)),
    ("gap", "What does Ridge 3 cost?", ("$18",)),
    ("gap", "Who maintains Trellis?", ("Jorunn Pask",)),
    ("gap", "How did Sedge 4 do in the full harness?", ("67 per cent",)),
    ("gap", "What did Bronagh Teale predict?", ("Bronagh Teale had",)),
    ("gap", "Did Tarnfield sue Halvern?", ()),
    ("gap", "What do unions in Portugal think?", ()),
)

FRESH: tuple[Pair, ...] = (
    ("ferry", "Who told Avel Lines that the door leaks?", ("Tove Lindqvist",)),
    ("ferry", "On what day was the ferry lifted?", ("on 11 May",)),
    ("ferry", "What did Brandt say about people below deck?", ("Nobody was below deck",)),
    ("ferry", "How could islanders be cut off from the hospital?", ("only way to the hospital",)),
    ("ferry", "what did the letter reveal", ("a letter shows",)),
    ("ferry", "How many ferries has Avel Lines got besides?", ("two other ferries",)),
    ("ferry", "Is the insurance paying?", ()),
    ("ferry", "Which country built the Titanic?", ()),
    ("barrier", "When did the assembly vote?", ("14 May",)),
    ("barrier", "How wide are the gates?", ("86 metres",)),
    ("barrier", "Who is Tomasz Wierzba?", ("chief engineer of the Rivers Agency",)),
    ("barrier", "How did the members of Hethering Above Water vote on going to court?", ("148 hands",)),
    ("barrier", "What did Pellow bring to Hethering?", ("cake",)),
    ("barrier", "How much was in the council's first budget?", ("212 million",)),
    ("barrier", "Why did nine members change from no to yes?", ("nine members",)),
    ("barrier", "Which streets were evacuated in London?", ()),
    ("barrier", "Who designed the opera house?", ()),
    ("probe", "Why did Sandpiper fall silent?", ("counter", "clock")),
    ("probe", "How far away is the probe from Earth?", ("214 million kilometres",)),
    ("probe", "Who directs the mission?", ("Yevgenia Sorrel",)),
    ("probe", "How much money will Dray Instruments give up?", ("6.5 million",)),
    ("probe", "How big is the dish on Mount Ferris?", ("35-metre",)),
    ("probe", "By when must the course be corrected?", ("21 May",)),
    ("probe", "How heavy is the lander?", ("26 kilograms",)),
    ("probe", "Did a reaction wheel seize?", ("No reaction wheel has seized",)),
    ("probe", "How many commands were sent blind?", ("112 commands",)),
    ("probe", "Who will play the lead in the film?", ()),
    ("gap", "Who leads the training at Tarnfield?", ("Ingrid Soames",)),
    ("gap", "How many tasks did the Assay Office set?", ("2,600 tasks",)),
    ("gap", "What does Ngaire Holloway do?", ("head of measurement",)),
    ("gap", "How many people downloaded Sedge 4 on the first day?", ("41,000",)),
    ("gap", "When will Estuary 2 come out?", ("September",)),
    ("gap", "What share of the tasks did Ridge 2 solve?", ("71 per cent", "76 per cent")),
    ("gap", "What is Trellis?", ("Trellis is 2,900 lines", "a community project")),
    ("gap", "What does Desmond Iwuoha say about 240 tasks?", ("240 tasks of one kind",)),
    ("gap", "Did anyone go to prison?", ()),
    ("gap", "How many whales live in the Baltic?", ()),
)


@cache
def story(name: str) -> tuple[Cited, ...]:
    """Give the articles of a story, numbered as they were published."""
    if name == "ferry":
        return (*FERRY, *LATER)
    matter = {"gap": "a", "barrier": "b", "probe": "c"}[name]
    pieces = [(p, o) for o in outlets().values() for p in o.articles if p.matter == matter]
    pieces.sort(key=lambda pair: (pair[0].published, pair[0].id))
    return tuple(
        Cited(
            number,
            Article(
                id=number,
                title=piece.title,
                text="\n\n".join(piece.paragraphs),
                url=outlet.link(piece),
                outlet=outlet.title,
                published=piece.published,
                fetched=piece.published,
            ),
        )
        for number, (piece, outlet) in enumerate(pieces, 1)
    )
