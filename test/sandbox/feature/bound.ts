import { NAME, type Account } from '../account.ts';

/** Makes a template of a feature, as `Record`, and binds it to the place; answers the template's id. */
export async function bound(
  { out }: Account,
  feature: string,
  template: Record<string, unknown>,
  place: Record<string, unknown> = { ...NAME },
): Promise<number> {
  const { TemplateId } = await out(`CreateLive${feature}Template`, { TemplateName: 'evening', ...template });
  await out(`CreateLive${feature}Rule`, { ...place, TemplateId });
  return Number(TemplateId);
}

/** A template that records MP4, a file every ten minutes. */
export const MP4 = { Mp4Param: { Enable: 1, RecordInterval: 600 } };
