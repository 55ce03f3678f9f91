import type { EtcdFacts, EtcdMember } from '../../facts/etcd-types.ts';
import type { MemberState } from './quorum.ts';

/** A host with what its etcd says. */
export interface EtcdView {
  readonly host: string;
  readonly etcd: EtcdFacts;
}

/** A member and the host it runs on; null: none of those that answered. */
export interface SurveyedMember extends MemberState, EtcdMember {
  readonly host: string | null;
}

/**
 * The cluster's members, from the hosts that answered: as a member with a quorum lists them; without a quorum, as the
 * first one lists them that can. Null: none says anything. A member whose host did not answer counts as unhealthy.
 */
export function surveyMembers(views: readonly EtcdView[]): SurveyedMember[] | null {
  const listing =
    views.find(({ etcd }) => etcd.isHealthy && etcd.members !== null) ??
    views.find(({ etcd }) => etcd.members !== null);
  if (listing?.etcd.members == null) return null;
  return listing.etcd.members.map((member) => {
    const view = views.find((one) => isMember(one, member));
    const isSame = view?.etcd.status?.memberId === member.id;
    // a learner answers no read that needs the quorum
    const isHealthy = isSame && (view.etcd.isHealthy || (member.isLearner && view.etcd.isRunning));
    return { ...member, host: view?.host ?? null, isHealthy };
  });
}

/** By the id it gives itself; where it does not answer, by its manifest. */
function isMember({ etcd }: EtcdView, { id, name, peerUrls }: EtcdMember): boolean {
  if (etcd.status !== null) return etcd.status.memberId === id;
  if (etcd.manifest === null) return false;
  return peerUrls.includes(etcd.manifest.peerUrl) || (name !== '' && etcd.manifest.name === name);
}
