/** Addresses that only this machine reaches. */
export const LOOPBACK_HOST = /^(127\.\d+\.\d+\.\d+|localhost|::1|\[::1\])$/;

/** Whether an http address leads to this machine. What it is called is taken as it is: no name is looked up. */
export function isLoopbackUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) && LOOPBACK_HOST.test(hostname);
}
