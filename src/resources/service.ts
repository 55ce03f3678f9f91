import { sh } from '../shell/sh.ts';
import type { Remover, Resource } from './resource.ts';

/** UnitFileState of units that systemd starts at boot, or that have no say in it (systemctl(1), is-enabled). */
const STARTED_AT_BOOT = new Set([
  'enabled',
  'enabled-runtime',
  'static',
  'indirect',
  'alias',
  'generated',
  'linked',
]);

export interface ServiceSpec {
  readonly unit: string;
  /** False: only enabled at boot; something else starts it (kubeadm starts the kubelet). */
  readonly running: boolean;
  readonly reason: string;
}

/** A systemd unit that is enabled at boot and, where asked, running. */
export function service({ unit, running, reason }: ServiceSpec): Resource {
  return {
    id: `service ${unit}`,
    unit,
    value: running ? 'enabled, running' : 'enabled',
    original: ({ services }) => {
      const is = services.get(unit);
      return is ? `${is.enabled}, ${is.active}` : null;
    },
    plan: ({ services }) => {
      const is = services.get(unit);
      // nothing to enable: preflight names what is not installed, where it is needed
      if (is?.load === 'not-found') return null;
      const enable = !STARTED_AT_BOOT.has(is?.enabled ?? '');
      const start = running && is?.active !== 'active';
      if (!enable && !start) return null;
      return {
        change: {
          action: 'update',
          before: is ? `${is.enabled || is.load}, ${is.active}` : null,
          after: running ? 'enabled, active' : 'enabled',
          reason,
          disruption: start ? 'restart' : 'none',
        },
        script: start ? sh`systemctl enable --now -- ${unit}` : sh`systemctl enable -- ${unit}`,
      };
    },
  };
}

/** A unit is never ours to stop: it came with a package, and pods may depend on it. */
export const removeService: Remover = () => null;
