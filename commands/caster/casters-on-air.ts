import type { Reader } from '../../src/live/reader.ts';
import type { CasterOnAir, CasterSource } from '../../src/onair/on-air.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import { typedLine } from '../typed-line.ts';
import { isSamePicture, type Display } from './display.ts';
import { type Caster, readCasters } from './resolve.ts';
import { readShown } from './scene.ts';

/** So many casters are looked at, three calls each, and so many sources of each are offered. */
const MOST_CASTERS = 5;
const MOST_SOURCES = 12;

/** What is on air and next on the first casters of an account, with the lines that change it. @throws LiveError */
export async function readCastersOnAir(reader: Reader): Promise<readonly CasterOnAir[]> {
  const casters = (await readCasters(reader)).slice(0, MOST_CASTERS);
  const account = Object.keys(reader.config.accounts).length > 1 ? [`account:${reader.account}`] : [];
  return Promise.all(
    casters.map(async (caster) => {
      const { scene, sources } = await readShown(reader, caster.id);
      const inputs = sources.inputs.map((input) => ({
        kind: 'input' as const,
        index: Number(input.InputIndex),
        ...named(input.Description),
      }));
      const layouts = sources.layouts.map((layout) => ({
        kind: 'layout' as const,
        index: Number(layout.LayoutIndex),
      }));
      const all = [...inputs, ...layouts];
      const find = (display: Display | undefined) =>
        display && {
          kind: display.kind,
          index: display.index,
          ...all.find(({ kind, index }) => kind === display.kind && index === display.index),
        };
      const [program, preview] = [find(scene.pgm), find(scene.pvw)];
      const canTake = scene.pvw && !isSamePicture(scene.pvw, scene.pgm);
      const line = (command: string, ...words: readonly string[]) =>
        [typedLine(command, caster.word, ...words), ...account].join(' ');
      return {
        id: caster.id,
        label: labelOf(caster),
        ...(program && { program }),
        ...(preview && { preview }),
        sources: all.slice(0, MOST_SOURCES).map((source): CasterSource => ({
          ...source,
          is: isOn(source, program) ? 'program' : isOn(source, preview) ? 'preview' : 'idle',
          line: line('caster pgm', source.kind, String(source.index)),
          ...(!isOn(source, preview) && { next: line('caster pvw', source.kind, String(source.index)) }),
        })),
        lines: { show: line('caster show'), ...(canTake && { take: line('caster take') }) },
      };
    }),
  );
}

function isOn(
  source: Pick<CasterSource, 'kind' | 'index'>,
  shown: Pick<CasterSource, 'kind' | 'index'> | undefined,
): boolean {
  return shown?.kind === source.kind && shown.index === source.index;
}

function labelOf({ name, id }: Caster): string {
  return safeLine(name, 60) || id;
}

function named(text: string | undefined): { readonly name?: string } {
  const name = safeLine(text ?? '', 40);
  return name === '' ? {} : { name };
}
