import { safeLine } from '../../src/text/safe-line.ts';
import type { CommandContext } from '../../src/command.ts';
import { covers, readCertificate, type BoundCertificate } from '../../src/live/read/certificates.ts';
import { readDomain, readPlayDomains, type Domain } from '../../src/live/read/domains.ts';
import type { Reader } from '../../src/live/reader.ts';
import type { Fact } from '../../src/reply.ts';
import { domainSubject, powerWord } from '../domain/noun.ts';
import type { Noun, NounOption } from '../shape/noun.ts';
import { when } from '../when.ts';
import { wording } from '../../src/text/language.ts';
import { nameWithId } from '../../src/card/name-with-id.ts';

/** A play domain with the certificate that it answers https with, where it has one. */
export interface CertDomain extends Domain {
  readonly binding?: BoundCertificate | undefined;
}

async function whole(context: Reader, domain: CertDomain): Promise<CertDomain> {
  return { ...domain, binding: await readCertificate(context, domain.name) };
}

/** Play domains, as commands on certificates see them. */
export const certNoun: Noun<CertDomain> = {
  // The same as of the domain itself: two commands must not change one at once.
  kind: 'domain',
  words: { en: 'play domain', zh: '播放域名' },
  list: 'cert list',
  show: 'cert show',
  read: readPlayDomains,
  async readOne(context, id) {
    const domain = await readDomain(context, id);
    return domain && whole(context, domain);
  },
  whole,
  facts: certFacts,
  state: ({ isOn, binding }) => ({
    isOn,
    certificate: binding?.certificate ?? null,
    https: binding?.isOn ?? false,
  }),
};

/** The option that names one. */
export const playDomainSubject: NounOption & { readonly name: string } = {
  ...{ ...domainSubject, example: 'play.example.com' },
  summary: { en: 'the play domain', zh: '播放域名' },
};

/** A certificate by its name and id. */
export function certText(
  { language }: Pick<CommandContext, 'language'>,
  { alias, certificate }: Pick<BoundCertificate, 'alias' | 'certificate'>,
): string {
  const name = safeLine(alias, 60);
  return certificate === '' ? name : wording(nameWithId(name, certificate), language);
}

function certFacts(context: CommandContext, { name, binding, ...domain }: CertDomain): Fact[] {
  const { say, now } = context;
  if (!binding)
    return [{ label: say('Certificate', '证书'), value: say('none: no https', '未绑定，无法使用 https') }];
  const { expires, issued, names, isOn } = binding;
  const isOver = expires !== undefined && expires <= now();
  return [
    { label: say('Certificate', '证书'), value: certText(context, binding) },
    { label: 'https', value: powerWord(say, { isOn }) },
    { label: say('Made out for', '适用域名'), value: safeLine(names.join(', '), 200) },
    {
      label: say('Covers this domain', '是否匹配本域名'),
      value: names.length === 0 ? '' : covers(names, name) ? say('yes', '是') : say('no', '否'),
    },
    { label: say('Issued', '签发时间'), value: issued === undefined ? '' : when(context, issued) },
    {
      label: isOver ? say('Expired', '已过期') : say('Expires', '到期时间'),
      value: expires === undefined ? '' : when(context, expires),
    },
    { label: say('Domain', '域名状态'), value: domain.isOn ? '' : powerWord(say, domain) },
  ].filter(({ value }) => value !== '');
}
