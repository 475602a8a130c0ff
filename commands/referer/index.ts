import type { Command } from '../../src/command.ts';
import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { playDomainSubject } from '../cert/noun.ts';
import { showCommand } from '../shape/show.ts';
import { typedLine } from '../typed-line.ts';
import { refererNoun } from './noun.ts';
import { refererSet } from './set.ts';

const refererShow = showCommand({
  name: 'referer show',
  zh: '防盗链 查看',
  summary: { en: 'Show from which sites a play domain may be used', zh: '查看播放域名的 Referer 防盗链' },
  noun: refererNoun,
  subject: playDomainSubject,
  buttons: ({ say }, { word }) =>
    buttonRow(runButton(typedLine('domain show', word), say('The domain', '查看域名'))),
});

/** From which sites a play domain may be used. */
export const refererCommands: readonly Command[] = [refererShow, refererSet];
