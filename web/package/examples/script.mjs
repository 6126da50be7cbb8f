// node script.mjs example.com …  fails where a domain has an error. DOH names another resolver.
import { checkDomain } from "waxseal";

for (const name of process.argv.slice(2)) {
  const { domain, dmarc, findings } = await checkDomain(name, { doh: process.env.DOH });
  const errors = findings.filter(({ severity }) => severity === "error").map(({ code }) => code);
  console.log(`${domain}: p=${dmarc.policy ?? "-"} ${errors.join(" ")}`);
  if (errors.length > 0) process.exitCode = 1;
}
