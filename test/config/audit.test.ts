import { describe, expect, it } from 'vitest';
import { linesOf, load } from './files.ts';

const PEOPLE = 'people: {ada: {desk: ada, roles: [lead]}}\n';
const SECRET = { AUDIT_SECRET: 'a-secret-that-is-long-enough' };
const at = (audit: string, env: Record<string, string> = SECRET, files: Record<string, string> = {}) =>
  load(`${PEOPLE}audit: ${audit}`, env, files);

describe('where the audit is exported', () => {
  it('is nowhere by itself', () => {
    const result = load(PEOPLE);
    expect(result.ok && result.loaded.config.audit).toEqual({});
  });

  it.each([
    ['{syslog: {host: logs.example.com}}', { syslog: { port: 6514, transport: 'tls', facility: 13 } }],
    ['{syslog: {host: "::1", port: 601, transport: tcp, facility: 16}}', { syslog: { transport: 'tcp' } }],
    ['{webhook: {url: "https://logs.example.com:8443/a?b=c", secretEnv: AUDIT_SECRET}}', { webhook: {} }],
    ['{webhook: {url: "http://127.0.0.1:9000/", secretEnv: AUDIT_SECRET}}', { webhook: {} }],
    ['{webhook: {url: "http://[::1]:9000", secretEnv: AUDIT_SECRET}}', { webhook: {} }],
  ])('can be %s', (audit, expected) => {
    const result = at(audit);
    expect(linesOf(result)).toEqual([]);
    expect(result.ok && result.loaded.config.audit).toMatchObject(expected);
  });

  it('has its secret among those that are kept out of all that leaves', () => {
    const result = at('{webhook: {url: "https://logs.example.com/", secretEnv: AUDIT_SECRET}}');
    expect(result.ok && result.loaded.secrets).toContain(SECRET.AUDIT_SECRET);
  });

  it('reads the secret and certificates from files', () => {
    const result = at(
      '{webhook: {url: "https://logs.example.com/", secretEnv: AUDIT_SECRET, caFile: ca.pem}}',
      { AUDIT_SECRET_FILE: 'secret' },
      { secret: `${SECRET.AUDIT_SECRET}\n`, 'ca.pem': '-----BEGIN CERTIFICATE-----\n' },
    );
    expect(linesOf(result)).toEqual([]);
    expect(result.ok && result.loaded.environment.variables['AUDIT_SECRET']).toBe(SECRET.AUDIT_SECRET);
  });

  it.each([
    ['{syslog: {}}', 'audit.syslog.host: is missing'],
    [
      '{syslog: {host: "a b"}}',
      'audit.syslog.host: "a b" is not a host name or an address, as logs.example.com',
    ],
    ['{syslog: {host: a, port: 0}}', 'audit.syslog.port: must be at least 1'],
    ['{syslog: {host: a, transport: udp}}', 'audit.syslog.transport: must be one of tls, tcp'],
    ['{syslog: {host: a, facility: 24}}', 'audit.syslog.facility: must be at most 23'],
    ['{sislog: {host: a}}', 'audit.sislog: there is no such setting; did you mean "syslog"?'],
    ['{syslog: {host: a, caFile: ca.pem}}', 'audit.syslog.caFile: the file cannot be read'],
    ['{syslog: {host: a, caFile: none.pem}}', 'audit.syslog.caFile: the file holds no certificate in PEM'],
    ['{webhook: {url: "https://a.example"}}', 'audit.webhook.secretEnv: is missing'],
    [
      '{webhook: {url: "http://a.example/", secretEnv: AUDIT_SECRET}}',
      'audit.webhook.url: "http://a.example/" is not an https',
    ],
    ['{webhook: {url: "https://a.example/#x", secretEnv: AUDIT_SECRET}}', 'is not an https address'],
    ['{webhook: {url: "https://127.0.0.1@a.example/", secretEnv: AUDIT_SECRET}}', 'is not an https address'],
    ['{webhook: {url: "http://127.0.0.1.a.example/", secretEnv: AUDIT_SECRET}}', 'is not an https address'],
    ['{webhook: {url: "file:///etc/passwd", secretEnv: AUDIT_SECRET}}', 'is not an https address'],
    [
      '{webhook: {url: "https://ada:pass@a.example/", secretEnv: AUDIT_SECRET}}',
      'looks like a password in an address',
    ],
    [
      '{webhook: {url: "https://a.example/", secretEnv: NONE}}',
      'the environment variable NONE is not set (nor NONE_FILE)',
    ],
    ['{webhook: {url: "https://a.example/", secret: x}}', 'audit.webhook.secret: is a setting for a secret'],
    [
      '{webhook: {url: "https://a.example/", secretEnv: SHORT}}',
      "the variable's value has fewer than 16 characters",
    ],
  ])('is refused as %s, with where and why', (audit, expected) => {
    const env = { ...SECRET, SHORT: 'short' };
    const lines = linesOf(at(audit, env, { 'none.pem': 'x' }));
    expect(lines.join('\n')).toContain(expected);
    expect(lines.join('\n')).not.toContain(env.SHORT);
  });
});
