import type { CasterBriefInfo } from '../catalogue/types.generated.ts';
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
