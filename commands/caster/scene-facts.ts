import { safeLine } from '../../src/text/safe-line.ts';
import type { CommandContext } from '../../src/command.ts';
import type { Fact } from '../../src/reply.ts';
import { when } from '../when.ts';
import { type Display, displayText, type Sources } from './display.ts';
import type { Scene } from './scene.ts';

/**
 * What PGM and PVW show now, as lines of a card. `pictureSince`: since when the picture in PGM is there, where that is known,
 * ms UTC; the cloud tells only since when PGM runs, through all cuts and takes.
 */
export function sceneFacts(
  context: CommandContext,
  scene: Scene,
  sources?: Sources,
  pictureSince?: number,
): Fact[] {
  const { say } = context;
  return [
    { label: say('PGM now', '当前主监'), value: displayText(context, scene.pgm, sources) },
    { label: say('PVW now', '当前预监'), value: displayText(context, scene.pvw, sources) },
    ...(pictureSince === undefined
      ? runningFact(context, scene)
      : [{ label: say('PGM since', '主监画面开始于'), value: when(context, pictureSince) }]),
  ];
}

/** Since when PGM runs, whatever it shows. */
export function runningFact(context: CommandContext, { since }: Scene): Fact[] {
  return since === undefined
    ? []
    : [{ label: context.say('PGM runs since', '主监开播于'), value: when(context, since) }];
}

/** How a picture comes on, where it is not a plain cut. */
export function transitionFacts({ say }: CommandContext, { transition }: Display): Fact[] {
  return transition === '' ? [] : [{ label: say('Transition', '转场'), value: safeLine(transition, 40) }];
}
