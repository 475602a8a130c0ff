import { describe, expect, it } from 'vitest';
import { callbackType, CALLBACK_TYPES } from '../../../src/callback/callback-types.ts';
import {
  FORMAT_CLASSES,
  PULL_EVENTS,
  PUSH_FAULTS,
  RECORD_EVENTS,
  RECORD_FAULTS,
} from '../../../src/callback/callback-words.ts';
import { CONDITIONS } from '../../../src/callback/conditions.ts';
import { DISCONNECT_CODES, disconnectWords } from '../../../src/callback/disconnect-codes.ts';
import { normalise } from '../../../src/callback/normalise/normalise.ts';
import { valueName } from '../../../src/callback/normalise/value-names.ts';
import type { Text } from '../../../src/text/language.ts';
import { MESSAGES, NOW } from './messages.ts';

describe('the table of types', () => {
  it('has every type once', () => {
    expect(CALLBACK_TYPES.map(({ type }) => type)).toEqual([
      0, 1, 100, 200, 314, 315, 317, 321, 328, 332, 338, 341, 343, 344, 345, 347, 348, 349,
    ]);
  });

  it('says that only two are not signed', () => {
    expect(CALLBACK_TYPES.filter(({ signed }) => !signed).map(({ type }) => type)).toEqual([314, 328]);
    expect(callbackType(999)).toBeUndefined();
  });

  it('names conditions that are there, and those that its messages tell', () => {
    for (const { conditions } of CALLBACK_TYPES)
      for (const name of conditions) expect(CONDITIONS[name]).toBeDefined();
    for (const message of Object.values(MESSAGES)) {
      const told = normalise({ seq: 1, value: { at: NOW, account: 'a', trust: 'signed', message } });
      if (told.condition !== undefined) expect(callbackType(told.type)?.conditions).toContain(told.condition);
    }
  });
});

describe('words', () => {
  const all: Text[] = [
    ...CALLBACK_TYPES.flatMap(({ name, meaning }) => [name, meaning]),
    ...[...DISCONNECT_CODES.values()].map(({ words }) => words),
    ...[PUSH_FAULTS, RECORD_FAULTS, PULL_EVENTS, RECORD_EVENTS].flatMap((table) => [...table.values()]),
    ...[...FORMAT_CLASSES.values()].map(({ words }) => words),
    ...['reason', 'user_ip', 'push.3', 'record.-17'].map(valueName),
  ];

  it('are there in both languages', () => {
    for (const { en, zh } of all) {
      expect(en).toMatch(/^[ -~]+$/);
      expect(zh).toMatch(/\p{Script=Han}|IP/u);
    }
  });

  it('are there for every disconnect code', () => {
    for (let code = 0; code <= 39; code += 1) expect(DISCONNECT_CODES.has(String(code))).toBe(true);
  });

  it.each([
    ['1', 'client'],
    ['8', 'idle'],
    ['14', 'network'],
    ['18.305', 'refused'],
    ['18.999', 'refused'],
    ['21', 'command'],
    ['21.100', 'command'],
    ['21.102', 'replaced'],
    ['39', 'content'],
    ['40', 'unknown'],
    ['constructor', 'unknown'],
    ['', 'unknown'],
  ])('of code %s: %s', (code, cause) => {
    expect(disconnectWords(code).cause).toBe(cause);
  });

  it('of a value that nobody knows is its key', () => {
    expect(valueName('push.999')).toEqual({ en: 'push.999', zh: 'push.999' });
    expect(valueName('constructor').en).toBe('constructor');
  });
});
