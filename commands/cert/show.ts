import { buttonRow, runButton } from '../../src/card/run-button.ts';
import { showCommand } from '../shape/show.ts';
import { typedLine } from '../typed-line.ts';
import { certNoun, playDomainSubject } from './noun.ts';

/** `cert show`: one row of `cert list`, with all that is known of it. */
export const certShow = showCommand({
  name: 'cert show',
  zh: '证书 查看',
  summary: { en: 'Show the certificate of a play domain', zh: '查看播放域名的证书' },
  noun: certNoun,
  subject: playDomainSubject,
  buttons: ({ say }, { word, binding }) =>
    buttonRow(
      binding && !binding.isOn
        ? runButton(`${typedLine('cert set', word)} https:on`, say('https on…', '开启 https…'), 'primary')
        : undefined,
      runButton(typedLine('domain check', word), say('Check the domain', '检查域名')),
      runButton('cert list', say('All certificates', '全部证书')),
    ),
});
