import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { isListed } from '../../src/command.ts';
import { refusalCard } from '../../src/chat/refusal-card.ts';
import { Refusal } from '../../src/errors.ts';
import { badOptions } from '../../src/line/line-refusals.ts';
import { readLine } from '../../src/line/read-line.ts';
import type { Language } from '../../src/text/language.ts';
import { ConfigFileSchema } from '../fakes/platforms.ts';

const config = { ...ConfigFileSchema.parse({ people: {} }), defaultAccount: 'main' };
const place = { platform: 'slack', channelId: 'C1' };

/** What a line is answered with where it is not understood; the command's name where it is. */
function answer(line: string) {
  const { asked } = readLine({ config, commands }, place, line);
  if (asked instanceof Refusal) return asked;
  const { command, options, raw } = asked;
  return options.ok || options.problems.length === 0
    ? command.name
    : badOptions(command, options.problems, options.missing, raw);
}

/** The lines that are offered for one that is not understood, best first. */
function offered(line: string): readonly string[] {
  const refused = answer(line);
  if (!(refused instanceof Refusal)) throw new Error(`"${line}" is understood as ${refused}`);
  return refused.choices;
}

function buttons(line: string, language: Language) {
  const refused = answer(line);
  if (!(refused instanceof Refusal)) throw new Error(`"${line}" is understood as ${refused}`);
  return (refusalCard(refused, language, { effect: 'none', commands }).buttons ?? []).map(
    ({ id, label }) => [id, label] as const,
  );
}

describe('a misspelt command is offered with all that was typed behind it', () => {
  it.each([
    ['backup swich sports', 'backup switch sports'],
    ['流 drop main', 'stream drop main'],
    ['stream 断开 main 2', 'stream drop main 2'],
    ['Record 任务 停止 main', 'record task stop main'],
    ['backup switsh sports 2', 'backup switch sports 2'],
    ['bakup switch sports', 'backup switch sports'],
    ['bacup swich sports', 'backup switch sports'],
    ['back up switch sports', 'backup switch sports'],
    ['backupswitch sports', 'backup switch sports'],
    ['Backup Swich Sports', 'backup switch Sports'],
    ['/live backup swich sports', 'backup switch sports'],
    ['steam drop main', 'stream drop main'],
    ['steram dorp push.example.com/live/main', 'stream drop push.example.com/live/main'],
    ['stream forbdi main 2h reason:"rights dispute"', 'stream forbid main 2h reason:"rights dispute"'],
    ['stream forbid mian --fro 2h', 'stream forbid mian 2h'],
    ['caster taek evening-studio', 'caster take evening-studio'],
    ['swich sports', 'backup switch sports'],
    ['hlep', 'help'],
    ['ｂａｃｋｕｐ ｓｗｉｃｈ sports', 'backup switch sports'],
    ['backup swich “sports”', 'backup switch “sports”'],
    ['流 段开 main', 'stream drop main'],
    ['流 断 main', 'stream drop main'],
    ['流断开main', 'stream drop main'],
    ['流段开 main', 'stream drop main'],
    ['主备 切唤 sports', 'backup switch sports'],
    ['主背 切换 sports 2', 'backup switch sports 2'],
  ])('%s', (line, first) => {
    expect(offered(line)[0]).toBe(first);
  });

  it('as a button in the language of whoever asks', () => {
    expect(buttons('backup swich sports', 'en')).toEqual([
      ['run:backup switch sports', 'backup switch sports'],
    ]);
    expect(buttons('主备 切唤 sports', 'zh-CN')[0]).toEqual(['run:backup switch sports', '主备 切换 sports']);
  });

  it('without those that only share the noun, where one is near', () => {
    expect(offered('stream dorp main')).toEqual(['stream drop main']);
    // Nothing is near: the noun lists what it has.
    expect(offered('backup sports')).toEqual(
      expect.arrayContaining(['backup list sports', 'backup switch sports', 'backup set sports']),
    );
  });

  it('alone, where what is behind it is long, cannot be seen, or is not taken', () => {
    expect(offered(`backup swich ${'x'.repeat(400)}`)).toEqual(['backup switch']);
    expect(offered('backup swich spo\u202erts')[0]).toBe('backup switch');
    expect(offered('whoamy main')).toEqual(['whoami']);
  });

  it('a line that is offered is one line, with nothing added to what was typed', () => {
    for (const hostile of [
      '<!everyone>',
      '@channel',
      '`rm -rf /`',
      '*bold* _x_',
      '</code><script>',
      '--account other',
    ])
      for (const line of offered(`backup swich ${hostile}`)) expect(line).toBe(`backup switch ${hostile}`);
  });
});

describe('a misspelt option is offered with its value', () => {
  it.each([
    ['stream drop --strem main', 'stream drop main'],
    ['stream drop --strem:main', 'stream drop main'],
    ['stream drop —strem main', 'stream drop main'],
    ['stream forbid main --fro 2h', 'stream forbid main 2h'],
    ['stream forbid main --fro=2h --reason rights', 'stream forbid main 2h rights'],
    ['stream forbid main fro:2h', 'stream forbid main 2h'],
    ['backup switch --stream sports --too 2', 'backup switch sports 2'],
    ['流 断开 --刘 main', undefined],
  ])('%s', (line, first) => {
    expect(offered(line)[0]).toBe(first);
  });

  it('never with a key, and not where it was given already', () => {
    expect(offered('stream drop main --strem other')).toEqual([]);
    expect(offered('callback test main --kye 5ecretsecretsecret').join()).not.toContain('5ecret');
  });
});

describe('what a phone makes of a line is the line', () => {
  it.each([
    ['Backup Switch Sports', 'backup switch'],
    ['Backup switch sports.', 'backup switch'],
    ['“backup switch sports”', 'backup switch'],
    ['backup switch “sports”', 'backup switch'],
    ['stream drop —stream main', 'stream drop'],
    ['stream drop –stream main', 'stream drop'],
    ['Stream list.', 'stream list'],
    ['ｓｔｒｅａｍ　ｌｉｓｔ', 'stream list'],
    ['流　断开　main', 'stream drop'],
    ['流列表。', 'stream list'],
  ])('%s', (line, name) => {
    expect(answer(line)).toBe(name);
  });
});

describe('a noun with what it is about and no verb', () => {
  it.each([
    ['mute main 30m', 'mute add main 30m'],
    // Which unit is meant is asked then.
    ['mute main 30', 'mute add main 30'],
    ['屏蔽 main 30分钟', 'mute add main 30分钟'],
    ['屏蔽main 30分钟', 'mute add main 30分钟'],
    ['delay main 30s', 'delay set main 30s'],
    ['caster layout studio 3', 'caster layout add studio 3'],
    ['录制 任务 main', 'record task list main'],
  ])('is offered for the commands that can take it, what fills most first: %s', (line, first) => {
    expect(offered(line)[0]).toBe(first);
  });

  it('never loses what was typed to a command that takes it', () => {
    for (const { name, options } of commands.filter(
      (command) => isListed(command) && / add$/u.test(command.name),
    )) {
      const line = offered(`${name.replace(/ add$/u, '')} value`).find((each) => each.startsWith(`${name} `));
      if (line !== undefined) expect([name, line]).toEqual([name, `${name} value`]);
      expect(Object.keys(options)).not.toEqual([]);
    }
  });

  it('is a misspelt verb where it is near to one', () => {
    expect(offered('stream dorp main')).toEqual(['stream drop main']);
    expect(offered('mute ad main 30m')[0]).toBe('mute add main 30m');
  });
});

it.each(['call lin "please come"', 'page lin'])(
  'offers no command of which neither word was meant: %s',
  (line) => {
    expect(offered(line)).toEqual([`help ${line}`]);
  },
);

describe('a noun typed alone offers its own commands first', () => {
  const nouns = (['name', 'zh'] as const).flatMap((key) => {
    const names = commands.filter(isListed).map((command) => command[key]);
    const firsts = names.map((name) => name.split(' ')).filter((words) => words.length > 1);
    return [...new Set(firsts.map(([noun = '']) => noun))].filter((noun) => !names.includes(noun));
  });
  const ownOf = (noun: string) =>
    commands
      .filter(isListed)
      .filter(({ name, zh }) => [name, zh].some((each) => each.startsWith(`${noun} `)))
      .map(({ name }) => name);

  it.each(nouns)('%s', (noun) => {
    const own = ownOf(noun);
    const lines = offered(noun);
    expect(lines.length).toBeGreaterThanOrEqual(Math.min(own.length, 5));
    const count = Math.min(own.length, lines.length);
    expect(lines.slice(0, count).filter((line) => !own.includes(line))).toEqual([]);
  });

  it('what is wanted at night comes first', () => {
    expect(offered('mute').slice(0, 4)).toEqual(['mute add', 'mute list', 'mute end', 'alert mute']);
    expect(offered('Mute').slice(0, 1)).toEqual(['mute add']);
    expect(offered('屏蔽').slice(0, 1)).toEqual(['mute add']);
    expect(offered('ban')).toEqual(['ban list', 'stream forbid']);
    expect(offered('禁推')).toEqual(['ban list', 'stream forbid']);
    // Templates come last.
    expect(offered('snapshot').slice(0, 1)).toEqual(['snapshot now']);
    expect(offered('callback').slice(0, 1)).toEqual(['callback setup']);
    expect(offered('record').slice(0, 3)).toEqual(['record now', 'record usage', 'record task list']);
  });
});

describe('what is said half asleep', () => {
  it.each([
    ['main is down', 'help main is down'],
    ['sports is black', 'help sports is black'],
    ['?', 'help'],
    ['交接', '帮助'],
  ])('%s: leads to help, and to no command that only looks like it', (line, led) => {
    expect(offered(line)).toEqual([led]);
  });

  it('a word by itself may be a stream, typed in haste', () => {
    expect(offered('main')).toEqual(['stream show main', 'help']);
    expect(offered('handover')).toEqual(['stream show handover', 'help']);
  });
});

describe('what is a button and is typed', () => {
  it.each([
    'confirm',
    'Confirm.',
    'yes',
    'ok',
    'cancel',
    'undo',
    '/live undo',
    '确认',
    '取消',
    '撤销',
    '好的',
  ])('%s: says where it is, and offers no command that means something else', (line) => {
    const refused = answer(line);
    expect(refused).toBeInstanceOf(Refusal);
    if (!(refused instanceof Refusal)) return;
    expect(refused.hint.en).toContain('are buttons on cards');
    expect(refused.choices).toEqual([]);
  });

  it('is a word like any other where something stands behind it', () => {
    expect(offered('确认告警')).toEqual(['alert ack']);
  });
});

it('a verb in other words is offered with its command before one that is only called so', () => {
  expect(offered('acknowledge')).toEqual(['alert ack']);
  expect(offered('acknowledge k3m9')).toEqual(['alert ack k3m9']);
  expect(offered('failover sports')).toEqual(['backup switch sports', 'pull failover sports']);
});
