// The resolver of this network, over UDP: DNS messages in, DNS messages out (RFC 1035).
import dgram from "node:dgram";
import { checkDomain } from "waxseal";

const [domain, server = "127.0.0.1", port = "53"] = process.argv.slice(2);
const resolver = (query) => new Promise((resolve, reject) => {
  const socket = dgram.createSocket("udp4", (answer) => { socket.close(); resolve(answer); }).on("error", reject);
  socket.send(query, Number(port), server);
});
console.log((await checkDomain(domain, { resolver })).dmarc.policy);
