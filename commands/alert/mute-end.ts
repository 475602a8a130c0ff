import { z } from 'zod';
import { LONGEST_MUTE_MS } from '../../src/alert/model/mute.ts';
import type { CommandContext } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { endOf, type Until, UntilSchema } from '../until.ts';
import { instant } from '../when.ts';

const RECOVERED = /^(?:until\s+(?:it\s+)?|直?到\s*)?(?:recovered|recovers|recovery|恢复(?:为止)?)$/iu;

/** Until when an alert is muted: as UntilSchema takes it, or `recovered`. */
export const MuteEndSchema = z.string().transform((text, context): Until | 'recovered' => {
  if (RECOVERED.test(text.trim())) return 'recovered';
  const until = UntilSchema.safeParse(text);
  if (until.success) return until.data;
  context.addIssue({ code: 'custom', message: 'no end of a mute' });
  return z.NEVER;
});

/** The moment at which a mute ends, ms UTC. @throws Refusal where that is over, or too far away. */
export function muteEnd(context: CommandContext, asked: Until): number {
  const now = context.now();
  const until = endOf(asked, now, context.config.timeZone);
  if (until > now && until <= now + LONGEST_MUTE_MS) return until;
  const at = instant(context, until);
  throw new Refusal(
    'airdesk.bad-option',
    until <= now
      ? { en: `"until" is over already: ${at}`, zh: `“截止”时间已过：${at}` }
      : { en: `"until" is more than 7 days away: ${at}`, zh: `“截止”超过 7 天：${at}` },
    {
      en: 'Nothing was muted. For example until:15m, until:2h or until:22:00.',
      zh: '未屏蔽。例如 截止:15m、截止:2h 或 截止:22:00。',
    },
  );
}
