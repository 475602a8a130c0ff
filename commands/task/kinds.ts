import type { TaskKind } from '../../src/live/read/tasks.ts';
import type { Text } from '../../src/text/language.ts';
import type { Feature } from '../feature/feature.ts';
import { record } from '../feature/table/record.ts';
import { snapshot } from '../feature/table/snapshot.ts';

/** Tasks that make something of a stream between two times: one entry of the table. */
export interface TaskRow {
  readonly kind: TaskKind;
  /** As the first word of its commands: 录制. */
  readonly zh: string;
  readonly words: Text;
  /** Its templates. */
  readonly feature: Feature;
  readonly calls: {
    readonly create: 'CreateRecordTask' | 'CreateScreenshotTask';
    readonly stop: 'StopRecordTask' | 'StopScreenshotTask';
    readonly remove: 'DeleteRecordTask' | 'DeleteScreenshotTask';
  };
  readonly summaries: Readonly<Record<'list' | 'add' | 'stop' | 'remove', Text>>;
  /** What is being done while it runs. */
  readonly running: Text;
  /** What a task does: under the preview of a new one. */
  readonly makes: Text;
  /** What is lost where one is stopped, and where one that runs is removed. */
  readonly stopped: Text;
  readonly removed: Text;
  /** What begins another one. */
  readonly again: Text;
  /** The template that it names is gone. */
  readonly noTemplate: Text;
}

/** Tasks that record: CreateRecordTask and the like. */
export const RECORD_TASKS: TaskRow = {
  kind: 'record',
  zh: '录制',
  words: { en: 'record task', zh: '录制任务' },
  feature: record,
  calls: { create: 'CreateRecordTask', stop: 'StopRecordTask', remove: 'DeleteRecordTask' },
  summaries: {
    list: { en: 'List the tasks that record streams', zh: '列出录制任务' },
    add: { en: 'Record a stream between two times', zh: '按起止时间录制一路流' },
    stop: { en: 'End a recording made by a task; its file is made now', zh: '停止录制任务，立即生成文件' },
    remove: { en: 'Remove a record task for good', zh: '永久删除录制任务' },
  },
  running: { en: 'records while it is pushed', zh: '推流期间录制' },
  makes: {
    en: 'It records every push of the stream between the two times, besides what a rule records; that is billed too.',
    zh: '在起止时间内，该流的每次推流都会录制；与规则触发的录制互不影响，另行计费。',
  },
  stopped: {
    en: 'What follows is not recorded by this task, and cannot be got back. Its file is made now.',
    zh: '之后的内容不再由此任务录制，且无法补录；文件立即生成。',
  },
  removed: {
    en: 'It is recording now and continues until the push ends. To end that, stop the task instead. Later pushes are not recorded.',
    zh: '该任务正在录制：录制会持续到本次推流结束；要立即结束请改用停止。之后的推流不再录制。',
  },
  again: {
    en: 'No undo: a stopped task does not begin again. To go on: record now.',
    zh: '无法撤销：停止的任务不会重新开始。如需继续请用“录制 立即”。',
  },
  noTemplate: { en: 'gone: it would record HLS and keep it for ever', zh: '已不存在：将录制 HLS 并永久保存' },
};

/** Tasks that take pictures: CreateScreenshotTask and the like. */
export const SNAPSHOT_TASKS: TaskRow = {
  kind: 'snapshot',
  zh: '截图',
  words: { en: 'snapshot task', zh: '截图任务' },
  feature: snapshot,
  calls: {
    create: 'CreateScreenshotTask',
    stop: 'StopScreenshotTask',
    remove: 'DeleteScreenshotTask',
  },
  summaries: {
    list: { en: 'List the tasks that take pictures of streams', zh: '列出截图任务' },
    add: { en: 'Take pictures of a stream between two times', zh: '按起止时间对一路流截图' },
    stop: { en: 'End a snapshot task', zh: '停止截图任务' },
    remove: { en: 'Remove a snapshot task for good', zh: '永久删除截图任务' },
  },
  running: { en: 'takes pictures while it is pushed', zh: '推流期间截图' },
  makes: {
    en: 'Pictures go to the bucket of the template while the stream is pushed, and are billed.',
    zh: '推流期间截图存入模板指定的存储桶，并计费。',
  },
  stopped: {
    en: 'This task takes no more pictures, so the push is no longer reviewed with them.',
    zh: '该任务不再截图；依赖这些截图的审核也随之停止。',
  },
  removed: {
    en: 'It is taking pictures now and continues until the push ends. To end that, stop the task instead. Later pushes will give none.',
    zh: '该任务正在截图：会持续到本次推流结束；要立即结束请改用停止。之后的推流不再截图。',
  },
  again: {
    en: 'No undo: a stopped task does not begin again. To go on, add another.',
    zh: '无法撤销：停止的任务不会重新开始。如需继续请另外添加。',
  },
  noTemplate: { en: 'gone: it would take no pictures', zh: '已不存在：不会截图' },
};

/** Both kinds, in the order in which their commands are listed. */
export const TASK_ROWS: readonly TaskRow[] = [RECORD_TASKS, SNAPSHOT_TASKS];
