import { z } from 'zod';
import { type CommandContext, defineAct } from '../../src/command.ts';
import type { Fact } from '../../src/reply.ts';
import { nothingToDo } from '../shape/act.ts';
import { typedLine } from '../typed-line.ts';
import { newDomainOption } from './add.ts';

type Plan = { readonly domain: string; readonly by: 'dns' | 'file' };

/** What the cloud says of a name's owner. `content`: what has to stand in the TXT record or the file. */
interface Owner {
  readonly isProven: boolean;
  readonly content: string;
  readonly main: string;
}

/** Asks and changes nothing: `dbCheck` looks only at what was proven before. @throws LiveError */
async function readOwner({ live }: CommandContext, domain: string): Promise<Owner> {
  const answer = await live.call('AuthenticateDomainOwner', { DomainName: domain, VerifyType: 'dbCheck' });
  const { Content: content, Status, MainDomain: main } = answer;
  return { isProven: Number(Status) >= 0, content, main };
}

function wantedFacts({ say }: CommandContext, { by }: Plan, { content, main }: Owner): Fact[] {
  return [
    { label: say('Main domain', '主域名'), value: main },
    by === 'dns'
      ? { label: say('TXT record wanted', '需要的 TXT 记录值'), value: content }
      : { label: say('Content of the file wanted', '需要的文件内容'), value: content },
  ].filter(({ value }) => value !== '');
}

/** `domain verify`: AuthenticateDomainOwner, by a TXT record or a file. It cannot be undone. */
export const domainVerify = defineAct({
  name: 'domain verify',
  zh: '域名 验证',
  summary: { en: 'Prove that a domain is yours', zh: '验证域名归属' },
  risk: 'change',
  options: {
    domain: newDomainOption,
    by: {
      schema: z.enum(['dns', 'file']).optional(),
      summary: { en: 'by a TXT record or by a file on its web server', zh: '用 TXT 记录还是网站文件验证' },
      ...{ zh: '方式', required: false, example: 'dns' },
      choices: [
        { value: 'dns', label: { en: 'TXT record', zh: 'TXT 记录' } },
        { value: 'file', label: { en: 'file', zh: '文件' } },
      ],
    },
  },
  async preview(context, { domain, by = 'dns' }) {
    const { say } = context;
    const owner = await readOwner(context, domain);
    if (owner.isProven)
      throw nothingToDo(
        { en: `${owner.main} is known to be yours`, zh: `${owner.main} 的归属已验证` },
        { en: 'Nothing to prove. It can be added.', zh: '无需再验证，可以直接添加域名。' },
        typedLine('domain add', domain),
      );
    const plan: Plan = { domain, by };
    return {
      target: { key: `${context.account}/owner/${owner.main}`, label: owner.main },
      title: say(`Prove that ${owner.main} is yours`, `验证域名 ${owner.main} 的归属`),
      plan,
      state: { isProven: false, content: owner.content },
      showCommand: 'domain list',
      facts: wantedFacts(context, plan, owner),
      lines: [
        by === 'dns'
          ? say(
              'Set the TXT record first, then confirm: the cloud looks it up.',
              '请先配置 TXT 记录再确认：云端会立即查询。',
            )
          : say(
              'Put the file there first, then confirm: the cloud fetches it.',
              '请先放好文件再确认：云端会立即读取。',
            ),
        say('No undo: what was proven stays known.', '无法撤销：验证结果会一直保留。'),
      ],
    };
  },
  async run({ live }, { domain, by }) {
    const VerifyType = by === 'dns' ? 'dnsCheck' : 'fileCheck';
    await live.call('AuthenticateDomainOwner', { DomainName: domain, VerifyType });
  },
  async verify(context, plan: Plan) {
    const owner = await readOwner(context, plan.domain);
    return { seen: owner.isProven, facts: owner.isProven ? [] : wantedFacts(context, plan, owner) };
  },
});
