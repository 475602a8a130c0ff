import { describe, expect, it } from 'vitest';
import { isOpen, type Duty } from '../../../src/oncall/hand-over/hand-over.ts';
import {
  seeDuty,
  stillCalled,
  withHoles,
  withLate,
  withTaken,
  type Seen,
} from '../../../src/oncall/hand-over/see-duty.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const AT = Date.UTC(2026, 2, 2, 9);

function seen(people: readonly string[], now = AT, more: Partial<Seen> = {}): Seen {
  return { people, since: now, until: now + HOUR, isNeeded: true, takenBy: undefined, now, ...more };
}

/** What is remembered after these looks, an hour apart, the last one at AT. */
function after(...looks: readonly (readonly string[])[]): Duty {
  return looks.reduce<Duty | undefined>(
    (duty, people, at) => seeDuty('room', duty, seen(people, AT - (looks.length - 1 - at) * HOUR)),
    undefined,
  ) as Duty;
}

/** From whom to whom, and how each ended, as `ada > bo: next`. */
function told({ handOvers }: Duty): string[] {
  return handOvers.map(({ from, to, taken, over }) => {
    const end = taken ? `taken by ${taken.by}` : (over ?? 'open');
    return `${from.join(' ')} > ${to.join(' ')}: ${end}`;
  });
}

describe('what is seen of who is on call', () => {
  it.each<[string, (readonly string[])[], string[]]>([
    ['a first look calls nobody', [['ada']], []],
    ['the same people are no hand-over', [['ada'], ['ada']], []],
    [
      'nor in another order',
      [
        ['ada', 'bo'],
        ['bo', 'ada'],
      ],
      [],
    ],
    ['somebody else is', [['ada'], ['bo']], ['ada > bo: open']],
    ['others come', [['ada'], ['bo'], ['lin']], ['ada > bo: next', 'bo > lin: open']],
    [
      'a week of two people: each is called',
      [['ada'], ['bo'], ['ada']],
      ['ada > bo: next', 'bo > ada: open'],
    ],
    [
      'one of several comes',
      [
        ['ada', 'bo'],
        ['bo', 'lin'],
      ],
      ['ada > lin: open'],
    ],
    ['one of several goes: nobody has to take anything over', [['ada', 'bo'], ['bo']], []],
    [
      'who could have taken it over goes, and who came since stays',
      [['ada'], ['bo', 'lin'], ['ada', 'lin'], ['ada']],
      ['ada > bo lin: next', 'bo > ada: open'],
    ],
    ['nobody is on call though somebody has to be', [['ada'], []], ['ada > : open']],
    ['somebody is again', [['ada'], [], ['bo']], ['ada > : next', ' > bo: open']],
  ])('%s', (_, looks, expected) => {
    expect(told(after(...looks))).toEqual(expected);
  });

  it('nobody is on call, and nobody has to be: nothing is told', () => {
    const duty = seeDuty('room', after(['ada']), seen([], AT, { isNeeded: false }));
    expect(told(duty)).toEqual([]);
    expect(duty.people).toEqual([]);
  });

  it('what is taken back at once calls nobody, and says so', () => {
    const changed = after(['ada'], ['bo']);
    const back = seeDuty('room', changed, seen(['ada'], AT + 5 * MINUTE));
    expect(told(back)).toEqual(['ada > bo: back']);
    expect(stillCalled(back)).toEqual([]);
  });

  it('what somebody took over is not taken back silently', () => {
    const taken = withTaken(after(['ada'], ['bo']), 'bo', AT);
    const back = seeDuty('room', taken, seen(['ada'], AT + 5 * MINUTE));
    expect(told(back)).toEqual(['ada > bo: taken by bo', 'bo > ada: open']);
  });

  it('whoever put themselves on call knows', () => {
    const duty = seeDuty('room', after(['ada']), seen(['bo'], AT, { takenBy: 'bo' }));
    expect(told(duty)).toEqual(['ada > bo: taken by bo']);
    expect(stillCalled(duty)).toEqual([]);
  });

  it('six are kept, and their numbers go on', () => {
    const looks = Array.from({ length: 40 }, (_, at) => [at % 2 === 0 ? 'ada' : 'bo']);
    expect(after(...looks).handOvers.map(({ n }) => n)).toEqual([34, 35, 36, 37, 38, 39]);
  });

  it('the same object is given back where nothing has changed, so that nothing is written', () => {
    const duty = after(['ada'], ['bo']);
    expect(seeDuty('room', duty, seen(['bo'], AT + HOUR))).toBe(duty);
    expect(withLate(duty, AT, MINUTE)).toBe(duty);
    expect(withHoles(duty, [], AT)).toBe(duty);
  });
});

describe('until somebody takes it over', () => {
  it('whoever was on call is called too', () => {
    const duty = after(['ada'], ['bo']);
    expect(stillCalled(duty)).toEqual(['ada']);
    expect(stillCalled(withTaken(duty, 'bo', AT))).toEqual([]);
  });

  it('and where nobody is on call, nobody is', () => {
    const duty = after(['ada'], []);
    expect(duty.handOvers.some(isOpen)).toBe(false);
    expect(stillCalled(duty)).toEqual([]);
  });

  it('people are told once, after the time for it', () => {
    const duty = after(['ada'], ['bo']);
    expect(withLate(duty, AT + 14 * MINUTE, 15 * MINUTE)).toBe(duty);
    const late = withLate(duty, AT + 15 * MINUTE, 15 * MINUTE);
    expect(late.handOvers.at(-1)?.lateAt).toBe(AT + 15 * MINUTE);
    expect(withLate(late, AT + HOUR, 15 * MINUTE)).toBe(late);
    const taken = withTaken(duty, 'bo', AT);
    expect(withLate(taken, AT + HOUR, 15 * MINUTE)).toBe(taken);
  });

  it('a clock that is set back by hours makes nobody wait for hours', () => {
    const back = withLate(after(['ada'], ['bo']), AT - 5 * HOUR, 15 * MINUTE);
    const late = withLate(back, AT - 5 * HOUR + 15 * MINUTE, 15 * MINUTE);
    expect(late.handOvers.at(-1)?.lateAt).toBeDefined();
  });
});

describe('holes', () => {
  const HOLE = { from: AT + HOUR, to: AT + 2 * HOUR };

  it('are told once a day, and that there are none any more', () => {
    const duty = after(['ada']);
    const told = withHoles(duty, [HOLE], AT);
    expect(told.holes).toEqual({ n: 1, at: AT, spans: [HOLE], filled: false });
    expect(withHoles(told, [HOLE], AT + 23 * HOUR)).toBe(told);
    expect(withHoles(told, [HOLE], AT + 24 * HOUR).holes?.n).toBe(2);
    const filled = withHoles(told, [], AT + HOUR);
    expect(filled.holes?.filled).toBe(true);
    expect(withHoles(filled, [], AT + HOUR)).toBe(filled);
    // Nobody is told twice a day of what comes and goes.
    expect(withHoles(filled, [HOLE], AT + 2 * HOUR)).toBe(filled);
  });
});
