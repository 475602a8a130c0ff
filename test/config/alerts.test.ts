import { describe, expect, it } from 'vitest';
import { linesOf, load } from './files.ts';

const rule = (rest: string): string => `alerts:\n  rules:\n    - name: a\n      ${rest}`;
const AT = 'airdesk.yaml:4: alerts.rules.0.';

describe('each problem of alerts is one line that says where and what', () => {
  it.each([
    [
      rule('match: { type: [stream.dwon] }'),
      `${AT}match.type: there is no condition "stream.dwon"; did you mean "stream.down"?`,
    ],
    [
      rule("match: { type: ['recrd.*'] }"),
      `${AT}match.type: there is no condition "recrd.*"; did you mean "record.*"?`,
    ],
    [rule('match: { account: sports }'), `${AT}match.account: there is no account "sports"; there is: main`],
    [
      rule('match: { during: [Fry 18:00-19:00] }'),
      `${AT}match.during: "Fry" is not a day; write Mon, Tue, Wed, Thu, Fri, Sat, Sun, Mon-Fri or 周一至周五`,
    ],
    [
      rule('match: { cause: [netwrk] }'),
      `${AT}match.cause: must be one of client, network, content, idle, refused, system, command, replaced, unknown; did you mean "network"?`,
    ],
    [rule('match: { strem: x }'), `${AT}match.strem: there is no such setting; did you mean "stream"?`],
    [
      rule('severity: critcal'),
      `${AT}severity: must be one of critical, warning, info, none; did you mean "critical"?`,
    ],
    [
      rule('mention: [lni]\npeople: { lin: { desk: lin, roles: [lead] } }'),
      `${AT}mention: there is no person "lni"; did you mean "lin"?`,
    ],
    [
      rule("mention: ['telegram:1']"),
      `${AT}mention: "telegram:1" is not a name under people, nor a group as slack:S012AB3CD or discord:123456789012345678`,
    ],
    [
      rule('channels: [general]'),
      `${AT}channels: "general" is not a channel; write slack:C0123ABCD, discord:123456789012345678 or desk:desk`,
    ],
    [
      rule("channels: ['desk:other']"),
      `${AT}channels: "desk:other" is no channel; the desk has one: desk:desk`,
    ],
    [rule('channels: []'), `${AT}channels: is empty; for what is only recorded write severity: none`],
    [
      rule("runbook: { text: x, buttons: [{ label: b, command: 'stream show {strem}' }] }"),
      `${AT}runbook.buttons.0.command: "{strem}" is nothing that can be filled in; there is: {stream}, {task}, {account}`,
    ],
    [
      rule("runbook: { text: x, buttons: [{ label: b, command: 'stream show {stream' }] }"),
      `${AT}runbook.buttons.0.command: "{stream" is nothing that can be filled in; there is: {stream}, {task}, {account}`,
    ],
    [
      rule("runbook: { text: x, buttons: [{ label: b, command: 'stream dorp {stream}' }] }"),
      `${AT}runbook.buttons.0.command: there is no command "stream dorp"; did you mean "stream drop"?`,
    ],
    [
      rule("runbook: { text: x, buttons: [{ label: b, command: '/live stream show' }] }"),
      `${AT}runbook.buttons.0.command: there is no command "/live stream"; write it without /live`,
    ],
    [
      'alerts:\n  rules:\n    - name: a\n    - name: a',
      'airdesk.yaml:4: alerts.rules.1.name: "a" is there twice; rename one of the two',
    ],
    [
      "alerts:\n  channels: ['desk:x']",
      'airdesk.yaml:2: alerts.channels: "desk:x" is no channel; the desk has one: desk:desk',
    ],
    [
      'alerts:\n  maintenance:\n    - name: m',
      'airdesk.yaml:3: alerts.maintenance: has no end; give from and to, or times of the week: match: { during: [Mon-Fri 02:00-04:00] }',
    ],
    [
      'alerts:\n  maintenance:\n    - name: m\n      from: 2026-12-01T00:00:00Z',
      'airdesk.yaml:3: alerts.maintenance: has no end; give from and to, or times of the week: match: { during: [Mon-Fri 02:00-04:00] }',
    ],
    [
      'alerts:\n  maintenance:\n    - name: m\n      from: 2026-12-01T02:00:00+01:00\n      to: 2026-12-01T01:00:00Z',
      'airdesk.yaml:5: alerts.maintenance.0.to: is not after from',
    ],
    [
      'alerts:\n  maintenance:\n    - name: m\n      to: tomorrow',
      'airdesk.yaml:4: alerts.maintenance.0.to: "tomorrow" is not a time with its zone, as 2026-12-01T22:00:00+08:00',
    ],
    [
      'alerts:\n  maintenance:\n    - { name: m, match: { during: [Mon] } }\n    - { name: m, match: { during: [Mon] } }',
      'airdesk.yaml:4: alerts.maintenance.1.name: "m" is there twice; rename one of the two',
    ],
    [
      'alerts:\n  groups:\n    g: { streams: [cam1] }',
      'airdesk.yaml:3: alerts.groups.g.streams: "cam1" is no full name; write domain/app/stream, or stars as */live/cam1',
    ],
    [
      "alerts:\n  watched:\n    - { streams: [main], during: ['Mon 25:00-26:00'] }",
      'airdesk.yaml:3: alerts.watched.0.during: "25:00-26:00" names a time that no clock shows; from 00:00 to 23:59, and 24:00 as an end',
    ],
    [
      'alerts:\n  watched:\n    - { streams: [main], during: [evenings] }',
      'airdesk.yaml:3: alerts.watched.0.during: "evenings" is not a day; write Mon, Tue, Wed, Thu, Fri, Sat, Sun, Mon-Fri or 周一至周五',
    ],
    [
      'alerts:\n  watched:\n    - { streams: [main], during: [Mon], timeZone: Europe/Berln }',
      'airdesk.yaml:3: alerts.watched.0.timeZone: there is no time zone "Europe/Berln"; did you mean "Europe/Berlin"?',
    ],
    [
      'alerts:\n  watched:\n    - { streams: [main], account: sport }',
      'airdesk.yaml:3: alerts.watched.0.account: there is no account "sport"; there is: main',
    ],
    ['alerts:\n  watched:\n    - { account: main }', 'airdesk.yaml:3: alerts.watched.0.streams: is missing'],
    [
      'alerts:\n  pictureUrl: http://pictures.example.com/{stream}.jpg',
      'airdesk.yaml:2: alerts.pictureUrl: is not an https address, as https://console.example.com/live?stream={stream}',
    ],
    [
      'alerts:\n  consoleUrl: https://console.example.com/{name}',
      'airdesk.yaml:2: alerts.consoleUrl: has "{name}", which nothing is put in place of; there is: {account}, {domain}, {app}, {stream}',
    ],
    [
      'alerts:\n  consoleUrl: https://ada@console.example.com/{stream}',
      'airdesk.yaml:2: alerts.consoleUrl: has a user name or a password in it; everybody in the channel sees the address, so leave that out',
    ],
    [
      `alerts:\n  pictureUrl: https://pictures.example.com/${'a'.repeat(300)}`,
      'airdesk.yaml:2: alerts.pictureUrl: must have at most 300 characters',
    ],
    ['alerts:\n  alwaysOnHours: 0', 'airdesk.yaml:2: alerts.alwaysOnHours: must be at least 1'],
    ['alerts:\n  flapping: { times: 1 }', 'airdesk.yaml:2: alerts.flapping.times: must be at least 2'],
  ])('%s', (yaml, line) => {
    expect(linesOf(load(yaml))).toEqual([line]);
  });
});

it.each([
  rule(
    "runbook: { text: x, buttons: [{ label: b, command: 'Stream  Show {stream}' }, { label: c, command: '流 断开 {stream}' }, { label: d, command: help }] }",
  ),
  rule("mention: ['slack:S012', 'discord:12']"),
  rule("match: { type: ['*', stream.down, 'stream.*'], during: ['周一至周五 18:00-02:00'] }"),
  'alerts:\n  maintenance:\n    - { name: m, to: 2026-12-01T00:00:00Z }\n    - { name: n, match: { during: [Mon] } }',
  'alerts:\n  groups:\n    g: { streams: [d/a/s, "*cam*"] }',
  // That nothing of this name is pushed yet is fine.
  "alerts:\n  watched:\n    - { streams: ['show-*', d/a/s], account: main, during: ['Fri 22:00-02:00', 周六], timeZone: Asia/Shanghai }",
])('is taken: %s', (yaml) => {
  expect(linesOf(load(yaml))).toEqual([]);
});
