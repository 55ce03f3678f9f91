import { service } from '../resources/service.ts';
import type { Area } from './area.ts';

/** The units that make a host a node. After everything that they read when they start. */
export const units: Area = {
  resources: () => [
    service({ unit: 'containerd.service', running: true, reason: 'the container runtime' }),
    service({ unit: 'kubelet.service', running: false, reason: 'kubeadm starts it; at boot systemd does' }),
  ],
  asks: () => ({ services: ['containerd.service', 'kubelet.service'] }),
};
