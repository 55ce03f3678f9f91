import type { ErrorObject } from 'ajv';
import { validateSavedPlan } from '../../../build/validators.generated.js';
import type { Validator } from '../../spec/validators.ts';
import type { SavedPlan } from './document.ts';

const isSavedPlan = validateSavedPlan as Validator<SavedPlan>;

const PROBLEMS_SHOWN = 5;

/** Reads the text of a saved plan. Throws TypeError that says what is wrong with it. */
export function parseSavedPlan(text: string): SavedPlan {
  const data = parsed(text);
  checkVersion(data);
  if (!isSavedPlan(data)) {
    const problems = [...new Set((isSavedPlan.errors ?? []).map(say))];
    const left = problems.length - PROBLEMS_SHOWN;
    const more = left > 0 ? `; and ${left} more` : '';
    throw new TypeError(`not a saved plan: ${problems.slice(0, PROBLEMS_SHOWN).join('; ')}${more}`);
  }
  const names = data.plan.hosts.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length > 0) throw new TypeError(`not a saved plan: plan.hosts has ${twice.join(', ')} twice`);
  const untargeted = names.filter((name) => !Object.hasOwn(data.targets, name));
  if (untargeted.length > 0)
    throw new TypeError(`not a saved plan: targets lacks ${untargeted.join(', ')} of plan.hosts`);
  return data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TypeError(`not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** Older and newer formats are told apart before anything else is looked at. */
function checkVersion(data: unknown): void {
  const version = typeof data === 'object' && data !== null && 'version' in data ? data.version : undefined;
  if (version === 2) return;
  if (version === 1)
    throw new TypeError(
      'a plan of version 1, which does not hold what its changes run: save a new one with "kubestrap plan --out FILE" and review that',
    );
  throw new TypeError(
    version === undefined
      ? 'not a saved plan: it has no `version`'
      : `version ${JSON.stringify(version)} of saved plans is not known to this kubestrap, which reads 2`,
  );
}

function say({ keyword, instancePath, params }: ErrorObject): string {
  const at = instancePath
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
  const where = at === '' ? 'it' : at;
  switch (keyword) {
    case 'required':
      return `${where} has no \`${params.missingProperty}\``;
    case 'additionalProperties':
      return `${where} has an unknown key \`${params.additionalProperty}\``;
    case 'type':
      return `${where} is not of type ${[params.type].flat().join(' or ')}`;
    case 'enum':
      return `${where} is none of ${params.allowedValues.join(', ')}`;
    case 'const':
      return `${where} is not ${params.allowedValue}`;
    default:
      return `${where} is not valid (${keyword})`;
  }
}
