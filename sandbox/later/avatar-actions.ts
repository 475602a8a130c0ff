import { ApiError } from '../api-error.ts';
import type { Handlers } from '../handler.ts';
import type { World } from '../world.ts';
import { answer } from './filled.ts';
import { all, change, find, forget, keep } from './kept.ts';

/** So many rooms and scripts of a room may be made [I]. */
const MOST = 100;

/** Digital humans: rooms, what they say, how they look. All of it is inferred from the client's names. */
export const avatarActions: Handlers<
  | 'CreateLiveAvatarRoom'
  | 'CopyLiveAvatarRoom'
  | 'ModifyLiveAvatarRoom'
  | 'DeleteLiveAvatarRoom'
  | 'StartLiveAvatarRoom'
  | 'StopLiveAvatarRoom'
  | 'DescribeLiveAvatarRooms'
  | 'CreateLiveAvatarScript'
  | 'ModifyLiveAvatarScript'
  | 'DeleteLiveAvatarScript'
  | 'DescribeLiveAvatarScripts'
  | 'GenerateLiveAvatarScriptBroadcast'
  | 'SendTemporaryScriptToAvatarRoom'
  | 'DescribeLiveAvatarTemporaryScriptList'
  | 'CreateLiveAvatarCloneFigure'
  | 'DeleteLiveAvatarCloneFigure'
  | 'DescribeLiveAvatarCloneFigureList'
  | 'DescribeLiveAvatarImageList'
  | 'DescribeLiveAvatarBackgroundList'
  | 'DescribeLiveAvatarTimbreList'
> = {
  CreateLiveAvatarRoom: (world, { Name, AvatarKey, TimbreKey }) => ({
    RoomId: keep(world, 'room', 'RoomId', {
      ...{ Name, AvatarKey, TimbreKey, Status: 'STOPPED' },
      ...{ AnchorScale: 1, SpeechSpeed: 1, SpeechVolume: 5, AnchorVerticalPos: -1, AnchorHorizontalPos: -1 },
    }),
  }),
  CopyLiveAvatarRoom(world, { Name, SourceRoomId, IsCopyScript }) {
    const source = find(world, 'room', SourceRoomId);
    const copied = { ...source, Name, Status: 'STOPPED', ToUrl: '', Comment: '' };
    const RoomId = keep(world, 'room', 'RoomId', copied);
    if (IsCopyScript)
      for (const script of all(world, 'script', { RoomId: SourceRoomId }))
        keep(world, 'script', 'ScriptId', { ...script, RoomId });
    return { RoomId };
  },
  ModifyLiveAvatarRoom(world, { RoomId, ...changes }) {
    change(world, 'room', RoomId, changes);
    return {};
  },
  DeleteLiveAvatarRoom(world, { RoomId }) {
    if (find(world, 'room', RoomId)['Status'] === 'LIVING')
      throw new ApiError('InvalidParameterValue', `Room ${RoomId} is on air: stop it first.`);
    forget(world, 'room', RoomId);
    return {};
  },
  StartLiveAvatarRoom(world, { RoomId, Comment, ToUrl }) {
    if (find(world, 'room', RoomId)['Status'] === 'LIVING')
      throw new ApiError('InvalidParameterValue', `Room ${RoomId} is on air already.`);
    change(world, 'room', RoomId, { Comment, ToUrl, Status: 'LIVING' });
    return {};
  },
  StopLiveAvatarRoom(world, { RoomId }) {
    change(world, 'room', RoomId, { Status: 'STOPPED' });
    return {};
  },
  DescribeLiveAvatarRooms(world, { RoomId, Name, PageIndex, PageSize }) {
    const rooms = all(world, 'room', { RoomId, Name });
    return answer('DescribeLiveAvatarRooms', {
      InfoList: paged(rooms, PageIndex, PageSize),
      ...{ LimitCreateNum: MOST, TotalNum: rooms.length },
    });
  },
  CreateLiveAvatarScript(world, { Title, Content, RoomId, SpecifyPosition, ProductId }) {
    find(world, 'room', RoomId);
    const Position = SpecifyPosition ?? all(world, 'script', { RoomId }).length + 1;
    const said = {
      Title,
      Content,
      RoomId,
      ProductId,
      Position,
      Status: 'READY',
      Duration: Content.length * 200,
    };
    return { ScriptId: keep(world, 'script', 'ScriptId', said) };
  },
  ModifyLiveAvatarScript(world, { ScriptId, Title, Content, SpecifyPosition: Position }) {
    change(world, 'script', ScriptId, { Title, Content, Position });
    return {};
  },
  DeleteLiveAvatarScript(world, { ScriptId }) {
    forget(world, 'script', ScriptId);
    return {};
  },
  DescribeLiveAvatarScripts(world, { RoomId, ScriptId, ProductId, PageIndex, PageSize }) {
    find(world, 'room', RoomId);
    const scripts = all(world, 'script', { RoomId, ScriptId, ProductId });
    return answer('DescribeLiveAvatarScripts', {
      InfoList: paged(scripts, PageIndex, PageSize),
      ...{ LimitCreateNum: MOST, TotalNum: scripts.length },
    });
  },
  GenerateLiveAvatarScriptBroadcast(world, { RoomId, ScriptId }) {
    find(world, 'room', RoomId);
    find(world, 'script', ScriptId);
    return { PreviewAudioUrl: `https://sandbox.invalid/speech/${ScriptId}.mp3` };
  },
  SendTemporaryScriptToAvatarRoom(world, { RoomId, Content }) {
    if (find(world, 'room', RoomId)['Status'] !== 'LIVING')
      throw new ApiError('InvalidParameterValue', `Room ${RoomId} is not on air.`);
    keep(world, 'speech', 'SpeechId', { RoomId, Content });
    return {};
  },
  DescribeLiveAvatarTemporaryScriptList: (world, { RoomId }) =>
    answer('DescribeLiveAvatarTemporaryScriptList', { InfoList: all(world, 'speech', { RoomId }) }),
  CreateLiveAvatarCloneFigure(world, { SceneType, FigureName, MaterialUrl, Gender, PhotoVersion }) {
    const made = { SceneType, FigureName, MaterialUrl, Gender, PhotoVersion, Status: 'PROCESSING' };
    return { TaskId: keep(world, 'figure', 'TaskId', made), Status: 'PROCESSING' };
  },
  DeleteLiveAvatarCloneFigure(world, { TaskId }) {
    forget(world, 'figure', TaskId);
    return {};
  },
  DescribeLiveAvatarCloneFigureList(world, { TaskId, Status, Limit, Offset }) {
    const figures = all(world, 'figure', { TaskId, Status });
    const from = Number(Offset ?? 0);
    const shown = figures.slice(from, from + Number(Limit ?? 20));
    return answer('DescribeLiveAvatarCloneFigureList', {
      CloneFigureList: shown,
      TotalCount: figures.length,
    });
  },
  DescribeLiveAvatarImageList: () =>
    answer('DescribeLiveAvatarImageList', { ImageInfoList: [{ AnchorName: 'Lan', AnchorId: 'anchor-1' }] }),
  DescribeLiveAvatarBackgroundList: () =>
    answer('DescribeLiveAvatarBackgroundList', { InfoList: [{ BackgroundId: 'studio-1', Scene: 'studio' }] }),
  DescribeLiveAvatarTimbreList: (_world: World, { TimbreGender = 'female' }) =>
    answer('DescribeLiveAvatarTimbreList', {
      TimbreList: [
        {
          TimbreType: 'system',
          TimbreInfoList: [{ TimbreKey: 'timbre-1', TimbreName: 'calm', TimbreGender }],
        },
      ],
    }),
};

function paged<T>(
  things: readonly T[],
  page: number | bigint | undefined,
  size: number | bigint | undefined,
): readonly T[] {
  const [number, each] = [Math.max(1, Number(page ?? 1)), Math.min(100, Number(size ?? 10))];
  return things.slice((number - 1) * each, number * each);
}
