import { createHash } from 'node:crypto';
import type { Change } from '../model/plan.ts';
import { step } from './functions/frames.ts';
import { functionsOf, needsOf, Program, setUp } from './library.ts';
import { lines, type Script, sh } from './sh.ts';

/** A change, and where it is made. */
interface Announced {
  readonly change: Change;
  /** A change of the cluster, made through this host. */
  readonly scope?: 'cluster';
  /** Part of what another step of the same program announces: not a change of its own in the plan. */
  readonly silent?: true;
  /** Files that the script writes on its way, for people to read; secrets by name. */
  readonly files?: readonly { readonly path: string; readonly content: string }[];
}

/** A difference that kubestrap sees and cannot make (or not now): shown, with what to do about it, and never run. */
export interface Notice extends Announced {
  readonly script?: never;
}

/** What a plan shows of a host. */
export type Item = Step | Notice;

/** Is it a change that kubestrap makes? */
export function isStep(item: Item): item is Step {
  return item.script !== undefined;
}

/** A notice of what a step would do, where it is not to be made now. */
export function noticeOf({ change, scope }: Item): Notice {
  return { change, ...(scope === undefined ? {} : { scope }) };
}

/** One change and the shell that makes it. */
export interface Step extends Announced {
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
  /** A systemd unit that runs already, and that the script attaches to: the program does not wait for it to end first. */
  readonly attachesTo?: string;
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
 * `render` writes it, `plan` hashes its steps, `apply` sends it. For a reader the steps come first, then the library
 * functions that they call, then the calls.
 */
export function emit(title: string, steps: readonly Step[]): Program {
  const bodies = steps.map((step, index) => {
    const { phase, action, resource, reason, ...change } = step.change;
    const before = change.before === null ? '' : `${brief(change.before)} -> `;
    const after = change.after === null ? 'absent' : brief(change.after);
    return lines([
      ...(phase === steps[index - 1]?.change.phase ? [] : [heading(`Phase ${phase}`)]),
      comment(`${action} ${resource}: ${before}${after}`),
      comment(`  ${reason}`),
      stepFunction(step, `step_${index + 1}`),
    ]);
  });
  const calls = steps.map((step, index) => stepCall(step, `step_${index + 1}`));
  return new Program(
    lines([
      sh.code('#!/bin/sh'),
      comment(title),
      sh.code('set -u\n'),
      ...bodies,
      heading('Functions that the steps call'),
      setUp({ comments: true }),
      functionsOf(needsOf(lines([...bodies, ...calls])), { comments: true }),
      heading('Calls: the first step that fails ends the program'),
      ...calls,
    ]).parts,
  );
}

/** What runs of one step: its shell as a function of this name, and the call. Plans hash it, programs hold both. */
export function emitStep(step: Step, name: string): Script {
  return sh`${stepFunction(step, name)}${stepCall(step, name)}
`;
}

function stepFunction({ script }: Step, name: string): Script {
  return sh`${sh.code(name)}() {
${script}
}
`;
}

function stepCall({ change }: Step, name: string): Script {
  return step(stepId(change), name);
}

function heading(title: string): Script {
  return lines([comment(`---- ${title} ----`), sh.code('')]);
}

/** A value in a comment; of a longer one, how long it is: the step itself has it. */
function brief(value: string): string {
  const count = value.trimEnd().split('\n').length;
  return count > 1 ? `${count} lines` : value.trimEnd().slice(0, 80);
}
