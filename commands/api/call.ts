import { refuseKeys } from './key-parameters.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { type Command, type CommandContext, defineAct, defineLook } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { fingerprint } from '../../src/json.ts';
import { riskOf } from '../../src/live/catalogue/action-risks.ts';
import { actions, isActionName, type ActionName } from '../../src/live/catalogue/catalogue.ts';
import { validateParams } from '../../src/live/catalogue/validate.ts';
import { parseExact, stringifyExact } from '../../src/live/json.ts';
import { LiveError } from '../../src/live/live-error.ts';
import { retiredAction } from '../../src/line/other-names/old-names.ts';
import { redactTyped } from '../../src/observability/redact.ts';
import type { Card, Fact } from '../../src/reply.ts';
import type { Text } from '../../src/text/language.ts';
import { card } from '../card.ts';
import { riskText } from '../risk-words.ts';
import { typedLine } from '../typed-line.ts';
import { fields } from './options.ts';
import { readParams } from './fields.ts';
import { actionHelp } from './help.ts';

/** An answer is shown up to so many characters; the rest is cut, and that is said. */
const SHOWN = 2400;

/** The parameters as they are kept until the call: 64-bit integers as JSON text, which has them exact. */
type Plan = { readonly params: string };

/** A command for each action of the API, called as it is. They are typed by name and stand in no list. */
export function apiCommands(): readonly Command[] {
  return Object.keys(actions).flatMap((action) => {
    const risk = riskOf(action);
    if (risk === undefined || !isActionName(action)) return [];
    return [risk === 'read' || risk === 'secret' ? looking(action, risk) : acting(action, risk)];
  });
}

function base(action: ActionName) {
  const summary: Text = {
    en: `Call ${action} of the live API directly`,
    zh: `直接调用直播接口 ${action}`,
  };
  return {
    name: `api ${action}`,
    zh: `接口 ${action}`,
    summary,
    options: { fields },
    unlisted: true,
    help: (context: CommandContext) => actionHelp(context, action),
  };
}

function looking(action: ActionName, risk: 'read' | 'secret'): Command {
  return defineLook({
    ...base(action),
    risk,
    async run(context, options) {
      const params = paramsOf(context, action, options.fields);
      // Checked against the catalogue: the compiler cannot know which action it is.
      const { RequestId, ...answer } = await context.live.call(action, params);
      return answerCard(context, action, answer, RequestId, risk);
    },
  });
}

function acting(action: ActionName, risk: 'change' | 'air' | 'destroy'): Command {
  return defineAct({
    ...base(action),
    risk,
    async preview(context, options) {
      const { say } = context;
      const params = paramsOf(context, action, options.fields);
      const text = stringifyExact(params);
      const mark = fingerprint(text);
      return {
        target: { key: `${context.account}/api/${action}/${mark}`, label: action },
        title: say(`Call ${action}`, `调用 ${action}`),
        plan: { params: text } satisfies Plan,
        state: { params: mark },
        showCommand: typedLine('help', `api ${action}`),
        facts: paramFacts(params),
        lines: [
          riskText(context, risk),
          say(
            'This is the raw API: Airdesk does not check the state first, and cannot verify the effect.',
            '这是直接调用接口：Airdesk 不会先检查当前状态，也无法核实效果。',
          ),
          say('No undo.', '无法撤销。'),
        ],
      };
    },
    async run(context, plan: Plan, tell) {
      const params = parseExact(plan.params) as object;
      tell(answerFacts(await context.live.call(action, params)));
    },
    verify: async () => ({ seen: false, blind: true, facts: [] }),
  });
}

/** The parameters of a call, checked. @throws Refusal */
function paramsOf(context: CommandContext, action: ActionName, typed: string | undefined): object {
  const retired = actions[action]?.retired ? retiredAction(context.commands, action, typed) : undefined;
  if (retired) throw retired;
  const params = readParams(action, typed);
  refuseKeys(action, params);
  try {
    validateParams(action, params);
  } catch (error) {
    if (!(error instanceof LiveError)) throw error;
    throw refusalOf(action, error);
  }
  return params;
}

/** What the catalogue says of it, as a refusal that leads on. */
function refusalOf(action: ActionName, { code, hint }: LiveError): Refusal {
  const replacedBy = actions[action]?.replacedBy;
  const next = replacedBy !== undefined && isActionName(replacedBy) ? [`help api ${replacedBy}`] : [];
  return code === 'airdesk.retired-action'
    ? new Refusal(code, { en: `${action} is retired`, zh: `${action} 已下线` }, hint, next)
    : new Refusal(code, { en: `${action} cannot be called like this`, zh: `${action} 不能这样调用` }, hint, [
        `help api ${action}`,
      ]);
}

function answerCard(
  context: CommandContext,
  action: ActionName,
  answer: object,
  requestId: string,
  risk: 'read' | 'secret',
): Card {
  const { say } = context;
  const whole = JSON.stringify(JSON.parse(stringifyText(answer)), undefined, 1);
  const text = risk === 'secret' ? whole : redactTyped(whole);
  const isCut = text.length > SHOWN;
  return card(action, {
    ...(risk === 'secret' && { visibility: 'asker' as const }),
    lines: isCut
      ? [say('Only the beginning is shown: narrow it by parameters.', '只显示开头部分：请用参数缩小范围。')]
      : [],
    code: isCut ? `${text.slice(0, SHOWN)}\n…` : text,
    footer: say(`request id ${requestId}`, `请求 ID ${requestId}`),
  });
}

/** JSON in which integers beyond 2^53 stand as text, so that they are shown exactly. */
function stringifyText(answer: object): string {
  return JSON.stringify(answer, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
}

function answerFacts(answer: object): readonly Fact[] {
  return Object.entries(answer)
    .filter(([label]) => label !== 'RequestId')
    .slice(0, 8)
    .map(([label, value]) => ({ label, value: safeLine(shown(value), 200) }));
}

function paramFacts(params: object): readonly Fact[] {
  const all = Object.entries(params);
  const facts = all.slice(0, 10).map(([label, value]) => ({ label, value: safeLine(shown(value), 200) }));
  return all.length > facts.length
    ? [...facts, { label: '…', value: `+ ${all.length - facts.length}` }]
    : facts;
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? stringifyExact(value) : String(value);
}
