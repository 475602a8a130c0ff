import { plainForm } from '../../src/text/name-forms.ts';
import { trimEndSigns } from '../../src/text/trim-signs.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { ambiguous, notFound } from '../../src/name-refusals.ts';
import type { Alert } from '../../src/alert/model/alert.ts';
import { whatText } from '../../src/alert/card/title.ts';
import type { CommandContext } from '../../src/command.ts';
import { near } from '../near.ts';
import { typedLine } from '../typed-line.ts';
import { viewOf } from './view.ts';

/** So much of an id's beginning is enough, where only one begins so. */
const SHORTEST = 3;
/** Command lines that a refusal offers. */
const MOST = 5;

/**
 * The one alert that `given` names: its id in any case, with or without `#`, or a beginning that no other has.
 * @param command the command that was asked, and `rest` the words after the alert: for the lines that a refusal offers.
 * @throws Refusal
 */
export function resolveAlert(
  context: CommandContext,
  given: string,
  command: string,
  rest: readonly string[] = [],
): Alert {
  const id = plainId(given);
  const exact = context.alerts.find(context.account, id);
  if (exact) return exact;
  const all = context.alerts.list(context.account);
  const begun = id.length < SHORTEST ? [] : all.filter((alert) => alert.id.startsWith(id));
  const [only, second] = begun;
  if (only && !second) return only;
  // What lasts first.
  const about = all
    .filter((alert) => isAbout(alert, given.trim()))
    .sort((a, b) => Number(b.status === 'firing') - Number(a.status === 'firing'));
  const offered = (only ? begun : about.length > 0 ? about : near(id, all, (alert) => alert.id)).slice(
    0,
    MOST,
  );
  const lines = offered.map((alert) => typedLine(command, alert.id, ...rest));
  const shown = safeLine(given, 20);
  if (only)
    throw ambiguous(
      { en: `${begun.length} alerts begin with "${shown}"`, zh: `有 ${begun.length} 条告警以“${shown}”开头` },
      {
        en: `Nothing was done. ${listed(context, offered)}`,
        zh: `未执行任何操作。${listed(context, offered)}`,
      },
      lines,
      { given },
    );
  if (about.length > 0)
    throw notFound(
      { en: `There is no alert "${shown}"`, zh: `没有告警“${shown}”` },
      {
        en: `Nothing was done. About "${shown}": ${listed(context, offered)}`,
        zh: `未执行任何操作。与“${shown}”有关的告警：${listed(context, offered)}`,
      },
      lines,
      { given },
    );
  throw notFound(
    { en: `There is no alert "${shown}"`, zh: `没有告警“${shown}”` },
    offered.length > 0
      ? {
          en: `Nothing was done. Near: ${listed(context, offered)}`,
          zh: `未执行任何操作。相近的有：${listed(context, offered)}`,
        }
      : {
          en: 'Nothing was done. The id is at the bottom of its card; see all with: alert list',
          zh: '未执行任何操作。编号在卡片底部；查看全部：告警 列表',
        },
    offered.length > 0 ? lines : ['alert list'],
    { given },
  );
}

/** Whether it is open, and about what is called so: a name in full, or the last part of one. */
function isAbout({ status, subject }: Alert, name: string): boolean {
  if (name === '' || status === 'closed' || status === 'pending') return false;
  return subject.id === name || subject.id.endsWith(`/${name}`);
}

/** An id as it was typed or copied, made plain: `#K3M9X2AB.` is `k3m9x2ab`. */
export function plainId(given: string): string {
  const bare = plainForm(given).replace(/^#/u, '');
  return trimEndSigns(bare, /[.,;:!?。，；：！？)）]/u).toLowerCase();
}

function listed(context: CommandContext, alerts: readonly Alert[]): string {
  const items = alerts.map((alert) => `${alert.id} ${whatText(alert, viewOf(context, alert), 60)}`);
  return items.join(context.say('; ', '；'));
}
