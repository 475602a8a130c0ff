import type { JSX } from 'preact';
import type { CasterOnAir, CasterSource } from '../../../../src/onair/on-air.ts';
import { ask, askAndFocus, askInPlace } from '../state/ask.ts';
import { words } from '../words/words.ts';

/** A caster: what is red and what is next, large; each source is one press away from its preview with Confirm. */
export function CasterRow({
  caster,
  keysAre,
  onTouch,
}: {
  readonly caster: CasterOnAir;
  /** Whether the digits are for this one. */
  readonly keysAre: 'here' | 'elsewhere';
  readonly onTouch: () => void;
}): JSX.Element {
  const { label, program, preview, sources, lines } = caster;
  const hasKeys = keysAre === 'here' && sources.length > 0;
  return (
    <li
      class="caster"
      data-caster={caster.id}
      data-keys={hasKeys ? '' : undefined}
      onPointerDown={onTouch}
      onFocusCapture={onTouch}
    >
      <div class="caster-head">
        <strong dir="auto">{label}</strong>
        {/* Its place is there whoever has the keys. */}
        <span class="keys-mark" aria-hidden={hasKeys ? undefined : 'true'}>
          <kbd>1</kbd>–<kbd>9</kbd>
        </span>
        <button type="button" class="action" onClick={() => ask(lines.show)}>
          {words().show}
        </button>
      </div>
      <div class="buses">
        <Bus is="program" title={words().program} source={program} />
        <Bus is="preview" title={words().next} source={preview} />
      </div>
      {sources.length > 0 && (
        <>
          <ul class="sources">
            {sources.map((source, at) => (
              <SourceRow
                key={`${source.kind}-${source.index}`}
                source={source}
                digit={hasKeys && at < 9 ? at + 1 : undefined}
              />
            ))}
          </ul>
          <p class="small">{words().sourceKeys}</p>
        </>
      )}
      {lines.take !== undefined && (
        <div class="buttons">
          <button
            type="button"
            class="action"
            onClick={() => {
              if (lines.take !== undefined) askAndFocus(lines.take);
            }}
          >
            {words().take}
          </button>
        </div>
      )}
    </li>
  );
}

/** A source: one press to its preview with Confirm; one to make it the next, which asks nothing. */
function SourceRow({
  source,
  digit,
}: {
  readonly source: CasterSource;
  readonly digit: number | undefined;
}): JSX.Element {
  const { is, line, next } = source;
  const name = nameOf(source);
  return (
    <li class="source-pair">
      <button
        type="button"
        class="source"
        data-is={is}
        data-key={digit}
        aria-label={words().cutTo(name)}
        aria-pressed={is === 'program'}
        onClick={() => {
          if (is !== 'program') askAndFocus(line);
        }}
      >
        <bdi>{name}</bdi>
        <kbd aria-hidden="true">{digit ?? ' '}</kbd>
      </button>
      <button
        type="button"
        class="source-next"
        aria-label={words().makeNext(name)}
        aria-pressed={next === undefined}
        onClick={() => {
          if (next !== undefined) askInPlace(next);
        }}
      >
        {words().next}
      </button>
    </li>
  );
}

function Bus({
  is,
  title,
  source,
}: {
  readonly is: 'program' | 'preview';
  readonly title: string;
  readonly source: Pick<CasterSource, 'kind' | 'index' | 'name'> | undefined;
}): JSX.Element {
  return (
    <div class="bus" data-is={source ? is : 'off'}>
      <span class="bus-title">{title}</span>
      <span class="bus-source" dir="auto">
        {source ? nameOf(source) : words().nothing}
      </span>
    </div>
  );
}

function nameOf({ kind, index, name }: Pick<CasterSource, 'kind' | 'index' | 'name'>): string {
  return name ?? (kind === 'input' ? words().input(index) : words().layout(index));
}
