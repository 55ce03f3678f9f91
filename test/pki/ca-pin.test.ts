import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { caPin } from '../../src/pki/ca-pin.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');

// openssl x509 -pubkey -noout -in FILE | openssl pkey -pubin -outform der | sha256sum
const PINS = [
  { file: 'ca-rsa.crt', pin: '77ed3645513238ec870a19a01b3b41ad1a460c5510e5a675d282a1bf8867debc' },
  { file: 'ca-ecdsa.crt', pin: '7951e73341401759144bcf5c021a42a47060902eef86e1ee665a92c6555d6b3c' },
];

test.each(PINS)('is what openssl computes for $file', ({ file, pin }) => {
  expect(caPin(read(file))).toBe(`sha256:${pin}`);
});

test('of a bundle the first certificate counts', () => {
  expect(caPin(read('ca-rsa.crt') + read('ca-ecdsa.crt'))).toBe(caPin(read('ca-rsa.crt')));
});

test.each(['', 'hello', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])(
  'refuses what is no certificate: %j',
  (text) => {
    expect(() => caPin(text)).toThrow('not a PEM certificate');
  },
);
