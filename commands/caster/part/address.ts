import { withoutKeys } from '../../../src/intake/without-keys.ts';

const LONGEST = 512;
const ADDRESS = /^(?:rtmps?|https?|webrtc|srt):\/\/[^\s/]+\/\S+$/iu;

/** An address as the cloud takes it; undefined for what is none, or was typed with a key, which was taken away. */
export function readAddress(typed: string): string | undefined {
  const address = typed.trim();
  return ADDRESS.test(address) && address.length <= LONGEST && !/…|\[redacted\]/u.test(address)
    ? address
    : undefined;
}

/** Host and path of an address: what follows them may be a key. */
export function addressShown(address: string): string {
  const [head = ''] = address.split('?', 1);
  const shown = withoutKeys(head.replace(/^(\w+:\/\/)[^/@]*@/u, '$1'));
  return head === address ? shown : `${shown}?…`;
}

/** The host of an address alone: at other services the path may be a key as well. */
export function hostShown(address: string): string {
  const url = URL.parse(address);
  return url === null || url.host === '' ? '' : `${url.protocol}//${url.host}/…`;
}

/** Whether an address may hold a key, so that it is put into no undo: that would be kept. */
export function mayHoldKey(address: string): boolean {
  const path = address.replace(/^\w+:\/\/[^/]*\/?/u, '').split('/');
  return (
    /[?]|^\w+:\/\/[^/]*@/u.test(address) ||
    withoutKeys(address) !== address ||
    path.some((part) => isLikeAKey(part))
  );
}

/** Long, of letters and digits in no order that words have. */
function isLikeAKey(part: string): boolean {
  return part.length >= 12 && /\d/u.test(part) && /[a-z]/iu.test(part) && !part.includes('.');
}
