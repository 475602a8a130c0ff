import type { AuditEntry } from '../../observability/audit.ts';
import { readChained } from '../../store/file/chain/link.ts';

/** What stands in the head of every record. */
export interface SyslogOrigin {
  /** 0 to 23. */
  readonly facility: number;
  readonly hostname: string;
  readonly processId: number;
}

/** Severities of RFC 5424. */
const WARNING = 4;
const NOTICE = 5;
const INFO = 6;
const SEVERITIES: Partial<Record<AuditEntry['phase'], number>> = {
  refused: NOTICE,
  failed: WARNING,
  unknown: WARNING,
};
const LARGEST_SEQUENCE = 2_147_483_647;

/**
 * A line of the audit as a record of RFC 5424. The line is the message, as it stands in the file, so that the chain can be
 * checked where it arrives; its number is `sequenceId` of the registered element `meta`.
 */
export function syslogRecord(line: string, { facility, hostname, processId }: SyslogOrigin): string {
  const { at, phase } = JSON.parse(line) as Partial<AuditEntry>;
  const severity = (phase && SEVERITIES[phase]) ?? INFO;
  const number = readChained(line)?.link.n ?? 0;
  // The registered range; it begins again with 1.
  const sequence = ((number - 1) % LARGEST_SEQUENCE) + 1;
  const host = hostname.replace(/[^\x21-\x7e]/g, '').slice(0, 255) || '-';
  return `<${facility * 8 + severity}>1 ${timestamp(at)} ${host} airdesk ${processId} audit [meta sequenceId="${sequence}"] ${line}`;
}

/** Records one after the other, each with its length in bytes before it (RFC 6587): what is in one cannot begin another. */
export function framed(records: readonly string[]): Buffer {
  return Buffer.concat(
    records.flatMap((record) => {
      const bytes = Buffer.from(record);
      return [Buffer.from(`${bytes.length} `), bytes];
    }),
  );
}

function timestamp(at: number | undefined): string {
  const date = new Date(at ?? NaN);
  // A year of four digits, or none of the format.
  return Number.isNaN(date.valueOf()) || !/^\d{4}-/.test(date.toISOString()) ? '-' : date.toISOString();
}
