import { NODE_UNITS, RUNTIME } from '../knowledge/runtimes.ts';
import { service } from '../resources/service.ts';
import type { Area } from './area.ts';

/** The units that make a host a node. After everything that they read when they start. */
export const units: Area = {
  resources: () => [
    service({ unit: RUNTIME.unit, running: true, reason: 'the container runtime' }),
    service({ unit: 'kubelet.service', running: false, reason: 'kubeadm starts it; at boot systemd does' }),
  ],
  asks: () => ({ services: NODE_UNITS }),
};
