// What <waxseal-check> shows. waxseal.js fetches it with the first such element of a page.
// The sentences and the record are drawn by the checker; what it draws is told by tag and text, and nothing becomes HTML here.

// The element's own words: what stands around a report, and before there is one.
const WORDS = {
  en: {
    domain: "Domain",
    check: "Check",
    checking: (domain) => `Checking ${domain}…`,
    unanswered: "DNS gave no answer. Try again later.",
    retry: "Try again",
    copy: (part) => `Copy ${part.toLowerCase()}`,
    copied: "Copied",
    report: "Full report",
    more: "Full report, with all steps",
  },
  nl: {
    domain: "Domein",
    check: "Controleren",
    checking: (domain) => `${domain} wordt gecontroleerd…`,
    unanswered: "DNS gaf geen antwoord. Probeer het later opnieuw.",
    retry: "Probeer opnieuw",
    copy: (part) => `${part} kopiëren`,
    copied: "Gekopieerd",
    report: "Volledig rapport",
    more: "Volledig rapport, met alle stappen",
  },
};

// The parts of a report that are shown as chips, by the ids of their titles.
const PARTS = ["dmarc", "spf", "dkim"];
// What is taken over of a drawn step.
const TAGS = ["a", "b", "code", "div", "h3", "i", "p", "small", "span", "wbr"];
const ATTRIBUTES = ["aria-hidden", "class", "data-label", "lang"];

// The defaults are Waxseal's own colours; light or dark is that of the page, by its `color-scheme`.
// A style sheet that is made by script is allowed by every content security policy.
const SHEET = new CSSStyleSheet();
SHEET.replaceSync(`
  :host {
    --paper: var(--waxseal-paper, light-dark(#ffffff, #1f1c18));
    --ink: var(--waxseal-ink, light-dark(#211d18, #efe9df));
    --soft: var(--waxseal-soft, light-dark(#655d53, #b0a698));
    --line: var(--waxseal-line, light-dark(#e4ded3, #37322b));
    --edge: var(--waxseal-edge, light-dark(#8b8273, #8f8577));
    --pass: var(--waxseal-pass, light-dark(#1a6b3f, #7fd1a0));
    --pass-bg: var(--waxseal-pass-bg, light-dark(#e6f3ea, #173324));
    --warn: var(--waxseal-warn, light-dark(#7a5200, #f0c76a));
    --warn-bg: var(--waxseal-warn-bg, light-dark(#fbf1d9, #372a10));
    --fail: var(--waxseal-fail, light-dark(#a3231c, #ff9d93));
    --fail-bg: var(--waxseal-fail-bg, light-dark(#fbe9e6, #3d1a17));
    --unknown: var(--waxseal-unknown, light-dark(#4d5b6b, #b4c1cf));
    --unknown-bg: var(--waxseal-unknown-bg, light-dark(#e9edf1, #26303a));
    display: block;
    padding: 1rem;
    border: 1px solid var(--line);
    border-radius: var(--waxseal-radius, 0.6rem);
    background: var(--paper);
    color: var(--ink);
    font: 1rem/1.5 var(--waxseal-font, system-ui, sans-serif);
    overflow-wrap: anywhere;
  }
  :host([hidden]), [hidden] { display: none; }
  * { box-sizing: border-box; }
  h2, h3, p, ul, form { margin: 0; padding: 0; }
  h2 { font-size: 1.25rem; line-height: 1.3; }
  h3 { font-size: 1rem; }
  form, .chips { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
  [aria-busy] > * { margin-top: 0.7rem; }
  form[hidden] + * > :first-child { margin-top: 0; }
  input, button { font: inherit; color: inherit; background: none; border: 1px solid var(--edge); border-radius: 0.4rem; padding: 0.3rem 0.7rem; }
  input { flex: 1 1 12rem; min-width: 0; }
  button { cursor: pointer; }
  :focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
  a { color: inherit; }
  .chips { list-style: none; }
  .chip { border: 1px solid transparent; border-radius: 1rem; padding: 0.1rem 0.65rem; font-size: 0.875rem; color: var(--soft); background: var(--line); }
  .state-pass { color: var(--pass); background: var(--pass-bg); }
  .state-fail { color: var(--fail); background: var(--fail-bg); }
  .state-stranger { color: var(--warn); background: var(--warn-bg); }
  .state-unknown { color: var(--unknown); background: var(--unknown-bg); }
  .chip.state-fact { color: var(--ink); }
  .fix p, .note, .zone, .progress { color: var(--soft); }
  .fix > * { margin-top: 0.3rem; }
  code, .record { font: 0.85rem/1.5 var(--waxseal-mono, ui-monospace, Menlo, Consolas, monospace); }
  .record { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.2rem 0.7rem; border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.4rem 0.7rem; }
  .record > [data-label] { grid-column: 1 / -1; }
  .record > [data-label]::before { content: attr(data-label); display: block; color: var(--soft); font-family: var(--waxseal-font, system-ui, sans-serif); line-height: 2.2; }
  .named { grid-row: 1; }
  .record > .kind { grid-row: 2; }
  .valued { grid-row: 3; }
  .copy { grid-column: 2; align-self: start; padding: 0.1rem 0.5rem; font: 0.8rem var(--waxseal-font, system-ui, sans-serif); }
  [role="alert"] { color: var(--fail); }
  .full { display: block; width: fit-content; }
  .spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (pointer: coarse) {
    input, button { min-height: 44px; min-width: 44px; }
    .full, .fix a { display: flex; align-items: center; min-height: 44px; }
    .record > [data-label]::before { line-height: 44px; }
  }
`);

/** The inside of one element. */
export class View {
  #host;
  #tools;
  #lang;
  #doh;
  #given;
  #subject = "";
  #report;
  #turn = 0;
  #form = make("form");
  #label = make("label", { for: "domain" });
  #field = make("input", { id: "domain", autocomplete: "off", autocapitalize: "none", spellcheck: "false", inputmode: "url" });
  #button = make("button");
  #result = make("div", { "aria-busy": "false", tabindex: "-1" });
  // It is there from the start, since what is put into a live region is read, and a region that comes with its words may not be.
  #status = make("p", { role: "status", class: "spoken" });

  /** `checkDomain` and `draw` are those of waxseal.js. */
  constructor(host, tools) {
    [this.#host, this.#tools] = [host, tools];
    this.#form.append(this.#label, this.#field, this.#button);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#subject = this.#field.value;
      this.#check();
    });
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [SHEET];
    root.append(this.#form, this.#result, this.#status);
  }

  /** Takes the attributes as they are now, and does what follows from those that are others. */
  change() {
    const host = this.#host;
    const given = host.getAttribute("domain")?.trim() ?? "";
    const doh = host.getAttribute("doh") || undefined;
    const [tag] = (host.closest("[lang]")?.lang || document.documentElement.lang).toLowerCase().split(/[-_]/);
    const lang = tag in WORDS ? tag : "en";
    const isSame = given === this.#given && doh === this.#doh;
    const speaksSame = lang === this.#lang;
    if (isSame && speaksSame) return;
    if (given !== this.#given) this.#subject = given;
    [this.#given, this.#doh, this.#lang] = [given, doh, lang];
    this.#word();
    if (isSame && this.#report) this.#redraw();
    else if (this.#subject) this.#check();
    else this.#show([]);
  }

  #word() {
    const words = WORDS[this.#lang];
    for (const part of [this.#form, this.#result, this.#status]) part.lang = this.#lang;
    this.#label.textContent = words.domain;
    this.#button.textContent = words.check;
    this.#form.hidden = this.#given !== "";
  }

  async #check() {
    const turn = (this.#turn += 1);
    const [subject, doh, lang] = [this.#subject, this.#doh, this.#lang];
    this.#report = undefined;
    this.#show([make("p", { class: "progress" }, WORDS[lang].checking(subject))]);
    this.#result.setAttribute("aria-busy", "true");
    try {
      const report = await this.#tools.checkDomain(subject, { doh, lang });
      const tree = await this.#tools.draw(report, { lang });
      if (turn !== this.#turn) return;
      this.#report = report;
      this.#answer(tree);
      this.#host.dispatchEvent(new CustomEvent("result", { detail: report, bubbles: true, composed: true }));
    } catch (error) {
      if (turn === this.#turn) this.#fail(error.message);
    }
  }

  // The same report in another language: no resolver is asked, and it is no other result.
  async #redraw() {
    const turn = (this.#turn += 1);
    try {
      const tree = await this.#tools.draw(this.#report, { lang: this.#lang });
      if (turn === this.#turn) this.#answer(tree);
    } catch (error) {
      if (turn === this.#turn) this.#fail(error.message);
    }
  }

  #answer(tree) {
    const { exists, diagnosis } = this.#report;
    const headline = text(find(tree, (node) => node.t === "h1"));
    // Where nobody answers, there is nothing to show but that.
    if (exists === null) return this.#fail(`${headline}. ${WORDS[this.#lang].unanswered}`, this.#link());
    const said = find(tree, classed("cause"));
    const chips = PARTS.map((id) => chip(find(tree, (node) => attribute(node, "aria-labelledby") === id)));
    const steps = diagnosis.flatMap(({ fixes }) => fixes);
    const first = diagnosis[0]?.fixes[0];
    const cure = find(tree, classed("cure"));
    this.#show([
      make("h2", {}, headline),
      ...(exists ? [make("ul", { class: "chips" }, ...chips)] : []),
      ...(said ? [make("p", {}, text(said))] : []),
      ...(first ? [this.#step(first, find(cure, classed("fix")))] : plain(cure, headline)),
      this.#link(steps.length > 1),
    ], said ? `${headline}. ${text(said)}` : headline);
  }

  // What is copied comes out of the report, since a text that is shown has its hidden letters written out.
  #step({ name, host, value }, card) {
    const step = make("div", { class: "fix" }, ...card.c.map(drawn));
    for (const [place, copied] of [["named", host ?? name], ["valued", value]]) {
      const cell = step.querySelector(`.record > .${place}`);
      if (cell && copied) cell.parentElement.append(this.#copier(place, cell, copied));
    }
    return step;
  }

  #copier(place, cell, value) {
    const words = WORDS[this.#lang];
    const face = words.copy(cell.dataset.label);
    const button = make("button", { type: "button", class: `copy ${place}`, "aria-label": `${face}: ${value}` }, face);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(value);
        this.#status.textContent = `${words.copied}: ${value}`;
        button.textContent = words.copied;
      } catch {
        // Without https there is no clipboard: what is shown is marked, ready to be copied by hand.
        getSelection().selectAllChildren(cell);
      }
    });
    return button;
  }

  #fail(sentence, ...more) {
    const retry = make("button", { type: "button" }, WORDS[this.#lang].retry);
    retry.addEventListener("click", () => this.#check());
    const alert = make("p", { role: "alert", id: "trouble" }, sentence);
    // What is typed wrongly is put right in the field.
    const typed = this.#given === "" && !this.#report;
    this.#show([alert, ...(typed ? [] : [retry]), ...more]);
    if (!typed) return;
    this.#field.setAttribute("aria-invalid", "true");
    this.#field.setAttribute("aria-describedby", "trouble");
  }

  #show(nodes, spoken = "") {
    for (const name of ["aria-invalid", "aria-describedby"]) this.#field.removeAttribute(name);
    this.#result.setAttribute("aria-busy", "false");
    // A button that goes, such as the one to try again, leaves the focus where its successor comes.
    if (this.#result.querySelector(":focus")) this.#result.focus();
    this.#result.replaceChildren(...nodes);
    this.#status.textContent = spoken;
  }

  #link(hasMore = false) {
    const words = WORDS[this.#lang];
    const href = new URL(`./#domain=${encodeURIComponent(this.#report.domain)}`, import.meta.url).href;
    return make("a", { class: "full", href }, hasMore ? words.more : words.report);
  }
}

/** An element with attributes and what is in it; a string becomes text. */
function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

const attribute = (node, name) => node.a.find(([own]) => own === name)?.[1];
const classed = (name) => (node) => attribute(node, "class")?.split(" ").includes(name);
const text = (node) => node.s + node.c.map(text).join("");

function* within(node) {
  yield node;
  for (const child of node.c) yield* within(child);
}

function find(node, is) {
  for (const one of within(node)) if (is(one)) return one;
}

/** The name of a part and what it comes to, with its sign. */
function chip(part) {
  const outcome = find(part, classed("outcome"));
  const state = attribute(outcome, "class").split(" ").find((name) => name.startsWith("state-")) ?? "";
  return make("li", { class: `chip ${state}` }, make("b", {}, text(find(part, (node) => node.t === "h2"))), " ", ...outcome.c.map(drawn));
}

/** The sentences where there is no step, under their title, but for what the headline says. Links there are of Waxseal's own page. */
function plain(cure, headline) {
  const isLine = (node) => node.t === "p" && !find(node, (part) => part.t === "a");
  const lines = [...within(find(cure, classed("diagnosis")) ?? cure)].filter(isLine).map(text);
  const said = lines.filter((line) => line !== headline).slice(0, 2).map((line) => make("p", {}, line));
  return said.length > 0 ? [make("h3", {}, text(find(cure, (node) => node.t === "h2"))), ...said] : [];
}

/** What the checker drew, as elements. A link leads to the web or is no link. */
function drawn(node) {
  if (!node.t) return document.createTextNode(node.s);
  const href = attribute(node, "href") ?? "";
  const isLink = node.t === "a" && href.startsWith("https://");
  const tag = TAGS.includes(node.t) && (node.t !== "a" || isLink) ? node.t : "span";
  const element = make(tag, isLink ? { href, rel: "noreferrer noopener" } : {});
  for (const [name, value] of node.a) if (ATTRIBUTES.includes(name)) element.setAttribute(name, value);
  element.append(...node.c.map(drawn));
  return element;
}
