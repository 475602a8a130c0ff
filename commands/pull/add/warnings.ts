import type { Text } from '../../../src/text/language.ts';
import { inRed } from '../../in-red.ts';
import type { FieldValues } from '../../shape/fields.ts';
import type { SourceKind } from '../source.ts';
import { TOLD } from './fields.ts';
import type { TargetNow } from './target.ts';
import type { PullTimes } from './times.ts';

/** What the asker has to know, the worst first; and the undo. */
export function warnings(
  now: TargetNow,
  times: PullTimes,
  kind: SourceKind,
  values: FieldValues,
): readonly Text[] {
  return [
    ...(now.isLoop ? [inRed(LOOP)] : []),
    ...(now.pushes.length > 0 && times.isNow ? [inRed(ON_AIR)] : []),
    ...(now.pushes.length > 0 && !times.isNow ? [ON_AIR_LATER] : []),
    ...(now.others.length > 0 ? [OTHERS] : []),
    times.isNow ? AT_ONCE : LATER,
    ...(kind === 'file' && values['VodLoopTimes'] === undefined ? [FOR_EVER] : []),
    ...(values['CallbackUrl'] === TOLD ? [] : [UNTOLD]),
    { en: 'Undo: remove it, which ends its push.', zh: '可撤销：删除任务，其推流随之结束。' },
  ];
}

const ON_AIR: Text = {
  en: 'The stream is on air by another push. The new push becomes its backup, replaces it, or is refused, depending on an account setting.',
  zh: '该流正由其他推流在播。本任务的推流会成为备流、顶替现有推流或被拒绝，取决于账号设置。',
};
const ON_AIR_LATER: Text = {
  en: 'The stream is on air now. If it still is when this begins, the new push becomes its backup, replaces it, or is refused.',
  zh: '该流正在播。若任务开始时仍在播，本任务的推流会成为备流、顶替现有推流或被拒绝。',
};
const LOOP: Text = {
  en: 'The source is the stream itself: it would pull what it pushes.',
  zh: '源就是目标流本身：会形成自己拉自己的循环。',
};
const OTHERS: Text = {
  en: 'Another pull task pushes to this stream at that time.',
  zh: '同时段已有其他拉流转推任务推到该流。',
};
const AT_ONCE: Text = {
  en: 'It starts pushing at once. Pulling is billed for as long as it runs.',
  zh: '任务会立即开始推流，运行期间产生拉流转推费用。',
};
const LATER: Text = {
  en: 'It starts pushing automatically at its start time. Pulling is billed for as long as it runs.',
  zh: '任务到时自动开始推流，运行期间产生拉流转推费用。',
};
const FOR_EVER: Text = {
  en: 'Files are repeated until the end: loop=once plays them once.',
  zh: '文件会循环播放到结束时间；只播一次请填写 循环=一次。',
};
const UNTOLD: Text = {
  en: 'The cloud does not notify Airdesk when the task fails; Airdesk notices later, when it polls.',
  zh: '任务异常时不会通知 Airdesk，只能由其稍后自行查询发现。',
};
