import { type CommandContext, defineLook } from '../../src/command.ts';
import { commandLine } from '../../src/line/command-line.ts';
import { inTime } from '../../src/live/in-time.ts';
import { readDeliveries } from '../../src/live/read/callback-records.ts';
import { readDomains } from '../../src/live/read/domains.ts';
import { onlineMany } from '../../src/live/read/online.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { callback } from '../feature/table/callback.ts';
import { readBindings } from '../feature/rule-noun.ts';
import { findingsCard, looked, type Finding } from '../findings.ts';
import { streamWord } from '../stream/naming/word.ts';
import { receiverFindings } from './receiver-findings.ts';

/** How long all looks together may take, ms: they run side by side. */
const PATIENCE_MS = 5000;
const DAY = 86_400_000;
/** Each stream on air is asked for by itself. */
const MOST_STREAMS = 10;
/** The largest page that the cloud gives. */
const MOST_TRIES = 1000;

export const callbackCheck = defineLook({
  name: 'callback check',
  zh: '回调 检查',
  summary: {
    en: 'Check that callbacks of every push domain reach Airdesk, and which were not delivered',
    zh: '检查各推流域名的回调是否送达 Airdesk、密钥是否正确、哪些推送失败',
  },
  risk: 'read',
  options: {},
  async run(context) {
    const within = { ...context, live: inTime(context.live, context.now, PATIENCE_MS) };
    const [receivers, deliveries] = await Promise.all([
      looked({ en: 'callback rules', zh: '回调规则' }, () => receiversOf(within)),
      looked({ en: 'delivery of callbacks', zh: '回调推送记录' }, () => failures(within)),
    ]);
    const findings = [...ownEndpoint(context), ...receivers, ...deliveries];
    return findingsCard(context, context.say('Callbacks', '回调'), findings);
  },
});

function ownEndpoint({ ownCallbacks }: CommandContext): readonly Finding[] {
  if (ownCallbacks.at('https://airdesk.example.com') !== undefined && ownCallbacks.key !== undefined)
    return [
      {
        is: 'note',
        text: {
          en: 'whether messages get through to Airdesk is another question: callback test sends one',
          zh: '消息能否到达 Airdesk 需另行验证：“回调 测试”会发送一条',
        },
        fix: 'callback test',
      },
    ];
  return [
    {
      is: 'wrong',
      text: {
        en: 'Airdesk takes no signed callbacks of this account: set LIVE_CALLBACK_TOKEN and LIVE_CALLBACK_KEY, see docs/callbacks.md',
        zh: 'Airdesk 未为该账号开启带签名的回调接收：请设置 LIVE_CALLBACK_TOKEN 和 LIVE_CALLBACK_KEY，参见 docs/callbacks.md',
      },
    },
  ];
}

async function receiversOf(context: CommandContext): Promise<readonly Finding[]> {
  const [bindings, { items, complete }] = await Promise.all([
    readBindings(context, callback),
    readDomains(context),
  ]);
  const beyond: readonly Finding[] = complete
    ? []
    : [
        {
          is: 'unread',
          text: {
            en: `only the first ${items.length} domains were looked at`,
            zh: `只检查了前 ${items.length} 个域名`,
          },
        },
      ];
  return [
    ...items
      .filter(({ kind, isOn }) => kind === 'push' && isOn)
      .flatMap((domain) => receiverFindings(context, bindings, domain)),
    ...beyond,
  ];
}

/** What was not delivered within a day, of streams on air: the cloud tells by stream only. */
async function failures(context: CommandContext): Promise<readonly Finding[]> {
  const { streams, total } = await onlineMany(context);
  const asked = streams.slice(0, MOST_STREAMS);
  const now = context.now();
  const found = await Promise.all(
    asked.map((name) => {
      const label = fullName(name);
      return looked({ en: `callbacks of ${label}`, zh: `${label} 的回调` }, async () => {
        const span = { from: now - DAY, to: now };
        const { items } = await readDeliveries(context, { ...span, stream: name.stream, size: MOST_TRIES });
        const failed = items.filter(({ code }) => code !== 0).length;
        if (failed === 0) return [];
        return [
          {
            is: 'wrong',
            text: {
              en: `${label}: ${failed} of ${items.length} tries to tell failed within a day`,
              zh: `${label}：24 小时内 ${items.length} 次推送中失败 ${failed} 次`,
            },
            fix: commandLine('callback history', { stream: streamWord(name), from: '1d', result: 'failed' }),
          },
        ];
      });
    }),
  );
  const looks: Finding = {
    is: 'note',
    text: {
      en: `failed tries were looked for of ${asked.length} of ${total} streams on air; whether recording states are reported cannot be read`,
      zh: `已查看 ${total} 路在线流中 ${asked.length} 路的推送失败；录制状态是否推送无法读取`,
    },
  };
  return [...found.flat(), looks];
}
