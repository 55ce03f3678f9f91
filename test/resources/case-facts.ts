/** How facts are written in cases. What a case does not say is as in test/fixtures. */

import type { FileFact } from '../../src/facts/files.ts';
import { NO_MODULE_CONFIG } from '../../src/facts/module-config.ts';
import { NO_SECURITY } from '../../src/facts/security.ts';
import type { ServiceFact } from '../../src/facts/services.ts';
import type { HostFacts } from '../../src/facts/types.ts';
import { EMPTY_RECORD } from '../../src/model/record.ts';
import { makeFacts, makeFile } from '../fixtures/facts.ts';
import { makeFirewall, makeFirewalld, makeUfw, makeZone } from '../fixtures/security.ts';
import { makeSynchronised } from '../fixtures/time-sync.ts';
import {
  all,
  flag,
  list,
  made,
  map,
  nullable,
  number,
  oneOf,
  orWord,
  type Read,
  some,
  text,
} from './read-yaml.ts';

const ABSENT: FileFact = { type: 'absent', sha256: '', mode: '', owner: '' };

/** `absent`, or a file: root's, 644. One without `content` was too large to be read. */
const file: Read<FileFact> = orWord(
  'absent',
  ABSENT,
  made(
    some({ content: text, mode: text, owner: text, binary: oneOf(true), type: oneOf('file', 'other') }),
    ({ content, ...more }) =>
      content === undefined
        ? { type: 'file', sha256: 'of something else', mode: '644', owner: 'root:root', ...more }
        : makeFile(content, more),
  ),
);

const services = map(
  made(some({ load: text, active: text, enabled: text }), (is): ServiceFact => {
    return { load: 'loaded', active: 'inactive', enabled: 'disabled', ...is };
  }),
);

const timeSync = made(
  some({
    units: services,
    halfInstalled: made(list(text), (names) => new Set(names)),
    synchronised: flag,
    correctionMs: nullable(number),
  }),
  makeSynchronised,
);

const zones = map(
  made(
    some({
      target: text,
      interfaces: list(text),
      sources: list(text),
      services: list(text),
      ports: list(text),
      richRules: list(text),
    }),
    makeZone,
  ),
);

const firewalld = made(
  some({
    defaultZone: text,
    interfaces: map(text),
    runtime: zones,
    permanent: zones,
    services: map(all({ ports: list(text), includes: list(text) })),
  }),
  makeFirewalld,
);

/** `rules` as in ufw's user.rules, beside one for SSH. */
const ufw = made(some({ enabled: flag, drops: flag, rules: list(text) }), ({ rules, ...more }) =>
  makeUfw(rules, more),
);

const moduleConfig = made(
  some({
    hasDirectory: flag,
    denials: list(all({ module: text, how: oneOf('blacklist', 'install'), where: text })),
    parameters: map(map(text)),
  }),
  (is) => ({ ...NO_MODULE_CONFIG, ...is }),
);

const security = made(
  some({ selinux: oneOf('enforcing', 'permissive', 'disabled'), bootParameters: list(text) }),
  (is) => ({ ...NO_SECURITY, ...is }),
);

const entry = all({ value: text, original: nullable(text) });

export const facts: Read<HostFacts> = made(
  some({
    hostname: text,
    kernel: text,
    os: text,
    files: map(file),
    sysctls: map(nullable(text)),
    modules: map(oneOf('loaded', 'builtin', 'available', 'missing')),
    moduleConfig,
    swaps: list(text),
    /** Pod to the lines that its copy of /etc/hosts has between the marks. */
    hostsCopies: made(map(text), (blocks) => [...blocks].map(([pod, block]) => ({ pod, block }))),
    swapUnits: map(
      made(some({ enabled: text, active: text, source: text }), (is) => {
        return { enabled: '', active: 'inactive', source: '', ...is };
      }),
    ),
    services,
    timeSync,
    security,
    firewall: made(
      some({ firewalld, ufw, chains: list(all({ name: text, lines: list(text) })) }),
      makeFirewall,
    ),
    restarts: made(list(text), (units) => new Set(units)),
    record: made(all({ resources: map(entry) }), ({ resources }) => {
      return { ...EMPTY_RECORD, resources: Object.fromEntries(resources) };
    }),
  } satisfies { readonly [K in keyof HostFacts]?: Read<HostFacts[K]> }),
  makeFacts,
);
