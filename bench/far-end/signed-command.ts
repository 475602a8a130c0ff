import { stringify } from 'node:querystring';
import { slackSignature } from '../../adapters/slack/receive/signature.ts';
import { SIGNING_SECRET, USERS } from './far-end.ts';

let count = 0;

/** A slash command as Slack sends it, with a trigger_id that no other has. */
export function signedCommand(
  line: string,
  channelId: string,
): { readonly headers: Record<string, string>; readonly body: string } {
  count += 1;
  const body = stringify({
    token: 'not-used',
    team_id: 'T0LIVE',
    team_domain: 'live-team',
    channel_id: channelId,
    channel_name: 'on-air',
    user_id: USERS[count % USERS.length],
    user_name: 'ada',
    command: '/live',
    text: line,
    api_app_id: 'A0BENCH',
    is_enterprise_install: 'false',
    response_url: 'https://hooks.slack.com/commands/T0LIVE/1/benchmark',
    trigger_id: `${count}.13345224609.738474920b8088d22c6944f424cebe4${process.pid}`,
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': slackSignature(SIGNING_SECRET, timestamp, body),
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    },
  };
}
