import type { Command } from '../../command.ts';
import { Refusal } from '../../errors.ts';

/** What a form was filled in with is not kept any more. An empty one is offered. */
export function formGone({ name }: Command): Refusal {
  return new Refusal(
    'airdesk.form-gone',
    { en: 'What you filled in is no longer there', zh: '此前填写的内容已不再保留' },
    {
      en: 'Nothing was done. It is kept for one hour, only for the person who filled it in, and not across a restart. Start again:',
      zh: '未执行任何操作。填写的内容只为填写者本人保留一小时，Airdesk 重启后也会清除。请重新开始：',
    },
    [name],
  );
}
