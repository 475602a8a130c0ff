import type { Text } from '../../src/text/language.ts';

/** What an answer to a viewer says, as far as people who look for a fault need it. */
const MEANINGS: Readonly<Record<string, Text>> = {
  '200': { en: 'answered', zh: '正常' },
  '204': { en: 'answered, nothing in it', zh: '正常，无内容' },
  '206': { en: 'answered in part', zh: '部分内容' },
  '301': { en: 'moved', zh: '永久重定向' },
  '302': { en: 'sent elsewhere', zh: '临时重定向' },
  '304': { en: 'unchanged', zh: '内容未变' },
  '400': { en: 'bad request', zh: '请求有误' },
  '401': { en: 'not signed in', zh: '未通过鉴权' },
  '403': { en: 'refused: key, time, referer or address', zh: '被拒绝：Key、时间、Referer 或 IP 不符' },
  '404': { en: 'no such stream, or not on air', zh: '没有这路流，或未在直播' },
  '405': { en: 'method not allowed', zh: '不支持的请求方法' },
  '408': { en: 'the viewer was too slow', zh: '请求超时' },
  '414': { en: 'address too long', zh: '地址过长' },
  '416': { en: 'no such part', zh: '请求范围无效' },
  '429': { en: 'too many requests', zh: '请求过多' },
  '499': { en: 'the viewer went away', zh: '观众主动断开' },
  '500': { en: 'fault of the cloud', zh: '服务端错误' },
  '502': { en: 'the origin answered wrongly', zh: '源站响应异常' },
  '503': { en: 'the origin cannot answer now', zh: '服务暂不可用' },
  '504': { en: 'the origin was too slow', zh: '回源超时' },
};

const CLASSES: Readonly<Record<string, Text>> = {
  '2': { en: 'answered', zh: '正常' },
  '3': { en: 'sent elsewhere', zh: '重定向' },
  '4': { en: 'fault of the request', zh: '请求端错误' },
  '5': { en: 'fault of the cloud or the origin', zh: '服务端或源站错误' },
};

/** What an HTTP code means; empty for one of no known class. */
export function httpMeaning(code: string): Text {
  return MEANINGS[code] ?? CLASSES[code[0] ?? ''] ?? { en: '', zh: '' };
}
