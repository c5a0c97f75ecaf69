"""What English names mean: places, organisations that are known by name, peoples, and words that are in names."""

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from toolkit.gazetteer.place_table import begins_english_name, english_beginnings, english_kind

LONGEST_PHRASE = 5
"""Words of the longest name that is looked up."""


def word_list(words: str) -> frozenset[str]:
    """The words of a text, for lists that are read better without quotation marks."""
    return frozenset(words.split())


@lru_cache(maxsize=65536)
def known_kind(name: str) -> str | None:
    """What English newspapers mean by a name, words set apart by spaces; null for what is not known.

    The values are `country`, `region`, `city` (a million people and more), `town` (smaller, 5,000 and more) and
    `body`, an organisation that is known by name. Hyphens and apostrophes are words of their own.
    """
    return "body" if name in _spaced_bodies() else english_kind(name)


def begins_known_name(word: str) -> bool:
    """True if a known name of several words begins with the word."""
    return word in _first_words_of_bodies() or begins_english_name(word)


def longest_known_name(words: Sequence[str]) -> tuple[int, str] | None:
    """How many of the words make the longest known name of several that they begin with, and its kind."""
    if f"{words[0]} {words[1]}" not in _beginnings():
        return None
    return longest_name(words, known_kind)


def longest_name(words: Sequence[str], kind_of: Callable[[str], str | None]) -> tuple[int, str] | None:
    """How many of the words make the longest name of several that they begin with, and its kind."""
    for length in range(len(words), 1, -1):
        kind = kind_of(" ".join(words[:length]))
        if kind is not None:
            return length, kind
    return None


@cache
def known_bodies() -> frozenset[str]:
    """International organisations, and companies that the whole world writes about."""
    return frozenset(" ".join(name.split()) for name in _BODIES.split(","))


@cache
def _spaced_bodies() -> frozenset[str]:
    return frozenset(" ".join(name.replace("-", " - ").split()) for name in known_bodies())


@cache
def _beginnings() -> frozenset[str]:
    """The first two words of every known name of several words: most pairs of words need no more looking up."""
    bodies = (name.split() for name in _spaced_bodies() if " " in name)
    return english_beginnings() | {f"{words[0]} {words[1]}" for words in bodies}


@cache
def _first_words_of_bodies() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _spaced_bodies() if " " in name)


@cache
def peoples() -> frozenset[str]:
    """Words for nationalities, peoples and believers, in the singular and in the plural."""
    words = sorted(word_list(_PEOPLES))
    return frozenset(words) | frozenset(
        word + "s" for word in words if not word.endswith(("s", "ese", "sh", "ch", "ss", "x"))
    )


def is_people(name: str) -> bool:
    """True if a name is a word for a people, alone or with others and with quarters ("South Korean")."""
    words = name.split()
    return bool(words) and words[-1] in peoples() and all(word in peoples() or word in QUARTERS for word in words[:-1])


QUARTERS = word_list("North South East West Central Southeast Latin New Costa Puerto Northern Southern Eastern Western")
"""Words before the name of a people that belong to it."""

KEYWORDS = {
    "organisation": word_list("""
        academy administration agency airline airlines airways alliance army assembly association authority
        bank battalion board brigade broadcaster bureau cabinet cathedral centre center chamber church club
        coalition college commission committee community company confederation congress consortium
        cooperative corp corporation council court department diocese directorate enterprises faculty fc
        federation force forces foundation front fund government group guard guards guild headquarters
        holdings hospital inc industries initiative institute institution international investments league
        legislature limited llc ltd magazine ministry mission mosque motors movement museum nations navy
        network news newspaper ngo office operations organisation organization parliament partners
        partnership party police post press prosecutor publishers radio regiment registry reserve school sdn
        secretariat securities senate service services society squad state studios syndicate systems team
        shimbun ilbo herald tribune gazette
        technologies telecom television theatre times tribunal troops trust tv union unit united university
        ventures watch works workers youth plc ag gmbh sa pvt bhd
        """),
    "place": word_list("""
        airport avenue basin bay beach block boulevard bridge canal cape city coast continent corridor
        country county creek desert district estate falls forest garden gardens governorate gulf harbour
        harbor highway hill hills island islands isthmus lake lane mall mount mountain mountains
        municipality neighbourhood ocean palace park peninsula plain plateau plaza port prefecture prison
        province region republic reserve river road sea square stadium state station straits strait street
        sub-county suburb taluk temple territory tower town township valley village ward wetland zone north
        south east west northern southern eastern western central
        """),
    "title": word_list("""
        mr mrs ms miss dr prof professor sir dame lord lady prince princess king queen emperor sultan emir
        amir sheikh imam ayatollah pope bishop archbishop cardinal father sister rev reverend pastor
        president premier chancellor minister secretary senator sen representative rep congressman
        congresswoman governor gov mayor speaker ambassador judge justice attorney chief director chairman
        chairwoman chairperson commissioner inspector superintendent officer general gen colonel col major
        maj captain capt lieutenant lt sergeant sgt corporal admiral commander brigadier spokesman
        spokeswoman spokesperson leader coach manager ceo cfo coo md mp mep mla founder author actor actress
        singer striker midfielder goalkeeper defender analyst economist activist lawyer candidate deputy
        """),
    "speech": word_list(
        "said says told added tweeted stressed explained noted according argued asked announced stated"
    ),
}
"""Words that are in or beside names of a type."""

_BODIES = """
United Nations, UN, U.N., UNESCO, Unesco, UNICEF, Unicef, UNHCR, UNDP, UNEP, UNRWA, UNFPA, UNAIDS, UNCTAD, UNIDO, WFP,
FAO, IAEA, WHO, ILO, IOM, ITU, IMF, WTO, World Bank, World Health Organization, World Health Organisation, World Trade
Organization, World Food Programme, International Monetary Fund, International Criminal Court, ICC, International
Court of Justice, ICJ, Security Council, UN Security Council, General Assembly, UN General Assembly, Human Rights
Council, European Union, EU, European Commission, European Parliament, European Council, European Central Bank, ECB,
Eurostat, Europol, Frontex, Council of Europe, African Union, AU, African Development Bank, AfDB, ECOWAS, Ecowas,
SADC, COMESA, EAC, IGAD, ASEAN, Asean, APEC, Mercosur, Mercosul, CARICOM, Caricom, OAS, Organization of American
States, CELAC, ALBA, Unasur, OPEC, Opec, OECD, OSCE, NATO, Nato, G7, G8, G20, BRICS, Brics, Quad, GCC, Gulf
Cooperation Council, Arab League, League of Arab States, OIC, Organisation of Islamic Cooperation, SAARC, SCO,
Shanghai Cooperation Organisation, Shanghai Cooperation Organization, Asian Development Bank, ADB, Inter-American
Development Bank, Commonwealth, Commonwealth of Nations, Interpol, INTERPOL, Red Cross, Red Crescent, ICRC, Amnesty
International, Human Rights Watch, HRW, Oxfam, Greenpeace, Transparency International, Doctors Without Borders, MSF,
Medecins Sans Frontieres, Save the Children, WWF, World Economic Forum, WEF, Reporters Without Borders, RSF, FIFA,
Fifa, UEFA, CONMEBOL, Conmebol, CONCACAF, Concacaf, CAF, AFC, IOC, International Olympic Committee, NBA, NFL, NASA,
Kremlin, Downing Street, State Department, CIA, FBI, KGB, FSB, MI6, MI5, Mossad, ISI, IDF, IRGC, Pentagon, White
House, Hamas, Hezbollah, Hizbollah, Hizbullah, Taliban, Taleban, Al-Qaeda, al-Qaeda, Al Qaeda, Islamic State, ISIS,
ISIL, Boko Haram, Al-Shabaab, al-Shabaab, Houthis, FARC, PKK, PLO, Fatah, Reuters, AFP, Agence France-Presse,
Associated Press, Xinhua, TASS, Tass, Interfax, Anadolu, Anadolu Agency, Kyodo, Yonhap, Bloomberg, BBC, CNN, CNBC, Al
Jazeera, Deutsche Welle, NHK, Financial Times, New York Times, Washington Post, Wall Street Journal, Guardian,
Facebook, Meta, Twitter, Google, Alphabet, YouTube, WhatsApp, Instagram, TikTok, ByteDance, Microsoft, Apple, Amazon,
Netflix, Uber, Airbnb, Tesla, SpaceX, Intel, Nvidia, IBM, Oracle, Samsung, Sony, Toyota, Honda, Nissan, Hyundai,
Volkswagen, BMW, Boeing, Airbus, Huawei, ZTE, Alibaba, Tencent, Weibo, WeChat, Baidu, Xiaomi, Telegram, Wikipedia,
Pfizer, Moderna, AstraZeneca, Sinovac, Sinopharm, Novartis, Roche, Shell, BP, ExxonMobil, Chevron, TotalEnergies,
Total, Gazprom, Rosneft, Saudi Aramco, Aramco, Petrobras, Goldman Sachs, JPMorgan, Morgan Stanley, Citigroup, HSBC,
Barclays, Deutsche Bank, UBS, BlackRock, Visa, Mastercard, PayPal, KPMG, PwC, Deloitte, McKinsey, Moody's, Fitch,
Nestle, Nestlé, Unilever, Siemens, Nokia, Ericsson, WMO, UNODC, UNOPS, UN Women, UNWTO, WIPO, IPCC, IFAD, IFC, IDB,
AIIB, EIB, EBRD, ESA, CERN, OPCW, World Vision, Plan International, CARE International, ActionAid, WaterAid, Caritas,
Médecins Sans Frontières, International Committee of the Red Cross, Bill and Melinda Gates Foundation, Gates
Foundation, Ford Foundation, Rockefeller Foundation, Open Society Foundations, Wellcome Trust, Carter Center,
Brookings Institution, Chatham House, CDC, FDA, EPA, NSA, USAID, DFID, JICA, GIZ, NIH, NOAA, FEMA, DEA, IRS, SEC, FCC,
FAA, NTSB, Federal Reserve, Exxon, ConocoPhillips, Eni, Repsol, Equinor, Lukoil, CNOOC, Sinopec, PetroChina, Pemex,
Ecopetrol, Sonatrach, Eskom, Transnet, Safaricom, Vodafone, Vodacom, MTN, Airtel, Bharti Airtel, Reliance Industries,
Tata Motors, Tata Steel, Infosys, Wipro, Maruti Suzuki, Mahindra, Adani Group, Air India, IndiGo, Vistara, Flipkart,
Zomato, Swiggy, Paytm, Taobao, Douyin, Meituan, Didi, JD.com, Lenovo, BYD, Geely, Evergrande, Foxconn, TSMC, Hitachi,
Panasonic, Toshiba, Mitsubishi, Sumitomo, SoftBank, Rakuten, Nintendo, Canon, Nikon, Fujitsu, LG, Kia, Naver, Kakao,
Daimler, Audi, Porsche, Renault, Peugeot, Citroën, Stellantis, Fiat, Ferrari, Volvo, Saab, Scania, Ikea, IKEA,
Spotify, Maersk, Lego, Novo Nordisk, Philips, Heineken, ING, Rabobank, BNP Paribas, Société Générale, Crédit Agricole,
Michelin, Danone, L'Oréal, LVMH, Gucci, Prada, Chanel, Hermès, Adidas, Nike, Puma, Reebok, Zara, Inditex, BBVA,
Telefónica, Iberdrola, Lufthansa, Ryanair, EasyJet, easyJet, British Airways, Air France, KLM, Emirates, Qatar
Airways, Etihad, Turkish Airlines, Ethiopian Airlines, Kenya Airways, Singapore Airlines, Cathay Pacific, Qantas,
Delta Air Lines, United Airlines, American Airlines, Southwest Airlines, Walmart, Costco, Target Corporation,
Woolworths, Tesco, Sainsbury's, Aldi, Lidl, McDonald's, Burger King, KFC, Starbucks, Coca-Cola, PepsiCo, Pepsi,
Procter & Gamble, Johnson & Johnson, Merck, Bayer, BASF, Sanofi, GlaxoSmithKline, GSK, Eli Lilly, AbbVie, Gilead,
BioNTech, Monsanto, Cargill, Rio Tinto, BHP, Glencore, Anglo American, ArcelorMittal, General Electric, General
Motors, Ford Motor, Chrysler, Caterpillar, Lockheed Martin, Raytheon, Northrop Grumman, Disney, Walt Disney, Warner
Bros, Paramount, Universal Pictures, HBO, Hulu, Snapchat, Pinterest, Reddit, LinkedIn, Skype, Zoom, Slack, Dropbox,
Adobe, Salesforce, Cisco, Qualcomm, AMD, Dell, HP, Hewlett-Packard, Xerox, Kodak, eBay, Shopify, Stripe, Coinbase,
Binance, FTX, OpenAI, DeepMind, Palantir, Lehman Brothers, Bank of America, Wells Fargo, Credit Suisse, Standard
Chartered, Allianz, AXA, Berkshire Hathaway, The New York Times, Washington Times, Los Angeles Times, USA Today,
Politico, Axios, Newsweek, Economist, Daily Mail, Daily Telegraph, Le Monde, Le Figaro, Libération, El País, El Mundo,
La Repubblica, Corriere della Sera, Der Spiegel, Die Zeit, Bild, Haaretz, Jerusalem Post, Times of Israel, Asahi
Shimbun, Yomiuri Shimbun, Mainichi Shimbun, Nikkei, Japan Times, JoongAng Ilbo, Chosun Ilbo, Dong-A Ilbo, Korea
Herald, Korea Times, South China Morning Post, Global Times, People's Daily, China Daily, Straits Times, Bangkok Post,
Jakarta Post, Times of India, Hindustan Times, Indian Express, The Hindu, Al Arabiya, Al-Ahram, Daily Nation, Daily
Monitor, Mail & Guardian, Clarín, La Nación, Telesur, Manchester United, Manchester City, Chelsea FC, Arsenal,
Liverpool FC, Tottenham Hotspur, Real Madrid, FC Barcelona, Atlético Madrid, Bayern Munich, Borussia Dortmund,
Juventus, AC Milan, Inter Milan, Paris Saint-Germain, PSG, Ajax, Boca Juniors, River Plate, Flamengo, Corinthians, Al
Ahly, Zamalek, Kaizer Chiefs, Orlando Pirates, BJP, Bharatiya Janata Party, Aam Aadmi Party, Shiv Sena, Likud,
Kuomintang, ANC, African National Congress, EFF, ZANU-PF, Sinn Féin, Podemos, Fidesz, AfD, CDU, CSU, SPD, AKP, UMNO,
Viet Cong, Komeito, Democratic Alliance, Economic Freedom Fighters, Inkatha Freedom Party, IFP, COSATU, Cosatu, SACP,
SWAPO, Swapo, Frelimo, FRELIMO, Renamo, RENAMO, MPLA, UNITA, Chadema, CHADEMA, Jubilee Party, Azimio, Wiper, APC, All
Progressives Congress, PDP, Peoples Democratic Party, APGA, NNPP, New Patriotic Party, NPP, National Democratic
Congress, NDC, MDC, NRM, FDC, Zanu-PF, Zanu PF, TPLF, Janjaweed, M23, Seleka, Polisario, Polisario Front, Ennahda,
Muslim Brotherhood, Indian National Congress, Trinamool Congress, Trinamool, DMK, AIADMK, Janata Dal, Samajwadi Party,
Bahujan Samaj Party, NCP, CPM, AAP, RSS, Rashtriya Swayamsevak Sangh, Vishva Hindu Parishad, VHP, Bajrang Dal, Akali
Dal, PTI, PML-N, MQM, Pakistan Tehreek-e-Insaf, Pakistan Peoples Party, Awami League, BNP, Jatiya Party,
Hefazat-e-Islam, Jamaat-e-Islami, Lashkar-e-Taiba, Jaish-e-Mohammed, Hizbul Mujahideen, LTTE, SLPP, UNP, Bersatu,
Pakatan Harapan, Barisan Nasional, Perikatan Nasional, PKR, DAP, Gerindra, Golkar, PDI-P, Pheu Thai, Palang
Pracharath, Move Forward Party, Viet Minh, Khmer Rouge, Tatmadaw, NLD, National League for Democracy, Abu Sayyaf, Moro
Islamic Liberation Front, MILF, KMT, DPP, Democratic Progressive Party, LDP, Liberal Democratic Party, People Power
Party, PLA, Politburo, Yesh Atid, Shas, Meretz, Yamina, Hadash, Otzma Yehudit, Shin Bet, Quds Force, Basij, Hashd
al-Shaabi, Asaib Ahl al-Haq, Kataib Hezbollah, Amal Movement, Houthi Movement, Ansar Allah, Al-Nusra, Palestinian
Authority, Palestinian Islamic Jihad, Islamic Jihad, YPG, SDF, HDP, CHP, MHP, IYI Party, United Russia, Wagner Group,
Syriza, New Democracy, PASOK, Law and Justice, Civic Platform, Ciudadanos, PSOE, Partido Popular, ERC, Rassemblement
National, National Rally, La France Insoumise, Forza Italia, Fratelli d'Italia, Brothers of Italy, Five Star Movement,
Die Linke, Plaid Cymru, SNP, DUP, SDLP, UKIP, GOP, DNC, RNC, Antifa, Proud Boys, Oath Keepers, Ku Klux Klan, NRA,
ACLU, AFL-CIO, Bloc Québécois, NDP, FMLN, Nuevas Ideas, FSLN, MORENA, PRD, PRM, PLD, Kirchnerismo, ELN, Sendero
Luminoso, Shining Path, Pachakutik, CONAIE, Conaie, Workers' Party, PSDB, PSUV, Sinaloa Cartel, Zetas, MS-13, Barrio
18, Primeiro Comando da Capital, Los Angeles Lakers, Lakers, Golden State Warriors, Chicago Bulls, Boston Celtics,
Celtics, Miami Heat, Brooklyn Nets, New York Knicks, Knicks, Toronto Raptors, Raptors, Dallas Mavericks, Mavericks,
Houston Rockets, Milwaukee Bucks, Denver Nuggets, Phoenix Suns, Philadelphia 76ers, 76ers, Cleveland Cavaliers,
Cavaliers, San Antonio Spurs, Clippers, Los Angeles Clippers, New York Yankees, Yankees, New York Mets, Mets, Boston
Red Sox, Red Sox, Los Angeles Dodgers, Dodgers, Los Angeles Angels, Houston Astros, Astros, Chicago Cubs, Cubs, White
Sox, Chicago White Sox, Toronto Blue Jays, Blue Jays, Seattle Mariners, Mariners, Texas Rangers, Oakland Athletics,
Baltimore Orioles, Orioles, Tampa Bay Rays, Atlanta Braves, Philadelphia Phillies, Phillies, San Diego Padres, Padres,
St. Louis Cardinals, Cincinnati Reds, Pittsburgh Pirates, Minnesota Twins, Cleveland Guardians, Colorado Rockies, New
England Patriots, Dallas Cowboys, Green Bay Packers, Packers, Kansas City Chiefs, Buffalo Bills, Seattle Seahawks,
Seahawks, 49ers, San Francisco 49ers, Philadelphia Eagles, New York Giants, New York Jets, Chicago Bears, Pittsburgh
Steelers, Steelers, Toronto Maple Leafs, Maple Leafs, Montreal Canadiens, Canadiens, Edmonton Oilers, Oilers, Calgary
Flames, Vancouver Canucks, Canucks, Boston Bruins, Bruins, MLB, NHL, MLS, WNBA, ATP, WTA, PGA, PGA Tour, LIV Golf,
BCCI, Cricket Australia, World Rugby, World Athletics, IAAF, FINA, FIBA, FIA, WADA, Wada, COSAFA, CECAFA, Cecafa,
SAFA, Safa, Premier League, La Liga, LaLiga, Serie A, Bundesliga, Ligue 1, IPL, Arsenal FC, Tottenham, Spurs,
Newcastle United, Leeds United, Aston Villa, West Ham, West Ham United, Leicester City, Wolverhampton Wanderers,
Crystal Palace, Brighton & Hove Albion, Nottingham Forest, Celtic, Bayern, Barcelona FC, Barça, Atlético de Madrid,
Sevilla FC, Villarreal CF, RB Leipzig, Bayer Leverkusen, Schalke, Internazionale, Lazio, AS Roma, Olympique Marseille,
Olympique Lyonnais, Sporting CP, Benfica, FC Porto, Feyenoord, PSV, Galatasaray, Fenerbahce, Fenerbahçe, Besiktas,
Shakhtar Donetsk, Dynamo Kyiv, Spartak Moscow, Zenit, Red Star Belgrade, Dinamo Zagreb, Olympiacos, Panathinaikos,
Palmeiras, Fluminense, Gremio, Grêmio, Independiente, Peñarol, Colo-Colo, Atlético Nacional, Club América, Cruz Azul,
Mamelodi Sundowns, Sundowns, Amakhosi, Asante Kotoko, Hearts of Oak, Gor Mahia, AFC Leopards, Simba SC, Young
Africans, Springboks, All Blacks, Wallabies, Proteas, Black Caps, Windies, Super Eagles, Black Stars, Bafana Bafana,
Banyana Banyana, Socceroos, Matildas, Mumbai Indians, Chennai Super Kings, Royal Challengers Bangalore, Kolkata Knight
Riders, Al-Hilal, Al-Nassr, Al-Ittihad, Al-Ahli, Esteghlal, Al-Masry Al-Youm, Ahram Online, Daily Maverick, News24,
Mail and Guardian, Business Day, Daily Star, Prothom Alo, Express Tribune, Geo News, NDTV, ANI, Press Trust of India,
The Wire, Scroll.in, Deccan Herald, Economic Times, Kathmandu Post, Rappler, Inquirer, Manila Times, Bernama, Antara,
Kompas, Channel NewsAsia, CNA, VnExpress, Vietnam News Agency, Yonhap News Agency, KCNA, KBS, MBC, JTBC, Jiji Press,
Kyodo News, CCTV, CGTN, Xinhua News Agency, Caixin, RTHK, Apple Daily, Focus Taiwan, Taipei Times, ABC News, CBS, CBS
News, NBC, NBC News, MSNBC, Fox News, PBS, NPR, CBC, CTV, Globe and Mail, Toronto Star, Sky News, ITV, Channel 4,
Sydney Morning Herald, RNZ, El Universal, El Tiempo, El Espectador, El Comercio, La República, El Mercurio, La
Tercera, La Prensa, Prensa Latina, Granma, Folha de S.Paulo, O Globo, Tico Times, Rudaw, Kurdistan 24, WAM, QNA, KUNA,
IRNA, ISNA, Fars News Agency, Tasnim, Press TV, Al-Manar, Sputnik, RIA Novosti, Ukrinform, Kyiv Independent, Ynet,
Maariv, Deutsche Presse-Agentur, dpa, DPA, ANSA, EFE, Efe, Lusa, Belga, Süddeutsche Zeitung, Frankfurter Allgemeine
Zeitung, Bellingcat, Forbes, Time Magazine, Rolling Stone, National Geographic, Lancet, BuzzFeed, Vox Media, Jumia,
Konga, Flutterwave, M-Pesa, Dangote Group, GTBank, Zenith Bank, Access Bank, Ecobank, Equity Bank, KCB, Standard Bank,
Absa, Nedbank, FNB, Capitec, Sasol, Naspers, MultiChoice, DStv, Shoprite, Pick n Pay, Steinhoff, Prasa, Denel, SAA,
Telkom, ZESCO, Kenya Power, KenGen, Ethio Telecom, NNPC, Etisalat, Ooredoo, Sabic, SABIC, ADNOC, Mubadala, DP World,
Emaar, Careem, Talabat, Flydubai, Saudia, EgyptAir, Royal Air Maroc, Gulf Air, Air Arabia, Oman Air, El Al, Pegasus,
SpiceJet, GoAir, AirAsia, Garuda Indonesia, Lion Air, Cebu Pacific, Thai Airways, VietJet, Vietnam Airlines, Korean
Air, Asiana, All Nippon Airways, JAL, Japan Airlines, China Eastern, China Southern, Air China, Hainan Airlines,
LATAM, Latam, Avianca, Copa Airlines, Aeromexico, JetBlue, WestJet, Air Canada, Virgin Atlantic, Wizz Air, Aeroflot,
Iberia, Vueling, Finnair, Alitalia, Grab, Gojek, GoTo, Tokopedia, Shopee, Lazada, Sea Limited, Razer, Temasek, DBS,
OCBC, UOB, Singtel, Petronas, Maybank, CIMB, Telekom Malaysia, Pertamina, Bank Mandiri, San Miguel, Jollibee, PTT,
Vingroup, Viettel, Ant Group, Pinduoduo, NetEase, Bilibili, Kuaishou, SMIC, CATL, Nio, NIO, XPeng, Haier, Hisense,
Midea, TCL, Oppo, OnePlus, HiSilicon, DJI, SenseTime, Megvii, Hikvision, ICBC, China Construction Bank, Bank of China,
Ping An, CITIC, Cosco, COSCO, Country Garden, Vanke, Sunac, AIA, CLP, MTR, CK Hutchison, Tata Group, Tata Consultancy
Services, TCS, Hindustan Unilever, ITC, ICICI Bank, HDFC, HDFC Bank, State Bank of India, SBI, RBI, Reserve Bank of
India, ONGC, NTPC, Vodafone Idea, Byju's, Oyo, Nykaa, Bajaj, Hero MotoCorp, Tata Power, Vedanta, JSW, Serum Institute,
Bharat Biotech, Dr. Reddy's, Cipla, Sun Pharma, ISRO, Isro, DRDO, AIIMS, IIT, CBI, NIA, NITI Aayog, UGC, ICMR, Grameen
Bank, BRAC, Grameenphone, Blackpink, BTS, Mercado Libre, MercadoLibre, Rappi, Nubank, Itaú, Bradesco, Embraer, JBS,
YPF, Codelco, SQM, Cemex, Bimbo, Telmex, América Móvil, Femsa, Televisa, Grupo Bimbo, PDVSA, Odebrecht, Braskem, Banco
Santander, Santander, Bankia, CaixaBank, UniCredit, Intesa Sanpaolo, Commerzbank, Bundesbank, Bank of England, Bank of
Japan, Fed, US Federal Reserve, Bundeswehr, Airbus Group, Thales, Rheinmetall, BAE Systems, Rolls-Royce, Thyssenkrupp,
ThyssenKrupp, SAP, Infineon, ASML, Shell plc, Statoil, Orsted, Ørsted, Vattenfall, EDF, Engie, Orano, Areva,
Carrefour, Auchan, Kering, Fendi, Versace, Armani, Burberry, Louis Vuitton, Dior, Balenciaga, Cartier, Rolex, Swatch,
Patek Philippe, Michael Kors, Ralph Lauren, Calvin Klein, Tommy Hilfiger, DKNY, H&M, Uniqlo, Levi's, Under Armour, New
Balance, Lululemon, Macy's, Nordstrom, Sears, Kmart, Home Depot, Best Buy, Walgreens, CVS, Kroger, Chick-fil-A,
Wendy's, Pizza Hut, Domino's, Dunkin', Carl's Jr., Taco Bell, Kraft Heinz, Kellogg's, Mondelez, AB InBev, Carlsberg,
Diageo, Pernod Ricard, Philip Morris, British American Tobacco, Bridgestone, Goodyear, Pirelli, Suzuki, Mazda, Subaru,
Isuzu, Yamaha, Kawasaki, Ducati, Harley-Davidson, Lamborghini, Bentley, Jaguar Land Rover, Land Rover, Lexus, Lada,
Avtovaz, Rivian, Lucid Motors, Waymo, Lyft, Doordash, DoorDash, Instacart, Deliveroo, Glovo, Booking.com, Expedia,
Tripadvisor, TripAdvisor, Marriott, Hilton, Hyatt, Accor, Vimeo, Twitch, Discord, OnlyFans, Patreon, Substack,
Mozilla, Red Hat, GitHub, GitLab, Atlassian, VMware, Nutanix, Ericsson AB, Kaspersky, NSO Group, Mandiant,
CrowdStrike, Clearview AI, Anthropic, Stability AI, Midjourney, Kickstarter, Y Combinator, Sequoia Capital, Andreessen
Horowitz, KKR, Blackstone, Carlyle Group, Mizuho, MUFG, Daiwa, ANZ, Westpac, NAB, Commonwealth Bank, Qantas Airways,
Virgin Australia, Telstra, Optus, Fortescue, Woodside, Air New Zealand, Fonterra, Bombardier, Shopify Inc., Suncor,
Enbridge, TransCanada, Hydro-Québec, Rogers Communications, Bell Canada, Telus, RCMP, CSIS, NYPD, LAPD, ATF, TSA, HUD,
FTC, FERC, NLRB, Met Office, NHS, BMA, RSPCA, TfL, Ofcom, Ofgem, GCHQ, MoD, Scotland Yard, Metropolitan Police, PSNI,
Garda, CNRS, Inserm, Max Planck Society, Fraunhofer, Harvard University, Harvard, Stanford, Stanford University, MIT,
Yale, Yale University, Princeton University, Columbia University, Cornell University, Oxford University, Cambridge
University, University of Oxford, University of Cambridge, Imperial College London, London School of Economics, LSE,
UCL, King's College London, Peking University, Tsinghua University, Makerere University, University of Nairobi,
University of Ghana, University of Cape Town, UCT, Wits University, UNAM, UWI
"""

_PEOPLES = """
Afghan Albanian Algerian American Andorran Angolan Antiguan Argentine Argentinian Argentinean Armenian
Australian Austrian Azerbaijani Azeri Bahamian Bahraini Bangladeshi Bengali Barbadian Bajan Basque Batswana
Belarusian Belarusan Belgian Belizean Beninese Bermudian Bhutanese Bolivian Bosnian Bosniak Brazilian
British Briton Britons Bruneian Bulgarian Burkinabe Burmese Burundian Cambodian Cameroonian Canadian Catalan
Chadian Chechen Chilean Chinese Colombian Comorian Congolese Corsican Croat Croatian Cuban Cypriot Czech
Dane Danish Djiboutian Dominican Dutch Ecuadorian Ecuadorean Egyptian Emirati English Eritrean Estonian
Ethiopian Fijian Filipino Finn Finnish Flemish French Frenchman Gabonese Gambian Georgian German Ghanaian
Greek Greenlandic Grenadian Guatemalan Guinean Guyanese Haitian Hawaiian Honduran Hungarian Icelandic
Icelander Indian Indonesian Iranian Iraqi Irish Irishman Israeli Italian Ivorian Jamaican Japanese Jordanian
Kazakh Kazakhstani Kenyan Kosovar Kosovan Kurd Kurdish Kuwaiti Kyrgyz Lao Laotian Latvian Lebanese Liberian
Libyan Liechtensteiner Lithuanian Luxembourgish Macedonian Malagasy Malawian Malay Malaysian Maldivian
Malian Maltese Maori Māori Mauritanian Mauritian Mexican Micronesian Moldovan Moldavian Mongolian
Montenegrin Moroccan Mozambican Namibian Nepali Nepalese Nicaraguan Nigerian Nigerien Norwegian Omani
Pakistani Palauan Palestinian Panamanian Paraguayan Persian Peruvian Pole Polish Portuguese Puerto-Rican
Qatari Romanian Roma Russian Rwandan Salvadoran Salvadorean Samoan Saudi Scot Scottish Scots Senegalese Serb
Serbian Seychellois Singaporean Sinhalese Slav Slavic Slovak Slovakian Slovene Slovenian Somali Somalian
Soviet Spaniard Spanish Sudanese Surinamese Swazi Swede Swedish Swiss Syrian Taiwanese Tajik Tamil Tanzanian
Tatar Thai Tibetan Timorese Togolese Tongan Trinidadian Tunisian Turk Turkish Turkmen Turkic Ugandan
Ukrainian Uruguayan Uyghur Uighur Uzbek Vanuatuan Venezuelan Vietnamese Welsh Welshman Yemeni Yemenite
Yugoslav Zambian Zealander Zimbabwean Zulu African Asian European Arab Arabic Arabian Caribbean Scandinavian
Balkan Nordic Hispanic Latino Latina Eurasian Westerner Berber Bedouin Pashtun Punjabi Baloch Sindhi Hutu
Tutsi Yoruba Igbo Hausa Rohingya Hmong Inuit Aboriginal Creole Aborigine Kashmiri Bengali Hui Han Yazidi
Druze Copt Coptic Alawite Muslim Islamic Islamist Shia Shiite Shi'ite Sunni Sufi Salafi Wahhabi Christian
Catholic Protestant Orthodox Anglican Lutheran Methodist Baptist Presbyterian Evangelical Mormon Jew Jewish
Judaic Zionist Hindu Buddhist Sikh Jain Parsi Republican Democrat Democratic Communist Socialist
Conservative Tory Marxist Maoist Leninist Nazi Fascist Labourite Peronist Chavista Korean Rican Palauan
Métis Mapuche Quechua Aymara Maya Mayan Oromo Amhara Tigrayan Maasai Kikuyu Luhya Xhosa Hongkonger Aussie
Kiwi Uyghurs Sámi Saami Cree Mohawk Navajo Cherokee Gujarati Marathi Bihari Telugu Kannadiga Malayali
Javanese Sundanese Balinese Okinawan Ainu Khmer Kachin Azande Dinka Nuer Fulani Tuareg Amazigh Kabyle Nubian
Sahrawi Garifuna Roman Byzantine Ottoman Mongol Californian Texan Bavarian Sicilian Quebecer Quebecois
Siberian Andean Amazonian Londoner Parisian
"""  # the plurals are added above
