/** Medians and ratios of what was measured. Pure. */

export interface Sample {
  readonly tool: string;
  readonly phase: 'first' | 'again';
  readonly seconds: number;
  /** Seconds of processor time on the machine that the tool is called on. */
  readonly cpu: number;
}

/** What we are held to: kubestrap's time in those of parallel-ssh, at most; Ansible's in kubestrap's, at least. */
const GOALS = { first: 2.5, again: 1.5 } as const;
const FASTER_THAN_ANSIBLE = (delayMs: number): number => (delayMs === 0 ? 5 : 20);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Medians of a tool so far, for whoever waits. */
export function byPhase(samples: readonly Sample[], tool: string): string {
  return (['first', 'again'] as const)
    .map((phase) => {
      const own = samples.filter((sample) => sample.tool === tool && sample.phase === phase);
      return `${phase} ${own.map(({ seconds }) => seconds.toFixed(2)).join(', ')} s`;
    })
    .join('; ');
}

export function report(samples: readonly Sample[], delayMs: number): string {
  const tools = [...new Set(samples.map(({ tool }) => tool))];
  const rows = (['first', 'again'] as const).flatMap((phase) => {
    const of = (tool: string, key: 'seconds' | 'cpu') =>
      median(samples.filter((one) => one.tool === tool && one.phase === phase).map((one) => one[key]));
    const ours = of('kubestrap', 'seconds');
    const ssh = ours / of('parallel-ssh', 'seconds');
    const ansible = of('ansible-core', 'seconds') / ours;
    return [
      ...tools.map((tool) => {
        const ratio = of(tool, 'seconds') / ours;
        return `  ${phase}  ${tool.padEnd(12)}  ${of(tool, 'seconds').toFixed(2).padStart(6)} s  ${ratio.toFixed(2).padStart(6)} of kubestrap  ${of(tool, 'cpu').toFixed(2).padStart(6)} s of CPU here`;
      }),
      `  ${phase}: ${ssh.toFixed(2)} times parallel-ssh (at most ${GOALS[phase]}), ${ansible.toFixed(1)} times faster than Ansible (at least ${FASTER_THAN_ANSIBLE(delayMs)})`,
    ];
  });
  return `${delayMs} ms each way, medians:\n${rows.join('\n')}\n`;
}
