/**
 * Sysctl keys as sysctl.d(5) and sysctl(8) read them: the first separator in a key, `.` or `/`, is its separator, and the
 * other one then stands for a dot in a name: `net/ipv4/conf/eth0.1/forwarding` is `net.ipv4.conf.eth0/1.forwarding`.
 */

/** Spells a key with dots between its parts, as `sysctl -a` prints it: one key has one spelling. */
export function sysctlKey(text: string): string {
  return swapped(pathOf(text));
}

/** Names the file of a key, however it is spelled. */
export function sysctlPath(key: string): string {
  return `/proc/sys/${pathOf(key)}`;
}

/** Finds how settings spell a key; empty: they do not have it. */
export function spellingsOf(key: string, settings: object | undefined): readonly string[] {
  return Object.keys(settings ?? {}).filter((written) => sysctlKey(written) === key);
}

function pathOf(key: string): string {
  const path = key.match(/[./]/)?.[0] === '/' ? key : swapped(key);
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

function swapped(text: string): string {
  return text.replace(/[./]/g, (separator) => (separator === '/' ? '.' : '/'));
}
