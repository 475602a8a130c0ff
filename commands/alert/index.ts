import type { Command } from '../../src/command.ts';
import { alertAck } from './ack.ts';
import { alertAssign } from './assign.ts';
import { alertChart } from './chart.ts';
import { alertClose } from './close.ts';
import { alertList } from './list.ts';
import { alertMute } from './mute.ts';
import { alertNote } from './note.ts';
import { alertShow } from './show.ts';
import { alertUnmute } from './unmute.ts';

/** Alerts: what the cloud reported, and who looks after it. */
export const alertCommands: readonly Command[] = [
  alertList,
  alertShow,
  alertChart,
  alertAck,
  alertMute,
  alertUnmute,
  alertAssign,
  alertClose,
  alertNote,
];
