/** A bare handler of HTTP interactions: checks the signature, defers, calls the cloud where it is asked to, answers. */
import { createPublicKey, verify } from 'node:crypto';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { request } from 'undici';
import { streamsOnAir } from './streams-on-air.js';

const { DISCORD_API_URL, DISCORD_PUBLIC_KEY } = process.env;
const x = Buffer.from(DISCORD_PUBLIC_KEY, 'hex').toString('base64url');
const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });

async function answer({ application_id: application, token, data }) {
  const content = data.name === 'stream' ? await streamsOnAir() : 'You are ada';
  const path = `/v10/webhooks/${application}/${encodeURIComponent(token)}/messages/@original`;
  const { body } = await request(DISCORD_API_URL + path, {
    method: 'PATCH',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'DiscordBot (https://example.com, 1.0)',
    },
    body: JSON.stringify({ content, allowed_mentions: { parse: [] } }),
  });
  await body.dump();
}

const app = new Hono();
app.post('/discord/interactions', async (c) => {
  const body = Buffer.from(await c.req.arrayBuffer());
  const signed = Buffer.concat([Buffer.from(c.req.header('x-signature-timestamp') ?? ''), body]);
  const signature = Buffer.from(c.req.header('x-signature-ed25519') ?? '', 'hex');
  if (!verify(null, signed, key, signature)) return c.text('unauthorized', 401);
  const interaction = JSON.parse(body.toString());
  setImmediate(answer, interaction);
  return c.json({ type: 5, data: { flags: 64 } });
});

const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () =>
  process.send({ port: server.address().port }),
);
process.on('disconnect', () => process.exit());
