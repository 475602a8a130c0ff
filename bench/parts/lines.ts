import { commands } from '../../commands/index.ts';
import { isTyped, type Command } from '../../src/command.ts';
import type { Config } from '../../src/config/schema.ts';
import { demoConfig } from '../../src/config/defaults.ts';
import { Refusal } from '../../src/errors.ts';
import { admit, refusedUse } from '../../src/guard/admit.ts';
import { GUARDS } from '../../src/guard/guards.ts';
import type { Actor, Place } from '../../src/intent.ts';
import { readLine } from '../../src/line/read-line.ts';
import { PLATFORMS } from '../../src/start/platforms.ts';
import type { Plan } from '../plan.ts';
import type { Row } from '../report.ts';
import { median, medianRatio } from '../statistics.ts';

/** The commands of the first version with cards for alerts, before every action had one. */
const FORTY =
  /^(?:alert (?:ack|assign|close|list|mute|note|show|unmute)|audit|backup (?:list|return|switch)|caster (?:list|pgm|pvw|restore|show|stop|take)|help|incident (?:list|report)|monitor (?:list|report|restore|show|start|stop)|mute (?:add|end|list)|panel (?:list|post|remove)|pull (?:list|remove|restart|show|start|stop)|stream (?:drop|forbid|lift|list|resume|show)|whoami)$/u;

const LINES_A_ROUND = 4000;
const AIM = 1.2;

const PLACE: Place = { platform: 'desk', channelId: 'desk' };
const ACTOR: Actor = { platform: 'desk', userId: 'lead', name: 'lead' };

/** Reading a line and asking the guards, with all commands beside those of before: the same lines to both. */
export function measureLines(plan: Plan): Promise<Row[]> {
  const before = commands.filter(({ name }) => FORTY.test(name));
  const lines = before.filter(isTyped).flatMap(linesOf);
  const config = demoConfig(PLATFORMS);
  const run = (known: readonly Command[]): number => {
    const start = process.cpuUsage();
    for (let index = 0; index < LINES_A_ROUND; index += 1)
      take(config, known, lines[index % lines.length] ?? '');
    const { user, system } = process.cpuUsage(start);
    return (user + system) / LINES_A_ROUND;
  };
  run(before);
  run(commands);
  const rounds = Array.from({ length: plan.rounds }, (_, round) =>
    round % 2 === 0 ? { all: run(commands), few: run(before) } : { few: run(before), all: run(commands) },
  );
  const all = rounds.map((round) => round.all);
  const few = rounds.map((round) => round.few);
  const ratio = medianRatio(all, few);
  return Promise.resolve([
    {
      what: 'A typed line read, and its asker let through',
      ours: `with ${commands.length} commands: ${median(all).toFixed(1)} µs CPU`,
      peer: `with ${before.length} of them: ${median(few).toFixed(1)} µs CPU`,
      result: `${ratio.toFixed(2)} ×`,
      aim: `≤ ${AIM} ×`,
      met: ratio <= AIM,
    },
  ]);
}

/** The line in both languages, with the examples of what it needs. */
function linesOf({ name, zh, options }: Command): string[] {
  const needed = Object.values(options)
    .filter(({ required }) => required)
    .map(({ example }) => example);
  return [name, zh].map((words) => [words, ...needed].join(' '));
}

/** @throws Error where the line is not understood, or its asker not let through */
function take(config: Config, known: readonly Command[], line: string): void {
  const { asked } = readLine({ config, commands: known }, PLACE, line);
  if (asked instanceof Refusal) throw asked;
  const person = admit({ config, guards: GUARDS }, { actor: ACTOR, place: PLACE });
  if (person instanceof Refusal) throw person;
  const { account, command } = asked;
  const refused = refusedUse(
    { config, guards: GUARDS },
    { actor: ACTOR, place: PLACE, person, account, command },
  );
  if (refused) throw refused;
}
