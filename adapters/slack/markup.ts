const LINK = /<(?<url>(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|tel:)[^\s<>|]*)(?:\|(?<label>[^<>]*))?>/giu;
/** What stands in front of a label is what Slack took for a link, with a scheme or without. */
const LABELLED = /<(?![@#!])[^\s<>|]+\|(?<label>[^<>]+)>/gu;
const PERSON = /<@(?<id>[UW][A-Z0-9]{2,31})(?:\|[^<>]*)?>/g;
const CHANNEL = /<#(?<id>[CGD][A-Z0-9]{2,31})(?:\|(?<label>[^<>]*))?>/g;
const SPECIAL = /<!(?<what>[^\s<>|]+)(?:\|(?<label>[^<>]*))?>/g;

/**
 * What was typed before Slack made links, mentions and channels of it (docs.slack.dev/messaging/formatting-message-text). A
 * link is what people see of it; a mention of somebody stays one, by id alone.
 */
export function withoutMarkup(text: string): string {
  return text
    .replace(LINK, (_whole, url: string, label: string | undefined) => (label ? label : url))
    .replace(LABELLED, '$<label>')
    .replace(PERSON, '<@$<id>>')
    .replace(CHANNEL, (_whole, id: string, label: string | undefined) => `#${label ? label : id}`)
    .replace(SPECIAL, (_whole, what: string, label: string | undefined) =>
      label ? label : `@${what.replace(/^subteam\^/, '').split('^')[0] ?? ''}`,
    );
}
