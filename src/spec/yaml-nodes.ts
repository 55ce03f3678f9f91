import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { oddCharacter, plainText } from '../values/odd-characters.ts';
import { type Path, pointerOf, printable } from '../values/path.ts';
import type { Place, Span } from './document.ts';

/** Something that our YAML does not have, at its place. */
export interface Finding {
  readonly span: Span;
  readonly message: string;
  readonly hint?: string;
}

/** Turns nodes into plain data, noting the place of each; what is outside our YAML becomes a finding. */
export class NodeReader {
  readonly places = new Map<string, Place>();
  readonly findings: Finding[] = [];
  aliases = 0;

  read(node: unknown, path: Path, key?: Span): unknown {
    const value = isNode(node) ? spanOf(node) : (key ?? { start: 0, end: 0 });
    this.places.set(pointerOf(path), { path, value, scalar: isScalar(node), ...(key ? { key } : {}) });
    if (!isNode(node)) return null;
    this.#refuse(node, value);
    if (isMap(node)) return this.#map(node, path);
    if (isSeq(node)) return node.items.map((item, index) => this.read(item, [...path, index]));
    return isScalar(node) ? node.value : null;
  }

  #map(node: YAMLMap, path: Path): unknown {
    const entries = new Map<string, unknown>();
    for (const pair of node.items) {
      const key = pair.key;
      const span = isNode(key) ? spanOf(key) : spanOf(node);
      const text = isScalar(key) ? keyText(key.value, key.source) : undefined;
      const name = text === undefined ? undefined : this.#plainKey(text, span);
      if (name === undefined || name === '__proto__') {
        this.#find(span, 'a key must be text', 'quote it, or check the brackets');
      } else if (name === '<<') {
        this.#find(span, 'merge keys are not part of YAML 1.2', 'hosts can share settings through `groups`');
      } else if (entries.has(name)) {
        this.#find(span, `\`${printable(name)}\` is there twice`, 'keep one of them');
      } else {
        entries.set(name, this.read(pair.value, [...path, name], span));
      }
    }
    return Object.fromEntries(entries);
  }

  /** The key as it looks; a character in it that is not what it looks like is named, and the rest is read on. */
  #plainKey(text: string, { start, end }: Span): string {
    const odd = oddCharacter(text);
    if (odd === undefined) return text;
    const plain = plainText(text);
    // what is quoted may have escapes in it: then all of it is pointed at
    const at = start + odd.index;
    const span = text.length === end - start ? { start: at, end: at + 1 } : { start, end };
    this.#find(
      span,
      `the key \`${printable(plain)}\` holds ${odd.name}`,
      `type it again: \`${printable(plain)}\``,
    );
    return plain;
  }

  #refuse(node: Node, span: Span): void {
    if (isAlias(node)) this.aliases++;
    if (isAlias(node) || ('anchor' in node && node.anchor)) {
      this.#find(span, 'anchors and aliases are not accepted', 'hosts can share settings through `groups`');
    } else if (node.tag) {
      this.#find(span, 'tags (`!…`) are not accepted', 'remove it; quote the value if it is meant as text');
    }
  }

  #find(span: Span, message: string, hint: string): void {
    this.findings.push({ span, message, hint });
  }
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value) || isPair(value);
}

function spanOf(node: Node): Span {
  const [start = 0, end = start] = node.range ?? [];
  return { start, end };
}

/** A number as a key is taken as it is written: a label may be called `1`. */
function keyText(value: unknown, source: string | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? (source ?? String(value)) : undefined;
}
