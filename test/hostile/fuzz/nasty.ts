/** Values that readers stumble over. */

const deep = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};

/** A member that is not what it should be. */
export const NASTY_VALUES: readonly unknown[] = [
  ...[null, true, false, 0, -1, 1.5, 1e308, -1e308, 2 ** 53, 2 ** 31, -(2 ** 63), '', ' ', '0', 'null'],
  ...[[], {}, [[]], [null], [{}], { length: 1e9 }, { toString: 1, valueOf: 1 }, deep(30), deep(2_000)],
  ...[
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    '../../../etc/passwd',
    '%00',
    'a\0b',
    '\r\nX: y',
  ],
  ...['\ud800', '\udfff', '\u202e\u2066', '\u200b'.repeat(50), '👩‍👩‍👧‍👦'.repeat(40), 'ﷺ'.repeat(500), 'İ', 'é'],
  ...[
    '<script>alert(1)</script>',
    '${7*7}',
    '{{7*7}}',
    "' OR 1=1 --",
    '"',
    '\\',
    '"'.repeat(300),
    '--'.repeat(300),
  ],
  ...[
    'x'.repeat(5_000),
    '9'.repeat(400),
    '-1',
    '1e999',
    'NaN',
    'Infinity',
    '1'.repeat(25),
    '2026-13-45T99:99:99Z',
  ],
  ...[Array.from({ length: 2_000 }, (_one, at) => at), Array.from({ length: 300 }, () => ({}))],
  ...[
    'http://169.254.169.254/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '//x',
    'live.example.com/live/main',
  ],
];

/** Keys that stand for something else. */
export const NASTY_KEYS = [
  '__proto__',
  'constructor',
  'toString',
  '',
  'a.b',
  'type',
  'x'.repeat(2_000),
  '\0',
];

/** Bodies that are not what their type says. */
export const NASTY_BODIES: readonly Buffer[] = [
  ...[
    '',
    '{',
    '[',
    'null',
    '"',
    '1',
    '[]',
    '{}',
    'NaN',
    '{"a":1}{"a":1}',
    '\ufeff{}',
    '{"a":1,"a":2}',
    '{"a":01}',
  ],
  ...[
    'payload=',
    'payload=%',
    'payload={',
    'payload=null',
    'payload=[]',
    '&&&&',
    '=',
    '%%%',
    'a[b][c]=1',
    '{"__proto__":{"a":1}}',
  ],
  '['.repeat(30_000),
  '{"a":'.repeat(20_000),
  `[${'1,'.repeat(20_000)}1]`,
  `{"a":${'9'.repeat(20_000)}}`,
  `"${'\\u0000'.repeat(5_000)}"`,
  'a=1&'.repeat(20_000),
]
  .map((text) => Buffer.from(text))
  .concat([
    Buffer.from([0xff, 0xfe, 0x00]),
    Buffer.from([0xc3, 0x28]),
    Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]),
    Buffer.alloc(70_000, 0x20),
    Buffer.alloc(1_200_000, 0x61),
  ]);

/** Headers that say what is not so, or that nobody asked for. */
export const NASTY_HEADERS: readonly [name: string, value: string][] = [
  ['Content-Type', 'text/plain'],
  ['Content-Type', ''],
  ['Content-Type', 'application/json; charset=utf-16'],
  ['Content-Type', 'application/x-www-form-urlencoded'],
  ['Content-Type', 'multipart/form-data'],
  ['Content-Type', 'multipart/form-data; boundary=x'],
  ['Content-Encoding', 'gzip'],
  ['Content-Encoding', 'br'],
  ['Content-Encoding', 'gzip, gzip, gzip'],
  ['Transfer-Encoding', 'chunked'],
  ['Transfer-Encoding', 'identity'],
  ['Transfer-Encoding', 'chunked, chunked'],
  ['Expect', '100-continue'],
  ['Expect', 'something'],
  ['Upgrade', 'websocket'],
  ['Upgrade', 'h2c'],
  ['Host', 'evil.example'],
  ['Host', ''],
  ['Host', 'a b'],
  ['Host', '[::1'],
  ['Origin', 'null'],
  ['Origin', 'http://evil.example'],
  ['Origin', '::'],
  ['Cookie', 'airdesk=x; airdesk=y; ;=;%'],
  ['Cookie', '__Host-airdesk=%FF%FE'],
  ['X-Forwarded-For', '1.2.3.4, 5.6.7.8'],
  ['X-Forwarded-For', ','.repeat(2_000)],
  ['Forwarded', 'for="[::1]'],
  ['Range', 'bytes=0-0,1-1,2-2'],
  ['Accept-Language', '*;q=x'],
  ['Last-Event-ID', '-1'],
  ['Last-Event-ID', '9'.repeat(500)],
  ['If-None-Match', '*'],
  ['Content-Length', '-1'],
  ['Content-Length', '1e3'],
  ['Content-Length', '99999999999999999999'],
  ['Content-Length', '0'],
  ['X-Slack-Retry-Num', 'x'],
  ['X-Slack-Request-Timestamp', '0'],
  ['X-Signature-Timestamp', '99999999999'],
  ['X-TC-Action', '__proto__'],
  ['X-TC-Version', '2018-08-02'],
  ['X-TC-Timestamp', '-1'],
  ['Authorization', 'TC3-HMAC-SHA256 Credential=/, SignedHeaders=, Signature='],
  ['Authorization', 'Basic Og=='],
  ['X-Long', 'x'.repeat(20_000)],
  ['X-Latin', '\u00ff\u00fe'],
  ['Bad Name', 'x'],
];

/** Methods that nobody answers to, or that mean something elsewhere. */
export const NASTY_METHODS = [
  'GET',
  'HEAD',
  'PUT',
  'DELETE',
  'PATCH',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'PROPFIND',
  'POST',
];
/** Request targets that servers have stumbled over. */
export const NASTY_TARGETS = [
  '*',
  '//',
  '/%',
  '/%00',
  '/..%2f..%2f',
  'http://evil.example/desk',
  '?',
  '#',
  '/\u00ff',
  `/${'a'.repeat(9_000)}`,
];
