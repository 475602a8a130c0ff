import { safeLine } from '../../src/text/safe-line.ts';
import { ambiguous, notFound } from '../../src/name-refusals.ts';
import { z } from 'zod';
import type { Mute } from '../../src/alert/model/mute.ts';
import { type CommandContext, defineKeep } from '../../src/command.ts';
import { plainId } from '../alert/resolve.ts';
import { card } from '../card.ts';
import { near } from '../near.ts';
import { typedLine } from '../typed-line.ts';
import { muteText } from './describe.ts';

/** So much of an id's beginning is enough, where only one begins so. */
const SHORTEST = 3;

/** `mute end`: ends a mute by its id, or by enough of its beginning. */
export const muteEndCommand = defineKeep({
  name: 'mute end',
  zh: '屏蔽 结束',
  summary: {
    en: 'End a mute; alerts it held back are announced',
    zh: '提前结束一条屏蔽；仍在持续的异常会发出告警',
  },
  risk: 'change',
  options: {
    id: {
      schema: z.string().min(1).max(40),
      summary: { en: 'id of the mute, as mute list shows it', zh: '屏蔽编号，见“屏蔽 列表”' },
      zh: '编号',
      required: true,
      example: 'k3m9x2',
    },
  },
  async run(context, options) {
    const { say, alerts, account, who } = context;
    const { id } = muteNamed(context, options.id);
    const mute = await alerts.endMute(account, id, who);
    return card(say(`No longer muted: ${muteText(mute)}`, `已结束屏蔽：${muteText(mute)}`), {
      tone: 'success',
      footer: mute.id,
    });
  },
});

/** @throws Refusal */
function muteNamed({ alerts, account }: CommandContext, given: string): Mute {
  const id = plainId(given);
  const mutes = alerts.mutes(account);
  const exact = mutes.find((mute) => mute.id === id);
  if (exact) return exact;
  const begun = id.length < SHORTEST ? [] : mutes.filter((mute) => mute.id.startsWith(id));
  const [only, second] = begun;
  if (only && !second) return only;
  const offered = only ? begun.slice(0, 5) : near(id, mutes, (mute) => mute.id);
  const shown = safeLine(given, 20);
  if (only)
    throw ambiguous(
      { en: `${begun.length} mutes begin with "${shown}"`, zh: `有 ${begun.length} 条屏蔽以“${shown}”开头` },
      { en: 'Nothing was changed. Use the whole id.', zh: '未做任何更改。请使用完整编号。' },
      offered.map((mute) => typedLine('mute end', mute.id)),
    );
  throw notFound(
    { en: `There is no mute "${shown}"`, zh: `没有屏蔽“${shown}”` },
    {
      en: 'Nothing was changed. It may have ended; see the active ones with: mute list',
      zh: '未做任何更改。它可能已经到期；查看生效中的：屏蔽 列表',
    },
    offered.length > 0 ? offered.map((mute) => typedLine('mute end', mute.id)) : ['mute list'],
  );
}
