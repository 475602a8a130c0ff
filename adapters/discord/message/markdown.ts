import { writeWithin } from '../../../src/text/shorten.ts';

/** Everything that starts a style, link, mention, time, emoji, spoiler or heading, wherever it stands. */
const MARKUP = /[\\*_~`|<>@:[\]()#]/g;
/** What makes a list, a quote or small print at the start of a line only. */
const LINE_START = /^([^\S\n\r\u2028\u2029]*)([-+]|\d+(?=\.))/gm;
/** Clients look for invitations in the raw text and show them as cards. */
const INVITATION = /(discord(?:app)?)\.(?=gg|com|me|io|li)/gi;

/**
 * `text` as Discord's markdown for exactly itself: nothing in it is a style, a link or a mention
 * (support.discord.com, Markdown Text 101).
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(MARKUP, '\\$&')
    .replace(LINE_START, (_all, space: string, sign: string) =>
      /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
    )
    .replace(INVITATION, '$1\\.');
}

/** Escapes `text` so that the escaped form has at most `limit` characters; a cut shows as `…`. */
export function escapeWithin(text: string, limit: number): string {
  return writeWithin(text, limit, escapeMarkdown, 2);
}

const FENCE = '```';

/** Fixed width. Inside, everything is literal but the closing fence: rows of backticks are parted by a zero-width space. */
export function codeBlock(text: string, limit: number): string {
  return `${FENCE}\n${writeWithin(text, limit - 2 * FENCE.length - 2, parted, 2)}\n${FENCE}`;
}

function parted(text: string): string {
  return text.replace(/`(?=`)/g, '`\u200b');
}
