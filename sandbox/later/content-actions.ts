import { ApiError } from '../api-error.ts';
import type { Handlers } from '../handler.ts';
import { isSameStream, upstreamsOf } from '../stream/streams.ts';
import { answer } from './filled.ts';
import type { Thing } from './kept-things.ts';
import { all, find, forget, keep } from './kept.ts';

const MOST_EFFECTS = 20;

/** Effects, keywords of reviews, and made films. Inferred from the client's names. */
export const contentActions: Handlers<
  | 'CreateLiveCloudEffect'
  | 'SendLiveCloudEffect'
  | 'DescribeLiveCloudEffectList'
  | 'DescribeLiveCloudEffectConfig'
  | 'CreateAuditKeywordLib'
  | 'CreateAuditKeywords'
  | 'DeleteAuditKeywords'
  | 'DescribeAuditKeywords'
  | 'CreateSceneVideoTask'
  | 'DescribeSceneVideoTask'
  | 'CreateVideoRedrawTask'
  | 'DescribeAIGCTaskStatus'
> = {
  CreateLiveCloudEffect: (world, { Prompt, Type }) => ({
    Id: keep(world, 'effect', 'Id', { Prompt, Type, Flag: 'custom', Status: 'success' }),
  }),
  SendLiveCloudEffect(world, { PushDomainName, AppName, StreamName, Id }) {
    find(world, 'effect', Id);
    const name = { domain: PushDomainName, app: AppName, stream: StreamName };
    if (!upstreamsOf(world.streams).some((upstream) => isSameStream(upstream, name)))
      throw new ApiError('InvalidParameterValue', 'This stream is not pushed.');
    return {};
  },
  DescribeLiveCloudEffectList(world, { Id, Prompt, Flag, Type }) {
    const effects = all(world, 'effect', { Id, Prompt, Flag, Type });
    return answer('DescribeLiveCloudEffectList', {
      InfoList: effects,
      ...{ EnableCreateNum: Math.max(0, MOST_EFFECTS - effects.length), TotalNum: effects.length },
    });
  },
  DescribeLiveCloudEffectConfig: () =>
    answer('DescribeLiveCloudEffectConfig', {
      EffectTemplateList: [{ TemplateId: 'confetti', TemplateName: 'Confetti', VideoRatio: '16:9' }],
    }),
  CreateAuditKeywordLib: (world, params) => ({ LibId: keep(world, 'library', 'LibId', { ...params }) }),
  CreateAuditKeywords(world, { LibId, Keywords }) {
    find(world, 'library', LibId);
    const known = all(world, 'keyword', { LibId });
    const isKnown = ({ Content }: { Content?: string | undefined }) =>
      known.some((each) => each['Content'] === Content);
    const added = Keywords.filter((word) => !isKnown(word)).map((word) =>
      find(world, 'keyword', keep(world, 'keyword', 'KeywordId', { ...word, LibId })),
    );
    return answer('CreateAuditKeywords', {
      KeywordIds: added.map((word) => word['KeywordId']),
      DupInfos: known.filter((each) => Keywords.some(({ Content }) => each['Content'] === Content)),
      Keywords: added,
    });
  },
  DeleteAuditKeywords(world, { LibId, KeywordIds }) {
    find(world, 'library', LibId);
    const infos = KeywordIds.map((KeywordId): Thing => {
      const [known] = all(world, 'keyword', { LibId, KeywordId });
      if (known) forget(world, 'keyword', KeywordId);
      const Error = known ? '' : 'not found';
      return { KeywordId, Content: known?.['Content'], Deleted: known !== undefined, Error };
    });
    const SuccessCount = infos.filter((info) => info['Deleted'] === true).length;
    return answer('DeleteAuditKeywords', { SuccessCount, Infos: infos });
  },
  DescribeAuditKeywords(world, { LibId, Content, Offset, Limit }) {
    find(world, 'library', LibId);
    const words = all(world, 'keyword', { LibId }).filter((word) =>
      String(word['Content']).includes(Content),
    );
    const shown = words.slice(Number(Offset), Number(Offset) + Number(Limit));
    return answer('DescribeAuditKeywords', { Total: words.length, Infos: shown });
  },
  CreateSceneVideoTask(world, { ModelName, Prompt }) {
    if ((Prompt ?? '') === '') throw new ApiError('InvalidParameterValue', 'Prompt is empty.');
    return { TaskId: keep(world, 'video', 'TaskId', { ModelName, Status: 'RUN' }) };
  },
  DescribeSceneVideoTask(world, { TaskId }) {
    return answer('DescribeSceneVideoTask', find(world, 'video', TaskId));
  },
  // Where the film is kept comes with temporary keys: nothing of that is held.
  CreateVideoRedrawTask: (world) => ({
    TaskId: keep(world, 'video', 'TaskId', { TaskStatus: 'PROCESSING', TaskType: 'VideoRedraw' }),
  }),
  DescribeAIGCTaskStatus(world, { TaskId }) {
    return answer('DescribeAIGCTaskStatus', find(world, 'video', TaskId));
  },
};
