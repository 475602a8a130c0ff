import type { Config } from '../../../config/schema.ts';
import type { Button } from '../../../reply.ts';
import { commandLine } from '../../../line/command-line.ts';
import { sayIn, type Language } from '../../../text/language.ts';
import type { Alert } from '../../model/alert.ts';
import { subjectKey, type Subject } from '../../../callback/event.ts';
import { streamWord } from '../../rules/stream-names.ts';
import { goesOnWords } from '../words/goes-on.ts';
import { runFirst } from '../run-line.ts';

/** What a mute can be about by its kind and name. */
const BY_KEY: ReadonlySet<Subject['type']> = new Set([
  'stream-name',
  'pull',
  'monitor',
  'domain',
  'source',
  'caster',
  'group',
  'channel',
]);

/** A button that keeps quiet what was closed and still lasts; undefined where it had recovered, or no mute can name it. */
export function muteOffer(alert: Alert, config: Config, language: Language): Button | undefined {
  const { subject, condition, account } = alert;
  const pattern = subject.type === 'stream' ? streamWord(subject.id) : subjectKey(subject);
  if (
    !goesOnWords(alert, config.alerts.conditions) ||
    (subject.type !== 'stream' && !BY_KEY.has(subject.type))
  )
    return undefined;
  const line = commandLine('mute add', { pattern, until: '15m', condition });
  const label = sayIn(language)('Mute 15 min', '屏蔽 15 分钟');
  return runFirst({ config }, [line], { account, label });
}
