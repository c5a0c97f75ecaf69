"""Words that tell the names of people and outlets from the other words of a page; all but initials in small letters."""


def _words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


PARTICLES = _words(
    """
    abu af al av bar ben bin bint binti d' da das de del della dello dem den der des di do dos du e el i ibn la las
    le los mac mc o' san st st. te ten ter van vom von y
    """
)
"""Small words inside names."""

ROLES = _words(
    """
    admin administrator agencies agency analyst anchor assistant associate author authors autor autorin blogger
    bureau chefredakteur chefredakteurin chief chroniqueur columnist contributing contributor contributors
    correspondant correspondante correspondent corresponsal corrispondente critic deputy desk director editor
    editors editörü enviada enviado envoyé executive expert feed fellow freelance freelancer giornalista guest head
    host intern inviato jornalista journalist journaliste journalisten journalistin journalists korrespondent
    korrespondentin lecturer manager managing muhabir muhabiri newsroom periodista photographer presenter producer
    professor redacción redacteur redactie redactor redaccion redacao redactora redakteur redakteurin redaktion
    redaktör redazione redação reporter reporterin reporters repórter researcher ressortleiter rédacteur
    rédaction rédactrice senior service services specialist staff team toimittaja
    verslaggever volontär volontärin watermark webmaster wire wires
    writer writers журналист корреспондент обозреватель редактор редакция ब्यूरो डेस्क संवाददाता
    """
)
"""What people of the trade are called, and what signs in their place."""

COLLECTIVE = _words(
    """
    agencies agency authors bureau contributors correspondents desk editors journalisten journalists newsroom redacción
    redactie redaktion redazione redação reporters rédaction service services staff team wire wires writers редакция
    ब्यूरो डेस्क redaccion redacao
    """
)
"""The roles that several people have together; one word before is a place or a paper: "Ormsund newsroom"."""

NOT_NAMES = _words(
    """
    a abo abonnez-vous about account accueil ad administration advertisement africa african after ago aktuelle alamy
    agence agencia agenzia agência all america american an analysis and anmelden anonymous app apple apps are
    article articles artikel arts asia
    asian association at audio author authority back bank baseball basketball be before blog board book books
    breaking business buy by caption card categories category center central centre change channel checked city
    click climate close coding collective college column columns comment comments commission committee community
    company compartir conditions condividi contact content contributors cookie cookies copy copyright corporation
    council county court courtesy credit credits crisis cronaca crypto cultura culture cup daily deal deals december
    default department deportes dienstag digital discover donnerstag download drucken e-mail east eastern economy
    economía edition editorial education election elections email energy entertainment environment episode escuchar
    esteri eu europe european event events exclusive explore facebook fact faq feature features february file film
    finance flipboard follow font food football for foundation free freitag friday from full game games gazette get
    getty gift global google government group guest guide guides health help her herald here his home hotels hour
    hours how how-to i icon illustration illustrations image images in in-depth inc inicio instagram institute
    international interview into is island islands istock it its january join journal july kingdom kultur latest
    league learn learning letter letters lifestyle link linkedin links lire listen live live- llc local log login
    ltd magazine main march market markets media mehr member members membership menu merken ministry minute
    minutes mittwoch monday money montag more most movie movies music my nachrichten national navigation network new
    news newsletter newsletters next no northern not noticias november october on online open opinion opinions or
    other others our over pages para partager photo photograph photography photos picture pictures pinterest plus
    podcast podcasts police policy politics politik popular post posted posts premier premium press previous print
    privacy pro profile program programs promoted published radio read recommended reddit related report reports
    representative reserved reuters review reviewed reviews rights road samstag saturday save school science search
    season section sections september series share sharing shop show shows shutterstock sign size skip soccer social
    society sonntag source sources south southern special sponsored sport sports staff start startseite state states
    stock stocks store stories story strategy studio studios subscribe suche sunday support suscríbete tag tags
    takeaways team tech technology teilen telegram television terms text that the their these they this those
    thursday tiktok time times to today toggle tomorrow top topic topics travel trending trial tribune tuesday tv
    twitter uk under understanding united university unknown unsplash update updated updates us video videos view
    aktuelles archivfoto aus beim diario diário ground hace jornal revista im keine
    kommentar kommentare lesezeichen stadion stadium symbolbild
    themenstarter
    güncelleme güncellenme war was watch we weather web website wednesday weekly wellness were western what whatsapp
    when where which who
    why wirtschaft anhören conflict hören lesen speichern vorlesen with without world
    yes yesterday you your youtube zeit économie
    """
)
"""Words of pages and links that no name of a person holds."""

DESKS = NOT_NAMES | _words(
    """
    assistant banking beauty chief consumer courts crime digital education entertainment environment fashion features
    foreign gaming general home investigative investigations legal medical metro money motoring national night political
    property regional royal royals senior showbiz showbusiness special technology transport trending world
    """
)
"""What is between a name and its role: "Jane Roe Political Correspondent"."""

PRESS = _words(
    """
    bulletin chronicle courier courier-post courant daily dispatch echo enquirer examiner gazette globe herald
    independent inquirer journal ledger mail mercury news observer post post-dispatch press record register republic
    review sentinel standard star sun telegram telegraph times today tribune union voice wire world
    """
)
"""Words of the names of papers, behind a name and before or after that of a town: "Jane Roe Examplia Gazette"."""

LETTERS = _words(
    """
    AJ BJ CJ DJ EJ II III IV JD JJ JP JR JT KC KJ LJ MJ OJ PJ RJ TJ TK
    """
)
"""Given names that are letters, and numbers of generations."""

MAC = _words(
    """
    MACARTHUR MACDONALD MACDOUGALL MACFARLANE MACGREGOR MACINTYRE MACLEAN MACLEOD MACMILLAN MACNEIL MACPHERSON
    """
)
"""Surnames in Mac with a second capital."""

GENERIC = _words(
    """
    a about action advertise all analysis and archive art articles arts asia available awards best blog book books
    breaking business by calendar celebrity cinema city climate column columns comment comments community company
    contact corporate coverage crime culture current daily deals death digital economy edition editor editorial
    education election energy english entertainment environment europe event events exclusive explore family fashion
    feature features film finance follow food for free from full game games general global good guide headlines
    health help home hot house how in industry info international interview it latest law letters life lifestyle
    links list listen live local login market markets media member menu metro mobile money more most movie movies
    music my nation national network new news newsletter next obituaries of offers on online open opinion our page
    people photo photos podcast podcasts police politics popular post posts press previous prices print privacy
    product programme public radio read reader reality recent region related release releases report reports review
    reviews schedule school science search section see series service share shop show shows sign site social special
    sport sports staff star stories story subscribe team tech technology television the this times to today top
    topics traffic travel trending tv uk under update updates us use video videos view watch weather weekly what
    with women world writer your
    """
)
"""Words of sections and links, which do not make a name an outlet's own."""

COMPANY = _words(
    """
    broadcasting communications company corporation digital ediciones editore editorial group holdings interactive
    international limited media medien mediengruppe network networks news newspapers online partners press
    publications publishers publishing society trust verlag
    """
)
"""What a company adds to the name of its outlet."""

OWNER = _words(
    """
    brands communications company corporation digital enterprises entertainment group holdings interactive media
    mediengruppe partners productions publications publishers publishing regents ventures verlag
    """
)
"""Last words of the names of owners, which are no outlets."""
