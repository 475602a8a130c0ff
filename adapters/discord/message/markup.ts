const PERSON = /<@!?(?<id>\d{1,20})>/g;
const PLACE = /<(?<sign>@&|#)(?<id>\d{1,20})>/g;
const EMOJI = /<a?(?<name>:\w{2,32}:)\d{1,20}>/g;
/** Angle brackets keep Discord from showing what a link leads to. */
const LINK = /<(?<url>[a-z][a-z0-9+.-]*:\/\/[^\s<>]*)>/giu;

/**
 * What was typed before Discord made mentions, channels and emoji of it (docs.discord.com/developers/reference, message
 * formatting). A mention of somebody stays one, in one form.
 */
export function withoutMarkup(text: string): string {
  return text
    .replace(PERSON, '<@$<id>>')
    .replace(PLACE, (_whole, sign: string, id: string) => `${sign.charAt(0)}${id}`)
    .replace(EMOJI, '$<name>')
    .replace(LINK, '$<url>');
}
