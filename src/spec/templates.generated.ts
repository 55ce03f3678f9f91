/** Generated from templates/init/ by scripts/generate.ts: change the templates instead. */

export const inventoryTemplate = `# yaml-language-server: \$schema=.schemas/inventory.schema.json
#
# The hosts: what they are for, and how SSH reaches them.
# Check it with \`kubestrap validate\`, look at what it means with \`kubestrap render\`.
apiVersion: kubestrap.dev/v1alpha1
kind: Inventory

ssh: # for every host; groups and hosts can override it
  user: root # anyone else needs sudo
  # identityFile: ~/.ssh/id_ed25519    # absent: the SSH agent, then the default keys
  # sudoPassword: { env: SUDO_PASSWORD }    # or { file: path }, { command: [pass, show, sudo] }; never the password
  # bastion: { address: 203.0.113.10, user: jump }
  port: 22

# Settings that hosts share; a host names its groups, and its own settings win.
# groups:
#   edge:
#     labels: { tier: edge }
#     node: { sysctls: { vm.swappiness: 1 } }

hosts:
  - name: cp-1 # the node's name
    role: control-plane # control-plane | worker
    address: 192.0.2.11 # how SSH reaches it
    # internalAddress: 10.0.0.11    # the node's IP in the cluster; absent: address
    # taints: []    # schedulable; absent: kubeadm's default, no ordinary pods on control planes

  - name: worker-1
    role: worker
    address: 192.0.2.21
    # labels: { topology.kubernetes.io/zone: a }
    # groups: [edge]
`;

export const clusterTemplate = `# yaml-language-server: \$schema=.schemas/cluster.schema.json
#
# The cluster: versions, networks, components, and the preparation of its nodes.
# Unknown keys are errors, so a typing mistake cannot pass unseen.
apiVersion: kubestrap.dev/v1alpha1
kind: Cluster
metadata:
  name: my-cluster

spec:
  kubernetesVersion: v1.36.2 # kubeadm and kubelet of this minor version are on the hosts already
  # imageRepository: mirror.example.org/kubernetes    # where hosts cannot reach the default registry

  controlPlaneEndpoint: # cannot change later
    host: apiserver.cluster.local
    port: 6443
    provider: hosts # hosts: entries in /etc/hosts, no load balancer | external: a load balancer of your own

  networking: # cannot change later
    podSubnet: 10.244.0.0/16
    serviceSubnet: 10.96.0.0/12
    dnsDomain: cluster.local

  # apiServer:
  #   certSANs: [api.example.org]
  #   extraArgs: { audit-log-maxage: "30" }    # values of flags are text: quote numbers and true/false

  kubelet: # any field of KubeletConfiguration
    cgroupDriver: systemd

  # kubeProxy: { mode: nftables } # any field of KubeProxyConfiguration

  node: # preparation of every host
    sysctls: {}
    # kernelModules: [br_netfilter]
    # ephemeralPorts: { range: [32768, 60999], reserved: auto }
    timeSync: { maxSkew: 500ms, maxWorkerSkew: 5s } # add \`provider: chrony, servers: [ntp.example.org]\` to have it done
    swap: disabled # disabled | kept (then kubelet.failSwapOn must be false)

  # A cluster needs a network add-on; its manifest goes here.
  # addons:
  #   - name: cni
  #     manifests: [./cni.yaml]
`;
