import { type CommandContext, defineLook } from '../../../src/command.ts';
import { fromCloud } from '../../../src/live/cloud-time.ts';
import { readCasterService } from '../../../src/live/read/casters.ts';
import { readDomains } from '../../../src/live/read/domains.ts';
import { findingsCard, looked, type Finding } from '../../findings.ts';
import { typedLine } from '../../typed-line.ts';
import { when } from '../../when.ts';
import { SERVICE } from '../setup/add.ts';
import { inputFindings } from './inputs.ts';
import { outputFindings, overlayFindings } from './outputs.ts';
import { displayText, type Sources } from '../display.ts';
import { type Caster, casterLabel, casterOption, resolveCaster } from '../resolve.ts';
import { SIDE_NAMES } from '../on-air/side.ts';
import { readScene, readSources, type Scene } from '../scene.ts';
import { wording } from '../../../src/text/language.ts';

const HOUR = 3_600_000;
/** No show takes longer: what ends within that may end while it is on air. */
const A_SHOW = 12 * HOUR;

/** Each part is looked at by itself: what cannot be read is said to be, and the rest is shown all the same. */
export const casterCheck = defineLook({
  name: 'caster check',
  zh: '导播 检查',
  summary: { en: 'Say whether a caster is ready for the show', zh: '开播前检查导播台是否就绪' },
  risk: 'read',
  options: {
    caster: {
      ...casterOption,
      schema: casterOption.schema.optional(),
      required: false,
      summary: {
        en: 'id or name of the caster; none: only the service',
        zh: '导播台的 ID 或名称；不填只检查服务状态',
      },
    },
  },
  async run(context, { caster: given }) {
    const { say } = context;
    const account = [service(context), domains(context)];
    if (given === undefined)
      return findingsCard(
        context,
        say('Casters of this account', '该账号的导播台'),
        (await Promise.all(account)).flat(),
      );
    const caster = await resolveCaster(context, given, 'caster check');
    const found = await Promise.all([
      ...account,
      Promise.resolve(expiry(context, caster)),
      shown(context, caster),
    ]);
    return findingsCard(context, wording(casterLabel(caster), context.language), found.flat());
  },
});

function service(context: CommandContext): Promise<readonly Finding[]> {
  return looked({ en: 'service', zh: '服务状态' }, async () => {
    const state = await readCasterService(context);
    if (state === 'well') return [{ is: 'well', text: { en: 'the service is in order', zh: '服务正常' } }];
    if (state === 'unknown')
      return [{ is: 'note', text: { en: 'the state of the service is unknown', zh: '服务状态未知' } }];
    return [{ is: 'wrong', text: SERVICE[state] }];
  });
}

/** PGM starts only where the account has both (FailedOperation.NoLVBPushOrPlayDomain). */
function domains(context: CommandContext): Promise<readonly Finding[]> {
  return looked({ en: 'domains', zh: '域名' }, async () => {
    const { items } = await readDomains(context);
    return (['push', 'play'] as const).map((kind): Finding => {
      const isThere = items.some((domain) => domain.kind === kind && domain.isOn);
      const zh = kind === 'push' ? '推流' : '播放';
      return isThere
        ? { is: 'well', text: { en: `a ${kind} domain`, zh: `${zh}域名已启用` } }
        : {
            is: 'wrong',
            text: {
              en: `no ${kind} domain that is switched on: PGM cannot be started`,
              zh: `没有启用的${zh}域名：无法启动主监`,
            },
            fix: 'domain list',
          };
    });
  });
}

function expiry(context: CommandContext, caster: Caster): readonly Finding[] {
  const expires = fromCloud(caster.info.ExpireTime);
  if (expires === undefined) return [{ is: 'well', text: { en: 'it does not expire', zh: '永久有效' } }];
  const at = when(context, expires);
  const fix = `${typedLine('caster set', caster.word)} until:30d`;
  if (expires <= context.now())
    return [
      {
        is: 'wrong',
        text: { en: `it expired ${at}: nothing starts on it`, zh: `已过期（${at}）：无法启动` },
        fix,
      },
    ];
  if (expires < context.now() + A_SHOW)
    return [
      {
        is: 'wrong',
        text: {
          en: `it expires ${at}: PVW and PGM stop then by themselves`,
          zh: `将于 ${at} 到期：届时预监和主监会自动停止`,
        },
        fix,
      },
    ];
  return [{ is: 'well', text: { en: `it expires ${at}`, zh: `${at} 到期` } }];
}

/** What depends on what the caster has and shows. */
async function shown(context: CommandContext, caster: Caster): Promise<readonly Finding[]> {
  const read: { scene?: Scene; sources?: Sources } = {};
  const found = await looked(
    { en: 'inputs, layouts, PVW and PGM', zh: '输入、布局、预监和主监' },
    async () => {
      const [scene, sources] = await Promise.all([
        readScene(context, caster.id),
        readSources(context, caster.id),
      ]);
      Object.assign(read, { scene, sources });
      return sides(context, scene, sources);
    },
  );
  const { scene, sources } = read;
  if (!scene || !sources) return found;
  const more = await Promise.all([
    inputFindings(context, caster, scene, sources),
    looked({ en: 'outputs', zh: '输出' }, () => outputFindings(context, caster, scene)),
    looked({ en: 'watermarks and texts', zh: '水印和文本' }, () => overlayFindings(context, caster, scene)),
  ]);
  return [...found, ...more.flat()];
}

function sides(context: CommandContext, scene: Scene, sources: Sources): readonly Finding[] {
  const both = (side: 'pgm' | 'pvw') => {
    const text = displayText(context, scene[side], sources);
    return { en: `${SIDE_NAMES[side].en}: ${text}`, zh: `${SIDE_NAMES[side].zh}：${text}` };
  };
  return (['pgm', 'pvw'] as const).map((side) => ({ is: 'note', text: both(side) }));
}
