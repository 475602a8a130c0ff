import { describe, expect, it } from 'vitest';
import { createAudit, type AuditEntry } from '../../src/observability/audit.ts';

describe('the audit', () => {
  it('keeps no push keys that somebody typed', async () => {
    const kept: unknown[] = [];
    const audit = createAudit({
      append: async (v) => void kept.push(v),
      recent: async () => [],
      close: async () => undefined,
    });
    await audit.write({
      command:
        'stream show rtmp://push.example.com/live/main?txSecret=0123456789abcdef0123456789abcdef&txTime=6' +
        '5F0',
    } as AuditEntry);
    await audit.write({
      command: 'x'.repeat(480) + ' txSecret=0123456789abcdef0123456789abcdef',
    } as AuditEntry);
    await audit.write({
      ...{ command: 'stream list', reason: 'FailedOperation.txSecret=0123456789abcdef' },
      requestId: 'rtmp%3A%2F%2Fpush.example.com%2Flive%2Fmain%3FtxSecret%3D0123456789abcdef',
    } as AuditEntry);
    expect(kept).toHaveLength(3);
    expect(JSON.stringify(kept)).not.toMatch(/0123456/);
  });
});
