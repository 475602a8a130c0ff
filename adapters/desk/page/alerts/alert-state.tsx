import type { JSX } from 'preact';
import type { AlertLine } from '../../../../src/platform/records.ts';
import { Lasting } from '../card/lasting.tsx';
import { lengthOf } from '../words/elapsed.ts';
import { language } from '../words/language.ts';
import { words } from '../words/words.ts';

/** How an alert stands, for how long, and who has it. */
export function AlertState({
  alert: { state, since, endedAt, by },
}: {
  readonly alert: Pick<AlertLine, 'state' | 'since' | 'endedAt' | 'by'>;
}): JSX.Element {
  return (
    <p class="alert-state">
      <strong data-state={state}>{words().alertState[state]}</strong>
      {/* Who has it before for how long: the line is one line, and what does not fit on it is cut. */}
      {by !== undefined && (
        <>
          {' · '}
          <bdi>{words().byWhom(by)}</bdi>
        </>
      )}
      {' · '}
      {endedAt === undefined ? (
        <Lasting since={since} />
      ) : (
        words().lasted(lengthOf(Math.max(0, endedAt - since), language.value))
      )}
    </p>
  );
}
