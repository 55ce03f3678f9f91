import { X509Certificate } from 'node:crypto';
import { KUBERNETES_DIRECTORY } from '../../knowledge/directories.ts';
import { type Script, sh } from '../../shell/sh.ts';
import type { Asked } from './asked.ts';

/** A certificate as it was found on a host. */
export interface Found {
  /** The file it is in. */
  readonly path: string;
  /** Null: it cannot be read, and `why` says why. */
  readonly certificate: X509Certificate | null;
  readonly why: string;
  /** What follows it in the file: other CAs of a bundle, or what is above it. */
  readonly more: readonly X509Certificate[];
}

/** What a host's files say. */
export interface HostFiles {
  readonly certificates: readonly Found[];
  /** Kubeconfig → file it names in place of holding a certificate. */
  readonly references: ReadonlyMap<string, string>;
  /** Which of the files asked for are there. */
  readonly present: ReadonlySet<string>;
  /** Hash of the public key that checks service account tokens; empty without one. */
  readonly serviceAccountKey: string;
}

/**
 * The function `certificates_only`: stdin to base64 of its certificates, nothing else. A kubelet keeps its key in the
 * same file: a block that holds another header, or is cut off, or has anything but base64 in it, is not let through.
 */
export const CERTIFICATES_ONLY: Script = sh`certificates_only() {
  awk '{ sub(/[ \t\r]+$/, "") }
/^-----BEGIN CERTIFICATE-----$/ { text = $0 "\n"; inside = 1; next }
/^-----END CERTIFICATE-----$/ { if (inside) printf "%s%s\n", text, $0; inside = 0; next }
/[^A-Za-z0-9+\/=]/ { inside = 0 }
inside { text = text $0 "\n" }' | base64 | tr -d '\n'
}`;

/**
 * Reads kubeadm's certificates, those in its kubeconfigs, and other files. Needs no library; reads only. Of a
 * kubeconfig only client-certificate-data is looked at. Rows: `cert PATH BASE64`, `ref KUBECONFIG PATH`, `has PATH`,
 * `sa HASH`.
 */
export function hostFilesSnippet({ directory, files, traces }: Asked): Script {
  return sh`pki=${directory}
${CERTIFICATES_ONLY}
for file in "$pki"/*.crt "$pki"/etcd/*.crt ${files}; do
  [ ! -r "$file" ] || printf 'cert %s %s\n' "$file" "$(certificates_only <"$file")"
done
for file in ${KUBERNETES_DIRECTORY}/*.conf; do
  [ -r "$file" ] || continue
  data=$(sed -n 's/^ *client-certificate-data: *//p' "$file" | head -n 1 | tr -d "\"'")
  if [ -n "$data" ]; then printf 'cert %s %s\n' "$file" "$(printf %s "$data" | base64 -d | certificates_only)"; continue; fi
  link=$(sed -n 's/^ *client-certificate: *//p' "$file" | head -n 1 | tr -d "\"'")
  case $link in /*)
    printf 'ref %s %s\n' "$file" "$link"
    [ ! -r "$link" ] || printf 'cert %s %s\n' "$link" "$(certificates_only <"$link")" ;;
  esac
done
for file in ${traces}; do [ ! -e "$file" ] || printf 'has %s\n' "$file"; done
[ ! -r "$pki/sa.pub" ] || printf 'sa %s\n' "$(sha256sum <"$pki/sa.pub" | cut -d ' ' -f 1)"`;
}

/** Reads what the snippet printed. Never throws: what makes no sense is a certificate that cannot be read. */
export function parseHostFiles(output: string): HostFiles {
  const certificates = new Map<string, Found>();
  const references = new Map<string, string>();
  const present = new Set<string>();
  let serviceAccountKey = '';
  for (const row of output.split('\n')) {
    const [tag, rest] = cut(row, row.indexOf(' '));
    // paths may hold spaces, what follows them does not
    const [path, value] = cut(rest, rest.lastIndexOf(' '));
    if (tag === 'has') present.add(rest);
    else if (tag === 'sa') serviceAccountKey ||= rest;
    else if (tag === 'ref') references.set(path, value);
    else if (tag === 'cert' && path !== '' && !certificates.has(path))
      certificates.set(path, found(path, value));
  }
  return { certificates: [...certificates.values()], references, present, serviceAccountKey };
}

function cut(text: string, at: number): readonly [string, string] {
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function found(path: string, base64: string): Found {
  return { path, ...readBase64(base64) };
}

/** The certificates of a base64 text that `certificates_only` printed. Never throws. */
export function readBase64(base64: string): Omit<Found, 'path'> {
  return readPem(Buffer.from(base64, 'base64').toString('latin1'));
}

/** The certificates of a PEM text. Never throws. */
export function readPem(text: string): Omit<Found, 'path'> {
  if (text === '') return { certificate: null, why: 'it holds no certificate', more: [] };
  const [first, ...more] = text.match(BLOCK) ?? [];
  const certificate = first === undefined ? undefined : readOne(first);
  if (certificate === undefined)
    return { certificate: null, why: 'its certificate cannot be read', more: [] };
  return { certificate, why: '', more: more.flatMap((pem) => readOne(pem) ?? []) };
}

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

function readOne(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
