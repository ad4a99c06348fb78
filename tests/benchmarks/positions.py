"""Pairs of sentences of one speaker, earlier and later: what is a shift of position, and what is none.

In our own words. `SHIFTED` and `UNCHANGED` were read when the rules were made; `FRESH_SHIFTED` and
`FRESH_UNCHANGED` were written behind the rules. At first sight 9 of their 16 shifts were seen, and one
was false; that one was mended then, so the precision on them is no longer that of unseen pairs.
"""

from __future__ import annotations

SHIFTED: tuple[tuple[str, str], ...] = (
    (
        "Ana Ruiz said the harbour bridge would reopen by the end of the month.",
        "Ana Ruiz said the harbour bridge would not reopen before next year.",
    ),
    (
        "Ana Ruiz said the harbour bridge would reopen by the end of the month.",
        "Ana Ruiz now expects the harbour bridge to reopen next year.",
    ),
    (
        "Jonas Lund backs the toll on the harbour bridge.",
        "Jonas Lund said he opposes the toll on the harbour bridge.",
    ),
    (
        "Jonas Lund ruled out a tunnel under the harbour.",
        "Jonas Lund is considering a tunnel under the harbour.",
    ),
    (
        "Ida Berg promised a new school for Kessel before the summer.",
        "Ida Berg dropped the promise of a new school for Kessel.",
    ),
    (
        "Ida Berg vowed to stay on as mayor of Kessel until the election.",
        "Ida Berg said that she would resign as mayor of Kessel on Friday.",
    ),
    (
        "The Meridian Institute warned that the repair of the bridge would take six weeks.",
        "The Meridian Institute said that the repair of the bridge would take nine weeks.",
    ),
    (
        "Pia Holm said the fish market would open in March.",
        "Pia Holm said the fish market would open in June.",
    ),
    (
        "Pia Holm rejected the offer of Acme for the shipyard.",
        "Pia Holm accepted the offer of Acme for the shipyard.",
    ),
    (
        "Tom Falk denied that he had met the owners of the mine.",
        "Tom Falk admitted that he had met the owners of the mine.",
    ),
    (
        "Tom Falk insisted that no miner would lose a job at the Aldan pit.",
        "Tom Falk said that 200 miners would lose their jobs at the Aldan pit.",
    ),
    (
        "The Coast Union refused to end the strike at the ferry terminal.",
        "The Coast Union agreed to end the strike at the ferry terminal.",
    ),
    (
        "Nora Vik said she would run for the leadership of the party.",
        "Nora Vik said she would not run for the leadership of the party.",
    ),
    (
        "Nora Vik said there was no evidence that the water in Aldan was poisoned.",
        "Nora Vik said there was evidence that the water in Aldan was poisoned.",
    ),
    (
        "Emil Stark wants the army to leave the northern valley.",
        "Emil Stark wants the army to stay in the northern valley.",
    ),
    (
        "Emil Stark called the treaty with Norland a triumph.",
        "Emil Stark condemned the treaty with Norland as a trap.",
    ),
    (
        "Greta Moss supports a ban on fishing in the eastern bay.",
        "Greta Moss no longer supports a ban on fishing in the eastern bay.",
    ),
    (
        "Greta Moss said the vaccine would be free for everyone in Kessel.",
        "Greta Moss said that patients in Kessel would have to pay for the vaccine.",
    ),
    (
        "Hugo Wren said the dam would be finished this week.",
        "Hugo Wren said the dam would be finished next month.",
    ),
    (
        "Hugo Wren favours a referendum on the port.",
        "Hugo Wren came out against a referendum on the port.",
    ),
    (
        "Olga Brandt pledged to keep the hospital in Aldan open.",
        "Olga Brandt announced that the hospital in Aldan would close.",
    ),
    (
        "Olga Brandt dismissed calls for an inquiry into the fire.",
        "Olga Brandt welcomed calls for an inquiry into the fire.",
    ),
    (
        "Karl Dahl said taxes on fuel would not rise.",
        "Karl Dahl said taxes on fuel would rise in autumn.",
    ),
    (
        "Karl Dahl said the pilots would strike on Monday.",
        "Karl Dahl called off the strike of the pilots.",
    ),
    (
        "Lena Frost accused Acme of hiding the leak.",
        "Lena Frost withdrew her accusation that Acme had hidden the leak.",
    ),
    (
        "Lena Frost said the verdict was fair.",
        "Lena Frost said the verdict was unfair.",
    ),
    (
        "The Aldan Council expects the repair of the road to cost 4 million euros.",
        "The Aldan Council expects the repair of the road to cost 9 million euros.",
    ),
    (
        "The Aldan Council approved the plan for a stadium.",
        "The Aldan Council scrapped the plan for a stadium.",
    ),
    (
        "Max Thorn insisted that he would not testify before the committee.",
        "Max Thorn agreed to testify before the committee.",
    ),
    (
        "Max Thorn said he had no plans to sell the club.",
        "Max Thorn said he was in talks to sell the club.",
    ),
    (
        "Rita Sand said the talks with Norland had made progress.",
        "Rita Sand said the talks with Norland had collapsed.",
    ),
    (
        "Rita Sand demanded that the governor resign.",
        "Rita Sand dropped her demand that the governor resign.",
    ),
    (
        "Otto Klein is confident that the reactor is safe.",
        "Otto Klein doubts that the reactor is safe.",
    ),
    (
        "Otto Klein, the chairman of Acme, said that he would remain at the head of the company.",
        "Otto Klein, the former chairman of Acme, said he had stepped down from the head of the company.",
    ),
)

UNCHANGED: tuple[tuple[str, str], ...] = (
    (
        "Ana Ruiz said the harbour bridge would reopen by the end of the month.",
        "Ana Ruiz said the harbour bridge was going to reopen at the end of the month.",
    ),
    (
        "Ana Ruiz said the harbour bridge would reopen by the end of the month.",
        "Ana Ruiz said the fish market would close next year.",
    ),
    (
        "Jonas Lund backs the toll on the harbour bridge.",
        "Jonas Lund supports the toll on the harbour bridge.",
    ),
    (
        "Jonas Lund backs the toll on the harbour bridge.",
        "Jonas Lund opposes the closure of the harbour bridge.",
    ),
    (
        "Jonas Lund ruled out a tunnel under the harbour.",
        "Jonas Lund is considering a bridge over the harbour.",
    ),
    (
        "Ida Berg promised a new school for Kessel before the summer.",
        "Ida Berg repeated the promise of a new school for Kessel.",
    ),
    (
        "Ida Berg rejected the criticism of the school plan.",
        "Ida Berg welcomed the parents of the new school.",
    ),
    (
        "The Meridian Institute warned that the repair of the bridge would take six weeks.",
        "The Meridian Institute said that the repair of the bridge would cost nine million euros.",
    ),
    (
        "Pia Holm said the fish market would open in March.",
        "Pia Holm said in June that the fish market was a success.",
    ),
    (
        "Pia Holm said on Monday that the fish market would open in March.",
        "Pia Holm said on Friday that the fish market would open in March.",
    ),
    (
        "Pia Holm rejected the first offer of Acme for the shipyard.",
        "Pia Holm said Acme had accepted the price of the shipyard.",
    ),
    (
        "Tom Falk denied that he had met the owners of the mine.",
        "Tom Falk said that he had never met the owners of the mine.",
    ),
    (
        "Tom Falk insisted that no miner would lose a job at the Aldan pit.",
        "Tom Falk said that 200 miners had found jobs at the Kessel pit.",
    ),
    (
        "The Coast Union refused to end the strike at the ferry terminal.",
        "The Coast Union said the strike at the ferry terminal would go on.",
    ),
    (
        "Nora Vik said she would run for the leadership of the party.",
        "Nora Vik said she would not leave the party.",
    ),
    (
        "Nora Vik said there was no evidence that the water in Aldan was poisoned.",
        "Nora Vik said the inspectors had found no evidence of poisoned water in Aldan.",
    ),
    (
        "Emil Stark wants the army to leave the northern valley.",
        "Emil Stark said the army should not stay in the northern valley.",
    ),
    (
        "Emil Stark said prices in the shops had fallen in May.",
        "Emil Stark said wages in the shops had risen in May.",
    ),
    (
        "Hugo Wren said the dam would be finished this week.",
        "Hugo Wren said the dam would be finished within days.",
    ),
    (
        "Hugo Wren favours a referendum on the port.",
        "Hugo Wren is against any delay of the referendum on the port.",
    ),
    (
        "Olga Brandt pledged to keep the hospital in Aldan open.",
        "Olga Brandt said the hospital in Aldan would stay open.",
    ),
    (
        "Olga Brandt dismissed calls for an inquiry into the fire.",
        "Olga Brandt welcomed the firemen home from the fire.",
    ),
    (
        "Karl Dahl said taxes on fuel would not rise.",
        "Karl Dahl said taxes on fuel would be kept where they are.",
    ),
    (
        "Karl Dahl said the pilots would strike on Monday.",
        "Karl Dahl said the strike of the pilots would last until Thursday.",
    ),
    (
        "Lena Frost accused Acme of hiding the leak.",
        "Lena Frost accused Acme of lying about the leak.",
    ),
    (
        "Lena Frost said the verdict was fair.",
        "Lena Frost said the judge was unfair to the witnesses.",
    ),
    (
        "The Aldan Council expects the repair of the road to cost 4 million euros.",
        "The Aldan Council expects the new school to cost 9 million euros.",
    ),
    (
        "The Aldan Council approved the plan for a stadium.",
        "The Aldan Council rejected a motion against the plan for a stadium.",
    ),
    (
        "Max Thorn insisted that he would not testify before the committee.",
        "Max Thorn said the committee had no right to hear him.",
    ),
    (
        "Max Thorn said he had no plans to sell the club.",
        "Max Thorn denied that he wanted to sell the club.",
    ),
    (
        "Rita Sand said the talks with Norland had made progress.",
        "Rita Sand said the talks with Norland would go on in May.",
    ),
    (
        "Rita Sand demanded that the governor resign.",
        "Rita Sand said that the governor had refused to resign.",
    ),
    (
        "Otto Klein is confident that the reactor is safe.",
        "Otto Klein has no doubt that the reactor is safe.",
    ),
    (
        "Otto Klein, the chairman of Acme, said that the company would grow.",
        "Otto Klein, chairman of Acme, said on Friday that sales would grow.",
    ),
    (
        "Vera Lind said the storm would reach Kessel on Tuesday.",
        "Vera Lind said the storm had reached Kessel on Tuesday.",
    ),
    (
        "Vera Lind said two people were missing in Kessel.",
        "Vera Lind said the storm had cut power to 300 homes in Kessel.",
    ),
)

FRESH_SHIFTED: tuple[tuple[str, str], ...] = (
    (
        "Sonja Krag told parliament that the new tax on sugar would come into force in April.",
        "Sonja Krag told reporters that the new tax on sugar would come into force in October.",
    ),
    (
        "Sonja Krag has always defended the tax on sugar as fair to families.",
        "Sonja Krag scrapped the tax on sugar that she had defended for a year.",
    ),
    (
        "“We will never sell the railway,” said Bruno Hart, the transport secretary.",
        "“We will sell the railway,” said Bruno Hart, the transport secretary.",
    ),
    (
        "Bruno Hart said trains would run again by the end of the week.",
        "Bruno Hart said trains would not run again until next month.",
    ),
    (
        "Norland denied sending troops to the island of Skerry.",
        "On Friday Norland acknowledged sending troops to the island of Skerry.",
    ),
    (
        "The director of the zoo, Elsa Winter, blamed the keepers for the escape of the wolves.",
        "The director of the zoo, Elsa Winter, no longer blames the keepers for the escape of the wolves.",
    ),
    (
        "Elsa Winter opposes the sale of the old zoo to Acme.",
        "After a night of talks Elsa Winter approved the sale of the old zoo to Acme.",
    ),
    (
        "Acme said it would build the battery factory in Aldan.",
        "Acme said it would not build the battery factory in Aldan.",
    ),
    (
        "Acme expects profits of 40 million euros this year.",
        "Acme now expects profits of 25 million euros this year.",
    ),
    (
        "Coach Dirk Olsen ruled out a return of the injured striker this season.",
        "Coach Dirk Olsen is considering a return of the injured striker this season.",
    ),
    (
        "Dirk Olsen rejected calls to step down as coach of the team.",
        "Dirk Olsen said he would step down as coach of the team.",
    ),
    (
        "The health agency said masks were unnecessary in schools.",
        "The Kessel Health Agency said masks were necessary in schools.",
    ),
    (
        "Rebel leader Yara Sol refused to take part in the peace talks in Aldan.",
        "Rebel leader Yara Sol agreed to take part in the peace talks in Aldan.",
    ),
    (
        "Yara Sol supports the truce along the river.",
        "Yara Sol denounced the truce along the river.",
    ),
    (
        "Judge Paul Reed said the trial of the bankers would begin on Monday.",
        "Judge Paul Reed said the trial of the bankers would begin in three weeks.",
    ),
    (
        "Paul Reed promised to publish the report on the prison.",
        "Paul Reed refused to publish the report on the prison.",
    ),
)

FRESH_UNCHANGED: tuple[tuple[str, str], ...] = (
    (
        "Sonja Krag told parliament that the new tax on sugar would come into force in April.",
        "From April sweets will cost more, as Sonja Krag said the tax on sugar would come into force then.",
    ),
    (
        "Sonja Krag defended the tax on sugar.",
        "Sonja Krag rejected a motion to scrap the tax on sugar.",
    ),
    (
        "“We will never sell the railway,” said Bruno Hart, the transport secretary.",
        "Bruno Hart ruled out a sale of the railway.",
    ),
    (
        "Bruno Hart said trains would run again by the end of the week.",
        "Bruno Hart said the trains would run again by Friday.",
    ),
    (
        "Norland denied sending troops to the island of Skerry.",
        "Norland accused its neighbours of sending troops to the island of Skerry.",
    ),
    (
        "Elsa Winter opposes the sale of the old zoo to Acme.",
        "Elsa Winter opposes the sale of the old zoo to Acme and welcomed the protest against it.",
    ),
    (
        "Elsa Winter blamed the keepers for the escape of the wolves.",
        "Elsa Winter said the wolves had not been seen since the escape.",
    ),
    (
        "Acme said it would build the battery factory in Aldan.",
        "Acme said it would not comment on the price of the battery factory in Aldan.",
    ),
    (
        "Acme expects profits of 40 million euros this year.",
        "Acme expects profits of 60 million euros next year.",
    ),
    (
        "Coach Dirk Olsen ruled out a return of the injured striker this season.",
        "Coach Dirk Olsen said the injured striker would not return this season.",
    ),
    (
        "Dirk Olsen rejected calls to step down as coach of the team.",
        "Dirk Olsen said he would not step down as coach of the team.",
    ),
    (
        "Dirk Olsen said the team had played well in Kessel.",
        "Dirk Olsen said the team had not played well in Aldan.",
    ),
    (
        "Yara Sol refused to take part in the peace talks in Aldan.",
        "Yara Sol said the government had refused to take part in the peace talks in Aldan.",
    ),
    (
        "Yara Sol supports the truce along the river.",
        "Yara Sol accused the army of breaking the truce along the river.",
    ),
    (
        "Judge Paul Reed said the trial of the bankers would begin on Monday.",
        "Judge Paul Reed said the verdict on the bankers would come next month.",
    ),
    (
        "Paul Reed promised to publish the report on the prison.",
        "Paul Reed said he would publish the report on the prison, but not the names in it.",
    ),
    (
        "Paul Reed promised to publish the report on the prison.",
        "Paul Reed said the report on the prison could not be published without the consent of the court.",
    ),
    (
        "Mayor Ines Cole said the flood had killed two people in the lower town.",
        "Mayor Ines Cole said the flood had killed nobody in the upper town.",
    ),
)
