/**
 * The rooms of src/, from the bottom up: each imports only itself and those before it, types included (ADR 17). A new folder in
 * src/ needs its place in this list.
 */
export const ROOMS = [
  'values',
  'local',
  'secrets',
  'model',
  'knowledge',
  'documents',
  'shell',
  'spec',
  'pki',
  'facts',
  'resources',
  'cluster',
  'node',
  'phases',
  'ssh',
  'workflow',
  'doctor',
  'actions',
  'ui',
  'cli',
];

const any = (rooms) => `^src/(${rooms.join('|')})/`;

const upwards = ROOMS.slice(0, -1).map((room, at) => ({
  name: `${room}-looks-up`,
  comment: `src/${room} imports a room that stands on it`,
  severity: 'error',
  from: { path: any([room]) },
  to: { path: any(ROOMS.slice(at + 1)) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upwards,
    {
      name: 'no-cycle',
      comment: 'files that import each other cannot be understood, or tested, alone',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unknown-room',
      comment: 'a folder of src/ that has no place among the rooms',
      severity: 'error',
      from: { path: '^src/', pathNot: any(ROOMS) },
      to: {},
    },
    {
      name: 'sockets-only-in-ssh',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/ssh/' },
      to: { path: '^node_modules/ssh2/' },
    },
    {
      name: 'src-alone',
      comment: 'what ships imports no script and no test',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(scripts|test)/' },
    },
    { name: 'no-missing-file', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
