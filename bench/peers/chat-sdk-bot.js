/** A Chat SDK bot that does what bolt-bot.js does, on the HTTP server that Airdesk uses too. */
import { createSlackAdapter } from '@chat-adapter/slack';
import { createMemoryState } from '@chat-adapter/state-memory';
import { serve } from '@hono/node-server';
import { Chat, ConsoleLogger } from 'chat';
import { Pool } from 'undici';

const { CLOUD, SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET } = process.env;
const cloud = new Pool(CLOUD, { connections: 32 });
const logger = new ConsoleLogger('error');
const bot = new Chat({
  userName: 'live',
  adapters: {
    slack: createSlackAdapter({
      botToken: SLACK_BOT_TOKEN,
      signingSecret: SLACK_SIGNING_SECRET,
      apiUrl: SLACK_API_URL,
      logger,
    }),
  },
  state: createMemoryState(),
  logger,
});

bot.onSlashCommand('/live', async (event) => {
  let text = 'You are ada';
  if (event.text === 'stream list') {
    const { body } = await cloud.request({
      path: '/',
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tc-action': 'DescribeLiveStreamOnlineList' },
      body: JSON.stringify({ PageNum: 1, PageSize: 20 }),
    });
    text = `${(await body.json()).Response.TotalNum} streams on air`;
  }
  await event.channel.post(text);
});

await bot.initialize();
const server = serve(
  { fetch: (request) => bot.webhooks.slack(request), port: 0, hostname: '127.0.0.1' },
  () => process.send({ port: server.address().port }),
);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpu: user + system });
});
process.on('disconnect', () => process.exit());
