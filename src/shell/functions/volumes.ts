import { call, type Script } from '../sh.ts';

/** Waits until no volume of an evicted Pod is mounted or attached at a node. */
export const volumesLeave = (node: string, seconds: number): Script => call('volumes_leave', node, seconds);

/** Taints a node as shut down. */
export const outOfService = (node: string): Script => call('out_of_service', node);

/** Waits until a node that is out of service has neither Pods nor VolumeAttachments. */
export const nodeEmpties = (node: string, seconds: number): Script => call('node_empties', node, seconds);
