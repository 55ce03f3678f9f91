import { call, type Script, type Value } from '../sh.ts';

/** Installs the package that brings a unit, with these variables (`NAME=VALUE`). */
export const installPackage = (name: string, unit: string, ...environment: readonly Value[]): Script =>
  call('install_package', name, unit, ...environment);
