// The domains of a managed service provider: eighty customers, of which five have something broken.

/** How many there are. */
const COUNT = 80;
/** What is broken, each with how. */
const FAULTS = {
  'broken0.example': () => [{ TXT: 'v=spf1 include:_spf.gone.example -all' }, { MX: [10, 'mx.provider.example'] }],
  'broken1.example': () => [{ TXT: 'v=spf1 mx -all' }, { TXT: 'v=spf1 a -all' }, { MX: [10, 'mx.provider.example'] }],
  'broken2.example': () => [{ TXT: 'v=spf1 ipv4:192.0.2.1 -all' }, { MX: [10, 'mx.provider.example'] }],
  'broken3.example': () => [{ TXT: 'v=spf1 +all' }, { MX: [10, 'mx.provider.example'] }],
  'broken4.example': () => [{ TXT: 'v=spf1 include:_spf.provider.example mx -all redirect' }, { MX: [10, 'mx.provider.example'] }],
};
export const BROKEN = Object.keys(FAULTS);

/** All names, the broken ones spread among the others. */
export const NAMES = Array.from({ length: COUNT }, (_, at) => (at % 4 === 3 && at < 20 ? BROKEN[(at - 3) / 4] : `good${at}.example`));

const POLICIES = ['reject', 'none', 'quarantine', 'none'];

/** Their zone. */
export function customers() {
  const zone = { 'mx.provider.example': [{ A: '192.0.2.25' }] };
  NAMES.forEach((name, at) => {
    zone[name] = FAULTS[name]?.() ?? [{ TXT: 'v=spf1 mx -all' }, { MX: [10, 'mx.provider.example'] }];
    const policy = POLICIES[at % POLICIES.length];
    zone[`_dmarc.${name}`] = [{ TXT: `v=DMARC1; p=${policy}; rua=mailto:dmarc@${name}` }];
  });
  return zone;
}
