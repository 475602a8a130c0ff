import { readFileSync } from 'node:fs';
import type { Clock } from '../../clock.ts';
import type { AuditConfig, SyslogConfig, WebhookConfig } from '../../config/audit/schema.ts';
import { createOutgoing } from '../../http/outgoing.ts';
import { createExport, type AuditExport, type ExportOptions, type ExportState } from './create-export.ts';
import type { Sender } from './outcome.ts';
import { createSyslogSender } from './send-syslog.ts';
import { createWebhookSender } from './send-webhook.ts';

/** How long a webhook may take to answer, ms. */
const ANSWER_MS = 15_000;

/** All exports of the audit. */
export interface AuditExports {
  /** A line was written. Takes no time. */
  readonly note: () => void;
  start(): Promise<void>;
  readonly states: () => readonly ExportState[];
  stop(): Promise<void>;
}

export interface ExportsOptions extends Omit<ExportOptions, 'name' | 'sender'> {
  readonly audit: AuditConfig;
  readonly hostname: string;
  readonly processId: number;
  /** Values of a variable: as it is now, then former ones that are still good. */
  readonly secrets: (name: string) => readonly string[];
}

/** Creates those that airdesk.yaml names. @throws where a file of certificates cannot be read */
export function createExports(options: ExportsOptions): AuditExports {
  const { audit, clock } = options;
  const senders: { readonly name: string; readonly sender: Sender }[] = [
    ...(audit.syslog ? [{ name: 'syslog', sender: syslogOf(audit.syslog, options) }] : []),
    ...(audit.webhook ? [{ name: 'webhook', sender: webhookOf(audit.webhook, options.secrets, clock) }] : []),
  ];
  const all: readonly AuditExport[] = senders.map((one) => createExport({ ...options, ...one }));
  return {
    note() {
      for (const one of all) one.note();
    },
    async start() {
      await Promise.all(all.map((one) => one.start()));
    },
    states: () => all.map((one) => one.state()),
    async stop() {
      await Promise.all(all.map((one) => one.stop()));
    },
  };
}

function syslogOf(
  target: SyslogConfig,
  { hostname, processId, clock }: Pick<ExportsOptions, 'hostname' | 'processId' | 'clock'>,
): Sender {
  return createSyslogSender({ target, ca: certificates(target), origin: { hostname, processId }, clock });
}

function webhookOf(target: WebhookConfig, secrets: ExportsOptions['secrets'], clock: Clock): Sender {
  return createWebhookSender({
    url: target.url,
    secrets: () => secrets(target.secretEnv),
    outgoing: createOutgoing(clock, ANSWER_MS, { ca: certificates(target) }),
    clock,
  });
}

function certificates({ caFile }: { readonly caFile?: string | undefined }): string | undefined {
  return caFile === undefined ? undefined : readFileSync(caFile, 'utf8');
}
