"""Words that much news has in common, whatever it is about; a list of our own making.

They stand as dictionaries have them; `rarity` takes their stems. The first reading of a
stream would take them for rare, and two accidents for one because both "killed people".
"""

from __future__ import annotations

from typing import Final

# Found in about one article of ten or twenty.
COMMON: Final = """
year day week month time today yesterday morning night monday tuesday wednesday thursday friday
saturday sunday january february march april may june july august september october november
december new first last next early late old former people man woman men women child group official
government president minister state country city world national international public party leader
police company million billion percent report reported reporter told ask call announce statement
news according plan make take get give come go back end start begin set move show see find found
know think want need use try work help expect include become remain continue close open hold keep
part place number home house life family way case point high long big great good best top second
third one two three four five six seven eight nine ten
"""
# Found in about one article of thirty.
FAMILIAR: Final = """
kill death dead die injure hurt wound attack fire shoot shot crash accident victim arrest charge
court judge trial lawyer sentence prison jail accuse suspect allege guilty murder crime officer
authority investigation investigate army military soldier troops war force security bomb
fight protest rally violence hospital doctor health medical patient school student university teacher
election vote voter campaign candidate poll democrat republican senate senator congress house
parliament law bill lawmaker right policy political politics governor mayor secretary prime foreign
budget tax money pay cost price market stock share sale profit quarter deal business bank economy
economic job worker industry firm executive chief chairman director head team game season win
lead league player coach score play match champion star film movie music show actor actress award
video photo television media internet online phone technology site service product launch release
american america united states washington york london british britain european europe china chinese
russia russian france french german germany white black north south east west western northern
southern eastern street road car bus plane flight train water weather storm power area region local
town village hour minute member union office department agency committee board council center
support agree reject decide decision warn fear hope demand offer issue problem change rise fall
increase drop cut raise return leave left arrive visit meet meeting talk speech event interview
son daughter father mother wife husband brother sister young friend age live body source
"""
