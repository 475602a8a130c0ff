import { describe, expect, it } from 'vitest';
import { compare, differenceLines, type Catalogue } from '../../scripts/catalogue/compare.ts';
import { parseModels } from '../../scripts/catalogue/read-client.ts';
import { asFile, takeIn } from '../../scripts/catalogue/take-in.ts';

const MODELS = `
/** Cuts. { not: code; } */
export interface DropLiveStreamRequest {
    /** The name; of the stream. */
    StreamName: string;
    Reason?: string;
}
export interface DropLiveStreamResponse { RequestId?: string; }
export interface DescribeRoomsRequest { Page?: number; Labels?: Array<string>; }
export interface DescribeRoomsResponse { Rooms: Array<Room>; RequestId?: string; }
export type DescribeAllRequest = null;
export interface DescribeAllResponse { Total?: number; RequestId?: string; }
export interface Room { Id: string; Size: Size; }
export interface Size { Width?: number | null; }
`;
const client = { version: '9.9.9', ...parseModels(MODELS) };

const catalogue: Catalogue = {
  actions: {
    DropLiveStream: {
      group: 'stream',
      input: [
        { name: 'StreamName', type: 'String', maxBytes: 9 },
        { name: 'AppName', type: 'String', required: true },
      ],
      output: [],
    },
    DescribeGone: { group: 'stream', input: [], output: [] },
    DescribeRetired: { group: 'stream', retired: true, undocumented: true },
  },
  structures: { Size: [{ name: 'Width', type: 'Float' }] },
};

describe('the catalogue beside a client', () => {
  it('names what was added, changed and removed, of actions and of fields', () => {
    expect(differenceLines(compare(catalogue, client))).toEqual([
      '+ action DescribeAll',
      '+ action DescribeRooms',
      '- action DescribeGone',
      '+ structure Room',
      '+ field DropLiveStream input Reason: String',
      '~ field DropLiveStream input StreamName: String → String, required',
      '- field DropLiveStream input AppName: String, required',
    ]);
  });

  it('takes in what is new, and keeps what it knows better', () => {
    const taken = takeIn(catalogue, client);
    expect(taken.actions['DescribeRooms']).toEqual({
      group: 'later',
      since: '9.9.9',
      input: [
        { name: 'Page', type: 'Integer' },
        { name: 'Labels', type: 'String', array: true },
      ],
      output: [{ name: 'Rooms', type: 'Room', array: true, required: true }],
    });
    expect(taken.actions['DropLiveStream']?.input).toEqual([
      { name: 'StreamName', type: 'String', maxBytes: 9 },
      { name: 'AppName', type: 'String', required: true },
      { name: 'Reason', type: 'String' },
    ]);
    expect(taken.structures['Size']).toEqual([{ name: 'Width', type: 'Float' }]);
    expect(Object.keys(taken.structures)).toEqual(['Size', 'Room']);
  });

  it('makes no structure of a kind of value that only the catalogue knows', () => {
    const rated: Catalogue = {
      actions: {
        DropLiveStream: {
          ...catalogue.actions['DropLiveStream']!,
          input: [
            { name: 'StreamName', type: 'String' },
            { name: 'Rate', type: 'Float' },
            { name: 'Since', type: 'Timestamp' },
          ],
        },
      },
      structures: {},
    };
    expect(Object.keys(takeIn(rated, client).structures)).toEqual(['Room', 'Size']);
  });

  it('takes in only what is named, with what that needs', () => {
    const taken = takeIn(catalogue, client, ['DescribeAll']);
    expect(Object.keys(taken.actions)).toEqual([...Object.keys(catalogue.actions), 'DescribeAll']);
    expect(taken.structures).toEqual(catalogue.structures);
    expect(taken.actions['DropLiveStream']).toBe(catalogue.actions['DropLiveStream']);
  });

  it('is written as it is read', () => {
    const written = asFile(catalogue.actions);
    expect(JSON.parse(written)).toEqual(catalogue.actions);
    expect(written.split('\n')).toHaveLength(3 + Object.keys(catalogue.actions).length);
  });
});
