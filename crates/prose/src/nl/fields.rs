//! Wat header-velden zijn, in het Nederlands.

use crate::fields::FieldTexts;

pub(crate) static FIELDS: FieldTexts = FieldTexts {
    from: "De naam en het adres die de lezer ziet. DMARC vraagt of er iemand instaat voor dit domein.",
    sender: "Wie het verstuurde, als dat iemand anders is dan From zegt. Lezers zien het zelden, en DMARC \
             kijkt er niet naar.",
    reply_to: "Waar een antwoord heen gaat. Niemand controleert dit: een ander domein dan in From verdient \
               een tweede blik.",
    to: "Aan wie het gericht is, zoals het er staat. Waar het echt bezorgd werd bepaalt de envelop, niet \
         dit.",
    cc: "Wie een kopie krijgt, zoals het er staat.",
    bcc: "Wie ongezien een kopie krijgt. Dit had er voor het versturen uit gemoeten.",
    subject: "De onderwerpregel. Mailinglijsten zetten er graag een label voor, en dat breekt een \
              handtekening die hem dekt.",
    date: "Wanneer het geschreven is, volgens de klok van de afzender.",
    message_id: "De naam van dit ene bericht, bedacht door het programma dat het verstuurde. Antwoorden \
                 verwijzen ernaar.",
    in_reply_to: "De Message-ID van het bericht waarop dit een antwoord is.",
    references: "De Message-ID's van het gesprek tot nu toe, zodat mailprogramma's het bij elkaar kunnen \
                 zetten.",
    keywords: "Een opmerking of trefwoorden voor mensen. Programma's doen er niets mee.",
    organization: "De organisatie waar de schrijver zegt bij te horen. Niemand controleert dat.",
    resent: "Iemand stuurde een bericht met de hand door (niet een server), en dit vertelt wie, wanneer en \
             aan wie.",
    mime_version: "Zegt dat het bericht MIME volgt, de regels voor bijlagen en letters buiten ASCII. Altijd \
                   1.0.",
    content_type: "Wat de inhoud is: tekst, HTML, of meer delen en de regel die ze scheidt.",
    content_transfer_encoding: "Hoe de inhoud voor onderweg is opgeschreven. Een server die dat verandert \
                                breekt handtekeningen.",
    content_language: "De taal van de tekst, of de talen die de schrijver leest.",
    content: "Zegt iets over de inhoud: naam, plaats of soort.",
    return_path: "Return-Path (MAIL FROM), waar foutmeldingen heen gaan. De laatste server schrijft dit bij \
                  de bezorging op; SPF gaat over dit domein.",
    received: "Eén stap van de weg: wie gaf het bericht aan wie, wanneer en hoe. Elke server zet de zijne \
               bovenop; lees dus van onder naar boven.",
    x_received: "Een interne hop, zoals Google die opschrijft.",
    delivered_to: "De mailbox waarin het bezorgd is, genoteerd door de server die dat deed. Het voorkomt \
                   ook dat mail rondjes draait.",
    envelope_to: "Voor wie de envelop was, of aan wie een mailbox het doorgaf.",
    envelope_from: "MAIL FROM, door een server in een eigen veld genoteerd.",
    received_spf: "Wat de server die het bericht aannam over SPF vond, met het adres waar het vandaan kwam.",
    authentication_results: "Wat een ontvangende server vond toen hij SPF, DKIM en DMARC controleerde. Het \
                             telt alleen waar niemand anders het geschreven kan hebben.",
    authentication_results_original: "Uitslagen van een eerdere server, opzijgezet door een latere. Niemand \
                                      hoort ze nog te geloven.",
    arc_authentication_results: "Wat een doorstuurder vond toen het bericht bij hem aankwam, bewaard voor \
                                 wie na hem komt. Een van de drie velden van een ARC-set.",
    arc_message_signature: "De handtekening van een doorstuurder over het bericht zoals het langskwam. Een \
                            van de drie velden van een ARC-set.",
    arc_seal: "Het zegel van een doorstuurder over alle ARC-sets tot dan toe, met zijn woord of de keten \
               klopte (cv=).",
    dkim_signature: "Een handtekening: het domein in d= staat in voor de velden in h= en voor de inhoud. \
                     Iedereen kan haar narekenen met de sleutel in DNS, dus vertrouwen is niet nodig.",
    dkim2: "Een veld van DKIM2, een opvolger van DKIM die nog in ontwerp is (draft-ietf-dkim-dkim2-spec). \
            DMARC telt het niet mee.",
    dkim_filter: "Welk programma het bericht op een server ondertekende of controleerde.",
    domain_key_signature: "Een handtekening van DomainKeys, de voorloper van DKIM. Niemand controleert die \
                           nog.",
    x_google_dkim_signature: "Een handtekening die Google voor eigen gebruik zet. Voor anderen staat ze \
                              nergens voor in.",
    bimi: "Welk logo de afzender graag getoond ziet, of wat een ontvanger daarover vond.",
    vbr_info: "Noemt iemand die voor de afzender zou instaan (Vouch By Reference). Nauwelijks gebruikt.",
    tls_required: "Een wens of aantekening van de afzender over het vervoer of het rapport erover.",
    list_unsubscribe: "Hoe je van de lijst af komt: een adres of een link. Grote aanbieders vragen dit van \
                       wie veel verstuurt, en ondertekend.",
    list_unsubscribe_post: "Zegt dat de afmeldlink met één klik werkt, zonder nog een pagina.",
    list_id: "De naam van de mailinglijst of de mailing, voor filters van mensen.",
    list: "Iets over de mailinglijst: waarheen te schrijven, hulp te vragen, aan te melden of terug te \
           lezen.",
    mailing_list: "Een eigen aantekening van een lijstprogramma, meestal om te herkennen wat het al \
                   behandeld heeft.",
    precedence: "“bulk” of “list” vraagt programma's om niet automatisch te antwoorden. Geen standaard zegt \
                 dat.",
    auto_submitted: "Zegt of een mens of een programma het verstuurde, zodat programma's elkaar niet \
                     eindeloos antwoorden.",
    auto_response: "Vraagt Exchange en anderen om niet automatisch te antwoorden, of zegt dat dit zo'n \
                    antwoord is.",
    feedback_id: "Hoe de verzenddienst zijn mailings in klachten uit elkaar houdt, of waar klachten heen \
                  gaan.",
    errors_to: "Waar foutmeldingen ooit heen moesten. Servers nemen nu MAIL FROM.",
    x_mailer: "Het programma waarmee het geschreven is, zoals dat zichzelf noemt.",
    priority: "Hoe dringend het volgens de afzender is.",
    sensitivity: "Hoe vertrouwelijk het volgens de afzender is, of een label van diens organisatie.",
    php_script: "Welk script op een webserver het bericht verstuurde: handig als er in een website is \
                 ingebroken.",
    originating_ip: "Het adres van de computer van de schrijver of van de server die het aanbood, zoals een \
                     server dat noteerde.",
    thread: "Hoe Outlook en andere een gesprek bij elkaar houden.",
    receipt: "Vraagt het programma van de lezer te melden dat het bericht gelezen is. Dat hoeft niet.",
    expires: "Tot wanneer het bericht iets betekent, of welk ander het vervangt.",
    autocrypt: "Een sleutel of een hint voor versleutelde antwoorden. Het bewijst niets over de afzender.",
    face: "Een plaatje van de afzender, uit de tijd van voor de logo's.",
    archived_at: "Waar het bericht op het web te lezen is.",
    anti_abuse: "Welk account op de verzendende server het aanbood, voor de misbruikafdeling van die server.",
    entity_ref: "Een nummer waarmee een verzenddienst deze mailing of deze kopie terugvindt.",
    gm_message_state: "Eigen aantekeningen van Gmail, alleen leesbaar voor Google.",
    google_smtp: "Welke server van Google het aannam, in een vorm die alleen Google kan lezen.",
    google_original: "Wat een veld zei voordat Gmail het veranderde, zoals bij een adres namens wie het \
                      verstuurt.",
    google: "Een aantekening van de servers of groepen van Google voor henzelf.",
    forefront_antispam: "Het oordeel van Microsoft: SCL is hoezeer het op spam lijkt (-1 tot 9), CAT de \
                         soort, CIP het adres waar het vandaan kwam.",
    microsoft_antispam_delivery: "Waar Microsoft het neerlegde en waarom: in het Postvak IN, bij ongewenst, \
                                  of door een regel van de mailbox.",
    microsoft_antispam: "Het filter van Microsoft voor bulkmail: BCL is hoeveel mensen over deze afzender \
                         klagen (0 tot 9).",
    microsoft_antispam_info: "Aantekeningen van het filter van Microsoft voor zichzelf, in een vorm die \
                              alleen Microsoft kan lezen.",
    exchange_scl: "Hoezeer Exchange het voor spam houdt: -1 is vertrouwd, vanaf 5 gaat het naar ongewenst.",
    exchange_auth_as: "Hoe Exchange de aanbieder kende: Internal, of Anonymous voor post van buiten.",
    exchange_organization: "Een aantekening binnen één Exchange-organisatie. Ze gaat eraf als mail er uit \
                            of in gaat.",
    exchange_cross_tenant: "Hoe het bericht tussen klanten van Microsoft 365 ging: welke tenant, langs \
                            welke weg, en wanneer.",
    exchange_antispam: "Het filter van Exchange aan het werk, voor de ogen van Microsoft: met opzet lang en \
                        onleesbaar.",
    exchange: "Een aantekening van Exchange over hoe het met het bericht omging.",
    microsoft_correlation: "Een nummer of woord waarmee de ondersteuning van Microsoft het bericht \
                            terugvindt.",
    microsoft_program: "Een aantekening van Outlook of Exchange over bijlagen en vorm.",
    spam_status: "Het oordeel van een spamfilter met de regels die ertoe leidden. Iedereen kan dit veld \
                  schrijven; dat van jou staat bovenaan.",
    spam_score: "Het oordeel van een spamfilter als getal, rij sterren of ja en nee.",
    spam_other: "Een aantekening van een spamfilter: versie, taal, toestand.",
    rspamd: "Een aantekening van Rspamd, een spamfilter, op de server waar het draaide.",
    virus_scanned: "Een scanner op een server zegt dat hij gekeken heeft. Een afzender kan dat ook \
                    schrijven.",
    mimecast: "Een aantekening van Mimecast, een mailpoort: het oordeel over spam, nabootsing of links.",
    proofpoint: "Een aantekening van Proofpoint, een mailpoort: het oordeel en de regel die ertoe leidde.",
    barracuda: "Een aantekening van Barracuda, een mailpoort: de score en de regels die ertoe leidden.",
    iron_port: "Een aantekening van de mailpoort van Cisco (IronPort): filters en reputatiescores.",
    gateway: "Een aantekening van een mailpoort of filter voor een mailbox, voor de eigen beheerders.",
    send_grid: "Een aantekening van SendGrid, de dienst die het bericht verstuurde: welk account en welke \
                mailing.",
    amazon_ses: "Een aantekening van Amazon SES, de dienst die het bericht verstuurde: de dag en het adres \
                 waarvandaan.",
    mailgun: "Een aantekening van Mailgun, de dienst die het bericht verstuurde.",
    mailchimp: "Een aantekening van Mailchimp of Mandrill, de dienst die het bericht verstuurde: het \
                account en de mailing.",
    postmark: "Een aantekening van Postmark, de dienst die het bericht verstuurde.",
    sending_service: "Een aantekening van de dienst die het bericht verstuurde, om account, mailing of \
                      kopie te herkennen.",
    proton: "Een aantekening van Proton Mail: waar het bericht vandaan kwam, en de spamscore.",
    fastmail: "Een aantekening van Fastmail of van de mailopslag Cyrus.",
    yahoo: "Een aantekening van Yahoo of AOL: voor wie het was en hoe het gesorteerd is.",
    gmx: "Een aantekening van GMX, WEB.DE of IONOS, die bij één huis horen.",
    apple: "Een aantekening van Apple Mail of iCloud.",
    yandex: "Een aantekening van Yandex Mail.",
    mail_ru: "Een aantekening van Mail.ru, deels alleen voor het eigen filter.",
    thunderbird: "Een aantekening van het eigen mailprogramma of de eigen opslag van de lezer: gelezen, \
                  waar bewaard, hoe gemerkt.",
};
