import type { Knocked } from '../../src/callback/knock/knock.ts';
import type { KnockOutcome } from '../../src/callback/knock/classify.ts';
import { isPrivateAddress } from '../../src/http/private-host.ts';
import { withoutKeys } from '../../src/intake/without-keys.ts';
import type { Text } from '../../src/text/language.ts';
import { safeLine } from '../../src/text/safe-line.ts';
import type { Finding } from '../findings.ts';

/** A test takes milliseconds; the cloud may give up on what takes longer than this, ms. */
const SLOW_MS = 5000;
/** A certificate that ends within this is to be renewed, ms. */
const SOON_MS = 14 * 86_400_000;

/** What a test says, and what to do about it. */
const WORDS: Readonly<Record<KnockOutcome, (knocked: Knocked) => Text>> = {
  arrived: ({ isSigned }) =>
    isSigned
      ? {
          en: 'The test message arrived, and its signature was taken.',
          zh: '测试消息已送达，签名校验通过。',
        }
      : {
          en: 'The test message arrived. Without a key nothing is signed: set LIVE_CALLBACK_KEY.',
          zh: '测试消息已送达。未设置密钥，消息没有签名：请设置 LIVE_CALLBACK_KEY。',
        },
  'answer-changed': ({ status }) => ({
    en: `The test message arrived, and the sender was answered ${status ?? 'nothing'}: a proxy in between changes answers, so the cloud would send everything again.`,
    zh: `测试消息已送达，但发送方收到的应答是 ${status ?? '空'}：中间的代理改了应答，云端会反复重发。`,
  }),
  elsewhere: ({ origin, status }) => ({
    en: `Something else than Airdesk answered ${status ?? ''} at ${origin}: a sign-in page, or another server. The cloud would take it for delivered. Let the proxy hand on /callbacks/live/ to Airdesk's port, without any sign-in.`,
    zh: `${origin} 上应答 ${status ?? ''} 的不是 Airdesk，可能是登录页或其他服务；云端会误以为已送达。请让代理把 /callbacks/live/ 转发到 Airdesk 的端口，且不要求登录。`,
  }),
  redirected: ({ status, location = '' }) => ({
    en: `Answered ${status ?? ''}, a redirect${leadsTo(location, ' to ')}: the cloud follows none. Let the proxy hand on /callbacks/live/ as it is, without sign-in and without another scheme or host.`,
    zh: `应答 ${status ?? ''}，被重定向${leadsTo(location, '到 ')}，而云端不跟随重定向。请让代理原样转发 /callbacks/live/，不要求登录，也不改协议或域名。`,
  }),
  password: ({ status }) => ({
    en: `Answered ${status ?? ''}: the proxy asks for a password. Let /callbacks/live/ through without one; the path and the signature protect it.`,
    zh: `应答 ${status ?? ''}：代理要求密码。请放行 /callbacks/live/，它由路径和签名保护。`,
  }),
  'other-key': ({ origin }) => ({
    en: `Answered 403 by an Airdesk that has another key: ${origin} leads to another installation, or to one with an older LIVE_CALLBACK_KEY. Give both the same key, or set LIVE_CALLBACK_URL to this one.`,
    zh: `应答 403，对方是密钥不同的 Airdesk：${origin} 指向另一套部署，或其 LIVE_CALLBACK_KEY 未更新。请统一密钥，或把 LIVE_CALLBACK_URL 改为本机地址。`,
  }),
  forbidden: () => ({
    en: 'Answered 403 by the proxy or a firewall for the web: let POST through to /callbacks/live/, from everywhere.',
    zh: '被代理或 Web 防火墙拒绝（403）：请放行所有来源对 /callbacks/live/ 的 POST 请求。',
  }),
  'not-found': ({ status }) => ({
    en: `Answered ${status ?? ''}: the proxy does not hand on /callbacks/live/, or changes the path. It has to arrive as it is: see docs/operations.md, Behind a proxy.`,
    zh: `应答 ${status ?? ''}：代理没有转发 /callbacks/live/，或改动了路径。路径必须原样到达，参见 docs/operations.md 的 Behind a proxy 一节。`,
  }),
  gateway: ({ status }) => ({
    en: `Answered ${status ?? ''}: the proxy does not reach Airdesk. Check its target: the host and PORT of Airdesk.`,
    zh: `应答 ${status ?? ''}：代理连不上 Airdesk。请检查代理的转发目标，即 Airdesk 的主机和 PORT。`,
  }),
  'odd-status': ({ status }) => ({
    en: `Answered ${status ?? ''}, and not by Airdesk: check what is in front of it.`,
    zh: `应答 ${status ?? ''}，且不是 Airdesk 应答的：请检查前面的代理。`,
  }),
  'no-name': ({ origin }) => ({
    en: `The name of ${origin} leads nowhere: set its DNS record, or mend LIVE_CALLBACK_URL.`,
    zh: `${origin} 的域名无法解析：请配置 DNS 记录，或更正 LIVE_CALLBACK_URL。`,
  }),
  'certificate-expired': () => ({
    en: 'The certificate has expired or is not valid yet: renew it on the proxy, and check the clock of this machine.',
    zh: '证书已过期或尚未生效：请在代理上更新证书，并检查本机时钟。',
  }),
  'certificate-name': ({ origin }) => ({
    en: `The certificate is for another name than ${origin}: give the proxy one for it.`,
    zh: `证书与 ${origin} 不匹配：请在代理上换用对应域名的证书。`,
  }),
  'certificate-untrusted': ({ failure = '' }) => ({
    en: `The certificate is not from an authority that is trusted, or its chain is not whole (${safeLine(failure, 60)}): give the proxy the full chain.`,
    zh: `证书不受信任，或证书链不完整（${safeLine(failure, 60)}）：请在代理上配置完整证书链。`,
  }),
  'no-tls': ({ origin }) => ({
    en: `What answers at ${origin} does not speak TLS as it should: a port for plain http, or an old version.`,
    zh: `${origin} 的 TLS 握手失败：可能是 http 端口，或 TLS 版本过旧。`,
  }),
  'connection-refused': ({ origin }) => ({
    en: `Nothing listens at ${origin}: start the proxy, or mend host and port in LIVE_CALLBACK_URL.`,
    zh: `${origin} 没有服务在监听：请启动代理，或更正 LIVE_CALLBACK_URL 的主机和端口。`,
  }),
  'no-route': ({ origin }) => ({
    en: `No network route to ${origin} from here: check the address and this machine’s network.`,
    zh: `本机没有到 ${origin} 的网络路由：请检查地址和本机网络。`,
  }),
  'no-connection': ({ origin }) => ({
    en: `No connection to ${origin} within 8 s: a firewall drops it, or the address is wrong.`,
    zh: `8 秒内未能连接 ${origin}：可能被防火墙丢弃，或地址有误。`,
  }),
  'no-answer': () => ({
    en: 'Connected, and no answer within 8 s: the proxy waits for something that does not answer.',
    zh: '已连接，但 8 秒内没有应答：代理后面的服务没有响应。',
  }),
  'broken-off': ({ failure = '' }) => ({
    en: `The connection broke off (${safeLine(failure, 60)}): check the proxy and its log.`,
    zh: `连接中断（${safeLine(failure, 60)}）：请检查代理及其日志。`,
  }),
};

/** Host and path of where a redirect leads: what follows may be anything. */
function leadsTo(location: string, before: string): string {
  const [head = ''] = location.split(/[?#]/u, 1);
  const shown = safeLine(withoutKeys(head.replace(/^(\w+:\/\/)[^/@]*@/u, '$1')), 80);
  return shown === '' ? '' : `${before}${shown}`;
}

/** What a test found, worst first. `now`: ms UTC. */
export function knockFindings(knocked: Knocked, now: number): readonly Finding[] {
  const { outcome, ms, isPublic, isSigned, ip, certificateUntil: until, origin } = knocked;
  const isWell = outcome === 'arrived' && isSigned;
  return [
    { is: isWell ? 'well' : 'wrong', text: WORDS[outcome](knocked) },
    ...(isPublic ? [] : [ONLY_LOCAL]),
    ...(outcome === 'arrived' && ms > SLOW_MS
      ? [
          note({
            en: `It took ${seconds(ms)} s: the cloud may give up.`,
            zh: `用时 ${seconds(ms)} 秒：云端可能放弃等待。`,
          }),
        ]
      : []),
    ...(until !== undefined && until > now && until - now < SOON_MS
      ? [
          note({
            en: `The certificate ends in ${days(until - now)} days: renew it on the proxy.`,
            zh: `证书还有 ${days(until - now)} 天到期：请在代理上更新。`,
          }),
        ]
      : []),
    ...(isPublic && origin.startsWith('http:') && !isHere(ip) ? [NO_HTTPS] : []),
    ...(isPublic && ip !== undefined && isPrivateAddress(ip) && !isHere(ip)
      ? [
          note({
            en: `From here the name leads to a private address (${ip}). Outside it has to lead to a public one, which cannot be seen from here.`,
            zh: `在本机，该域名解析到内网地址（${ip}）。在外部必须解析到公网地址，这一点在本机无法验证。`,
          }),
        ]
      : []),
  ];
}

/** A stand-in for the cloud on this machine takes this way; a real cloud never does. */
function isHere(ip: string | undefined): boolean {
  return ip !== undefined && /^(?:::ffff:)?127\.|^::1$/u.test(ip);
}

const ONLY_LOCAL: Finding = {
  is: 'note',
  text: {
    en: 'Only this machine was asked, which shows nothing of the way from the cloud: set LIVE_CALLBACK_URL to the address at which the cloud reaches Airdesk.',
    zh: '只测试了本机，不能说明云端能否到达：请把 LIVE_CALLBACK_URL 设为云端访问 Airdesk 的地址。',
  },
};

const NO_HTTPS = note({
  en: 'Without https, anyone on the network path can read the path and the messages.',
  zh: '未使用 https，途中的任何人都能看到路径和回调内容。',
});

function note(text: Text): Finding {
  return { is: 'note', text };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

function days(ms: number): number {
  return Math.floor(ms / 86_400_000);
}
