/**
 * The name of a sysctl in its dotted form, however it is written: `kernel/panic` is `kernel.panic`. The first separator of a
 * name is its separator; with slashes, dots and slashes change places (sysctl.d(5)), so that `net/ipv4/conf/eth0.1/forwarding`
 * is `net.ipv4.conf.eth0/1.forwarding`.
 */
export function sysctlKey(name: string): string {
  const swapped = (text: string) => text.replace(/[./]/g, (c) => (c === '/' ? '.' : '/'));
  const path = name.match(/[./]/)?.[0] === '.' ? swapped(name) : name;
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return swapped(parts.join('/'));
}
