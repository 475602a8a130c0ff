/** A bare bolt bot: acknowledges, calls the cloud where it is asked to, posts a line. */
import bolt from '@slack/bolt';
import { Pool } from 'undici';

const { CLOUD, SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET } = process.env;
const cloud = new Pool(CLOUD, { connections: 32 });
const app = new bolt.App({
  token: SLACK_BOT_TOKEN,
  signingSecret: SLACK_SIGNING_SECRET,
  clientOptions: { slackApiUrl: SLACK_API_URL },
  logLevel: 'error',
});

app.command('/live', async ({ ack, client, command }) => {
  await ack();
  let text = 'You are ada';
  if (command.text === 'stream list') {
    const { body } = await cloud.request({
      path: '/',
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tc-action': 'DescribeLiveStreamOnlineList' },
      body: JSON.stringify({ PageNum: 1, PageSize: 20 }),
    });
    text = `${(await body.json()).Response.TotalNum} streams on air`;
  }
  await client.chat.postMessage({ channel: command.channel_id, text });
});

const server = await app.start({ port: 0, host: '127.0.0.1' });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpu: user + system });
});
process.on('disconnect', () => process.exit());
process.send({ port: server.address().port });
