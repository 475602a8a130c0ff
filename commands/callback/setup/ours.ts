import type { CommandContext } from '../../../src/command.ts';
import { Refusal } from '../../../src/errors.ts';
import { isPrivateHost } from '../../../src/http/private-host.ts';
import { isLoopbackUrl } from '../../../src/http/loopback.ts';
import type { Template } from '../../../src/live/read/templates.ts';
import { EVENTS, PATHS } from '../../feature/table/callback/receivers.ts';
import { takesNone } from '../takes-none.ts';

/** Events that the cloud gives back: of the others nobody can see where they go. */
const TOLD = EVENTS.filter(([event]) => event !== 'recordstate');
/** All of them: what they say is told apart when they arrive. */
const LEVELS: readonly string[] = ['error', 'warning', 'info'];

/** What a template has that tells this Airdesk of everything. Secret. */
export interface Ours {
  readonly origin: string;
  readonly address: string;
  readonly key: string;
}

/** What somebody else hears by a template. */
export interface OtherReceiver {
  readonly address: string;
  readonly events: readonly (typeof EVENTS)[number][];
}

/** Address and key of this Airdesk. @throws Refusal that says what has to be set */
export function ours({ ownCallbacks, config, account }: CommandContext): Ours {
  const { origin, key } = ownCallbacks;
  const isOpen = ownCallbacks.at('https://airdesk.example.com') !== undefined;
  if (!isOpen) throw takesNone();
  if (key === undefined) throw withoutKey();
  if (origin === undefined) throw withoutOrigin();
  const isStandIn = isLoopbackUrl(config.accounts[account]?.endpoint ?? '');
  if (!isStandIn && isPrivateHost(new URL(origin).host)) throw unreachable(origin);
  return { origin, key, address: ownCallbacks.at(origin) ?? '' };
}

/** The parameters of such a template, name aside. Secret. */
export function oursParams({ address, key }: Ours): Readonly<Record<string, unknown>> {
  return {
    ...Object.fromEntries(PATHS.map((path) => [path, address])),
    CallbackKey: key,
    RecordExceptionLevels: [...LEVELS],
  };
}

/** Whether a template tells this Airdesk of everything that can be seen of it, at this address, with this key. */
export function isWhole({ address, key }: Ours, { info }: Template): boolean {
  const members = info as Readonly<Record<string, unknown>>;
  return TOLD.every(([, , , path]) => members[path] === address) && members['CallbackKey'] === key;
}

/** The events that a template lacks, or sends to another address. */
export function lacking({ address }: Ours, { info }: Template): readonly (typeof EVENTS)[number][] {
  const members = info as Readonly<Record<string, unknown>>;
  return TOLD.filter(([, , , path]) => members[path] !== address);
}

/** Who else hears by a template, each with what. */
export function othersIn({ ownCallbacks }: CommandContext, { info }: Template): readonly OtherReceiver[] {
  const members = info as Readonly<Record<string, unknown>>;
  const found = new Map<string, (typeof EVENTS)[number][]>();
  for (const event of EVENTS) {
    const address = members[event[3]];
    if (typeof address !== 'string' || address === '' || ownCallbacks.isOurs(address)) continue;
    found.set(address, [...(found.get(address) ?? []), event]);
  }
  return [...found].map(([address, events]) => ({ address, events }));
}

function withoutKey(): Refusal {
  return new Refusal(
    'airdesk.no-key',
    { en: 'Airdesk has no callback key for this account', zh: 'Airdesk 没有该账号的回调密钥' },
    {
      en: 'Set LIVE_CALLBACK_KEY (or keyEnv of the account in airdesk.yaml) and start again: without it anybody who knows the path is believed. Nothing was done.',
      zh: '请设置 LIVE_CALLBACK_KEY（或 airdesk.yaml 中该账号的 keyEnv）后重启：没有密钥，知道路径的任何人都会被相信。未执行任何操作。',
    },
  );
}

function withoutOrigin(): Refusal {
  return new Refusal(
    'airdesk.no-address',
    { en: 'Airdesk does not know where the cloud reaches it', zh: 'Airdesk 不知道云端访问它的地址' },
    {
      en: 'Set LIVE_CALLBACK_URL to the address that leads to Airdesk from outside, as https://airdesk.example.com, and start again. Nothing was done.',
      zh: '请把 LIVE_CALLBACK_URL 设为外部访问 Airdesk 的地址，例如 https://airdesk.example.com，然后重启。未执行任何操作。',
    },
    ['callback test'],
  );
}

function unreachable(origin: string): Refusal {
  return new Refusal(
    'airdesk.no-address',
    { en: `${origin} is an address that the cloud cannot reach`, zh: `云端无法访问 ${origin}` },
    {
      en: 'It is of this machine or of a private network. Set LIVE_CALLBACK_URL to a public address that leads to Airdesk, and start again. Nothing was done.',
      zh: '这是本机或内网地址。请把 LIVE_CALLBACK_URL 设为能到达 Airdesk 的公网地址，然后重启。未执行任何操作。',
    },
  );
}
