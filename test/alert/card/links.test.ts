import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/alert/model/alert.ts';
import { alertCard } from '../../../src/alert/card/alert-card.ts';
import { anAlert, AT } from '../alerts.ts';
import { aConfig, anIncident, aView, DOWN, MINUTE } from './cards.ts';

const config = aConfig({
  alerts: {
    pictureUrl: 'https://pictures.example.com/{app}/{stream}.jpg',
    consoleUrl: 'https://console.example.com/live?account={account}&domain={domain}&stream={stream}',
  },
});
const links = (alert: Alert, more = {}) => alertCard(alert, aView({ config, ...more })).links ?? [];

const PICTURE = { label: 'Picture', url: 'https://pictures.example.com/live/main.jpg' };
const CONSOLE = {
  label: 'Console',
  url: 'https://console.example.com/live?account=main&domain=push.example.com&stream=main',
};

describe('links on a card', () => {
  it('lead to the picture and to the console of its stream while it is open', () => {
    expect(links(DOWN)).toEqual([PICTURE, CONSOLE]);
    expect(links({ ...DOWN, status: 'recovered', recoveredAt: AT + MINUTE })).toEqual([PICTURE, CONSOLE]);
    expect(links(DOWN, { language: 'zh-CN' }).map(({ label }) => label)).toEqual(['画面', '控制台']);
    expect(links({ ...DOWN, status: 'closed', closedAt: AT + MINUTE })).toEqual([]);
  });

  it('are not there without an address, nor where the alert is about no single stream', () => {
    expect(links(DOWN, { config: aConfig() })).toEqual([]);
    const { incident, children } = anIncident(6);
    expect(links(incident, { children })).toEqual([]);
    expect(links(anAlert({ subject: { type: 'monitor', id: 'studio-a' } }))).toEqual([]);
  });

  it('lead to the one stream that a failing pull task feeds', () => {
    const task = anAlert({ condition: 'pull.failing', subject: { type: 'pull', id: '637921' } });
    const effect = (stream: string) =>
      anAlert({ id: stream, subject: { type: 'stream', id: `push.example.com/live/${stream}` } });
    expect(links(task)).toEqual([]);
    expect(links(task, { children: [effect('main')] })).toEqual([PICTURE, CONSOLE]);
    expect(links(task, { children: [effect('main'), effect('other')] })).toEqual([]);
  });

  it('leave out the one of which something is not known', () => {
    const byName = anAlert({ subject: { type: 'stream-name', id: 'main' } });
    const onlyName = aConfig({
      alerts: { pictureUrl: 'https://p.example.com/{stream}', consoleUrl: 'https://c.example.com/{domain}' },
    });
    expect(links(byName)).toEqual([]);
    expect(links(byName, { config: onlyName })).toEqual([
      { label: 'Picture', url: 'https://p.example.com/main' },
    ]);
  });

  it('encode what a stream is called, and an app of several levels', () => {
    const odd = anAlert({ subject: { type: 'stream', id: 'push.example.com/live/a/b c&d' } });
    expect(links(odd).map(({ url }) => url)).toEqual([
      'https://pictures.example.com/live%2Fa/b%20c%26d.jpg',
      'https://console.example.com/live?account=main&domain=push.example.com&stream=b%20c%26d',
    ]);
  });
});
