import { createHash } from 'node:crypto';
import { parseObject } from '../cluster/config-drift.ts';
import { missingSans, wantedSans } from '../cluster/sans.ts';
import type { Reached } from '../cluster/state.ts';
import { named } from '../model/change-id.ts';
import type { Cluster } from '../model/cluster.ts';
import { dump } from '../secrets/yaml.ts';
import type { Step } from '../shell/emit.ts';
import { changeKubeadmConfig } from '../shell/functions/certificates.ts';
import { remember } from '../shell/functions/kube.ts';
import { lines } from '../shell/sh.ts';
import { isObject, type Json, type JsonObject } from '../values/json.ts';

/** The field of ClusterConfiguration that the phase `apiserver-sans` brings to a running cluster. */
export const CERT_SANS = 'apiServer.certSANs';

/** kubeadm-config, and our note of it, with the spec's names; undefined: both have them. */
export function configStep(phase: string, cluster: Cluster, { facts }: Reached): Step | undefined {
  const { live } = facts;
  const is = parseObject(live?.kubeadmConfig ?? '');
  if (live === null || Object.keys(is).length === 0) return undefined;
  const wanted = wantedSans(cluster);
  const noted = live.state.ClusterConfiguration;
  const note = noted === undefined ? undefined : parseObject(noted);
  const stale = { config: differs(wanted, sansOf(is)), note: note && differs(wanted, sansOf(note)) };
  if (!stale.config && stale.note !== true) return undefined;
  const gone = missingSans(sansOf(is), wanted);
  const patch = { data: { ClusterConfiguration: dump(withSans(is, wanted)) } };
  return {
    change: {
      phase,
      ...named('kubeadm-config', CERT_SANS),
      action: 'update',
      before: sansOf(is).join(', ') || null,
      after: wanted.join(', '),
      reason:
        gone.length === 0
          ? 'control planes that join read it'
          : `control planes that join read it; ${gone.join(', ')} stays in certificates until they are issued anew`,
      disruption: 'none',
    },
    scope: 'cluster',
    script: lines([
      ...(stale.config ? [changeKubeadmConfig(sha256(live.kubeadmConfig), JSON.stringify(patch))] : []),
      ...(note !== undefined && stale.note === true
        ? [remember('ClusterConfiguration', JSON.stringify(dump(withSans(note, wanted))).slice(1, -1))]
        : []),
    ]),
  };
}

/** A ClusterConfiguration with these names, and all else as it is. */
export function withSans(config: JsonObject, certSANs: readonly string[]): JsonObject {
  return { ...config, apiServer: { ...objectOf(config.apiServer), certSANs } };
}

function sansOf({ apiServer }: JsonObject): string[] {
  const { certSANs } = objectOf(apiServer);
  return Array.isArray(certSANs) ? certSANs.map(String) : [];
}

function objectOf(value: Json | undefined): JsonObject {
  return value !== undefined && isObject(value) ? value : {};
}

function differs(left: readonly string[], right: readonly string[]): boolean {
  return missingSans(left, right).length > 0 || missingSans(right, left).length > 0;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
