"""Words that decide what belongs to a proper name; lists of our own making."""

from __future__ import annotations

from tracker.text.stopwords import word_set

# Addressing a person: no part of the name.
HONORIFICS = word_set(
    """
    mr mrs ms mx miss dr prof professor sir dame rev reverend sen rep gov gen col lt capt
    sgt
    """,
)

# Offices: dropped before a name, and no name alone.
OFFICES = word_set(
    """
    president vice deputy prime minister chancellor secretary senator governor mayor judge justice
    captain general colonel sergeant commissioner director chair chairman chairwoman chairperson chief
    executive officer ceo cfo cto coo professor ambassador spokesman spokeswoman spokesperson
    representative congressman congresswoman councillor attorney former acting interim founder head
    premier treasurer inspector detective commander admiral
    """,
)

# Nouns that name institutions and go on with "of", "for", "on".
INSTITUTIONS = word_set(
    """
    academy administration agency alliance army association authority bank bay board bureau campaign
    cape centre center chamber church city coalition college commission committee confederation
    congress council court declaration department directorate federation forum foundation fund gulf
    house institute institution isle journal kingdom league ministry museum network office
    organisation organization parliament party port province registry republic school sea secretary
    service society state states strait summit treaty tribunal union university act day group
    """,
)

# Acronyms that name no one.
PLAIN_ACRONYMS = word_set(
    """
    ai tv ceo cfo coo cto pm am gdp faq dna rna url id ok pdf sms it hr pr vp gps led usb pc
    q&a iq us$
    """,
)

# Adjectives of nations and faiths: no names alone.
DEMONYMS = word_set(
    """
    african american arab arabic argentine asian australian austrian belgian brazilian british bulgarian
    canadian chilean chinese christian colombian croatian cuban czech danish dutch egyptian english
    estonian european finnish french georgian german greek hungarian icelandic indian indonesian iranian
    iraqi irish islamic israeli italian japanese jewish kenyan korean latin latvian lebanese lithuanian
    malaysian mexican moroccan muslim nigerian nordic norwegian pakistani palestinian peruvian polish
    portuguese romanian russian saudi scottish serbian slovak somali spanish sudanese swedish swiss
    syrian taiwanese thai turkish ukrainian vietnamese welsh western
    """,
)

# Ordinary words that open sentences; with the stopwords, they are no names there.
OPENERS = word_set(
    """
    about above access activists additionally adding advocates after again aid air all although amid
    analysis analysts another anyone anything apart applications arguably around article asked at
    attempts attention audits authorities background backers banks based because before behind being
    below beside besides better between beyond big both breaking brokers builders business businesses
    but buyers by campaigners car care cars cases central charges children citizens city claims clearly
    climate come commenters communities companies compared conditions consumers construction copies
    council counsel courts crews critics crowds currently customers daily data dates day days deaths
    debate defence defense delays deliveries demand despite details developers dozens drivers due during
    each earlier early earth economists editors education either elections electricity elsewhere
    emergency employees employers energy engineers entire environmental even eventually ever every
    everybody everyone everything evidence exactly executives experts exports families far farmers fears
    federal few figures finally financial fire firms first fish fishermen five flights following food
    for foreign former four fresh friends from full funding further future gas generally getting given
    global gold good government governments great groups growth guidance half health heavy help hence
    here high higher his history homes hope hopes hospitals hours households how however hundreds if
    images imports in including indeed industry inflation information initially inside insiders
    inspectors instead insurers interest interestingly international investigators investors is it its
    jobs journalists judges just keep labour labor land last late later law lawmakers lawyers leaders
    leave less lessons let life like likewise lines listen little live local long looking lower
    machines mail make making management managers many markets materials maybe meanwhile media meetings
    members men messages military millions ministers models money more moreover most mostly mothers much
    music national nearly negotiations negotiators neighbours neither nevertheless new news next night
    no nobody none nonetheless nor not notably nothing now nuclear number numbers observers of off
    offers officers officials often oil old on once one only online open operators opinion opponents
    opposition or orders organisers other others our out outside over overall owners parents part
    parties partly party passengers past patients pay payments people perhaps photos plans please
    police policy politicians politics polls poor port ports possibly power previously prices prison
    private probably problems production profits progress prosecutors protesters provided public
    questions quite rail rain rates rather read readers real recent recently records red references
    reform regulators related rents reporters reports rescuers research researchers residents results
    retail rising rivals roads rules sadly safety sales satellite schools science scientists security
    see senior separate separately services seven several shareholders shares ships shops short
    similarly since sites six slowly small so social some someone something sometimes soon sources
    space speaking spending staff state states still stocks strong students studies such suddenly
    suppliers supplies support supporters sure talks tax taxes teachers teams technology ten tests
    thank thanks that the then there therefore these they things this those thousands three through
    throughout thus ticket time times to today together tomorrow top total tourists towns trade traders
    trading traffic train trains travel trial trust two ultimately under underlying unfortunately
    union unions unless unlike until up update updates urban usually utilities vendors victims video
    videos villagers volunteers voters votes wages waiting war warnings was watch water ways weather
    weekly well what whatever when whenever where whereas whether which while who why wind with within
    without witnesses women work workers working world world's worth year years yes yesterday yet you
    young your
    """,
)
