import { readdirSync, readFileSync } from 'node:fs';
import { packageFile } from '../local/package-root.ts';
import { type Definition, FRAMES, readDefinitions, variablesIn } from './definitions.ts';
import { lines, Script, sh } from './sh.ts';
import { withoutComments } from './shell-words.ts';

/** A script with everything that it calls: nothing has to be put before it. Only `emit` and `complete` make one. */
export class Program extends Script {
  readonly isComplete = true;
}

interface Library {
  readonly text: string;
  readonly definitions: readonly Definition[];
  /** Which of them defines a function or a variable. */
  readonly byName: ReadonlyMap<string, Definition>;
}

let loaded: Library | undefined;
const closures = new Map<string, Script>();

/** All of templates/frames.sh and templates/lib/*.sh as one text. Programs carry what they call, not this. */
export function library(): Script {
  return sh.code(load().text);
}

/** What templates/frames.sh and templates/lib/*.sh define, in the order of the files' names and of their text. */
export function definitions(): readonly Definition[] {
  return load().definitions;
}

/** What this script needs of the library: functions that it calls, and variables that its code mentions. */
export function needsOf(script: Script): readonly string[] {
  const { byName } = load();
  return [...script.calls, ...variablesIn(script.code()).filter((name) => byName.has(name))];
}

/**
 * These functions and variables, and all that they need, each once, with comments if they are wanted. In the order of the
 * library, so that scripts that need the same have the same text, which is made once. Throws on an unknown name.
 */
export function functionsOf(names: readonly string[], { comments }: { readonly comments: boolean }): Script {
  const key = [...new Set(names)]
    .sort()
    .concat(comments ? ['#'] : [])
    .join(' ');
  let made = closures.get(key);
  if (made === undefined) {
    const needed = closure(names);
    const found = definitions().filter((one) => needed.has(one));
    const texts = found.map((one) => (comments ? commented(one) : withoutComments(one.code)));
    made = sh.code(texts.join(comments ? '\n' : ''));
    closures.set(key, made);
  }
  return made;
}

/** What every program begins with, before anything is called. */
export function setUp({ comments }: { readonly comments: boolean }): Script {
  const found = definitions().filter(({ kind }) => kind === 'set-up');
  return lines(found.map((one) => sh.code(comments ? commented(one) : one.code)));
}

/**
 * A script that can be sent: with the functions that it calls before it, without comments: no person reads it. One that is
 * complete stays as it is.
 */
export function complete(script: Script): Program {
  if (script instanceof Program) return script;
  return new Program(
    lines([setUp({ comments: false }), functionsOf(needsOf(script), { comments: false }), script]).parts,
  );
}

function commented({ comment, code }: Definition): string {
  return `${comment.replaceAll(/^(?=.)/gm, '# ')}${comment === '' ? '' : '\n'}${code}`;
}

/** These functions, and all that they need. Throws on a name that the library does not have. */
export function closure(names: Iterable<string>): ReadonlySet<Definition> {
  const { byName } = load();
  const found = new Set<Definition>();
  const add = (name: string): void => {
    const definition = byName.get(name);
    if (definition === undefined) throw new TypeError(`templates/lib has no function or variable ${name}`);
    if (found.has(definition)) return;
    found.add(definition);
    definition.needs.forEach(add);
  };
  for (const name of names) add(name);
  return found;
}

function load(): Library {
  if (loaded !== undefined) return loaded;
  const files = [FRAMES, ...libraryFiles()].map((name) => ({
    name,
    text: readFileSync(packageFile('templates', name), 'utf8'),
  }));
  const all = readDefinitions(files);
  const byName = new Map(all.flatMap((one) => one.names.map((name): [string, Definition] => [name, one])));
  loaded = { text: files.map(({ text }) => text).join('\n'), definitions: all, byName };
  return loaded;
}

/** In the order of their names: functions may call each other across files, since none is called while they are read. */
function libraryFiles(): string[] {
  return readdirSync(packageFile('templates', 'lib'))
    .filter((name) => name.endsWith('.sh'))
    .sort()
    .map((name) => `lib/${name}`);
}
