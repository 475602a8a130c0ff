import type { DomainCertInfo } from '../../src/live/catalogue/types.generated.ts';
import { ApiError } from '../api-error.ts';
import { beijingText } from '../cloud-time.ts';
import type { Handlers } from '../handler.ts';
import { badValue, oneOf } from '../bad-value.ts';
import type { World } from '../world.ts';
import { fits, type Certificate } from './certificate.ts';
import type { Domain } from './domain.ts';
import { domainNamed, requireDomain } from './find-domain.ts';
import { uploadCertificate } from './upload-certificate.ts';

const MAX_LENGTH = 1000;

/** The actions of the group certificate: which play domain answers https with what. */
export const certificateActions: Handlers<
  | 'ModifyLiveDomainCertBindings'
  | 'UnBindLiveDomainCert'
  | 'DescribeLiveDomainCert'
  | 'DescribeLiveDomainCertBindings'
> = {
  /** Domains that do not fit are left out and named in the answer. */
  ModifyLiveDomainCertBindings(world, params) {
    const given = certificateOf(world, params);
    const mismatched: string[] = [];
    const errors: { DomainName: string; Code: string; Message: string }[] = [];
    const fail = (DomainName: string, Code: string, Message: string) =>
      errors.push({ DomainName, Code, Message });
    for (const { DomainName: name = '', Status } of params.DomainInfos) {
      const status = oneOf('ModifyLiveDomainCertBindings', 'Status', Status, [1, 0, -1], -1);
      const domain = domainNamed(world, name, 'play');
      if (!domain) fail(name, 'ResourceNotFound.DomainNotExist', `The account has no play domain ${name}.`);
      else if (!given && !domain.binding)
        fail(name, 'InvalidParameter.CrtOrKeyNotExist', `${name} has no certificate yet: name one.`);
      else if (given && !fits(given, name)) {
        mismatched.push(name);
        fail(name, 'FailedOperation.CertificateMismatch', `The certificate is not made out for ${name}.`);
      } else bind(world, domain, given, status);
    }
    return { MismatchedDomainNames: mismatched, Errors: errors };
  },

  /** Where nothing is bound, nothing is to be done [I]. */
  UnBindLiveDomainCert(world, params) {
    const kind = oneOf('UnBindLiveDomainCert', 'Type', params.Type, ['formal', 'gray'], 'formal');
    const domain = requireDomain(world, 'UnBindLiveDomainCert', params.DomainName, 'play');
    if (kind === 'formal') domain.binding = undefined;
    return {};
  },

  DescribeLiveDomainCert(world, { DomainName }) {
    const { binding } = requireDomain(world, 'DescribeLiveDomainCert', DomainName, 'play');
    const certificate = binding && world.account.certificates.get(binding.certificate);
    if (!certificate)
      throw new ApiError('ResourceNotFound.CrtDomainNotFound', `${DomainName} has no certificate.`);
    return { DomainCertInfo: certificateInfo(DomainName, certificate, binding.isOn) };
  },

  DescribeLiveDomainCertBindings(world, params) {
    const { certificates, domains } = world.account;
    const offset = Number(params.Offset ?? 0);
    const length = Number(params.Length ?? 50);
    if (offset < 0 || length < 1 || length > MAX_LENGTH)
      throw badValue(
        'DescribeLiveDomainCertBindings',
        `Offset must be at least 0 and Length between 1 and ${MAX_LENGTH}.`,
      );
    const usual = 'none';
    const order = oneOf(
      'DescribeLiveDomainCertBindings',
      'OrderBy',
      params.OrderBy,
      ['ExpireTimeAsc', 'ExpireTimeDesc', usual],
      usual,
    );
    const found = domains.flatMap(({ name, binding }) => {
      const certificate = binding && certificates.get(binding.certificate);
      const isMeant = name.includes(params.DomainSearch ?? '') && (params.DomainName || name) === name;
      return certificate && isMeant ? [{ name, binding, certificate }] : [];
    });
    const sign = order === 'ExpireTimeDesc' ? -1 : 1;
    if (order !== usual)
      found.sort((left, right) => sign * (left.certificate.expireTime - right.certificate.expireTime));
    return {
      LiveDomainCertBindings: found.slice(offset, offset + length).map(({ name, binding, certificate }) => ({
        DomainName: name,
        CertificateAlias: certificate.alias,
        CertType: certificate.type,
        Status: binding.isOn ? 1 : 0,
        CertExpireTime: beijingText(certificate.expireTime),
        CertId: certificate.number,
        CloudCertId: certificate.id,
        UpdateTime: beijingText(binding.updateTime),
      })),
      TotalNum: found.length,
    };
  },
};

interface GivenCertificate {
  readonly CloudCertId?: string | undefined;
  readonly CertificatePublicKey?: string | undefined;
  readonly CertificatePrivateKey?: string | undefined;
  readonly CertificateAlias?: string | undefined;
}

/** The certificate that is named, or uploaded with its key. Undefined: each domain keeps its own. */
function certificateOf(world: World, given: GivenCertificate): Certificate | undefined {
  const { CloudCertId = '', CertificatePublicKey = '', CertificatePrivateKey = '' } = given;
  if (CloudCertId !== '') {
    const known = world.account.certificates.get(CloudCertId);
    if (!known)
      throw new ApiError('FailedOperation.CertificateNotFound', `There is no certificate ${CloudCertId}.`);
    if (known.expireTime <= world.clock.now())
      throw new ApiError('InvalidParameter.CrtDateOverdue', `Certificate ${CloudCertId} has expired.`);
    return known;
  }
  if (CertificatePublicKey === '' && CertificatePrivateKey === '') return undefined;
  if (CertificatePublicKey === '' || CertificatePrivateKey === '')
    throw new ApiError('InvalidParameter.CrtOrKeyNotExist', 'The certificate and its key come together.');
  return uploadCertificate(world, CertificatePublicKey, CertificatePrivateKey, given.CertificateAlias ?? '');
}

function bind(world: World, domain: Domain, certificate: Certificate | undefined, status: number): void {
  const before = domain.binding;
  const isOn = status === -1 ? (before?.isOn ?? false) : status === 1;
  const id = certificate?.id ?? before?.certificate ?? '';
  domain.binding = { certificate: id, isOn, updateTime: world.clock.now() };
}

function certificateInfo(DomainName: string, certificate: Certificate, isOn: boolean): DomainCertInfo {
  return {
    CertId: certificate.number,
    CertName: certificate.alias,
    Description: '',
    CreateTime: beijingText(certificate.createTime),
    HttpsCrt: certificate.text,
    CertType: certificate.type,
    CertExpireTime: beijingText(certificate.expireTime),
    DomainName,
    Status: isOn ? 1 : 0,
    CertDomains: [...certificate.names],
    CloudCertId: certificate.id,
  };
}
