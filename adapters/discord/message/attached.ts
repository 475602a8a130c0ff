import type { Attachment } from '../../../src/card/attachments.ts';
import { shorten } from '../../../src/text/shorten.ts';
import { safeText } from '../../../src/text/safe-text.ts';
import type { DiscordMessage, FileComponent, MediaGallery } from './components.ts';

/** docs.discord.com/developers/resources/message#attachment-object */
const DESCRIPTION = 1_024;

/** A picture stands in the card, a file under it. */
export function attachmentComponent({ name, alt }: Attachment): MediaGallery | FileComponent {
  const url = `attachment://${name}`;
  if (alt === undefined) return { type: 13, file: { url } };
  return { type: 12, items: [{ media: { url }, description: described(alt) }] };
}

/** What goes along with the message, and what of it stands in its JSON. */
export function sent(attached: readonly Attachment[]): Pick<DiscordMessage, 'attachments' | 'files'> {
  return {
    attachments: attached.map(({ name, alt }, id) => ({
      id,
      filename: name,
      ...(alt !== undefined && { description: described(alt) }),
    })),
    files: attached.map(({ name, type, bytes }) => ({ name, type, bytes })),
  };
}

function described(alt: string): string {
  return shorten(safeText(alt), DESCRIPTION) || '—';
}
