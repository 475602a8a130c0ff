import { z } from 'zod';
import type { Doc, Store, Write } from '../store/store.ts';
import { LANGUAGES } from '../text/language.ts';

const StreamSchema = z.object({ domain: z.string(), app: z.string(), stream: z.string() });

const ShowsSchema = z.object({
  /** `configured`: those that airdesk.yaml gives a short name. */
  streams: z.union([z.literal('configured'), z.array(StreamSchema)]),
  /** Ids. */
  casters: z.union([z.literal('all'), z.array(z.string())]),
  monitors: z.union([z.literal('all'), z.array(z.string())]),
});

/** What a panel shows. */
export type Shows = Readonly<z.infer<typeof ShowsSchema>>;

const PanelSchema = z.object({
  id: z.string(),
  account: z.string(),
  language: z.enum(LANGUAGES),
  place: z.object({ platform: z.string(), channelId: z.string() }),
  by: z.object({ platform: z.string(), userId: z.string(), name: z.string(), person: z.string() }),
  shows: ShowsSchema,
  /** Where it is now. */
  message: z.object({ platform: z.string(), channelId: z.string(), messageId: z.string() }),
  postedAt: z.number(),
  /** When it was posted anew, ms UTC, and why: its message was gone, or could not be edited any more. */
  renewedAt: z.number().optional(),
  renewedWhy: z.enum(['gone', 'stuck']).optional(),
});

/** A standing control message in a channel: state of what it shows, and what can be done with each. */
export type Panel = Readonly<z.infer<typeof PanelSchema>>;

const PANELS = 'panels';

/** A stored panel with the version that the next write expects. */
export interface StoredPanel {
  readonly version: number;
  readonly value: Panel;
}

/** There is one panel a channel and account: a second one would only hide which of them is looked at. */
export function panelId(
  place: { readonly platform: string; readonly channelId: string },
  account: string,
): string {
  return `${place.platform}/${place.channelId}/${account}`;
}

/** Reads one panel. */
export async function findPanel(store: Store, id: string): Promise<StoredPanel | undefined> {
  const doc = await store.get(PANELS, id);
  return doc && parse(doc);
}

/** All panels. */
export async function listPanels(store: Store): Promise<StoredPanel[]> {
  return (await store.list(PANELS)).map(parse);
}

/** Stores `panel` over `expect`, the version that is there, or 0. @throws ConflictError */
export async function savePanel(store: Store, panel: Panel, expect: number): Promise<StoredPanel> {
  await store.commit([panelWrite(panel.id, panel, expect)]);
  return { version: expect + 1, value: panel };
}

/** Forgets a panel, whatever its version. */
export async function deletePanel(store: Store, id: string): Promise<void> {
  await store.commit([panelWrite(id, undefined, 'any')]);
}

function panelWrite(id: string, value: Panel | undefined, expect: Write['expect']): Write {
  return { collection: PANELS, id, value, expect };
}

function parse(doc: Doc<unknown>): StoredPanel {
  return { version: doc.version, value: PanelSchema.parse(doc.value) };
}
