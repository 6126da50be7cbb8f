// An example of Waxseal's API in a page of your own. The addresses are those of this folder.
import { checkDomain } from "./waxseal.js";

const [form, output, offer] = ["form", "output", "#offer"].map((name) => document.querySelector(name));
const check = form.querySelector("button");
// Without `doh` the questions go to the first resolver of Waxseal's own list.
let doh;

// Whoever runs a resolver sees what is asked, so one that a link brings along is only used when the person at the page agrees.
const offered = new URLSearchParams(location.search).get("doh") ?? "";
if (URL.canParse(offered)) {
  const { href } = new URL(offered);
  for (const name of offer.querySelectorAll("code")) name.textContent = href;
  offer.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    doh = button.value === "use" ? href : undefined;
    offer.hidden = true;
    check.disabled = false;
    form.elements.domain.focus();
  });
  check.disabled = true;
  offer.hidden = false;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  output.textContent = "…";
  try {
    const report = await checkDomain(form.elements.domain.value, { doh });
    output.textContent = summary(report);
  } catch (error) {
    output.textContent = error.message;
  }
});

function summary({ domain, mx, spf, dkim, dmarc, findings, dns }) {
  return [
    `${domain}`,
    `MX: ${mx.hosts.map(({ host }) => host).join(", ") || "-"}`,
    `SPF: ${spf.record ?? "-"} (${spf.lookups} of 10 lookups)`,
    `DKIM: ${dkim.filter(({ key }) => key).map(({ selector }) => selector).join(", ") || "-"}`,
    `DMARC: ${dmarc.record?.text ?? "-"}`,
    `Findings: ${findings.map(({ severity, code, subject }) => `\n  ${severity} ${code} ${subject}`).join("") || "-"}`,
    `DNS questions: ${dns.length}`,
  ].join("\n");
}
