import { z } from 'zod';
import { readOnAir } from '../domain/on-air.ts';
import { inRed } from '../in-red.ts';
import { actCommand, nothingToDo } from '../shape/act.ts';
import { typedLine } from '../typed-line.ts';
import { certNoun, playDomainSubject } from './noun.ts';

const WasSchema = z.object({ certificate: z.string().min(1), https: z.boolean() });

/** `cert remove`: UnBindLiveDomainCert. The undo binds the same certificate again. */
export const certRemove = actCommand({
  name: 'cert remove',
  zh: '证书 删除',
  summary: { en: 'Take the certificate off a play domain', zh: '解除播放域名的证书绑定' },
  risk: 'air',
  noun: certNoun,
  subject: playDomainSubject,
  options: {},
  action: 'UnBindLiveDomainCert',
  params: ({ name }) => ({ DomainName: name, Type: 'formal' }),
  title: (label) => ({ en: `Take the certificate off ${label}`, zh: `解除域名 ${label} 的证书绑定` }),
  refuse: ({ name, binding }) =>
    binding
      ? undefined
      : nothingToDo(
          { en: `${name} has no certificate`, zh: `域名 ${name} 未绑定证书` },
          { en: 'Nothing to take off.', zh: '无需解除。' },
          typedLine('cert set', name),
        ),
  warn: () => [
    inRed({
      en: 'Players on this domain that use https or webrtc fail at once.',
      zh: '该域名上使用 https 和 webrtc 的播放会立即失败。',
    }),
    { en: 'The certificate itself stays at Tencent SSL.', zh: '证书本身仍保留在腾讯云 SSL。' },
  ],
  facts: async (context, domain) => (await readOnAir(context, domain)).facts,
  isDone: (domain) => domain !== undefined && domain.binding === undefined,
  undo: ({ was }) => {
    const before = WasSchema.safeParse(was).data;
    return (
      before && {
        command: 'cert set',
        options: { cert: before.certificate, https: before.https ? 'on' : 'off' },
        label: { en: 'Undo: bind it again', zh: '撤销：重新绑定' },
      }
    );
  },
  undoText: { en: 'Undo: bind the same certificate again.', zh: '可撤销：重新绑定同一证书。' },
});
