import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, remember } from '../../src/secrets/redact.ts';
import { Secret } from '../../src/secrets/secret.ts';
import { escapedJson, safeJson } from '../../src/ui/json.ts';
import { escapeControls } from '../../src/ui/terminal.ts';

describe('JSON for output', () => {
  it('has the same value, and nothing that a terminal acts on', () => {
    const codes = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
    const nasty = fc.constantFrom(
      '\u0080',
      '\u009b31m',
      '\u200e',
      '\u202e',
      '\u2066',
      '\u2069',
      '\ufeff',
      '\x7f',
    );
    const text = fc.array(fc.oneof(codes, nasty)).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.dictionary(text, fc.oneof(text, fc.array(text))), (value) => {
        const json = escapedJson(value);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(json).toBe(escapeControls(json));
      }),
    );
  });

  it('names a secret in place of its text in every form that we write', () => {
    const text = `p"a'ss\\w\u00f6rd-${'x'.repeat(8)}`;
    remember(new Secret('sudo-password', text));
    const forms = [
      text,
      `'${text.replaceAll("'", `'\\''`)}'`,
      Buffer.from(text).toString('base64'),
      JSON.stringify(text),
    ];
    const json = safeJson({ forms: forms.map((form) => `before ${form} after`) });
    for (const form of [...forms, text.slice(0, -2)]) expect(json).not.toContain(form);
    expect(JSON.parse(json).forms.map((form: string) => form.includes('(secret: sudo-password)'))).toEqual(
      forms.map(() => true),
    );
    expect(redact(JSON.stringify({ text }))).toBe('{"text":"(secret: sudo-password)"}');
  });
});
