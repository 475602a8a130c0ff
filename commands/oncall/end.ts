import { z } from 'zod';
import { type CommandContext, defineKeep } from '../../src/command.ts';
import { ambiguous, notFound } from '../../src/name-refusals.ts';
import { endOfOverride, type Override } from '../../src/oncall/override.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { plainId } from '../alert/resolve.ts';
import { card } from '../card.ts';
import { near } from '../near.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';
import { checkReach } from './rotation.ts';
import { kindText, whoText } from './words.ts';

/** So much of an id's beginning is enough, where only one begins so. */
const SHORTEST = 3;

export const oncallEnd = defineKeep({
  name: 'oncall end',
  zh: '值班 结束',
  summary: {
    en: 'End an override, a swap or a take-over; the rotation goes on as it is',
    zh: '结束一次代班、换班或接班，恢复原轮值',
  },
  risk: 'change',
  options: {
    id: {
      schema: z.string().trim().min(1).max(40),
      summary: { en: 'its id, as oncall show has it', zh: '编号，见“值班 查看”' },
      zh: '编号',
      required: true,
      example: 'k3m9x2ab',
      suggests: 'override',
    },
  },
  async run(context, options) {
    const { say, oncall } = context;
    const meant = overrideMeant(context, options.id);
    checkReach(context, meant.rotation, oncallEnd);
    const ended = await oncall.end(meant.id);
    if (!ended) throw nothingThere(options.id, standing(context));
    const { rotation } = ended;
    const { people, until } = oncall.at(rotation, context.now());
    return card(
      say(
        `Ended: ${kindText(context, ended)} in ${rotation}`,
        `已结束：${rotation} 的${kindText(context, ended)}`,
      ),
      {
        tone: people.length === 0 ? 'warning' : 'success',
        facts: [
          { label: say('On call now', '当前值班'), value: whoText(context, people) },
          ...(until === undefined ? [] : [{ label: say('Until', '至'), value: when(context, until) }]),
        ],
        footer: ended.id,
      },
    );
  },
});

/** Overrides that hold or come, of all rotations. */
function standing({ oncall, now }: Pick<CommandContext, 'oncall' | 'now'>): readonly Override[] {
  return oncall.names.flatMap((name) => oncall.overrides(name)).filter((one) => endOfOverride(one) > now());
}

/** @throws Refusal */
function overrideMeant(context: CommandContext, given: string): Override {
  const id = plainId(given);
  const all = standing(context);
  const exact = all.find((override) => override.id === id);
  if (exact) return exact;
  const begun = id.length < SHORTEST ? [] : all.filter((override) => override.id.startsWith(id));
  const [only, second] = begun;
  if (only && !second) return only;
  if (only)
    throw ambiguous(
      {
        en: `${begun.length} overrides begin with "${safeLine(given, 20)}"`,
        zh: `有 ${begun.length} 条代班以“${safeLine(given, 20)}”开头`,
      },
      { en: 'Nothing was changed. Use the whole id.', zh: '未做任何更改。请使用完整编号。' },
      begun.slice(0, 5).map((override) => typedLine('oncall end', override.id)),
    );
  throw nothingThere(given, all);
}

function nothingThere(given: string, all: readonly Override[]) {
  const shown = safeLine(given, 20);
  const offered = near(plainId(given), all, ({ id }) => id);
  return notFound(
    { en: `There is no override "${shown}"`, zh: `没有代班“${shown}”` },
    {
      en: 'Nothing was changed. It may be over; see the active ones with: oncall show',
      zh: '未做任何更改。它可能已经结束；查看生效中的：值班 查看',
    },
    offered.length > 0 ? offered.map(({ id }) => typedLine('oncall end', id)) : ['oncall show'],
  );
}
