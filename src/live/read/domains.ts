import { plainHost } from '../../text/host.ts';
import type { DomainInfo } from '../catalogue/types.generated.ts';
import { LiveError } from '../live-error.ts';
import { callOptions, readPages, type From, type Listed } from './pages.ts';

/** A domain of the account, as the cloud lists it. Its name is its id. */
export interface Domain {
  readonly id: string;
  readonly name: string;
  /** Whether it is pushed to or played from. */
  readonly kind: 'push' | 'play';
  readonly isOn: boolean;
  readonly info: DomainInfo;
}

/** Largest page of DescribeLiveDomains. */
const PAGE = 100;
/** 500 domains: an account usually may have 100. */
const MOST_PAGES = 5;

/** The first 500 domains of the account. @throws LiveError */
export async function readDomains(from: From): Promise<Listed<Domain>> {
  return readPages(MOST_PAGES, async (page) => {
    const { DomainList, AllCount } = await from.live.call(
      'DescribeLiveDomains',
      { PageNum: page, PageSize: PAGE },
      callOptions(from),
    );
    return { items: DomainList.map(domainOf), total: Number(AllCount) };
  });
}

/** The same, only those that are played from. @throws LiveError */
export async function readPlayDomains(from: From): Promise<Listed<Domain>> {
  const listed = await readDomains(from);
  return { ...listed, items: listed.items.filter(({ kind }) => kind === 'play') };
}

/** One domain by its name. Undefined: the account has none of the name. @throws LiveError */
export async function readDomain(from: From, name: string): Promise<Domain | undefined> {
  return unlessMissing(async () => {
    const { DomainInfo } = await from.live.call(
      'DescribeLiveDomain',
      { DomainName: name },
      callOptions(from),
    );
    return domainOf(DomainInfo);
  });
}

/** What was read, or undefined where the cloud says that the account has no such thing. @throws LiveError */
export async function unlessMissing<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const isMissing = error instanceof LiveError && error.outcome === 'refused' && MISSING.test(error.code);
    if (isMissing) return undefined;
    throw error;
  }
}

/** As the groups of the API say it, each in its own words. */
const MISSING =
  /\.(?:DomainNotExist|DomainNoRecord|PushDomainNoRecord|PlayDomainNoRecord|CrtDomainNotFound)$/;

function domainOf(info: DomainInfo): Domain {
  const name = plainHost(info.Name ?? '');
  const kind = Number(info.Type ?? 0) === 1 ? 'play' : 'push';
  return { id: name, name, kind, isOn: Number(info.Status ?? 0) === 1, info };
}
