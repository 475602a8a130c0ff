import { z } from 'zod';
import { type CommandContext, defineAct } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import type { StreamName } from '../../../src/live/read/stream-name.ts';
import { onlineStream } from '../../../src/live/read/online.ts';
import { readCasterList } from '../../../src/live/read/casters.ts';
import { byId } from '../../../src/text/name-forms.ts';
import { safeLine } from '../../../src/text/safe-line.ts';
import { idOfLeft, isTaken } from '../../shape/add.ts';
import { labelOf, nounOption, resolve } from '../../shape/noun.ts';
import { typedLine } from '../../typed-line.ts';
import { casterNoun, casterSubject } from '../noun.ts';
import { casterNumber } from '../scene.ts';
import { wording } from '../../../src/text/language.ts';
import { spaced } from '../../../src/card/name-with-id.ts';

type CopyPlan = {
  readonly from: string;
  readonly name: string;
  readonly stream: string;
  /** Ids of casters that were there before. */
  readonly known: readonly string[];
};

/** `caster copy`: CopyCaster. The cloud makes the id, so the copy is found by its name among those that are new. */
export const casterCopy = defineAct({
  name: 'caster copy',
  zh: '导播 复制',
  summary: { en: 'Copy a caster with its whole configuration', zh: '复制导播台配置' },
  risk: 'change',
  options: {
    caster: nounOption(casterSubject),
    name: {
      schema: z.string().min(1).max(128),
      summary: { en: 'name of the copy', zh: '新导播台的名称' },
      ...{ zh: '名称', required: true, example: 'late-studio', names: true },
    },
    output: {
      schema: z.string().regex(/^[\w.-]{1,128}$/u),
      summary: { en: 'name of the stream that its PGM goes to', zh: '新导播台主监输出的流名' },
      ...{ zh: '输出流', required: true, example: 'late' },
    },
  },
  async preview(context, { caster: given, name, output: stream }) {
    const { say } = context;
    const thing = await resolve(context, casterNoun, given, 'caster copy');
    const casters = await readCasterList(context);
    const taken = casters.find((each) => each.name === name);
    if (taken) throw isTaken(casterNoun, name, typedLine('caster show', byId(taken.id)));
    const target = await outputOf(context, thing.id, stream);
    if (target && (await onlineStream(context, target))) throw onAir(target, thing.word);
    const label = labelOf(casterNoun, thing);
    const shown = safeLine(name, 60);
    const plan: CopyPlan = { from: thing.id, name, stream, known: casters.map(({ id }) => id) };
    return {
      target: { key: `${context.account}/caster/name:${name}`, label: shown },
      title: say(`Copy caster ${label.en} as ${shown}`, `复制导播台 ${spaced(label.zh)}为 ${shown}`),
      plan,
      showCommand: 'caster list',
      state: { ...(casterNoun.state(thing) as object), status: null, taken: false },
      facts: [
        { label: say('Copied from', '复制自'), value: wording(label, context.language) },
        {
          label: say('Its PGM goes to', '主监输出到'),
          value: target ? `${target.domain}/${target.app}/${stream}` : stream,
        },
        ...(await casterNoun.facts(context, thing)),
      ],
      lines: [
        say(
          'Inputs, layouts, watermarks, texts and outputs are copied, not what is on air. Outputs to third parties come along: both would push to the same address.',
          '复制输入、布局、水印、文本和输出，不复制正在播出的画面。第三方输出也会复制：两者会推到同一地址。',
        ),
        say('Viewers notice nothing.', '观众无感知。'),
        say('Undo: remove the copy.', '可撤销：删除副本。'),
      ],
    };
  },
  async run(context, { from, name, stream }: CopyPlan) {
    await context.live.call('CopyCaster', {
      CasterId: casterNumber(from),
      CasterName: name,
      OutputStreamId: stream,
    });
  },
  async verify(context, { name, known }) {
    const made = (await readCasterList(context)).filter(
      (each) => each.name === name && !known.includes(each.id),
    );
    const [only, second] = made;
    if (!only) return { seen: false, facts: [] };
    const facts = [{ label: 'ID', value: only.id }];
    // Two of one name in the same moment: nobody can tell which is ours.
    return second ? { seen: false, maybeOthers: true, facts } : { seen: true, facts, left: { id: only.id } };
  },
  undo({ say }, { name }, left) {
    const id = idOfLeft(left);
    if (id === undefined) return undefined;
    const shown = safeLine(name, 40);
    return {
      command: 'caster remove',
      options: { caster: byId(id) },
      label: say(`Undo: remove ${shown}`, `撤销：删除 ${shown}`),
    };
  },
});

/** The stream that the copy would push to: its name is given, domain and path are as those of the first. */
async function outputOf(
  { live }: CommandContext,
  id: string,
  stream: string,
): Promise<StreamName | undefined> {
  const { OutputInfos } = await live.call('DescribeCasterOutputInfos', { CasterId: casterNumber(id) });
  const own = OutputInfos.find((output) => Number(output.OutputIndex) === 0);
  const domain = own?.OutputDomainName ?? '';
  return domain === '' ? undefined : { domain, app: own?.OutputAppName ?? 'live', stream };
}

function onAir({ domain, app, stream }: StreamName, word: string): Refusal {
  return new Refusal(
    'airdesk.name-taken',
    { en: `${domain}/${app}/${stream} is on air`, zh: `流 ${domain}/${app}/${stream} 正在直播` },
    {
      en: 'The programme of the copy would collide with it. Choose another stream. Nothing was done.',
      zh: '副本的节目会与它冲突。请换一个流名。未执行任何操作。',
    },
    [typedLine('stream show', `${domain}/${app}/${stream}`), typedLine('caster show', word)],
  );
}
