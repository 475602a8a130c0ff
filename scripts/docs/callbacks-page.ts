import { CALLBACK_TYPES } from '../../src/callback/callback-types.ts';
import { DISCONNECT_CODES } from '../../src/callback/disconnect-codes.ts';
import { CALLBACK_OUTCOMES } from '../../src/callback/receive/outcomes.ts';
import { code, generatedNote, table } from './markdown.ts';

const INTRO = `The cloud posts what happens to streams, recordings, pull tasks and monitors to an address of yours. Airdesk has each
message on disk before it answers, and makes alerts of those that matter.

## Set it up

1. Choose a token, the last part of the path, that nobody can guess (16 to 128 letters, digits, \`-\` or \`_\`), and a
   callback key:

   \`\`\`sh
   openssl rand -hex 24
   \`\`\`

2. Give Airdesk both, as variables or as files. With one account:

   \`\`\`sh
   export LIVE_CALLBACK_TOKEN_FILE=./secrets/callback-token LIVE_CALLBACK_KEY_FILE=./secrets/callback-key
   \`\`\`

   With several, each names variables of its own under \`callbacks\` in \`airdesk.yaml\`: [configuration.md](configuration.md).

3. The address has to be reachable from the cloud over HTTPS: put a [reverse proxy](operations.md#behind-a-proxy) in
   front. The path has to arrive as it is. Say where that is, unless people open Airdesk there too (\`AIRDESK_URL\`):

   \`\`\`sh
   export LIVE_CALLBACK_URL=https://airdesk.example.com
   \`\`\`

4. Start Airdesk, and in chat, for each push domain (and each app of it other than \`live\`):

   \`\`\`text
   callback test
   callback setup push.example.com
   \`\`\`

   The first sends a test message to this address, as the cloud would, and says what is in its way. The second makes a
   callback template with address and key, unless there is one, and binds it; neither is shown, typed or stored. Who was
   told of the domain so far and would be no more is named first, in red. \`callback check\` looks at all domains at once.

   By hand it is the same: in the live console, under live callbacks (直播回调), create a callback template with the key,
   enter the same address for every type, and bind the template to each push domain:

   \`\`\`text
   https://airdesk.example.com/callbacks/live/<token>
   \`\`\`

   Pull tasks and monitors have addresses of their own, which \`pull add\` and \`monitor add\` fill in:
   [the table](#types--类型) says where. Each account has its own token: that is how they are told apart.

A test message has the type \`airdesk-test\` and a mark that this process made, and waits for, once and for ten seconds. It
has to be signed like any other. Without the mark, or with one that is not known, a message of that type is treated, and
answered, as every type that is not known. What is tested is the address that is configured, never one that somebody
typed or that the cloud has; four tests at once, and four a minute.

## What is signed, and what is not

\`sign\` is \`MD5(key + t)\`, and \`t\` is when it expires. It does not cover the message: **whoever has seen one message can
send any other with the same \`t\` and \`sign\` until \`t\` has passed**, ten minutes usually. So:

- Keep the path secret, as you would a password: it is the only thing that protects what is not signed at all. Take
  HTTPS, and keep paths out of the logs of your proxy. A new token takes effect at the next start.
- Set a key. Then a type that is signed and comes without signature, or with a wrong one, is refused and counted.
  Without a key everything that comes on the path is believed.
- Types that are never signed are hints: the cloud is asked before anybody is told.
- A message whose \`t\` has passed by more than a minute is a late retry, or a replay. It is kept, marked late, and the
  cloud is asked.

Push addresses carry a key in their query (\`txSecret\`). Of every message the queries of addresses, \`stream_param\`,
\`sign\` and whatever else looks like a secret are taken out before it is stored; long texts are cut, and a message takes
16 KiB or so at most.

A message with an \`event_type\` that Airdesk does not know is kept and counted, and never alarms.`;

const ZH = `云端会把流、录制、拉流转推、监播的事件推送到你设置的地址。Airdesk 先落盘再应答，并据此产生告警。

- 把 \`LIVE_CALLBACK_URL\` 设为云端访问 Airdesk 的地址（未设置时用 \`AIRDESK_URL\`），然后在聊天中执行 \`回调 测试\` 和 \`回调 配置 推流域名\`：前者按云端的方式发送一条测试消息并说明哪里不通；后者新建带地址和密钥的回调模板并关联域名，地址和密钥不显示、不输入、不落盘。如有其他接收方将收不到事件，会先用红色标出。
- 也可以手动配置：在云直播控制台的“直播回调”中新建回调模板，填入回调密钥；所有类型都填同一个地址 \`https://你的域名/callbacks/live/<token>\`，再把模板绑定到各推流域名。拉流转推和监播的回调地址要在各自的任务里设置，\`拉流 添加\` 和 \`监播 添加\` 会自动填入。
- \`sign\` 只对过期时间 \`t\` 签名，不保护消息内容：截获过一条消息的人，在 \`t\` 过期前可以伪造任意消息。因此路径要像密码一样保密，并使用 HTTPS。
- 没有签名的类型（314、328）只当作线索，先向云端核实，再通知人。
- 未知类型会保存并计数，不会告警。`;

/** docs/callbacks.md: what the cloud posts, where to, and what becomes of it. */
export function callbacksPage(): string {
  return `${[
    generatedNote('src/callback/callback-types.ts'),
    '# Callbacks · 回调',
    INTRO,
    '## 中文要点',
    ZH,
    '## Types · 类型',
    types(),
    '## Answers · 应答',
    `The cloud takes 200 for received and tries again after everything else: push, disconnect, recordings and reviews twelve
times, a minute apart. Each request is counted once, under \`outcome\` of \`airdesk_callbacks_total\`, and the log has a
line a minute about what was refused, without what it said.`,
    answers(),
    '## Disconnect codes · 断流原因',
    'What a push ended with (type 0), as cards say it. 断流事件的原因码，卡片上即如此显示。',
    codes(),
  ].join('\n\n')}\n`;
}

function types(): string {
  return table(
    ['Type', 'Name', '名称', 'What it means', 'Signed', 'Conditions', 'Where its address is set'],
    CALLBACK_TYPES.map(({ type, name, meaning, signed, conditions, setting }) => [
      String(type),
      name.en,
      name.zh,
      meaning.en,
      signed ? 'yes' : '**no**',
      conditions.map(code).join(', '),
      setting,
    ]),
  );
}

function answers(): string {
  return table(
    ['Outcome', 'Answer', 'What happened'],
    Object.entries(CALLBACK_OUTCOMES).map(([outcome, { status, means }]) => [
      code(outcome),
      status === undefined ? 'none' : String(status),
      means,
    ]),
  );
}

/** Codes that mean the same on one line. */
function codes(): string {
  const byWords = new Map<string, { readonly codes: string[]; readonly cells: readonly string[] }>();
  for (const [number, { cause, words }] of DISCONNECT_CODES) {
    const row = byWords.get(words.en) ?? { codes: [], cells: [words.en, words.zh, cause] };
    row.codes.push(number);
    byWords.set(words.en, row);
  }
  return table(
    ['Codes', 'What it means', '说明', 'Class'],
    [...byWords.values()].map(({ codes: numbers, cells }) => [numbers.join(', '), ...cells]),
  );
}
