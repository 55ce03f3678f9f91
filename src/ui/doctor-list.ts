import { createStyle } from './style.ts';
import { pad, wrap } from './width.ts';

/** The checks by name, and what each looks at, wrapped beside the names. */
export function formatCheckList(
  checks: readonly { readonly name: string; readonly title: string }[],
  { color, width }: { readonly color: boolean; readonly width: number },
): string {
  const style = createStyle(color);
  const column = Math.max(...checks.map(({ name }) => name.length)) + 2;
  const lines = checks.flatMap(({ name, title }) =>
    wrap(title, Math.max(20, width - column)).map((line, i) =>
      i === 0 ? style.bold(pad(name, column)) + line : ' '.repeat(column) + line,
    ),
  );
  return `${lines.join('\n')}\n`;
}
