/** Characters that cannot be seen, or are taken for others: pure, no knowledge of documents. */

/** What takes no room, or is drawn as nothing. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;

/** Spaces that are not the space bar's, and line breaks that YAML 1.2 does not know. */
const SPACE = /[\p{Zs}\p{Zl}\p{Zp}\u0085]/u;

const NAMES: Readonly<Record<string, string>> = {
  '\u00a0': 'no-break space',
  '\u00ad': 'soft hyphen',
  '\u200b': 'zero width space',
  '\u200c': 'zero width non-joiner',
  '\u200d': 'zero width joiner',
  '\u2060': 'word joiner',
  '\ufeff': 'byte order mark',
  '\u3000': 'ideographic space',
  '\u202f': 'narrow no-break space',
};

/** Letters and signs that look like ASCII (Unicode TR 39, confusables.txt: those of Cyrillic, Greek and typography). */
const LOOKS_LIKE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['аеорсухіјѕһԁԛԝѵӏ', 'aeopcyxijshdqwvl'],
    ['АВЕЅІЈКМНОРСТУХ', 'ABESIJKMHOPCTYX'],
    ['αινορυχϲϳ', 'aivopuxcj'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
    ['ıɡℓ', 'igl'],
    ['‐‑‒–—―−⁃﹣', '---------'],
    ['‘’‚′ʹ“”„″', `'''''""""`],
    ['∶꞉ː⁄∕․', '::://.'],
  ].flatMap(([from = '', to = '']) => [...from].map((char, index) => [char, to[index] ?? char])),
);

export interface OddCharacter {
  /** `U+00A0 (no-break space)` */
  readonly name: string;
  /** Where it is, in UTF-16 code units. */
  readonly index: number;
}

/** What a character is called that is not what it looks like; undefined: it is. */
function oddName(char: string): string | undefined {
  if (char.charCodeAt(0) < 0x80) return undefined;
  const code = `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const known = NAMES[char];
  if (known !== undefined) return `${code} (${known})`;
  if (INVISIBLE.test(char)) return `${code} (invisible)`;
  if (SPACE.test(char)) return `${code} (a space of another kind)`;
  const twin = plainOf(char);
  return twin === char ? undefined : `${code}, which looks like "${twin}"`;
}

/** ASCII where a character is drawn as such: fullwidth forms, ligatures, letters of other alphabets. */
function plainOf(char: string): string {
  if (char.charCodeAt(0) < 0x80) return char;
  if (INVISIBLE.test(char)) return '';
  if (SPACE.test(char)) return ' ';
  const twin = LOOKS_LIKE[char] ?? char.normalize('NFKC');
  return /^[\x20-\x7e]+$/.test(twin) ? twin : char;
}

/** The first character of a text that is not what it looks like. */
export function oddCharacter(text: string): OddCharacter | undefined {
  // nearly every key of a large inventory
  if (/^[ -~]*$/.test(text)) return undefined;
  let index = 0;
  for (const char of text) {
    const name = oddName(char);
    if (name !== undefined) return { name, index };
    index += char.length;
  }
  return undefined;
}

/** The text as it looks: without what cannot be seen, in ASCII where it looks like that, without spaces around it. */
export function plainText(text: string): string {
  return [...text].map(plainOf).join('').trim();
}
