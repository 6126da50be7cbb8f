//! Wat de hulptekst zegt.

use crate::locale::Help;
use crate::options::{Command, Key, Value};

pub(in crate::locale) static HELP: Help = Help {
    title: "wie staat er echt in voor een e-mail",
    usage: "gebruik:",
    headings: ["NAAM", "SAMENVATTING", "BESCHRIJVING", "OPDRACHTEN", "OPTIES", "EXITSTATUS"],
    all: "voor allemaal:",
    description: "Beoordeelt SPF, DKIM, ARC en DMARC van een mail of een domein naar wat er staat en naar \
                  DNS, zegt wat er achter een fout zit en welke records die verhelpen. Alleen vragen aan \
                  DNS verlaten de machine.",
    exit_status: EXIT_STATUS,
    operands,
    command,
    option,
    value,
};

const EXIT_STATUS: &str = "exitstatus: 0 geslaagd of hooguit waarschuwingen, 1 niet geslaagd of niet te \
                           zeggen, 2 er is niets gecontroleerd; van mcp: 0 als de client de sessie heeft \
                           gesloten, 2 als die er niet kwam";

const fn operands(command: Command) -> &'static str {
    match command {
        Command::Message => "[BESTAND|-]",
        Command::Domain => "DOMEIN...|-",
        Command::Spf | Command::Mcp | Command::Man => "",
        Command::Record => "[TEKST|-]",
        Command::Reports => "BESTAND|MAP...",
        Command::Zone => "BESTAND...",
        Command::Setup => "DOMEIN",
        Command::Completions => "bash|zsh|fish",
    }
}

const fn command(command: Command) -> &'static str {
    match command {
        Command::Message => {
            "controleert een mail: de headers, een bewaarde mail (.eml, .msg), een bounce, een foutrapport; \
             uit een bestand of van de standaardinvoer"
        }
        Command::Domain => "controleert wat domeinen publiceren",
        Command::Spf => "bepaalt SPF voor één client",
        Command::Record => {
            "controleert een record voordat het gepubliceerd is: de tekst, een regel van een zonebestand, \
             uitvoer van dig of nslookup"
        }
        Command::Reports => {
            "leest DMARC-rapporten, TLS-rapporten en foutrapporten, als XML, JSON, gzip, zip, mails (.eml, \
             .msg) en mailboxen; een map met alles wat erin zit"
        }
        Command::Zone => {
            "controleert zones voordat ze gepubliceerd zijn, als zonebestand (BIND, dnscontrol), YAML van \
             OctoDNS of tabel van dnscontrol; hun namen worden uit de bestanden beantwoord, alle andere \
             worden gevraagd"
        }
        Command::Setup => "stelt alle records van een domein op",
        Command::Mcp => {
            "biedt de controles als tools aan een programma dat het Model Context Protocol spreekt, via \
             standaardinvoer en standaarduitvoer; --doh, --zone, --draft, --now en --lang gelden voor \
             aanroepen die niets anders zeggen"
        }
        Command::Completions => "geeft de aanvullingen voor een shell",
        Command::Man => "geeft de manpagina",
    }
}

const fn option(key: Key) -> &'static str {
    match key {
        Key::Ip => "het adres van de client, als de mail dat niet zegt",
        Key::MailFrom => "de afzender van de envelop (MAIL FROM); leeg voor de lege afzender",
        Key::Helo => "hoe de client zich noemde (HELO, EHLO)",
        Key::From => "beoordeelt dezelfde mail voor een auteur van dit domein",
        Key::Trust => "de authserv-id van de ontvanger wiens Authentication-Results tellen",
        Key::File => {
            "namen uit een bestand, een per regel; - leest ze van de standaardinvoer; een regel zonder naam \
             wordt genoemd en overgeslagen"
        }
        Key::Selector => "zoekt ook bij deze selector naar een DKIM-sleutel",
        Key::MtaStsPolicy => "het beleid van MTA-STS, door jou opgehaald",
        Key::Ndjson => {
            "een regel JSON voor elk domein zodra het klaar is, voor lijsten van elke lengte; hoe ver het \
             is, staat op de standaardfoutuitvoer"
        }
        Key::Resume => "hetzelfde naar een bestand; nog eens gestart gaat het verder waar het ophield",
        Key::Receiver => "de host die oordeelt, voor de macro r",
        Key::Name => "de naam waar het record komt te staan",
        Key::Domain => "telt alleen de rapporten over dit domein",
        Key::Reporter => "telt alleen de rapporten van rapporteurs met dit in hun naam",
        Key::Names => "vraagt DNS naar de hostnamen (PTR) bij de adressen van elke afzender",
        Key::Origin => "de zone, waar het bestand noch zijn naam die noemt",
        Key::Annotations => "geeft problemen zoals GitHub ze bij hun regel toont",
        Key::Sarif => "schrijft ze als SARIF 2.1.0",
        Key::Summary => "voegt een tabel in Markdown toe aan een bestand",
        Key::FailOn => "zakt vanaf error (standaard), warning of info, of never",
        Key::Sends => {
            "een provider die namens het domein verstuurt, zoals microsoft365, of mailgun:EU waar de regio \
             van het account uitmaakt; nothing als niets dat doet"
        }
        Key::OwnIp => "het adres of de reeks van een eigen server",
        Key::SendsOther => "een dienst die niet in de catalogus staat",
        Key::Tenant => {
            "wat voor .onmicrosoft.com staat, bij een domein dat voor mei 2025 aan Microsoft 365 is \
             toegevoegd"
        }
        Key::Receives => {
            "waar mail aankomt: een provider, de namen van eigen servers, of nowhere; zonder deze optie \
             zoals nu"
        }
        Key::Reports => "waar DMARC-rapporten heen gaan",
        Key::Doh => "de DNS-resolver (standaard https://cloudflare-dns.com/dns-query)",
        Key::Zone => "antwoorden uit een zonebestand, of uit het log van een rapport; zonder netwerk",
        Key::Draft => {
            "test een record voordat je het publiceert; mag vaker; een lege waarde haalt het record weg; \
             reports telt al zijn mail eronder"
        }
        Key::Now => "de tijd van de controle",
        Key::Json => "één JSON-waarde op de standaarduitvoer",
        Key::Markdown => {
            "het rapport van een mail, een domein of een aantal rapporten als Markdown, voor een ticket"
        }
        Key::Csv => "een aantal rapporten als tabel: een regel per afzender en dag",
        Key::Lang => "de taal van de tekst",
        Key::Help => "geeft deze hulptekst",
        Key::Version => "geeft de versie",
    }
}

const fn value(value: Value) -> &'static str {
    match value {
        Value::Ip => "IP",
        Value::IpOrRange => "IP|REEKS",
        Value::Address => "ADRES",
        Value::Name => "NAAM",
        Value::Domain => "DOMEIN",
        Value::AuthservId => "AUTHSERV_ID",
        Value::File => "BESTAND",
        Value::Severity => "ERNST",
        Value::Sender => "ID",
        Value::Receiver => "ID|SERVER|nowhere",
        Value::Url => "URL",
        Value::Record => "'NAAM TYPE WAARDE'",
        Value::Time => "RFC3339",
        Value::Lang => "en|nl",
    }
}
