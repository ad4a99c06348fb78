"""Words that decide what belongs to a proper name; lists of our own making."""

from __future__ import annotations

from tracker.text.stopwords import word_set

# Addressing a person: no part of the name.
HONORIFICS = word_set(
    """
    mr mrs ms mx miss dr prof professor sir dame rev reverend sen sens rep reps gov gen
    col lt capt sgt
    """,
)

# Abbreviations whose point ends no sentence.
ABBREVIATIONS = HONORIFICS | word_set(
    """
    st mt ft jr sr inc corp co ltd no vs jan feb aug sept oct nov dec const supt dist atty adm brig cmdr maj
    sens reps govs calif penn conn approx
    """,
)

# Offices: dropped before a name, and no name alone.
OFFICES = word_set(
    """
    president vice deputy prime minister chancellor secretary senator governor mayor judge justice
    captain general colonel sergeant commissioner director chair chairman chairwoman chairperson chief
    executive officer ceo cfo cto coo professor ambassador spokesman spokeswoman spokesperson
    representative congressman congresswoman councillor attorney former acting interim founder head
    treasurer inspector detective commander admiral
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
    q&a iq est edt pst pdt gmt utc bst cet cest
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

# Words that open a sentence before a name: "Meanwhile Acme", "Critics Ana Ruiz".
CONNECTIVES = word_set(
    """
    about above according across adding additionally after afterwards again all along although amid
    another anyone anything apart arguably around as aside asked at because before behind being
    below beside besides better between beyond both but by citing clearly compared consequently
    critics currently despite due during each earlier eight either elsewhere even eventually ever
    every everybody everyone everything exactly few finally five following for former four from
    further generally getting given hence here how however if in including indeed initially inside
    instead interestingly is it its just keep last late later leave less let like likewise listen
    long looking lower many maybe meanwhile more moreover most mostly much nearly neither
    nevertheless next nine no nobody none nonetheless nor not notably nothing now of off often on
    once one only other otherwise our out outside over overall part partly past perhaps please
    possibly previously probably provided quite quoting rather recently sadly see senior separately seven
    several similarly since six slowly so some someone something sometimes soon speaking still such
    suddenly ten thank thanks that the then there therefore these they this those three through
    throughout thus to today together tomorrow twelve two ultimately under unfortunately unless
    unlike until up usually waiting was what whatever when whenever where whereas whether which
    while who why with within without yes yesterday yet you your
    """,
)

# Other ordinary words that open sentences: no names when they stand there alone.
OPENERS = CONNECTIVES | word_set(
    """
    access activists advocates aid air analysis analysts applications article attempts attention
    audits authorities backers background banks based big breaking brokers builders business
    businesses buyers campaigners car care cars cases central charges children citizens city claims
    climate come commenters communities companies conditions construction consumers copies council
    counsel courts crews crowds customers daily data dates day days deaths debate defence defense
    delays deliveries demand details developers dozens drivers early earth economists editors
    education elections electricity emergency employees employers energy engineers entire
    environmental evidence executives experts exports families far farmers fears federal figures
    financial fire firms first fish fishermen flights food foreign fresh friends full funding future
    gas global gold good government governments great groups growth guidance half health heavy help
    high higher his history homes hope hopes hospitals hours households hundreds images imports
    industry inflation information insiders inspectors insurers interest international investigators
    investors jobs journalists judges labor labour land law lawmakers lawyers leaders lessons life
    lines little live local machines mail make making management managers markets materials media
    meetings members men messages military millions ministers models money mothers music national
    negotiations negotiators neighbours new news night nuclear number numbers observers offers
    officers officials oil old online open operators opinion opponents opposition or orders
    organisers others owners parents parties party passengers patients pay payments people photos
    plans police policy politicians politics polls poor port ports power prices prison private
    problems production profits progress prosecutors protesters public questions rail rain rates
    read readers real recent records red reform regulators related rents reporters reports rescuers
    research researchers residents results retail rising rivals roads rules safety sales satellite
    schools science scientists security senior separate services shareholders shares ships shops
    short sites small social sources space spending staff state states stocks strong students
    studies suppliers supplies support supporters sure talks tax taxes teachers teams technology
    tests things thousands ticket time times top total tourists towns trade traders trading traffic
    train trains travel trial trust underlying union unions update updates urban utilities vendors
    victims video videos villagers volunteers voters votes wages war warnings watch water ways
    weather weekly well wind witnesses women work workers working world world's worth year years
    young
    """,
)
