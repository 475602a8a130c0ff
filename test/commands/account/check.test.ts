import { describe, expect, it } from 'vitest';
import { LiveError } from '../../../src/live/live-error.ts';
import type { Live } from '../../../src/live/live.ts';
import { createAsker, createFakeLive, textOf } from '../asking.ts';
import { onAir, streamAnswers } from '../fake-streams.ts';

const MAIN = 'push.example.com/live/main';

/** A cloud that ends every call in this code. */
function refusing(code: string): Live {
  return {
    call: (action) => {
      const hint = { en: 'see the log', zh: '请查看日志' };
      return Promise.reject(new LiveError(`${action}: ${code}`, { action, code, hint, outcome: 'refused' }));
    },
  };
}

describe('account check', () => {
  it('says that the key works, what it may not look at, and that nobody tells Airdesk anything', async () => {
    const live = createFakeLive({
      ...streamAnswers([onAir(MAIN)]),
      DescribeCasterUserStatus: () => ({ UserStatus: 2 }),
      DescribeLiveCallbackTemplates: () => ({ Templates: [] }),
    });
    const card = await createAsker(live).look('account check');
    const text = textOf(card);
    expect(text).toContain('✓ the cloud takes the key');
    expect(text).toContain('✓ streams: can be read');
    expect(text).toContain('• domains: the key may not (UnauthorizedOperation)');
    expect(text).toContain('✗ service of casters: in arrears');
    expect(text).toContain('✗ no callback template points here');
    expect(text).toContain('Which writes the key is allowed cannot be asked');
    expect(live.writes()).toEqual([]);
  });

  it.each([
    ['AuthFailure.SecretIdNotFound', 'the cloud does not take the key', '云端不接受密钥'],
    ['AuthFailure.SignatureExpire', 'the clock of this machine is wrong', '本机时钟不准'],
  ])('%s', async (code, en, zh) => {
    const asked = await createAsker(refusing(code)).look('account check');
    expect(textOf(asked)).toContain(`✗ ${en}`);
    expect(textOf(asked)).not.toContain('takes the key, and');
    const chinese = createAsker(refusing(code), { language: 'zh-CN' });
    expect(textOf(await chinese.look('账号 检查'))).toContain(`✗ ${zh}`);
  });

  it('a stopped service is wrong, and no fault of the key', async () => {
    const text = textOf(await createAsker(refusing('ResourceNotFound.StopService')).look('account check'));
    expect(text).toContain('✗ streams: the service is stopped (ResourceNotFound.StopService)');
    expect(text).not.toContain('does not take the key');
  });
});
