"""Words of names that say little of whom they name, in the languages of the directory. Plain
Python: what is here is written as people write it and folded by ``partners.duplicates.names``."""

# Forms of companies and bodies, written out; looked for before the short ones.
LONG_FORMS = """
товариство з обмеженою відповідальністю|товариство з додатковою відповідальністю
приватне підприємство|фізична особа підприємець|публічне акціонерне товариство
приватне акціонерне товариство|відкрите акціонерне товариство|закрите акціонерне товариство
акціонерне товариство|комунальне підприємство|комунальне некомерційне підприємство
комунальна установа|державне підприємство|державна установа|дочірнє підприємство
громадська організація|благодійний фонд|фермерське господарство|мале підприємство
науково виробниче підприємство|виробничо комерційна фірма|спільне підприємство
селянське фермерське господарство|об'єднання співвласників багатоквартирного будинку
общество с ограниченной ответственностью|частное предприятие|физическое лицо предприниматель
акционерное общество|государственное предприятие|коммунальное предприятие
публичное акционерное общество|частное акционерное общество
limited liability company|private limited company|public limited company|private enterprise
joint stock company|public joint stock company|private joint stock company|state enterprise
private company|state owned enterprise|communal enterprise|municipal enterprise
individual entrepreneur|sole proprietor|sole trader|non profit organisation
besloten vennootschap met beperkte aansprakelijkheid|besloten vennootschap
naamloze vennootschap|coöperatieve vennootschap|commanditaire vennootschap
vennootschap onder firma|vereniging zonder winstoogmerk|gewone commanditaire vennootschap
société anonyme|société à responsabilité limitée|société par actions simplifiée
société privée à responsabilité limitée|société coopérative|société en commandite
association sans but lucratif|association internationale sans but lucratif
gesellschaft mit beschränkter haftung|aktiengesellschaft|kommanditgesellschaft
gmbh co kg|spółka z ograniczoną odpowiedzialnością|sp z o o|spolka z o o|spółka akcyjna
naamloze vennootschap van publiek recht|nv van publiek recht|sa de droit public
"""
# The same in short: those of Latin letters, and those that mean a form in Cyrillic letters only.
FORMS = """
nv bv bvba ebvba cvba cv cvso vzw ivzw izw vof commv comm gcv esv stichting maatschap bvso
sa sas sasu sarl eurl srl sprl sprlu scrl scs sca snc asbl aisbl scop gie sc
gmbh mbh ag kg ohg ug ev gbr ggmbh se
ltd limited llc llp plc inc incorporated corp corporation co company
tov tzov fop dp pp pe pat prat zat tdv kp knp spd stov jsc pjsc prjsc ojsc cjsc ooo oao zao chp
spolka zoo spzoo sp oo spa sro doo oy ab aps kft ltda
"""
CYRILLIC_FORMS = """
тов пп фоп дп ат пат прат ват зат тдв фг сфг стов кп кнп ку го бф нвп нвф вкф спд осбб
тзов дпп мп сп ооо оао зао пао ао чп ип гп
"""
# Words between the others.
SILENT = """
de het een van der den te ten ter voor en aan bij op in met
la le les du des et un une au aux pour sur
the of and for at on a an und der die das für von
і й та у в з із на по для при імені ім и им the am no nr
"""
# One idea a line, each word by how it begins (at least four letters) or, with a full stop, whole.
# They are the same word in another language, and weigh little.
IDEAS = """
universit університет університ|university
institut інститут институт|institute
akademi academi academy. académi академі академи|academy
hogeschool.|college
college. collège. колледж коледж|college
school. schools. école. ecole. школа школи|school
ліцей лицей lyceum. lyceu lycée.|lyceum
гімназія gymnasium. gimnazia|gymnasium
faculty faculteit faculté факультет fakult|faculty
department. departement département департамент afdeling відділ відділення|department
кафедра chair.|chair
laborator лаборатор lab. labs. labo.|laboratory
centrum. centre. center. centres. центр zentrum.|centre
research. onderzoek recherche. дослідницьк дослідний науково. forschung|research
науков scientific wetenschap scientifique|scientific
національн national nationaal nationale|national
державн state. rijks staats|state
technolog технолог|technology
technic technisch technique. технічн technical technik techniek|technical
polytech політехн політех|polytechnic
maritime. maritiem морськ marine. мореходн|maritime
sea. zee. море.|sea
port. ports. haven. havens. havenbedrijf. порт порти порту портів hafen.|port
авторит authority autorité адміністрація administrat|authority
рада ради council raad. conseil gemeenteraad.|council
міськ city. stad. ville. municipal gemeente. commune. місто municipalit gemeentebestuur.|city
область обласн oblast regional régional région. region. regio. provinc|region
район районн district. arrondissement.|district
агенці агентств agenc agentschap agentur|agency
cluster кластер klaster grappe.|cluster
museum. musée. музей museu|museum
ministr ministeri міністерств|ministry
chamber. kamer. chambre. палата|chamber
commerc торгов торгівл koophandel handel trade. trading trader|trade
промислов industr індустр|industry
логіст логист logist|logistics
transport транспорт spedition експедиц expedit|transport
shipping. ship. судн scheepvaart|shipping
фрахт freight. fracht vracht|freight
термінал terminal|terminal
склад warehous|warehouse
енерг енергі energ|energy
solar. solaire. сонячн|solar
електр electr elektr électr|electric
вода. води. water. eau. водоканал aqua|water
агро agro. agri. agrar аграрн|agro
farm. ферма. фермерськ boerderij. ferme.|farm
зерн grain. graan. зернов|grain
продукт product продукц|product
харчов food. foods. voeding voedings aliment продовольч|food
будівельн будівництв буд. construct bouw. bouwbedrijf. bouwwerken. building. baubetrieb|construction
інженер engineer ingenieur ingénieri ingenieri|engineering
систем system|system
сервіс service. services. dienst. diensten. послуг|service
консалт consult advies. conseils. адвіс advisory|consulting
рішенн solution. solutions. oplossing|solution
технік machine. machinery. machines. машинобуд maschinen|machine
група групп group. groep. groupe. gruppe. grupp|group
холдинг holding. holdings.|holding
партнер partner|partners
компанія компании company|company
фірма firma. firm. фирма|firm
підприємств предприяти bedrijf. bedrijven. enterprise entreprise onderneming|enterprise
фабрика factory. fabriek. fabrique.|factory
завод zavod. plant. usine.|plant
виробнич produc|production
інтернешнл international internationa internationaal міжнародн|international
глобал global|global
europ європ европ evrop|europe
innovati інновац innovat|innovation
develop розвит ontwikkeling développement|development
management. менеджмент beheer. gestion.|management
invest інвест|investment
capital. капітал kapitaal.|capital
інформац informati informaci|information
software. софт soft.|software
data. дані|data
media. медіа|media
health. здоров'я santé. gezondheid. медичн medic medisch médical|health
hospital. лікарня ziekenhuis. hôpital. clinic клінік kliniek.|hospital
fashion. mode. мода|fashion
texti текстил|textile
хіміч хімія chemi chimi|chemistry
metaal. metal метал métal|metal
steel. staal. сталь acier.|steel
oil. олія олійн|oil
дизайн design|design
studio. студія|studio
експорт export|export
імпорт import|import
marketing. маркетинг|marketing
bakery. bakkerij. boulangerie. пекарня хлібозавод bäckerei|bakery
brewery. brouwerij. brasserie. пивоварня броварня|brewery
garage. автосервіс|garage
shop. store. winkel. магазин magasin.|shop
hotel. готель hôtel|hotel
restaurant ресторан|restaurant
суднобуд судноремонт верф. верфь. scheepswerf werf. shipyard shipbuild chantier.|shipyard
економ econom экономич économi|economics
гуманіт humanit|humanities
педагог pedagog pédagog|pedagogy
біолог biolog биолог|biology
екологі ecolog эколог écolog|ecology
юридич law. droit. recht. rechten. juridi legal.|law
мистецтв arts. kunst kunsten. beaux|arts
рибн fish. vis. visserij. poisson.|fish
фонд fund. foundation. fonds. fondation.|foundation
асоціац associat vereniging. verbond.|association
плюс plus|plus
союз спілка union. unie.|union
federati федерац fédérati|federation
coöperat cooperat кооператив coopérat|cooperative
business. бізнес|business
grand. groot. grote. велик great. big.|great
"""
# Words that are translated as the ideas are, but tell one name from another.
ADJECTIVES = """
digital. цифров digitaal. digitale.|digital
smart. розумн slim. slimme.|smart
green. groen. groene. vert. verte. зелен|green
blue. blauw. blauwe. bleu. bleue. блакитн синій синя|blue
sons. zonen. zoon. fils. сини söhne. son.|sons
brothers. gebroeders. gebr. frères. брати|brothers
north. noord. nord. північ північн|north
south. zuid. sud. південь південн|south
west. ouest. захід західн|west
east. oost. est. схід східн|east
royal. koninklijk royale. королівськ|royal
catholic katholiek catholique католицьк|catholic
free. vrije. libre. вільн|free
new. nieuw. nieuwe. nouveau. nouvelle. нова. новий. нове. нов.|new
old. oud. oude. vieux. старий стара|old
"""
# Names of a part: what has one is not the whole.
PARTS = """
faculty department chair laboratory
"""
PART_WORDS = """
vakgroep. onderzoeksgroep. opleiding.
branch. filiale. філія філіал bijkantoor. vestiging. succursale. campus. section. sectie.
division. unit. підрозділ представництво representation. vertegenwoordiging. subdivision.
відокремлений структурний
"""
# The same places in other languages, scripts and times; one a line.
PLACES = """
odesa odessa одес одесс
mykolaiv mikolajiv mykolajiv nikolaev mykolayiv nikolayev миколаїв миколаївськ николаев
kherson cherson херсон
kyiv kiev kiew kyïv київ київськ киев киевск
lviv lvov lwow lemberg львів львівськ львов львовск
kharkiv kharkov charkiv charkow харків харківськ харьков харьковск
dnipro dnepr dnipropetrovsk dnepropetrovsk дніпро дніпровськ дніпропетровськ днепр
zaporizhzhia zaporizhia zaporozhye zaporozje запоріжжя запорізьк запорожье
chornomorsk chernomorsk tsjornomorsk illichivsk ilyichevsk чорноморськ іллічівськ
vinnytsia vinnitsa вінниця вінницьк винница
rivne rovno рівне рівненськ
chernihiv chernigov чернігів чернігівськ
chernivtsi chernovtsy czernowitz чернівці чернівецьк
ternopil ternopol тернопіль тернопільськ
zhytomyr zhitomir jytomyr schytomyr житомир житомирськ
poltava полтав полтавськ
cherkasy tcherkassy черкаси черкаськ
izmail izmayil ізмаїл ізмаїльськ
uzhhorod uzhgorod ужгород ужгородськ
luhansk lugansk луганськ
mariupol маріуполь маріупольськ
kropyvnytskyi kirovohrad kirovograd кропивницький
khmelnytskyi khmelnitsky хмельницький хмельницьк
lutsk loutsk луцьк
ochakiv ochakov очаків
pivdennyi yuzhny yuzhne південне
antwerp antwerpen anvers антверпен
ghent gent gand гент
bruges brugge брюгге
brussels brussel bruxelles брюссель
leuven louvain löwen левен
liege luik lüttich льєж
mons bergen
namur namen намюр
tournai doornik
kortrijk courtrai кортрейк
mechelen malines мехелен
ostend oostende ostende остенде
ypres ieper
aalst alost
ronse renaix
roeselare roulers
dendermonde termonde
veurne furnes
waver wavre
nivelles nijvel
hague haag sgravenhage гаага
rotterdam роттердам
amsterdam амстердам
eindhoven ейндговен
flushing vlissingen flessingue
flanders vlaanderen flandre flandres vlaams flamand фландрія flemish
wallonia wallonie wallonië
belgium belgië belgique belgie belgian belgisch belge бельгія бельгійськ
netherlands nederland nederlands dutch holland нідерланди
ukraine oekraïne украина україна україни українськ ukrainian oekraiens ukrainien
"""
# Hosts of many mailboxes and many sites: those who share one need not know each other.
SHARED = """
gmail.com googlemail.com outlook.com hotmail.com hotmail.be hotmail.fr live.com live.be live.nl
yahoo.com yahoo.fr icloud.com me.com msn.com aol.com proton.me protonmail.com gmx.com gmx.de gmx.net
web.de mail.com telenet.be skynet.be proximus.be scarlet.be pandora.be voo.be belgacom.net
kpnmail.nl kpnplanet.nl ziggo.nl xs4all.nl planet.nl hetnet.nl home.nl casema.nl chello.nl
upcmail.nl orange.fr wanadoo.fr free.fr laposte.net sfr.fr t-online.de
ukr.net i.ua meta.ua bigmir.net online.ua email.ua ua.fm mail.ru yandex.ru yandex.ua yandex.com
rambler.ru list.ru bk.ru inbox.ru
facebook.com linkedin.com instagram.com twitter.com x.com youtube.com t.me wikipedia.org
google.com sites.google.com business.site wixsite.com wordpress.com blogspot.com weebly.com
jimdo.com jimdofree.com webnode.com webnode.be webnode.nl squarespace.com github.io github.com
prom.ua olx.ua etsy.com tilda.ws linktr.ee youcontrol.com.ua opendatabot.ua
"""
# Endings below which everybody may have a name, besides those of one label.
SUFFIXES = """
com.ua net.ua org.ua edu.ua gov.ua in.ua od.ua odessa.ua odesa.ua mk.ua mykolaiv.ua nikolaev.ua
ks.ua kherson.ua kiev.ua kyiv.ua lviv.ua kh.ua kharkov.ua kharkiv.ua dp.ua dnipro.ua zp.ua
vn.ua pl.ua te.ua rv.ua if.ua lutsk.ua volyn.ua cn.ua ck.ua sumy.ua uz.ua cv.ua km.ua zt.ua kr.ua
co.ua biz.ua pp.ua mil.ua co.uk org.uk ac.uk gov.uk ac.be com.pl org.pl com.ro
example.org example.com example.net example.edu
wixsite.com wordpress.com blogspot.com webnode.be webnode.nl webnode.com weebly.com jimdofree.com
jimdo.com prom.ua business.site github.io
"""
