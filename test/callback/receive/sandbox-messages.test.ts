import { describe, expect, it } from 'vitest';
import { callbackType, CALLBACK_TYPES } from '../../../src/callback/callback-types.ts';
import { normalise } from '../../../src/callback/normalise/normalise.ts';
import { createExamine } from '../../../src/callback/receive/examine.ts';
import { isSigned, sampleMessage } from '../../../sandbox/callback/kinds.ts';
import { KEY, NOW, SECRET, signed } from './messages.ts';

const about = {
  upstream: {
    domain: 'push.example.com',
    app: 'live',
    stream: 'main',
    sequence: '2210464508206756938',
    clientIp: '198.51.100.7',
    node: '203.0.113.9',
    streamParam: `txSecret=${SECRET}&txTime=69A0`,
    since: NOW - 60_000,
    width: 1920,
    height: 1080,
  },
  now: NOW,
  task: undefined,
  hex: (bytes: number) => 'ab'.repeat(bytes),
} as unknown as Parameters<typeof sampleMessage>[1];

describe('what the sandbox sends', () => {
  it.each(CALLBACK_TYPES.map(({ type }) => type))('of type %i is taken and understood', (type) => {
    expect(isSigned(type)).toBe(callbackType(type)?.signed);
    const sample = sampleMessage(type, about);
    const message = isSigned(type) ? signed(sample) : sample;
    const { outcome, received } = createExamine({ account: 'a', key: KEY })(
      Buffer.from(JSON.stringify(message)),
      NOW,
    );
    expect(outcome).toBe(isSigned(type) ? 'accepted' : 'unsigned');
    expect(JSON.stringify(received)).not.toContain(SECRET);
    const told = normalise({ seq: 1, value: received });
    expect(told.type).toBe(type);
    expect(told.subject.id).not.toBe('');
    const conditions = callbackType(type)?.conditions ?? [];
    if (conditions.length === 0) expect(told.condition).toBeUndefined();
    else expect(conditions).toContain(told.condition);
  });
});
