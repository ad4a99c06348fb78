"""Questions with later sentences that answer them, and near-misses; all in invented places.

Each row: what was asked or unknown, the later sentence, and whether it is an answer.
"""

from __future__ import annotations

PAIRS: tuple[tuple[str, str, bool], ...] = (
    # whether
    (
        "It is not clear whether the Orvel mine will reopen.",
        "The Orvel mine will reopen on Monday, its owner said.",
        True,
    ),
    (
        "It is not clear whether the Orvel mine will reopen.",
        "The owner decided that the Orvel mine would stay shut and not reopen.",
        True,
    ),
    (
        "It is not clear whether the Orvel mine will reopen.",
        "The Orvel mine could reopen by the summer, its owner said.",
        False,
    ),
    (
        "It is not clear whether the Orvel mine will reopen.",
        "The Orvel mine employed 400 people before the flood.",
        False,
    ),
    (
        "It is not clear whether the Orvel mine will reopen.",
        "The Pellick mine will reopen on Monday.",
        False,
    ),
    (
        "The senate has not said whether it will approve the tram tax.",
        "The senate approved the tram tax by 31 votes to 20.",
        True,
    ),
    (
        "The senate has not said whether it will approve the tram tax.",
        "The senate rejected the tram tax on its third reading.",
        True,
    ),
    (
        "The senate has not said whether it will approve the tram tax.",
        "The senate will debate the tram tax for two days.",
        False,
    ),
    (
        "The senate has not said whether it will approve the tram tax.",
        "Shopkeepers want the senate to approve the tram tax.",
        False,
    ),
    (
        "Will Governor Ilse Maron run for a third term?",
        "Governor Ilse Maron announced her candidacy for a third term.",
        True,
    ),
    (
        "Will Governor Ilse Maron run for a third term?",
        "Governor Ilse Maron will not run for a third term.",
        True,
    ),
    (
        "Will Governor Ilse Maron run for a third term?",
        "Governor Ilse Maron is likely to run for a third term.",
        False,
    ),
    (
        "Will Governor Ilse Maron run for a third term?",
        "Governor Ilse Maron won her second term with 54 per cent.",
        False,
    ),
    (
        "It remains to be seen whether the drought will end before the harvest.",
        "The drought ended in the second week of the harvest after three days of rain.",
        True,
    ),
    (
        "It remains to be seen whether the drought will end before the harvest.",
        "Farmers feared that the drought would ruin the harvest.",
        False,
    ),
    (
        "Nobody knows whether the lost ferry carried chemicals.",
        "The lost ferry carried no chemicals, the inspectors found.",
        True,
    ),
    (
        "Nobody knows whether the lost ferry carried chemicals.",
        "The operator denied that the lost ferry carried chemicals.",
        False,
    ),
    (
        "Police are investigating whether the guard was asleep.",
        "The guard was asleep, police concluded after watching the film of the hall.",
        True,
    ),
    (
        "Police are investigating whether the guard was asleep.",
        "The guard told police that he had worked for sixteen hours.",
        False,
    ),
    # when
    (
        "No date has been set for the opening of the Tarn bridge.",
        "The Tarn bridge opens on 4 June, the transport office said.",
        True,
    ),
    (
        "No date has been set for the opening of the Tarn bridge.",
        "The opening of the Tarn bridge will be a great day, the mayor said on Friday.",
        False,
    ),
    (
        "No date has been set for the opening of the Tarn bridge.",
        "The new Tarn school opens on 4 June.",
        False,
    ),
    (
        "The company declined to say when the pumps would be repaired.",
        "The pumps will be repaired by the end of the week, the company said.",
        True,
    ),
    (
        "The company declined to say when the pumps would be repaired.",
        "The company said on Tuesday that the pumps had failed twice before.",
        False,
    ),
    (
        "When will the Halden court rule on the appeal?",
        "The Halden court will rule on the appeal in three weeks.",
        True,
    ),
    (
        "When will the Halden court rule on the appeal?",
        "Lawyers for the Halden union asked the court to rule on the appeal soon.",
        False,
    ),
    # how much, how many, how long
    (
        "The council has not said how much the new pier will cost.",
        "The new pier will cost $12 million, the council said.",
        True,
    ),
    (
        "The council has not said how much the new pier will cost.",
        "The new pier is to be 120 metres long.",
        False,
    ),
    (
        "The council has not said how much the new pier will cost.",
        "The new pier could cost $12 million, a councillor said.",
        False,
    ),
    (
        "It is unknown how many miners were in the shaft.",
        "There were 14 miners in the shaft when it flooded, the operator said.",
        True,
    ),
    (
        "It is unknown how many miners were in the shaft.",
        "The shaft is 900 metres deep.",
        False,
    ),
    (
        "It is not clear how long the airport will stay closed.",
        "The airport will stay closed for two weeks, its director said.",
        True,
    ),
    (
        "It is not clear how long the airport will stay closed.",
        "The closed airport handles 3 million passengers a year.",
        False,
    ),
    (
        "The number of injured passengers is still unknown.",
        "A total of 23 passengers were injured, the hospital said.",
        True,
    ),
    # who
    (
        "Who will pay for the repair of the dyke?",
        "The province will pay for the repair of the dyke.",
        True,
    ),
    (
        "Who will pay for the repair of the dyke?",
        "The repair of the dyke will take a year, said the engineer Nora Quist.",
        False,
    ),
    (
        "Police do not know who set fire to the Corran theatre.",
        "A former stagehand, Edgar Prill, admitted that he had set fire to the Corran theatre.",
        True,
    ),
    (
        "Police do not know who set fire to the Corran theatre.",
        "The fire destroyed the roof of the Corran theatre, said the manager Lise Ott.",
        False,
    ),
    (
        "It has not been decided who will replace the bank's chairman.",
        "Renata Voss will succeed the bank's chairman in May.",
        True,
    ),
    # why
    (
        "The cause of the blackout is under investigation.",
        "The blackout was caused by a fallen branch on the northern line, the grid operator said.",
        True,
    ),
    (
        "The cause of the blackout is under investigation.",
        "The blackout left 40,000 households without light for six hours.",
        False,
    ),
    (
        "The cause of the blackout is under investigation.",
        "The blackout may have been caused by a fallen branch.",
        False,
    ),
    (
        "It is unclear why the crane fell.",
        "The crane fell because two bolts had rusted through, inspectors found.",
        True,
    ),
    (
        "It is unclear why the crane fell.",
        "The crane fell on a row of parked cars.",
        False,
    ),
    # where, how, what
    (
        "The whereabouts of the stolen altar are unknown.",
        "The stolen altar was found in a barn near Lusk.",
        True,
    ),
    (
        "The whereabouts of the stolen altar are unknown.",
        "The stolen altar was carved four hundred years ago.",
        False,
    ),
    (
        "It is not known how the thieves entered the museum.",
        "The thieves entered the museum through a skylight, police said.",
        True,
    ),
    (
        "It is not known how the thieves entered the museum.",
        "The museum was insured for theft.",
        False,
    ),
    # pending, unverified, unannounced
    (
        "A decision on the fishing licence is pending.",
        "The ministry granted the fishing licence.",
        True,
    ),
    (
        "A decision on the fishing licence is pending.",
        "The fishing licence allows eighty boats.",
        False,
    ),
    (
        "The readings of the private sensors could not be independently verified.",
        "Two laboratories confirmed the readings of the private sensors.",
        True,
    ),
    (
        "The readings of the private sensors could not be independently verified.",
        "The private sensors send their readings every hour.",
        False,
    ),
    (
        "The results of the soil test have not been published.",
        "The results of the soil test, published on Friday, show no lead.",
        True,
    ),
    (
        "The results of the soil test have not been published.",
        "Neighbours want the results of the soil test.",
        False,
    ),
    (
        "The league has yet to name a host for the winter games.",
        "The league chose Brannock as host for the winter games.",
        True,
    ),
    (
        "The league has yet to name a host for the winter games.",
        "Brannock hopes to be host for the winter games.",
        False,
    ),
    # written after the rules
    (
        "It is unclear whether the coach will leave the Brannock Rovers.",
        "The coach left the Brannock Rovers on Saturday for a rival club.",
        True,
    ),
    (
        "It is unclear whether the coach will leave the Brannock Rovers.",
        "The coach has won three cups with the Brannock Rovers.",
        False,
    ),
    (
        "The airline has not said whether it will refund the passengers.",
        "The airline has refunded all passengers of the cancelled flights.",
        True,
    ),
    (
        "The airline has not said whether it will refund the passengers.",
        "Passengers demanded that the airline refund their tickets.",
        False,
    ),
    (
        "It is not known when the rescue tunnel will reach the miners.",
        "The rescue tunnel reached the miners at dawn on Wednesday.",
        True,
    ),
    (
        "It is not known when the rescue tunnel will reach the miners.",
        "The rescue tunnel is now 300 metres long.",
        False,
    ),
    (
        "No budget has been set for the new concert hall.",
        "The council set a budget of 40 million euros for the new concert hall.",
        True,
    ),
    (
        "No budget has been set for the new concert hall.",
        "The architect of the new concert hall is Mara Linn.",
        False,
    ),
    (
        "Nobody has said who owns the stranded barge.",
        "The stranded barge belongs to a Teal shipping family, the coast guard said.",
        True,
    ),
    (
        "Nobody has said who owns the stranded barge.",
        "The stranded barge blocked the channel for nine hours.",
        False,
    ),
    (
        "The motive for the attack is unknown.",
        "The attacker acted out of jealousy because his brother had inherited the farm, police said.",
        True,
    ),
    (
        "The motive for the attack is unknown.",
        "The attack lasted four minutes.",
        False,
    ),
    (
        "Inspectors are still investigating what caused the dam to leak.",
        "A cracked valve caused the dam to leak, inspectors concluded.",
        True,
    ),
    (
        "Inspectors are still investigating what caused the dam to leak.",
        "The dam has leaked since Sunday.",
        False,
    ),
    (
        "The death toll has not been confirmed.",
        "Officials confirmed that 31 people had died.",
        True,
    ),
    (
        "It is too early to say how many houses were destroyed by the storm.",
        "The storm destroyed 212 houses, the province said.",
        True,
    ),
    (
        "It is too early to say how many houses were destroyed by the storm.",
        "The storm uprooted 300 trees in the province.",
        False,
    ),
    (
        "The company refused to say why it dismissed its finance chief.",
        "The company dismissed its finance chief because he had hidden losses, its chairman said.",
        True,
    ),
    (
        "The company refused to say why it dismissed its finance chief.",
        "The company dismissed its finance chief on Monday.",
        False,
    ),
    (
        "Will the queen attend the funeral of the admiral?",
        "The queen attended the funeral of the admiral.",
        True,
    ),
    (
        "Will the queen attend the funeral of the admiral?",
        "The queen sent a wreath to the funeral of the admiral.",
        False,
    ),
    (
        "The court has yet to decide whether the trial will be held in public.",
        "The trial will be held behind closed doors, the court ruled.",
        True,
    ),
    (
        "The court has yet to decide whether the trial will be held in public.",
        "Reporters want the trial to be held in public.",
        False,
    ),
    (
        "It is unclear how the otter escaped from the zoo.",
        "The otter escaped from the zoo by digging under a fence.",
        True,
    ),
    (
        "It is unclear how the otter escaped from the zoo.",
        "The otter escaped from the zoo three years ago as well.",
        False,
    ),
    (
        "The identity of the donor remains a mystery.",
        "The donor was identified as Ruth Amsel, a retired baker.",
        True,
    ),
    (
        "The identity of the donor remains a mystery.",
        "The donor gave the museum 200 drawings.",
        False,
    ),
    (
        "It is not clear what caused the crack in the Orvel dam.",
        "The cause of the crack in the Orvel dam was a faulty weld, the Water Institute concluded.",
        True,
    ),
    # seen in real stories, told anew
    (
        "Could Governor Tarn step down on Thursday?",
        "Governor Tarn stepped down on Friday and handed the office to his deputy.",
        True,
    ),
    (
        "The names of the two women killed in the mill have not been released.",
        "The daughter of Ruth Amsel, aged 12, was in the mill with the two women as well.",
        False,
    ),
    (
        "The names of the two women killed in the mill have not been released.",
        "Police named the two women killed in the mill as Ruth Amsel and Lise Ott.",
        True,
    ),
    (
        "Police are searching for the driver of the Corran bus.",
        "Police said that the driver of the Corran bus had fled across the fields.",
        False,
    ),
    (
        "Police are searching for the driver of the Corran bus.",
        "The driver of the Corran bus was arrested at his sister's house in Lusk.",
        True,
    ),
    (
        "The cause of the fire in the creamery has not been determined.",
        "It does not look like a fire caused by a cigarette, a neighbour of the creamery said.",
        False,
    ),
    (
        "Police could not say how many shots were fired in the foundry.",
        "The foundry had fired the man, 39, four days before he shot at it.",
        False,
    ),
    (
        "The death toll of the quake is still unknown.",
        "The relief agency said that 36 members of its staff died in the quake.",
        False,
    ),
    (
        "No funeral details have been announced for the singer Mara Linn.",
        "Two brothers of the singer Mara Linn were seen at the funeral in Lusk.",
        False,
    ),
    (
        "Was the attack because of the harbour war?",
        "The harbour war was seen by many as an attack on the town.",
        False,
    ),
    (
        "It is unclear if the drowned were passengers or dock workers.",
        "The four dock workers drowned when the Orvel pier gave way.",
        True,
    ),
    (
        "It is unclear if the drowned were passengers or dock workers.",
        "Passengers and dock workers of Orvel mourned the drowned.",
        False,
    ),
    (
        "The full survey of the Orvel pier has yet to be published.",
        "Rust in six piles is named as the weakness of the Orvel pier in the full survey report.",
        True,
    ),
    (
        "It is not clear yet whether the Orvel leak could become a flood.",
        "The council declared the Orvel leak a flood on Friday.",
        True,
    ),
    (
        "It is not clear yet whether the Orvel leak could become a flood.",
        "The Orvel leak has brought the town to the brink of a flood.",
        False,
    ),
    (
        "The death toll of the Orvel flood is not known.",
        "The death toll of the Orvel flood has risen to 42.",
        True,
    ),
    (
        "The death toll of the Orvel flood is not known.",
        "The Orvel brigade has lost 4 divers in the flood.",
        False,
    ),
    (
        "It is unclear how long the search in Orvel will last.",
        "The search in Orvel began for a boat that sank five days ago.",
        False,
    ),
    (
        "Officials in Orvel are waiting for the results of tests on 23 wells.",
        "Results of tests on 60 wells in Orvel were published on Friday.",
        False,
    ),
    (
        "It is not clear whether the sandbags have slowed the Orvel flood.",
        "Neighbours laid sandbags to slow the Orvel flood on Friday.",
        False,
    ),
    (
        "Nobody knows how severe the Orvel leak will be.",
        "Severe leaks in Orvel come with the thaw in spring.",
        False,
    ),
)
