import { z } from 'zod';
import { defineLook, type Command, type OptionSpec } from '../../src/command.ts';
import type { Card } from '../../src/reply.ts';

const card: Card = { kind: 'card', tone: 'info', title: '', visibility: 'channel' };

function option(zh: string, example: string, more: Partial<OptionSpec> = {}): OptionSpec {
  return {
    schema: z.string().max(200),
    summary: { en: `the ${example}`, zh: `${zh}的说明` },
    zh,
    required: true,
    example,
    ...more,
  };
}

function command(name: string, zh: string, options: Command['options'], hidden = false): Command {
  return defineLook({
    name,
    zh,
    summary: { en: name, zh },
    risk: 'read',
    options,
    hidden,
    run: async () => card,
  });
}

const stream = option('流', 'live.example.com/live/main');

/** A small command list in the shape of the real one. */
export const commands: readonly Command[] = [
  command('help', '帮助', { command: option('命令', 'stream drop', { required: false, rest: true }) }),
  command('whoami', '我是谁', {}),
  command('audit', '审计', {
    count: option('数量', '20', {
      required: false,
      schema: z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(1).max(50)).default(10),
    }),
  }),
  command('stream list', '流 列表', {
    domain: option('域名', 'live.example.com', {
      required: false,
      schema: z.string().optional(),
    }),
  }),
  command('stream drop', '流 断开', { stream }),
  command('stream forbid', '流 禁推', {
    stream,
    until: option('截止', '22:00', { required: false, schema: z.string().optional() }),
    reason: option('原因', 'copyright', { required: false, rest: true, schema: z.string().optional() }),
  }),
  command('backup switch', '备流 切换', {
    stream,
    upstreamSequence: option('序列', '2231', { schema: z.string().regex(/^\d+$/) }),
  }),
  command('monitor start', '监播 开始', {
    language: option('语言', 'en', {
      required: false,
      schema: z.string().optional(),
      choices: [
        { value: 'en', label: { en: 'English', zh: '英语' } },
        { value: 'zh', label: { en: 'Chinese', zh: '汉语' } },
      ],
    }),
  }),
  command('caster undo-take', '导播台 撤销切换', { state: option('状态', 'x') }, true),
];
