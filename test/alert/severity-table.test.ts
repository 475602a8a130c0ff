import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/alert/model/alert.ts';
import { disconnectWords } from '../../src/callback/disconnect-codes.ts';
import { createWorld, cut, push, STREAM, type World } from './decide/world.ts';

/** What says that the stream should be on air. */
type Watched = 'watched' | 'in its hours' | 'outside its hours' | '26 h on air' | 'not watched';
/** What was there when it ended. */
type There = 'alone' | 'backup on air';
/** What we did ourselves. */
type Ours = '' | 'we dropped it' | 'our ban';
/**
 * What people are told: a card that is open, and how bad it is; one line, closed, that calls nobody; or nothing.
 */
type Told = 'CRITICAL off air' | 'WARNING push lost' | 'WARNING refused' | 'line: ended' | 'nothing';

/** The table: a broadcast engineer signs it. Codes are those of the cloud, with the sub code behind the dot. */
const TABLE: readonly (readonly [code: string, Watched, There, Ours, Told])[] = [
  // The encoder says goodbye: deleteStream, closeStream, an orderly end of the connection, stopped.
  ['1', 'watched', 'alone', '', 'CRITICAL off air'],
  ['1', 'in its hours', 'alone', '', 'CRITICAL off air'],
  ['1', '26 h on air', 'alone', '', 'CRITICAL off air'],
  ['1', 'outside its hours', 'alone', '', 'line: ended'],
  ['1', 'not watched', 'alone', '', 'line: ended'],
  ['2', 'watched', 'alone', '', 'CRITICAL off air'],
  ['2', 'not watched', 'alone', '', 'line: ended'],
  ['3', 'watched', 'alone', '', 'CRITICAL off air'],
  ['3', 'not watched', 'alone', '', 'line: ended'],
  ['35', 'watched', 'alone', '', 'CRITICAL off air'],
  ['35', 'not watched', 'alone', '', 'line: ended'],
  // Nobody was playing it: the cloud stopped in order.
  ['37', 'watched', 'alone', '', 'CRITICAL off air'],
  ['37', 'not watched', 'alone', '', 'line: ended'],
  // The same while another push carries the stream.
  ['1', 'watched', 'backup on air', '', 'WARNING push lost'],
  ['1', 'in its hours', 'backup on air', '', 'WARNING push lost'],
  ['1', '26 h on air', 'backup on air', '', 'WARNING push lost'],
  ['1', 'outside its hours', 'backup on air', '', 'nothing'],
  ['1', 'not watched', 'backup on air', '', 'nothing'],

  // A fault, whether it is watched or not: the connection broke (4 is an error on the socket, no goodbye).
  ['4', 'watched', 'alone', '', 'CRITICAL off air'],
  ['4', 'not watched', 'alone', '', 'CRITICAL off air'],
  ['4', 'outside its hours', 'alone', '', 'CRITICAL off air'],
  ['4', 'not watched', 'backup on air', '', 'WARNING push lost'],
  ['12', 'watched', 'alone', '', 'CRITICAL off air'],
  ['12', 'not watched', 'alone', '', 'CRITICAL off air'],
  ['12', 'watched', 'backup on air', '', 'WARNING push lost'],
  ['12', 'not watched', 'backup on air', '', 'WARNING push lost'],
  // No data for long, malformed data, a fault of the cloud.
  ['8', 'not watched', 'alone', '', 'CRITICAL off air'],
  ['20', 'not watched', 'alone', '', 'CRITICAL off air'],
  ['6', 'not watched', 'alone', '', 'CRITICAL off air'],
  ['5', 'not watched', 'alone', '', 'CRITICAL off air'],
  // Nobody knows why: better to look.
  ['0', 'watched', 'alone', '', 'CRITICAL off air'],
  ['0', 'not watched', 'alone', '', 'CRITICAL off air'],
  ['22', 'not watched', 'alone', '', 'CRITICAL off air'],
  ['99', 'not watched', 'alone', '', 'CRITICAL off air'],
  ['99', 'outside its hours', 'alone', '', 'CRITICAL off air'],

  // Somebody cut it: by us, or at the console.
  ['21.100', 'watched', 'alone', 'we dropped it', 'nothing'],
  ['21.100', 'not watched', 'alone', 'we dropped it', 'nothing'],
  ['21.100', 'watched', 'backup on air', 'we dropped it', 'nothing'],
  ['21.100', 'watched', 'alone', '', 'CRITICAL off air'],
  ['21.100', 'not watched', 'alone', '', 'CRITICAL off air'],
  ['21.101', 'not watched', 'alone', '', 'CRITICAL off air'],
  // Replaced by another push of the same name: that one is on air.
  ['21.102', 'watched', 'backup on air', '', 'nothing'],
  ['21.102', 'not watched', 'backup on air', '', 'nothing'],

  // A push that was refused never began: nothing is off air with it.
  ['18.503', 'not watched', 'alone', '', 'nothing'],
  ['18.503', 'outside its hours', 'alone', '', 'nothing'],
  ['18.503', 'watched', 'alone', '', 'WARNING refused'],
  ['18.501', 'in its hours', 'alone', '', 'WARNING refused'],
  ['18.601', 'not watched', 'backup on air', '', 'nothing'],
  ['19', 'not watched', 'alone', '', 'nothing'],
  ['19', 'watched', 'alone', '', 'WARNING refused'],
  ['18.305', 'watched', 'alone', 'our ban', 'nothing'],
  ['18.305', 'not watched', 'alone', 'our ban', 'nothing'],
  ['18', 'watched', 'alone', 'our ban', 'nothing'],
  ['18.305', 'watched', 'alone', '', 'WARNING refused'],
  // Another reason than the ban is no matter of ours.
  ['18.503', 'watched', 'alone', 'our ban', 'WARNING refused'],
];

const HOUR_MS = 3_600_000;

function worldOf(watched: Watched, ours: Ours): World {
  const streams = [STREAM.id];
  // The world begins on a Sunday, at 20:00 UTC.
  const entries = {
    watched: [{ streams }],
    'in its hours': [{ streams, during: ['Sun 18:00-22:00'] }],
    'outside its hours': [{ streams, during: ['Sun 21:00-23:00'] }],
    '26 h on air': [],
    'not watched': [{ streams: ['live.example.com/live/other'] }],
  }[watched];
  const world = createWorld({ watched: entries });
  if (ours === 'we dropped it') world.ownActs = new Set([`stream:${STREAM.id}`]);
  if (ours === 'our ban') world.ownBans = new Map([[`stream:${STREAM.id}`, world.now()]]);
  return world;
}

/** What is told of it within a minute, grace time and all. */
function toldOf([code, watched, there, ours]: (typeof TABLE)[number]): Told {
  const world = worldOf(watched, ours);
  const began = world.now() - (watched === '26 h on air' ? 26 : 2) * HOUR_MS;
  const { cause } = disconnectWords(code);
  if (there === 'backup on air') world.tell(push('B', { at: began }));
  if (cause === 'refused') {
    // Somebody tries, again and again.
    for (const sequence of ['X1', 'X2', 'X3']) world.tell(cut(sequence, { code, cause }));
  } else {
    world.tell(push('A', { at: began + 60_000 }));
    world.tell(cut('A', { code, cause }));
  }
  world.pass(50_000);
  const told = world.alerts().filter(({ announced }) => announced);
  expect(told.length).toBeLessThan(2);
  expect(told.filter(isOpen).every(({ condition }) => condition !== 'stream.ended')).toBe(true);
  return told[0] ? wordOf(told[0]) : 'nothing';
}

const isOpen = ({ status }: Alert) => status !== 'closed';

function wordOf(alert: Alert): Told {
  if (alert.condition === 'stream.ended') {
    expect(alert).toMatchObject({ status: 'closed', severity: 'info' });
    return 'line: ended';
  }
  expect(alert.status).toBe('firing');
  const what = { 'stream.down': 'off air', 'stream.push-lost': 'push lost', 'push.refused': 'refused' };
  return `${alert.severity.toUpperCase()} ${what[alert.condition as keyof typeof what]}` as Told;
}

describe('how bad the end of a push is', () => {
  it.each(TABLE)('%s, %s, %s %s: %s', (...row) => {
    expect(toldOf(row)).toBe(row[4]);
  });
});
