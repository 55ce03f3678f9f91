import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/secrets/secret.ts';
import { call, lines, nameSecrets, quote, revealSecrets, Script, sh } from '../../src/shell/sh.ts';
import { runShell, shells } from './shells.ts';

/** What trips up shells: metacharacters, options, assignments, reserved words, globs, and the odd byte. */
const nasty = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\n',
    '\t',
    "'",
    '"',
    '\\',
    '$',
    '`',
    '*',
    '?',
    '[a-z]',
    '~',
    '~root',
    '-n',
    '--',
    '!',
    '#',
  ),
  fc.constantFrom(
    '$(id)',
    ['$', '{HOME}'].join(''),
    'a=b',
    'PATH=x',
    '&&',
    '|',
    ';',
    '<',
    '>',
    '(',
    '{a,b}',
    'if',
    '\\n',
    '%s',
    '2',
  ),
  fc.constantFrom(
    '\r',
    '\r\n',
    '\u0001',
    '\u007f',
    '\u0081\u0082',
    'ä',
    '\u2028',
    '\u{1F600}',
    '\uFEFF',
    'a\n\n',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom("'", '"', '\\', '$', '`', '\n', ' ', '*', 'a', '-', '!'),
    maxLength: 12,
  }),
);
const words = fc.array(
  nasty.map((text) => text.replaceAll('\0', '')),
  { minLength: 1, maxLength: 25 },
);

/** The words a script printed, each ended by a NUL. */
function split(stdout: Buffer): string[] {
  return stdout.toString('utf8').split('\0').slice(0, -1);
}

describe.each(shells)('a value on its way through $name', (shell) => {
  test('comes out as it went in, as one word among others', () => {
    fc.assert(
      fc.property(words, (list) => {
        const script = lines(list.map((word) => sh`printf '%s\0' ${word}`)).write(nameSecrets);
        const { bytes, stderr } = runShell(script, { shell });
        expect(split(bytes)).toEqual(list);
        expect(stderr).toBe('');
      }),
      { numRuns: 25 },
    );
  });

  test('comes out of a list as one word of its own', () => {
    fc.assert(
      fc.property(words, (list) => {
        const script = sh`set -- ${list}; printf '%s\0' "$#" "$@"`.write(nameSecrets);
        expect(split(runShell(script, { shell }).bytes)).toEqual([String(list.length), ...list]);
      }),
      { numRuns: 25 },
    );
  });

  test('stays one word beside secrets, and in functions called in a pipeline', () => {
    fc.assert(
      fc.property(words, (list) => {
        const whole = sh.concat(list.map((text, i) => (i % 2 === 0 ? text : new Secret('part', text))));
        const script = sh`show() { printf '%s\0' "$#" "$1"; }
show ${whole} | cat`.write(revealSecrets);
        expect(split(runShell(script, { shell }).bytes)).toEqual(['1', list.join('')]);
      }),
      { numRuns: 25 },
    );
  });
});

describe('quote', () => {
  test('leaves plain words plain, for people to read', () => {
    expect(
      ['net.ipv4.ip_forward', '/etc/hosts', '0644', 'root:root', '--config', 'a-b_c@1%+=:,'].map(quote),
    ).toEqual(['net.ipv4.ip_forward', '/etc/hosts', '0644', 'root:root', '--config', 'a-b_c@1%+=:,']);
  });

  test('quotes what a shell would read as an assignment', () => {
    expect(quote('PATH=/tmp')).toBe("'PATH=/tmp'");
  });

  test('refuses a NUL byte, which no word can hold', () => {
    expect(() => quote('a\0b')).toThrow(TypeError);
  });

  test('quotes a trailing newline', () => {
    expect(quote('a\n')).toBe("'a\n'");
  });
});

describe('sh', () => {
  test('keeps backslashes for the shell, and gives up only those that JavaScript needs', () => {
    expect(sh`printf 'a\n' \${x} \`date\` "$y" \$z`.write(nameSecrets)).toBe(
      `printf 'a\\n' $${'{x}'} \`date\` "$y" \\$z`,
    );
  });

  test('splices scripts in as code, and lists of scripts separated by spaces', () => {
    const inner = sh`echo ${'a b'}`;
    expect(sh`${inner}; ${[inner, inner]}; ${[]}`.write(nameSecrets)).toBe(
      "echo 'a b'; echo 'a b' echo 'a b'; ",
    );
  });

  test('writes numbers as words', () => {
    expect(sh`sleep ${5}`.write(nameSecrets)).toBe('sleep 5');
  });

  test('joins scripts with newlines', () => {
    expect(lines([sh`a`, new Script([]), sh`b`]).write(nameSecrets)).toBe('a\n\nb');
  });
});

describe('a secret in a script', () => {
  const value = "hunter2'$(id)";
  const secret = new Secret('join-token.v2', value);
  const script = sh`login ${secret} ${sh.concat(['a', secret, 'b'])}`;

  test('is written only where it is revealed, as one word', () => {
    const { bytes } = runShell(`login() { printf '%s\\0' "$@"; }\n${script.write(revealSecrets)}`);
    expect(split(bytes)).toEqual([value, `a${value}b`]);
  });

  test('is a variable that must be set in a script for people', () => {
    const text = script.write(nameSecrets);
    const variable = `"$${'{KUBESTRAP_JOIN_TOKEN_V2:?}'}"`;
    expect(text).toBe(`login ${variable} a${variable}b`);
    expect(runShell(`set -u; login() { :; }\n${text}`).code).not.toBe(0);
    const { bytes } = runShell(`login() { printf '%s\\0' "$@"; }\n${text}`, {
      env: { KUBESTRAP_JOIN_TOKEN_V2: value },
    });
    expect(split(bytes)).toEqual([value, `a${value}b`]);
  });

  test.each([
    ['String', String(secret)],
    ['a template', `${secret}`],
    ['JSON', JSON.stringify({ secret, list: [secret] })],
    ['inspect', inspect({ secret }, { depth: 9, showHidden: true })],
    ['inspect of a script', inspect(script, { depth: 9, showHidden: true })],
    ['JSON of a script', JSON.stringify(script)],
    ['Object.entries', JSON.stringify(Object.entries(secret))],
    ['an error message', new Error(`no ${secret}`).message],
  ])('is not in the text that %s gives', (_way, text) => {
    expect(text).toContain('join-token.v2');
    expect(text).not.toContain('hunter2');
  });
});

describe('a call of a library function', () => {
  test('is its name and words, of which none is left out but an empty list', () => {
    const script = call('put', 'a b', '', [], ['c', 2], sh`"$d"`, new Secret('key', 'x y'));
    expect(script.write(revealSecrets)).toBe(`put 'a b' '' c 2 "$d" 'x y'`);
  });

  test('is known of every script that it is part of', () => {
    const script = lines([sh`x=$(${call('one', call('two', 'three'))}) || four`, call('one')]);
    expect([...script.calls]).toEqual(['one', 'two']);
    expect(script.code()).not.toContain('one');
  });
});
