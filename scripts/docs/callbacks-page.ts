import { CALLBACK_TYPES } from '../../src/callback/callback-types.ts';
import { DISCONNECT_CODES } from '../../src/callback/disconnect-codes.ts';
import { CALLBACK_OUTCOMES } from '../../src/callback/receive/outcomes.ts';
import { code, generatedNote, table } from './markdown.ts';

const INTRO = `The cloud posts what happens to streams, recordings, pull tasks and monitors to an address of yours. Airdesk writes each
message to disk before it answers, and turns those that matter into alerts.

## Set it up

1. Choose a token that nobody can guess, which becomes the last part of the path (16 to 128 letters, digits, \`-\` or \`_\`),
   and a callback key:

   \`\`\`sh
   openssl rand -hex 24
   \`\`\`

2. Give Airdesk both, as variables or as files. With one account:

   \`\`\`sh
   export LIVE_CALLBACK_TOKEN_FILE=./secrets/callback-token LIVE_CALLBACK_KEY_FILE=./secrets/callback-key
   \`\`\`

   With several accounts, each has its own variables under \`callbacks\` in \`airdesk.yaml\`: [configuration.md](configuration.md).

3. The cloud has to reach Airdesk over HTTPS: put a [reverse proxy](operations.md#behind-a-proxy) in front that leaves the
   path unchanged. Set that address, unless it is the one at which people open Airdesk (\`AIRDESK_URL\`):

   \`\`\`sh
   export LIVE_CALLBACK_URL=https://airdesk.example.com
   \`\`\`

4. Start Airdesk. Then, in chat, for each push domain (and for each of its apps other than \`live\`):

   \`\`\`text
   callback test
   callback setup push.example.com
   \`\`\`

   The first sends a test message to this address, as the cloud would, and says what gets in its way. The second creates a
   callback template with the address and the key, unless there is one already, and binds it; neither has to be typed, shown or
   stored. If another receiver would lose its callbacks for the domain, the preview says so first, in red. \`callback check\`
   checks all domains at once.

   To do the same by hand: in the live console, under live callbacks (直播回调), create a callback template with the key,
   enter the same address for every type, and bind the template to each push domain:

   \`\`\`text
   https://airdesk.example.com/callbacks/live/<token>
   \`\`\`

   Pull tasks and monitors have addresses of their own, which \`pull add\` and \`monitor add\` fill in:
   [the table](#types--类型) says where. Each account has its own token, which is how Airdesk tells accounts apart.

A test message has the type \`airdesk-test\` and a one-time mark that this process made and accepts for ten seconds. It has to
be signed like any other. Without the mark, or with an unknown one, a message of that type is treated and answered like any
unknown type. The test always uses the configured address, never one that someone typed or that the cloud has stored. At most
four tests run at once, and four per minute.

## What is signed, and what is not

\`sign\` is \`MD5(key + t)\`, and \`t\` is when it expires. It does not cover the message: **whoever has seen one message can
send any other message with the same \`t\` and \`sign\` until \`t\` has passed**, usually ten minutes. Therefore:

- Keep the path as secret as a password: it is all that protects the messages that are not signed. Use HTTPS, and keep paths
  out of your proxy's logs. A new token takes effect at the next start.
- Set a key. Messages of a signed type that arrive without a signature, or with a wrong one, are then rejected and counted.
  Without a key, Airdesk believes everything that arrives on the path.
- Types that are never signed are hints: Airdesk asks the cloud before it notifies anyone.
- A message whose \`t\` passed more than a minute ago is a late retry or a replay. It is kept and marked late, and Airdesk asks
  the cloud.

Push addresses carry a key in their query (\`txSecret\`). Before a message is stored, Airdesk removes the queries of addresses,
\`stream_param\`, \`sign\` and anything else that looks like a secret. Long texts are cut, so that a message takes about 16 KiB
at most.

A message with an unknown \`event_type\` is kept and counted, and never raises an alert.`;

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
    `To the cloud, 200 means received. After any other answer it retries: pushes, disconnects, recordings and reviews twelve times,
a minute apart. Each request is counted once, under \`outcome\` of \`airdesk_callbacks_total\`, and the log has one line per
minute about rejected requests, without their content.`,
    answers(),
    '## Disconnect codes · 断流原因',
    'Why a push ended (type 0), in the words the cards use. 断流事件的原因码，卡片上即如此显示。',
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
