import { z } from 'zod';

/** The characters of a host name or an address; whether there is such a host is found out when it is connected to. */
const HOST = /^[A-Za-z0-9:][A-Za-z0-9.:_-]{0,252}$/;
/** Over TLS, or to a collector on this machine. No password and no fragment in it. */
const WEBHOOK_URL =
  /^(?:https:\/\/[\w.-]{1,253}|https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\]))(?::\d{1,5})?(?:\/[^\s#@\\]{0,1000})?$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const path = () => z.string().min(1).max(1024);

const CA_FILE =
  'File with the certificates that the receiver’s is checked against, PEM, where a company has its own. Left out: those that Node knows.';

/** The part `audit` of airdesk.yaml: where else the lines of the audit go. */
export const AuditSchema = z.strictObject({
  syslog: z
    .strictObject({
      host: z.string().regex(HOST).describe('Name or address of the receiver.'),
      port: z
        .number()
        .int()
        .min(1)
        .max(65_535)
        .default(6514)
        .describe('6514 is usual with TLS, 601 without.'),
      transport: z
        .enum(['tls', 'tcp'])
        .default('tls')
        .describe('tcp: whoever is on the way can read along and change lines.'),
      facility: z
        .number()
        .int()
        .min(0)
        .max(23)
        .default(13)
        .describe('13 is the audit, 16 to 23 are local0 to local7.'),
      caFile: path().optional().describe(CA_FILE),
    })
    .optional()
    .describe('A syslog receiver (RFC 5424, octet counting): one message a line.'),
  webhook: z
    .strictObject({
      url: z
        .string()
        .regex(WEBHOOK_URL)
        .describe('Takes POST with JSON lines. https, or http to this machine. Redirects are not followed.'),
      secretEnv: z
        .string()
        .regex(VARIABLE)
        .describe(
          'Variable with the secret that requests are signed with (HMAC), or NAME_FILE; never the value.',
        ),
      caFile: path().optional().describe(CA_FILE),
    })
    .optional()
    .describe('An address that takes the lines in batches.'),
});

export type AuditConfig = z.infer<typeof AuditSchema>;
export type SyslogConfig = NonNullable<AuditConfig['syslog']>;
export type WebhookConfig = NonNullable<AuditConfig['webhook']>;
