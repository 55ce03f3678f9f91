import { addApply } from './apply.ts';
import { addCerts } from './certs.ts';
import { addDoctor } from './doctor.ts';
import { addEtcd } from './etcd.ts';
import { addInit } from './init.ts';
import { addKubeconfig } from './kubeconfig.ts';
import { addNode } from './node.ts';
import { addPlan } from './plan.ts';
import { addRender } from './render.ts';
import { addReset } from './reset.ts';
import { addSchema } from './schema.ts';
import type { AddCommand } from './setup.ts';
import { addValidate } from './validate.ts';

/**
 * The commands in the order of `--help`. Each says its words and options, and loads its code when it runs: `--version` and
 * `--help` stay fast.
 */
export const COMMANDS: readonly AddCommand[] = [
  addInit,
  addValidate,
  addRender,
  addPlan,
  addApply,
  addDoctor,
  addKubeconfig,
  addCerts,
  addNode,
  addEtcd,
  addReset,
  addSchema,
];
