import type { CommandContext } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { LiveError } from '../../src/live/live-error.ts';
import type { Feature } from './feature.ts';

/** As the groups of the API say that there is no such domain. */
const MISSING = /\.(?:DomainNotExist|DomainNoRecord)$/u;

/**
 * A rule on a domain that is mistyped, or of the other kind, holds for nothing and nobody would notice. Where a key may not
 * look at domains, the cloud has the last word. @throws Refusal, LiveError
 */
export async function refuseWrongDomain(
  context: CommandContext,
  feature: Feature,
  domain: string,
): Promise<void> {
  const kind = await kindOf(context, domain);
  if (kind === undefined || kind === feature.domains) return;
  const [wanted, wantedZh] = feature.domains === 'push' ? ['push', '推流'] : ['play', '播放'];
  throw new Refusal(
    kind === 'none' ? 'airdesk.not-found' : 'airdesk.bad-option',
    kind === 'none'
      ? { en: `This account has no domain ${domain}`, zh: `该账号没有域名 ${domain}` }
      : {
          en: `${domain} is a ${kind} domain`,
          zh: `${domain} 是${kind === 'push' ? '推流' : '播放'}域名`,
        },
    {
      en: `A ${feature.name} rule takes a ${wanted} domain of the account, as in ${feature.example.scope}. Nothing was done.`,
      zh: `${feature.zh}规则需要该账号的${wantedZh}域名，例如 ${feature.example.scope}。未执行任何操作。`,
    },
    [`${feature.name} rule list`],
  );
}

/** Of which kind it is; undefined: the cloud does not say. */
async function kindOf(
  { live }: CommandContext,
  domain: string,
): Promise<'push' | 'play' | 'none' | undefined> {
  try {
    const { DomainInfo } = await live.call('DescribeLiveDomain', { DomainName: domain });
    return Number(DomainInfo.Type) === 1 ? 'play' : 'push';
  } catch (error) {
    if (!(error instanceof LiveError) || error.outcome !== 'refused') throw error;
    return MISSING.test(error.code) ? 'none' : undefined;
  }
}
