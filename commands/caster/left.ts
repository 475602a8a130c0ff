import { Refusal } from '../../src/errors.ts';
import { typedLine } from '../typed-line.ts';
import { type Display, isSamePicture } from './display.ts';
import { type Caster, casterLabel } from './resolve.ts';
import type { Scene } from './scene.ts';
import { SIDE_NAMES, type Side } from './on-air/side.ts';
import { spaced } from '../../src/card/name-with-id.ts';

/** @throws Refusal where the side is not as the change left it, whoever changed it. */
export function refuseUnlessLeft(
  caster: Caster,
  side: Side,
  scene: Scene,
  left: { readonly display: Display | undefined; readonly since: number | undefined },
): void {
  const sameRun = left.since === undefined || scene.since === left.since;
  if (isSamePicture(scene[side], left.display) && sameRun) return;
  const label = casterLabel(caster);
  throw new Refusal(
    'airdesk.changed',
    {
      en: `${SIDE_NAMES[side].en} of ${label.en} was changed again since`,
      zh: `${spaced(label.zh)}的${SIDE_NAMES[side].zh}之后又被改过`,
    },
    { en: 'Nothing was done. See what it shows now.', zh: '未做任何操作。请先查看现在的画面。' },
    [typedLine('caster show', caster.word)],
  );
}

/** @throws Refusal, always: what stands behind the numbers of the former picture was changed. */
export function refuseOtherContent(caster: Caster): never {
  const label = casterLabel(caster);
  throw new Refusal(
    'airdesk.changed',
    {
      en: `The former picture of ${label.en} shows something else now`,
      zh: `${spaced(label.zh)}之前的画面内容已经不同`,
    },
    {
      en: 'Nothing was done: one of its inputs, layouts or watermarks has changed since. Check it, then cut to what you want.',
      zh: '未做任何操作：它的输入、布局或水印之后被改过。请先查看，再切到需要的画面。',
    },
    [typedLine('caster show', caster.word)],
  );
}
