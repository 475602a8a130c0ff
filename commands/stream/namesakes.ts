import type { CommandContext } from '../../src/command.ts';
import { AirdeskError } from '../../src/errors.ts';
import { onlineByName } from '../../src/live/read/online.ts';
import { fullName, type StreamName } from '../../src/live/read/stream-name.ts';

/**
 * Other streams online with the same name, in full. Undefined where the cloud does not tell: what only warns must not keep
 * a stream on air that has to go.
 */
export async function namesakesOf(context: CommandContext, name: StreamName): Promise<string[] | undefined> {
  try {
    const online = await onlineByName(context, name.stream);
    return online
      .map(fullName)
      .filter((other) => other !== fullName(name))
      .sort();
  } catch (error) {
    if (!(error instanceof AirdeskError)) throw error;
    return undefined;
  }
}

/** That a ban is for the name alone, and whom else that concerns. */
export function namesakeLines({ say }: CommandContext, namesakes: readonly string[] | undefined): string[] {
  const all = say(
    'The cloud forbids by stream name alone, on every domain of the account.',
    '云端默认只按流名禁推，对账号下所有域名生效。',
  );
  if (!namesakes)
    return [
      say(
        'Warning: other streams of this name could not be looked up; they would be cut too.',
        '注意：未能查询其他同名流；若有同名流，也会被断开。',
      ),
      all,
    ];
  if (namesakes.length === 0) return [all];
  return [
    say(
      'Warning: the cloud forbids by stream name alone, so streams of the same name may be cut too.',
      '注意：云端默认只按流名禁推，下列同名流也可能被断开。',
    ),
  ];
}
