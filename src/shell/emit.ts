import { createHash } from 'node:crypto';
import type { Change } from '../model/plan.ts';
import { library } from './library.ts';
import { lines, type Script, sh } from './sh.ts';

/** One change and the shell that makes it. */
export interface Step {
  readonly change: Change;
  readonly script: Script;
  /**
   * The script as it is run, where it holds what is only made then (a key that is in no plan): `script` has a name
   * in its place. Called right before the program is sent; throws where it cannot be made.
   */
  readonly late?: () => Promise<Script>;
  /** What `late` works from, as text without secrets: a reviewed plan holds it by its hash. */
  readonly madeFrom?: string;
  /**
   * What the script will write follows from other changes of the plan and from what the run itself finds out. A reviewed
   * plan holds such a change by its name alone.
   */
  readonly later?: true;
  /** A change of the cluster, made through this host. */
  readonly scope?: 'cluster';
  /** A systemd unit that runs already, and that the script attaches to: the program does not wait for it to end first. */
  readonly attachesTo?: string;
  /** Part of what another step of the same program announces: not a change of its own in the plan. */
  readonly silent?: true;
  /** Files that the script writes on its way, for people to read; secrets by name. */
  readonly files?: readonly { readonly path: string; readonly content: string }[];
}

/** The id a step is known by on the wire and in logs: `prepare/sysctl/net.ipv4.ip_forward`. One shell word. */
export function stepId({ phase, resource }: Change): string {
  const name = `${phase}/${resource}`.replaceAll(' ', '/');
  if (/^[\w./:@%+=-]{1,120}$/.test(name)) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.replaceAll(/[^\w./:@%+=-]/g, '_').slice(0, 100)}-${hash}`;
}

/** A line of a comment: no line break can end it. */
function comment(text: string): Script {
  return sh.code(`# ${text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')}`);
}

/**
 * THE emitter: the program that makes these changes on one host, step by step, stopping at the first that fails.
 * `render` writes it, `plan` hashes it, `apply` sends it.
 */
export function emit(title: string, steps: readonly Step[]): Script {
  const body = steps.flatMap((step, index) => {
    const { change } = step;
    const what = [change.before, change.after].map((value) => (value === null ? 'absent' : firstLine(value)));
    return [
      comment(`${change.phase}: ${change.action} ${change.resource}: ${what.join(' -> ')}`),
      comment(`  ${change.reason}`),
      emitStep(step, `step_${index + 1}`),
    ];
  });
  return lines([sh.code('#!/bin/sh'), comment(title), sh.code('set -u'), library(), ...body]);
}

/** What runs of one step: its shell as a function of this name, and the call. Plans hash it, programs hold it. */
export function emitStep({ change, script }: Step, name: string): Script {
  return sh`${sh.code(name)}() {
${script}
}
step ${stepId(change)} ${name}
`;
}

function firstLine(text: string): string {
  const [line = '', ...rest] = text.split('\n');
  return rest.length > 0 ? `${line.slice(0, 60)} …` : line.slice(0, 80);
}
