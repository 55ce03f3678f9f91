import type { CertificateRow, StatusReport } from './types.ts';

/** A label's value (Prometheus, text exposition format: backslash, quote and line feed are escaped). */
export function labelText(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

/**
 * The report as metrics in the text exposition format 0.0.4, for node_exporter's textfile collector: no timestamps,
 * which it refuses. All are gauges; times are seconds since the epoch.
 */
export function prometheusText(report: StatusReport): string {
  const { cluster, certificates, hosts } = report;
  const rows = certificates.filter(isFirst());
  const dates = (of: (row: CertificateRow) => string | null): Sample[] =>
    rows.flatMap((row) => {
      const date = of(row);
      return date === null ? [] : [{ labels: labelsOf(cluster, row), value: Date.parse(date) / 1000 }];
    });
  const metrics: readonly Metric[] = [
    {
      name: 'kubestrap_certificate_not_after_seconds',
      help: 'When the certificate ends, in seconds since the epoch.',
      samples: dates(({ notAfter }) => notAfter),
    },
    {
      name: 'kubestrap_certificate_not_before_seconds',
      help: 'When the certificate begins, in seconds since the epoch.',
      samples: dates(({ notBefore }) => notBefore),
    },
    {
      name: 'kubestrap_certificate_problems',
      help: 'What is wrong with the certificate besides its end: missing, unreadable, another CA, names that differ.',
      samples: rows.map((row) => ({ labels: labelsOf(cluster, row), value: row.problems.length })),
    },
    {
      name: 'kubestrap_certificate_host_up',
      help: 'Whether the host answered (1) or not (0).',
      samples: hosts.map(({ name, reachable }) => ({
        labels: { cluster, host: name },
        value: reachable ? 1 : 0,
      })),
    },
    {
      name: 'kubestrap_certificate_check_seconds',
      help: 'When this was looked at, in seconds since the epoch.',
      samples: [{ labels: { cluster }, value: Math.floor(Date.parse(report.checkedAt) / 1000) }],
    },
    {
      name: 'kubestrap_certificate_check_unanswered',
      help: 'Questions without an answer that are not about one host.',
      samples: [{ labels: { cluster }, value: report.unanswered.length }],
    },
  ];
  return metrics.map(metricText).join('');
}

/** A series may be there once only. */
function isFirst(): (row: CertificateRow) => boolean {
  const seen = new Set<string>();
  return (row) => {
    const key = JSON.stringify(labelsOf('', row));
    return !seen.has(key) && seen.add(key).has(key);
  };
}

function labelsOf(cluster: string, { place, host, name, path, renewedBy }: CertificateRow): Labels {
  return { cluster, place, host: host ?? '', name, path, renewed_by: renewedBy };
}

function metricText({ name, help, samples }: Metric): string {
  const lines = samples.map(({ labels, value }) => {
    const list = Object.entries(labels).map(([label, text]) => `${label}="${labelText(text)}"`);
    return `${name}{${list.join(',')}} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`;
}
