import { Option } from 'commander';
import type { IngressFlags } from '../certs-flags.ts';
import type { RenewFlags } from '../certs-renew.ts';
import type { StatusFlags } from '../certs-status.ts';
import { namesOption, validityOption, WITHOUT_MAJORITY } from '../options.ts';
import type { AddCommand } from './setup.ts';

export const addCerts: AddCommand = (program, { globals }) => {
  const certs = program.command('certs').description('certificates');
  certs
    .command('ingress')
    .option(
      '-d, --directory <dir>',
      'write files here (default: .kubestrap/<cluster>/ingress beside the spec)',
    )
    .option('--only <names>', 'only these certificates', namesOption)
    .option('--renew-before <time>', 'how long before its end a certificate is due', validityOption)
    .option('--dry-run', 'say what would be issued and why, and stop', false)
    .option(...WITHOUT_MAJORITY)
    .option('--apply', 'put them into the cluster as Secrets, after a plan, instead of into files', false)
    .description('issue the certificates of spec.ingress that are missing, changed or due')
    .action(async (options: IngressFlags) => (await import('../certs.ts')).ingress(globals(), options));
  certs
    .command('status')
    .option('--warn <time>', 'a certificate that ends sooner is a warning (default: 30d)', validityOption)
    .option('--critical <time>', 'a certificate that ends sooner is critical (default: 7d)', validityOption)
    .option('--dir <dir>', 'look at the files of `certs ingress -d DIR`, too')
    .addOption(new Option('--format <format>', 'in place of the table').choices(['prometheus', 'ics']))
    .option('--out <file>', 'write the document here instead of to stdout')
    .description('every certificate of hosts and ingress Secrets: when it ends, and what is wrong with it')
    .action(async (options: StatusFlags) => (await import('../certs-status.ts')).status(globals(), options));
  certs
    .command('renew')
    .option(
      '--only <names>',
      "only these, by kubeadm's names (apiserver, etcd-server, admin.conf …)",
      namesOption,
    )
    .option(...WITHOUT_MAJORITY)
    .option('--dry-run', 'show the plan and stop', false)
    .description("renew kubeadm's certificates and restart what reads them, one control plane at a time")
    .action(async (options: RenewFlags) => (await import('../certs-renew.ts')).run(globals(), options));
};
