/** What the cloud says about streams on air, unsigned. */
import { Pool } from 'undici';

const cloud = new Pool(process.env.CLOUD, { connections: 32 });

export async function streamsOnAir() {
  const { body } = await cloud.request({
    path: '/',
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-tc-action': 'DescribeLiveStreamOnlineList' },
    body: JSON.stringify({ PageNum: 1, PageSize: 20 }),
  });
  return `${(await body.json()).Response.TotalNum} streams on air`;
}
