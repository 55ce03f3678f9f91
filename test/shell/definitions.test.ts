import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { readDefinitions } from '../../src/shell/definitions.ts';
import { putFile } from '../../src/shell/functions/files.ts';
import { kube } from '../../src/shell/functions/kube.ts';
import { closure, complete, definitions, library } from '../../src/shell/library.ts';
import { call, lines, nameSecrets, sh } from '../../src/shell/sh.ts';
import { runShell, shells } from './shells.ts';

const read = (text: string) => readDefinitions([{ name: 'x.sh', text }]);
const functions = definitions().filter(({ kind }) => kind === 'function');
const named = (name: string) => {
  const found = definitions().find(({ names }) => names.includes(name));
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};

describe('a file of the library', () => {
  test('is functions and variables, each with the comment right above it', () => {
    const text = `# about the file

# where
KS_A=/a KS_B=''

# one: does
# a thing
one() { two "$KS_A"; }
two() {
  printf '}
'
}
`;
    expect(read(text)).toEqual([
      {
        names: ['KS_A', 'KS_B'],
        kind: 'variables',
        file: 'x.sh',
        comment: 'where',
        code: "KS_A=/a KS_B=''\n",
        needs: [],
      },
      {
        names: ['one'],
        kind: 'function',
        file: 'x.sh',
        comment: 'one: does\na thing',
        code: 'one() { two "$KS_A"; }\n',
        needs: ['two', 'KS_A'],
      },
      {
        names: ['two'],
        kind: 'function',
        file: 'x.sh',
        comment: '',
        code: "two() {\n  printf '}\n'\n}\n",
        needs: [],
      },
    ]);
  });

  test.each([
    ['code that runs when it is read', 'echo x\n', /x\.sh:1/],
    ['a variable that is made by a command', '\nKS_A=$(uname)\n', /x\.sh:2/],
    ['a function that does not end', 'one() {\n  echo\n', /x\.sh:1/],
    ['a name that is defined twice', 'one() { :; }\none() { :; }\n', /one twice/],
  ])('is refused with %s', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe('the library', () => {
  test.each(shells)(
    'defines in $name what was read of it, and nothing else',
    ({ command: [path, ...args] }) => {
      const names = functions.flatMap((one) => one.names);
      const every = [
        ...library()
          .code()
          .matchAll(/^ *([a-z_]+)\(\)/gm),
      ].map(([, name = '']) => name);
      const script = sh`unset PATH; for name in ${[...new Set([...every, ...names])]}; do command -v "$name"; done`;
      const { stdout } = spawnSync(path, args, { input: lines([library(), script]).write(nameSecrets) });
      expect(new Set(stdout.toString().trim().split('\n'))).toEqual(new Set(names));
    },
  );

  /** Does this code name the function anywhere outside of comments? Found without reading quotes, unlike `needs`. */
  const mentions = (text: string, name: string) =>
    new RegExp(`(?<![\\w$./-])${name}(?![\\w./=-])`).test(text.replaceAll(/^\s*#.*$|\s# .*$/gm, ''));

  test('knows every function that a function refers to', () => {
    // names of one word are words of messages as well
    const distinct = functions.flatMap(({ names }) => names.filter((name) => name.includes('_')));
    const missed = definitions().flatMap((one) =>
      distinct
        .filter((name) => !one.names.includes(name) && !one.needs.includes(name) && mentions(one.code, name))
        .map((name) => `${one.names}: ${name}`),
    );
    expect(missed).toEqual([]);
  });

  test('has a comment right above every function, which begins with its name', () => {
    const without = functions.filter(({ names: [name = ''], comment }) => !comment.startsWith(name));
    expect(without.map(({ names }) => names)).toEqual([]);
  });

  test('uses no name of a function for a variable', () => {
    const names = functions.flatMap((one) => one.names);
    const variables = [
      ...library()
        .code()
        .matchAll(/\bks_[a-z_]+(?==)|(?<=\bread (?:-r )?(?:ks_\w+ )*)ks_\w+/g),
    ];
    const both = new Set(variables.map(([name]) => name).filter((name) => names.includes(name)));
    expect([...both]).toEqual([]);
  });
});

describe('what a script carries', () => {
  const carried = (script: ReturnType<typeof sh>) =>
    [
      ...complete(script)
        .code()
        .matchAll(/^(\w+)\(\) \{/gm),
    ].map(([, name]) => name);

  test('is what it calls and what that calls, each once, with the variables', () => {
    const script = lines([putFile('/a', { mode: '0644' }, 'kube'), putFile('/b', { mode: '0644' }, 'x')]);
    expect(carried(script)).toEqual([
      'fail',
      'sync_directory',
      'put_file',
      'land_file',
      'ks_mounts',
      'lock_of',
      'ks_attributes',
      'not_landed',
    ]);
    expect(complete(kube('get', 'nodes')).code()).toContain('\nKS_API_SERVER=/etc/kubernetes/');
    expect(complete(sh`cat "$KS_RUNS/x"`).code()).toContain('\nKS_RUNS=/var/lib/kubestrap/runs\n');
  });

  test('is nothing that only its words name', () => {
    expect(carried(sh`echo ${'kube'} "kube" kube # kube`)).toEqual([]);
  });

  test('does not grow when it is completed twice', () => {
    const once = complete(kube('get', 'nodes'));
    expect(complete(once)).toBe(once);
  });

  test('is closed: whatever a function of it needs is there as well', () => {
    for (const { names } of definitions()) {
      const all = closure(names);
      for (const { needs } of all) for (const need of needs) expect(all).toContain(named(need));
    }
  });

  test('cannot hold a function that there is not', () => {
    expect(() => closure(['put_fiel'])).toThrow('templates/lib has no function or variable put_fiel');
  });

  test.each(shells)('runs in $name', (shell) => {
    const { stdout, stderr } = runShell(
      complete(call('said', 'tag', 'printf', '%s\n', ['a', 'b'])).write(nameSecrets),
      {
        shell,
      },
    );
    expect([stdout, stderr]).toEqual(['tag a\ntag b\n', '']);
  });
});
