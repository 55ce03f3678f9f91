import { KubeconfigError, kubeconfigServer, type Server, withServer } from '../cluster/kubeconfig.ts';
import { leader } from '../cluster/state.ts';
import { ADMIN_KUBECONFIG } from '../knowledge/directories.ts';
import { onHost } from '../model/failure.ts';
import { Secret } from '../secrets/secret.ts';
import { section } from '../shell/functions/frames.ts';
import { sh } from '../shell/sh.ts';
import type { Context } from '../workflow/context.ts';
import { RunFailedError, UsageError } from '../workflow/errors.ts';
import { observe, unreachableErrors } from '../workflow/observe.ts';

export interface AdminKubeconfig {
  readonly kubeconfig: Secret;
  /** Undefined: the endpoint, as on the control planes. */
  readonly server: Server | undefined;
}

/** A server that a kubeconfig may name. Throws UsageError; no host is touched. */
export function checkServer(server: string | undefined): void {
  if (server === undefined) return;
  const isUrl = URL.canParse(server) && new URL(server).protocol === 'https:' && !/\s/.test(server);
  if (!isUrl) throw new UsageError(`--server "${server}" is no URL such as https://192.0.2.11:6443`);
}

/**
 * The admin kubeconfig, from a control plane whose API server answers, with a server that can be reached from elsewhere
 * (`kubeconfigServer`), or the one that was asked for. Throws RunFailedError without a control plane that answers,
 * and where its admin.conf cannot be used.
 */
export async function kubeconfigAction(context: Context, asked?: string): Promise<AdminKubeconfig> {
  const { state } = await observe(context);
  const through = leader(state);
  const facts = through && state.facts.get(through.host.name);
  if (!through || !facts) {
    throw new RunFailedError(
      'no control plane has a cluster that answers',
      unreachableErrors(context, state),
      {
        remedy: ['"kubestrap plan" shows where each host stands'],
      },
    );
  }
  const result = await context.fleet.run(
    through.host.name,
    section('kubeconfig', sh`cat ${ADMIN_KUBECONFIG}`),
    {
      timeoutMs: 30_000,
    },
  );
  const text = (result.sections.get('kubeconfig') ?? '').replace(/\n+$/, '\n');
  const { host } = through;
  const server = kubeconfigServer(context.cluster, { host, apiServer: facts.apiServer }, asked);
  try {
    if (result.sectionCodes.get('kubeconfig') !== 0) throw new KubeconfigError('it cannot be read');
    if (text.trim() === '') throw new KubeconfigError('it is empty');
    const kubeconfig = server === undefined ? text : withServer(text, server);
    return { kubeconfig: new Secret('kubeconfig', kubeconfig), server };
  } catch (error) {
    if (!(error instanceof KubeconfigError)) throw error;
    const { code, message, remedy } = error;
    throw new RunFailedError('no kubeconfig was fetched', [
      onHost(host.name, { code, message, remedy: [remedy] }),
    ]);
  }
}
