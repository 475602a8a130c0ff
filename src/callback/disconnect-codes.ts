import type { Text } from '../text/language.ts';
import type { Cause } from './event.ts';

/** Why a push ended or was not taken. */
export interface DisconnectWords {
  readonly cause: Cause;
  readonly words: Text;
}

const entry = (cause: Cause, en: string, zh: string): DisconnectWords => ({ cause, words: { en, zh } });

const UNKNOWN = entry('unknown', 'the cloud does not say why', '云端未说明原因');
const CLIENT = entry('client', 'the encoder stopped pushing', '推流端主动停止推流');
const SYSTEM = entry('system', 'a fault inside the cloud', '云端内部异常');
const CONTENT = entry('content', 'the RTMP data was malformed', 'RTMP 数据内容有误');
const IDLE = entry(
  'idle',
  'no data for too long, the cloud disconnected it',
  '长时间没有数据，云端断开了连接',
);
const NETWORK = entry('network', 'a network fault between encoder and cloud', '推流链路网络异常');
const CHANNEL = entry(
  'refused',
  'refused: not allowed in this mode of the account',
  '被拒绝：账号当前的频道模式不允许',
);
const CHARACTERS = entry(
  'refused',
  'refused: characters that are not allowed in the name',
  '被拒绝：名称含非法字符',
);

/** By `errcode` or `errcode.sub`, as the vendor's page on disconnect codes (440/35256) lists them; the words are ours. */
export const DISCONNECT_CODES: ReadonlyMap<string, DisconnectWords> = new Map([
  ...['0', '22', '25', '26', '27', '28', '29', '30', '31', '32', '34', '36'].map(
    (code) => [code, UNKNOWN] as const,
  ),
  ...['1', '2', '3', '4', '35'].map((code) => [code, CLIENT] as const),
  ...['5', '9', '11', '24', '38', '18.100', '18.101', '18.102', '18.103', '18.104'].map(
    (code) => [code, SYSTEM] as const,
  ),
  ...['6', '23'].map((code) => [code, CONTENT] as const),
  ...['8', '20'].map((code) => [code, IDLE] as const),
  ...['12', '13', '14', '15', '16', '17'].map((code) => [code, NETWORK] as const),
  ['7', entry('content', 'a single RTMP frame was too large', 'RTMP 单帧数据过大')],
  ['10', entry('command', 'the cloud was told to disconnect it', '云端收到断流指令')],
  ['18', entry('refused', 'the cloud refused the push', '推流被云端拒绝')],
  ['19', entry('refused', 'refused by the third-party authentication', '被拒绝：第三方鉴权未通过')],
  ['21', entry('command', 'disconnected at the request of this account', '按本账号的请求断开')],
  ['33', entry('content', 'the RTMP commands (AMF) were malformed', 'RTMP 的 AMF 数据有误')],
  ['37', entry('idle', 'stopped, since nobody was playing it', '无人播放，已停止')],
  ['39', entry('content', 'a frame was larger than allowed', '单帧大小超过限制')],
  ['18.200', entry('refused', 'refused: the cloud does not know this account', '被拒绝：查不到账号信息')],
  [
    '18.201',
    entry('refused', 'refused: the live service of the account is stopped', '被拒绝：账号的直播服务已停用'),
  ],
  ['18.202', entry('refused', 'refused: the account is in arrears', '被拒绝：账号欠费')],
  ['18.203', entry('refused', 'refused: the account was stopped by force', '被拒绝：账号被强制停服')],
  [
    '18.300',
    entry('refused', 'refused: pushing to an IP address is not allowed', '被拒绝：不允许使用 IP 推流'),
  ],
  ['18.301', entry('refused', 'refused: the push domain is not known', '被拒绝：推流域名不存在')],
  ['18.302', entry('refused', 'refused: the push domain is not valid', '被拒绝：推流域名无效')],
  ['18.303', entry('refused', 'refused: the push domain is disabled', '被拒绝：推流域名已禁用')],
  ['18.304', entry('refused', 'refused: the app is disabled', '被拒绝：该 AppName 已禁用')],
  ['18.305', entry('refused', 'refused: the stream is forbidden', '被拒绝：该流已被禁推')],
  ['18.306', CHANNEL],
  ['18.307', CHANNEL],
  ['18.308', CHARACTERS],
  ['18.309', CHARACTERS],
  [
    '18.400',
    entry('refused', "refused: the encoder's IP address is on the block list", '被拒绝：推流 IP 在黑名单中'),
  ],
  [
    '18.401',
    entry(
      'refused',
      "refused: the encoder's IP address is not on the allow list",
      '被拒绝：推流 IP 不在白名单中',
    ),
  ],
  ['18.500', entry('refused', 'refused: the push address has no txTime', '被拒绝：推流地址缺少 txTime')],
  ['18.501', entry('refused', 'refused: the push address has expired', '被拒绝：推流地址已过期')],
  ['18.502', entry('refused', 'refused: the push address has no txSecret', '被拒绝：推流地址缺少 txSecret')],
  [
    '18.503',
    entry('refused', 'refused: the signature of the push address is wrong', '被拒绝：推流地址鉴权签名错误'),
  ],
  ['18.600', entry('refused', 'refused: too many pushes at once', '被拒绝：推流路数超过限制')],
  ['18.601', entry('refused', 'refused: too many pushes of this name', '被拒绝：同名推流路数超过限制')],
  [
    '18.602',
    entry('refused', 'refused: a push with a higher priority is there', '被拒绝：已有优先级更高的推流'),
  ],
  ['21.100', entry('command', 'dropped on request of this account', '按本账号的请求断流')],
  ['21.101', entry('command', 'forbidden on request of this account', '按本账号的请求禁推')],
  ['21.102', entry('replaced', 'replaced by a new push of the same name', '被同名的新推流顶替')],
  [
    '21.103',
    entry('replaced', 'idle, and replaced by a new push of the same name', '闲置，被同名的新推流顶替'),
  ],
]);

/** Why a push ended, by a code as `1` or `21.101`. An unknown sub code counts as its main code. */
export function disconnectWords(code: string): DisconnectWords {
  return DISCONNECT_CODES.get(code) ?? DISCONNECT_CODES.get(code.split('.', 1)[0] ?? '') ?? UNKNOWN;
}

/** Main codes by which the encoder itself ended the push in order, or the cloud since nobody was playing it. */
const GOODBYES: ReadonlySet<string> = new Set(['1', '2', '3', '35', '37']);
/** Main codes of pushes that were not taken: they never began. */
const REFUSALS: ReadonlySet<string> = new Set(['18', '19']);
/** Not taken since the stream is forbidden; the sub code is not always told. */
const FORBIDDEN: ReadonlySet<string> = new Set(['18', '18.305']);

/** Whether a push with this code ended by itself. What is not known counts as a fault. */
export function isGoodbye(code: string | undefined): boolean {
  return GOODBYES.has(mainOf(code));
}

/** Whether a push with this code was refused. */
export function isRefusal(code: string | undefined): boolean {
  return REFUSALS.has(mainOf(code));
}

/** Whether a push can have been refused since its stream is forbidden. */
export function isOfBan(code: string | undefined): boolean {
  return FORBIDDEN.has(code ?? '');
}

function mainOf(code = ''): string {
  return code.split('.', 1)[0] ?? '';
}
