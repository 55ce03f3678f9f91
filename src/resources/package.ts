import { installPackage } from '../shell/functions/packages.ts';
import type { Remover, Resource } from './resource.ts';

export interface PackageSpec {
  /** The same name on every distribution that has it. */
  readonly name: string;
  /** A program that sets clocks, which comes with the package: where it is, so is the package. */
  readonly unit: string;
  readonly reason: string;
  /** `NAME=VALUE`, of the program that installs it. */
  readonly environment?: readonly string[];
}

/** A package of the distribution, from the repositories that the host has. */
export function packagePresent({ name, unit, reason, environment = [] }: PackageSpec): Resource {
  return {
    id: `package ${name}`,
    value: 'installed',
    original: ({ timeSync: { units } }) => (units.has(unit) ? 'installed' : null),
    plan: ({ timeSync: { units, halfInstalled } }) => {
      const script = installPackage(name, unit, ...environment);
      const state = { after: 'installed', disruption: 'none' } as const;
      if (halfInstalled.has(name)) {
        const why =
          'its installation was interrupted: the package manager refuses to work until it is finished';
        return { change: { action: 'update', before: 'half installed', ...state, reason: why }, script };
      }
      return units.has(unit)
        ? null
        : { change: { action: 'create', before: null, ...state, reason }, script };
    },
  };
}

/** A package stays: others may have come to rely on it, and it may have taken another's place. */
export const removePackage: Remover = () => null;
