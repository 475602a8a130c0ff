import type { CommandContext } from '../../src/command.ts';
import type { Fact } from '../../src/reply.ts';
import { when } from '../when.ts';
import { displayText } from './display.ts';
import type { Scene, Sources } from './scene.ts';

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
