import { KUBELET_CONFIG } from '../../knowledge/directories.ts';
import { wholeLines } from '../../shell/functions/text.ts';
import { sh } from '../../shell/sh.ts';
import { type Probe, tagged } from './probe.ts';

export interface ResolvFile {
  readonly nameservers: readonly string[];
  readonly search: readonly string[];
}

export interface Names {
  /** By path, of the files that are there. */
  readonly resolvFiles: ReadonlyMap<string, ResolvFile>;
  /** systemd-resolved runs, so kubeadm points the kubelet to its list of servers. */
  readonly resolved: boolean;
  /** `resolvConf` of the kubelet's configuration; undefined: none is set. */
  readonly kubeletResolvConf: string | undefined;
  /** Nameserver to whether it answered a question about the root; absent: it was not asked. */
  readonly answers: ReadonlyMap<string, boolean>;
  /** Addresses that the node's name, and the host's own, resolve to. */
  readonly lookups: ReadonlyMap<string, readonly string[]>;
}

export const STUB = '/run/systemd/resolve/resolv.conf';
export const RESOLV_CONF = '/etc/resolv.conf';

/** Asks for the root's name servers: any server has an answer, if only a refusal. */
const QUESTION = String.raw`\113\123\001\000\000\001\000\000\000\000\000\000\000\000\002\000\001`;

/** What the host, and the Pods after it, make of names. Nameservers are asked through bash, which can speak UDP. */
export const names: Probe<Names> = {
  name: 'names',
  seconds: 20,
  snippet: ({ host }) => sh`config=$(sed -n 's/^resolvConf: *//p' ${KUBELET_CONFIG} | tr -d '"')
[ -z "$config" ] || echo "kubelet $config"
if [ "$(systemctl is-active systemd-resolved.service)" = active ]; then echo resolved; fi
for file in ${[RESOLV_CONF, STUB]} $config; do
  [ -f "$file" ] || continue
  echo "file $file"
  ${wholeLines(sh`"$file"`)} | sed -n 's/^[[:space:]]*\(nameserver\|search\|domain\)[[:space:]][[:space:]]*/'"$(echo "$file" | tr / :)"' \1 /p' | head -n 40 | sed 's/^/line /'
done
for name in ${host.name} "$(uname -n)"; do
  echo "lookup $name $(timeout 5 getent ahosts "$name" | cut -d ' ' -f 1 | sort -u | tr '\n' ' ')"
done
command -v bash >/dev/null || exit 0
for file in ${[RESOLV_CONF, STUB]} $config; do [ ! -f "$file" ] || ${wholeLines(sh`"$file"`)}; done | sed -n 's/^[[:space:]]*nameserver[[:space:]][[:space:]]*\([0-9a-fA-F.:]*\).*/\1/p' | sort -u | head -n 6 | while read -r server; do
  { if timeout 4 bash -c 'for try in 1 2; do
      exec 3<>"/dev/udp/$1/53" && printf "$2" >&3 && [ -n "$(timeout 1.5 dd bs=512 count=1 <&3 2>/dev/null | od -A n -t x1)" ] && exit 0
    done; exit 1' bash "$server" ${QUESTION} </dev/null; then echo "answer $server yes"; else echo "answer $server no"; fi; } &
done
wait`,
  parse: (output) => {
    const rows = tagged(output);
    const lines = rows('line').map((row) => row.trim().split(/\s+/));
    const words = (path: string, kinds: readonly string[]) =>
      lines.filter(([at, kind = '']) => at === path.replaceAll('/', ':') && kinds.includes(kind));
    return {
      resolved: rows('resolved').length > 0,
      kubeletResolvConf: rows('kubelet')[0]?.trim(),
      resolvFiles: new Map(
        rows('file').map((path): [string, ResolvFile] => [
          path,
          {
            nameservers: words(path, ['nameserver']).flatMap(([, , server]) => server ?? []),
            // the last one of the two counts (resolv.conf(5))
            search: words(path, ['search', 'domain']).at(-1)?.slice(2) ?? [],
          },
        ]),
      ),
      answers: new Map(
        rows('answer').map((row): [string, boolean] => {
          const [server = '', verdict] = row.split(' ');
          return [server, verdict === 'yes'];
        }),
      ),
      lookups: new Map(
        rows('lookup').map((row): [string, string[]] => {
          const [name = '', ...addresses] = row.trim().split(/\s+/);
          return [name, addresses];
        }),
      ),
    };
  },
};
