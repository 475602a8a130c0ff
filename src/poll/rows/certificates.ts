import type { Severity } from '../../callback/event.ts';
import { valuesOf } from '../../callback/normalise/reading.ts';
import { readBindings } from '../../live/read/certificates.ts';
import { severityBy } from '../severity-by.ts';
import type { Finding, Poller } from '../poller.ts';

const PATIENCE_MS = 8000;
const DAY_MS = 24 * 3_600_000;
const LEVELS = [
  [DAY_MS, 'critical'],
  [7 * DAY_MS, 'warning'],
  [30 * DAY_MS, 'info'],
] as const satisfies readonly (readonly [number, Severity])[];

/** Certificates of play domains that expire in 30, 7 and 1 days, each told once. One call a hundred domains. */
export const CERTIFICATES: Poller = {
  name: 'certificates',
  about: {
    en: 'Certificates of play domains that expire in 30, 7 or 1 days.',
    zh: '播放域名的证书，到期前 30 天、7 天、1 天各通知一次。',
  },
  conditions: ['certificate.expiring'],
  actions: ['DescribeLiveDomainCertBindings'],
  async look({ live, now }) {
    const { items, complete } = await readBindings({ live, timeoutMs: PATIENCE_MS });
    const findings = items.flatMap(({ domain, isOn, expires, alias, certificate }): Finding[] => {
      const severity = expires === undefined ? undefined : severityBy(LEVELS, expires - now);
      if (!isOn || !severity) return [];
      const values = valuesOf({ expires, certificate: alias || certificate || undefined });
      const condition = 'certificate.expiring';
      return [{ condition, subject: { type: 'domain', id: domain.slice(0, 300) }, severity, values }];
    });
    const listed = new Set(items.map(({ domain }) => domain));
    return { findings, isUnknown: (_condition, { id }) => !complete && !listed.has(id) };
  },
};
