import { defineConfig } from 'vitest/config';

// unit: pure, no network, seconds. ssh: real sshd processes on loopback. lab, bare and e2e: real hosts, see test/lab; bare
// ones have no Kubernetes. vm: the same on virtual machines, emulated and slow, not part of `npm test`.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // a process per file takes a third of the CPU; fresh-modules.ts gives each file its own modules instead
          isolate: false,
          setupFiles: ['test/fixtures/fresh-modules.ts', 'test/fixtures/fast-check.ts'],
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.{ssh,lab,bare,e2e,vm}.test.ts'],
          // properties run real shells; a busy machine of two cores takes its time
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'ssh',
          include: ['test/**/*.ssh.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'lab',
          include: ['test/**/*.lab.test.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 900_000,
        },
      },
      {
        test: {
          name: 'bare',
          include: ['test/**/*.bare.test.ts'],
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/**/*.e2e.test.ts'],
          fileParallelism: false,
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
      {
        test: {
          name: 'vm',
          include: ['test/**/*.vm.test.ts'],
          fileParallelism: false,
          testTimeout: 1_800_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
