// An example of Waxseal's API in a page of your own. The addresses are those of this folder.
import { checkDomain } from "./waxseal.js";

const [form, output] = ["form", "output"].map((name) => document.querySelector(name));

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  output.textContent = "…";
  try {
    // Without `doh` the questions go to the first resolver of Waxseal's own list.
    const doh = new URLSearchParams(location.search).get("doh") ?? undefined;
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
