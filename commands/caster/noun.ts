import { readCasterInfo, readCasterList } from '../../src/live/read/casters.ts';
import type { CasterInfo } from '../../src/live/catalogue/types.generated.ts';
import { fingerprint } from '../../src/json.ts';
import { factsOf } from '../shape/fields.ts';
import type { Noun, NounOption } from '../shape/noun.ts';
import { casterOption } from './resolve.ts';
import { casterRows, casterValues } from './setup/settings.ts';
import { endText } from './until-option.ts';

/** A caster with its settings. */
export interface SetCaster {
  readonly id: string;
  readonly name: string;
  readonly info: CasterInfo;
}

/** Casters, as commands on the caster itself have them. */
export const casterNoun: Noun<SetCaster> = {
  kind: 'caster',
  words: { en: 'caster', zh: '导播台' },
  list: 'caster list',
  show: 'caster show',
  async read(context) {
    const items = await readCasterList(context);
    return { items, total: items.length, complete: true };
  },
  async readOne(context, id) {
    const info = await readCasterInfo(context, id);
    return info && { id, name: info.CasterName ?? '', info };
  },
  async whole(context, listed) {
    return { ...listed, info: (await readCasterInfo(context, listed.id)) ?? listed.info };
  },
  facts: (context, { info }) => [
    ...factsOf(casterRows.slice(1), casterValues(info), context.language),
    { label: context.say('Expires', '到期'), value: endText(context, Number(info.ExpireTime ?? 0)) },
  ],
  state: ({ info }) => ({
    settings: fingerprint(casterValues(info)),
    ends: Number(info.ExpireTime ?? 0),
    status: Number(info.Status ?? 0),
  }),
};

/** The option that names one. */
export const casterSubject: NounOption & { readonly name: string } = {
  ...{ name: 'caster', zh: casterOption.zh, summary: casterOption.summary },
  ...{ example: casterOption.example, suggests: casterOption.suggests },
};

/** Whether PGM runs, and PVW (CasterInfo, Status). */
export function runs({ info }: SetCaster): { readonly pgm: boolean; readonly pvw: boolean } {
  const status = Number(info.Status ?? 0);
  return { pgm: status === 1 || status === 3, pvw: status === 2 || status === 3 };
}
