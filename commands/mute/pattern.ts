import { takesAll } from '../../src/alert/patterns.ts';
import type { CommandContext } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { brief } from '../brief.ts';
import { fullName } from '../stream/name.ts';
import { namedStream } from '../stream/resolve.ts';

/** What a mute covers, and what one has to know about that. */
export interface Covered {
  readonly pattern: string;
  readonly warning: string | undefined;
}

/** Other subjects than streams, as `pull:637921`, `domain:push.example.com`. */
const KEY = /^(?:stream-name|pull|monitor|domain|source|caster|group|channel):./u;

/**
 * What `given` covers: a configured short name stands for its stream; a full name, a pattern or a key for itself.
 * @throws Refusal where it can cover nothing.
 */
export function coveredBy(context: CommandContext, given: string, condition: string | undefined): Covered {
  const { say } = context;
  const asked = given.trim();
  if (takesAll(asked))
    return {
      pattern: '*',
      warning:
        condition === undefined
          ? say(
              'Warning: this mutes every alert of the account, whatever breaks.',
              '注意：该账号的所有告警都会被屏蔽，无论出什么问题。',
            )
          : say('It covers every stream of the account.', '对该账号的所有流生效。'),
    };
  if (KEY.test(asked)) return { pattern: asked, warning: undefined };
  if (/\s|:\/\/|\?/u.test(asked)) throw badPattern(asked);
  if (asked.includes('*')) return { pattern: asked, warning: undefined };
  const named = namedStream(context, asked, 'mute add');
  if (named) return { pattern: fullName(named), warning: undefined };
  return {
    pattern: asked,
    warning: say(
      `It covers every stream that is called ${brief(asked, 60)}, on whatever domain.`,
      `对所有名为 ${brief(asked, 60)} 的流生效，不限域名。`,
    ),
  };
}

function badPattern(given: string): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    {
      en: `"pattern": "${brief(given, 60)}" can fit no stream`,
      zh: `“范围”：“${brief(given, 60)}”不会匹配任何流`,
    },
    {
      en: 'Nothing was muted. Write a short name, domain/app/stream, or a part of one with stars, as push.example.com/live/*.',
      zh: '未屏蔽。请写短名、域名/应用/流名，或带 * 的一部分，例如 push.example.com/live/*。',
    },
  );
}
