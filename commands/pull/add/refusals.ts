import { Refusal } from '../../../src/errors.ts';
import type { Text } from '../../../src/text/language.ts';
import type { FieldValues } from '../../shape/fields.ts';
import { kindOf, wrongSource, type SourceKind } from '../source.ts';
import { TOLD } from './fields.ts';

/** CreateLivePullStreamTask, SourceUrls. */
const MOST_FILES = 30;

/** @throws Refusal where the cloud would not take these sources, or must not be given them */
export function refuseSources(
  sources: readonly string[],
  kind: SourceKind,
  backup: string | undefined,
): void {
  for (const address of sources) {
    const wrong = wrongSource('source', address);
    if (wrong) throw wrong;
  }
  const wrong = backup === undefined ? undefined : wrongSource('backup', backup.trim());
  if (wrong) throw wrong;
  const most = kind === 'file' ? MOST_FILES : 1;
  if (sources.length > most)
    throw unfit(
      { en: 'source has too many addresses', zh: '“源”的地址过多' },
      {
        en: `Of files the cloud takes up to ${MOST_FILES}, of a live source or a picture one.`,
        zh: `点播文件最多 ${MOST_FILES} 个，直播源或图片只能有一个。`,
      },
    );
  if (backup !== undefined && (kind !== 'live' || kindOf([backup]) === 'picture'))
    throw unfit(
      { en: 'Only a live source has a backup', zh: '只有直播源才能有备用源' },
      {
        en: 'Leave backup out, or say kind:live. The backup itself is a live source or a file.',
        zh: '请去掉“备用源”，或填写 类型:直播。备用源可以是直播源或点播文件。',
      },
    );
}

/** @throws Refusal where settings do not go together */
export function refuseFields(values: FieldValues, kind: SourceKind): void {
  const isForFiles = values['VodLoopTimes'] !== undefined || values['VodLocalMode'] !== undefined;
  if (isForFiles && kind !== 'file')
    throw unfit(
      { en: 'loop and local are for files', zh: '“循环”和“本地”只用于点播文件' },
      { en: 'Leave them out, or say kind:file.', zh: '请去掉，或填写 类型:点播文件。' },
    );
  if (values['CallbackEvents'] !== undefined && values['CallbackUrl'] !== TOLD)
    throw unfit(
      { en: 'events: to whom?', zh: '“事件”通知给谁？' },
      {
        en: 'They go to Airdesk: fields notify=airdesk, with LIVE_CALLBACK_URL set.',
        zh: '事件只通知给 Airdesk：请填写 通知=airdesk，并设置 LIVE_CALLBACK_URL。',
      },
    );
}

function unfit(title: Text, hint: Text): Refusal {
  return new Refusal('airdesk.bad-option', title, {
    en: `${hint.en} Nothing was done.`,
    zh: `${hint.zh}未执行任何操作。`,
  });
}

/** The account may have no more tasks. */
export function isFull(most: number): Refusal {
  return new Refusal(
    'airdesk.too-many',
    { en: `The account has ${most} pull tasks already`, zh: `该账号已有 ${most} 个拉流转推任务` },
    {
      en: 'The cloud accepts no more. Remove finished ones first. Nothing was done.',
      zh: '云端不再接受新任务。请先删除已过期的任务。未执行任何操作。',
    },
    ['pull list'],
  );
}
