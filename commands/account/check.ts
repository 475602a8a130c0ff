import { type CommandContext, defineLook } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import { inTime } from '../../src/live/in-time.ts';
import { readCasterService, type CasterService } from '../../src/live/read/casters.ts';
import { readTemplates } from '../../src/live/read/templates.ts';
import type { Text } from '../../src/text/language.ts';
import { PATHS } from '../feature/table/callback/receivers.ts';
import { findingsCard, looked, type Finding } from '../findings.ts';
import { typedLine } from '../typed-line.ts';
import { isClosedToUs, whyUnread } from '../unread.ts';
import { GROUPS } from './groups.ts';

/** How long all readings together may take, ms: they run side by side. */
const PATIENCE_MS = 5000;

/**
 * `account check`: reads one thing of each group of actions, all at once, and says what the key may not see. Writes
 * cannot be tried.
 */
export const accountCheck = defineLook({
  name: 'account check',
  zh: '账号 检查',
  summary: {
    en: 'Check an account: its key and what that may read, the clock, the service, the callbacks',
    zh: '检查账号：密钥、时钟、查看权限、服务状态和回调',
  },
  risk: 'read',
  options: {},
  async run(context) {
    const { say } = context;
    const within = { ...context, live: inTime(context.live, context.now, PATIENCE_MS) };
    const [groups, service, callbacks] = await Promise.all([
      groupFindings(within),
      looked({ en: 'service of casters', zh: '导播台服务' }, () => serviceFindings(within)),
      looked({ en: 'callback templates', zh: '回调模板' }, () => callbackFindings(within)),
    ]);
    return findingsCard(context, say(`Account ${context.account}`, `账号 ${context.account}`), [
      ...groups,
      ...service,
      ...callbacks,
      WRITES,
    ]);
  },
});

const WRITES: Finding = {
  is: 'note',
  text: {
    en: 'Which writes the key is allowed cannot be asked: the first one shows. The list is in docs/operations.md.',
    zh: '无法查询密钥有哪些写权限，执行时才能得知。所需权限见 docs/operations.md。',
  },
};

async function groupFindings(context: CommandContext): Promise<readonly Finding[]> {
  const errors = await Promise.all(
    GROUPS.map(async ({ read }) => {
      try {
        await read(context);
        return undefined;
      } catch (error) {
        if (!(error instanceof AirdeskError)) throw error;
        return error;
      }
    }),
  );
  const isTaken = errors.some((error) => error === undefined);
  const refused = errors.find((error) => error !== undefined && BAD_KEY.test(error.code));
  const key: Finding[] = isTaken
    ? [
        {
          is: 'well',
          text: {
            en: 'the cloud takes the key, and the clock of this machine is right enough for it',
            zh: '云端接受密钥，本机时钟误差在允许范围内',
          },
        },
      ]
    : refused
      ? [{ is: 'wrong', text: keyWords(refused) }]
      : [];
  return [...key, ...GROUPS.map(({ words }, at): Finding => groupFinding(words, errors[at]))];
}

/** The cloud knows who asks by it: what the key may not do is another thing. */
const BAD_KEY = /^AuthFailure(?!\.Unauthorized)|^airdesk\.no-credentials$/u;
const CLOCK = /^AuthFailure\.SignatureExpire/u;

function keyWords({ code }: AirdeskError): Text {
  if (CLOCK.test(code))
    return {
      en: `the clock of this machine is wrong, so the cloud takes no call (${code}): set it by NTP`,
      zh: `本机时钟不准，云端拒绝所有请求（${code}）：请用 NTP 校时`,
    };
  return {
    en: `the cloud does not take the key (${code}): check the secret id and key of the account, then restart`,
    zh: `云端不接受密钥（${code}）：请检查该账号的 SecretId 和 SecretKey，然后重启`,
  };
}

function groupFinding(words: Text, error: AirdeskError | undefined): Finding {
  if (!error) return { is: 'well', text: { en: `${words.en}: can be read`, zh: `${words.zh}：可查看` } };
  const why = whyUnread(error);
  const text = { en: `${words.en}: ${why.en}`, zh: `${words.zh}：${why.zh}` };
  // A key may be kept from parts on purpose; a service that is stopped is not.
  const isStopped = STOPPED.test(error.code);
  return { is: isStopped ? 'wrong' : isClosedToUs(error) ? 'note' : 'unread', text };
}

const STOPPED = /^ResourceNotFound\.(?:Stop|Freeze|Forbid|UserDisable)/u;

const SERVICES: Readonly<Record<Exclude<CasterService, 'unknown'>, Finding>> = {
  well: { is: 'well', text: { en: 'service of casters: in order', zh: '导播台服务：正常' } },
  closed: { is: 'note', text: { en: 'service of casters: not opened', zh: '导播台服务：未开通' } },
  arrears: {
    is: 'wrong',
    text: {
      en: 'service of casters: in arrears, pay in the console',
      zh: '导播台服务：已欠费，请在控制台充值',
    },
  },
  banned: {
    is: 'wrong',
    text: { en: 'service of casters: banned by the vendor', zh: '导播台服务：已被云厂商封禁' },
  },
};

async function serviceFindings(context: CommandContext): Promise<readonly Finding[]> {
  const service = await readCasterService(context);
  return service === 'unknown' ? [] : [SERVICES[service]];
}

async function callbackFindings(context: CommandContext): Promise<readonly Finding[]> {
  const { items } = await readTemplates('callback', context);
  const leadsHere = items.some(({ info }) =>
    PATHS.some((path) => {
      const value = (info as Readonly<Record<string, unknown>>)[path];
      return typeof value === 'string' && value !== '' && context.ownCallbacks.isOurs(value);
    }),
  );
  return leadsHere
    ? [{ is: 'well', text: { en: 'a callback template leads here', zh: '已有回调模板指向 Airdesk' } }]
    : [
        {
          is: 'wrong',
          text: {
            en: 'no callback template points here: Airdesk receives nothing',
            zh: '没有回调模板指向 Airdesk，收不到任何回调',
          },
          fix: typedLine('callback check'),
        },
      ];
}
