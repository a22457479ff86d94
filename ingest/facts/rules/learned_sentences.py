"""Sentences that say themselves that something made it work, was learned, stood in the way, or should be done."""

from ingest.facts.model import FactKind
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import one_of

_S, _L, _O, _R = FactKind.SUCCESS_FACTOR, FactKind.LESSON, FactKind.OBSTACLE, FactKind.RECOMMENDATION


SAID = {
    _S: one_of(
        r"\b(?:succes|slaag)factoren\b[^.]*(?::|\s(?:is|zijn|waren|vormen)\s)",
        r"^(?:cruciaal|essentieel|doorslaggevend|bepalend|onmisbaar)\s+(?:is|zijn|was|waren|blijkt|bleek|bleken)\b",
        r"\b(?:bleek|bleken)\s+(?:\w+\s+){0,2}?(?:doorslaggevend|cruciaal|essentieel|onmisbaar|bepalend|effectief|"
        r"succesvol)\b",
        r"^wat\s+(?:\w+\s+)?(?:goed\s+)?(?:hielp|helpt|werkte?)\b",
        r"^zonder\b[^.]*\b(?:was|waren)\b[^.]*\b(?:niet|nooit)\s+(?:gelukt|gekomen|geslaagd|mogelijk)\b",
        r"^(?:waar|als|wanneer|partijen\s+die|regio['’]s\s+die|het)\b[^.]*\b(?:gaat|gaan|werkt|werken|verloopt|"
        r"verlopen|blijven|lukt|slagen)\b"
        r"[^.]{0,40}\b(?:beter|sneller|soepeler|eerder)\b",
        r"\bverkla(?:art|ren)\b.*\bsucces\b",
        r"\bsuccesvoller\s+(?:als|wanneer)\b",
        r"\bwerkt\s+(?:\w+\s+)?(?:beter|goed|het\s+best)\s+(?:als|wanneer|omdat|doordat)\b",
        r"\bsuccesfactor(?:en)?\s+"
        r"(?:is|was|zijn|waren|blijkt|vormt)\b",
        r"\b(?:is|zijn|was|waren|blijkt|blijken)\s+(?:\w+\s+){0,4}?(?:essentieel|cruciaal|"
        r"onmisbaar|doorslaggevend)\b",
        r"\bhet\s+helpt\s+(?:\w+\s+)?(?:om|dat|als|wanneer)\b",
        r"\b(?:boeken|boekt|levert|leveren|"
        r"komen|komt)\s+(?:\w+\s+){0,3}?(?:meer|vaker|betere)\s+(?:\w+\s+){0,2}?resultaten\b",
        r"\bstaat\s+of\s+valt\s+met\b",
        r"\b(?:sleutel|geheim)\b.*\bsucces\b",
        r"\bdank(?:zij)\b.*\b(?:succes|gelukt|lukte|slaagde|resultaat)\b",
        r"\bverhaal\s+loont\b",
        r"\bkans\s+op\s+(?:een\s+)?(?:succes\w*|slagen|resultaat)\b",
        r"\b(?:zijn|waren|als)\s+(?:\w+\s+){0,2}?(?:succes|slaag)factoren\b",
        r"\bbeter\s+in\s+(?:slagen|om)\b|\bslagen\s+er\s+(?:beter|vaker|eerder)\s+in\b",
        r"\b(?:maakt|maken|maakte|maakten)\s+(?:(?!over\b|van\b)\w+\s+){0,2}?het\s+verschil\b(?!\s+(?:tussen|in)\b)|\bhet\s+verschil\s+(?:maakt|maken|"
        r"maakte|maakten)\b",
        r"\b(?:belangrijk|van\s+(?:\w+\s+)?belang|bepalend|nodig)\s+voor\s+(?:het\s+|een\s+|de\s+)?(?:\w+\s+van\s+)?"
        r"(?:succes|slagen|vertrouwen|draagvlak|(?:goede|succesvolle|soepele)\s+samenwerking)\b",
        r"\b(?:is|zijn|was|waren|vormt|vormen|blijkt|"
        r"blijken)\s+(?:een\s+)?(?:\w+\s+)?(?:rand)?voorwaarden?\s+(?:voor|om|bij)\b",
        r"\b(?:belangrijke|noodzakelijke|eerste|grootste)\s+(?:rand)?voorwaarde\s+(?:is|was|blijkt)\b",
        # "Korte lijnen helpen om …"; a body or a programme that helps somebody explains no success.
        r"^(?:een\s+)?(?:korte|lange|goede?|heldere?|duidelijke?|gezamenlijke?|vaste?|regelmatige?|open|gedeelde?|"
        r"persoonlijke?|"
        r"sterke?|kleine?|vroege?|vertrouwen|continuïteit|\w+heid)\s[^.;]*\b(?:helpt|helpen|hielp|hielpen)\b",
        r"\bdankzij\b[^.]*\b(?:vertrouwen|samenwerking|lijnen|afspraken|inzet|betrokkenheid|overleg|trekkers?|"
        r"contact\w*|agenda|verhaal|doelen)\b",
        r"\bkracht\b[^.]*\b(?:zit|ligt|lag|schuilt|is)\s+(?:\w+\s+)?(?:in|dat)\b",
        r"\b(?:slaagt|slaagde|slagen|slaagden|lukt|lukte)\s+(?:\w+\s+){0,3}?(?:doordat|omdat|als|wanneer|"
        r"dankzij)\b(?!\s+een\b)",
        r"\b(?:het\s+|aan\s+het\s+|tot\s+het\s+)succes\b[^.]*\b(?:dank\w*|verklaar\w*|kwam|komt|ligt|lag|zit|"
        r"bepaal\w*|door(?:dat)?)\b",
        r"\b(?:droeg|droegen|draagt|dragen)\b[^.]*\bbij\s+aan\s+(?:het\s+|de\s+)?(?:succes|vertrouwen|samenwerking)\b",
        r"\bbasis\s+(?:voor|van)\s+(?:het\s+|de\s+|een\s+)?(?:succes|vertrouwen|goede|succesvolle)\b",
        r"\b(?:samenwerking|vertrouwen|uitvoering|draagvlak|resultaat|resultaten|kwaliteit)\b[^.]*\bten\s+goede\b|"
        r"\bten\s+goede\b[^.]*\b(?:samenwerking|vertrouwen|uitvoering|draagvlak|resultaat|resultaten|kwaliteit)\b",
        r"\b(?:\w*samenwerk\w*|afstemming|overleg|vertrouwen|betrokkenheid|participatie|werkwijze|aanpak|draagvlak|"
        r"communicatie)\b[^.]{0,120}?\bvan\s+(?:zeer\s+)?(?:groot|essentieel|cruciaal|wezenlijk)\s+belang\b",
        r"^om\s+[^.]{0,60}?\bte\s+(?:bereiken|slagen|laten\s+slagen)\s+is\s+het\s+(?:van\s+belang|belangrijk|nodig)\b",
        r"\b(?:critical|vital|necessary|important)\s+(?:to|for)\b.*\b(?:success|trust|cooperation)\b|\bma(?:kes|"
        r"de)\s+the\s+difference\b",
        r"\b(?:essential|crucial|key)\s+(?:to|for)\b.*\bsuccess\b",
        r"\bsuccessful\s+(?:when|if|because)\b|\bsuccess\s+factors?\b[^.]*\b(?:is|are|was|were)\b|\b(?:was|were|is|"
        r"are)\s+[^.]*\bsuccess\s+factors?\b",
    ),
    _L: one_of(
        r"\b(?:de|een|onze|belangrijk(?:st)?e|eerste|tweede|derde|laatste)\s+les\b[^.]{0,60}?(?:\bis\b|\bwas\b|:)",
        r"\b(?:hebben|heeft)\s+(?:\w+\s+){0,4}?"
        r"geleerd\s+(?:dat|hoe|om)\b",
        r"\bleer(?:t|de)\s+(?:ons\s+)?(?:dat|hoe)\b",
        r"\b(?:ervaring|ervaringen|praktijk)\b[^.]*\b(?:leert|leren|leerde|leerden)\b",
        r"\bachteraf\b[^.]*\b(?:had|hadden|was|waren)\b",
        r"\b(?:een|de)\s+volgende\s+keer\b",
        r"\bwat\s+(?:we|wij)\s+(?:\w+\s+){0,2}?(?:meenemen|leerden|geleerd\s+hebben|hebben\s+geleerd)\b",
        r"\b(?:leerden|leerde)\s+(?:\w+\s+){0,2}?(?:dat|om|hoe)\b",
        r"\b(?:belangrijkste|centrale)\s+(?:inzicht|les)\b[^.]*\b(?:is|was|:)",
        r"\b(?:lesson|learned|learnt)\s+(?:(?:is|was)\s+)?(?:that|to)\b",
    ),
    _O: one_of(
        r"\b(?:knelpunten|risico['’]s|belemmeringen|obstakels|dilemma['’]s|struikelblokken|zwakke\s+plekken|"
        r"zwakke\s+punten)\b[^.?]*"
        r"(?::\s|\s(?:zijn|waren|vormen)\s)",
        r"\b(?:vrezen|vreest|vreesden)\b",
        r"\b(?:is|zijn|blijft|blijven|was)\s+(?:\w+\s+){0,2}?(?:zwak|broos|geschaad|wankel|onzichtbaar|onbekend|"
        r"onherkenbaar)\b",
        r"\bgeen\s+(?:formele\s+|eigen\s+)?(?:bevoegdhe\w+|macht|doorzettingsmacht|zeggenschap|stem)\b",
        r"\b(?:nauwelijks|weinig)\s+(?:\w+\s+)?(?:bekend|contact|overleg|afstemming|invloed)\b",
        r"\bkosten\b[^.]*\b(?:lopen|liepen|loopt|liep)\b[^.]*\bop(?=[.,;]|$)|\bkosten\s+(?:stijgen|stegen)\b",
        r"\b(?:concurreren|concurreerden|eigenbelang|tegenstellingen|polarisatie|"
        r"democratisch\s+tekort)\b",
        r"\b(?:lange|langere|oplopende|toenemende|groeiende)\s+wacht(?:lijst|lijsten|tijd|tijden)\b|"
        r"\bwacht(?:lijsten|tijden)\b[^.]{0,40}\b(?:lopen|liepen|nemen|namen|groeien|blijven|ontstaan)\b",
        r"\bvertraging\s+(?:opgelopen|opliep|opliepen|oploopt|oplopen)\b",
        r"\bkost(?:te|ten|en)?\s+(?:\w+\s+)?meer\s+(?:tijd|geld|moeite)\s+dan\b",
        r"\bniet\s+(?:altijd\s+|overal\s+|zo\s+)?(?:vanzelfsprekend|eenvoudig|makkelijk|gemakkelijk|haalbaar|"
        r"realistisch|toereikend)\b",
        r"^niet\s+(?:alle|elke|iedere|iedereen|overal)\b",
        r"\bde\s+vraag\s+(?:is\s+)?of\b[^.]*\b(?:nog|wel|genoeg|haalbaar)\b",
        r"\bweten\s+(?:\w+\s+){0,2}?niet\b",
        r"\b(?:valt|vallen|viel|vielen|ligt|liggen|lag|lagen)\s+(?:\w+\s+){0,4}?(?:stil|weg)(?=[.,;]|$|\s+(?:door|"
        r"als|omdat)\b)",
        r"\b(?:verliest|verliezen|verloor|verloren)\b[^.]*\bvertrouwen\b",
        r"\b(?:weak\s+(?:points?|spots?)|bottlenecks?|(?:is|are|remains?)\s+(?:\w+\s+)?slow|"
        r"feels?\s+(?:far\s+)?removed)\b",
        r"\bnog\s+geen\s+(?:geld|akkoord|overeenstemming|besluit|oplossing|afspraken|zekerheid|duidelijkheid|dekking|"
        r"antwoord)\b",
        r"\bonder\s+(?:\w*druk)\b",
        r"\b(?:grootste|belangrijkste|een|het|eerste|tweede|derde|vierde|ander|laatste)\s+(?:knelpunt|obstakel|"
        r"probleem|struikelblok|risico|dilemma|"
        r"belemmering)\b[^.]*"
        r"\b(?:is|was|vormt|blijft|:)",
        r"\bbelemmer(?:t|en|de|den)\b",
        r"\b(?:staat|staan|stond|stonden)\s+(?:\w+\s+){0,4}?in\s+de\s+weg\b",
        r"^(?!(?:als|indien|wanneer|waar)\b).*\bontbr(?:eekt|eken|ak|aken)\b",
        r"\b(?:hebben|heeft|hadden|had)\s+(?:\w+\s+){0,3}?(?:moeite|last)\s+(?:om|met|van)\b",
        r"\b(?:is|zijn|blijft|blijven|bleek|bleken|blijkt)\s+(?:\w+\s+){0,3}?(?:lastig|lastiger|moeilijk|ingewikkeld|"
        r"kwetsbaar)\b",
        r"\bte\s+(?:weinig|veel|vaak)\b",
        r"\bonvoldoende\b(?!\s+(?:gegevens|onderzocht))",
        r"\buit\s+de\s+voeten\b",
        r"\bniet\s+(?:\w+\s+){0,2}?(?:op\s+elkaar\s+aan|aan\s+(?:bij|op))\b|\bsluit(?:en)?\b[^.]*\bniet\b[^.]*\baan\b",
        r"\b(?:verloopt|verlopen|verliep|verliepen|gaat|gaan|ging|gingen|loopt|lopen|liep|liepen|komt|"
        r"kwam)\s+(?:\w+\s+){0,3}?(?:traag|langzaam|stroef)\b",
        r"\b(?:sta(?:at|an)|sto(?:nd|nden)|kom(?:t|en))\b[^.]*\bop\s+(?:\w+\s+)?afstand\b",
        r"\bweinig\s+(?:grip|invloed|zicht|tijd|ruimte|kennis|energie|aandacht|menskracht)\b",
        r"\b(?:is|zijn|was|waren|blijft|blijven|bleef|blijkt|bleek|duurt|duurde|komt|komen|kwam|kwamen|werd|werden|"
        r"wordt|worden|ging|gingen)\s+"
        r"(?:\w+\s+){0,4}?te\s+(?:kort|lang|laat|hoog|krap|vrijblijvend|abstract|vaag|ambitieus|duur|breed|langzaam|"
        r"ingewikkeld|beperkt|versnipperd|ver)\b",
        r"\b(?:nog\s+)?niet\s+(?:\w+\s+)?op\s+orde\b",
        r"\bwat\s+(?:\w+\s+)?(?:lastig|moeilijk)\s+(?:is|blijft|bleef|was|bleek)\b",
        r"(?<=\w )(?:lukt|lukte|slaagt|slaagde|slaagden)\b[^.]{0,40}\b(?:niet|nauwelijks)\b",
        r"\bkamp(?:t|en|te|ten)\s+met\b",
        r"\b(?:zorg(?:t|en|de|den)|leid(?:t|en|de|den)|geeft|geven|gaf|gaven|lever(?:t|en|de|den)|ontst(?:aat|aan|"
        r"ond|onden)|veroorza\w+)\b"
        r"(?![^.]*\b(?:geen|niet|minder|zonder)\b)[^.]*\b(?:vertraging|onrust|frustraties?|verwarring|oponthoud|"
        r"onbegrip|teleurstelling|wantrouwen|"
        r"spanning(?:en)?|onduidelijkheid|onzekerheid|weerstand|irritaties?)\b",
        r"\b(?:gaat|gaan|ging|gingen|raakt|raakte|raakten)\s+(?:\w+\s+){0,3}?verloren\b|\bkennis\b[^.]*\b(?:verloren|"
        r"verdwe\w+|verdwijn\w*|weglekt|weg)\b",
        r"\b(?:liepen|lopen|loopt|liep)\b[^.]*\buiteen\b",
        r"\b(?:verschillen|verschilden)\s+(?:\w+\s+)?van\s+(?:mening|inzicht)\b|\bhet\s+(?:\w+\s+)?(?:niet|"
        r"oneens)\s+eens\b|\boneens\b",
        r"\bpas(?:t|sen|te|ten)\b[^.]*\bniet\s+(?:\w+\s+)?(?:bij|in)\b",
        r"\bop\s+zich\s+wachten\b",
        r"\b(?:niet|nauwelijks|moeizaam|langzaam)\s+(?:van\s+de\s+grond|op\s+gang)\b",
        r"\b(?:niet|nauwelijks|nog\s+niet)\s+(?:goed\s+|altijd\s+|voldoende\s+|genoeg\s+|overal\s+)?(?:betrokken|"
        r"geïnformeerd|belegd|geborgd|"
        r"uitgewerkt|herkenbaar|afgestemd|geregeld|concreet|meetbaar|toegerust)\b",
        r"\b(?:hapert|haperde|stokt|stokte|stokten|bemoeilijk\w*|vertraag(?:t|de|den)|verhinder(?:t|de|den)|"
        r"frustreer\w*|ondermijn\w*|remt|remde|remmen)\b",
        r"\b(?:is|zijn|blijft|blijven|vormt|vormen|was|bleek)\s+(?:(?!geen\b|niet\b)\w+\s+){0,3}?(?:zorgpunt|"
        r"punt\s+van\s+zorg|uitdaging|knelpunt|probleem|struikelblok|"
        r"valkuil|bottleneck)\b",
        r"\b(?:zijn|waren|bestaan|leven|leefden|heeft|hebben|hadden|uit|uiten|uitte|uitten|houden)\s+(?:\w+\s+){0,4}?zorgen\b"
        r"(?!\s+(?:voor|dat)\b)|\bzorgen\s+over\b[^.]*\b(?:zijn|nemen|blijven|leven|bestaan)\b|\b(?:maak|maakt|maken|maakte|maakten)\s+(?:zich|ons|me)\s+zorgen\b|"
        r"\bbezorgd\b",
        r"\b(?:het|een)\s+(?:gevaar|risico)\b[^.]*\b(?:dat|bestaat|is)\b",
        r"(?<!niet )\bvrijblijvend(?:heid)?\b",
        r"\b(?:capaciteits|personeels|tijds?|geld)(?:tekort|gebrek|krapte|druk)\b|\bnetcongestie\b|\b(?:zit|is|"
        r"raakt)\s+(?:\w+\s+){0,4}?(?:over)?vol\b",
        r"\b(?:te|te\s+sterk|erg|zeer)\s+afhankelijk\s+van\b",
        r"\b(?:scepsis|sceptisch|argwaan|verkoker\w+|bureaucrat\w+|versnipper\w+|overvraagd|overbelast|onderbezet\w*|"
        r"stroef)\b",
        r"\b(?:geen|weinig)\s+(?:gezamenlijk\w*|gedeeld\w*|duidelijk\w*|heldere?|eenduidig\w*)\s+\w+",
        r"\b(?:blijft|blijven|bleef|bleven)\s+(?:\w+\s+){0,2}?achter\b",
        r"\btekort\s+aan\b",
        r"\bkom(?:t|en)\b.*\btekort\b",
        r"\bniet\s+volgens\s+plan\b",
        r"\b(?:duurt|duren)\s+langer\s+dan\b",
        r"\bwat\s+er\s+mis(?:gaat|ging)\b",
        r"\bnog\s+geen\s+volledige\s+dekking\b",
        r"\b(?:is|zijn|blijft|blijven|was|waren)\s+(?:\w+\s+){0,3}?(?:onduidelijk|onzeker|onvoldoende|versnipperd|"
        r"tijdrovend|schaars|"
        r"complex|te\s+(?:laat|traag|complex|groot|klein|zwaar))\b",
        r"\b(?:spanning|spanningen)\s+tussen\b",
        r"\b(?:schuurt|wringt)\b",
        r"\b(?:weinig|onvoldoende|geen|niet\s+genoeg)\s+(?:tijd|capaciteit|geld|ruimte|mandaat|dekking|draagvlak|"
        r"regie|mensen)\b",
        r"\bkost(?:te)?\s+veel\s+(?:tijd|geld|moeite)\b",
        r"\b(?:dilemma|knelpunt|struikelblok|obstakel)(?:s|en)?\b.*\b(?:is|zijn|was|blijft)\b",
        r"\b(?:loopt|lopen|liep|liepen)\s+(?:\w+\s+){0,3}?(?:vast|vertraging)\b",
        r"\b(?:brengt|brengen|bracht|brachten)\b[^.]*\b(?:uitdagingen|risico['’]s|problemen|knelpunten)\b[^.]*\bmet\s+zich\s+mee\b",
        r"\b(?:zijn|waren|bestaan|bestonden)\s+er\s+(?:\w+\s+){0,2}?(?:risico['’]s|knelpunten|belemmeringen|obstakels)\b",
        r"\bbeperkte\s+(?:ambtelijke\s+|personele\s+)?(?:capaciteit|menskracht|middelen|tijd|invloed)\b",
        r"\b(?:lastiger|moeilijker|ingewikkelder)\s+(?:is|zijn|wordt|worden|geworden)\b",
        r"\b(?:werkt|werken|werkte|werkten)\s+(?:\w+\s+){0,3}?(?:vertragend|belemmerend|verlammend|remmend)\b",
        r"\bniet\s+(?:\w+\s+){0,3}?(?:makkelijk|gemakkelijk)\b",
        r"\bnog\s+(?:onbekend|onzeker|onduidelijk)\b",
        r"\b(?:nog\s+(?:niet|nauwelijks)|niet\s+(?:goed|genoeg|voldoende|altijd|overal)|nauwelijks)\s+zichtbaar\b",
        r"\b(?:een|het|groot|grootste|belangrijk|belangrijkste)\s+nadeel\b",
        r"\b(?:keerzijde|moeizaam|stroperig|botst|botsen|tegenstrijdig|wantrouwen|bezwaren\s+tegen)\b",
        r"\bonder\s+druk\b",
        r"\bten\s+koste\s+van\b",
        r"(?<=\w )(?:valt|vallen|viel)\s+(?:\w+\s+){0,2}?tegen\b",
        r"\b(?:capaciteit|budget|tijd|middelen|personeel|draagvlak)\b[^.]{0,40}\b(?:is|zijn|"
        r"blijft)\s+(?:\w+\s+)?(?:beperkt|krap)\b",
        r"\bdid\s+not\s+work\b|\bremains?\s+(?:\w+\s+)?(?:difficult|unclear|uncertain)\b",
        r"\b(?:shortage|too\s+(?:little|few|slow)|not\s+enough|no\s+clear|lacks?)\b",
        r"\bdreigt\b",
        r"\bstagne",
        r"\bschiet\w*\s+tekort\b",
        r"\b(?:mist|missen|misten)\s+(?:\w+\s+){0,3}?(?:mensen|kennis|capaciteit|tijd|geld|middelen|overzicht|regie|"
        r"mandaat)\b",
        r"\bniet\s+(?:altijd\s+)?(?:duidelijk|helder)\b",
        r"\bonhelder\b",
        r"\bduur(?:t|de)\s+(?:\w+\s+)?lang\b",
        r"\bweinig\s+(?:vertrouwen|samenhang|afstemming|betrokkenheid|animo)\b",
        r"\bma(?:ken|akt|akte|akten)\s+het\s+(?:\w+\s+)?(?:lastig|moeilijk|ingewikkeld|complex)\b",
        r"\bleid(?:t|en|de|den)\s+tot\s+(?:\w+\s+)?(?:vertraging|onduidelijkheid|spanning|spanningen|verwarring|"
        r"frustratie)\b",
        r"\bschort\b[^.]*\baan\b",
        r"\bvoelen\s+zich\s+(?:\w+\s+)?(?:niet|onvoldoende|weinig)\b",
        r"\bnog\s+geen\s+zicht\s+op\b",
        r"\b(?:gebrek|weerstand)\s+(?:aan|tegen|bij)\b",
        r"\bvoelen\s+zich\b.*\bop\s+afstand\b",
        r"\bhinder(?:t|en|de)\b",
        r"\b(?:lack\s+of|is\s+hampered|hinders|is\s+difficult)\b",
    ),
    _R: one_of(
        r"\b(?:onze|een|de|belangrijkste|eerste|tweede|meest\s+genoemde)\s+(?:aanbeveling(?:en)?|advie(?:s|zen))\b"
        r"(?![^.]*\b(?:doorgevoerd|overgenomen|opgevolgd|verwerkt|uitgevoerd|besproken|toegelicht)\b)[^.]*\b(?:is|zijn|was|waren|luidt|om|:)",
        r"\b(?:bevelen|beveelt|raden|raadt)\s+(?:\w+\s+){0,5}?aan\b",
        r"\b(?:adviseert|adviseren)\s+(?:\w+\s+){0,5}?(?:om|te|dat)\b",
        r"\bverdient\s+(?:de\s+)?aanbeveling\b",
        r"\bverzoeken\s+(?:wij|we)\s+(?:de\s+)?(?:\w+\s+){1,3}?om\b",
        r"\b(?:is|zijn|lijkt)\s+(?:het\s+)?(?:raadzaam|aan\s+te\s+(?:bevelen|raden)|verstandig)\b",
        r"^(?!(?:enkele|sommige|veel|diverse|meerdere|verschillende|een\s+aantal|some|several|many)\b)"
        r".*\b(?:pleit|pleiten|pleitte|pleitten)\s+(?:\w+\s+){0,3}?(?:voor|ervoor)\b",
        r"\b(?:dringt|dringen)\s+(?:\w+\s+){0,3}?aan\s+op\b|\b(?:roept|roepen)\b[^.]{0,60}\bop\s+(?:om|tot)\b",
        r"^(?!.*\b(?:vraag|vragen|wat|hoe|wie|welke?|of)\b.*\bzou)[^.]*\b(?:zou|zouden)\s+(?:\w+\s+){0,4}?moeten\b"
        r"(?!\s+(?:leiden|kunnen|afnemen|toenemen|blijken|opleveren))",
        r"\bwe\s+recommend\b",
        r"\brecommends?\s+(?:that|to)\b",
    ),
}

# One of these, in small letters, stands in every sentence that SAID can find: a quick look before it is read.
STEMS = {
    _S: (
        "succes", "werkt", "essentieel", "essential", "cruciaal", "crucial", "onmisbaar", "doorslaggevend", "help",
        "hielp", "resulta", "valt met", "dank", "loont", "key ", "slaag", "slagen", "verschil", "belang", "bepalend",
        "nodig voor", "voorwaarde", "kracht", "lukt", "draag", "basis", "zonder ", "beter", "sneller", "soepeler",
        "eerder", "ten goede", "difference", "vital", "necessary", "important", "vertrouwen",
    ),
    _L: (
        "les ", "les:", "geleerd", "leert", "leren", "leerde", "inzicht", "lesson", "learn", "achteraf",
        "volgende keer", "meenemen",
    ),
    _O: (
        "mist", "misse", "duidelijk", "helder", "duurt", "duurde", "leid", "schort", "voelen zich", "zicht op",
        "vertrouwen", "knelpunt", "obstakel", "probleem", "struikelblok", "risico", "dilemma", "belemmer",
        "in de weg", "ontbr", "moeite", "last ", "lastig", "moeilijk", "ingewikkeld", "kwetsbaar", "weinig",
        "achter", "tekort", "langer dan", "wat er mis", "dekking", "onzeker", "tijdrovend", "schaars", "complex",
        "uitdagingen", "lastiger", "moeilijker", "ingewikkelder", "beperkte", "vertragend", "remmend",
        "te laat", "te groot", "te klein", "te zwaar", "spanning", "schuurt", "wringt", "geen ", "genoeg", "kost",
        " vast", "vertraging", "dreigt", "nadeel", "keerzijde", "moeizaam", "stroperig", "bots", "wantrouwen",
        "bezwaren", "druk", "tegen", "beperkt", "krap", "shortage", "too ", "not enough", "no clear", "lack",
        "stagne", "gebrek", "weerstand", "afstand", "hinder", "hampered", "difficult", "te veel", "te vaak",
        "voeten", "traag", "langzaam", "stroef", "te kort", "te lang", "te hoog", "vrijblijvend",
        "te abstract", "te vaag", "te ambitieus", "te duur", "te breed", "te ver", "op orde", "lukt", "slaag",
        "kamp", "zorgen", "zorgpunt", "van zorg", "onrust", "verwarring", "oponthoud", "onbegrip", "teleurstelling",
        "irritatie", "veroorza", "verloren", "verdwe",
        "verdwijn", "weglek", "uiteen", "mening", "inzicht", "oneens", "past", "passen", "paste", "wachten",
        "van de grond", "op gang",
        "niet ", "nauwelijks", "hapert", "haperde", "stokt", "frustre", "ondermijn", "remt", "remde", "remmen",
        "uitdaging", "valkuil", "bottleneck", "gevaar", "netcongestie", " vol", "overvol", "afhankelijk", "scepsis",
        "sceptisch",
        "argwaan", "verkoker", "bureaucrat", "versnipper", "overvraagd", "overbelast", "onderbezet", "vrees", "vrez",
        "zwak", "broos", "geschaad", "wankel", "onzichtbaar", "onbekend", "onherkenbaar", "kosten", "concurre",
        "wachtlijst", "wachttijd",
        "eigenbelang", "tegenstelling", "polarisatie", "weten", "vraag of", "vraag is of", "valt", "vallen", "viel",
        " stil", "verliez", "verloor",
        "weak", "slow", "removed", "did not work", "unclear", "uncertain",
    ),
    _R: (
        "advies", "adviez", "advise", "beve", "raad", "raden", "moeten", "recommend", "verstandig", "pleit", "dring",
        "roep", "verzoeken w",
    ),
}  # fmt: skip


def says(kind: FactKind, unit: Unit) -> bool:
    """Whether a sentence tells itself what was learned of a kind."""
    return unit.has(STEMS[kind]) and SAID[kind].search(unit.lower) is not None
