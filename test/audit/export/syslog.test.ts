/** The audit goes to a syslog receiver, over real sockets, record by record. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { syslogRecord } from '../../../src/audit/export/syslog-record.ts';
import { verifyExported } from '../../../src/audit/verify-exported.ts';
import type { AuditEntry } from '../../../src/observability/audit.ts';
import { chainedLine, NO_LINES } from '../../../src/store/file/chain/link.ts';
import {
  parseSyslog,
  startSyslogReceiver,
  type SyslogReceiver,
} from '../../fakes/collectors/syslog-receiver.ts';
import { LOOPBACK_CERTIFICATE } from '../../fakes/collectors/loopback-certificate.ts';
import { CERTIFICATE } from '../../sandbox/example-certificate.ts';
import { createExportWorld, numbersOf, upTo, type ExportWorld } from './world.ts';

const ORIGIN = { facility: 13, hostname: 'desk-1', processId: 4711 };
const ENTRY: AuditEntry = {
  ...{ at: Date.UTC(2026, 2, 1, 20), intent: 'i1', phase: 'answered', platform: 'desk', userId: 'ada' },
  ...{ channelId: 'desk', command: 'stream list' },
};

let world: ExportWorld;
let receiver: SyslogReceiver;
/** Whether half a record may have come: of a receiver that cuts connections. */
let isCut = false;
const settings = (more: object = {}) => ({
  syslog: { host: '127.0.0.1', port: receiver.port, transport: 'tcp' as const, facility: 13, ...more },
});
const taken = () => numbersOf(receiver.messages.map(({ text }) => text));

beforeEach(async () => {
  world = await createExportWorld();
  receiver = await startSyslogReceiver();
});
afterEach(async () => {
  await world.end();
  if (!isCut) expect(receiver.wrong).toEqual([]);
  isCut = false;
  await receiver.stop();
  await world.remove();
});

describe('a record', () => {
  const lineOf = (entry: AuditEntry) => chainedLine(NO_LINES, entry).text;

  it('is as RFC 5424 says, with the line as its message and its number beside it', () => {
    const line = lineOf(ENTRY);
    expect(syslogRecord(line, ORIGIN)).toBe(
      `<110>1 2026-03-01T20:00:00.000Z desk-1 airdesk 4711 audit [meta sequenceId="1"] ${line}`,
    );
  });

  it.each([
    ['answered', 6],
    ['done', 6],
    ['refused', 5],
    ['failed', 4],
    ['unknown', 4],
  ] as const)('of %s has severity %i', (phase, severity) => {
    const message = parseSyslog(syslogRecord(lineOf({ ...ENTRY, phase }), { ...ORIGIN, facility: 16 }));
    expect(message).toMatchObject({ facility: 16, severity });
  });

  it.each([
    ['a machine without a name', { ...ORIGIN, hostname: '工作站' }, ENTRY, { host: '-' }],
    ['a name with spaces in it', { ...ORIGIN, hostname: 'a b\n<1>c' }, ENTRY, { host: 'ab<1>c' }],
    ['a time that is none', ORIGIN, { ...ENTRY, at: 9e15 }, { timestamp: '-' }],
  ])('of %s is one all the same', (_, origin, entry, expected) => {
    expect(parseSyslog(syslogRecord(lineOf(entry), origin))).toMatchObject(expected);
  });
});

/** What programs take for the end of a line, and what begins a record or ends one. */
const FORGED =
  '<134>1 2026-03-01T20:00:00Z desk-1 airdesk 1 audit - {"phase":"done","command":"stream drop x"}';
const BREAKS = [
  '\n',
  '\r\n',
  '\r',
  '\0',
  '\v',
  '\f',
  '\x1c',
  '\x1d',
  '\x1e',
  '\x7f',
  '\x85',
  '\u2028',
  '\u2029',
  '\u202e',
  '\u200b',
];

describe('what people type', () => {
  it('begins no record of its own, whatever takes the stream apart', async () => {
    await world.open(settings());
    for (const sign of BREAKS)
      await world.write(1, {
        command: `stream show x${sign}${Buffer.byteLength(FORGED)} ${FORGED}${sign}`,
        target: `a${sign}${FORGED}`,
        userId: `u"]${sign}[x y="z"] ${FORGED}`,
      });
    await world.until(() => receiver.messages.length === BREAKS.length);
    expect(taken()).toEqual(upTo(BREAKS.length));
    for (const { text, structured, app } of receiver.messages) {
      expect(app).toBe('airdesk');
      expect(structured).toMatch(/^\[meta sequenceId="\d+"\]$/);
      // One line, by whatever says what a line is.
      expect(text).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cf}]/u);
      expect(JSON.parse(text)).toMatchObject({ phase: 'answered' });
    }
    // And in the file it is one line, with what was typed.
    const file = join(world.folder, 'received.log');
    await writeFile(
      file,
      receiver.messages.map(({ text }) => `Mar  1 20:00:00 desk-1 airdesk[4711]: ${text}\n`).join(''),
    );
    expect(await verifyExported(file)).toMatchObject({ misfit: undefined, lines: BREAKS.length, others: 0 });
  });

  it('counts in bytes, not in characters', async () => {
    await world.open(settings());
    await world.write(3, { command: '流 断开 主舞台 🎥'.repeat(20) });
    await world.until(() => receiver.messages.length === 3);
    expect((JSON.parse(receiver.messages[2]?.text ?? '') as AuditEntry).command).toContain('🎥流 断开');
  });
});

describe('a receiver', () => {
  it.each(['resets', 'cuts', 'closes-at-once', 'never-closes'] as const)(
    'that %s has taken nothing: it all comes again',
    async (behaviour) => {
      receiver.behave(behaviour);
      await world.open(settings());
      isCut = behaviour === 'cuts';
      await world.write(400, { reason: 'x'.repeat(200) });
      await world.until(() => world.counted.outcomes.length > 0);
      expect(world.counted.outcomes).not.toContain('delivered');
      const { length } = receiver.messages;
      receiver.behave('good');
      await world.until(() => world.exports().states()[0]?.waiting === 0);
      // What it had written down before it went away came again.
      expect([...new Set(taken().slice(length))]).toEqual(upTo(400));
      expect(world.exports().states()[0]).toMatchObject({ failure: undefined });
    },
  );

  it('that is down and comes back gets everything, in order, once', async () => {
    await world.open(settings());
    const { port } = receiver;
    await receiver.stop();
    await world.write(700);
    await world.until(() => world.counted.outcomes.length > 3, 500);
    expect(world.exports().states()[0]?.failure?.why).toBe('ECONNREFUSED');
    receiver = await startSyslogReceiver({ port });
    await world.until(() => receiver.messages.length === 700, 500);
    expect(taken()).toEqual(upTo(700));
  });

  it.each([
    ['of this machine, known here', 'loopback', LOOPBACK_CERTIFICATE, undefined],
    ['that nobody knows', 'loopback', undefined, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['of somebody else, known here', 'other', CERTIFICATE, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const)('over TLS with a certificate %s', async (_, tls, ca, why) => {
    await receiver.stop();
    receiver = await startSyslogReceiver({ tls });
    const caFile = join(world.folder, 'ca.pem');
    if (ca !== undefined) await writeFile(caFile, ca);
    await world.open(settings({ transport: 'tls', ...(ca !== undefined && { caFile }) }));
    await world.write(300);
    await world.until(() => world.counted.outcomes.length > 0);
    expect(world.exports().states()[0]?.failure?.why).toBe(why);
    expect(taken()).toEqual(why === undefined ? upTo(300) : []);
  });
});
