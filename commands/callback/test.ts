import { type CommandContext, defineLook } from '../../src/command.ts';
import type { Knocked } from '../../src/callback/knock/knock.ts';
import { CALLBACK_PREFIX } from '../../src/callback/receive/endpoint.ts';
import { Refusal } from '../../src/errors.ts';
import { readDomain } from '../../src/live/read/domains.ts';
import type { Fact } from '../../src/reply.ts';
import { formatDuration } from '../../src/text/duration.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { readBindings } from '../feature/rule-noun.ts';
import { callback } from '../feature/table/callback.ts';
import { PATHS } from '../feature/table/callback/receivers.ts';
import { isWithin, readScope, scopeOf, type Scope } from '../feature/scope.ts';
import { findingsCard, looked, type Finding } from '../findings.ts';
import { when } from '../when.ts';
import { knockFindings } from './knock-words.ts';
import { receiverFindings } from './receiver-findings.ts';
import { appOption, domainOption } from './options.ts';
import { takesNone } from './takes-none.ts';

export const callbackTest = defineLook({
  name: 'callback test',
  zh: '回调 测试',
  summary: {
    en: "Send a signed test message to Airdesk's own callback address",
    zh: '向 Airdesk 自己的回调地址发送一条带签名的测试消息',
  },
  risk: 'read',
  options: {
    domain: { ...domainOption, schema: domainOption.schema.optional(), required: false },
    app: appOption,
  },
  async run(context, { domain, app }) {
    const { say } = context;
    const scope =
      domain === undefined ? undefined : readScope(callback, app === undefined ? domain : `${domain}/${app}`);
    const answer = await context.knock.now();
    if (answer.kind === 'closed') throw takesNone();
    if (answer.kind === 'held') throw tooOften(answer.waitMs);
    const { knocked } = answer;
    const receivers =
      scope === undefined
        ? []
        : await looked({ en: 'callback rules', zh: '回调规则' }, () =>
            rulesOf(context, scope, app !== undefined, knocked),
          );
    const findings = [...knockFindings(knocked, context.now()), ...receivers];
    return {
      ...findingsCard(context, say('Test of callbacks', '回调测试'), findings),
      facts: knockFacts(context, knocked),
    };
  },
});

/** What was knocked at, how long it took, and what was answered. */
function knockFacts(context: CommandContext, knocked: Knocked): Fact[] {
  const { say, language } = context;
  const { origin, ms, status, ip, certificateUntil } = knocked;
  return [
    // Its last part is a secret.
    { label: say('Address', '地址'), value: `${origin}${CALLBACK_PREFIX}…` },
    { label: say('Leads to', '解析到'), value: ip ?? '' },
    { label: say('Took', '用时'), value: formatDuration(ms, language) },
    { label: say('Answer', '应答'), value: status === undefined ? say('none', '无') : String(status) },
    {
      label: say('Certificate until', '证书有效期至'),
      value: certificateUntil === undefined ? '' : when(context, certificateUntil),
    },
  ].filter(({ value }) => value !== '');
}

/** Whether the rules of a domain, or of one app of it, lead to Airdesk, and to the address that was tested. */
async function rulesOf(
  context: CommandContext,
  scope: Scope,
  isOneApp: boolean,
  { origin, isPublic }: Knocked,
): Promise<readonly Finding[]> {
  const [bindings, domain] = await Promise.all([
    readBindings(context, callback),
    readDomain(context, scope.domain),
  ]);
  if (!domain) return [noDomain(scope.domain)];
  const rules = bindings.rules.filter((rule) =>
    isOneApp ? isWithin(scope, scopeOf(rule)) : rule.domain === scope.domain,
  );
  const others = new Set(
    rules.flatMap(({ templateId }) => {
      const info = bindings.templates.find(({ id }) => id === templateId)?.info ?? {};
      return PATHS.flatMap((path) => ourOrigin(context, (info as Readonly<Record<string, unknown>>)[path]));
    }),
  );
  others.delete(origin);
  return [
    ...receiverFindings(context, { ...bindings, rules }, domain),
    ...(isPublic ? [...others].map((other) => elsewhere(other, origin)) : []),
  ];
}

function noDomain(name: string): Finding {
  const shown = safeLine(name, 100);
  return {
    is: 'wrong',
    text: { en: `This account has no domain ${shown}`, zh: `该账号没有域名 ${shown}` },
    fix: 'domain list',
  };
}

function elsewhere(other: string, origin: string): Finding {
  return {
    is: 'note',
    text: {
      en: `The cloud sends to ${other}, and ${origin} was tested`,
      zh: `云端推送到 ${other}，而测试的是 ${origin}`,
    },
  };
}

function ourOrigin({ ownCallbacks }: CommandContext, address: unknown): string[] {
  const origin =
    typeof address === 'string' && ownCallbacks.isOurs(address) ? URL.parse(address)?.origin : undefined;
  return origin === undefined ? [] : [origin];
}

function tooOften(waitMs: number): Refusal {
  const wait = Math.max(1000, Math.ceil(waitMs / 1000) * 1000);
  return new Refusal(
    'airdesk.too-often',
    { en: 'Callbacks were tested a moment ago', zh: '刚刚已做过回调测试' },
    {
      en: `Test again in ${formatDuration(wait, 'en')}. Nothing was sent.`,
      zh: `请在 ${formatDuration(wait, 'zh-CN')}后再试。未发送任何消息。`,
    },
  );
}
