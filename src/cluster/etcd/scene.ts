import type { EtcdStatus } from '../../facts/etcd-types.ts';
import type { ExternalEtcd } from '../../model/cluster.ts';
import type { Script } from '../../shell/sh.ts';
import { controlPlanes, reached, type State, targeted } from '../state.ts';
import { askAt, type ExternalView, seatName, viewsOf } from './external.ts';
import type { EtcdView, SurveyedMember } from './survey.ts';

/** Where something is done to one member of etcd. */
export interface Place {
  /** The host that the steps run on. */
  readonly host: string;
  /** The member, where it is not the one of that host. */
  readonly member: string | null;
  readonly status: EtcdStatus;
  /** What comes first in a script that is about this member. */
  readonly reach: readonly Script[];
}

/** etcd as it is to be worked on: the static Pods of the control planes, or one elsewhere, through one of them. */
export interface EtcdScene {
  readonly isExternal: boolean;
  readonly views: readonly EtcdView[];
  /** Members that answer and that this run may change. */
  readonly places: readonly Place[];
  /** Where the members with a vote answer. */
  readonly urls: (members: readonly SurveyedMember[]) => readonly string[];
  /** What comes first in a script that is about all members. */
  readonly reach: readonly Script[];
  /** What to say where nobody tells the members. */
  readonly missing: string;
  /** What to say where there is no place; empty: there is one. */
  readonly noPlace: readonly string[];
}

/** Of `state.externalEtcd` where the spec has an external etcd, else of the facts. Pure. */
export function etcdScene(state: State): EtcdScene {
  const { etcd } = state.cluster;
  return 'external' in etcd ? outside(etcd.external, state.externalEtcd) : inside(state);
}

function inside(state: State): EtcdScene {
  const planes = targeted(state, controlPlanes(state));
  const places = planes.flatMap(({ host: { name }, facts: { etcd } }): Place[] =>
    etcd.status === null ? [] : [{ host: name, member: null, status: etcd.status, reach: [] }],
  );
  return {
    isExternal: false,
    views: reached(state, controlPlanes(state)).map(({ host, facts: { etcd } }) => ({
      host: host.name,
      etcd,
    })),
    places,
    urls: (members) =>
      members.filter(({ isLearner }) => !isLearner).flatMap(({ clientUrls }) => clientUrls[0] ?? []),
    reach: [],
    missing:
      'no control plane that answered says which members etcd has: see "kubestrap etcd status" for where each stands',
    noPlace: places.length > 0 ? [] : ['etcd answers on no control plane that this run is about'],
  };
}

function outside(external: ExternalEtcd, view: ExternalView | undefined): EtcdScene {
  const nothing = { isExternal: true, views: [], places: [], urls: () => [], reach: [], noPlace: [] };
  if (view === undefined || view.through === null)
    return { ...nothing, missing: view?.reason ?? 'etcd is external, and was not asked' };
  const { through, answer } = view;
  // members tell their own client URLs, which need not be how a control plane reaches them: the spec knows that
  const voters = answer.seats.filter(({ status }) => !status.isLearner).map(({ endpoint }) => endpoint);
  return {
    ...nothing,
    views: viewsOf(answer),
    places: answer.seats.map((seat) => ({
      host: through,
      member: seatName(answer, seat),
      status: seat.status,
      reach: [askAt(external, [seat.endpoint])],
    })),
    urls: () => voters,
    reach: [askAt(external, voters)],
    missing: `etcd is external, and tells ${through} nothing of its members: see whether the endpoints of spec.etcd.external answer there ("kubestrap etcd status")`,
  };
}
