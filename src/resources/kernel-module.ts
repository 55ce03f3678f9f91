import { sh } from '../program/sh.ts';
import type { Remover, Resource } from './resource.ts';

/** A kernel module, loaded now. The file that loads it at boot is a file resource. Built in counts as loaded. */
export function kernelModule({ name, reason }: { readonly name: string; readonly reason: string }): Resource {
  return {
    id: `kernel-module ${name}`,
    value: 'loaded',
    original: ({ modules }) => modules.get(name) ?? null,
    plan: ({ modules, kernel }) => {
      const state = modules.get(name);
      if (state === 'loaded' || state === 'builtin') return null;
      return {
        change: {
          action: 'create',
          before: state === 'missing' ? `not found for kernel ${kernel}` : null,
          after: 'loaded',
          reason,
          disruption: 'none',
        },
        script: sh`load_module ${name} ${reason}`,
      };
    },
  };
}

/** Modules stay in the kernel until the next boot: something may be using them. Only the boot entry goes. */
export const removeKernelModule: Remover = () => null;
