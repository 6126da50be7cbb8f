// The event `result` brings the report, for a page that wants to do something with it.
addEventListener("result", ({ detail: { domain, dmarc } }) => {
  document.querySelector("#said").textContent = `result: ${domain}, DMARC policy ${dmarc.policy ?? "-"}`;
});
