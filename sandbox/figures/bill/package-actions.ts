import type { LivePackageInfo } from '../../../src/live/catalogue/types.generated.ts';
import { beijingText } from '../../cloud-time.ts';
import { drawn, fraction } from '../../draw.ts';
import type { Handlers } from '../../handler.ts';
import { oneOf } from '../../bad-value.ts';
import type { World } from '../../world.ts';
import { figuresPage } from '../page.ts';

const DAY = 86_400_000;
const TERM = 365 * DAY;
const TOTALS = [50_000_000_000_000, 600_000, 5000];
const ORDERS = ['BuyTimeDesc', 'BuyTimeAsc', 'ExpireTimeDesc', 'ExpireTimeAsc'] as const;

/** Packages of flux (bytes), of transcoding (minutes) and of mixing (hours): one that is used up, one that is in use. */
export const packageActions: Handlers<'DescribeLivePackageInfo'> = {
  DescribeLivePackageInfo(world, params) {
    const action = 'DescribeLivePackageInfo';
    const type = oneOf(action, 'PackageType', params.PackageType, [0, 1, 2], 0);
    // The document's example writes it with a space.
    const given = params.OrderBy?.replace(/ (desc|asc)$/i, (_, word: string) =>
      word.toLowerCase() === 'desc' ? 'Desc' : 'Asc',
    );
    const order = oneOf(action, 'OrderBy', given, type === 2 ? ORDERS.slice(0, 2) : ORDERS, 'BuyTimeDesc');
    // Both orders agree: every package is good for the same time.
    const numbers = order.endsWith('Desc') ? [2, 1] : [1, 2];
    const found = numbers.map((number) => packageOf(world, type, number));
    const isPaged = params.PageNum !== undefined && params.PageSize !== undefined;
    const limits = { min: 10, max: 100, usual: 100, pages: 10_000 };
    const page = figuresPage(action, found, isPaged ? params : {}, limits);
    return {
      LivePackageInfoList: page.items,
      PackageBillMode: type === 0 ? 204 : 205,
      ...page.numbers,
      FluxPackageBillMode: type === 0 ? '204,204,204,204' : '',
    };
  },
};

/** The first was bought 400 days before the scene, the second 100; both are used evenly. */
function packageOf(world: World, type: number, number: number): LivePackageInfo {
  const { seed, account, clock } = world;
  const bought = account.began - (number === 1 ? 400 : 100) * DAY;
  const draw = drawn(seed, 'package', type, number);
  const Total = TOTALS[type] ?? 0;
  const spent = Math.min(1, ((clock.now() - bought) / TERM) * (0.8 + fraction(draw.word())));
  const ordered = world.packagesLeft.get(type);
  const Used = Math.floor(Total * (ordered === undefined ? spent : 1 - ordered));
  const isOver = clock.now() >= bought + TERM;
  return {
    ...{ Id: String(100_000 + (draw.word() % 900_000)), Total, Used, Left: Total - Used },
    ...{ BuyTime: beijingText(bought), ExpireTime: beijingText(bought + TERM) },
    ...{ Type: type === 2 ? 3 : type, Status: isOver ? 2 : Used === Total ? 4 : 1 },
    ...{ WillRenew: 0, RenewalResult: 0 },
  };
}
