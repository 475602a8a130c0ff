import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AirdeskError } from '../../src/errors.ts';
import { createLog } from '../../src/observability/log.ts';
import { createRedact, redactText } from '../../src/observability/redact.ts';

function createLines(secrets: readonly string[] = []) {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) }, secrets);
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown> };
}

describe('a log line', () => {
  it('is JSON with level, time, message and fields', () => {
    const { log, last } = createLines();
    log.info({ action: 'DropLiveStream', ms: 12, sequence: 843110096313761792n }, 'called');
    expect(last()).toMatchObject({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
      msg: 'called',
      action: 'DropLiveStream',
      ms: 12,
      sequence: '843110096313761792',
    });
  });

  it('below the level is not written', () => {
    const { log, lines } = createLines();
    log.debug({}, 'detail');
    expect(lines).toEqual([]);
  });

  it('shows an error with what it knows, its cause included', () => {
    const { log, last } = createLines();
    const cause = new Error('socket closed, token=abc123');
    log.error(
      {
        err: new AirdeskError('call failed', { code: 'airdesk.network', hint: { en: 'a', zh: 'b' }, cause }),
      },
      'failed',
    );
    expect(last()['err']).toMatchObject({
      type: 'AirdeskError',
      message: 'call failed',
      code: 'airdesk.network',
      cause: { message: 'socket closed, token=[redacted]' },
    });
  });
});

describe('a secret', () => {
  const SECRETS = [
    'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
    'xoxb-1111-2222-hunter2',
    'xapp-1-A0-1-hunter2',
    'Authorization: Bearer hunter2hunter2',
    'TC3-HMAC-SHA256 Credential=id/2019/live/tc3_request, SignedHeaders=host, Signature=hunter2',
    'https://hooks.slack.com/commands/T0/1/hunter2',
    'https://discord.com/api/v10/webhooks/1/hunter2/messages/@original',
    'rtmp://push.example.com/live/main?txSecret=hunter2&txTime=5C2A3C6D',
    'wss://wss-primary.slack.com/link/?ticket=hunter2&app_id=1',
    'https://ada:hunter2@example.com/',
    '{"SecretKey":"hunter2"}',
    String.raw`"{\"secretKey\": \"hunter2\"}"`,
    '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----',
    'password=hunter2',
  ];

  it.each(SECRETS)('is taken out of any text: %s', (secret) => {
    const { log, lines } = createLines();
    log.info({ text: secret, deep: [{ inner: { text: `see ${secret} there` } }] }, `message ${secret}`);
    log.error({ err: new Error(secret) }, 'failed');
    expect(lines.join('')).not.toMatch(/hunter2|AKIDz8/);
    expect(lines.join('')).toContain('[redacted]');
  });

  it('is taken out by the name of its field', () => {
    const { log, last } = createLines();
    log.info(
      {
        responseUrl: 'x',
        response_url: 'x',
        ticket: { a: 1 },
        botToken: 'x',
        headers: { Authorization: 'x', Cookie: 'x' },
        secretKey: 1,
        hasToken: true,
      },
      '',
    );
    expect(last()).toMatchObject({
      responseUrl: '[redacted]',
      response_url: '[redacted]',
      ticket: '[redacted]',
      botToken: '[redacted]',
      headers: { Authorization: '[redacted]', Cookie: '[redacted]' },
      secretKey: '[redacted]',
      hasToken: true,
    });
  });

  it('that is known is taken out wherever it stands, as a key too', () => {
    const { log, lines } = createLines(['8f742231b10e8888abcd99yyyzzz85a5']);
    log.info(
      { '8f742231b10e8888abcd99yyyzzz85a5': 'a 8f742231b10e8888abcd99yyyzzz85a5 b' },
      'signed with 8f742231b10e8888abcd99yyyzzz85a5',
    );
    expect(lines.join('')).not.toContain('8f742231b10e');
  });

  it('is not suspected in ordinary lines', () => {
    for (const line of [
      'Drop live.example.com/live/main',
      'https://live.tencentcloudapi.com/?Action=DescribeLiveStreamState&StreamName=a',
      'signature is wrong',
      'the token has expired',
    ]) {
      expect(redactText(line)).toBe(line);
    }
  });
});

describe('whatever is logged', () => {
  it('is bounded and never throws', () => {
    const redact = createRedact(['known-secret']);
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
        (value) => {
          JSON.stringify(redact(value));
        },
      ),
    );
    const loop: Record<string, unknown> = {
      text: 'x'.repeat(100_000),
      list: Array.from({ length: 1000 }, () => 1),
    };
    loop['self'] = loop;
    Object.defineProperty(loop, 'bad', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    expect(redact(loop)).toBe('[unreadable]');
    const { log, lines } = createLines();
    log.info(loop, 'still there');
    expect(lines[0]).toContain('still there');
  });

  it('stays short when it holds itself', () => {
    const loop: Record<string, unknown> = { text: 'x'.repeat(100_000) };
    loop['self'] = loop;
    expect(JSON.stringify(createRedact()(loop)).length).toBeLessThan(40_000);
  });
});

describe('a long text', () => {
  it('cuts no secret in two', () => {
    const secret = 'a1b2c3d4e5f6g7h8i9j0';
    const clean = createRedact([secret])('.'.repeat(3990) + secret) as string;
    expect(clean).not.toContain('a1b2');
    expect(createRedact([])('.'.repeat(3985) + 'txSecret=a1b2c3d4e5f6')).not.toContain('a1b2');
  });
});
