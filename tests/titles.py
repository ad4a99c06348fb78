"""Titles in our own words, one a line: round-ups, service pieces, live pages, and news that looks so."""

from __future__ import annotations

ROUND_UPS = """
The week in shipping: strikes, storms and a new lighthouse
The week in Velmouth
This week in Mirrow Bay: council, cod and carnival
The year in music and film
The month in science: what mattered
Your week ahead
The week ahead: port talks, budget, frost
The year that was
The day that was: Tuesday, 12 May
The week in pictures
The Day in Photos: 12 May
Sport’s week in pictures
The year in review
2025 in review
The weekend in brief
Coast Daily week in numbers: 14 ferries, 3 storms
Morning briefing: ferry strike looms
Evening Briefing
Daily news digest
Weekly newsletter, 12 May
The morning wrap
News round-up
Velmouth morning briefing
Mirrow Bay daily briefing: harbour reopens
Weekend digest: the news at five
Afternoon news bulletin
Monday briefing: what the ferry vote means
Friday’s quiz
Sunday reading
Sports roundup: Ellery win again
Transfer news round-up
Crime round-up: thefts in the old town
Business news in brief
World news in brief
Business in Ormsby in brief
News in brief
In brief
Court briefs
Markets at a glance
The week at a glance
Roundup
Links
Open thread
Letters to the editor
Readers’ letters: bring back the night ferry
Letters: bring back the night ferry
Reader mailbag
Corrections and clarifications
Top stories
Front pages
Today’s headlines
Today's papers: strike on every front page
What the papers say
The papers: minister under fire
Newspaper headlines: ‘Ferry chaos’ and ‘Frost bites’
ICYMI: five reads from the coast
In case you missed it
While you were sleeping: strike called off, markets slide
The most read stories of the week
Our top ten stories of 2025
The biggest stories this month
Best articles from the past week
Five things to know today
5 things you missed
Ten things you need to know this morning
Three stories to watch: ferries, frost and fish
Seven things to know for Tuesday
What to know today
What you need to know this morning
What to watch this weekend
Here’s what we learned this week
What happened this week
Business live: pound slips as ferry strike looms
Politics live – minister faces questions
Ferry crews to strike; Kestrel reactor shut; frost in the Vale of Tarn
Ferry strike, mill fire and other headlines of the day
Rockfall on the coast road and more top stories
Mills, mud and ferries: the week in pictures
"""
SERVICE = """
Horoscope for Tuesday
Your daily horoscope
Horoscopes today: Leo finds a friend
Aries horoscope for 12 May
Love horoscope: the week ahead
Weekly tarot reading
Quick crossword No 14,212
Cryptic crossword
Today’s sudoku
Sunday’s crossword answers
Killer Sudoku 4,512
Wordle today: hints for 12 May
Today's Wordle answer
NYT Connections hints for Tuesday
TV listings
Tonight's TV guide
TV tonight: a drama set on the ferries
Sport on TV today
What’s on this weekend
What’s new on Netflix this week
What’s on in Mirrow Bay this weekend
What’s on in Velmouth this weekend
20 things to do in Velmouth this weekend
Things to do this week
Community calendar
Weather forecast
Your Tuesday forecast
Today’s weather
Weather for Monday
Tuesday’s weather forecast for Velmouth
Five-day forecast for Mirrow Bay
Tides and sunrise times for Mirrow Bay
Tide times for Port Ellery, 12 May
High tide times for Hallow Island
Sunrise and sunset times in Velmouth
Prayer times for Tuesday
Pollen count for today
Surf report
Traffic and travel
Traffic and travel latest
Road closures this week
Petrol, diesel prices today
Gold rate today in Velmouth
Lotto results for Saturday
Powerball winning numbers
Winning lottery numbers for 12 May
On this day in history
This day in sporting history: 12 May
On this day, 12 May
Today in history
Photo of the day
Quote of the day: on patience
Recipe of the week: kelp soup
Astronomy picture of the day
Word of the day, 12 May
Obituaries
Death notices, 12 May
Police blotter
Velmouth police log: three bicycles gone
Box scores
Fixtures, results and tables
Weekend fixtures
Results and fixtures
Football gossip: Ellery keeper wanted
"""
FOREIGN = """
Die Woche in Bildern
Das Jahr im Rückblick
Die Woche in Ellern
Wochenrückblick: Streik, Sturm, Strandfest
Nachrichten am Morgen
Lage am Abend: Fährstreik vor dem Ende
Presseschau
Kurz gemeldet
Leserbriefe
Was heute wichtig ist
Tageshoroskop
Horoskop für Dienstag
Lottozahlen vom Samstag
Kreuzworträtsel
Wettervorhersage für Ellern
Das Wetter am Montag
Bild des Tages
La semaine en images
L’année en chiffres : retour sur douze mois
L’actu du jour
Le brief du matin
Le récap de la semaine
Revue de presse du 12 mai
L’essentiel de l’actu
Ce qu’il faut retenir ce matin
Les infos de la nuit
Horoscope du jour
Votre horoscope du mardi 12 mai
Météo du lundi
Mots croisés
Courrier des lecteurs
Tirage du loto
Photo du jour
La semana en imágenes
Resumen de la semana
Las noticias de la mañana
Lo más leído de la semana
Horóscopo de hoy
Horóscopo semanal para Leo
El tiempo hoy
Pronóstico del tiempo para el martes
Efemérides del día
Cartas al director
Foto del día
A semana em imagens
Resumo do dia
As notícias da manhã
Manchetes dos jornais
Horóscopo do dia
Previsão do tempo para hoje
Palavras cruzadas
Frase do dia
La settimana in immagini
Le notizie del giorno
Rassegna stampa
Oroscopo di oggi
Oroscopo della settimana
Meteo oggi
Accadde oggi
Stasera in tv
De week in beeld
Weekoverzicht
Het nieuws van vandaag
Het belangrijkste nieuws van de nacht
Weerbericht
Weersverwachting voor morgen
Daghoroscoop
Lezersbrieven
Foto van de dag
"""
NEWS = """
The week in which the mill burned
The week in hospital that changed a goalkeeper
The year in prison that made a poet
A week in hospital for rescued sailor
This week in Oslo was the coldest in years
The week ahead of the vote was tense
The day that was meant to end the strike
The day in court that cost the owner his firm
This week’s storm cost growers half a harvest
Your week in quarantine, by the rules
Week of strikes begins at Port Ellery
Ferry strike: what happened in the first week
Year in jail for man who stole lighthouse lamp
Mayor spends month in space of former bank
Minister's briefing on Kestrel reactor cut short
Regulator skips daily briefing on Kestrel reactor
Minister skips daily briefing
Reporters leave morning briefing in protest
News bulletin interrupted by protester
Weekly newsletter writer wins prize
Morning news anchor resigns
Daily bread prices rise by a tenth
Evening ferry runs aground
Weekend ferries cancelled
Digest of court rulings leaked by clerk
Roundup weedkiller maker settles claims
Jury finds Roundup maker at fault
Cattle round-up ends in stampede
Police round up 40 at docks
Brief encounter with whale surprises crew
Briefs filed in ferry case
Bulletin board firm sold
Headlines cost editor his job
Links between frost and early blossom
Links to smuggling ring found in port office
Letters show owner knew of Kestrel fault
Letters bomb suspect held
Corrections officers join ferry strike
Correction in house prices deepens
Regulator corrects Kestrel reactor figures
Top stories editor fired
Papers reveal ferry owner’s debts
The papers were forged, court hears
Front page of Ellery archive stolen
Open thread spinning mill to close
Five things to know about the Kestrel reactor
Ten things the inquiry found
Three stories collapse at building site
Six stories of flats to replace mill
What to watch in the ferry talks
What happened on the night ferry
What we learned from the reactor papers
What you need to know about the ferry strike
Most read author in the country dies
Top articles of faith debated at synod
Biggest stories of corruption are told in court
While you were sleeping, thieves took the statue, mayor tells town
Business lives on after fire
Politics live in the kitchens of Ellery
World live music week starts in Ormsby
Live ammunition found in Oslo
Live sheep trade banned
Lives lost at sea remembered
Where the bears live
Where whales live: a map
How people live: inside the tower
She filmed the fire as it happened
Direct flights to Velmouth resume
Directors of Ellery Line resign
Latest figures show fall in ferry traffic
Horoscope writer jailed for fraud
Horoscope app leaks data of millions
Horoscopes are big business, study finds
Tarot reader sues council
Crossword champion dies at 91
Crossword clue leads police to thief
Council bans crossword in meetings
Sudoku inventor dies
Wordle creator sells game
Connections in port smuggling ring revealed
Strands of DNA point to killer
TV guide publisher goes under
TV host quits on air
TV licence fee to rise
What’s on the menu at the summit
What’s new in the peace plan
What’s on this man’s mind
Things to do better after the flood, by a mayor
Weather service fired after storm
Weather forecast office in Velmouth burns down
Weather balloon lands in school yard
Weather forecasters missed storm, inquiry says
Forecast of frost alarms growers
Forecast for grain harvest cut by a fifth
Today’s forecast error cost port millions
Tide turns for Ellery Line
Tides of protest reach the capital
Tidal power station opens
Sunrise Airlines grounded
Sunset clause saves ferry law
Prayer vigil held for lost crew
Pollen grains solve murder
Surf club fined
Traffic and weather blamed for crash
Road closures anger shopkeepers
Gold rate rigging trial opens
Petrol prices hit record
Lottery winner found dead
Lottery numbers racket busted
Lottery draw rigged by clerk
Winning numbers man left ticket on bus
On this day of mourning, a town falls silent
Today in court: ferry owner pleads guilty
This day in May may be the warmest on record
History teacher wins prize
Photo of the daylight robbery released
Picture of the weekend fire wins prize
Quote of the minister angers crews
Word of the dayworkers’ strike spreads
Deal of the century for Ellery Line
Player of the week banned
Question of the day for jurors: who held the key
Obituaries editor charged
Death notices forged by heir, court hears
Police log 40 complaints after concert
Scoreboard 20 metres high falls on pitch
Obituaries 300 years old found in attic
Council rejects planning applications
Planning applications fall by a third
Scoreboard collapses at stadium
Fixtures and fittings firm folds
Results and profits up at Ellery Line
Football gossip columnist sued
Budget in brief debate fails
Strike at Port Ellery at a glance shows deep rift
AT&T; to buy Ellery Cables
Die Woche in der die Mühle brannte
Horoskop rettet Seemann das Leben
Wetterdienst warnt vor Sturmflut
Das Wetter kostet Bauern die Ernte
Nachrichtensprecher festgenommen
La semaine en prison d’un ministre
Horoscope et politique : un mélange rare
Météo-France place douze départements en alerte
Le brief du ministre fuite dans la presse
El tiempo se acaba para la naviera
La semana en que ardió el molino
Las noticias falsas llegan a juicio
Il meteo ferma i traghetti
La settimana in cui bruciò il mulino
Oroscopista condannato
De week waarin de molen brandde
Het weer eist slachtoffers
Het nieuws over de staking verrast
Resumo das acusações contra o armador é lido em tribunal
"""
LIVE = """
Live: markets react to ferry strike
LIVE | Ferry strike enters second day
[LIVE] Ferry strike enters second day
🔴 EN DIRECT. Grève des ferries : le point
Ferry strike live: crews walk out
Ferry strike live updates: crews walk out
Ferry strike: crews walk out – live
Ferry strike: crews walk out – live updates
Ferry strike: crews walk out - as it happened
Ferry strike: live updates as crews walk out
Crews walk out at Port Ellery (live)
Kestrel hearing live blog
Liveticker: Streik in Ellern
Streik in Ellern im Hafen +++ Liveticker
Diretta: sciopero dei traghetti
Ao vivo: greve dos barcos
En vivo: huelga de los transbordadores
Liveblog: staking in de haven
Watch live: minister speaks on ferry strike
"""
