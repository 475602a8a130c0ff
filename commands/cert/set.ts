import { z } from 'zod';
import type { CommandContext } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import type { Json } from '../../src/json.ts';
import { covers, readBindings, readCertificate } from '../../src/live/read/certificates.ts';
import type { Text } from '../../src/text/language.ts';
import { readOnAir } from '../domain/on-air.ts';
import { inRed } from '../in-red.ts';
import { actCommand, nothingToDo, type ActPlan, type UndoRow } from '../shape/act.ts';
import { typedLine } from '../typed-line.ts';
import { certNoun, certText, playDomainSubject, type CertDomain } from './noun.ts';

const options = {
  cert: {
    schema: z
      .string()
      .regex(/^[\w-]{1,64}$/u)
      .optional(),
    summary: { en: 'id of the certificate at Tencent SSL', zh: '腾讯云 SSL 证书 ID' },
    ...{ zh: '证书', required: false, example: 'aB3dE5fG' },
  },
  https: {
    schema: z.enum(['on', 'off']).optional(),
    summary: { en: 'whether the domain answers https', zh: '是否开启 https' },
    ...{ zh: 'https', required: false, example: 'on' },
    choices: [
      { value: 'on', label: { en: 'on', zh: '开' } },
      { value: 'off', label: { en: 'off', zh: '关' } },
    ],
  },
} as const;

type Asked = { readonly cert?: string | undefined; readonly https?: 'on' | 'off' | undefined };

/**
 * `cert set`: ModifyLiveDomainCertBindings. Certificates are made and renewed elsewhere; here one is chosen by its id.
 */
export const certSet = actCommand({
  name: 'cert set',
  zh: '证书 修改',
  summary: {
    en: 'Choose the certificate of a play domain, and https on or off',
    zh: '为播放域名绑定证书，或开关 https',
  },
  risk: 'air',
  noun: certNoun,
  subject: playDomainSubject,
  options,
  action: 'ModifyLiveDomainCertBindings',
  params: (domain, asked) => {
    const { certificate, isOn } = wanted(domain, asked);
    const Status = isOn ? 1 : 0;
    return {
      DomainInfos: [{ DomainName: domain.name, Status }],
      ...(asked.cert !== undefined && { CloudCertId: certificate }),
    };
  },
  refusedIn: ({ Errors, MismatchedDomainNames: [mismatched] }) => {
    const [error] = Errors;
    if (error) return { code: error.Code ?? 'FailedOperation', message: error.Message ?? '' };
    return mismatched === undefined
      ? undefined
      : { code: 'FailedOperation.CertificateMismatch', message: `it is not made out for ${mismatched}` };
  },
  title: (label, { cert, https }) => ({
    en:
      cert === undefined
        ? `Switch https of ${label} ${https ?? 'on'}`
        : `Give ${label} the certificate ${cert}`,
    zh:
      cert === undefined
        ? `${https === 'off' ? '关闭' : '开启'}域名 ${label} 的 https`
        : `为域名 ${label} 绑定证书 ${cert}`,
  }),
  refuse: (domain, asked, context) => refuse(domain, asked, context),
  warn: (_, domain, asked) => warnings(domain, asked),
  facts: async (context, domain, asked) => {
    const { say } = context;
    const to = wanted(domain, asked);
    const https = (isOn: boolean) => (isOn ? say('https on', 'https 开') : say('https off', 'https 关'));
    const before = domain.binding
      ? `${certText(context, domain.binding)}, ${https(domain.binding.isOn)}`
      : say('none', '无');
    return [
      { label: say('Change', '变更'), value: `${before} → ${to.certificate}, ${https(to.isOn)}` },
      ...(await readOnAir(context, domain)).facts,
    ];
  },
  isDone: (domain, { params }) => {
    const asked = askedOf(params);
    const { binding } = domain ?? {};
    if (!binding || !asked) return false;
    return (
      binding.isOn === asked.isOn &&
      (asked.certificate === undefined || binding.certificate === asked.certificate)
    );
  },
  undo: undoOf,
  undoText: {
    en: 'Undo: the certificate and https as they are now.',
    zh: '可撤销：恢复当前的证书和 https 状态。',
  },
});

/** How it is to be. Where nothing was said of https, a new certificate is there to be used. */
function wanted({ binding }: CertDomain, { cert, https }: Asked) {
  return {
    certificate: cert ?? binding?.certificate ?? '',
    isOn: https === undefined ? cert !== undefined || (binding?.isOn ?? false) : https === 'on',
  };
}

async function refuse(
  domain: CertDomain,
  asked: Asked,
  context: CommandContext,
): Promise<Refusal | undefined> {
  const { binding, name } = domain;
  const show = typedLine('cert show', name);
  if (asked.cert === undefined && asked.https === undefined)
    return badOption(
      { en: 'Give a certificate, or https:on or off', zh: '请填写证书，或 https:开/关' },
      show,
    );
  if (asked.cert === undefined && !binding)
    return badOption(
      {
        en: `${name} has no certificate yet: name one with cert:`,
        zh: `域名 ${name} 尚未绑定证书：请用 证书: 指定`,
      },
      show,
    );
  const to = wanted(domain, asked);
  if (binding && binding.certificate === to.certificate && binding.isOn === to.isOn)
    return nothingToDo(
      {
        en: `${name} has that certificate, and https is so already`,
        zh: `域名 ${name} 的证书和 https 已是如此`,
      },
      { en: 'Nothing to change.', zh: '无需修改。' },
      show,
    );
  const names = asked.cert === undefined ? undefined : await namesOf(context, asked.cert);
  return names === undefined || covers(names, name)
    ? undefined
    : badOption(
        {
          en: `Certificate ${to.certificate} is not made out for ${name}`,
          zh: `证书 ${to.certificate} 不适用于域名 ${name}`,
        },
        show,
        {
          en: `It is made out for ${names.join(', ')}. Nothing was done.`,
          zh: `它适用于 ${names.join('、')}。未执行任何操作。`,
        },
      );
}

/** For which names a certificate is made out, where a domain has it already; undefined: only the cloud knows. */
async function namesOf(context: CommandContext, certificate: string): Promise<readonly string[] | undefined> {
  const { items } = await readBindings(context);
  const holder = items.find((item) => item.certificate === certificate);
  return holder && (await readCertificate(context, holder.domain))?.names;
}

function warnings({ binding, name }: CertDomain, asked: Asked): readonly Text[] {
  const isOff = asked.https === 'off';
  return [
    ...(isOff && binding?.isOn !== false
      ? [
          inRed({
            en: `Every https and webrtc player on ${name} fails at once.`,
            zh: `域名 ${name} 上所有 https 和 webrtc 播放会立即失败。`,
          }),
        ]
      : []),
    ...(asked.cert === undefined
      ? []
      : [
          {
            en: 'New connections get the new certificate; one that does not fit the domain is refused by the cloud.',
            zh: '新连接会使用新证书；与域名不匹配的证书会被云端拒绝。',
          },
        ]),
  ];
}

function askedOf(
  params: Json,
): { readonly isOn: boolean; readonly certificate: string | undefined } | undefined {
  const read = AskedSchema.safeParse(params).data;
  const [info] = read?.DomainInfos ?? [];
  return info && { isOn: info.Status === 1, certificate: read?.CloudCertId };
}

const AskedSchema = z.object({
  DomainInfos: z.array(z.object({ Status: z.number() })),
  CloudCertId: z.string().optional(),
});

function undoOf({ was }: ActPlan): UndoRow | undefined {
  const before = WasSchema.safeParse(was).data;
  const label = { en: 'Undo: as it was', zh: '撤销：恢复原样' };
  if (before?.certificate === null) return { command: 'cert remove', label };
  if (!before || before.certificate === '') return undefined;
  return {
    command: 'cert set',
    label,
    options: { cert: before.certificate, https: before.https ? 'on' : 'off' },
  };
}

const WasSchema = z.object({ certificate: z.string().nullable(), https: z.boolean() });

function badOption(title: Text, look: string, hint?: Text): Refusal {
  const usual = {
    en: 'As in: cert set play.example.com cert:aB3dE5fG https:on. Nothing was done.',
    zh: '例如：证书 修改 play.example.com 证书:aB3dE5fG https:on。未执行任何操作。',
  };
  return new Refusal('airdesk.bad-option', title, hint ?? usual, [look]);
}
