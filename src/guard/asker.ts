import type { Command } from '../command.ts';
import type { Config, Person } from '../config/schema.ts';
import { Refusal } from '../errors.ts';
import type { Actor, Place } from '../intent.ts';
import { takesOne, type Asker, type Proposal } from '../proposal/proposal.ts';
import { knownActor } from './known-actor.ts';
import { admit, refusedUse, type Guarded } from './admit.ts';

/** Whoever asks, as a proposal remembers them. Of the roles on the platform those are kept that give roles here. */
export function askerOf(config: Config, actor: Actor, person: string): Asker {
  const { platform, userId, name, platformRoles = [] } = actor;
  const counted = platformRoles.filter((role) => Object.hasOwn(config.platformRoles, `${platform}:${role}`));
  return { platform, userId, name, person, ...(counted.length > 0 && { platformRoles: counted }) };
}

/** Who it is today, whatever the entry in airdesk.yaml is called by now; undefined where it lets nobody in any more. */
export function askerNow(config: Config, asker: Asker): Person | undefined {
  const person = knownActor(config, asker);
  return person instanceof Refusal ? undefined : person;
}

/** Whether `person` (id), who presses as `actor`, is who asked: from another platform, too. */
export function isAsker(config: Config, asker: Asker, actor: Actor, person: string): boolean {
  if (asker.platform === actor.platform && asker.userId === actor.userId) return true;
  return askerNow(config, asker)?.id === person;
}

/**
 * A refusal where whoever asked was taken out of airdesk.yaml since, or is not let through by every guard any more, seen
 * from the place where it is confirmed. An undo is for emergencies: only whoever presses counts.
 */
export function askerStill(
  { config, guards, commands }: Guarded & { readonly commands: readonly Command[] },
  proposal: Proposal,
  place: Place,
): Refusal | undefined {
  const { asker, account, permission: name } = proposal;
  if (takesOne(proposal)) return undefined;
  const person = askerNow(config, asker);
  if (!person)
    return askerGone({
      en: `${asker.name}, who asked for it, is no longer in airdesk.yaml.`,
      zh: `发起人 ${asker.name} 已不在 airdesk.yaml 中。`,
    });
  const admitted = admit({ config, guards }, { actor: asker, place });
  const command = commands.find((each) => each.name === name);
  const refused =
    admitted instanceof Refusal
      ? admitted
      : command &&
        refusedUse({ config, guards }, { actor: asker, place, person: admitted, account, command });
  if (!refused) return undefined;
  if (refused.code === 'airdesk.not-permitted')
    return askerGone({
      en: `The roles of ${asker.name}, who asked for it, no longer allow it.`,
      zh: `发起人 ${asker.name} 的角色已不再允许此操作。`,
    });
  return askerGone({
    en: `${asker.name}, who asked for it, may not use it now: ${refused.title.en}.`,
    zh: `发起人 ${asker.name} 目前无权执行：${refused.title.zh}。`,
  });
}

function askerGone(hint: Refusal['hint']): Refusal {
  return new Refusal(
    'airdesk.asker-gone',
    { en: 'not run: the person who asked may no longer do this', zh: '未执行，发起人已无权操作' },
    {
      en: `${hint.en} If it is still needed, type the command again.`,
      zh: `${hint.zh}如仍需要，请由有权限的同事重新输入命令。`,
    },
  );
}
