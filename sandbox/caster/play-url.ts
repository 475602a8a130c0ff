import type { World } from '../world.ts';
import type { Caster } from './caster.ts';

/** Addresses at which one picture of a caster can be looked at. For preview, not for viewers. */
export function previewUrls(world: World, caster: Caster, picture: string): { rtmp: string; webrtc: string } {
  const domain = world.account.domains.find((known) => known.type === 'play')?.name ?? '';
  const path = `${domain}/caster/${caster.id}_${picture}`;
  return { rtmp: `rtmp://${path}`, webrtc: `webrtc://${path}` };
}
