import { describe, expect, it } from 'vitest';
import { withGivenBack } from '../../src/live/given-back.ts';

const SECRET = 'token-of-main';
const clean = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(SECRET, '[redacted]')) as unknown;
const kept = (raw: object) => withGivenBack(clean(raw), raw);

describe('what the cloud gives back', () => {
  it('is Airdesk’s own address and key, where the API has them, and nothing else', () => {
    const raw = {
      Templates: [
        {
          TemplateName: `x ${SECRET}`,
          StreamBeginNotifyUrl: `https://a/${SECRET}`,
          CallbackKey: SECRET,
          Description: SECRET,
        },
      ],
      LiveStreamMonitor: { NotifyPolicy: { CallbackUrl: `https://a/${SECRET}` }, MonitorName: SECRET },
      RequestId: SECRET,
    };
    expect(kept(raw)).toEqual({
      Templates: [
        {
          TemplateName: 'x [redacted]',
          StreamBeginNotifyUrl: `https://a/${SECRET}`,
          CallbackKey: SECRET,
          Description: '[redacted]',
        },
      ],
      LiveStreamMonitor: { NotifyPolicy: { CallbackUrl: `https://a/${SECRET}` }, MonitorName: '[redacted]' },
      RequestId: '[redacted]',
    });
  });

  it('is a text: an object of that name is looked through like any other', () => {
    expect(kept({ CallbackUrl: { inner: SECRET }, CallbackKey: [SECRET] })).toEqual({
      ...{ CallbackUrl: { inner: '[redacted]' }, CallbackKey: ['[redacted]'] },
    });
  });

  it('ends where an answer is deeper than any', () => {
    let deep: object = { CallbackKey: SECRET };
    for (let depth = 0; depth < 40; depth += 1) deep = { deep };
    expect(JSON.stringify(kept(deep))).not.toContain(SECRET);
  });
});
