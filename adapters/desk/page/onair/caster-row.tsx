import type { JSX } from 'preact';
import type { CasterOnAir, CasterSource } from '../../../../src/onair/on-air.ts';
import { ask, askAndFocus } from '../state/ask.ts';
import { words } from '../words/words.ts';

/** A caster: what is red and what is next, large; each source is one press away from its preview with Confirm. */
export function CasterRow({
  caster,
  hasKeys,
}: {
  readonly caster: CasterOnAir;
  /** The digits are for this one. */
  readonly hasKeys: boolean;
}): JSX.Element {
  const { label, program, preview, sources, lines } = caster;
  return (
    <li class="caster" data-caster={caster.id}>
      <div class="caster-head">
        <strong dir="auto">{label}</strong>
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
          <div class="sources">
            {sources.map((source, at) => (
              <button
                key={`${source.kind}-${source.index}`}
                type="button"
                class="source"
                data-is={source.is}
                data-key={hasKeys && at < 9 ? at + 1 : undefined}
                aria-label={words().cutTo(nameOf(source))}
                aria-pressed={source.is === 'program'}
                onClick={() => {
                  if (source.is !== 'program') askAndFocus(source.line);
                }}
              >
                <bdi>{nameOf(source)}</bdi>
                {hasKeys && at < 9 && <kbd aria-hidden="true">{at + 1}</kbd>}
              </button>
            ))}
          </div>
          {hasKeys && <p class="small">{words().sourceKeys}</p>}
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
