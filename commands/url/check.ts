import { safeLine } from '../../src/text/safe-line.ts';
import { z } from 'zod';
import { type CommandContext, defineLook, type OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import { readSignedAddress, type ReadAddress } from '../../src/live/address/read-address.ts';
import { isSignedWith, readTxTime } from '../../src/live/address/sign.ts';
import { readDomain, type Domain } from '../../src/live/read/domains.ts';
import { fullName } from '../../src/live/read/stream-name.ts';
import { findingsCard, type Finding } from '../findings.ts';
import { hideButton } from '../hide-button.ts';
import { readKeyed } from '../key/facts.ts';
import { typedLine } from '../typed-line.ts';
import { when } from '../when.ts';

const urlOption = {
  schema: z.string().min(1).max(2000),
  summary: { en: 'the address, with its signature', zh: '完整地址，含签名' },
  ...{ zh: '地址', required: true, example: 'rtmp://push.example.com/live/main' },
  holdsKey: true,
} as const satisfies OptionSpec;

/**
 * `url check`: takes an address apart and holds each part against the account. To the asker only: an address can hold a
 * key.
 */
export const urlCheck = defineLook({
  name: 'url check',
  zh: '地址 检查',
  summary: { en: 'Say why a push or play address works or not', zh: '检查推流或播放地址是否有效' },
  risk: 'secret',
  options: { url: urlOption },
  async run(context, { url }) {
    const address = readSignedAddress(url);
    if (!address) throw noAddress();
    const found = await findings(context, address);
    const card = findingsCard(context, safeLine(fullName(address.name), 100), found);
    return { ...card, visibility: 'asker', buttons: [...(card.buttons ?? []), hideButton(context.say)] };
  },
});

async function findings(context: CommandContext, address: ReadAddress): Promise<readonly Finding[]> {
  const domain = await readDomain(context, address.name.domain);
  if (!domain)
    return [
      wrong(
        `${address.name.domain} is no domain of this account: pushes are refused with 18.301`,
        `${address.name.domain} 不是当前账号的域名：推流会被拒绝（18.301）`,
        'domain list',
      ),
    ];
  const found: Finding[] = [
    domain.kind === 'push'
      ? { is: 'note', text: { en: 'an address to push to', zh: '推流地址' } }
      : { is: 'note', text: { en: 'an address to play from', zh: '播放地址' } },
  ];
  if (!domain.isOn)
    found.push(
      wrong(
        `${domain.name} is switched off: everything on it is refused`,
        `域名 ${domain.name} 已禁用：所有连接都会被拒绝`,
        typedLine('domain enable', domain.name),
      ),
    );
  return [...found, ...(await signature(context, domain, address))];
}

async function signature(context: CommandContext, domain: Domain, address: ReadAddress): Promise<Finding[]> {
  const { auth } = await readKeyed(context, domain);
  const { secret, time } = address;
  const refusal = (code: string) => (domain.kind === 'push' ? code : 'HTTP 403');
  const anew = typedLine(domain.kind === 'push' ? 'push-url' : 'play-url', fullName(address.name));
  // Only of a push address is it known which stream is meant by a new one.
  const fix = domain.kind === 'push' ? anew : undefined;
  if (!auth.isOn)
    return [
      { is: 'note', text: { en: 'auth is off: no signature is looked at', zh: '未开启鉴权：不检查签名' } },
    ];
  if (time === '')
    return [
      wrong(
        `no txTime: refused with ${refusal('18.500')}`,
        `缺少 txTime：会被拒绝（${refusal('18.500')}）`,
        fix,
      ),
    ];
  if (secret === '')
    return [
      wrong(
        `no txSecret: refused with ${refusal('18.502')}`,
        `缺少 txSecret：会被拒绝（${refusal('18.502')}）`,
        fix,
      ),
    ];
  return [expiry(), signer()];

  function expiry(): Finding {
    const at = readTxTime(time);
    if (at === undefined)
      return wrong(
        `txTime cannot be read: refused with ${refusal('18.501')}`,
        `txTime 无法识别：会被拒绝（${refusal('18.501')}）`,
        fix,
      );
    const until = at + auth.valid * 1000;
    const shown = when(context, until);
    return until <= context.now()
      ? wrong(
          `it expired ${shown}: refused with ${refusal('18.501')}`,
          `已于 ${shown} 过期：会被拒绝（${refusal('18.501')}）`,
          fix,
        )
      : { is: 'well', text: { en: `good until ${shown}`, zh: `有效至 ${shown}` } };
  }

  function signer(): Finding {
    const by = { stream: address.name.stream, time };
    if (isSignedWith(secret, { ...by, key: auth.main }))
      return { is: 'well', text: { en: 'signed with the main key', zh: '由主 Key 签名' } };
    if (isSignedWith(secret, { ...by, key: auth.backup }))
      return { is: 'well', text: { en: 'signed with the backup key', zh: '由备 Key 签名' } };
    return wrong(
      `signed with neither key, or for another stream or time: refused with ${refusal('18.503')}`,
      `签名与主、备 Key 都不符，或流名、时间被改过：会被拒绝（${refusal('18.503')}）`,
      fix,
    );
  }
}

function wrong(en: string, zh: string, fix?: string): Finding {
  return { is: 'wrong', text: { en, zh }, ...(fix !== undefined && { fix }) };
}

function noAddress(): Refusal {
  return new Refusal(
    'airdesk.bad-option',
    { en: 'That is no push or play address', zh: '这不是推流或播放地址' },
    {
      en: 'Give it whole, as rtmp://push.example.com/live/main?txSecret=…&txTime=….',
      zh: '请填写完整地址，例如 rtmp://push.example.com/live/main?txSecret=…&txTime=…。',
    },
  );
}
