/**
 * Sources that many rows name. The others: `RN1.x` is CHANGELOG-1.x of kubernetes/kubernetes, `kubernetes#n` a
 * pull request there, `KEP-n` a proposal in kubernetes/enhancements.
 */

/** From which minor on a gate existed, and was GA. */
export const REMOVED_PAGE = 'kubernetes/website feature-gates-removed.md';

/** The same, and since when it is locked, up to 1.34. */
export const FEATURE_LIST = 'kubernetes test/compatibility_lifecycle/reference/versioned_feature_list.yaml';

/** kubeadm's own gates. */
export const KUBEADM_FEATURES = 'kubernetes cmd/kubeadm/app/features/features.go';
