import type { CommandContext } from '../../../../src/command.ts';
import { AirdeskError, Refusal } from '../../../../src/errors.ts';
import { readTemplates } from '../../../../src/live/read/templates.ts';
import type { FieldValues } from '../../../shape/fields.ts';
import type { ApiValue } from '../../../shape/values.ts';
import { plain } from '../../kinds.ts';
import { masked, OURS, PATHS } from './receivers.ts';

/** What becomes known of the addresses: that they are ours, or a host. */
export function seen(
  { ownCallbacks }: Pick<CommandContext, 'ownCallbacks'>,
  values: FieldValues,
): FieldValues {
  return Object.fromEntries(
    Object.entries(values).map(([path, value]): [string, ApiValue] => {
      if (typeof value !== 'string') return [path, value];
      if (path === 'CallbackKey') {
        const isOurs = value === OURS || ownCallbacks.isOurKey(value);
        return [path, isOurs ? OURS : value === '' ? '' : 'another'];
      }
      if (!PATHS.includes(path) || value === '') return [path, value];
      const isOurs = value.startsWith(OURS) || ownCallbacks.isOurs(value);
      return [path, isOurs ? OURS : masked(value)];
    }),
  );
}

/** Puts our address and our key where they are meant, in the moment in which they are sent. @throws Refusal, LiveError */
export async function sent(context: CommandContext, values: FieldValues): Promise<FieldValues> {
  const ours = Object.values(values).find((value) => typeof value === 'string' && value.startsWith(OURS));
  if (ours === undefined) return values;
  const own = await ownAddress(context, plain(ours).split('@', 2)[1]);
  const { key: ownKey } = context.ownCallbacks;
  const real = Object.entries(values).flatMap(([path, value]): [string, FieldValues[string]][] => {
    if (path === 'CallbackKey') return ownKey === undefined ? [] : [[path, ownKey]];
    return [
      [path, typeof value === 'string' && value.startsWith(OURS) && PATHS.includes(path) ? own : value],
    ];
  });
  return Object.fromEntries(real);
}

/**
 * The address at which Airdesk takes callbacks of this account: on the host that somebody told, or on the one that is
 * configured or known. Secret. @throws Refusal where there is none, LiveError
 */
export async function ownAddress(context: CommandContext, host?: string): Promise<string> {
  const { ownCallbacks } = context;
  const takes = ownCallbacks.at('https://airdesk.example.com') !== undefined;
  const isAsked = takes && host === undefined && ownCallbacks.origin === undefined;
  const told = isAsked ? await knownAddress(context) : undefined;
  const origin = host === undefined ? ownCallbacks.origin : URL.parse(host)?.origin;
  const made = told ?? (origin === undefined ? undefined : ownCallbacks.at(origin));
  if (made !== undefined) return made;
  throw new Refusal(
    'airdesk.no-address',
    takes
      ? {
          en: 'Airdesk does not know under which host the cloud reaches it',
          zh: 'Airdesk 不知道云端可访问的域名',
        }
      : { en: 'Airdesk takes no callbacks of this account', zh: 'Airdesk 未为该账号开启回调接收' },
    takes
      ? {
          en: 'Set LIVE_CALLBACK_URL once, or add the host: address:https://airdesk.example.com. Nothing was done.',
          zh: '请设置 LIVE_CALLBACK_URL，或在此补充域名：address:https://airdesk.example.com。未执行任何操作。',
        }
      : {
          en: 'Set LIVE_CALLBACK_TOKEN and LIVE_CALLBACK_KEY first: see docs/callbacks.md. Nothing was done.',
          zh: '请先设置 LIVE_CALLBACK_TOKEN 和 LIVE_CALLBACK_KEY，参见 docs/callbacks.md。未执行任何操作。',
        },
  );
}

/** Whether Airdesk can be told of something new: its address is known. Where it cannot be looked up, it is not. */
export async function canBeTold(context: CommandContext): Promise<boolean> {
  try {
    await ownAddress(context);
    return true;
  } catch (error) {
    if (error instanceof AirdeskError) return false;
    throw error;
  }
}

/** Our address where another template of the account has it already. */
async function knownAddress(context: CommandContext): Promise<string | undefined> {
  const { items } = await readTemplates('callback', context);
  const all = items.flatMap(({ info }) => PATHS.map((path) => (info as Record<string, unknown>)[path]));
  const ours = all.find((value) => typeof value === 'string' && context.ownCallbacks.isOurs(value));
  return typeof ours === 'string' ? context.ownCallbacks.beside(ours) : undefined;
}
