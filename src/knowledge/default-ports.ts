/** Where components listen unless the spec says otherwise (kubernetes pkg/cluster/ports/ports.go; kubeadm's constants.go). */
export const DEFAULT_PORTS = {
  apiServer: 6443,
  etcdClient: 2379,
  etcdPeer: 2380,
  etcdMetrics: 2381,
  kubeletHealthz: 10248,
  kubeProxyMetrics: 10249,
  kubelet: 10250,
  schedulerInsecure: 10251,
  controllerManagerInsecure: 10252,
  kubeProxyHealthz: 10256,
  controllerManager: 10257,
  scheduler: 10259,
} as const;

/** First and last port of Services of type NodePort (kube-apiserver, --service-node-port-range). */
export const DEFAULT_NODE_PORTS = [30000, 32767] as const;
