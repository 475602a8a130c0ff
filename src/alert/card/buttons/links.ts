import { INCIDENT } from '../../../callback/conditions.ts';
import type { Link } from '../../../reply.ts';
import { sayIn } from '../../../text/language.ts';
import type { Alert } from '../../model/alert.ts';
import type { Subject } from '../../../callback/event.ts';
import { filledLink } from '../../../config/alerts/link-template.ts';
import type { AlertView } from '../view.ts';
import { streamParts } from '../../../live/read/stream-name.ts';

/** Where its stream can be seen and looked after, as airdesk.yaml says; nothing once it is closed. */
export function linksOf(alert: Alert, view: AlertView): readonly Link[] {
  const stream = alert.status === 'closed' ? undefined : streamOf(alert, view);
  if (!stream) return [];
  const say = sayIn(view.language);
  const values = { account: alert.account, ...partsOf(stream) };
  const { pictureUrl, consoleUrl } = view.config.alerts;
  const link = (label: string, template: string | undefined): Link[] => {
    const url = template === undefined ? undefined : filledLink(template, values);
    return url === undefined ? [] : [{ label, url }];
  };
  return [...link(say('Picture', '画面'), pictureUrl), ...link(say('Console', '控制台'), consoleUrl)];
}

/** The one stream that it is about: its own, or the only one that follows from it. Of an incident there is none. */
function streamOf({ condition, subject }: Alert, { children = [] }: AlertView): Subject | undefined {
  if (condition === INCIDENT) return undefined;
  if (isStream(subject)) return subject;
  const streams = children.map((child) => child.subject).filter(isStream);
  const [first] = streams;
  return streams.every(({ id }) => id === first?.id) ? first : undefined;
}

function isStream({ type }: Subject): boolean {
  return type === 'stream' || type === 'stream-name';
}

function partsOf({ type, id }: Subject): { domain?: string; app?: string; stream?: string } {
  return type === 'stream-name' ? { stream: id } : (streamParts(id) ?? {});
}
