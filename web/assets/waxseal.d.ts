// The types of Waxseal's JavaScript API: of waxseal.js, and of window.wasmBindings in Waxseal's own page.

/** Checks a message, given as a string (pasted: DKIM may not verify) or as bytes (as it was saved). */
export function checkMessage(message: string | Uint8Array, options?: MessageOptions): Promise<MessageReport>;

/** Checks a domain. */
export function checkDomain(domain: string, options?: DomainOptions): Promise<DomainReport>;

/** Evaluates SPF for one client. */
export function checkSpf(client: Client, options?: Options): Promise<SpfCheckReport>;

/** Checks a record before it is published, in any notation that DNS tools and panels use. */
export function checkRecord(text: string, options?: RecordOptions): Promise<RecordReport>;

/** Draws up what a domain should publish, and says which of it is live. */
export function setUp(choices: Choices, options?: Options): Promise<SetupReport>;

/** Reads reports of receivers: DMARC aggregate reports, reports on TLS and failure reports, out of whatever they come in. */
export function readReports(files: Array<ReportFile>, options?: ReportsOptions): Promise<ReportsReport>;

/** Ends the worker. What was not answered is rejected; the next call starts another one. Only in waxseal.js. */
export function stop(): void;

/** A file that reports are read from. One without a name is called by its place, such as "#1". */
export type ReportFile = File | Uint8Array | { name?: string; bytes: Uint8Array | Blob };

/** Who sends. */
export interface Client {
  /** The address of the server that sends. */
  ip: string;
  /** The address in MAIL FROM; empty or absent for a bounce. */
  mailFrom?: string;
  /** The name in HELO or EHLO. */
  helo?: string;
  /** What the receiving server calls itself, for explanations that name it. */
  receiver?: string;
}

/** What a person chose for a domain. */
export interface Choices {
  domain: string;
  /** What sends in its name: providers such as "microsoft365" or "Mailchimp"; ["nothing"] where nothing does. */
  sends?: string[];
  /** The addresses and ranges of servers of its own, with spaces between. */
  own?: string;
  /** Services that send and are not in the catalogue, with commas between. */
  others?: string;
  /** What stands before .onmicrosoft.com, for a domain added to Microsoft 365 before May 2025. */
  tenant?: string;
  /** Where mail arrives: a provider, "hosts", "nowhere", or "unchanged", which is also what an absent one means. */
  receives?: string;
  /** For "hosts": the names of its own servers, the first one first. */
  hosts?: string;
  /** Where reports go. */
  reports?: string;
}

/** What a domain should publish. */
export interface SetupReport {
  schema: 1;
  kind: "setup";
  choices: Record<string, unknown>;
  plan: {
    /** The zone whose panel the records go into. */
    zone: string;
    /** Whether anything sends in the domain's name, by choice or by what is published. */
    sends: boolean;
    lines: SetupLine[];
    spf: { record: string; end: string; published: string[]; atLeast: number; lookups: number | null; [more: string]: unknown };
    leftOut: Array<{ code: string; [more: string]: unknown }>;
    steps: Array<{ step: string; [more: string]: unknown }>;
  };
  dns: LoggedQuery[];
}

/** One record to publish. */
export interface SetupLine {
  purpose: "arrival" | "spf" | "key" | "returnPath" | "dmarc" | "consent" | "tlsReports";
  /** Its name in full; null where only an account shows it. */
  name: string | null;
  /** The name as a panel wants it that appends the zone itself; "@" for the zone. */
  host: string | null;
  type: string | null;
  /** Only a "ready" value is to be published as it is. */
  value: { state: "ready" | "partial" | "tooCostly" | "account" | "own"; text?: string; [more: string]: unknown };
  provider: string | null;
  page: string | null;
  /** Why it is there. */
  reason: { code: string; [more: string]: unknown };
  /** What DNS says of it. */
  live: { state: "there" | "asGood" | "beside" | "differs" | "missing" | "unanswered" | "unnamed"; [more: string]: unknown } | null;
}

/** What every check takes. */
export interface Options {
  /** The DNS over HTTPS resolver to ask (RFC 8484). It must allow cross-origin requests. */
  doh?: string;
  /** Answers instead of a resolver: names with their records, or an earlier report, which then repeats itself. */
  zone?: Record<string, unknown> | Report;
  /** The time of the check, as RFC 3339 writes it; the clock's where there is none. */
  now?: string;
  /** Records to put over DNS before checking: what if? An empty value removes what is there. */
  draft?: Array<{ name: string; type: string; value: string }>;
  /** The language in which a function says why it could not run; English where there is none. */
  lang?: "en" | "nl";
}

/** What the check of a message takes besides. */
export interface MessageOptions extends Options {
  /** The address of the client, where the message does not tell. */
  ip?: string;
  /** The address in MAIL FROM. */
  mailFrom?: string;
  /** The name in HELO or EHLO. */
  helo?: string;
  /** The domain of the From field, where the message does not tell. */
  from?: string;
  /** Whose Authentication-Results to believe, by its authserv-id. */
  trust?: string;
}

/** What the check of a domain takes besides. */
export interface DomainOptions extends Options {
  /** DKIM selectors to look for besides the known ones. */
  selectors?: string[];
  /** The text of the domain's MTA-STS policy, which no page can fetch. */
  mtaStsPolicy?: string;
}

/** What the reading of reports takes besides. */
export interface ReportsOptions extends Options {
  /** The domain whose reports count; the others are named and left out. */
  domain?: string;
  /** A part of the names of the reporters whose reports count, in any case of letters; the others are named and left out. */
  reporter?: string;
  /** Whether DNS is asked for the host names (PTR) of the addresses of every sender; they stand in `names`. */
  names?: boolean;
}

/** What the check of a record takes besides. */
export interface RecordOptions extends Options {
  /** The name it is to stand at, or the domain it is for; that in the text where there is none. */
  name?: string;
}

/** What a check comes to. */
export type Report = MessageReport | DomainReport | SpfCheckReport | RecordReport | ReportsReport;

declare global {
  interface Window {
    /** In Waxseal's own page, after the event TrunkApplicationStarted. */
    wasmBindings: {
      checkMessage: typeof checkMessage;
      checkDomain: typeof checkDomain;
      checkSpf: typeof checkSpf;
      checkRecord: typeof checkRecord;
      setUp: typeof setUp;
      readReports: typeof readReports;
    };
  }

  /**
   * `<waxseal-check domain="…" lang="…" doh="…">`, which importing waxseal.js defines. Without `domain` it has a field for one; without
   * `lang` it speaks the language of what it stands in, English or Dutch; without `doh` it asks the first resolver of Waxseal's list.
   */
  interface WaxsealCheckElement extends HTMLElement {
    /** `result` brings the report each time a domain has been checked. It bubbles. */
    addEventListener(type: "result", listener: (this: WaxsealCheckElement, event: CustomEvent<DomainReport>) => void, options?: boolean | AddEventListenerOptions): void;
    addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: WaxsealCheckElement, event: HTMLElementEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
    addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
  }

  interface HTMLElementTagNameMap {
    "waxseal-check": WaxsealCheckElement;
  }
}
