import type { Text } from '../../src/text/language.ts';

/** What people want to do, and what there is for it. */
export interface Purpose {
  /** Typed behind `help`, one word in each language, the first word of no command. */
  readonly word: Text;
  /** As a person would say it. */
  readonly title: Text;
  /** The commands that help most, the best one first, in English. Several purposes may have the same one. */
  readonly first: readonly string[];
  /** First words of commands whose others belong here, too: each command has a purpose. */
  readonly nouns: readonly string[];
}

/** Purposes in the order in which help shows them: what is urgent is at the top. */
export const PURPOSES: readonly Purpose[] = [
  {
    word: { en: 'broken', zh: '故障' },
    title: { en: 'A stream is broken', zh: '流出了问题' },
    first: ['stream check', 'stream show', 'stream health', 'stream history', 'status', 'url check'],
    nouns: ['stream'],
  },
  {
    word: { en: 'failover', zh: '切备' },
    title: { en: 'Switch to backup', zh: '切到备流' },
    first: ['backup switch', 'backup list', 'backup set', 'pull failover', 'pull restart', 'caster pgm'],
    nouns: ['backup'],
  },
  {
    word: { en: 'off-air', zh: '停播' },
    title: { en: 'Take a stream off air, or let it back on', zh: '停掉一路流，或恢复' },
    first: ['stream drop', 'stream forbid', 'stream resume', 'ban list', 'domain disable', 'pull stop'],
    nouns: ['ban'],
  },
  {
    word: { en: 'direct', zh: '切画面' },
    title: { en: 'Direct a show', zh: '导播切画面' },
    first: [
      'caster show',
      'caster pvw',
      'caster take',
      'caster pgm',
      'caster overlay',
      'caster sound',
      'mix start',
    ],
    nouns: ['caster', 'mix'],
  },
  {
    word: { en: 'recording', zh: '录像' },
    title: { en: 'Record, take pictures', zh: '录制与截图' },
    first: [
      'record now',
      'record task stop',
      'record task list',
      'record task add',
      'snapshot now',
      'snapshot show',
    ],
    nouns: ['record', 'snapshot', 'timeshift'],
  },
  {
    word: { en: 'feed', zh: '接入' },
    title: { en: 'Bring a feed in: push and pull', zh: '接入信号：推流与拉流' },
    first: ['push-url', 'pull add', 'pull list', 'pull restart', 'pull failover', 'pull extend', 'url check'],
    nouns: ['push-url', 'pull', 'url'],
  },
  {
    word: { en: 'access', zh: '观看权限' },
    title: { en: 'Who may watch', zh: '谁可以看' },
    first: ['play-url', 'key check', 'key set', 'key rotate', 'referer set', 'cert check', 'url check'],
    nouns: ['play-url', 'key', 'referer', 'cert'],
  },
  {
    word: { en: 'picture', zh: '画质' },
    title: { en: 'What viewers see: renditions, logo, delay', zh: '画质、水印与延播' },
    first: [
      'transcode template list',
      'transcode rule add',
      'watermark rule add',
      'delay set',
      'delay remove',
      'pad stop',
    ],
    nouns: ['transcode', 'watermark', 'delay', 'pad', 'enhance'],
  },
  {
    word: { en: 'duty', zh: '告警与值班' },
    title: { en: 'On call: alerts and who has them', zh: '告警与值班' },
    first: [
      'alert list',
      'alert ack',
      'alert chart',
      'mute add',
      'oncall who',
      'oncall take',
      'incident report',
    ],
    nouns: ['alert', 'mute', 'incident', 'oncall', 'monitor'],
  },
  {
    word: { en: 'figures', zh: '数据' },
    title: { en: 'Figures: viewers, errors, bills', zh: '观众、错误与用量' },
    first: [
      'status',
      'traffic show',
      'traffic chart',
      'traffic top',
      'error chart',
      'traffic usage',
      'bill show',
    ],
    nouns: ['status', 'traffic', 'error', 'viewer', 'log', 'bill', 'package', 'p2p'],
  },
  {
    word: { en: 'setup', zh: '配置' },
    title: { en: 'Set up: domains, callbacks, rules', zh: '域名、回调与规则' },
    first: [
      'domain check',
      'domain list',
      'callback setup',
      'callback check',
      'rule list',
      'rule check',
      'account check',
    ],
    nouns: ['domain', 'callback', 'rule', 'account'],
  },
  {
    word: { en: 'bot', zh: '机器人' },
    title: { en: 'Airdesk itself: panel, audit, who I am', zh: 'Airdesk：面板、审计、身份' },
    first: ['whoami', 'panel post', 'audit', 'session list', 'api'],
    nouns: ['whoami', 'panel', 'audit', 'session', 'help', 'api'],
  },
];

/** The purpose that a word names, in either language and any case. */
export function purposeNamed(word: string): Purpose | undefined {
  const asked = word.trim().toLowerCase();
  return PURPOSES.find(({ word: { en, zh }, title }) =>
    [en, zh, title.en.toLowerCase(), title.zh].includes(asked),
  );
}
