import type { Config } from '../config/schema.ts';
import { Refusal } from '../errors.ts';
import type { Text } from './language.ts';

/** More accounts than that are not offered one by one. */
const MOST_CHOICES = 5;
/** A longer line is not repeated, characters: shortened it could not be typed. */
const LONGEST_LINE = 200;

/** Whether `account:` names the account or belongs to free text is not clear. `lines`: what it can be. */
export function unclearAccount(named: string, lines: readonly string[]): Refusal {
  return new Refusal(
    'airdesk.unclear-account',
    { en: `Is "${named}" the account, or part of the text?`, zh: `“${named}”是账号，还是文字内容？` },
    {
      en: 'Nothing was done. Give account:NAME once, at the end of the line, and put free text in "quotes".',
      zh: '未执行任何操作。请在行末只写一次 账号:名称，并给文字内容加上引号。',
    },
    lines,
  );
}

/** Somebody named an account that is not configured. */
export function noSuchAccount(config: Config, named: string): Refusal {
  return new Refusal(
    'airdesk.unknown-account',
    { en: `There is no account "${named}"`, zh: `没有账号“${named}”` },
    {
      en: `Nothing was done. Accounts: ${all(config, 'en')}.`,
      zh: `未执行任何操作。可用账号：${all(config, 'zh')}。`,
    },
  );
}

/** The channel works on account `bound`, and `named` is another. */
export function otherAccount(bound: string, named: string): Refusal {
  return new Refusal(
    'airdesk.other-account',
    { en: `This channel works on account "${bound}" only`, zh: `本频道只能操作账号“${bound}”` },
    {
      en: `Nothing was done. For "${named}" ask in a channel that is not bound to another account.`,
      zh: `未执行任何操作。如需操作“${named}”，请换到未绑定其他账号的频道。`,
    },
  );
}

/** Several accounts, and nothing tells which is meant; `why` completes "because". The line is offered with each. */
export function whichAccount(config: Config, line: string, why: Text): Refusal {
  return new Refusal(
    'airdesk.which-account',
    { en: 'Which account?', zh: '要操作哪个账号？' },
    {
      en: `Nothing was done, because ${why.en}. Name it with account:NAME. Accounts: ${all(config, 'en')}.`,
      zh: `未执行任何操作：${why.zh}。请写明 账号:名称。可用账号：${all(config, 'zh')}。`,
    },
    line === ''
      ? []
      : Object.keys(config.accounts)
          .slice(0, MOST_CHOICES)
          .map((name) => `${line} account:${name}`),
  );
}

/**
 * A card or form was made for an account that is not configured any more. `line`: what to type, where it is another
 * account that is meant. Without `account` nobody knows any more what it was called.
 */
export function accountGone(config: Config, account: string | undefined, line: string): Refusal {
  const isTypable = line.length <= LONGEST_LINE;
  const typed: Text = {
    en: isTypable ? `/live ${line} account:NAME` : 'the command again, with account:NAME',
    zh: isTypable ? `/live ${line} 账号:名称` : '原命令，并加上 账号:名称',
  };
  return new Refusal(
    'airdesk.account-gone',
    account === undefined
      ? { en: 'The account of this card is no longer configured', zh: '该卡片所属的账号已不在配置中' }
      : { en: `Account "${account}" is no longer configured`, zh: `账号“${account}”已不在配置中` },
    {
      en: `Nothing was done: this was made for it, and for no other. If another account is meant, type: ${typed.en}. Accounts: ${all(config, 'en')}.`,
      zh: `未执行任何操作：该按钮或表单只对应该账号。如需操作其他账号，请输入：${typed.zh}。可用账号：${all(config, 'zh')}。`,
    },
  );
}

function all(config: Config, language: keyof Text): string {
  return Object.keys(config.accounts).join(language === 'en' ? ', ' : '、');
}
