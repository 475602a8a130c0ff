import type { Act } from './act.ts';

export const acts: readonly Act[] = [
  {
    line: 'callback setup push.example.com',
    action: ['CreateLiveCallbackTemplate', 'CreateLiveCallbackRule'],
    undo: 'DeleteLiveCallbackRule',
  },
  {
    line: 'callback setup push.example.com rehearsal',
    action: ['CreateLiveCallbackTemplate', 'DeleteLiveCallbackRule', 'CreateLiveCallbackRule'],
    undo: ['DeleteLiveCallbackRule', 'CreateLiveCallbackRule'],
  },
];
