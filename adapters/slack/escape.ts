import { writeWithin } from '../../src/text/shorten.ts';

/**
 * Escapes the three characters with which Slack's text objects start a mention, a link or a date
 * (docs.slack.dev/messaging/formatting-message-text#escaping). Text in rich text elements is literal and needs none.
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));
}

/** What was typed, from the escaped form in which Slack hands on the text of a slash command. */
export function unescapeText(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_entity, name: string) =>
    name === 'amp' ? '&' : name === 'lt' ? '<' : '>',
  );
}

/** Escapes `text` so that the escaped form has at most `limit` characters; a cut shows as `…`. */
export function escapeWithin(text: string, limit: number): string {
  return writeWithin(text, limit, escapeText, 5);
}
