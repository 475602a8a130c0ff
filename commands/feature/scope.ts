import { safeLine } from '../../src/text/safe-line.ts';
import { z } from 'zod';
import type { OptionSpec } from '../../src/command.ts';
import { Refusal } from '../../src/errors.ts';
import type { Rule } from '../../src/live/read/templates.ts';
import { plainForm } from '../../src/text/name-forms.ts';
import { plainHost } from '../../src/text/host.ts';
import type { Feature } from './feature.ts';

/** Where a rule holds. Empty: every app, every stream. */
export interface Scope {
  readonly domain: string;
  readonly app: string;
  readonly stream: string;
}

/** How a scope of this feature is written. */
function form({ domains, hasStreams }: Feature): { readonly en: string; readonly zh: string } {
  const [en, zh] = domains === 'push' ? ['push-domain', '推流域名'] : ['play-domain', '播放域名'];
  return hasStreams
    ? { en: `${en}[/app[/stream]]`, zh: `${zh}[/应用[/流名]]` }
    : { en: `${en}[/app]`, zh: `${zh}[/应用]` };
}

/** The option that says where a rule holds. */
export function scopeOption(feature: Feature): OptionSpec {
  const { en, zh } = form(feature);
  const all = feature.app === undefined ? undefined : feature.app;
  return {
    schema: z.string().min(1).max(600),
    summary: {
      en: `where: ${en}${all === undefined ? '' : `; app ${all} when left out`}`,
      zh: `范围：${zh}${all === undefined ? '' : `；不填应用为 ${all}`}`,
    },
    ...{ zh: '范围', required: true, example: feature.example.scope, names: true },
    suggests: `${feature.name}-scope`,
  };
}

const DOMAIN = /^(?=.{1,255}$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/u;

/**
 * Reads a scope: the last part is a stream where there are three, and a slash at the end says that it is not. An address
 * may be pasted: what stands behind `?` in it is not looked at. @throws Refusal
 */
export function readScope(feature: Feature, typed: string): Scope {
  const [address = ''] = plainForm(typed).split(/[?#]/u, 1);
  const plain = address.replace(/^[a-z]+:\/\//iu, '');
  const [host = '', ...path] = plain.split('/');
  const domain = plainHost(host.replace(/:\d+$/u, ''));
  const hasStream = feature.hasStreams && path.length > 1;
  const stream = hasStream ? (path.at(-1) ?? '') : '';
  const app = (hasStream ? path.slice(0, -1) : path).filter((part) => part !== '').join('/');
  if (!DOMAIN.test(domain) || app.length > 255 || stream.length > 255) throw unreadable(feature, typed);
  const blank = (part: string) => (part === '*' ? '' : part);
  if (blank(app) === '' && blank(stream) !== '') throw unreadable(feature, typed);
  return { domain, app: blank(app) || (feature.app ?? ''), stream: blank(stream) };
}

function unreadable(feature: Feature, typed: string): Refusal {
  const { en, zh } = form(feature);
  const shown = safeLine(typed, 60);
  return new Refusal(
    'airdesk.bad-option',
    { en: `scope cannot be "${shown}"`, zh: `“范围”不能是“${shown}”` },
    {
      en: `It takes ${en}, as in ${feature.example.scope}. Nothing was done.`,
      zh: `应为：${zh}。示例：${feature.example.scope}。未执行任何操作。`,
    },
    [],
    { given: typed },
  );
}

/** Where a rule holds, whichever way the cloud writes "all of them". */
export function scopeOf({ domain, app, stream }: Rule): Scope {
  const blank = (part: string) => (part === '*' ? '' : part);
  return { domain, app: blank(app), stream: blank(stream) };
}

/** As people type it, so that `readScope` gives the same. */
export function scopeText({ domain, app, stream }: Scope): string {
  if (stream !== '') return `${domain}/${app}/${stream}`;
  // Of an app of several levels the last one would be taken for a stream.
  return app === '' ? domain : `${domain}/${app}${app.includes('/') ? '/' : ''}`;
}

/** Whether two scopes are the same one. */
export function isSame(left: Scope, right: Scope): boolean {
  return left.domain === right.domain && left.app === right.app && left.stream === right.stream;
}

/** Whether a scope is within another, which may be the same. */
export function isWithin(inner: Scope, outer: Scope): boolean {
  if (inner.domain !== outer.domain) return false;
  if (outer.app !== '' && inner.app !== outer.app) return false;
  return outer.stream === '' || inner.stream === outer.stream;
}

/** The scope as parameters of a call. */
export function scopeParams(
  { everything, hasStreams }: Feature,
  { domain, app, stream }: Scope,
): { readonly DomainName: string; readonly AppName: string; readonly StreamName: string } {
  const all = (part: string) => (part === '' ? everything : part);
  return { DomainName: domain, AppName: all(app), StreamName: hasStreams ? all(stream) : '' };
}
