import { readFileSync } from 'node:fs';
import { commands } from '../../../commands/index.ts';
import type { Clock } from '../../clock.ts';
import { loadConfig, type Loaded } from '../../config/load.ts';
import type { Problem } from '../../config/problem.ts';
import { regionMisfits } from '../../config/region-misfits.ts';
import { problem, type Variables } from '../../config/variables.ts';
import { AirdeskError } from '../../errors.ts';
import { createOutgoing } from '../../http/outgoing.ts';
import { createAccounts } from '../../live/accounts.ts';
import { createSecrets } from '../../observability/secrets.ts';
import type { Log } from '../../observability/log.ts';
import type { ChatPlatform } from '../../platform/chat-platform.ts';
import { whyUnreached } from '../../platform/inspect.ts';
import { random } from '../chance.ts';
import { whyUnwritable } from '../folder/unwritable.ts';

/** What was found. */
export interface Checked {
  readonly problems: readonly Problem[];
  /** Not wrong, but probably not what was meant. */
  readonly notes: readonly Problem[];
  /** What was looked at, for whoever wants to know. */
  readonly looked: readonly string[];
}

/** How long the cloud and the platforms may take, ms. */
const WAIT_MS = 10_000;
const SILENT: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** Looks whether Airdesk could run as configured: reads, and asks the cloud and the platforms once. Changes nothing anywhere. */
export async function checkInstall(options: {
  readonly env: Variables;
  readonly platforms: readonly ChatPlatform[];
  readonly clock: Clock;
}): Promise<Checked> {
  const { env, platforms, clock } = options;
  const loading = loadConfig({ env, readFile: (path) => readFileSync(path, 'utf8'), platforms, commands });
  if (!loading.ok) return { problems: loading.problems, notes: [], looked: ['configuration'] };
  const { loaded } = loading;
  const { config, environment, demo } = loaded;
  const unwritable = await whyUnwritable(environment.dataFolder);
  const ofFolder =
    unwritable === undefined
      ? []
      : [
          problem(
            'AIRDESK_DATA',
            `nothing can be written into ${environment.dataFolder} (${unwritable}): give it to the user that Airdesk runs as, or name another folder`,
          ),
        ];
  // At a start a note, since everything else works.
  const ofRegion = new Set(regionMisfits(config).map(({ text }) => text));
  const regions = loaded.notes.filter(({ text }) => ofRegion.has(text));
  const outgoing = createOutgoing(clock, WAIT_MS);
  try {
    const settings = { variables: environment.variables, files: environment.files };
    const inspected = await Promise.all(
      platforms.flatMap((platform) =>
        platform.inspect && platform.environment.isSetUp(settings)
          ? [
              platform
                .inspect({ settings, config, outgoing })
                .then((found) => ({ title: platform.title.en, ...found })),
            ]
          : [],
      ),
    );
    const ofCloud = demo ? [] : await checkAccounts(loaded, clock);
    return {
      problems: [...ofFolder, ...regions, ...ofCloud, ...inspected.flatMap(({ problems }) => problems)],
      notes: [
        ...loaded.notes.filter(({ text }) => !ofRegion.has(text)),
        ...inspected.flatMap(({ notes }) => notes),
      ],
      looked: [
        'configuration',
        'secrets',
        'data folder',
        ...(demo ? [] : Object.keys(config.accounts).map((name) => `account ${name}`)),
        ...inspected.map(({ title }) => title),
      ],
    };
  } finally {
    await outgoing.close();
  }
}

/** Each account is asked for what is on air: one call that only reads. */
async function checkAccounts({ config, environment }: Loaded, clock: Clock): Promise<Problem[]> {
  const accounts = createAccounts({
    ...{ config, clock, random },
    variables: environment.variables,
    log: SILENT,
    secrets: createSecrets([]),
    onCall: () => undefined,
    onTime: () => undefined,
  });
  try {
    const found = await Promise.all(
      Object.entries(config.accounts).map(async ([name, { endpoint }]): Promise<Problem[]> => {
        try {
          await accounts.live(name).call('DescribeLiveStreamOnlineList', { PageNum: 1, PageSize: 10 });
          return [];
        } catch (error) {
          const why =
            error instanceof AirdeskError ? `${error.message}. ${error.hint.en}` : whyUnreached(error);
          const text = `the cloud at ${endpoint} does not answer as it should: ${why.replaceAll(/\s+/g, ' ')}`;
          return [{ source: environment.configFile ?? 'environment', path: `accounts.${name}`, text }];
        }
      }),
    );
    return found.flat();
  } finally {
    await accounts.close();
  }
}
