/** Texts of the worst shapes: what makes an expression try everything again from each place. */

/** How long the longest are, characters. */
export const LONGEST = 200_000;

/** `seed` again and again between `before` and `behind`. */
interface Shape {
  readonly before?: string;
  readonly seed: string;
  readonly behind?: string;
}

const SEEDS = [
  ...Array.from('a1 ?=/"@<>%&.:-_#\\`\n\t([{*~|,;!^$你１＝？“「'),
  ...[
    '\u200b',
    'é',
    '😀',
    'a:',
    'a.',
    'a/',
    'a@',
    'a=',
    'a ',
    ' a',
    'a-',
    '1:',
    '1.',
    '1 ',
    '22:00 ',
    '1h ',
    '//',
    '://',
  ],
  ...[
    'a://',
    'a://a',
    'http://a?',
    'rtmp://',
    'rtmp://youtube.',
    'youtube.',
    'twitch.a/',
    'mux://',
    'srt://#!::',
    '#!::',
  ],
  ...[
    'key',
    'key ',
    'key:',
    'key: ',
    'key = ',
    '&key',
    '&key=',
    'key=a&',
    '?a=b',
    '?a',
    'x?y ',
    'secret=',
    '"secret":',
    '密钥',
  ],
  ...[
    '%3F',
    '%3D',
    '%25',
    '%253F',
    '%20',
    '%3Fa%',
    'eyJ-',
    'eyJaaaaaaaa.',
    'xoxb-',
    'AKID',
    'M'.repeat(24),
    'bot ',
    'Basic ',
  ],
  ...[
    '-----BEGIN ',
    'PRIVATE KEY',
    '-----END ',
    'hooks.slack.com/',
    'live_1',
    'gh',
    'FB-1',
    '<a',
    '<a.',
    '<a|',
    '<@',
    '<@U',
    '<!',
  ],
  ...[
    '<#C1|',
    '<a://a',
    '<a.a|a>',
    '</a:1>',
    '&amp;',
    '\\"',
    '\\\\',
    ':"',
    'a:"b',
    "'",
    '" ',
    '{"a":',
    '[1,',
    '"a",',
    '1234567890123456,',
  ],
  ...[
    'today ',
    ' at ',
    ' time',
    'utc ',
    ' on ',
    'a time',
    '点',
    '下周',
    'until ',
    '为止',
    'server ',
    'key\n',
    '\n-',
    '\n\n',
    '- ',
    '1. ',
  ],
  ...[
    '*a',
    'a*',
    'account:',
    'for ',
    '--',
    'id:',
    'a,a',
    '/live ',
    'Env: ',
    'aEnv: [',
    'AWSEnv',
    'A1env:a',
    '\r\n',
    ' \n',
    'scrypt$',
  ],
] as const;

const FRAMES = [
  'key:',
  'txSecret=',
  '"',
  '<',
  'rtmp://',
  'http://a/?',
  '&',
  '1',
  '`',
  'https://a.example/b?c=',
];
const INSIDES = ['a', ' ', '=', '1', 'a.'];
const ENDS = ['', '?', '"'];

/** All shapes, as functions of a length. */
export const SHAPES: readonly { readonly name: string; readonly text: (length: number) => string }[] = [
  ...SEEDS.map((seed): Shape => ({ before: 'x', seed, behind: '\u0000' })),
  ...FRAMES.flatMap((before) =>
    INSIDES.flatMap((seed) => ENDS.map((behind): Shape => ({ before, seed, behind }))),
  ),
].map(({ before = '', seed, behind = '' }) => ({
  name: JSON.stringify([before, seed, behind]),
  text: (length) => {
    const room = Math.max(0, length - before.length - behind.length);
    return before + seed.repeat(Math.ceil(room / seed.length)).slice(0, room) + behind;
  },
}));
