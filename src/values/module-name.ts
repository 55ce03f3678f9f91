/** Names compare with `-` and `_` alike (modprobe(8)). */
export function moduleName(name: string): string {
  return name.replaceAll('-', '_');
}
