import type { Act } from './act.ts';

/** Where each part is on the demo's scene: added to the caster on air, changed and removed where the cloud takes it. */
const LINES = {
  Input: {
    add: 'input add evening-studio live source:rtmp://play.example.com/live/news name:News',
    more: 'input set evening-studio 2 volume:80',
    set: 'input set evening-studio 3 source:https://media.example.com/closer.mp4',
    remove: 'input remove evening-studio 3',
  },
  Layout: {
    add: 'layout add evening-studio 3,4 grid:21',
    more: 'layout set evening-studio 3 layers:0,0,100x100;70,70,25x25',
    set: 'layout set evening-studio 3 inputs:1,2',
    remove: 'layout remove evening-studio 3',
  },
  MarkPic: {
    add: 'watermark add evening-studio https://media.example.com/sponsor.png left:70 top:5 width:20',
    more: 'watermark set evening-studio 1 left:80',
    set: 'watermark set evening-studio 1 left:200px name:Station',
    remove: 'watermark remove evening-studio 2',
  },
  MarkWord: {
    add: 'text add evening-studio "Breaking news" size:30 fields:"colour=red top=90"',
    more: 'text set evening-studio 1 "LIVE: final"',
    set: 'text set evening-studio 1 roll=on time=10s direction=left',
    remove: 'text remove evening-studio 2',
  },
  Output: {
    add: 'output add evening-studio rtmp://push.example.org/live/evening name:Partner',
    more: 'output set evening-studio 0 stream=evening',
    set: 'output set evening-studio 1 name:Partner-2',
    remove: 'output remove evening-studio 1',
  },
} as const;

/** Those that need something to be there which the scene does not have. */
const FIRST: Readonly<Record<string, string>> = {
  'watermark remove evening-studio 2':
    'caster watermark add evening-studio https://media.example.com/sponsor.png name:Sponsor',
  'text remove evening-studio 2': 'caster text add evening-studio "Back soon" left:10',
  'output set evening-studio 1 name:Partner-2':
    'caster output add evening-studio rtmp://push.example.org/live/evening',
  'output remove evening-studio 1': 'caster output add evening-studio rtmp://push.example.org/live/evening',
};

/** One life of each numbered part of a caster. */
export const acts: readonly Act[] = Object.entries(LINES).flatMap(([part, lines]) => {
  const [add, modify, remove] = (['Add', 'Modify', 'Delete'] as const).map(
    (verb) => `${verb}Caster${part}Info`,
  ) as [string, string, string];
  return [
    { line: lines.add, action: add, undo: remove },
    { line: lines.more, action: modify, undo: modify },
    { line: lines.set, action: modify, undo: modify },
    { line: lines.remove, action: remove, undo: add },
  ].map((act) => {
    const before = FIRST[act.line];
    return { ...act, line: `caster ${act.line}`, ...(before !== undefined && { before: [before] }) };
  });
});
