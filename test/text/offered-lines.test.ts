import { describe, expect, it } from 'vitest';
import { refusalCard } from '../../src/chat/refusal-card.ts';
import { noSuchCommand } from '../../src/line/line-refusals.ts';
import { matchCommand } from '../../src/line/match-command.ts';
import { commands } from './commands.ts';

/** What is offered for a line that is no command: what the buttons run, what they are called. */
function offered(line: string, language: 'en' | 'zh-CN' = 'en') {
  const match = matchCommand(commands, line);
  if (match.kind !== 'unknown') throw new Error(`${line} is a command`);
  const card = refusalCard(noSuchCommand(match), language, { effect: 'none', commands });
  return (card.buttons ?? []).map(({ id, label }) => [id, label]);
}

describe('a verb without its noun', () => {
  it('is offered with all that was typed behind it', () => {
    expect(offered('drop live.example.com/live/main')).toEqual([
      ['run:stream drop live.example.com/live/main', 'stream drop live.example.com/live/main'],
    ]);
    expect(offered('/live switch “a b” 12')).toEqual([
      ['run:backup switch “a b” 12', 'backup switch “a b” 12'],
    ]);
    expect(offered('drop')).toEqual([['run:stream drop', 'stream drop']]);
  });

  it('is offered in Chinese to whoever reads Chinese', () => {
    expect(offered('断开 main', 'zh-CN')).toEqual([['run:stream drop main', '流 断开 main']]);
    expect(offered('断开main', 'zh-CN')).toEqual([['run:stream drop main', '流 断开 main']]);
    expect(offered('流', 'zh-CN')[0]).toEqual(['run:stream list', '流 列表']);
  });

  it('is offered alone where what is behind it is long, or it takes nothing', () => {
    expect(offered(`drop ${'x'.repeat(400)}`)).toEqual([['run:stream drop', 'stream drop']]);
    const match = matchCommand(commands, 'whoami!! x');
    expect(match.kind === 'unknown' && noSuchCommand(match).choices).toEqual(['whoami']);
  });
});
