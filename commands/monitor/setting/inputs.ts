import { z } from 'zod';
import type { CommandContext, OptionSpec } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import { readDomains } from '../../../src/live/read/domains.ts';
import { onlineMany } from '../../../src/live/read/online.ts';
import { targetStream } from '../../../src/live/read/pulls.ts';
import { streamOf } from '../../../src/live/read/relations.ts';
import { fullName, streamParts } from '../../../src/live/read/stream-name.ts';
import { plainWord } from '../../../src/text/characters.ts';
import { safeLine } from '../../../src/text/safe-line.ts';
import type { Text } from '../../../src/text/language.ts';
import { casterLabel, resolveCaster } from '../../caster/resolve.ts';
import { casterNumber } from '../../caster/scene.ts';
import { pullLabel, resolvePull } from '../../pull/resolve.ts';
import { resolveStream } from '../../stream/naming/resolve.ts';
import { isSameInput, type InputConfig } from './config.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

/** The document names no greatest number; a picture of more shows nothing. */
const MOST = 24;
/** LiveStreamMonitorInputInfo. */
const STREAM = /^[\w.-]{1,256}$/u;
const APP = /^[\w.-]{1,32}$/u;
const OF = /^(?<kind>caster|task|导播台?|任务)[:：](?<name>.+)$/iu;

/** Pictures of a caster, by what its play addresses are asked as. */
const PICTURES = [
  { kind: 3, casterIndex: 10_001, about: 'PGM' },
  { kind: 2, casterIndex: 10_000, about: 'PVW' },
] as const;

/** What is watched: streams with commas between, or one caster, or one pull task. */
export const inputsOption = {
  schema: z.string().min(1).max(2000),
  summary: {
    en: 'streams with commas between; or caster:NAME, or task:NAME of a pull task',
    zh: '多路流，用逗号分隔；或 caster:导播台，或 task:拉流转推任务',
  },
  ...{ zh: '输入', required: true, example: 'push.example.com/live/main,push.example.com/live/sports' },
  ...{ suggests: 'stream', listed: true, names: true },
  words: joinedWords,
} as const satisfies OptionSpec;

/** How many words belong together: those with a comma between them. */
function joinedWords(words: readonly string[]): number {
  const isOpen = (at: number) => /[,，、]$/u.test(words[at] ?? '') || /^[,，、]/u.test(words[at + 1] ?? '');
  let count = 1;
  while (count < words.length && isOpen(count - 1)) count += 1;
  return count;
}

/** The inputs that are meant, and what they are of where they are of a caster or a pull task. */
export interface Inputs {
  readonly inputs: readonly InputConfig[];
  readonly casterId: string;
  readonly pullId: string;
}

/** @throws Refusal naming what is no input, LiveError */
export async function readInputs(context: CommandContext, typed: string, command: string): Promise<Inputs> {
  const [, kind = '', name = ''] = OF.exec(plainWord(typed).trim()) ?? [];
  if (/^(?:caster|导播)/iu.test(kind)) return ofCaster(context, name.trim(), command);
  if (kind !== '') return ofPull(context, name.trim(), command);
  const words = typed
    .split(/[,，、]/u)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0 || words.length > MOST) throw unfit(`1 to ${MOST} streams`, `1 到 ${MOST} 路流`);
  const streams = await Promise.all(words.map((word) => resolveStream(context, word, command)));
  const inputs = streams.map(({ domain, app, stream }): InputConfig => ({
    ...{ domain, app, stream, about: '', casterIndex: 0, url: '' },
  }));
  const twice = inputs.find((input, at) => inputs.findIndex((other) => isSameInput(other, input)) !== at);
  if (twice) throw unfit('each stream once', '每路流只填一次', fullName(twice));
  const odd = inputs.find(({ app, stream }) => !STREAM.test(stream) || !APP.test(app));
  if (odd)
    throw unfit(
      'names of letters, digits, ., - and _ only (stream up to 256, app up to 32)',
      '只含字母、数字、.、- 和 _ 的名称（流名最长 256，应用最长 32）',
      fullName(odd),
    );
  const { items, complete } = await readDomains(context);
  const off = inputs.find(
    ({ domain: on }) =>
      !items.some(({ name: known, kind: of, isOn }) => known === on && of === 'push' && isOn),
  );
  if (off && complete)
    throw unfit('push domains of this account that are on', '该账号已启用的推流域名', off.domain);
  return { inputs, casterId: '', pullId: '' };
}

/** PGM and PVW of a caster: what their pictures are called, the cloud tells while they run. */
async function ofCaster(context: CommandContext, name: string, command: string): Promise<Inputs> {
  const caster = await resolveCaster(context, name, command);
  const found = await Promise.all(
    PICTURES.map(async ({ kind, casterIndex, about }) => {
      const asked = { CasterId: casterNumber(caster.id), PlayUrlType: kind };
      const { PlayUrl } = await context.live.call('DescribeCasterPlayUrl', asked);
      const stream = streamParts(streamOf(PlayUrl) ?? '')?.stream;
      return stream === undefined ? [] : [{ stream, domain: '', app: '', about, casterIndex, url: '' }];
    }),
  );
  const inputs = found.flat();
  if (inputs.length > 0) return { inputs, casterId: caster.id, pullId: '' };
  throw new Refusal(
    'airdesk.nothing-to-do',
    {
      en: `Caster ${casterLabel(caster).en} shows nothing now`,
      zh: `导播台 ${spaced(casterLabel(caster).zh)}当前没有画面`,
    },
    {
      en: 'Start its PVW or PGM first: the cloud names their pictures only while they run. Nothing was done.',
      zh: '请先启动预监或主监：运行期间云端才会给出画面名称。未执行任何操作。',
    },
    [`caster show ${caster.word}`],
  );
}

async function ofPull(context: CommandContext, name: string, command: string): Promise<Inputs> {
  const pull = await resolvePull(context, name, command);
  const target = targetStream(pull);
  if (!target)
    throw unfit('a task that pushes to a stream of this account', '推到本账号某路流的任务', pullLabel(pull));
  return { inputs: [{ ...target, about: '', casterIndex: 0, url: '' }], casterId: '', pullId: pull.id };
}

function unfit(en: string, zh: string, what = ''): Refusal {
  const shown = safeLine(what, 80);
  const [front, frontZh] = shown === '' ? ['', ''] : [`${shown}: `, `${shown}：`];
  return new Refusal(
    'airdesk.bad-option',
    { en: '`inputs` does not fit', zh: '“输入”不符合要求' },
    { en: `${front}it takes ${en}. Nothing was done.`, zh: `${frontZh}应为${zh}。未执行任何操作。` },
  );
}

/** Inputs by what people call them. */
export function inputText(input: InputConfig): string {
  const name = [input.domain, input.app, input.stream].filter((part) => part !== '').join('/');
  return safeLine([name, input.about].filter((part) => part !== '').join(' · '), 100);
}

/** Of these inputs those that are not pushed now, as a line; undefined where all are, or it cannot be told. */
export async function notPushed(
  context: CommandContext,
  inputs: readonly InputConfig[],
): Promise<Text | undefined> {
  const { streams, total } = await onlineMany(context);
  if (streams.length < total) return undefined;
  const off = inputs
    .filter(({ casterIndex }) => casterIndex === 0)
    .filter(({ domain, app, stream }) =>
      streams.every((on) => on.domain !== domain || on.app !== app || on.stream !== stream),
    )
    .map(inputText);
  if (off.length === 0) return undefined;
  const shown = off.slice(0, 5);
  return {
    en: `Not pushed now: ${shown.join(', ')}${off.length > shown.length ? '…' : ''}.`,
    zh: `当前未推流：${shown.join('、')}${off.length > shown.length ? '…' : ''}。`,
  };
}
