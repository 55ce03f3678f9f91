import type { Diagnosis } from '../doctor/diagnose.ts';
import { away, room, sections } from './finding-lines.ts';
import { createTextPen, joinBlocks, type PageOptions } from './page.ts';
import { count, type Pen } from './style.ts';
import { wrap } from './width.ts';

/**
 * A diagnosis for a person: the worst first, each finding once with the hosts that have it, what was seen and what to
 * do; then what passed, and a summary as the last line, where the eye is when the prompt comes back.
 */
export function formatDiagnosis(diagnosis: Diagnosis, options: PageOptions): string {
  const pen = createTextPen(options);
  const of = sections(diagnosis.findings, pen);
  return joinBlocks([
    away(diagnosis, pen),
    of('error'),
    of('warning'),
    of('unknown'),
    pen.verbose ? of('info') : [],
    passed(diagnosis, pen),
    summary(diagnosis, pen),
  ]);
}

/** One line for all that is well. */
function passed({ checks }: Diagnosis, pen: Pen): string[] {
  const { style, symbols } = pen;
  const ran = checks.filter(
    ({ passed: well, failed, unknown }) => well.length + failed.length + unknown.length > 0,
  );
  const well = ran.filter(({ failed, unknown }) => failed.length + unknown.length === 0);
  if (well.length === 0) return [];
  const names = well.map(({ name }) => name).join(', ');
  const what =
    well.length === ran.length
      ? `all ${count(well.length, 'check')} passed`
      : `${count(well.length, 'check')} passed`;
  return wrap(`${what}: ${names}`, room(pen, 4)).map((line, i) =>
    i === 0
      ? `  ${style.green(symbols.done)} ${style.green(line.slice(0, what.length))}${line.slice(what.length)}`
      : `    ${line}`,
  );
}

function summary({ summary: sum }: Diagnosis, pen: Pen): string[] {
  const { style } = pen;
  const parts = [
    ...(sum.error > 0 ? [count(sum.error, 'error')] : []),
    ...(sum.warning > 0 ? [count(sum.warning, 'warning')] : []),
    ...(sum.unknown > 0 ? [`${sum.unknown} could not be told`] : []),
    ...(sum.unreachable > 0 ? [`${count(sum.unreachable, 'host')} unreachable`] : []),
  ];
  const notes = sum.info > 0 && !pen.verbose ? ` ${count(sum.info, 'note')} (-v shows them).` : '';
  const examined = sum.hosts - sum.unreachable;
  const text = `${count(examined, 'host')} examined: ${parts.length === 0 ? 'nothing found' : parts.join(', ')}.`;
  const bad = sum.error > 0 || sum.unreachable > 0;
  const paint = bad ? style.red : sum.warning > 0 ? style.yellow : style.green;
  return wrap(text + notes, pen.width).map((line, i) => (i === 0 ? style.bold(paint(line)) : line));
}
