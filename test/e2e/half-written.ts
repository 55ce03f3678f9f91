import { type HostRecord, parseRecord } from '../../src/model/record.ts';
import { differences, type HostState, RECORD } from './host-state.ts';

export interface Between {
  /** Before kubestrap came to the host. */
  readonly pristine: HostState;
  /** Before the run that was cut off, and after one that was not. */
  readonly before: HostState;
  readonly after: HostState;
}

/** A file that was being written: it has another name, and the next run takes it away. */
const UNFINISHED = /^(file|content) \S+\.kubestrap-new$/;

/** The record's ids of what a thing of the host's state belongs to; absent: preparation has no business with it. */
function owner(thing: string): string | undefined {
  const [kind, name = ''] = thing.split(' ');
  if (kind === 'sysctl') return `sysctl ${name.replaceAll('/', '.')}`;
  if (kind === 'service') return 'service containerd.service';
  if (name === '/etc/fstab') return 'swap all';
  if (name === '/etc/hosts') return 'hosts-entry /etc/hosts';
  if (name.endsWith('/containerd.service')) return 'service containerd.service';
  return `file ${name}`;
}

/** What is wrong with a host on which a run was cut off: each thing is as it was or as it will be, the record knows it. */
export function halfWritten({ pristine, before, after }: Between, now: HostState, record: string): string[] {
  const isRecord = (thing: string) => thing.endsWith(` ${RECORD}`);
  const things = Object.keys({ ...pristine, ...before, ...after, ...now }).filter(
    (thing) => !isRecord(thing) && !UNFINISHED.test(thing),
  );
  const torn = things
    .filter((thing) => ![before, after].some((state) => state[thing] === now[thing]))
    // the kernel and systemd start afresh after a power cut
    .filter(
      (thing) => thing.startsWith('file ') || thing.startsWith('content ') || now[thing] !== pristine[thing],
    )
    .map((thing) => `${thing} is ${now[thing] ?? 'absent'}: neither as before nor as after`);
  return [...torn, ...unrecorded(pristine, now, things, record)];
}

function unrecorded(pristine: HostState, now: HostState, things: readonly string[], text: string): string[] {
  let record: HostRecord | null;
  try {
    // no text: no record yet
    record = text === '' ? null : parseRecord(text);
  } catch (error) {
    return [String(error)];
  }
  const changed = things.filter((thing) => now[thing] !== pristine[thing]);
  return changed.flatMap((thing) => {
    const id = owner(thing);
    const entry = record?.resources[id ?? ''];
    if (entry === undefined) return [`the record does not name ${id}, and ${thing} was changed`];
    const was = pristine[thing] ?? null;
    if (!thing.startsWith('sysctl ') || entry.original === was) return [];
    return [`the record says ${id} was ${entry.original} before: it was ${was}`];
  });
}

/** What is not as it should be in the end. */
export function notConverged({ after }: Between, now: HostState): string[] {
  return differences(after, now);
}
