import { safeLine } from '../../src/text/safe-line.ts';
import type { CommandContext } from '../../src/command.ts';
import type { Fact } from '../../src/reply.ts';
import { when } from '../when.ts';
import { type Display, displayText, type Sources } from './display.ts';
import type { Scene } from './scene.ts';

/** What PGM and PVW show now, as lines of a card. */
export function sceneFacts(context: CommandContext, scene: Scene, sources?: Sources): Fact[] {
  const { say } = context;
  return [
    { label: say('PGM now', '当前主监'), value: displayText(context, scene.pgm, sources) },
    { label: say('PVW now', '当前预监'), value: displayText(context, scene.pvw, sources) },
    ...(scene.since === undefined
      ? []
      : [{ label: say('PGM since', '主监开始于'), value: when(context, scene.since) }]),
  ];
}

/** How a picture comes on, where it is not a plain cut. */
export function transitionFacts({ say }: CommandContext, { transition }: Display): Fact[] {
  return transition === '' ? [] : [{ label: say('Transition', '转场'), value: safeLine(transition, 40) }];
}
