import { Refusal } from '../../src/errors.ts';

/** Airdesk takes no callbacks of this account. */
export function takesNone(): Refusal {
  return new Refusal(
    'airdesk.no-address',
    { en: 'Airdesk takes no callbacks of this account', zh: 'Airdesk 未为该账号开启回调接收' },
    {
      en: 'Set LIVE_CALLBACK_TOKEN and LIVE_CALLBACK_KEY first, or callbacks of the account in airdesk.yaml: see docs/callbacks.md. Nothing was done.',
      zh: '请先设置 LIVE_CALLBACK_TOKEN 和 LIVE_CALLBACK_KEY，或在 airdesk.yaml 中填写该账号的 callbacks，参见 docs/callbacks.md。未执行任何操作。',
    },
  );
}
