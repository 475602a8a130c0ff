import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/alert/model/alert.ts';
import { alertCard } from '../../../src/alert/card/alert-card.ts';
import { anAlert, AT } from '../alerts.ts';
import { anIncident, aView, DOWN, MINUTE } from './cards.ts';

const ZH = { language: 'zh-CN' } as const;
const labelsOf = (alert: Alert, more = {}) =>
  (alertCard(alert, aView(more)).buttons ?? []).map(({ label }) => label);
const factsOf = (alert: Alert, more = {}) =>
  (alertCard(alert, aView(more)).facts ?? []).map(({ label }) => label);

describe('the card of an incident', () => {
  it('has a button for a look at each part only where those that last are few', () => {
    const looks = (open: number) => {
      const { incident, children } = anIncident(8, open);
      return labelsOf(incident, { children }).filter((label) => label.endsWith(': Look'));
    };
    expect(looks(3)).toEqual(['live/room-0: Look', 'live/room-1: Look', 'live/room-2: Look']);
    expect(looks(4)).toEqual([]);
    expect(looks(8)).toEqual([]);
  });

  it('offers what helps the first parts that can be helped, wherever these stand', () => {
    const { incident, children } = anIncident(9);
    const helped = children.map((child, at) => (at < 5 ? child : { ...child, found: DOWN.found }));
    const switches = labelsOf(incident, { children: helped }).filter((label) => /Switch/.test(label));
    expect(switches.map((label) => label.slice(0, 11))).toEqual(
      ['room-5', 'room-5', 'room-6', 'room-6', 'room-7', 'room-7'].map((name) => `live/${name}`),
    );
  });

  it('does not count reports beside the parts that the title counts', () => {
    const { incident, children } = anIncident(50);
    expect(factsOf({ ...incident, count: 50 }, { children })).not.toContain('Reported');
    expect(factsOf({ ...DOWN, count: 50 })).toContain('Reported');
  });
});

describe('the card of a stream', () => {
  it('says what it means and what to do before where else it is used', () => {
    const input = anAlert({ groups: ['domain:push.example.com', 'caster:63501'] });
    expect(alertCard(input, aView()).lines).toEqual([
      'Nothing is pushed: viewers see nothing.',
      'Do: Switch to a backup if one is pushed; otherwise restart the encoder.',
      'It is an input of caster 63501.',
    ]);
  });

  it('tells a minute once in its title, however often it broke within it', () => {
    const again = (from: number) =>
      anAlert({
        fires: [AT, from],
        outages: [{ from: AT, to: AT + 5000 }, { from }],
      });
    const title = (from: number, more = {}) =>
      alertCard(again(from), aView({ now: from + MINUTE, ...more })).title;
    expect(title(AT + 20_000)).toMatch(/: off air · 2nd since \d\d:\d\d$/);
    expect(title(AT + 20_000, ZH)).toMatch(/：断流 · \d\d:\d\d 以来第 2 次$/);
    expect(title(AT + 3 * MINUTE)).toMatch(/: off air · 2nd since \d\d:\d\d, this one since \d\d:\d\d$/);
  });
});

it('names a part in Chinese with a full-width colon on its button', () => {
  const { incident, children } = anIncident(2);
  expect(labelsOf(incident, { ...ZH, children })).toEqual(
    expect.arrayContaining(['live/room-0：查看流', 'live/room-1：查看流']),
  );
});
