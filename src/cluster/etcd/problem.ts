import type { EtcdProblem, MemberRow, ReportInput } from './report-types.ts';

/** What problems are found in. */
export type Input = ReportInput & { readonly members: readonly MemberRow[] };

export function problem(
  code: string,
  severity: EtcdProblem['severity'],
  about: string,
  { message, remedy }: { readonly message: string; readonly remedy: string },
): EtcdProblem {
  return { code, severity, subject: about, message, remedy };
}

/** What a problem of a member is about: its host where that is known. Null: no member. */
export function subject(member: MemberRow | undefined): string | null {
  return member === undefined ? null : (member.host ?? (member.name || member.id));
}
