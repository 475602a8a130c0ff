import { createPrivateKey, X509Certificate } from 'node:crypto';
import { ApiError } from '../api-error.ts';
import { drawn } from '../draw.ts';
import type { World } from '../world.ts';
import { certificateNumber, type Certificate } from './certificate.ts';

const MAX_CERTIFICATES = 1000;

/**
 * Takes in a certificate with its private key, both PEM. The key is looked at and not kept.
 * @throws ApiError FailedOperation.CertificateInvalid, CertificateExists or ExceedsFreeLimit,
 *   InvalidParameter.CrtKeyNotMatch or CrtDateOverdue
 */
export function uploadCertificate(world: World, pem: string, key: string, alias: string): Certificate {
  const { certificates } = world.account;
  const now = world.clock.now();
  const read = readPem(pem, key);
  if (!read)
    throw new ApiError('FailedOperation.CertificateInvalid', 'The certificate or its key is no PEM.');
  if (!read.matches)
    throw new ApiError('InvalidParameter.CrtKeyNotMatch', 'The key is of another certificate.');
  if (read.expireTime <= now)
    throw new ApiError('InvalidParameter.CrtDateOverdue', 'The certificate has expired.');
  const text = pem.trim();
  const known = [...certificates.values()].find((other) => other.text === text);
  if (known)
    throw new ApiError('FailedOperation.CertificateExists', `The certificate is there already: ${known.id}.`);
  if (certificates.size >= MAX_CERTIFICATES)
    throw new ApiError('FailedOperation.ExceedsFreeLimit', 'The account has too many certificates.');
  const id = drawn(world.seed, 'upload', text).hex(4);
  const certificate: Certificate = {
    ...{ id, number: certificateNumber(world.seed, id), alias: alias || id, names: read.names },
    ...{ createTime: now, expireTime: read.expireTime, text, type: 0 },
  };
  certificates.set(id, certificate);
  return certificate;
}

function readPem(pem: string, key: string) {
  try {
    const read = new X509Certificate(pem);
    const alternatives = (read.subjectAltName ?? '')
      .split(', ')
      .flatMap((one) => /^DNS:(.+)$/.exec(one)?.[1] ?? []);
    const common = /^CN=(.+)$/m.exec(read.subject)?.[1];
    return {
      names: alternatives.length > 0 || common === undefined ? alternatives : [common],
      expireTime: Date.parse(read.validTo),
      matches: read.checkPrivateKey(createPrivateKey(key)),
    };
  } catch {
    return undefined;
  }
}
