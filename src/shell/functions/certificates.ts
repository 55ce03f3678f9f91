import { call, type Script } from '../sh.ts';

/** Patches what joining control planes read, if it still has this hash. */
export const changeKubeadmConfig = (sha256: string, patch: string): Script =>
  call('change_kubeadm_config', sha256, patch);

/** Lets kubeadm issue the API server's certificate anew. */
export const issueApiserver = (directory: string, configuration: string): Script =>
  call('issue_apiserver', directory, configuration);

/** Renews one certificate; `command` is what kubeadm calls its certificates. */
export const renewCertificate = (name: string, configuration: string, command: readonly string[]): Script =>
  call('renew_certificate', name, configuration, command);

/** Issues the kubelet a client certificate, and restarts it. */
export const renewKubelet = (configuration: string): Script => call('renew_kubelet', configuration);
