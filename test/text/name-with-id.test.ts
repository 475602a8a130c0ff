import { describe, expect, it } from 'vitest';
import { itemsMeant } from '../../commands/pick.ts';
import { nameWithId } from '../../src/card/name-with-id.ts';

const studio = { id: '63501', name: 'evening-studio' };
const others = [
  { id: '63502', name: 'evening-studio' },
  { id: '63503', name: '晚间 演播室' },
  { id: '63504', name: 'evening-studio (63501)' },
];

describe('a name with its id behind', () => {
  it('has the brackets of the language', () => {
    expect(nameWithId('evening-studio', '63501')).toEqual({
      en: 'evening-studio (63501)',
      zh: 'evening-studio（63501）',
    });
    expect(nameWithId('', '63501')).toEqual({ en: '63501', zh: '63501' });
    expect(nameWithId('63501', '63501')).toEqual({ en: '63501', zh: '63501' });
  });

  it.each(['evening-studio (63501)', 'evening-studio（63501）', 'evening-studio(63501)'])(
    'means that one where it is typed as %s',
    (given) => {
      expect(itemsMeant(given, [studio, ...others.slice(0, 2)])).toEqual([studio]);
    },
  );

  it('is another one where that one is called so', () => {
    expect(itemsMeant('evening-studio (63501)', [studio, ...others])).toEqual([others[2]]);
  });

  it('is read with spaces in the name, and is nothing with an id that is not its own', () => {
    expect(itemsMeant('晚间 演播室（63503）', others)).toEqual([others[1]]);
    expect(itemsMeant('evening-studio（63503）', [studio, ...others])).toEqual([]);
  });
});
