import type { CasterBriefInfo, CasterInfo } from '../catalogue/types.generated.ts';
import { LiveError } from '../live-error.ts';
import { callOptions, type From } from './pages.ts';

/** A caster (the cloud's vision mixer) as the cloud lists it. */
export interface ListedCaster {
  readonly id: string;
  readonly name: string;
  readonly info: CasterBriefInfo;
}

/** All casters of the account. @throws LiveError */
export async function readCasterList(from: From): Promise<ListedCaster[]> {
  const { CasterList } = await from.live.call('DescribeCasterList', {}, callOptions(from));
  return CasterList.map((info) => ({
    id: String(info.CasterId ?? ''),
    name: info.CasterName ?? '',
    info,
  }));
}

/** One caster with its settings; undefined: there is none of this id. @throws LiveError */
export async function readCasterInfo(from: From, id: string): Promise<CasterInfo | undefined> {
  const number = Number(id);
  const CasterId = Number.isSafeInteger(number) ? number : BigInt(id);
  try {
    return (await from.live.call('DescribeCaster', { CasterId }, callOptions(from))).CasterInfo;
  } catch (error) {
    const isMissing = error instanceof LiveError && error.outcome === 'refused' && MISSING.test(error.code);
    if (isMissing) return undefined;
    throw error;
  }
}

const MISSING = /\.CasterNotFound$/u;

/** Whether the account may use casters: not opened, in order, in arrears, banned. */
export type CasterService = 'closed' | 'well' | 'arrears' | 'banned' | 'unknown';

const SERVICES: readonly CasterService[] = ['closed', 'well', 'arrears', 'banned'];

/** Reads whether the account may use casters. @throws LiveError */
export async function readCasterService(from: From): Promise<CasterService> {
  const { UserStatus } = await from.live.call('DescribeCasterUserStatus', {}, callOptions(from));
  return SERVICES[Number(UserStatus)] ?? 'unknown';
}
