import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { showCommand } from '../shape/show.ts';
import { typedLine } from '../typed-line.ts';
import { domainNoun, domainSubject } from './noun.ts';

/** `domain show`: one row of `domain list`, with all that is known of it. */
export const domainShow = showCommand({
  name: 'domain show',
  zh: '域名 查看',
  summary: { en: 'Show a domain', zh: '查看一个域名' },
  noun: domainNoun,
  subject: domainSubject,
  buttons: ({ say }, { word, kind, isOn }) =>
    buttonRow(
      runButton(typedLine('domain check', word), say('Check', '检查'), 'primary'),
      kind === 'play'
        ? runButton(typedLine('cert show', word), say('Certificate', '证书'))
        : runButton(typedLine('stream list', word), say('Streams', '在线流')),
      isOn
        ? runButton(typedLine('domain disable', word), say('Disable…', '禁用…'), 'danger')
        : runButton(typedLine('domain enable', word), say('Enable…', '启用…')),
    ),
});
