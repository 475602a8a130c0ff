import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/reply.ts';
import { card, type DeskServer, startDesk } from './desk-server.ts';

const ACKNOWLEDGE = { id: 'alert:ack:1', label: 'Acknowledge' };
const KEPT = 3;

let server: DeskServer;

beforeEach(async () => {
  server = await startDesk({ limits: { history: KEPT } });
});
afterEach(() => server.stop());

const announce = (given: Card, key: string) => server.desk.announce('desk', given, key);

async function press(who: string, message: string, button: string): Promise<number> {
  const id = `ask-of-${who}-${button.replaceAll(':', '-')}`;
  return (await server.post({ kind: 'press', id, as: who, button, message })).status;
}

describe('announcing at the desk', () => {
  it('is for this process only', () => {
    expect(server.desk.volatile).toBe(true);
  });

  it('lets everybody press, what stood there before a change as well', async () => {
    const { messageId } = await announce(card('Down', { buttons: [ACKNOWLEDGE] }), 'k1');
    expect(await press('ada', messageId, ACKNOWLEDGE.id)).toBe(202);
    await server.desk.update({ platform: 'desk', channelId: 'desk', messageId }, card('Acknowledged'));
    expect(await press('ben', messageId, ACKNOWLEDGE.id)).toBe(202);
    expect(await press('ben', messageId, 'alert:close:1')).toBe(403);
  });

  it('never hides a card from the others, whatever it says of itself', async () => {
    const ref = await announce(card('Down', { visibility: 'asker' }), 'k1');
    expect(ref.messageId).not.toContain('~');
    expect(await server.desk.update(ref, card('Up', { visibility: 'asker' }))).toBe('updated');
  });

  it('forgets a key with its message, and announces anew', async () => {
    const ref = await announce(card('Down'), 'k1');
    expect(await announce(card('Down'), 'k1')).toEqual(ref);
    for (let at = 0; at < KEPT; at += 1) await announce(card('…'), `other-${at}`);
    expect(await server.desk.find('desk', 'k1', 0)).toBe('none');
    expect(await server.desk.update(ref, card('Up'))).toBe('gone');
    const next = await announce(card('Down'), 'k1');
    expect(next).not.toEqual(ref);
    expect(await server.desk.find('desk', 'k1', 0)).toEqual(next);
  });

  it('keeps what is announced and wants somebody longer than the rest', async () => {
    const down = await announce(card('Down', { tone: 'failure' }), 'k0');
    for (let at = 1; at <= KEPT; at += 1) await announce(card('Lag', { tone: 'warning' }), `k${at}`);
    expect(await server.desk.update(down, card('Still down', { tone: 'failure' }))).toBe('updated');
    expect(await server.desk.find('desk', 'k1', 0)).toBe('none');
    // Once it is over it goes like the others.
    await server.desk.update(down, card('Up', { tone: 'success' }));
    await announce(card('Lag', { tone: 'warning' }), 'k9');
    expect(await server.desk.update(down, card('Up'))).toBe('gone');
  });

  it('keeps no more of them than of anything, and the newest whatever it is', async () => {
    for (let at = 0; at < 2 * KEPT; at += 1) await announce(card('Down', { tone: 'failure' }), `k${at}`);
    expect(await server.desk.find('desk', 'k0', 0)).toBe('none');
    expect(await server.desk.find('desk', `k${2 * KEPT - 1}`, 0)).not.toBe('none');
    const lag = await announce(card('Lag', { tone: 'warning' }), 'lag');
    expect(await server.desk.find('desk', 'lag', 0)).toEqual(lag);
  });
});
