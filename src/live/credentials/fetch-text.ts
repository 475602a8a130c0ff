import fetch, { type RequestInit } from 'node-fetch';
import type { Clock } from '../../clock.ts';

const MAX_BYTES = 64 * 1024;

/** What a small HTTP request brought. */
export interface TextAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * A small HTTP request with an end: `timeoutMs` for all of it, 64 KiB at most, no redirects.
 * @throws Error
 */
export async function fetchText(
  clock: Clock,
  url: string,
  timeoutMs: number,
  init: RequestInit = {},
): Promise<TextAnswer> {
  const abort = new AbortController();
  const cancel = clock.after(timeoutMs, () => abort.abort());
  try {
    const response = await fetch(url, { ...init, signal: abort.signal, redirect: 'error', size: MAX_BYTES });
    return { status: response.status, text: await response.text() };
  } finally {
    cancel();
  }
}
