import type { Card } from '../../../src/reply.ts';

/** A message as people on the toy see it. */
export interface ToyMessage {
  readonly id: string;
  readonly channelId: string;
  readonly key: string | undefined;
  readonly onlyFor: string | undefined;
  card: Card;
  thread: string[];
}

/** The far end of the toy platform: what stands in its channels. */
export class ToyRoom {
  readonly messages: ToyMessage[] = [];

  post(channelId: string, card: Card, key?: string, onlyFor?: string): ToyMessage {
    const id = `m${this.messages.length + 1}`;
    const message: ToyMessage = { id, channelId, key, onlyFor, card, thread: [] };
    this.messages.push(message);
    return message;
  }

  find(id: string): ToyMessage | undefined {
    return this.messages.find((message) => message.id === id);
  }
}
