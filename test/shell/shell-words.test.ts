import { describe, expect, test } from 'vitest';
import { bareWords, withoutComments } from '../../src/shell/shell-words.ts';

describe('bareWords', () => {
  test.each<[string, string, readonly string[]]>([
    ['a command and its arguments', 'put_file /a 0644', ['put_file', '/a', '0644']],
    ['commands after every operator', 'a; b && c || d | e & f', ['a', 'b', 'c', 'd', 'e', 'f']],
    ['nothing in single quotes', "printf 'kube get' x", ['printf', 'x']],
    ['nothing in double quotes', 'fail "no kube here \\" kube"', ['fail']],
    ['a substitution', 'x=$(kube get)', ['kube', 'get']],
    [
      'a substitution in double quotes',
      '[ "$(kube get)" = "$(own "$1")" ]',
      ['[', 'kube', 'get', '=', 'own', ']'],
    ],
    ['what is in arithmetic', 'x=$(($(seconds_up) - 3))', ['seconds_up', '-', '3']],
    ['none of a word that goes on in quotes', 'kube"x" kube$x x"a"kube', []],
    ['none of an expansion', '"$' + '{kube:-kube}" $kube', []],
    ['no comment', 'a # kube\nb#c', ['a', 'b#c']],
    ['no name that is defined', 'kube() { own; }', ['{', 'own', '}']],
    [
      'patterns of case, which close nothing',
      '$(case $x in a) b ;; esac; c)',
      ['case', 'in', 'a', 'b', 'esac', 'c'],
    ],
    ['what follows a redirection', 'a <"$x" 2>/dev/null', ['a', '2', '/dev/null']],
    ['nothing in a quoted here-document', "cat <<'E' | b\nkube $(own)\nE\nc", ['cat', 'b', 'c']],
    ['substitutions of a here-document', 'cat <<E\nkube "$(own)"\nE\nc', ['cat', 'own', 'c']],
  ])('finds %s', (_, code, words) => {
    expect(bareWords(code)).toEqual(words);
  });

  test.each([
    ['a single quote that is not closed', "a 'b"],
    ['a double quote that is not closed', 'a "b'],
    ['a parenthesis that is not closed', 'a $(b'],
    ['a parenthesis that was never opened', 'a )b'],
    ['a here-document that is not closed', "cat <<'E'\na"],
    ['backquotes', 'a `b`'],
  ])('refuses %s', (_, code) => {
    expect(() => bareWords(code)).toThrow(SyntaxError);
  });
});

describe('withoutComments', () => {
  test.each([
    ['lines of comments', '# one\na # kept\n  # two\nb\n', 'a # kept\nb\n'],
    ['none in quotes', 'a \'\n# x\n\' "\n# y\n"\n', 'a \'\n# x\n\' "\n# y\n"\n'],
    ['none in a here-document', "cat <<'E'\n# x\nE\n# y\nb\n", "cat <<'E'\n# x\nE\nb\n"],
  ])('takes out %s', (_, code, left) => {
    expect(withoutComments(code)).toBe(left);
  });
});
