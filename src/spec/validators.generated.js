// Generated from schemas/ by scripts/generate.ts: change the schemas instead.
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// <stdin>
import { formats } from "./formats.ts";
var validateCluster = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://kubestrap.dev/v1alpha1/cluster.schema.json", "title": "ClusterFile", "description": "What the cluster is: versions, networks, the configuration of its components, and the preparation of its nodes. Which hosts it runs on is in the inventory.", "type": "object", "additionalProperties": false, "required": ["apiVersion", "kind", "metadata", "spec"], "properties": { "apiVersion": { "description": "Version of this format. Defaults never change within one.", "type": "string", "const": "kubestrap.dev/v1alpha1" }, "kind": { "description": "Always `Cluster`.", "type": "string", "const": "Cluster" }, "metadata": { "description": "What the cluster is called.", "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "description": "Name of the cluster; kubeadm's clusterName, and the name of its context in the kubeconfig.", "type": "string", "format": "dns-label", "examples": ["prod"] } } }, "spec": { "$ref": "#/$defs/spec" } }, "$defs": { "spec": { "description": "The wanted state of the cluster.", "type": "object", "additionalProperties": false, "required": ["kubernetesVersion", "controlPlaneEndpoint"], "properties": { "kubernetesVersion": { "description": "Kubernetes release to run, in full. The kubeadm on the hosts must be of the same minor version.", "type": "string", "format": "kubernetes-version", "examples": ["v1.36.2"] }, "imageRepository": { "description": "Registry and path that the control-plane images are pulled from, for a mirror. Absent: kubeadm's own default.", "type": "string", "format": "image-repository", "examples": ["mirror.example.org/kubernetes"] }, "controlPlaneEndpoint": { "description": "The address at which nodes and clients reach the API server. It cannot change after init.", "type": "object", "additionalProperties": false, "required": ["host"], "properties": { "host": { "description": "DNS name or IP address, without port. With provider `hosts` it must be a name.", "type": "string", "format": "host", "examples": ["apiserver.cluster.local"] }, "port": { "description": "TCP port of the endpoint.", "type": "integer", "minimum": 1, "maximum": 65535, "default": 6443 }, "provider": { "description": "Who makes the endpoint reach the control planes. `hosts`: entries in /etc/hosts of every host, no load balancer. `external`: a load balancer or DNS record of your own.", "type": "string", "enum": ["hosts", "external"], "default": "hosts" } } }, "networking": { "description": "Networks inside the cluster. For dual stack give `IPv4,IPv6`, the primary family first. They cannot change after init, and must not overlap each other or the hosts' addresses.", "type": "object", "additionalProperties": false, "properties": { "podSubnet": { "description": "CIDR that pods get their addresses from. Absent: none is configured, for network add-ons that bring their own.", "type": "string", "format": "cidr-list", "examples": ["10.244.0.0/16"] }, "serviceSubnet": { "description": "CIDR that Services get their addresses from.", "type": "string", "format": "cidr-list", "default": "10.96.0.0/12" }, "dnsDomain": { "description": "DNS domain of Services.", "type": "string", "format": "dns-name", "default": "cluster.local" } } }, "featureGates": { "description": "kubeadm's own feature gates (not those of the components: these go into `extraArgs`, `kubelet` and `kubeProxy`).", "type": "object", "additionalProperties": { "type": "boolean" }, "propertyNames": { "format": "feature-gate" }, "default": {} }, "apiServer": { "description": "kube-apiserver.", "type": "object", "additionalProperties": false, "properties": { "certSANs": { "description": "Further names and IP addresses of the API server's certificate. The endpoint's and the nodes' own are always in it.", "type": "array", "items": { "type": "string", "format": "host" }, "uniqueItems": true, "default": [] }, "extraArgs": { "$ref": "#/$defs/extraArgs" }, "extraVolumes": { "$ref": "#/$defs/extraVolumes" }, "extraEnvs": { "$ref": "#/$defs/extraEnvs" }, "bindPort": { "description": "TCP port that it listens on, on every control plane (kubeadm's `localAPIEndpoint.bindPort`). Absent: the endpoint's. Another one needs a load balancer of your own, which is provider `external`.", "type": "integer", "minimum": 1, "maximum": 65535 } } }, "controllerManager": { "$ref": "#/$defs/component", "description": "kube-controller-manager." }, "scheduler": { "$ref": "#/$defs/component", "description": "kube-scheduler." }, "etcd": { "description": "Where the cluster keeps its state: `local` (a member on every control plane, the default) or `external`. At most one of them.", "type": "object", "additionalProperties": false, "maxProperties": 1, "properties": { "local": { "$ref": "#/$defs/localEtcd" }, "external": { "$ref": "#/$defs/externalEtcd" } } }, "dns": { "$ref": "#/$defs/dns" }, "proxy": { "$ref": "#/$defs/proxy" }, "kubeProxy": { "description": "Fields of KubeProxyConfiguration, as kube-proxy takes them. They are checked against `kubernetesVersion`; [kube-proxy.md](kube-proxy.md) has them all. `apiVersion` and `kind` are written for you.", "type": "object", "additionalProperties": true, "default": {}, "examples": [{ "mode": "ipvs", "ipvs": { "scheduler": "rr", "strictARP": false } }] }, "kubelet": { "description": "Fields of KubeletConfiguration, as the kubelet takes them. They are checked against `kubernetesVersion`; [kubelet.md](kubelet.md) has them all. `apiVersion` and `kind` are written for you.", "type": "object", "additionalProperties": true, "default": {}, "examples": [{ "cgroupDriver": "systemd", "failSwapOn": true }] }, "kubeadm": { "$ref": "#/$defs/kubeadm" }, "patches": { "description": "Directory of kubeadm patches, named `target[suffix][+strategic|merge|json].yaml` or `.json`. Targets: kube-apiserver, kube-controller-manager, kube-scheduler, etcd, kubeletconfiguration (1.25), corednsdeployment (1.31), kubeproxydaemonset (1.37). They are put on every host, under /etc/kubernetes/patches. Needs Kubernetes 1.22.", "type": "string", "minLength": 1, "examples": ["./patches"] }, "node": { "$ref": "#/$defs/node", "description": "Preparation of every host. Groups and hosts of the inventory override it: maps merge key by key, lists replace." }, "runtime": { "description": "The container runtime.", "type": "object", "additionalProperties": false, "properties": { "type": { "description": "Which one. Only containerd is known.", "type": "string", "enum": ["containerd"], "default": "containerd" }, "install": { "description": "Who installs it. `none`: it is on the hosts already.", "type": "string", "enum": ["none"], "default": "none" }, "criSocket": { "description": "The socket that it serves, with scheme.", "type": "string", "format": "cri-socket", "default": "unix:///run/containerd/containerd.sock" } } }, "install": { "description": "Where kubeadm, kubelet and kubectl come from.", "type": "object", "additionalProperties": false, "properties": { "source": { "description": "`none`: they are on the hosts already.", "type": "string", "enum": ["none"], "default": "none" } } }, "ignorePreflightErrors": { "description": "kubeadm preflight checks to ignore by name, beyond those that the spec implies (`Swap`, where swap is kept). `all` is refused.", "type": "array", "items": { "type": "string", "format": "preflight-check" }, "uniqueItems": true, "default": [], "examples": [["NumCPU"]] }, "addons": { "description": "Manifests that are applied after init, in order; the network add-on belongs here.", "type": "array", "default": [], "items": { "$ref": "#/$defs/addon" }, "examples": [[{ "name": "cni", "manifests": ["./cni.yaml"] }]] }, "ingress": { "$ref": "#/$defs/ingress" } } }, "extraArgs": { "description": "Flags, without the leading dashes. They replace kubeadm's default for that flag. A list repeats the flag (more than one value needs Kubernetes 1.31).", "type": "object", "propertyNames": { "format": "flag" }, "additionalProperties": { "type": ["string", "array"], "items": { "type": "string" }, "minItems": 1 }, "default": {}, "examples": [{ "bind-address": "0.0.0.0" }] }, "extraVolumes": { "description": "Directories and files of the host to mount into the component's static pod.", "type": "array", "default": [], "items": { "$ref": "#/$defs/extraVolume" }, "examples": [[{ "name": "timezone", "hostPath": "/etc/localtime", "mountPath": "/etc/localtime", "readOnly": true, "pathType": "File" }]] }, "extraEnvs": { "description": "Environment variables of the component, as in a container (`name`, and `value` or `valueFrom`). Needs Kubernetes 1.31.", "type": "array", "default": [], "items": { "$ref": "#/$defs/extraEnv" } }, "component": { "type": "object", "additionalProperties": false, "properties": { "extraArgs": { "$ref": "#/$defs/extraArgs" }, "extraVolumes": { "$ref": "#/$defs/extraVolumes" }, "extraEnvs": { "$ref": "#/$defs/extraEnvs" } } }, "node": { "description": "Preparation of a host.", "type": "object", "additionalProperties": false, "properties": { "kernelModules": { "description": "Modules to load now and at boot, added to those that the proxy mode and the runtime need.", "type": "array", "items": { "type": "string", "format": "kernel-module" }, "uniqueItems": true, "default": [] }, "kernelModuleOptions": { "description": "Options that kernel modules are loaded with, as in modprobe.d: module to options. A module that is loaded already keeps those it has until the next boot.", "type": "object", "propertyNames": { "format": "kernel-module" }, "additionalProperties": { "type": "string", "format": "module-options" }, "default": {}, "examples": [{ "ip_vs": "conn_tab_bits=16" }] }, "deniedKernelModules": { "description": "Modules that must not be loaded, neither by themselves nor by name. One that is loaded now is named, and stays until the next boot.", "type": "array", "items": { "type": "string", "format": "kernel-module" }, "uniqueItems": true, "default": [], "examples": [["sctp", "dccp"]] }, "sysctls": { "description": "Kernel parameters to set now and at boot, added to those that Kubernetes needs.", "type": "object", "propertyNames": { "format": "sysctl" }, "additionalProperties": { "type": ["string", "integer"], "format": "sysctl-value" }, "default": {}, "examples": [{ "vm.max_map_count": 262144 }] }, "ephemeralPorts": { "$ref": "#/$defs/ephemeralPorts" }, "timeSync": { "description": "Who keeps the clocks in step, and how far they may differ. kubestrap measures it, and refuses to init or join past the bound.", "type": "object", "additionalProperties": false, "properties": { "provider": { "description": "`chrony` or `timesyncd`: configured, enabled, and waited for; other clients are turned off. `none`: you do it.", "type": "string", "enum": ["chrony", "timesyncd", "none"], "default": "none" }, "servers": { "description": "NTP servers: DNS names, IP addresses, or names of hosts of the inventory, which then serve the others. A host that serves takes its own time from the servers that are not in the inventory, and from its own clock where there is none.", "type": "array", "items": { "type": "string", "format": "host" }, "uniqueItems": true, "default": [], "examples": [["ntp.example.org"], ["cp-1"]] }, "correction": { "description": "What happens to a clock that is off by more than a second when the client starts. `step`: it is set at once. `slew`: it runs faster or slower until it is right, which takes hours for minutes; chrony only.", "type": "string", "enum": ["step", "slew"], "default": "step" }, "wait": { "description": "How long apply waits for a clock to be synchronised, in `s` or `m`.", "type": "string", "format": "duration", "default": "2m" }, "maxSkew": { "description": "Bound for control planes, in `ms`, `s` or `m`.", "type": "string", "format": "duration", "default": "500ms" }, "maxWorkerSkew": { "description": "Bound for workers, in `ms`, `s` or `m`.", "type": "string", "format": "duration", "default": "5s" } } }, "swap": { "description": "`disabled`: swap is turned off now and at boot: fstab's entries, systemd's swap units and zram generators. `kept`: it is left alone, and `kubelet.failSwapOn` must be false.", "type": "string", "enum": ["disabled", "kept"], "default": "disabled" }, "hostname": { "description": "`managed`: the host's name is set to the node's name. `unmanaged`: it stays what it is; the node has its name all the same.", "type": "string", "enum": ["managed", "unmanaged"], "default": "unmanaged" }, "selinux": { "description": "SELinux on hosts that have it.", "type": "object", "additionalProperties": false, "properties": { "mode": { "description": "`enforcing` or `permissive`: set now and at boot. `unmanaged`: left as it is.", "type": "string", "enum": ["enforcing", "permissive", "unmanaged"], "default": "unmanaged" } } }, "firewall": { "description": "The firewall of the host, where one is active.", "type": "object", "additionalProperties": false, "properties": { "manage": { "description": "Open the ports that the host's role needs in firewalld or ufw. False: they are only listed where a firewall is active.", "type": "boolean", "default": false }, "extraPorts": { "description": "Further ports to open on the host, such as those of the network add-on or an ingress: `port/protocol`, also as a range.", "type": "array", "items": { "type": "string", "format": "port-protocol" }, "uniqueItems": true, "default": [], "examples": [["8472/udp", "80/tcp", "443/tcp"]] } } }, "proxy": { "description": "HTTP proxy of the container runtime, the kubelet and kubeadm (which hands it on to the control plane's static pods).", "type": "object", "additionalProperties": false, "properties": { "httpProxy": { "description": "Proxy for http URLs.", "type": "string", "format": "proxy-url", "default": "" }, "httpsProxy": { "description": "Proxy for https URLs.", "type": "string", "format": "proxy-url", "default": "" }, "noProxy": { "description": "Further names, domains, addresses and networks that are reached directly, beside those that kubestrap computes: loopback, the hosts, the endpoint, the pod and service subnets, and the cluster's domain.", "type": "array", "items": { "type": "string", "format": "no-proxy" }, "uniqueItems": true, "default": [], "examples": [[".example.org", "192.0.2.0/24"]] } } }, "hosts": { "description": "Further entries of /etc/hosts.", "type": "array", "default": [], "items": { "type": "object", "additionalProperties": false, "required": ["ip", "names"], "properties": { "ip": { "description": "IP address.", "type": "string", "format": "ip" }, "names": { "description": "Names that resolve to it.", "type": "array", "items": { "type": "string", "format": "dns-name" }, "minItems": 1, "uniqueItems": true } } }, "examples": [[{ "ip": "10.0.0.5", "names": ["mirror.example.org"] }]] }, "kubeletExtraArgs": { "$ref": "#/$defs/extraArgs", "description": "Flags of the kubelet on this host, without the leading dashes (kubeadm's `nodeRegistration.kubeletExtraArgs`); what all kubelets share is better in `spec.kubelet`. `node-ip` and others that the inventory already says are refused. A list repeats the flag (more than one value needs Kubernetes 1.31)." } } }, "addon": { "type": "object", "additionalProperties": false, "required": ["name", "manifests"], "properties": { "name": { "description": "Name of the add-on; unique.", "type": "string", "format": "dns-label" }, "manifests": { "description": "Files, relative to this one; applied in order.", "type": "array", "items": { "type": "string", "minLength": 1 }, "minItems": 1, "uniqueItems": true } } }, "secret": { "description": "Where a secret comes from; never the secret itself. Exactly one of the keys.", "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1, "properties": { "env": { "description": "Environment variable that holds it, on the machine that runs kubestrap.", "type": "string", "format": "environment-variable", "examples": ["SUDO_PASSWORD"] }, "file": { "description": "File that holds it, relative to this one; readable by its owner only. One newline at its end is dropped.", "type": "string", "minLength": 1 }, "command": { "description": "Program and arguments that print it, run here; no shell interprets them. One newline at its end is dropped.", "type": "array", "items": { "type": "string" }, "minItems": 1, "examples": [["pass", "show", "hosts/sudo"]] } } }, "ingress": { "description": "What the outside reaches the cluster's services through.", "type": "object", "additionalProperties": false, "properties": { "certificates": { "description": "Server certificates, made by `kubestrap certs ingress`: files, and a Secret for each.", "type": "array", "default": [], "items": { "$ref": "#/$defs/ingressCertificate" } }, "generatedCA": { "$ref": "#/$defs/generatedCA" } } }, "ingressCertificate": { "description": "A certificate and its names; at least one of `dnsNames`, `ipAddresses` and `uris`.", "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "description": "Name of the certificate and of its directory; unique.", "type": "string", "format": "dns-label" }, "namespace": { "description": "Namespace of the Secret.", "type": "string", "format": "dns-label", "default": "default" }, "secretName": { "description": "Name of the Secret (type kubernetes.io/tls). Absent: the certificate's name with `-tls` after it.", "type": "string", "format": "dns-name", "examples": ["web-tls"] }, "dnsNames": { "description": "DNS names; `*` may stand for the whole first label. Names in Unicode become punycode.", "type": "array", "items": { "type": "string", "format": "certificate-dns-name" }, "uniqueItems": true, "default": [], "examples": [["web.example.org", "*.web.example.org"]] }, "ipAddresses": { "description": "IPv4 and IPv6 addresses.", "type": "array", "items": { "type": "string", "format": "ip" }, "uniqueItems": true, "default": [], "examples": [["10.0.0.80"]] }, "uris": { "description": "URIs, such as SPIFFE IDs.", "type": "array", "items": { "type": "string", "format": "uri-name" }, "uniqueItems": true, "default": [], "examples": [["spiffe://example.org/web"]] }, "keyAlgorithm": { "description": "Kind of the key. Browsers do not take Ed25519.", "type": "string", "enum": ["RSA-2048", "RSA-3072", "RSA-4096", "ECDSA-P256", "ECDSA-P384", "Ed25519"], "default": "RSA-2048" }, "validity": { "description": "How long it is valid, in days or hours; browsers take 398 days at most. A change counts from the next issue on.", "type": "string", "format": "validity", "default": "365d" }, "ca": { "$ref": "#/$defs/certificateAuthority" } } }, "certificateAuthority": { "description": "Who signs the certificate.", "type": "object", "additionalProperties": false, "properties": { "mode": { "description": "`generated`: a CA of our own, made once and kept in `.kubestrap/` beside this file. `files`: a CA of yours. `cluster`: the cluster's CA; its key is used on a control plane and stays there. `selfSigned`: the certificate itself.", "type": "string", "enum": ["generated", "files", "cluster", "selfSigned"], "default": "generated" }, "certFile": { "description": "With `files`: PEM file of the CA's certificate, relative to this one; certificates between it and the root may follow it.", "type": "string", "minLength": 1 }, "keyFile": { "description": "With `files`: PEM file of its key, relative to this one; PKCS#8 or traditional, encrypted or not.", "type": "string", "minLength": 1 }, "passphrase": { "$ref": "#/$defs/secret", "description": "With `files`: of the encrypted key." } } }, "generatedCA": { "description": "The CA of the certificates with `ca.mode: generated`. It is made once, and never replaced: what is changed here afterwards is refused.", "type": "object", "additionalProperties": false, "properties": { "commonName": { "description": "Its name. Absent: `kubestrap ingress CA of`, and the cluster's name.", "type": "string", "format": "common-name", "examples": ["Example Corp ingress CA"] }, "keyAlgorithm": { "description": "Kind of its key.", "type": "string", "enum": ["RSA-2048", "RSA-3072", "RSA-4096", "ECDSA-P256", "ECDSA-P384", "Ed25519"], "default": "RSA-2048" }, "validity": { "description": "How long it is valid, in days or hours. No certificate outlives it.", "type": "string", "format": "validity", "default": "3650d" }, "permittedDomains": { "description": "Domains that it may issue DNS names in, subdomains included (name constraints); clients refuse others, should the key be stolen. Empty: any.", "type": "array", "items": { "type": "string", "format": "domain" }, "uniqueItems": true, "default": [], "examples": [["example.org"]] }, "permittedNetworks": { "description": "Networks that it may issue addresses in. Empty: any.", "type": "array", "items": { "type": "string", "format": "network" }, "uniqueItems": true, "default": [], "examples": [["10.0.0.0/8"]] }, "passphrase": { "$ref": "#/$defs/secret", "description": "Encrypts its key on disk (PKCS#8, AES-256-CBC). Absent: the key is protected by its file's mode alone." } } }, "localEtcd": { "description": "A member on every control plane, run by kubeadm.", "type": "object", "additionalProperties": false, "properties": { "extraArgs": { "$ref": "#/$defs/extraArgs" }, "extraEnvs": { "$ref": "#/$defs/extraEnvs" }, "dataDir": { "description": "Directory of the data, on the control planes. Absent: kubeadm's default, /var/lib/etcd.", "type": "string", "format": "absolute-path" }, "imageRepository": { "description": "Registry and path of the etcd image. Absent: the cluster's.", "type": "string", "format": "image-repository" }, "imageTag": { "description": "Tag of the etcd image. Absent: the one this kubeadm was tested with.", "type": "string", "format": "image-tag" }, "snapshotKey": { "$ref": "#/$defs/secret", "description": "Encrypts what `etcd snapshot` writes (AES-256-GCM; the key is made of it by scrypt), and opens it for `etcd restore`. At least 16 characters. Absent: snapshots are protected by their files' mode alone." }, "serverCertSANs": { "description": "Further names and IP addresses of the server certificate.", "type": "array", "items": { "type": "string", "format": "host" }, "uniqueItems": true, "default": [] }, "peerCertSANs": { "description": "Further names and IP addresses of the peer certificate.", "type": "array", "items": { "type": "string", "format": "host" }, "uniqueItems": true, "default": [] } } }, "externalEtcd": { "description": "An etcd cluster of your own. The three files must be on the first control plane before `apply`; kubeadm takes them to the others.", "type": "object", "additionalProperties": false, "required": ["endpoints", "caFile", "certFile", "keyFile"], "properties": { "endpoints": { "description": "Client URLs of the members.", "type": "array", "items": { "type": "string", "format": "https-url" }, "minItems": 1, "uniqueItems": true, "examples": [["https://10.0.0.31:2379"]] }, "httpEndpoints": { "description": "URLs at which the members serve /metrics and /health, where those are not their client URLs. Needs Kubernetes 1.35.", "type": "array", "items": { "type": "string", "format": "http-url" }, "minItems": 1, "uniqueItems": true, "examples": [["http://10.0.0.31:2381"]] }, "caFile": { "description": "Path of the CA certificate on the control planes.", "type": "string", "format": "absolute-path" }, "certFile": { "description": "Path of the client certificate on the control planes.", "type": "string", "format": "absolute-path" }, "keyFile": { "description": "Path of the client key on the control planes.", "type": "string", "format": "absolute-path" }, "snapshotKey": { "$ref": "#/$defs/secret", "description": "Encrypts what `etcd snapshot` writes, as with `local`; `etcd snapshot --decrypt` opens it. At least 16 characters. Absent: snapshots are protected by their files' mode alone." } } }, "extraVolume": { "type": "object", "additionalProperties": false, "required": ["name", "hostPath", "mountPath"], "properties": { "name": { "description": "Name of the volume; unique.", "type": "string", "format": "dns-label" }, "hostPath": { "description": "Path on the control planes.", "type": "string", "format": "absolute-path" }, "mountPath": { "description": "Path in the pod.", "type": "string", "format": "absolute-path" }, "readOnly": { "description": "Mount it read-only. Absent: kubeadm's default, false.", "type": "boolean" }, "pathType": { "description": "What must be there. Absent: not checked.", "type": "string", "enum": ["DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice"] } } }, "extraEnv": { "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "description": "Name of the variable.", "type": "string", "minLength": 1 }, "value": { "description": "Its value.", "type": "string" }, "valueFrom": { "description": "A source for its value, as Kubernetes has it.", "type": "object", "additionalProperties": true } } }, "ephemeralPorts": { "description": "Source ports of outgoing connections (net.ipv4.ip_local_port_range), and which of them are kept free for listeners. Absent: the kernel's range is left alone and nothing is reserved.", "type": "object", "additionalProperties": false, "properties": { "range": { "description": "First and last port, inclusive.", "type": "array", "items": { "type": "integer", "minimum": 1024, "maximum": 65535 }, "minItems": 2, "maxItems": 2, "default": [32768, 60999] }, "reserved": { "description": "Ports of the range that no outgoing connection may take (net.ipv4.ip_local_reserved_ports). `auto`: the component ports and NodePorts that the range covers. Else a list of ports and ranges.", "type": ["string", "array"], "format": "auto", "items": { "type": "string", "format": "port-range" }, "default": "auto", "examples": [["6443", "10248-10259", "30000-32767"]] } } }, "dns": { "description": "The DNS add-on that kubeadm installs, CoreDNS.", "type": "object", "additionalProperties": false, "properties": { "imageRepository": { "description": "Registry and path of its image. Absent: kubeadm's default, which follows the cluster's.", "type": "string", "format": "image-repository" }, "imageTag": { "description": "Tag of its image. Absent: the one this kubeadm was tested with.", "type": "string", "format": "image-tag" }, "disabled": { "description": "Do not install it. Needs Kubernetes 1.31; from 1.22 on, `kubeadm.skipPhases.init` can have `addon/coredns`.", "type": "boolean" } } }, "proxy": { "description": "The kube-proxy add-on that kubeadm installs. Its configuration is `kubeProxy`; an HTTP proxy is none of this.", "type": "object", "additionalProperties": false, "properties": { "disabled": { "description": "Do not install it, as for a network add-on that replaces it. Needs Kubernetes 1.31; from 1.22 on, `kubeadm.skipPhases.init` can have `addon/kube-proxy`.", "type": "boolean" } } }, "kubeadm": { "description": "How kubeadm goes about it. Absent keys are kubeadm's own defaults.", "type": "object", "additionalProperties": false, "properties": { "skipPhases": { "description": "Phases to leave out.", "type": "object", "additionalProperties": false, "properties": { "init": { "description": "Phases of `kubeadm init`, as `kubeadm init --help` lists them. What they would have done is then yours to do. Needs Kubernetes 1.22.", "type": "array", "items": { "type": "string", "format": "kubeadm-phase" }, "uniqueItems": true, "default": [], "examples": [["addon/kube-proxy"]] }, "join": { "description": "Phases of `kubeadm join`, as `kubeadm join --help` lists them. What they would have done is then yours to do. Needs Kubernetes 1.22.", "type": "array", "items": { "type": "string", "format": "kubeadm-phase" }, "uniqueItems": true, "default": [], "examples": [["control-plane-join/mark-control-plane"]] } } }, "timeouts": { "description": "How long kubeadm waits, in Go's notation (`90s`, `4m0s`, `1h30m`). All but the first two need Kubernetes 1.31.", "type": "object", "additionalProperties": false, "properties": { "controlPlaneComponentHealthCheck": { "description": "For a control-plane component to become healthy (before 1.31 kubeadm's `apiServer.timeoutForControlPlane`; kubeadm waits 4m0s by itself).", "type": "string", "format": "go-duration", "examples": ["10m0s"] }, "discovery": { "description": "For a joining host to find the API server and check who it is (before 1.31 kubeadm's `discovery.timeout`; 5m0s).", "type": "string", "format": "go-duration", "examples": ["10m0s"] }, "kubeletHealthCheck": { "description": "For the kubelet to become healthy (4m0s).", "type": "string", "format": "go-duration", "examples": ["8m0s"] }, "kubernetesAPICall": { "description": "For a call to the API server (1m0s).", "type": "string", "format": "go-duration", "examples": ["2m0s"] }, "etcdAPICall": { "description": "For a call to etcd (2m0s).", "type": "string", "format": "go-duration", "examples": ["4m0s"] }, "tlsBootstrap": { "description": "For the kubelet to get its certificate (5m0s).", "type": "string", "format": "go-duration", "examples": ["10m0s"] }, "upgradeManifests": { "description": "For the static pods of a new version to come up (5m0s).", "type": "string", "format": "go-duration", "examples": ["10m0s"] } } }, "imagePullPolicy": { "description": "When init and join pull images (kubeadm pulls what is missing, `IfNotPresent`). Needs Kubernetes 1.22.", "type": "string", "enum": ["Always", "IfNotPresent", "Never"] }, "imagePullSerial": { "description": "Pull images one by one (kubeadm does). Needs Kubernetes 1.31.", "type": "boolean" }, "certificatesDir": { "description": "Directory of the cluster's certificates on the hosts. Absent: /etc/kubernetes/pki. It cannot change after init.", "type": "string", "format": "absolute-path" }, "certificateValidityPeriod": { "description": "How long certificates are valid, in Go's notation, whose largest unit is the hour (kubeadm's default is a year, 8760h0m0s). Needs Kubernetes 1.31.", "type": "string", "format": "go-duration", "examples": ["17520h0m0s"] }, "caCertificateValidityPeriod": { "description": "How long certificate authorities are valid (kubeadm's default is ten years, 87600h0m0s). Needs Kubernetes 1.31.", "type": "string", "format": "go-duration", "examples": ["175200h0m0s"] }, "encryptionAlgorithm": { "description": "Kind of the keys that kubeadm makes (RSA-2048 by itself). Needs Kubernetes 1.31, ECDSA-P384 1.34.", "type": "string", "enum": ["RSA-2048", "RSA-3072", "RSA-4096", "ECDSA-P256", "ECDSA-P384"] } } } } };
var formats0 = formats["dns-label"];
var schema32 = { "description": "The wanted state of the cluster.", "type": "object", "additionalProperties": false, "required": ["kubernetesVersion", "controlPlaneEndpoint"], "properties": { "kubernetesVersion": { "description": "Kubernetes release to run, in full. The kubeadm on the hosts must be of the same minor version.", "type": "string", "format": "kubernetes-version", "examples": ["v1.36.2"] }, "imageRepository": { "description": "Registry and path that the control-plane images are pulled from, for a mirror. Absent: kubeadm's own default.", "type": "string", "format": "image-repository", "examples": ["mirror.example.org/kubernetes"] }, "controlPlaneEndpoint": { "description": "The address at which nodes and clients reach the API server. It cannot change after init.", "type": "object", "additionalProperties": false, "required": ["host"], "properties": { "host": { "description": "DNS name or IP address, without port. With provider `hosts` it must be a name.", "type": "string", "format": "host", "examples": ["apiserver.cluster.local"] }, "port": { "description": "TCP port of the endpoint.", "type": "integer", "minimum": 1, "maximum": 65535, "default": 6443 }, "provider": { "description": "Who makes the endpoint reach the control planes. `hosts`: entries in /etc/hosts of every host, no load balancer. `external`: a load balancer or DNS record of your own.", "type": "string", "enum": ["hosts", "external"], "default": "hosts" } } }, "networking": { "description": "Networks inside the cluster. For dual stack give `IPv4,IPv6`, the primary family first. They cannot change after init, and must not overlap each other or the hosts' addresses.", "type": "object", "additionalProperties": false, "properties": { "podSubnet": { "description": "CIDR that pods get their addresses from. Absent: none is configured, for network add-ons that bring their own.", "type": "string", "format": "cidr-list", "examples": ["10.244.0.0/16"] }, "serviceSubnet": { "description": "CIDR that Services get their addresses from.", "type": "string", "format": "cidr-list", "default": "10.96.0.0/12" }, "dnsDomain": { "description": "DNS domain of Services.", "type": "string", "format": "dns-name", "default": "cluster.local" } } }, "featureGates": { "description": "kubeadm's own feature gates (not those of the components: these go into `extraArgs`, `kubelet` and `kubeProxy`).", "type": "object", "additionalProperties": { "type": "boolean" }, "propertyNames": { "format": "feature-gate" }, "default": {} }, "apiServer": { "description": "kube-apiserver.", "type": "object", "additionalProperties": false, "properties": { "certSANs": { "description": "Further names and IP addresses of the API server's certificate. The endpoint's and the nodes' own are always in it.", "type": "array", "items": { "type": "string", "format": "host" }, "uniqueItems": true, "default": [] }, "extraArgs": { "$ref": "#/$defs/extraArgs" }, "extraVolumes": { "$ref": "#/$defs/extraVolumes" }, "extraEnvs": { "$ref": "#/$defs/extraEnvs" }, "bindPort": { "description": "TCP port that it listens on, on every control plane (kubeadm's `localAPIEndpoint.bindPort`). Absent: the endpoint's. Another one needs a load balancer of your own, which is provider `external`.", "type": "integer", "minimum": 1, "maximum": 65535 } } }, "controllerManager": { "$ref": "#/$defs/component", "description": "kube-controller-manager." }, "scheduler": { "$ref": "#/$defs/component", "description": "kube-scheduler." }, "etcd": { "description": "Where the cluster keeps its state: `local` (a member on every control plane, the default) or `external`. At most one of them.", "type": "object", "additionalProperties": false, "maxProperties": 1, "properties": { "local": { "$ref": "#/$defs/localEtcd" }, "external": { "$ref": "#/$defs/externalEtcd" } } }, "dns": { "$ref": "#/$defs/dns" }, "proxy": { "$ref": "#/$defs/proxy" }, "kubeProxy": { "description": "Fields of KubeProxyConfiguration, as kube-proxy takes them. They are checked against `kubernetesVersion`; [kube-proxy.md](kube-proxy.md) has them all. `apiVersion` and `kind` are written for you.", "type": "object", "additionalProperties": true, "default": {}, "examples": [{ "mode": "ipvs", "ipvs": { "scheduler": "rr", "strictARP": false } }] }, "kubelet": { "description": "Fields of KubeletConfiguration, as the kubelet takes them. They are checked against `kubernetesVersion`; [kubelet.md](kubelet.md) has them all. `apiVersion` and `kind` are written for you.", "type": "object", "additionalProperties": true, "default": {}, "examples": [{ "cgroupDriver": "systemd", "failSwapOn": true }] }, "kubeadm": { "$ref": "#/$defs/kubeadm" }, "patches": { "description": "Directory of kubeadm patches, named `target[suffix][+strategic|merge|json].yaml` or `.json`. Targets: kube-apiserver, kube-controller-manager, kube-scheduler, etcd, kubeletconfiguration (1.25), corednsdeployment (1.31), kubeproxydaemonset (1.37). They are put on every host, under /etc/kubernetes/patches. Needs Kubernetes 1.22.", "type": "string", "minLength": 1, "examples": ["./patches"] }, "node": { "$ref": "#/$defs/node", "description": "Preparation of every host. Groups and hosts of the inventory override it: maps merge key by key, lists replace." }, "runtime": { "description": "The container runtime.", "type": "object", "additionalProperties": false, "properties": { "type": { "description": "Which one. Only containerd is known.", "type": "string", "enum": ["containerd"], "default": "containerd" }, "install": { "description": "Who installs it. `none`: it is on the hosts already.", "type": "string", "enum": ["none"], "default": "none" }, "criSocket": { "description": "The socket that it serves, with scheme.", "type": "string", "format": "cri-socket", "default": "unix:///run/containerd/containerd.sock" } } }, "install": { "description": "Where kubeadm, kubelet and kubectl come from.", "type": "object", "additionalProperties": false, "properties": { "source": { "description": "`none`: they are on the hosts already.", "type": "string", "enum": ["none"], "default": "none" } } }, "ignorePreflightErrors": { "description": "kubeadm preflight checks to ignore by name, beyond those that the spec implies (`Swap`, where swap is kept). `all` is refused.", "type": "array", "items": { "type": "string", "format": "preflight-check" }, "uniqueItems": true, "default": [], "examples": [["NumCPU"]] }, "addons": { "description": "Manifests that are applied after init, in order; the network add-on belongs here.", "type": "array", "default": [], "items": { "$ref": "#/$defs/addon" }, "examples": [[{ "name": "cni", "manifests": ["./cni.yaml"] }]] }, "ingress": { "$ref": "#/$defs/ingress" } } };
var schema33 = { "description": "Flags, without the leading dashes. They replace kubeadm's default for that flag. A list repeats the flag (more than one value needs Kubernetes 1.31).", "type": "object", "propertyNames": { "format": "flag" }, "additionalProperties": { "type": ["string", "array"], "items": { "type": "string" }, "minItems": 1 }, "default": {}, "examples": [{ "bind-address": "0.0.0.0" }] };
var schema45 = { "description": "The DNS add-on that kubeadm installs, CoreDNS.", "type": "object", "additionalProperties": false, "properties": { "imageRepository": { "description": "Registry and path of its image. Absent: kubeadm's default, which follows the cluster's.", "type": "string", "format": "image-repository" }, "imageTag": { "description": "Tag of its image. Absent: the one this kubeadm was tested with.", "type": "string", "format": "image-tag" }, "disabled": { "description": "Do not install it. Needs Kubernetes 1.31; from 1.22 on, `kubeadm.skipPhases.init` can have `addon/coredns`.", "type": "boolean" } } };
var schema46 = { "description": "The kube-proxy add-on that kubeadm installs. Its configuration is `kubeProxy`; an HTTP proxy is none of this.", "type": "object", "additionalProperties": false, "properties": { "disabled": { "description": "Do not install it, as for a network add-on that replaces it. Needs Kubernetes 1.31; from 1.22 on, `kubeadm.skipPhases.init` can have `addon/kube-proxy`.", "type": "boolean" } } };
var schema47 = { "description": "How kubeadm goes about it. Absent keys are kubeadm's own defaults.", "type": "object", "additionalProperties": false, "properties": { "skipPhases": { "description": "Phases to leave out.", "type": "object", "additionalProperties": false, "properties": { "init": { "description": "Phases of `kubeadm init`, as `kubeadm init --help` lists them. What they would have done is then yours to do. Needs Kubernetes 1.22.", "type": "array", "items": { "type": "string", "format": "kubeadm-phase" }, "uniqueItems": true, "default": [], "examples": [["addon/kube-proxy"]] }, "join": { "description": "Phases of `kubeadm join`, as `kubeadm join --help` lists them. What they would have done is then yours to do. Needs Kubernetes 1.22.", "type": "array", "items": { "type": "string", "format": "kubeadm-phase" }, "uniqueItems": true, "default": [], "examples": [["control-plane-join/mark-control-plane"]] } } }, "timeouts": { "description": "How long kubeadm waits, in Go's notation (`90s`, `4m0s`, `1h30m`). All but the first two need Kubernetes 1.31.", "type": "object", "additionalProperties": false, "properties": { "controlPlaneComponentHealthCheck": { "description": "For a control-plane component to become healthy (before 1.31 kubeadm's `apiServer.timeoutForControlPlane`; kubeadm waits 4m0s by itself).", "type": "string", "format": "go-duration", "examples": ["10m0s"] }, "discovery": { "description": "For a joining host to find the API server and check who it is (before 1.31 kubeadm's `discovery.timeout`; 5m0s).", "type": "string", "format": "go-duration", "examples": ["10m0s"] }, "kubeletHealthCheck": { "description": "For the kubelet to become healthy (4m0s).", "type": "string", "format": "go-duration", "examples": ["8m0s"] }, "kubernetesAPICall": { "description": "For a call to the API server (1m0s).", "type": "string", "format": "go-duration", "examples": ["2m0s"] }, "etcdAPICall": { "description": "For a call to etcd (2m0s).", "type": "string", "format": "go-duration", "examples": ["4m0s"] }, "tlsBootstrap": { "description": "For the kubelet to get its certificate (5m0s).", "type": "string", "format": "go-duration", "examples": ["10m0s"] }, "upgradeManifests": { "description": "For the static pods of a new version to come up (5m0s).", "type": "string", "format": "go-duration", "examples": ["10m0s"] } } }, "imagePullPolicy": { "description": "When init and join pull images (kubeadm pulls what is missing, `IfNotPresent`). Needs Kubernetes 1.22.", "type": "string", "enum": ["Always", "IfNotPresent", "Never"] }, "imagePullSerial": { "description": "Pull images one by one (kubeadm does). Needs Kubernetes 1.31.", "type": "boolean" }, "certificatesDir": { "description": "Directory of the cluster's certificates on the hosts. Absent: /etc/kubernetes/pki. It cannot change after init.", "type": "string", "format": "absolute-path" }, "certificateValidityPeriod": { "description": "How long certificates are valid, in Go's notation, whose largest unit is the hour (kubeadm's default is a year, 8760h0m0s). Needs Kubernetes 1.31.", "type": "string", "format": "go-duration", "examples": ["17520h0m0s"] }, "caCertificateValidityPeriod": { "description": "How long certificate authorities are valid (kubeadm's default is ten years, 87600h0m0s). Needs Kubernetes 1.31.", "type": "string", "format": "go-duration", "examples": ["175200h0m0s"] }, "encryptionAlgorithm": { "description": "Kind of the keys that kubeadm makes (RSA-2048 by itself). Needs Kubernetes 1.31, ECDSA-P384 1.34.", "type": "string", "enum": ["RSA-2048", "RSA-3072", "RSA-4096", "ECDSA-P256", "ECDSA-P384"] } } };
var schema51 = { "type": "object", "additionalProperties": false, "required": ["name", "manifests"], "properties": { "name": { "description": "Name of the add-on; unique.", "type": "string", "format": "dns-label" }, "manifests": { "description": "Files, relative to this one; applied in order.", "type": "array", "items": { "type": "string", "minLength": 1 }, "minItems": 1, "uniqueItems": true } } };
var func1 = Object.prototype.hasOwnProperty;
var func2 = require_ucs2length().default;
var formats2 = formats["kubernetes-version"];
var formats4 = formats["image-repository"];
var formats6 = formats.host;
var formats8 = formats["cidr-list"];
var formats12 = formats["dns-name"];
var formats14 = formats["feature-gate"];
var formats18 = formats.flag;
var formats34 = formats["image-tag"];
var formats58 = formats["kubeadm-phase"];
var formats62 = formats["go-duration"];
var formats22 = formats["absolute-path"];
var formats120 = formats["cri-socket"];
var formats122 = formats["preflight-check"];
var schema34 = { "description": "Directories and files of the host to mount into the component's static pod.", "type": "array", "default": [], "items": { "$ref": "#/$defs/extraVolume" }, "examples": [[{ "name": "timezone", "hostPath": "/etc/localtime", "mountPath": "/etc/localtime", "readOnly": true, "pathType": "File" }]] };
var schema35 = { "type": "object", "additionalProperties": false, "required": ["name", "hostPath", "mountPath"], "properties": { "name": { "description": "Name of the volume; unique.", "type": "string", "format": "dns-label" }, "hostPath": { "description": "Path on the control planes.", "type": "string", "format": "absolute-path" }, "mountPath": { "description": "Path in the pod.", "type": "string", "format": "absolute-path" }, "readOnly": { "description": "Mount it read-only. Absent: kubeadm's default, false.", "type": "boolean" }, "pathType": { "description": "What must be there. Absent: not checked.", "type": "string", "enum": ["DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice"] } } };
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate22.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (Array.isArray(data)) {
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.name === void 0) {
          const err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/extraVolume/required", keyword: "required", params: { missingProperty: "name" }, schema: schema35.required, parentSchema: schema35, data: data0 };
          if (vErrors === null) {
            vErrors = [err0];
          } else {
            vErrors.push(err0);
          }
          errors++;
        }
        if (data0.hostPath === void 0) {
          const err1 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/extraVolume/required", keyword: "required", params: { missingProperty: "hostPath" }, schema: schema35.required, parentSchema: schema35, data: data0 };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
        if (data0.mountPath === void 0) {
          const err2 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/extraVolume/required", keyword: "required", params: { missingProperty: "mountPath" }, schema: schema35.required, parentSchema: schema35, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        for (const key0 in data0) {
          if (!(key0 === "name" || key0 === "hostPath" || key0 === "mountPath" || key0 === "readOnly" || key0 === "pathType")) {
            const err3 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/extraVolume/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema35, data: data0 };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
        }
        if (data0.name !== void 0) {
          let data1 = data0.name;
          if (typeof data1 === "string") {
            if (!formats0.validate(data1)) {
              const err4 = { instancePath: instancePath + "/" + i0 + "/name", schemaPath: "#/$defs/extraVolume/properties/name/format", keyword: "format", params: { format: "dns-label" }, schema: "dns-label", parentSchema: schema35.properties.name, data: data1 };
              if (vErrors === null) {
                vErrors = [err4];
              } else {
                vErrors.push(err4);
              }
              errors++;
            }
          } else {
            const err5 = { instancePath: instancePath + "/" + i0 + "/name", schemaPath: "#/$defs/extraVolume/properties/name/type", keyword: "type", params: { type: "string" }, schema: schema35.properties.name.type, parentSchema: schema35.properties.name, data: data1 };
            if (vErrors === null) {
              vErrors = [err5];
            } else {
              vErrors.push(err5);
            }
            errors++;
          }
        }
        if (data0.hostPath !== void 0) {
          let data2 = data0.hostPath;
          if (typeof data2 === "string") {
            if (!formats22.validate(data2)) {
              const err6 = { instancePath: instancePath + "/" + i0 + "/hostPath", schemaPath: "#/$defs/extraVolume/properties/hostPath/format", keyword: "format", params: { format: "absolute-path" }, schema: "absolute-path", parentSchema: schema35.properties.hostPath, data: data2 };
              if (vErrors === null) {
                vErrors = [err6];
              } else {
                vErrors.push(err6);
              }
              errors++;
            }
          } else {
            const err7 = { instancePath: instancePath + "/" + i0 + "/hostPath", schemaPath: "#/$defs/extraVolume/properties/hostPath/type", keyword: "type", params: { type: "string" }, schema: schema35.properties.hostPath.type, parentSchema: schema35.properties.hostPath, data: data2 };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
        }
        if (data0.mountPath !== void 0) {
          let data3 = data0.mountPath;
          if (typeof data3 === "string") {
            if (!formats22.validate(data3)) {
              const err8 = { instancePath: instancePath + "/" + i0 + "/mountPath", schemaPath: "#/$defs/extraVolume/properties/mountPath/format", keyword: "format", params: { format: "absolute-path" }, schema: "absolute-path", parentSchema: schema35.properties.mountPath, data: data3 };
              if (vErrors === null) {
                vErrors = [err8];
              } else {
                vErrors.push(err8);
              }
              errors++;
            }
          } else {
            const err9 = { instancePath: instancePath + "/" + i0 + "/mountPath", schemaPath: "#/$defs/extraVolume/properties/mountPath/type", keyword: "type", params: { type: "string" }, schema: schema35.properties.mountPath.type, parentSchema: schema35.properties.mountPath, data: data3 };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
        }
        if (data0.readOnly !== void 0) {
          let data4 = data0.readOnly;
          if (typeof data4 !== "boolean") {
            const err10 = { instancePath: instancePath + "/" + i0 + "/readOnly", schemaPath: "#/$defs/extraVolume/properties/readOnly/type", keyword: "type", params: { type: "boolean" }, schema: schema35.properties.readOnly.type, parentSchema: schema35.properties.readOnly, data: data4 };
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
        }
        if (data0.pathType !== void 0) {
          let data5 = data0.pathType;
          if (typeof data5 !== "string") {
            const err11 = { instancePath: instancePath + "/" + i0 + "/pathType", schemaPath: "#/$defs/extraVolume/properties/pathType/type", keyword: "type", params: { type: "string" }, schema: schema35.properties.pathType.type, parentSchema: schema35.properties.pathType, data: data5 };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
          if (!(data5 === "DirectoryOrCreate" || data5 === "Directory" || data5 === "FileOrCreate" || data5 === "File" || data5 === "Socket" || data5 === "CharDevice" || data5 === "BlockDevice")) {
            const err12 = { instancePath: instancePath + "/" + i0 + "/pathType", schemaPath: "#/$defs/extraVolume/properties/pathType/enum", keyword: "enum", params: { allowedValues: schema35.properties.pathType.enum }, schema: schema35.properties.pathType.enum, parentSchema: schema35.properties.pathType, data: data5 };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
        }
      } else {
        const err13 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/extraVolume/type", keyword: "type", params: { type: "object" }, schema: schema35.type, parentSchema: schema35, data: data0 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
  } else {
    const err14 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, schema: schema34.type, parentSchema: schema34, data };
    if (vErrors === null) {
      vErrors = [err14];
    } else {
      vErrors.push(err14);
    }
    errors++;
  }
  validate22.errors = vErrors;
  return errors === 0;
}
validate22.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
var schema36 = { "description": "Environment variables of the component, as in a container (`name`, and `value` or `valueFrom`). Needs Kubernetes 1.31.", "type": "array", "default": [], "items": { "$ref": "#/$defs/extraEnv" } };
var schema37 = { "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "description": "Name of the variable.", "type": "string", "minLength": 1 }, "value": { "description": "Its value.", "type": "string" }, "valueFrom": { "description": "A source for its value, as Kubernetes has it.", "type": "object", "additionalProperties": true } } };
function validate24(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate24.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (Array.isArray(data)) {
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.name === void 0) {
          const err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/extraEnv/required", keyword: "required", params: { missingProperty: "name" }, schema: schema37.required, parentSchema: schema37, data: data0 };
          if (vErrors === null) {
            vErrors = [err0];
          } else {
            vErrors.push(err0);
          }
          errors++;
        }
        for (const key0 in data0) {
          if (!(key0 === "name" || key0 === "value" || key0 === "valueFrom")) {
            const err1 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/extraEnv/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema37, data: data0 };
            if (vErrors === null) {
              vErrors = [err1];
            } else {
              vErrors.push(err1);
            }
            errors++;
          }
        }
        if (data0.name !== void 0) {
          let data1 = data0.name;
          if (typeof data1 === "string") {
            if (func2(data1) < 1) {
              const err2 = { instancePath: instancePath + "/" + i0 + "/name", schemaPath: "#/$defs/extraEnv/properties/name/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema37.properties.name, data: data1 };
              if (vErrors === null) {
                vErrors = [err2];
              } else {
                vErrors.push(err2);
              }
              errors++;
            }
          } else {
            const err3 = { instancePath: instancePath + "/" + i0 + "/name", schemaPath: "#/$defs/extraEnv/properties/name/type", keyword: "type", params: { type: "string" }, schema: schema37.properties.name.type, parentSchema: schema37.properties.name, data: data1 };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
        }
        if (data0.value !== void 0) {
          let data2 = data0.value;
          if (typeof data2 !== "string") {
            const err4 = { instancePath: instancePath + "/" + i0 + "/value", schemaPath: "#/$defs/extraEnv/properties/value/type", keyword: "type", params: { type: "string" }, schema: schema37.properties.value.type, parentSchema: schema37.properties.value, data: data2 };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          }
        }
        if (data0.valueFrom !== void 0) {
          let data3 = data0.valueFrom;
          if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
          } else {
            const err5 = { instancePath: instancePath + "/" + i0 + "/valueFrom", schemaPath: "#/$defs/extraEnv/properties/valueFrom/type", keyword: "type", params: { type: "object" }, schema: schema37.properties.valueFrom.type, parentSchema: schema37.properties.valueFrom, data: data3 };
            if (vErrors === null) {
              vErrors = [err5];
            } else {
              vErrors.push(err5);
            }
            errors++;
          }
        }
      } else {
        const err6 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/extraEnv/type", keyword: "type", params: { type: "object" }, schema: schema37.type, parentSchema: schema37, data: data0 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
  } else {
    const err7 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, schema: schema36.type, parentSchema: schema36, data };
    if (vErrors === null) {
      vErrors = [err7];
    } else {
      vErrors.push(err7);
    }
    errors++;
  }
  validate24.errors = vErrors;
  return errors === 0;
}
validate24.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
var schema38 = { "type": "object", "additionalProperties": false, "properties": { "extraArgs": { "$ref": "#/$defs/extraArgs" }, "extraVolumes": { "$ref": "#/$defs/extraVolumes" }, "extraEnvs": { "$ref": "#/$defs/extraEnvs" } } };
function validate26(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate26.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "extraArgs" || key0 === "extraVolumes" || key0 === "extraEnvs")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema38, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.extraArgs !== void 0) {
      let data0 = data.extraArgs;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        for (const key1 in data0) {
          const _errs5 = errors;
          if (typeof key1 === "string") {
            if (!formats18.validate(key1)) {
              const err1 = { instancePath: instancePath + "/extraArgs", schemaPath: "#/$defs/extraArgs/propertyNames/format", keyword: "format", params: { format: "flag" }, schema: "flag", parentSchema: schema33.propertyNames, data: key1, propertyName: key1 };
              if (vErrors === null) {
                vErrors = [err1];
              } else {
                vErrors.push(err1);
              }
              errors++;
            }
          }
          var valid2 = _errs5 === errors;
          if (!valid2) {
            const err2 = { instancePath: instancePath + "/extraArgs", schemaPath: "#/$defs/extraArgs/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, schema: schema33.propertyNames, parentSchema: schema33, data: data0 };
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
        }
        for (const key2 in data0) {
          let data1 = data0[key2];
          if (typeof data1 !== "string" && !Array.isArray(data1)) {
            const err3 = { instancePath: instancePath + "/extraArgs/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/extraArgs/additionalProperties/type", keyword: "type", params: { type: schema33.additionalProperties.type }, schema: schema33.additionalProperties.type, parentSchema: schema33.additionalProperties, data: data1 };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
          if (Array.isArray(data1)) {
            if (data1.length < 1) {
              const err4 = { instancePath: instancePath + "/extraArgs/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/extraArgs/additionalProperties/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema33.additionalProperties, data: data1 };
              if (vErrors === null) {
                vErrors = [err4];
              } else {
                vErrors.push(err4);
              }
              errors++;
            }
            const len0 = data1.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data2 = data1[i0];
              if (typeof data2 !== "string") {
                const err5 = { instancePath: instancePath + "/extraArgs/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0, schemaPath: "#/$defs/extraArgs/additionalProperties/items/type", keyword: "type", params: { type: "string" }, schema: schema33.additionalProperties.items.type, parentSchema: schema33.additionalProperties.items, data: data2 };
                if (vErrors === null) {
                  vErrors = [err5];
                } else {
                  vErrors.push(err5);
                }
                errors++;
              }
            }
          }
        }
      } else {
        const err6 = { instancePath: instancePath + "/extraArgs", schemaPath: "#/$defs/extraArgs/type", keyword: "type", params: { type: "object" }, schema: schema33.type, parentSchema: schema33, data: data0 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.extraVolumes !== void 0) {
      if (!validate22(data.extraVolumes, { instancePath: instancePath + "/extraVolumes", parentData: data, parentDataProperty: "extraVolumes", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
        errors = vErrors.length;
      }
    }
    if (data.extraEnvs !== void 0) {
      if (!validate24(data.extraEnvs, { instancePath: instancePath + "/extraEnvs", parentData: data, parentDataProperty: "extraEnvs", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err7 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema38.type, parentSchema: schema38, data };
    if (vErrors === null) {
      vErrors = [err7];
    } else {
      vErrors.push(err7);
    }
    errors++;
  }
  validate26.errors = vErrors;
  return errors === 0;
}
validate26.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema40 = { "description": "A member on every control plane, run by kubeadm.", "type": "object", "additionalProperties": false, "properties": { "extraArgs": { "$ref": "#/$defs/extraArgs" }, "extraEnvs": { "$ref": "#/$defs/extraEnvs" }, "dataDir": { "description": "Directory of the data, on the control planes. Absent: kubeadm's default, /var/lib/etcd.", "type": "string", "format": "absolute-path" }, "imageRepository": { "description": "Registry and path of the etcd image. Absent: the cluster's.", "type": "string", "format": "image-repository" }, "imageTag": { "description": "Tag of the etcd image. Absent: the one this kubeadm was tested with.", "type": "string", "format": "image-tag" }, "snapshotKey": { "$ref": "#/$defs/secret", "description": "Encrypts what `etcd snapshot` writes (AES-256-GCM; the key is made of it by scrypt), and opens it for `etcd restore`. At least 16 characters. Absent: snapshots are protected by their files' mode alone." }, "serverCertSANs": { "description": "Further names and IP addresses of the server certificate.", "type": "array", "items": { "type": "string", "format": "host" }, "uniqueItems": true, "default": [] }, "peerCertSANs": { "description": "Further names and IP addresses of the peer certificate.", "type": "array", "items": { "type": "string", "format": "host" }, "uniqueItems": true, "default": [] } } };
var schema42 = { "description": "Where a secret comes from; never the secret itself. Exactly one of the keys.", "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1, "properties": { "env": { "description": "Environment variable that holds it, on the machine that runs kubestrap.", "type": "string", "format": "environment-variable", "examples": ["SUDO_PASSWORD"] }, "file": { "description": "File that holds it, relative to this one; readable by its owner only. One newline at its end is dropped.", "type": "string", "minLength": 1 }, "command": { "description": "Program and arguments that print it, run here; no shell interprets them. One newline at its end is dropped.", "type": "array", "items": { "type": "string" }, "minItems": 1, "examples": [["pass", "show", "hosts/sudo"]] } } };
var formats36 = formats["environment-variable"];
function validate31(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate31.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "extraArgs" || key0 === "extraEnvs" || key0 === "dataDir" || key0 === "imageRepository" || key0 === "imageTag" || key0 === "snapshotKey" || key0 === "serverCertSANs" || key0 === "peerCertSANs")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema40, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.extraArgs !== void 0) {
      let data0 = data.extraArgs;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        for (const key1 in data0) {
          const _errs5 = errors;
          if (typeof key1 === "string") {
            if (!formats18.validate(key1)) {
              const err1 = { instancePath: instancePath + "/extraArgs", schemaPath: "#/$defs/extraArgs/propertyNames/format", keyword: "format", params: { format: "flag" }, schema: "flag", parentSchema: schema33.propertyNames, data: key1, propertyName: key1 };
              if (vErrors === null) {
                vErrors = [err1];
              } else {
                vErrors.push(err1);
              }
              errors++;
            }
          }
          var valid2 = _errs5 === errors;
          if (!valid2) {
            const err2 = { instancePath: instancePath + "/extraArgs", schemaPath: "#/$defs/extraArgs/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, schema: schema33.propertyNames, parentSchema: schema33, data: data0 };
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
        }
        for (const key2 in data0) {
          let data1 = data0[key2];
          if (typeof data1 !== "string" && !Array.isArray(data1)) {
            const err3 = { instancePath: instancePath + "/extraArgs/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/extraArgs/additionalProperties/type", keyword: "type", params: { type: schema33.additionalProperties.type }, schema: schema33.additionalProperties.type, parentSchema: schema33.additionalProperties, data: data1 };
            if (vErrors === null) {
              vErrors = [err3];
            } else {
              vErrors.push(err3);
            }
            errors++;
          }
          if (Array.isArray(data1)) {
            if (data1.length < 1) {
              const err4 = { instancePath: instancePath + "/extraArgs/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/extraArgs/additionalProperties/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema33.additionalProperties, data: data1 };
              if (vErrors === null) {
                vErrors = [err4];
              } else {
                vErrors.push(err4);
              }
              errors++;
            }
            const len0 = data1.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data2 = data1[i0];
              if (typeof data2 !== "string") {
                const err5 = { instancePath: instancePath + "/extraArgs/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i0, schemaPath: "#/$defs/extraArgs/additionalProperties/items/type", keyword: "type", params: { type: "string" }, schema: schema33.additionalProperties.items.type, parentSchema: schema33.additionalProperties.items, data: data2 };
                if (vErrors === null) {
                  vErrors = [err5];
                } else {
                  vErrors.push(err5);
                }
                errors++;
              }
            }
          }
        }
      } else {
        const err6 = { instancePath: instancePath + "/extraArgs", schemaPath: "#/$defs/extraArgs/type", keyword: "type", params: { type: "object" }, schema: schema33.type, parentSchema: schema33, data: data0 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.extraEnvs !== void 0) {
      if (!validate24(data.extraEnvs, { instancePath: instancePath + "/extraEnvs", parentData: data, parentDataProperty: "extraEnvs", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
        errors = vErrors.length;
      }
    }
    if (data.dataDir !== void 0) {
      let data4 = data.dataDir;
      if (typeof data4 === "string") {
        if (!formats22.validate(data4)) {
          const err7 = { instancePath: instancePath + "/dataDir", schemaPath: "#/properties/dataDir/format", keyword: "format", params: { format: "absolute-path" }, schema: "absolute-path", parentSchema: schema40.properties.dataDir, data: data4 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = { instancePath: instancePath + "/dataDir", schemaPath: "#/properties/dataDir/type", keyword: "type", params: { type: "string" }, schema: schema40.properties.dataDir.type, parentSchema: schema40.properties.dataDir, data: data4 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.imageRepository !== void 0) {
      let data5 = data.imageRepository;
      if (typeof data5 === "string") {
        if (!formats4.validate(data5)) {
          const err9 = { instancePath: instancePath + "/imageRepository", schemaPath: "#/properties/imageRepository/format", keyword: "format", params: { format: "image-repository" }, schema: "image-repository", parentSchema: schema40.properties.imageRepository, data: data5 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = { instancePath: instancePath + "/imageRepository", schemaPath: "#/properties/imageRepository/type", keyword: "type", params: { type: "string" }, schema: schema40.properties.imageRepository.type, parentSchema: schema40.properties.imageRepository, data: data5 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.imageTag !== void 0) {
      let data6 = data.imageTag;
      if (typeof data6 === "string") {
        if (!formats34.validate(data6)) {
          const err11 = { instancePath: instancePath + "/imageTag", schemaPath: "#/properties/imageTag/format", keyword: "format", params: { format: "image-tag" }, schema: "image-tag", parentSchema: schema40.properties.imageTag, data: data6 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      } else {
        const err12 = { instancePath: instancePath + "/imageTag", schemaPath: "#/properties/imageTag/type", keyword: "type", params: { type: "string" }, schema: schema40.properties.imageTag.type, parentSchema: schema40.properties.imageTag, data: data6 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.snapshotKey !== void 0) {
      let data7 = data.snapshotKey;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        if (Object.keys(data7).length > 1) {
          const err13 = { instancePath: instancePath + "/snapshotKey", schemaPath: "#/$defs/secret/maxProperties", keyword: "maxProperties", params: { limit: 1 }, schema: 1, parentSchema: schema42, data: data7 };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
        if (Object.keys(data7).length < 1) {
          const err14 = { instancePath: instancePath + "/snapshotKey", schemaPath: "#/$defs/secret/minProperties", keyword: "minProperties", params: { limit: 1 }, schema: 1, parentSchema: schema42, data: data7 };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
        for (const key3 in data7) {
          if (!(key3 === "env" || key3 === "file" || key3 === "command")) {
            const err15 = { instancePath: instancePath + "/snapshotKey", schemaPath: "#/$defs/secret/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, schema: false, parentSchema: schema42, data: data7 };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          }
        }
        if (data7.env !== void 0) {
          let data8 = data7.env;
          if (typeof data8 === "string") {
            if (!formats36.validate(data8)) {
              const err16 = { instancePath: instancePath + "/snapshotKey/env", schemaPath: "#/$defs/secret/properties/env/format", keyword: "format", params: { format: "environment-variable" }, schema: "environment-variable", parentSchema: schema42.properties.env, data: data8 };
              if (vErrors === null) {
                vErrors = [err16];
              } else {
                vErrors.push(err16);
              }
              errors++;
            }
          } else {
            const err17 = { instancePath: instancePath + "/snapshotKey/env", schemaPath: "#/$defs/secret/properties/env/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.env.type, parentSchema: schema42.properties.env, data: data8 };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
        }
        if (data7.file !== void 0) {
          let data9 = data7.file;
          if (typeof data9 === "string") {
            if (func2(data9) < 1) {
              const err18 = { instancePath: instancePath + "/snapshotKey/file", schemaPath: "#/$defs/secret/properties/file/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema42.properties.file, data: data9 };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
          } else {
            const err19 = { instancePath: instancePath + "/snapshotKey/file", schemaPath: "#/$defs/secret/properties/file/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.file.type, parentSchema: schema42.properties.file, data: data9 };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
        }
        if (data7.command !== void 0) {
          let data10 = data7.command;
          if (Array.isArray(data10)) {
            if (data10.length < 1) {
              const err20 = { instancePath: instancePath + "/snapshotKey/command", schemaPath: "#/$defs/secret/properties/command/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema42.properties.command, data: data10 };
              if (vErrors === null) {
                vErrors = [err20];
              } else {
                vErrors.push(err20);
              }
              errors++;
            }
            const len1 = data10.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data11 = data10[i1];
              if (typeof data11 !== "string") {
                const err21 = { instancePath: instancePath + "/snapshotKey/command/" + i1, schemaPath: "#/$defs/secret/properties/command/items/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.command.items.type, parentSchema: schema42.properties.command.items, data: data11 };
                if (vErrors === null) {
                  vErrors = [err21];
                } else {
                  vErrors.push(err21);
                }
                errors++;
              }
            }
          } else {
            const err22 = { instancePath: instancePath + "/snapshotKey/command", schemaPath: "#/$defs/secret/properties/command/type", keyword: "type", params: { type: "array" }, schema: schema42.properties.command.type, parentSchema: schema42.properties.command, data: data10 };
            if (vErrors === null) {
              vErrors = [err22];
            } else {
              vErrors.push(err22);
            }
            errors++;
          }
        }
      } else {
        const err23 = { instancePath: instancePath + "/snapshotKey", schemaPath: "#/$defs/secret/type", keyword: "type", params: { type: "object" }, schema: schema42.type, parentSchema: schema42, data: data7 };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
    }
    if (data.serverCertSANs !== void 0) {
      let data12 = data.serverCertSANs;
      if (Array.isArray(data12)) {
        const len2 = data12.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data13 = data12[i2];
          if (typeof data13 === "string") {
            if (!formats6.validate(data13)) {
              const err24 = { instancePath: instancePath + "/serverCertSANs/" + i2, schemaPath: "#/properties/serverCertSANs/items/format", keyword: "format", params: { format: "host" }, schema: "host", parentSchema: schema40.properties.serverCertSANs.items, data: data13 };
              if (vErrors === null) {
                vErrors = [err24];
              } else {
                vErrors.push(err24);
              }
              errors++;
            }
          } else {
            const err25 = { instancePath: instancePath + "/serverCertSANs/" + i2, schemaPath: "#/properties/serverCertSANs/items/type", keyword: "type", params: { type: "string" }, schema: schema40.properties.serverCertSANs.items.type, parentSchema: schema40.properties.serverCertSANs.items, data: data13 };
            if (vErrors === null) {
              vErrors = [err25];
            } else {
              vErrors.push(err25);
            }
            errors++;
          }
        }
        let i3 = data12.length;
        let j0;
        if (i3 > 1) {
          const indices0 = {};
          for (; i3--; ) {
            let item0 = data12[i3];
            if (typeof item0 !== "string") {
              continue;
            }
            if (typeof indices0[item0] == "number") {
              j0 = indices0[item0];
              const err26 = { instancePath: instancePath + "/serverCertSANs", schemaPath: "#/properties/serverCertSANs/uniqueItems", keyword: "uniqueItems", params: { i: i3, j: j0 }, schema: true, parentSchema: schema40.properties.serverCertSANs, data: data12 };
              if (vErrors === null) {
                vErrors = [err26];
              } else {
                vErrors.push(err26);
              }
              errors++;
              break;
            }
            indices0[item0] = i3;
          }
        }
      } else {
        const err27 = { instancePath: instancePath + "/serverCertSANs", schemaPath: "#/properties/serverCertSANs/type", keyword: "type", params: { type: "array" }, schema: schema40.properties.serverCertSANs.type, parentSchema: schema40.properties.serverCertSANs, data: data12 };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
    }
    if (data.peerCertSANs !== void 0) {
      let data14 = data.peerCertSANs;
      if (Array.isArray(data14)) {
        const len3 = data14.length;
        for (let i4 = 0; i4 < len3; i4++) {
          let data15 = data14[i4];
          if (typeof data15 === "string") {
            if (!formats6.validate(data15)) {
              const err28 = { instancePath: instancePath + "/peerCertSANs/" + i4, schemaPath: "#/properties/peerCertSANs/items/format", keyword: "format", params: { format: "host" }, schema: "host", parentSchema: schema40.properties.peerCertSANs.items, data: data15 };
              if (vErrors === null) {
                vErrors = [err28];
              } else {
                vErrors.push(err28);
              }
              errors++;
            }
          } else {
            const err29 = { instancePath: instancePath + "/peerCertSANs/" + i4, schemaPath: "#/properties/peerCertSANs/items/type", keyword: "type", params: { type: "string" }, schema: schema40.properties.peerCertSANs.items.type, parentSchema: schema40.properties.peerCertSANs.items, data: data15 };
            if (vErrors === null) {
              vErrors = [err29];
            } else {
              vErrors.push(err29);
            }
            errors++;
          }
        }
        let i5 = data14.length;
        let j1;
        if (i5 > 1) {
          const indices1 = {};
          for (; i5--; ) {
            let item1 = data14[i5];
            if (typeof item1 !== "string") {
              continue;
            }
            if (typeof indices1[item1] == "number") {
              j1 = indices1[item1];
              const err30 = { instancePath: instancePath + "/peerCertSANs", schemaPath: "#/properties/peerCertSANs/uniqueItems", keyword: "uniqueItems", params: { i: i5, j: j1 }, schema: true, parentSchema: schema40.properties.peerCertSANs, data: data14 };
              if (vErrors === null) {
                vErrors = [err30];
              } else {
                vErrors.push(err30);
              }
              errors++;
              break;
            }
            indices1[item1] = i5;
          }
        }
      } else {
        const err31 = { instancePath: instancePath + "/peerCertSANs", schemaPath: "#/properties/peerCertSANs/type", keyword: "type", params: { type: "array" }, schema: schema40.properties.peerCertSANs.type, parentSchema: schema40.properties.peerCertSANs, data: data14 };
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
        errors++;
      }
    }
  } else {
    const err32 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema40.type, parentSchema: schema40, data };
    if (vErrors === null) {
      vErrors = [err32];
    } else {
      vErrors.push(err32);
    }
    errors++;
  }
  validate31.errors = vErrors;
  return errors === 0;
}
validate31.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema43 = { "description": "An etcd cluster of your own. The three files must be on the first control plane before `apply`; kubeadm takes them to the others.", "type": "object", "additionalProperties": false, "required": ["endpoints", "caFile", "certFile", "keyFile"], "properties": { "endpoints": { "description": "Client URLs of the members.", "type": "array", "items": { "type": "string", "format": "https-url" }, "minItems": 1, "uniqueItems": true, "examples": [["https://10.0.0.31:2379"]] }, "httpEndpoints": { "description": "URLs at which the members serve /metrics and /health, where those are not their client URLs. Needs Kubernetes 1.35.", "type": "array", "items": { "type": "string", "format": "http-url" }, "minItems": 1, "uniqueItems": true, "examples": [["http://10.0.0.31:2381"]] }, "caFile": { "description": "Path of the CA certificate on the control planes.", "type": "string", "format": "absolute-path" }, "certFile": { "description": "Path of the client certificate on the control planes.", "type": "string", "format": "absolute-path" }, "keyFile": { "description": "Path of the client key on the control planes.", "type": "string", "format": "absolute-path" }, "snapshotKey": { "$ref": "#/$defs/secret", "description": "Encrypts what `etcd snapshot` writes, as with `local`; `etcd snapshot --decrypt` opens it. At least 16 characters. Absent: snapshots are protected by their files' mode alone." } } };
var formats42 = formats["https-url"];
var formats44 = formats["http-url"];
function validate34(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate34.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.endpoints === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "endpoints" }, schema: schema43.required, parentSchema: schema43, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.caFile === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "caFile" }, schema: schema43.required, parentSchema: schema43, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.certFile === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "certFile" }, schema: schema43.required, parentSchema: schema43, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.keyFile === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "keyFile" }, schema: schema43.required, parentSchema: schema43, data };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "endpoints" || key0 === "httpEndpoints" || key0 === "caFile" || key0 === "certFile" || key0 === "keyFile" || key0 === "snapshotKey")) {
        const err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema43, data };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.endpoints !== void 0) {
      let data0 = data.endpoints;
      if (Array.isArray(data0)) {
        if (data0.length < 1) {
          const err5 = { instancePath: instancePath + "/endpoints", schemaPath: "#/properties/endpoints/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema43.properties.endpoints, data: data0 };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (typeof data1 === "string") {
            if (!formats42.validate(data1)) {
              const err6 = { instancePath: instancePath + "/endpoints/" + i0, schemaPath: "#/properties/endpoints/items/format", keyword: "format", params: { format: "https-url" }, schema: "https-url", parentSchema: schema43.properties.endpoints.items, data: data1 };
              if (vErrors === null) {
                vErrors = [err6];
              } else {
                vErrors.push(err6);
              }
              errors++;
            }
          } else {
            const err7 = { instancePath: instancePath + "/endpoints/" + i0, schemaPath: "#/properties/endpoints/items/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.endpoints.items.type, parentSchema: schema43.properties.endpoints.items, data: data1 };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
        }
        let i1 = data0.length;
        let j0;
        if (i1 > 1) {
          const indices0 = {};
          for (; i1--; ) {
            let item0 = data0[i1];
            if (typeof item0 !== "string") {
              continue;
            }
            if (typeof indices0[item0] == "number") {
              j0 = indices0[item0];
              const err8 = { instancePath: instancePath + "/endpoints", schemaPath: "#/properties/endpoints/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, schema: true, parentSchema: schema43.properties.endpoints, data: data0 };
              if (vErrors === null) {
                vErrors = [err8];
              } else {
                vErrors.push(err8);
              }
              errors++;
              break;
            }
            indices0[item0] = i1;
          }
        }
      } else {
        const err9 = { instancePath: instancePath + "/endpoints", schemaPath: "#/properties/endpoints/type", keyword: "type", params: { type: "array" }, schema: schema43.properties.endpoints.type, parentSchema: schema43.properties.endpoints, data: data0 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.httpEndpoints !== void 0) {
      let data2 = data.httpEndpoints;
      if (Array.isArray(data2)) {
        if (data2.length < 1) {
          const err10 = { instancePath: instancePath + "/httpEndpoints", schemaPath: "#/properties/httpEndpoints/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema43.properties.httpEndpoints, data: data2 };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
        const len1 = data2.length;
        for (let i2 = 0; i2 < len1; i2++) {
          let data3 = data2[i2];
          if (typeof data3 === "string") {
            if (!formats44.validate(data3)) {
              const err11 = { instancePath: instancePath + "/httpEndpoints/" + i2, schemaPath: "#/properties/httpEndpoints/items/format", keyword: "format", params: { format: "http-url" }, schema: "http-url", parentSchema: schema43.properties.httpEndpoints.items, data: data3 };
              if (vErrors === null) {
                vErrors = [err11];
              } else {
                vErrors.push(err11);
              }
              errors++;
            }
          } else {
            const err12 = { instancePath: instancePath + "/httpEndpoints/" + i2, schemaPath: "#/properties/httpEndpoints/items/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.httpEndpoints.items.type, parentSchema: schema43.properties.httpEndpoints.items, data: data3 };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
        }
        let i3 = data2.length;
        let j1;
        if (i3 > 1) {
          const indices1 = {};
          for (; i3--; ) {
            let item1 = data2[i3];
            if (typeof item1 !== "string") {
              continue;
            }
            if (typeof indices1[item1] == "number") {
              j1 = indices1[item1];
              const err13 = { instancePath: instancePath + "/httpEndpoints", schemaPath: "#/properties/httpEndpoints/uniqueItems", keyword: "uniqueItems", params: { i: i3, j: j1 }, schema: true, parentSchema: schema43.properties.httpEndpoints, data: data2 };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
              break;
            }
            indices1[item1] = i3;
          }
        }
      } else {
        const err14 = { instancePath: instancePath + "/httpEndpoints", schemaPath: "#/properties/httpEndpoints/type", keyword: "type", params: { type: "array" }, schema: schema43.properties.httpEndpoints.type, parentSchema: schema43.properties.httpEndpoints, data: data2 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.caFile !== void 0) {
      let data4 = data.caFile;
      if (typeof data4 === "string") {
        if (!formats22.validate(data4)) {
          const err15 = { instancePath: instancePath + "/caFile", schemaPath: "#/properties/caFile/format", keyword: "format", params: { format: "absolute-path" }, schema: "absolute-path", parentSchema: schema43.properties.caFile, data: data4 };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
      } else {
        const err16 = { instancePath: instancePath + "/caFile", schemaPath: "#/properties/caFile/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.caFile.type, parentSchema: schema43.properties.caFile, data: data4 };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.certFile !== void 0) {
      let data5 = data.certFile;
      if (typeof data5 === "string") {
        if (!formats22.validate(data5)) {
          const err17 = { instancePath: instancePath + "/certFile", schemaPath: "#/properties/certFile/format", keyword: "format", params: { format: "absolute-path" }, schema: "absolute-path", parentSchema: schema43.properties.certFile, data: data5 };
          if (vErrors === null) {
            vErrors = [err17];
          } else {
            vErrors.push(err17);
          }
          errors++;
        }
      } else {
        const err18 = { instancePath: instancePath + "/certFile", schemaPath: "#/properties/certFile/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.certFile.type, parentSchema: schema43.properties.certFile, data: data5 };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.keyFile !== void 0) {
      let data6 = data.keyFile;
      if (typeof data6 === "string") {
        if (!formats22.validate(data6)) {
          const err19 = { instancePath: instancePath + "/keyFile", schemaPath: "#/properties/keyFile/format", keyword: "format", params: { format: "absolute-path" }, schema: "absolute-path", parentSchema: schema43.properties.keyFile, data: data6 };
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
      } else {
        const err20 = { instancePath: instancePath + "/keyFile", schemaPath: "#/properties/keyFile/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.keyFile.type, parentSchema: schema43.properties.keyFile, data: data6 };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
    if (data.snapshotKey !== void 0) {
      let data7 = data.snapshotKey;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        if (Object.keys(data7).length > 1) {
          const err21 = { instancePath: instancePath + "/snapshotKey", schemaPath: "#/$defs/secret/maxProperties", keyword: "maxProperties", params: { limit: 1 }, schema: 1, parentSchema: schema42, data: data7 };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
        if (Object.keys(data7).length < 1) {
          const err22 = { instancePath: instancePath + "/snapshotKey", schemaPath: "#/$defs/secret/minProperties", keyword: "minProperties", params: { limit: 1 }, schema: 1, parentSchema: schema42, data: data7 };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
        for (const key1 in data7) {
          if (!(key1 === "env" || key1 === "file" || key1 === "command")) {
            const err23 = { instancePath: instancePath + "/snapshotKey", schemaPath: "#/$defs/secret/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, schema: false, parentSchema: schema42, data: data7 };
            if (vErrors === null) {
              vErrors = [err23];
            } else {
              vErrors.push(err23);
            }
            errors++;
          }
        }
        if (data7.env !== void 0) {
          let data8 = data7.env;
          if (typeof data8 === "string") {
            if (!formats36.validate(data8)) {
              const err24 = { instancePath: instancePath + "/snapshotKey/env", schemaPath: "#/$defs/secret/properties/env/format", keyword: "format", params: { format: "environment-variable" }, schema: "environment-variable", parentSchema: schema42.properties.env, data: data8 };
              if (vErrors === null) {
                vErrors = [err24];
              } else {
                vErrors.push(err24);
              }
              errors++;
            }
          } else {
            const err25 = { instancePath: instancePath + "/snapshotKey/env", schemaPath: "#/$defs/secret/properties/env/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.env.type, parentSchema: schema42.properties.env, data: data8 };
            if (vErrors === null) {
              vErrors = [err25];
            } else {
              vErrors.push(err25);
            }
            errors++;
          }
        }
        if (data7.file !== void 0) {
          let data9 = data7.file;
          if (typeof data9 === "string") {
            if (func2(data9) < 1) {
              const err26 = { instancePath: instancePath + "/snapshotKey/file", schemaPath: "#/$defs/secret/properties/file/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema42.properties.file, data: data9 };
              if (vErrors === null) {
                vErrors = [err26];
              } else {
                vErrors.push(err26);
              }
              errors++;
            }
          } else {
            const err27 = { instancePath: instancePath + "/snapshotKey/file", schemaPath: "#/$defs/secret/properties/file/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.file.type, parentSchema: schema42.properties.file, data: data9 };
            if (vErrors === null) {
              vErrors = [err27];
            } else {
              vErrors.push(err27);
            }
            errors++;
          }
        }
        if (data7.command !== void 0) {
          let data10 = data7.command;
          if (Array.isArray(data10)) {
            if (data10.length < 1) {
              const err28 = { instancePath: instancePath + "/snapshotKey/command", schemaPath: "#/$defs/secret/properties/command/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema42.properties.command, data: data10 };
              if (vErrors === null) {
                vErrors = [err28];
              } else {
                vErrors.push(err28);
              }
              errors++;
            }
            const len2 = data10.length;
            for (let i4 = 0; i4 < len2; i4++) {
              let data11 = data10[i4];
              if (typeof data11 !== "string") {
                const err29 = { instancePath: instancePath + "/snapshotKey/command/" + i4, schemaPath: "#/$defs/secret/properties/command/items/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.command.items.type, parentSchema: schema42.properties.command.items, data: data11 };
                if (vErrors === null) {
                  vErrors = [err29];
                } else {
                  vErrors.push(err29);
                }
                errors++;
              }
            }
          } else {
            const err30 = { instancePath: instancePath + "/snapshotKey/command", schemaPath: "#/$defs/secret/properties/command/type", keyword: "type", params: { type: "array" }, schema: schema42.properties.command.type, parentSchema: schema42.properties.command, data: data10 };
            if (vErrors === null) {
              vErrors = [err30];
            } else {
              vErrors.push(err30);
            }
            errors++;
          }
        }
      } else {
        const err31 = { instancePath: instancePath + "/snapshotKey", schemaPath: "#/$defs/secret/type", keyword: "type", params: { type: "object" }, schema: schema42.type, parentSchema: schema42, data: data7 };
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
        errors++;
      }
    }
  } else {
    const err32 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema43.type, parentSchema: schema43, data };
    if (vErrors === null) {
      vErrors = [err32];
    } else {
      vErrors.push(err32);
    }
    errors++;
  }
  validate34.errors = vErrors;
  return errors === 0;
}
validate34.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema48 = { "description": "Preparation of a host.", "type": "object", "additionalProperties": false, "properties": { "kernelModules": { "description": "Modules to load now and at boot, added to those that the proxy mode and the runtime need.", "type": "array", "items": { "type": "string", "format": "kernel-module" }, "uniqueItems": true, "default": [] }, "kernelModuleOptions": { "description": "Options that kernel modules are loaded with, as in modprobe.d: module to options. A module that is loaded already keeps those it has until the next boot.", "type": "object", "propertyNames": { "format": "kernel-module" }, "additionalProperties": { "type": "string", "format": "module-options" }, "default": {}, "examples": [{ "ip_vs": "conn_tab_bits=16" }] }, "deniedKernelModules": { "description": "Modules that must not be loaded, neither by themselves nor by name. One that is loaded now is named, and stays until the next boot.", "type": "array", "items": { "type": "string", "format": "kernel-module" }, "uniqueItems": true, "default": [], "examples": [["sctp", "dccp"]] }, "sysctls": { "description": "Kernel parameters to set now and at boot, added to those that Kubernetes needs.", "type": "object", "propertyNames": { "format": "sysctl" }, "additionalProperties": { "type": ["string", "integer"], "format": "sysctl-value" }, "default": {}, "examples": [{ "vm.max_map_count": 262144 }] }, "ephemeralPorts": { "$ref": "#/$defs/ephemeralPorts" }, "timeSync": { "description": "Who keeps the clocks in step, and how far they may differ. kubestrap measures it, and refuses to init or join past the bound.", "type": "object", "additionalProperties": false, "properties": { "provider": { "description": "`chrony` or `timesyncd`: configured, enabled, and waited for; other clients are turned off. `none`: you do it.", "type": "string", "enum": ["chrony", "timesyncd", "none"], "default": "none" }, "servers": { "description": "NTP servers: DNS names, IP addresses, or names of hosts of the inventory, which then serve the others. A host that serves takes its own time from the servers that are not in the inventory, and from its own clock where there is none.", "type": "array", "items": { "type": "string", "format": "host" }, "uniqueItems": true, "default": [], "examples": [["ntp.example.org"], ["cp-1"]] }, "correction": { "description": "What happens to a clock that is off by more than a second when the client starts. `step`: it is set at once. `slew`: it runs faster or slower until it is right, which takes hours for minutes; chrony only.", "type": "string", "enum": ["step", "slew"], "default": "step" }, "wait": { "description": "How long apply waits for a clock to be synchronised, in `s` or `m`.", "type": "string", "format": "duration", "default": "2m" }, "maxSkew": { "description": "Bound for control planes, in `ms`, `s` or `m`.", "type": "string", "format": "duration", "default": "500ms" }, "maxWorkerSkew": { "description": "Bound for workers, in `ms`, `s` or `m`.", "type": "string", "format": "duration", "default": "5s" } } }, "swap": { "description": "`disabled`: swap is turned off now and at boot: fstab's entries, systemd's swap units and zram generators. `kept`: it is left alone, and `kubelet.failSwapOn` must be false.", "type": "string", "enum": ["disabled", "kept"], "default": "disabled" }, "hostname": { "description": "`managed`: the host's name is set to the node's name. `unmanaged`: it stays what it is; the node has its name all the same.", "type": "string", "enum": ["managed", "unmanaged"], "default": "unmanaged" }, "selinux": { "description": "SELinux on hosts that have it.", "type": "object", "additionalProperties": false, "properties": { "mode": { "description": "`enforcing` or `permissive`: set now and at boot. `unmanaged`: left as it is.", "type": "string", "enum": ["enforcing", "permissive", "unmanaged"], "default": "unmanaged" } } }, "firewall": { "description": "The firewall of the host, where one is active.", "type": "object", "additionalProperties": false, "properties": { "manage": { "description": "Open the ports that the host's role needs in firewalld or ufw. False: they are only listed where a firewall is active.", "type": "boolean", "default": false }, "extraPorts": { "description": "Further ports to open on the host, such as those of the network add-on or an ingress: `port/protocol`, also as a range.", "type": "array", "items": { "type": "string", "format": "port-protocol" }, "uniqueItems": true, "default": [], "examples": [["8472/udp", "80/tcp", "443/tcp"]] } } }, "proxy": { "description": "HTTP proxy of the container runtime, the kubelet and kubeadm (which hands it on to the control plane's static pods).", "type": "object", "additionalProperties": false, "properties": { "httpProxy": { "description": "Proxy for http URLs.", "type": "string", "format": "proxy-url", "default": "" }, "httpsProxy": { "description": "Proxy for https URLs.", "type": "string", "format": "proxy-url", "default": "" }, "noProxy": { "description": "Further names, domains, addresses and networks that are reached directly, beside those that kubestrap computes: loopback, the hosts, the endpoint, the pod and service subnets, and the cluster's domain.", "type": "array", "items": { "type": "string", "format": "no-proxy" }, "uniqueItems": true, "default": [], "examples": [[".example.org", "192.0.2.0/24"]] } } }, "hosts": { "description": "Further entries of /etc/hosts.", "type": "array", "default": [], "items": { "type": "object", "additionalProperties": false, "required": ["ip", "names"], "properties": { "ip": { "description": "IP address.", "type": "string", "format": "ip" }, "names": { "description": "Names that resolve to it.", "type": "array", "items": { "type": "string", "format": "dns-name" }, "minItems": 1, "uniqueItems": true } } }, "examples": [[{ "ip": "10.0.0.5", "names": ["mirror.example.org"] }]] }, "kubeletExtraArgs": { "$ref": "#/$defs/extraArgs", "description": "Flags of the kubelet on this host, without the leading dashes (kubeadm's `nodeRegistration.kubeletExtraArgs`); what all kubelets share is better in `spec.kubelet`. `node-ip` and others that the inventory already says are refused. A list repeats the flag (more than one value needs Kubernetes 1.31)." } } };
var schema49 = { "description": "Source ports of outgoing connections (net.ipv4.ip_local_port_range), and which of them are kept free for listeners. Absent: the kernel's range is left alone and nothing is reserved.", "type": "object", "additionalProperties": false, "properties": { "range": { "description": "First and last port, inclusive.", "type": "array", "items": { "type": "integer", "minimum": 1024, "maximum": 65535 }, "minItems": 2, "maxItems": 2, "default": [32768, 60999] }, "reserved": { "description": "Ports of the range that no outgoing connection may take (net.ipv4.ip_local_reserved_ports). `auto`: the component ports and NodePorts that the range covers. Else a list of ports and ranges.", "type": ["string", "array"], "format": "auto", "items": { "type": "string", "format": "port-range" }, "default": "auto", "examples": [["6443", "10248-10259", "30000-32767"]] } } };
var formats82 = formats["kernel-module"];
var formats86 = formats["module-options"];
var formats90 = formats.sysctl;
var formats92 = formats["sysctl-value"];
var formats94 = formats.auto;
var formats96 = formats["port-range"];
var formats100 = formats.duration;
var formats106 = formats["port-protocol"];
var formats108 = formats["proxy-url"];
var formats112 = formats["no-proxy"];
var formats114 = formats.ip;
function validate36(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate36.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!func1.call(schema48.properties, key0)) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema48, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.kernelModules !== void 0) {
      let data0 = data.kernelModules;
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (typeof data1 === "string") {
            if (!formats82.validate(data1)) {
              const err1 = { instancePath: instancePath + "/kernelModules/" + i0, schemaPath: "#/properties/kernelModules/items/format", keyword: "format", params: { format: "kernel-module" }, schema: "kernel-module", parentSchema: schema48.properties.kernelModules.items, data: data1 };
              if (vErrors === null) {
                vErrors = [err1];
              } else {
                vErrors.push(err1);
              }
              errors++;
            }
          } else {
            const err2 = { instancePath: instancePath + "/kernelModules/" + i0, schemaPath: "#/properties/kernelModules/items/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.kernelModules.items.type, parentSchema: schema48.properties.kernelModules.items, data: data1 };
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
        }
        let i1 = data0.length;
        let j0;
        if (i1 > 1) {
          const indices0 = {};
          for (; i1--; ) {
            let item0 = data0[i1];
            if (typeof item0 !== "string") {
              continue;
            }
            if (typeof indices0[item0] == "number") {
              j0 = indices0[item0];
              const err3 = { instancePath: instancePath + "/kernelModules", schemaPath: "#/properties/kernelModules/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, schema: true, parentSchema: schema48.properties.kernelModules, data: data0 };
              if (vErrors === null) {
                vErrors = [err3];
              } else {
                vErrors.push(err3);
              }
              errors++;
              break;
            }
            indices0[item0] = i1;
          }
        }
      } else {
        const err4 = { instancePath: instancePath + "/kernelModules", schemaPath: "#/properties/kernelModules/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.kernelModules.type, parentSchema: schema48.properties.kernelModules, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.kernelModuleOptions !== void 0) {
      let data2 = data.kernelModuleOptions;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        for (const key1 in data2) {
          const _errs8 = errors;
          if (typeof key1 === "string") {
            if (!formats82.validate(key1)) {
              const err5 = { instancePath: instancePath + "/kernelModuleOptions", schemaPath: "#/properties/kernelModuleOptions/propertyNames/format", keyword: "format", params: { format: "kernel-module" }, schema: "kernel-module", parentSchema: schema48.properties.kernelModuleOptions.propertyNames, data: key1, propertyName: key1 };
              if (vErrors === null) {
                vErrors = [err5];
              } else {
                vErrors.push(err5);
              }
              errors++;
            }
          }
          var valid4 = _errs8 === errors;
          if (!valid4) {
            const err6 = { instancePath: instancePath + "/kernelModuleOptions", schemaPath: "#/properties/kernelModuleOptions/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, schema: schema48.properties.kernelModuleOptions.propertyNames, parentSchema: schema48.properties.kernelModuleOptions, data: data2 };
            if (vErrors === null) {
              vErrors = [err6];
            } else {
              vErrors.push(err6);
            }
            errors++;
          }
        }
        for (const key2 in data2) {
          let data3 = data2[key2];
          if (typeof data3 === "string") {
            if (!formats86.validate(data3)) {
              const err7 = { instancePath: instancePath + "/kernelModuleOptions/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/kernelModuleOptions/additionalProperties/format", keyword: "format", params: { format: "module-options" }, schema: "module-options", parentSchema: schema48.properties.kernelModuleOptions.additionalProperties, data: data3 };
              if (vErrors === null) {
                vErrors = [err7];
              } else {
                vErrors.push(err7);
              }
              errors++;
            }
          } else {
            const err8 = { instancePath: instancePath + "/kernelModuleOptions/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/kernelModuleOptions/additionalProperties/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.kernelModuleOptions.additionalProperties.type, parentSchema: schema48.properties.kernelModuleOptions.additionalProperties, data: data3 };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        }
      } else {
        const err9 = { instancePath: instancePath + "/kernelModuleOptions", schemaPath: "#/properties/kernelModuleOptions/type", keyword: "type", params: { type: "object" }, schema: schema48.properties.kernelModuleOptions.type, parentSchema: schema48.properties.kernelModuleOptions, data: data2 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.deniedKernelModules !== void 0) {
      let data4 = data.deniedKernelModules;
      if (Array.isArray(data4)) {
        const len1 = data4.length;
        for (let i2 = 0; i2 < len1; i2++) {
          let data5 = data4[i2];
          if (typeof data5 === "string") {
            if (!formats82.validate(data5)) {
              const err10 = { instancePath: instancePath + "/deniedKernelModules/" + i2, schemaPath: "#/properties/deniedKernelModules/items/format", keyword: "format", params: { format: "kernel-module" }, schema: "kernel-module", parentSchema: schema48.properties.deniedKernelModules.items, data: data5 };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
          } else {
            const err11 = { instancePath: instancePath + "/deniedKernelModules/" + i2, schemaPath: "#/properties/deniedKernelModules/items/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.deniedKernelModules.items.type, parentSchema: schema48.properties.deniedKernelModules.items, data: data5 };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        let i3 = data4.length;
        let j1;
        if (i3 > 1) {
          const indices1 = {};
          for (; i3--; ) {
            let item1 = data4[i3];
            if (typeof item1 !== "string") {
              continue;
            }
            if (typeof indices1[item1] == "number") {
              j1 = indices1[item1];
              const err12 = { instancePath: instancePath + "/deniedKernelModules", schemaPath: "#/properties/deniedKernelModules/uniqueItems", keyword: "uniqueItems", params: { i: i3, j: j1 }, schema: true, parentSchema: schema48.properties.deniedKernelModules, data: data4 };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
              break;
            }
            indices1[item1] = i3;
          }
        }
      } else {
        const err13 = { instancePath: instancePath + "/deniedKernelModules", schemaPath: "#/properties/deniedKernelModules/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.deniedKernelModules.type, parentSchema: schema48.properties.deniedKernelModules, data: data4 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.sysctls !== void 0) {
      let data6 = data.sysctls;
      if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
        for (const key3 in data6) {
          const _errs18 = errors;
          if (typeof key3 === "string") {
            if (!formats90.validate(key3)) {
              const err14 = { instancePath: instancePath + "/sysctls", schemaPath: "#/properties/sysctls/propertyNames/format", keyword: "format", params: { format: "sysctl" }, schema: "sysctl", parentSchema: schema48.properties.sysctls.propertyNames, data: key3, propertyName: key3 };
              if (vErrors === null) {
                vErrors = [err14];
              } else {
                vErrors.push(err14);
              }
              errors++;
            }
          }
          var valid9 = _errs18 === errors;
          if (!valid9) {
            const err15 = { instancePath: instancePath + "/sysctls", schemaPath: "#/properties/sysctls/propertyNames", keyword: "propertyNames", params: { propertyName: key3 }, schema: schema48.properties.sysctls.propertyNames, parentSchema: schema48.properties.sysctls, data: data6 };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          }
        }
        for (const key4 in data6) {
          let data7 = data6[key4];
          if (typeof data7 !== "string" && !(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
            const err16 = { instancePath: instancePath + "/sysctls/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/sysctls/additionalProperties/type", keyword: "type", params: { type: schema48.properties.sysctls.additionalProperties.type }, schema: schema48.properties.sysctls.additionalProperties.type, parentSchema: schema48.properties.sysctls.additionalProperties, data: data7 };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
          if (typeof data7 === "string") {
            if (!formats92.validate(data7)) {
              const err17 = { instancePath: instancePath + "/sysctls/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/sysctls/additionalProperties/format", keyword: "format", params: { format: "sysctl-value" }, schema: "sysctl-value", parentSchema: schema48.properties.sysctls.additionalProperties, data: data7 };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
            }
          }
        }
      } else {
        const err18 = { instancePath: instancePath + "/sysctls", schemaPath: "#/properties/sysctls/type", keyword: "type", params: { type: "object" }, schema: schema48.properties.sysctls.type, parentSchema: schema48.properties.sysctls, data: data6 };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.ephemeralPorts !== void 0) {
      let data8 = data.ephemeralPorts;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        for (const key5 in data8) {
          if (!(key5 === "range" || key5 === "reserved")) {
            const err19 = { instancePath: instancePath + "/ephemeralPorts", schemaPath: "#/$defs/ephemeralPorts/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, schema: false, parentSchema: schema49, data: data8 };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
        }
        if (data8.range !== void 0) {
          let data9 = data8.range;
          if (Array.isArray(data9)) {
            if (data9.length > 2) {
              const err20 = { instancePath: instancePath + "/ephemeralPorts/range", schemaPath: "#/$defs/ephemeralPorts/properties/range/maxItems", keyword: "maxItems", params: { limit: 2 }, schema: 2, parentSchema: schema49.properties.range, data: data9 };
              if (vErrors === null) {
                vErrors = [err20];
              } else {
                vErrors.push(err20);
              }
              errors++;
            }
            if (data9.length < 2) {
              const err21 = { instancePath: instancePath + "/ephemeralPorts/range", schemaPath: "#/$defs/ephemeralPorts/properties/range/minItems", keyword: "minItems", params: { limit: 2 }, schema: 2, parentSchema: schema49.properties.range, data: data9 };
              if (vErrors === null) {
                vErrors = [err21];
              } else {
                vErrors.push(err21);
              }
              errors++;
            }
            const len2 = data9.length;
            for (let i4 = 0; i4 < len2; i4++) {
              let data10 = data9[i4];
              if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)) && isFinite(data10))) {
                const err22 = { instancePath: instancePath + "/ephemeralPorts/range/" + i4, schemaPath: "#/$defs/ephemeralPorts/properties/range/items/type", keyword: "type", params: { type: "integer" }, schema: schema49.properties.range.items.type, parentSchema: schema49.properties.range.items, data: data10 };
                if (vErrors === null) {
                  vErrors = [err22];
                } else {
                  vErrors.push(err22);
                }
                errors++;
              }
              if (typeof data10 == "number" && isFinite(data10)) {
                if (data10 > 65535 || isNaN(data10)) {
                  const err23 = { instancePath: instancePath + "/ephemeralPorts/range/" + i4, schemaPath: "#/$defs/ephemeralPorts/properties/range/items/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 }, schema: 65535, parentSchema: schema49.properties.range.items, data: data10 };
                  if (vErrors === null) {
                    vErrors = [err23];
                  } else {
                    vErrors.push(err23);
                  }
                  errors++;
                }
                if (data10 < 1024 || isNaN(data10)) {
                  const err24 = { instancePath: instancePath + "/ephemeralPorts/range/" + i4, schemaPath: "#/$defs/ephemeralPorts/properties/range/items/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1024 }, schema: 1024, parentSchema: schema49.properties.range.items, data: data10 };
                  if (vErrors === null) {
                    vErrors = [err24];
                  } else {
                    vErrors.push(err24);
                  }
                  errors++;
                }
              }
            }
          } else {
            const err25 = { instancePath: instancePath + "/ephemeralPorts/range", schemaPath: "#/$defs/ephemeralPorts/properties/range/type", keyword: "type", params: { type: "array" }, schema: schema49.properties.range.type, parentSchema: schema49.properties.range, data: data9 };
            if (vErrors === null) {
              vErrors = [err25];
            } else {
              vErrors.push(err25);
            }
            errors++;
          }
        }
        if (data8.reserved !== void 0) {
          let data11 = data8.reserved;
          if (typeof data11 !== "string" && !Array.isArray(data11)) {
            const err26 = { instancePath: instancePath + "/ephemeralPorts/reserved", schemaPath: "#/$defs/ephemeralPorts/properties/reserved/type", keyword: "type", params: { type: schema49.properties.reserved.type }, schema: schema49.properties.reserved.type, parentSchema: schema49.properties.reserved, data: data11 };
            if (vErrors === null) {
              vErrors = [err26];
            } else {
              vErrors.push(err26);
            }
            errors++;
          }
          if (typeof data11 === "string") {
            if (!formats94.validate(data11)) {
              const err27 = { instancePath: instancePath + "/ephemeralPorts/reserved", schemaPath: "#/$defs/ephemeralPorts/properties/reserved/format", keyword: "format", params: { format: "auto" }, schema: "auto", parentSchema: schema49.properties.reserved, data: data11 };
              if (vErrors === null) {
                vErrors = [err27];
              } else {
                vErrors.push(err27);
              }
              errors++;
            }
          }
          if (Array.isArray(data11)) {
            const len3 = data11.length;
            for (let i5 = 0; i5 < len3; i5++) {
              let data12 = data11[i5];
              if (typeof data12 === "string") {
                if (!formats96.validate(data12)) {
                  const err28 = { instancePath: instancePath + "/ephemeralPorts/reserved/" + i5, schemaPath: "#/$defs/ephemeralPorts/properties/reserved/items/format", keyword: "format", params: { format: "port-range" }, schema: "port-range", parentSchema: schema49.properties.reserved.items, data: data12 };
                  if (vErrors === null) {
                    vErrors = [err28];
                  } else {
                    vErrors.push(err28);
                  }
                  errors++;
                }
              } else {
                const err29 = { instancePath: instancePath + "/ephemeralPorts/reserved/" + i5, schemaPath: "#/$defs/ephemeralPorts/properties/reserved/items/type", keyword: "type", params: { type: "string" }, schema: schema49.properties.reserved.items.type, parentSchema: schema49.properties.reserved.items, data: data12 };
                if (vErrors === null) {
                  vErrors = [err29];
                } else {
                  vErrors.push(err29);
                }
                errors++;
              }
            }
          }
        }
      } else {
        const err30 = { instancePath: instancePath + "/ephemeralPorts", schemaPath: "#/$defs/ephemeralPorts/type", keyword: "type", params: { type: "object" }, schema: schema49.type, parentSchema: schema49, data: data8 };
        if (vErrors === null) {
          vErrors = [err30];
        } else {
          vErrors.push(err30);
        }
        errors++;
      }
    }
    if (data.timeSync !== void 0) {
      let data13 = data.timeSync;
      if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
        for (const key6 in data13) {
          if (!(key6 === "provider" || key6 === "servers" || key6 === "correction" || key6 === "wait" || key6 === "maxSkew" || key6 === "maxWorkerSkew")) {
            const err31 = { instancePath: instancePath + "/timeSync", schemaPath: "#/properties/timeSync/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 }, schema: false, parentSchema: schema48.properties.timeSync, data: data13 };
            if (vErrors === null) {
              vErrors = [err31];
            } else {
              vErrors.push(err31);
            }
            errors++;
          }
        }
        if (data13.provider !== void 0) {
          let data14 = data13.provider;
          if (typeof data14 !== "string") {
            const err32 = { instancePath: instancePath + "/timeSync/provider", schemaPath: "#/properties/timeSync/properties/provider/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.timeSync.properties.provider.type, parentSchema: schema48.properties.timeSync.properties.provider, data: data14 };
            if (vErrors === null) {
              vErrors = [err32];
            } else {
              vErrors.push(err32);
            }
            errors++;
          }
          if (!(data14 === "chrony" || data14 === "timesyncd" || data14 === "none")) {
            const err33 = { instancePath: instancePath + "/timeSync/provider", schemaPath: "#/properties/timeSync/properties/provider/enum", keyword: "enum", params: { allowedValues: schema48.properties.timeSync.properties.provider.enum }, schema: schema48.properties.timeSync.properties.provider.enum, parentSchema: schema48.properties.timeSync.properties.provider, data: data14 };
            if (vErrors === null) {
              vErrors = [err33];
            } else {
              vErrors.push(err33);
            }
            errors++;
          }
        }
        if (data13.servers !== void 0) {
          let data15 = data13.servers;
          if (Array.isArray(data15)) {
            const len4 = data15.length;
            for (let i6 = 0; i6 < len4; i6++) {
              let data16 = data15[i6];
              if (typeof data16 === "string") {
                if (!formats6.validate(data16)) {
                  const err34 = { instancePath: instancePath + "/timeSync/servers/" + i6, schemaPath: "#/properties/timeSync/properties/servers/items/format", keyword: "format", params: { format: "host" }, schema: "host", parentSchema: schema48.properties.timeSync.properties.servers.items, data: data16 };
                  if (vErrors === null) {
                    vErrors = [err34];
                  } else {
                    vErrors.push(err34);
                  }
                  errors++;
                }
              } else {
                const err35 = { instancePath: instancePath + "/timeSync/servers/" + i6, schemaPath: "#/properties/timeSync/properties/servers/items/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.timeSync.properties.servers.items.type, parentSchema: schema48.properties.timeSync.properties.servers.items, data: data16 };
                if (vErrors === null) {
                  vErrors = [err35];
                } else {
                  vErrors.push(err35);
                }
                errors++;
              }
            }
            let i7 = data15.length;
            let j2;
            if (i7 > 1) {
              const indices2 = {};
              for (; i7--; ) {
                let item2 = data15[i7];
                if (typeof item2 !== "string") {
                  continue;
                }
                if (typeof indices2[item2] == "number") {
                  j2 = indices2[item2];
                  const err36 = { instancePath: instancePath + "/timeSync/servers", schemaPath: "#/properties/timeSync/properties/servers/uniqueItems", keyword: "uniqueItems", params: { i: i7, j: j2 }, schema: true, parentSchema: schema48.properties.timeSync.properties.servers, data: data15 };
                  if (vErrors === null) {
                    vErrors = [err36];
                  } else {
                    vErrors.push(err36);
                  }
                  errors++;
                  break;
                }
                indices2[item2] = i7;
              }
            }
          } else {
            const err37 = { instancePath: instancePath + "/timeSync/servers", schemaPath: "#/properties/timeSync/properties/servers/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.timeSync.properties.servers.type, parentSchema: schema48.properties.timeSync.properties.servers, data: data15 };
            if (vErrors === null) {
              vErrors = [err37];
            } else {
              vErrors.push(err37);
            }
            errors++;
          }
        }
        if (data13.correction !== void 0) {
          let data17 = data13.correction;
          if (typeof data17 !== "string") {
            const err38 = { instancePath: instancePath + "/timeSync/correction", schemaPath: "#/properties/timeSync/properties/correction/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.timeSync.properties.correction.type, parentSchema: schema48.properties.timeSync.properties.correction, data: data17 };
            if (vErrors === null) {
              vErrors = [err38];
            } else {
              vErrors.push(err38);
            }
            errors++;
          }
          if (!(data17 === "step" || data17 === "slew")) {
            const err39 = { instancePath: instancePath + "/timeSync/correction", schemaPath: "#/properties/timeSync/properties/correction/enum", keyword: "enum", params: { allowedValues: schema48.properties.timeSync.properties.correction.enum }, schema: schema48.properties.timeSync.properties.correction.enum, parentSchema: schema48.properties.timeSync.properties.correction, data: data17 };
            if (vErrors === null) {
              vErrors = [err39];
            } else {
              vErrors.push(err39);
            }
            errors++;
          }
        }
        if (data13.wait !== void 0) {
          let data18 = data13.wait;
          if (typeof data18 === "string") {
            if (!formats100.validate(data18)) {
              const err40 = { instancePath: instancePath + "/timeSync/wait", schemaPath: "#/properties/timeSync/properties/wait/format", keyword: "format", params: { format: "duration" }, schema: "duration", parentSchema: schema48.properties.timeSync.properties.wait, data: data18 };
              if (vErrors === null) {
                vErrors = [err40];
              } else {
                vErrors.push(err40);
              }
              errors++;
            }
          } else {
            const err41 = { instancePath: instancePath + "/timeSync/wait", schemaPath: "#/properties/timeSync/properties/wait/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.timeSync.properties.wait.type, parentSchema: schema48.properties.timeSync.properties.wait, data: data18 };
            if (vErrors === null) {
              vErrors = [err41];
            } else {
              vErrors.push(err41);
            }
            errors++;
          }
        }
        if (data13.maxSkew !== void 0) {
          let data19 = data13.maxSkew;
          if (typeof data19 === "string") {
            if (!formats100.validate(data19)) {
              const err42 = { instancePath: instancePath + "/timeSync/maxSkew", schemaPath: "#/properties/timeSync/properties/maxSkew/format", keyword: "format", params: { format: "duration" }, schema: "duration", parentSchema: schema48.properties.timeSync.properties.maxSkew, data: data19 };
              if (vErrors === null) {
                vErrors = [err42];
              } else {
                vErrors.push(err42);
              }
              errors++;
            }
          } else {
            const err43 = { instancePath: instancePath + "/timeSync/maxSkew", schemaPath: "#/properties/timeSync/properties/maxSkew/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.timeSync.properties.maxSkew.type, parentSchema: schema48.properties.timeSync.properties.maxSkew, data: data19 };
            if (vErrors === null) {
              vErrors = [err43];
            } else {
              vErrors.push(err43);
            }
            errors++;
          }
        }
        if (data13.maxWorkerSkew !== void 0) {
          let data20 = data13.maxWorkerSkew;
          if (typeof data20 === "string") {
            if (!formats100.validate(data20)) {
              const err44 = { instancePath: instancePath + "/timeSync/maxWorkerSkew", schemaPath: "#/properties/timeSync/properties/maxWorkerSkew/format", keyword: "format", params: { format: "duration" }, schema: "duration", parentSchema: schema48.properties.timeSync.properties.maxWorkerSkew, data: data20 };
              if (vErrors === null) {
                vErrors = [err44];
              } else {
                vErrors.push(err44);
              }
              errors++;
            }
          } else {
            const err45 = { instancePath: instancePath + "/timeSync/maxWorkerSkew", schemaPath: "#/properties/timeSync/properties/maxWorkerSkew/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.timeSync.properties.maxWorkerSkew.type, parentSchema: schema48.properties.timeSync.properties.maxWorkerSkew, data: data20 };
            if (vErrors === null) {
              vErrors = [err45];
            } else {
              vErrors.push(err45);
            }
            errors++;
          }
        }
      } else {
        const err46 = { instancePath: instancePath + "/timeSync", schemaPath: "#/properties/timeSync/type", keyword: "type", params: { type: "object" }, schema: schema48.properties.timeSync.type, parentSchema: schema48.properties.timeSync, data: data13 };
        if (vErrors === null) {
          vErrors = [err46];
        } else {
          vErrors.push(err46);
        }
        errors++;
      }
    }
    if (data.swap !== void 0) {
      let data21 = data.swap;
      if (typeof data21 !== "string") {
        const err47 = { instancePath: instancePath + "/swap", schemaPath: "#/properties/swap/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.swap.type, parentSchema: schema48.properties.swap, data: data21 };
        if (vErrors === null) {
          vErrors = [err47];
        } else {
          vErrors.push(err47);
        }
        errors++;
      }
      if (!(data21 === "disabled" || data21 === "kept")) {
        const err48 = { instancePath: instancePath + "/swap", schemaPath: "#/properties/swap/enum", keyword: "enum", params: { allowedValues: schema48.properties.swap.enum }, schema: schema48.properties.swap.enum, parentSchema: schema48.properties.swap, data: data21 };
        if (vErrors === null) {
          vErrors = [err48];
        } else {
          vErrors.push(err48);
        }
        errors++;
      }
    }
    if (data.hostname !== void 0) {
      let data22 = data.hostname;
      if (typeof data22 !== "string") {
        const err49 = { instancePath: instancePath + "/hostname", schemaPath: "#/properties/hostname/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.hostname.type, parentSchema: schema48.properties.hostname, data: data22 };
        if (vErrors === null) {
          vErrors = [err49];
        } else {
          vErrors.push(err49);
        }
        errors++;
      }
      if (!(data22 === "managed" || data22 === "unmanaged")) {
        const err50 = { instancePath: instancePath + "/hostname", schemaPath: "#/properties/hostname/enum", keyword: "enum", params: { allowedValues: schema48.properties.hostname.enum }, schema: schema48.properties.hostname.enum, parentSchema: schema48.properties.hostname, data: data22 };
        if (vErrors === null) {
          vErrors = [err50];
        } else {
          vErrors.push(err50);
        }
        errors++;
      }
    }
    if (data.selinux !== void 0) {
      let data23 = data.selinux;
      if (data23 && typeof data23 == "object" && !Array.isArray(data23)) {
        for (const key7 in data23) {
          if (!(key7 === "mode")) {
            const err51 = { instancePath: instancePath + "/selinux", schemaPath: "#/properties/selinux/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key7 }, schema: false, parentSchema: schema48.properties.selinux, data: data23 };
            if (vErrors === null) {
              vErrors = [err51];
            } else {
              vErrors.push(err51);
            }
            errors++;
          }
        }
        if (data23.mode !== void 0) {
          let data24 = data23.mode;
          if (typeof data24 !== "string") {
            const err52 = { instancePath: instancePath + "/selinux/mode", schemaPath: "#/properties/selinux/properties/mode/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.selinux.properties.mode.type, parentSchema: schema48.properties.selinux.properties.mode, data: data24 };
            if (vErrors === null) {
              vErrors = [err52];
            } else {
              vErrors.push(err52);
            }
            errors++;
          }
          if (!(data24 === "enforcing" || data24 === "permissive" || data24 === "unmanaged")) {
            const err53 = { instancePath: instancePath + "/selinux/mode", schemaPath: "#/properties/selinux/properties/mode/enum", keyword: "enum", params: { allowedValues: schema48.properties.selinux.properties.mode.enum }, schema: schema48.properties.selinux.properties.mode.enum, parentSchema: schema48.properties.selinux.properties.mode, data: data24 };
            if (vErrors === null) {
              vErrors = [err53];
            } else {
              vErrors.push(err53);
            }
            errors++;
          }
        }
      } else {
        const err54 = { instancePath: instancePath + "/selinux", schemaPath: "#/properties/selinux/type", keyword: "type", params: { type: "object" }, schema: schema48.properties.selinux.type, parentSchema: schema48.properties.selinux, data: data23 };
        if (vErrors === null) {
          vErrors = [err54];
        } else {
          vErrors.push(err54);
        }
        errors++;
      }
    }
    if (data.firewall !== void 0) {
      let data25 = data.firewall;
      if (data25 && typeof data25 == "object" && !Array.isArray(data25)) {
        for (const key8 in data25) {
          if (!(key8 === "manage" || key8 === "extraPorts")) {
            const err55 = { instancePath: instancePath + "/firewall", schemaPath: "#/properties/firewall/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key8 }, schema: false, parentSchema: schema48.properties.firewall, data: data25 };
            if (vErrors === null) {
              vErrors = [err55];
            } else {
              vErrors.push(err55);
            }
            errors++;
          }
        }
        if (data25.manage !== void 0) {
          let data26 = data25.manage;
          if (typeof data26 !== "boolean") {
            const err56 = { instancePath: instancePath + "/firewall/manage", schemaPath: "#/properties/firewall/properties/manage/type", keyword: "type", params: { type: "boolean" }, schema: schema48.properties.firewall.properties.manage.type, parentSchema: schema48.properties.firewall.properties.manage, data: data26 };
            if (vErrors === null) {
              vErrors = [err56];
            } else {
              vErrors.push(err56);
            }
            errors++;
          }
        }
        if (data25.extraPorts !== void 0) {
          let data27 = data25.extraPorts;
          if (Array.isArray(data27)) {
            const len5 = data27.length;
            for (let i8 = 0; i8 < len5; i8++) {
              let data28 = data27[i8];
              if (typeof data28 === "string") {
                if (!formats106.validate(data28)) {
                  const err57 = { instancePath: instancePath + "/firewall/extraPorts/" + i8, schemaPath: "#/properties/firewall/properties/extraPorts/items/format", keyword: "format", params: { format: "port-protocol" }, schema: "port-protocol", parentSchema: schema48.properties.firewall.properties.extraPorts.items, data: data28 };
                  if (vErrors === null) {
                    vErrors = [err57];
                  } else {
                    vErrors.push(err57);
                  }
                  errors++;
                }
              } else {
                const err58 = { instancePath: instancePath + "/firewall/extraPorts/" + i8, schemaPath: "#/properties/firewall/properties/extraPorts/items/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.firewall.properties.extraPorts.items.type, parentSchema: schema48.properties.firewall.properties.extraPorts.items, data: data28 };
                if (vErrors === null) {
                  vErrors = [err58];
                } else {
                  vErrors.push(err58);
                }
                errors++;
              }
            }
            let i9 = data27.length;
            let j3;
            if (i9 > 1) {
              const indices3 = {};
              for (; i9--; ) {
                let item3 = data27[i9];
                if (typeof item3 !== "string") {
                  continue;
                }
                if (typeof indices3[item3] == "number") {
                  j3 = indices3[item3];
                  const err59 = { instancePath: instancePath + "/firewall/extraPorts", schemaPath: "#/properties/firewall/properties/extraPorts/uniqueItems", keyword: "uniqueItems", params: { i: i9, j: j3 }, schema: true, parentSchema: schema48.properties.firewall.properties.extraPorts, data: data27 };
                  if (vErrors === null) {
                    vErrors = [err59];
                  } else {
                    vErrors.push(err59);
                  }
                  errors++;
                  break;
                }
                indices3[item3] = i9;
              }
            }
          } else {
            const err60 = { instancePath: instancePath + "/firewall/extraPorts", schemaPath: "#/properties/firewall/properties/extraPorts/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.firewall.properties.extraPorts.type, parentSchema: schema48.properties.firewall.properties.extraPorts, data: data27 };
            if (vErrors === null) {
              vErrors = [err60];
            } else {
              vErrors.push(err60);
            }
            errors++;
          }
        }
      } else {
        const err61 = { instancePath: instancePath + "/firewall", schemaPath: "#/properties/firewall/type", keyword: "type", params: { type: "object" }, schema: schema48.properties.firewall.type, parentSchema: schema48.properties.firewall, data: data25 };
        if (vErrors === null) {
          vErrors = [err61];
        } else {
          vErrors.push(err61);
        }
        errors++;
      }
    }
    if (data.proxy !== void 0) {
      let data29 = data.proxy;
      if (data29 && typeof data29 == "object" && !Array.isArray(data29)) {
        for (const key9 in data29) {
          if (!(key9 === "httpProxy" || key9 === "httpsProxy" || key9 === "noProxy")) {
            const err62 = { instancePath: instancePath + "/proxy", schemaPath: "#/properties/proxy/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key9 }, schema: false, parentSchema: schema48.properties.proxy, data: data29 };
            if (vErrors === null) {
              vErrors = [err62];
            } else {
              vErrors.push(err62);
            }
            errors++;
          }
        }
        if (data29.httpProxy !== void 0) {
          let data30 = data29.httpProxy;
          if (typeof data30 === "string") {
            if (!formats108.validate(data30)) {
              const err63 = { instancePath: instancePath + "/proxy/httpProxy", schemaPath: "#/properties/proxy/properties/httpProxy/format", keyword: "format", params: { format: "proxy-url" }, schema: "proxy-url", parentSchema: schema48.properties.proxy.properties.httpProxy, data: data30 };
              if (vErrors === null) {
                vErrors = [err63];
              } else {
                vErrors.push(err63);
              }
              errors++;
            }
          } else {
            const err64 = { instancePath: instancePath + "/proxy/httpProxy", schemaPath: "#/properties/proxy/properties/httpProxy/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.proxy.properties.httpProxy.type, parentSchema: schema48.properties.proxy.properties.httpProxy, data: data30 };
            if (vErrors === null) {
              vErrors = [err64];
            } else {
              vErrors.push(err64);
            }
            errors++;
          }
        }
        if (data29.httpsProxy !== void 0) {
          let data31 = data29.httpsProxy;
          if (typeof data31 === "string") {
            if (!formats108.validate(data31)) {
              const err65 = { instancePath: instancePath + "/proxy/httpsProxy", schemaPath: "#/properties/proxy/properties/httpsProxy/format", keyword: "format", params: { format: "proxy-url" }, schema: "proxy-url", parentSchema: schema48.properties.proxy.properties.httpsProxy, data: data31 };
              if (vErrors === null) {
                vErrors = [err65];
              } else {
                vErrors.push(err65);
              }
              errors++;
            }
          } else {
            const err66 = { instancePath: instancePath + "/proxy/httpsProxy", schemaPath: "#/properties/proxy/properties/httpsProxy/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.proxy.properties.httpsProxy.type, parentSchema: schema48.properties.proxy.properties.httpsProxy, data: data31 };
            if (vErrors === null) {
              vErrors = [err66];
            } else {
              vErrors.push(err66);
            }
            errors++;
          }
        }
        if (data29.noProxy !== void 0) {
          let data32 = data29.noProxy;
          if (Array.isArray(data32)) {
            const len6 = data32.length;
            for (let i10 = 0; i10 < len6; i10++) {
              let data33 = data32[i10];
              if (typeof data33 === "string") {
                if (!formats112.validate(data33)) {
                  const err67 = { instancePath: instancePath + "/proxy/noProxy/" + i10, schemaPath: "#/properties/proxy/properties/noProxy/items/format", keyword: "format", params: { format: "no-proxy" }, schema: "no-proxy", parentSchema: schema48.properties.proxy.properties.noProxy.items, data: data33 };
                  if (vErrors === null) {
                    vErrors = [err67];
                  } else {
                    vErrors.push(err67);
                  }
                  errors++;
                }
              } else {
                const err68 = { instancePath: instancePath + "/proxy/noProxy/" + i10, schemaPath: "#/properties/proxy/properties/noProxy/items/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.proxy.properties.noProxy.items.type, parentSchema: schema48.properties.proxy.properties.noProxy.items, data: data33 };
                if (vErrors === null) {
                  vErrors = [err68];
                } else {
                  vErrors.push(err68);
                }
                errors++;
              }
            }
            let i11 = data32.length;
            let j4;
            if (i11 > 1) {
              const indices4 = {};
              for (; i11--; ) {
                let item4 = data32[i11];
                if (typeof item4 !== "string") {
                  continue;
                }
                if (typeof indices4[item4] == "number") {
                  j4 = indices4[item4];
                  const err69 = { instancePath: instancePath + "/proxy/noProxy", schemaPath: "#/properties/proxy/properties/noProxy/uniqueItems", keyword: "uniqueItems", params: { i: i11, j: j4 }, schema: true, parentSchema: schema48.properties.proxy.properties.noProxy, data: data32 };
                  if (vErrors === null) {
                    vErrors = [err69];
                  } else {
                    vErrors.push(err69);
                  }
                  errors++;
                  break;
                }
                indices4[item4] = i11;
              }
            }
          } else {
            const err70 = { instancePath: instancePath + "/proxy/noProxy", schemaPath: "#/properties/proxy/properties/noProxy/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.proxy.properties.noProxy.type, parentSchema: schema48.properties.proxy.properties.noProxy, data: data32 };
            if (vErrors === null) {
              vErrors = [err70];
            } else {
              vErrors.push(err70);
            }
            errors++;
          }
        }
      } else {
        const err71 = { instancePath: instancePath + "/proxy", schemaPath: "#/properties/proxy/type", keyword: "type", params: { type: "object" }, schema: schema48.properties.proxy.type, parentSchema: schema48.properties.proxy, data: data29 };
        if (vErrors === null) {
          vErrors = [err71];
        } else {
          vErrors.push(err71);
        }
        errors++;
      }
    }
    if (data.hosts !== void 0) {
      let data34 = data.hosts;
      if (Array.isArray(data34)) {
        const len7 = data34.length;
        for (let i12 = 0; i12 < len7; i12++) {
          let data35 = data34[i12];
          if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
            if (data35.ip === void 0) {
              const err72 = { instancePath: instancePath + "/hosts/" + i12, schemaPath: "#/properties/hosts/items/required", keyword: "required", params: { missingProperty: "ip" }, schema: schema48.properties.hosts.items.required, parentSchema: schema48.properties.hosts.items, data: data35 };
              if (vErrors === null) {
                vErrors = [err72];
              } else {
                vErrors.push(err72);
              }
              errors++;
            }
            if (data35.names === void 0) {
              const err73 = { instancePath: instancePath + "/hosts/" + i12, schemaPath: "#/properties/hosts/items/required", keyword: "required", params: { missingProperty: "names" }, schema: schema48.properties.hosts.items.required, parentSchema: schema48.properties.hosts.items, data: data35 };
              if (vErrors === null) {
                vErrors = [err73];
              } else {
                vErrors.push(err73);
              }
              errors++;
            }
            for (const key10 in data35) {
              if (!(key10 === "ip" || key10 === "names")) {
                const err74 = { instancePath: instancePath + "/hosts/" + i12, schemaPath: "#/properties/hosts/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key10 }, schema: false, parentSchema: schema48.properties.hosts.items, data: data35 };
                if (vErrors === null) {
                  vErrors = [err74];
                } else {
                  vErrors.push(err74);
                }
                errors++;
              }
            }
            if (data35.ip !== void 0) {
              let data36 = data35.ip;
              if (typeof data36 === "string") {
                if (!formats114.validate(data36)) {
                  const err75 = { instancePath: instancePath + "/hosts/" + i12 + "/ip", schemaPath: "#/properties/hosts/items/properties/ip/format", keyword: "format", params: { format: "ip" }, schema: "ip", parentSchema: schema48.properties.hosts.items.properties.ip, data: data36 };
                  if (vErrors === null) {
                    vErrors = [err75];
                  } else {
                    vErrors.push(err75);
                  }
                  errors++;
                }
              } else {
                const err76 = { instancePath: instancePath + "/hosts/" + i12 + "/ip", schemaPath: "#/properties/hosts/items/properties/ip/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.hosts.items.properties.ip.type, parentSchema: schema48.properties.hosts.items.properties.ip, data: data36 };
                if (vErrors === null) {
                  vErrors = [err76];
                } else {
                  vErrors.push(err76);
                }
                errors++;
              }
            }
            if (data35.names !== void 0) {
              let data37 = data35.names;
              if (Array.isArray(data37)) {
                if (data37.length < 1) {
                  const err77 = { instancePath: instancePath + "/hosts/" + i12 + "/names", schemaPath: "#/properties/hosts/items/properties/names/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema48.properties.hosts.items.properties.names, data: data37 };
                  if (vErrors === null) {
                    vErrors = [err77];
                  } else {
                    vErrors.push(err77);
                  }
                  errors++;
                }
                const len8 = data37.length;
                for (let i13 = 0; i13 < len8; i13++) {
                  let data38 = data37[i13];
                  if (typeof data38 === "string") {
                    if (!formats12.validate(data38)) {
                      const err78 = { instancePath: instancePath + "/hosts/" + i12 + "/names/" + i13, schemaPath: "#/properties/hosts/items/properties/names/items/format", keyword: "format", params: { format: "dns-name" }, schema: "dns-name", parentSchema: schema48.properties.hosts.items.properties.names.items, data: data38 };
                      if (vErrors === null) {
                        vErrors = [err78];
                      } else {
                        vErrors.push(err78);
                      }
                      errors++;
                    }
                  } else {
                    const err79 = { instancePath: instancePath + "/hosts/" + i12 + "/names/" + i13, schemaPath: "#/properties/hosts/items/properties/names/items/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.hosts.items.properties.names.items.type, parentSchema: schema48.properties.hosts.items.properties.names.items, data: data38 };
                    if (vErrors === null) {
                      vErrors = [err79];
                    } else {
                      vErrors.push(err79);
                    }
                    errors++;
                  }
                }
                let i14 = data37.length;
                let j5;
                if (i14 > 1) {
                  const indices5 = {};
                  for (; i14--; ) {
                    let item5 = data37[i14];
                    if (typeof item5 !== "string") {
                      continue;
                    }
                    if (typeof indices5[item5] == "number") {
                      j5 = indices5[item5];
                      const err80 = { instancePath: instancePath + "/hosts/" + i12 + "/names", schemaPath: "#/properties/hosts/items/properties/names/uniqueItems", keyword: "uniqueItems", params: { i: i14, j: j5 }, schema: true, parentSchema: schema48.properties.hosts.items.properties.names, data: data37 };
                      if (vErrors === null) {
                        vErrors = [err80];
                      } else {
                        vErrors.push(err80);
                      }
                      errors++;
                      break;
                    }
                    indices5[item5] = i14;
                  }
                }
              } else {
                const err81 = { instancePath: instancePath + "/hosts/" + i12 + "/names", schemaPath: "#/properties/hosts/items/properties/names/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.hosts.items.properties.names.type, parentSchema: schema48.properties.hosts.items.properties.names, data: data37 };
                if (vErrors === null) {
                  vErrors = [err81];
                } else {
                  vErrors.push(err81);
                }
                errors++;
              }
            }
          } else {
            const err82 = { instancePath: instancePath + "/hosts/" + i12, schemaPath: "#/properties/hosts/items/type", keyword: "type", params: { type: "object" }, schema: schema48.properties.hosts.items.type, parentSchema: schema48.properties.hosts.items, data: data35 };
            if (vErrors === null) {
              vErrors = [err82];
            } else {
              vErrors.push(err82);
            }
            errors++;
          }
        }
      } else {
        const err83 = { instancePath: instancePath + "/hosts", schemaPath: "#/properties/hosts/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.hosts.type, parentSchema: schema48.properties.hosts, data: data34 };
        if (vErrors === null) {
          vErrors = [err83];
        } else {
          vErrors.push(err83);
        }
        errors++;
      }
    }
    if (data.kubeletExtraArgs !== void 0) {
      let data39 = data.kubeletExtraArgs;
      if (data39 && typeof data39 == "object" && !Array.isArray(data39)) {
        for (const key11 in data39) {
          const _errs94 = errors;
          if (typeof key11 === "string") {
            if (!formats18.validate(key11)) {
              const err84 = { instancePath: instancePath + "/kubeletExtraArgs", schemaPath: "#/$defs/extraArgs/propertyNames/format", keyword: "format", params: { format: "flag" }, schema: "flag", parentSchema: schema33.propertyNames, data: key11, propertyName: key11 };
              if (vErrors === null) {
                vErrors = [err84];
              } else {
                vErrors.push(err84);
              }
              errors++;
            }
          }
          var valid37 = _errs94 === errors;
          if (!valid37) {
            const err85 = { instancePath: instancePath + "/kubeletExtraArgs", schemaPath: "#/$defs/extraArgs/propertyNames", keyword: "propertyNames", params: { propertyName: key11 }, schema: schema33.propertyNames, parentSchema: schema33, data: data39 };
            if (vErrors === null) {
              vErrors = [err85];
            } else {
              vErrors.push(err85);
            }
            errors++;
          }
        }
        for (const key12 in data39) {
          let data40 = data39[key12];
          if (typeof data40 !== "string" && !Array.isArray(data40)) {
            const err86 = { instancePath: instancePath + "/kubeletExtraArgs/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/extraArgs/additionalProperties/type", keyword: "type", params: { type: schema33.additionalProperties.type }, schema: schema33.additionalProperties.type, parentSchema: schema33.additionalProperties, data: data40 };
            if (vErrors === null) {
              vErrors = [err86];
            } else {
              vErrors.push(err86);
            }
            errors++;
          }
          if (Array.isArray(data40)) {
            if (data40.length < 1) {
              const err87 = { instancePath: instancePath + "/kubeletExtraArgs/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/extraArgs/additionalProperties/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema33.additionalProperties, data: data40 };
              if (vErrors === null) {
                vErrors = [err87];
              } else {
                vErrors.push(err87);
              }
              errors++;
            }
            const len9 = data40.length;
            for (let i15 = 0; i15 < len9; i15++) {
              let data41 = data40[i15];
              if (typeof data41 !== "string") {
                const err88 = { instancePath: instancePath + "/kubeletExtraArgs/" + key12.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i15, schemaPath: "#/$defs/extraArgs/additionalProperties/items/type", keyword: "type", params: { type: "string" }, schema: schema33.additionalProperties.items.type, parentSchema: schema33.additionalProperties.items, data: data41 };
                if (vErrors === null) {
                  vErrors = [err88];
                } else {
                  vErrors.push(err88);
                }
                errors++;
              }
            }
          }
        }
      } else {
        const err89 = { instancePath: instancePath + "/kubeletExtraArgs", schemaPath: "#/$defs/extraArgs/type", keyword: "type", params: { type: "object" }, schema: schema33.type, parentSchema: schema33, data: data39 };
        if (vErrors === null) {
          vErrors = [err89];
        } else {
          vErrors.push(err89);
        }
        errors++;
      }
    }
  } else {
    const err90 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema48.type, parentSchema: schema48, data };
    if (vErrors === null) {
      vErrors = [err90];
    } else {
      vErrors.push(err90);
    }
    errors++;
  }
  validate36.errors = vErrors;
  return errors === 0;
}
validate36.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema52 = { "description": "What the outside reaches the cluster's services through.", "type": "object", "additionalProperties": false, "properties": { "certificates": { "description": "Server certificates, made by `kubestrap certs ingress`: files, and a Secret for each.", "type": "array", "default": [], "items": { "$ref": "#/$defs/ingressCertificate" } }, "generatedCA": { "$ref": "#/$defs/generatedCA" } } };
var schema53 = { "description": "A certificate and its names; at least one of `dnsNames`, `ipAddresses` and `uris`.", "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "description": "Name of the certificate and of its directory; unique.", "type": "string", "format": "dns-label" }, "namespace": { "description": "Namespace of the Secret.", "type": "string", "format": "dns-label", "default": "default" }, "secretName": { "description": "Name of the Secret (type kubernetes.io/tls). Absent: the certificate's name with `-tls` after it.", "type": "string", "format": "dns-name", "examples": ["web-tls"] }, "dnsNames": { "description": "DNS names; `*` may stand for the whole first label. Names in Unicode become punycode.", "type": "array", "items": { "type": "string", "format": "certificate-dns-name" }, "uniqueItems": true, "default": [], "examples": [["web.example.org", "*.web.example.org"]] }, "ipAddresses": { "description": "IPv4 and IPv6 addresses.", "type": "array", "items": { "type": "string", "format": "ip" }, "uniqueItems": true, "default": [], "examples": [["10.0.0.80"]] }, "uris": { "description": "URIs, such as SPIFFE IDs.", "type": "array", "items": { "type": "string", "format": "uri-name" }, "uniqueItems": true, "default": [], "examples": [["spiffe://example.org/web"]] }, "keyAlgorithm": { "description": "Kind of the key. Browsers do not take Ed25519.", "type": "string", "enum": ["RSA-2048", "RSA-3072", "RSA-4096", "ECDSA-P256", "ECDSA-P384", "Ed25519"], "default": "RSA-2048" }, "validity": { "description": "How long it is valid, in days or hours; browsers take 398 days at most. A change counts from the next issue on.", "type": "string", "format": "validity", "default": "365d" }, "ca": { "$ref": "#/$defs/certificateAuthority" } } };
var formats132 = formats["certificate-dns-name"];
var formats136 = formats["uri-name"];
var formats138 = formats.validity;
var schema54 = { "description": "Who signs the certificate.", "type": "object", "additionalProperties": false, "properties": { "mode": { "description": "`generated`: a CA of our own, made once and kept in `.kubestrap/` beside this file. `files`: a CA of yours. `cluster`: the cluster's CA; its key is used on a control plane and stays there. `selfSigned`: the certificate itself.", "type": "string", "enum": ["generated", "files", "cluster", "selfSigned"], "default": "generated" }, "certFile": { "description": "With `files`: PEM file of the CA's certificate, relative to this one; certificates between it and the root may follow it.", "type": "string", "minLength": 1 }, "keyFile": { "description": "With `files`: PEM file of its key, relative to this one; PKCS#8 or traditional, encrypted or not.", "type": "string", "minLength": 1 }, "passphrase": { "$ref": "#/$defs/secret", "description": "With `files`: of the encrypted key." } } };
function validate40(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate40.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "mode" || key0 === "certFile" || key0 === "keyFile" || key0 === "passphrase")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema54, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.mode !== void 0) {
      let data0 = data.mode;
      if (typeof data0 !== "string") {
        const err1 = { instancePath: instancePath + "/mode", schemaPath: "#/properties/mode/type", keyword: "type", params: { type: "string" }, schema: schema54.properties.mode.type, parentSchema: schema54.properties.mode, data: data0 };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
      if (!(data0 === "generated" || data0 === "files" || data0 === "cluster" || data0 === "selfSigned")) {
        const err2 = { instancePath: instancePath + "/mode", schemaPath: "#/properties/mode/enum", keyword: "enum", params: { allowedValues: schema54.properties.mode.enum }, schema: schema54.properties.mode.enum, parentSchema: schema54.properties.mode, data: data0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.certFile !== void 0) {
      let data1 = data.certFile;
      if (typeof data1 === "string") {
        if (func2(data1) < 1) {
          const err3 = { instancePath: instancePath + "/certFile", schemaPath: "#/properties/certFile/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema54.properties.certFile, data: data1 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = { instancePath: instancePath + "/certFile", schemaPath: "#/properties/certFile/type", keyword: "type", params: { type: "string" }, schema: schema54.properties.certFile.type, parentSchema: schema54.properties.certFile, data: data1 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.keyFile !== void 0) {
      let data2 = data.keyFile;
      if (typeof data2 === "string") {
        if (func2(data2) < 1) {
          const err5 = { instancePath: instancePath + "/keyFile", schemaPath: "#/properties/keyFile/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema54.properties.keyFile, data: data2 };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      } else {
        const err6 = { instancePath: instancePath + "/keyFile", schemaPath: "#/properties/keyFile/type", keyword: "type", params: { type: "string" }, schema: schema54.properties.keyFile.type, parentSchema: schema54.properties.keyFile, data: data2 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.passphrase !== void 0) {
      let data3 = data.passphrase;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        if (Object.keys(data3).length > 1) {
          const err7 = { instancePath: instancePath + "/passphrase", schemaPath: "#/$defs/secret/maxProperties", keyword: "maxProperties", params: { limit: 1 }, schema: 1, parentSchema: schema42, data: data3 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        if (Object.keys(data3).length < 1) {
          const err8 = { instancePath: instancePath + "/passphrase", schemaPath: "#/$defs/secret/minProperties", keyword: "minProperties", params: { limit: 1 }, schema: 1, parentSchema: schema42, data: data3 };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
        for (const key1 in data3) {
          if (!(key1 === "env" || key1 === "file" || key1 === "command")) {
            const err9 = { instancePath: instancePath + "/passphrase", schemaPath: "#/$defs/secret/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, schema: false, parentSchema: schema42, data: data3 };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
        }
        if (data3.env !== void 0) {
          let data4 = data3.env;
          if (typeof data4 === "string") {
            if (!formats36.validate(data4)) {
              const err10 = { instancePath: instancePath + "/passphrase/env", schemaPath: "#/$defs/secret/properties/env/format", keyword: "format", params: { format: "environment-variable" }, schema: "environment-variable", parentSchema: schema42.properties.env, data: data4 };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
          } else {
            const err11 = { instancePath: instancePath + "/passphrase/env", schemaPath: "#/$defs/secret/properties/env/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.env.type, parentSchema: schema42.properties.env, data: data4 };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        if (data3.file !== void 0) {
          let data5 = data3.file;
          if (typeof data5 === "string") {
            if (func2(data5) < 1) {
              const err12 = { instancePath: instancePath + "/passphrase/file", schemaPath: "#/$defs/secret/properties/file/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema42.properties.file, data: data5 };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
            }
          } else {
            const err13 = { instancePath: instancePath + "/passphrase/file", schemaPath: "#/$defs/secret/properties/file/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.file.type, parentSchema: schema42.properties.file, data: data5 };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
        }
        if (data3.command !== void 0) {
          let data6 = data3.command;
          if (Array.isArray(data6)) {
            if (data6.length < 1) {
              const err14 = { instancePath: instancePath + "/passphrase/command", schemaPath: "#/$defs/secret/properties/command/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema42.properties.command, data: data6 };
              if (vErrors === null) {
                vErrors = [err14];
              } else {
                vErrors.push(err14);
              }
              errors++;
            }
            const len0 = data6.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data7 = data6[i0];
              if (typeof data7 !== "string") {
                const err15 = { instancePath: instancePath + "/passphrase/command/" + i0, schemaPath: "#/$defs/secret/properties/command/items/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.command.items.type, parentSchema: schema42.properties.command.items, data: data7 };
                if (vErrors === null) {
                  vErrors = [err15];
                } else {
                  vErrors.push(err15);
                }
                errors++;
              }
            }
          } else {
            const err16 = { instancePath: instancePath + "/passphrase/command", schemaPath: "#/$defs/secret/properties/command/type", keyword: "type", params: { type: "array" }, schema: schema42.properties.command.type, parentSchema: schema42.properties.command, data: data6 };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
      } else {
        const err17 = { instancePath: instancePath + "/passphrase", schemaPath: "#/$defs/secret/type", keyword: "type", params: { type: "object" }, schema: schema42.type, parentSchema: schema42, data: data3 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
  } else {
    const err18 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema54.type, parentSchema: schema54, data };
    if (vErrors === null) {
      vErrors = [err18];
    } else {
      vErrors.push(err18);
    }
    errors++;
  }
  validate40.errors = vErrors;
  return errors === 0;
}
validate40.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate39(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate39.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, schema: schema53.required, parentSchema: schema53, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func1.call(schema53.properties, key0)) {
        const err1 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema53, data };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (!formats0.validate(data0)) {
          const err2 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/format", keyword: "format", params: { format: "dns-label" }, schema: "dns-label", parentSchema: schema53.properties.name, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
      } else {
        const err3 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, schema: schema53.properties.name.type, parentSchema: schema53.properties.name, data: data0 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.namespace !== void 0) {
      let data1 = data.namespace;
      if (typeof data1 === "string") {
        if (!formats0.validate(data1)) {
          const err4 = { instancePath: instancePath + "/namespace", schemaPath: "#/properties/namespace/format", keyword: "format", params: { format: "dns-label" }, schema: "dns-label", parentSchema: schema53.properties.namespace, data: data1 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/namespace", schemaPath: "#/properties/namespace/type", keyword: "type", params: { type: "string" }, schema: schema53.properties.namespace.type, parentSchema: schema53.properties.namespace, data: data1 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.secretName !== void 0) {
      let data2 = data.secretName;
      if (typeof data2 === "string") {
        if (!formats12.validate(data2)) {
          const err6 = { instancePath: instancePath + "/secretName", schemaPath: "#/properties/secretName/format", keyword: "format", params: { format: "dns-name" }, schema: "dns-name", parentSchema: schema53.properties.secretName, data: data2 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = { instancePath: instancePath + "/secretName", schemaPath: "#/properties/secretName/type", keyword: "type", params: { type: "string" }, schema: schema53.properties.secretName.type, parentSchema: schema53.properties.secretName, data: data2 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.dnsNames !== void 0) {
      let data3 = data.dnsNames;
      if (Array.isArray(data3)) {
        const len0 = data3.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data4 = data3[i0];
          if (typeof data4 === "string") {
            if (!formats132.validate(data4)) {
              const err8 = { instancePath: instancePath + "/dnsNames/" + i0, schemaPath: "#/properties/dnsNames/items/format", keyword: "format", params: { format: "certificate-dns-name" }, schema: "certificate-dns-name", parentSchema: schema53.properties.dnsNames.items, data: data4 };
              if (vErrors === null) {
                vErrors = [err8];
              } else {
                vErrors.push(err8);
              }
              errors++;
            }
          } else {
            const err9 = { instancePath: instancePath + "/dnsNames/" + i0, schemaPath: "#/properties/dnsNames/items/type", keyword: "type", params: { type: "string" }, schema: schema53.properties.dnsNames.items.type, parentSchema: schema53.properties.dnsNames.items, data: data4 };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
        }
        let i1 = data3.length;
        let j0;
        if (i1 > 1) {
          const indices0 = {};
          for (; i1--; ) {
            let item0 = data3[i1];
            if (typeof item0 !== "string") {
              continue;
            }
            if (typeof indices0[item0] == "number") {
              j0 = indices0[item0];
              const err10 = { instancePath: instancePath + "/dnsNames", schemaPath: "#/properties/dnsNames/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, schema: true, parentSchema: schema53.properties.dnsNames, data: data3 };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
              break;
            }
            indices0[item0] = i1;
          }
        }
      } else {
        const err11 = { instancePath: instancePath + "/dnsNames", schemaPath: "#/properties/dnsNames/type", keyword: "type", params: { type: "array" }, schema: schema53.properties.dnsNames.type, parentSchema: schema53.properties.dnsNames, data: data3 };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.ipAddresses !== void 0) {
      let data5 = data.ipAddresses;
      if (Array.isArray(data5)) {
        const len1 = data5.length;
        for (let i2 = 0; i2 < len1; i2++) {
          let data6 = data5[i2];
          if (typeof data6 === "string") {
            if (!formats114.validate(data6)) {
              const err12 = { instancePath: instancePath + "/ipAddresses/" + i2, schemaPath: "#/properties/ipAddresses/items/format", keyword: "format", params: { format: "ip" }, schema: "ip", parentSchema: schema53.properties.ipAddresses.items, data: data6 };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
            }
          } else {
            const err13 = { instancePath: instancePath + "/ipAddresses/" + i2, schemaPath: "#/properties/ipAddresses/items/type", keyword: "type", params: { type: "string" }, schema: schema53.properties.ipAddresses.items.type, parentSchema: schema53.properties.ipAddresses.items, data: data6 };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
        }
        let i3 = data5.length;
        let j1;
        if (i3 > 1) {
          const indices1 = {};
          for (; i3--; ) {
            let item1 = data5[i3];
            if (typeof item1 !== "string") {
              continue;
            }
            if (typeof indices1[item1] == "number") {
              j1 = indices1[item1];
              const err14 = { instancePath: instancePath + "/ipAddresses", schemaPath: "#/properties/ipAddresses/uniqueItems", keyword: "uniqueItems", params: { i: i3, j: j1 }, schema: true, parentSchema: schema53.properties.ipAddresses, data: data5 };
              if (vErrors === null) {
                vErrors = [err14];
              } else {
                vErrors.push(err14);
              }
              errors++;
              break;
            }
            indices1[item1] = i3;
          }
        }
      } else {
        const err15 = { instancePath: instancePath + "/ipAddresses", schemaPath: "#/properties/ipAddresses/type", keyword: "type", params: { type: "array" }, schema: schema53.properties.ipAddresses.type, parentSchema: schema53.properties.ipAddresses, data: data5 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.uris !== void 0) {
      let data7 = data.uris;
      if (Array.isArray(data7)) {
        const len2 = data7.length;
        for (let i4 = 0; i4 < len2; i4++) {
          let data8 = data7[i4];
          if (typeof data8 === "string") {
            if (!formats136.validate(data8)) {
              const err16 = { instancePath: instancePath + "/uris/" + i4, schemaPath: "#/properties/uris/items/format", keyword: "format", params: { format: "uri-name" }, schema: "uri-name", parentSchema: schema53.properties.uris.items, data: data8 };
              if (vErrors === null) {
                vErrors = [err16];
              } else {
                vErrors.push(err16);
              }
              errors++;
            }
          } else {
            const err17 = { instancePath: instancePath + "/uris/" + i4, schemaPath: "#/properties/uris/items/type", keyword: "type", params: { type: "string" }, schema: schema53.properties.uris.items.type, parentSchema: schema53.properties.uris.items, data: data8 };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
        }
        let i5 = data7.length;
        let j2;
        if (i5 > 1) {
          const indices2 = {};
          for (; i5--; ) {
            let item2 = data7[i5];
            if (typeof item2 !== "string") {
              continue;
            }
            if (typeof indices2[item2] == "number") {
              j2 = indices2[item2];
              const err18 = { instancePath: instancePath + "/uris", schemaPath: "#/properties/uris/uniqueItems", keyword: "uniqueItems", params: { i: i5, j: j2 }, schema: true, parentSchema: schema53.properties.uris, data: data7 };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
              break;
            }
            indices2[item2] = i5;
          }
        }
      } else {
        const err19 = { instancePath: instancePath + "/uris", schemaPath: "#/properties/uris/type", keyword: "type", params: { type: "array" }, schema: schema53.properties.uris.type, parentSchema: schema53.properties.uris, data: data7 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.keyAlgorithm !== void 0) {
      let data9 = data.keyAlgorithm;
      if (typeof data9 !== "string") {
        const err20 = { instancePath: instancePath + "/keyAlgorithm", schemaPath: "#/properties/keyAlgorithm/type", keyword: "type", params: { type: "string" }, schema: schema53.properties.keyAlgorithm.type, parentSchema: schema53.properties.keyAlgorithm, data: data9 };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
      if (!(data9 === "RSA-2048" || data9 === "RSA-3072" || data9 === "RSA-4096" || data9 === "ECDSA-P256" || data9 === "ECDSA-P384" || data9 === "Ed25519")) {
        const err21 = { instancePath: instancePath + "/keyAlgorithm", schemaPath: "#/properties/keyAlgorithm/enum", keyword: "enum", params: { allowedValues: schema53.properties.keyAlgorithm.enum }, schema: schema53.properties.keyAlgorithm.enum, parentSchema: schema53.properties.keyAlgorithm, data: data9 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.validity !== void 0) {
      let data10 = data.validity;
      if (typeof data10 === "string") {
        if (!formats138.validate(data10)) {
          const err22 = { instancePath: instancePath + "/validity", schemaPath: "#/properties/validity/format", keyword: "format", params: { format: "validity" }, schema: "validity", parentSchema: schema53.properties.validity, data: data10 };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
      } else {
        const err23 = { instancePath: instancePath + "/validity", schemaPath: "#/properties/validity/type", keyword: "type", params: { type: "string" }, schema: schema53.properties.validity.type, parentSchema: schema53.properties.validity, data: data10 };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
    }
    if (data.ca !== void 0) {
      if (!validate40(data.ca, { instancePath: instancePath + "/ca", parentData: data, parentDataProperty: "ca", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err24 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema53.type, parentSchema: schema53, data };
    if (vErrors === null) {
      vErrors = [err24];
    } else {
      vErrors.push(err24);
    }
    errors++;
  }
  validate39.errors = vErrors;
  return errors === 0;
}
validate39.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema56 = { "description": "The CA of the certificates with `ca.mode: generated`. It is made once, and never replaced: what is changed here afterwards is refused.", "type": "object", "additionalProperties": false, "properties": { "commonName": { "description": "Its name. Absent: `kubestrap ingress CA of`, and the cluster's name.", "type": "string", "format": "common-name", "examples": ["Example Corp ingress CA"] }, "keyAlgorithm": { "description": "Kind of its key.", "type": "string", "enum": ["RSA-2048", "RSA-3072", "RSA-4096", "ECDSA-P256", "ECDSA-P384", "Ed25519"], "default": "RSA-2048" }, "validity": { "description": "How long it is valid, in days or hours. No certificate outlives it.", "type": "string", "format": "validity", "default": "3650d" }, "permittedDomains": { "description": "Domains that it may issue DNS names in, subdomains included (name constraints); clients refuse others, should the key be stolen. Empty: any.", "type": "array", "items": { "type": "string", "format": "domain" }, "uniqueItems": true, "default": [], "examples": [["example.org"]] }, "permittedNetworks": { "description": "Networks that it may issue addresses in. Empty: any.", "type": "array", "items": { "type": "string", "format": "network" }, "uniqueItems": true, "default": [], "examples": [["10.0.0.0/8"]] }, "passphrase": { "$ref": "#/$defs/secret", "description": "Encrypts its key on disk (PKCS#8, AES-256-CBC). Absent: the key is protected by its file's mode alone." } } };
var formats142 = formats["common-name"];
var formats146 = formats.domain;
var formats148 = formats.network;
function validate43(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate43.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "commonName" || key0 === "keyAlgorithm" || key0 === "validity" || key0 === "permittedDomains" || key0 === "permittedNetworks" || key0 === "passphrase")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema56, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.commonName !== void 0) {
      let data0 = data.commonName;
      if (typeof data0 === "string") {
        if (!formats142.validate(data0)) {
          const err1 = { instancePath: instancePath + "/commonName", schemaPath: "#/properties/commonName/format", keyword: "format", params: { format: "common-name" }, schema: "common-name", parentSchema: schema56.properties.commonName, data: data0 };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
      } else {
        const err2 = { instancePath: instancePath + "/commonName", schemaPath: "#/properties/commonName/type", keyword: "type", params: { type: "string" }, schema: schema56.properties.commonName.type, parentSchema: schema56.properties.commonName, data: data0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.keyAlgorithm !== void 0) {
      let data1 = data.keyAlgorithm;
      if (typeof data1 !== "string") {
        const err3 = { instancePath: instancePath + "/keyAlgorithm", schemaPath: "#/properties/keyAlgorithm/type", keyword: "type", params: { type: "string" }, schema: schema56.properties.keyAlgorithm.type, parentSchema: schema56.properties.keyAlgorithm, data: data1 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      if (!(data1 === "RSA-2048" || data1 === "RSA-3072" || data1 === "RSA-4096" || data1 === "ECDSA-P256" || data1 === "ECDSA-P384" || data1 === "Ed25519")) {
        const err4 = { instancePath: instancePath + "/keyAlgorithm", schemaPath: "#/properties/keyAlgorithm/enum", keyword: "enum", params: { allowedValues: schema56.properties.keyAlgorithm.enum }, schema: schema56.properties.keyAlgorithm.enum, parentSchema: schema56.properties.keyAlgorithm, data: data1 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.validity !== void 0) {
      let data2 = data.validity;
      if (typeof data2 === "string") {
        if (!formats138.validate(data2)) {
          const err5 = { instancePath: instancePath + "/validity", schemaPath: "#/properties/validity/format", keyword: "format", params: { format: "validity" }, schema: "validity", parentSchema: schema56.properties.validity, data: data2 };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      } else {
        const err6 = { instancePath: instancePath + "/validity", schemaPath: "#/properties/validity/type", keyword: "type", params: { type: "string" }, schema: schema56.properties.validity.type, parentSchema: schema56.properties.validity, data: data2 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.permittedDomains !== void 0) {
      let data3 = data.permittedDomains;
      if (Array.isArray(data3)) {
        const len0 = data3.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data4 = data3[i0];
          if (typeof data4 === "string") {
            if (!formats146.validate(data4)) {
              const err7 = { instancePath: instancePath + "/permittedDomains/" + i0, schemaPath: "#/properties/permittedDomains/items/format", keyword: "format", params: { format: "domain" }, schema: "domain", parentSchema: schema56.properties.permittedDomains.items, data: data4 };
              if (vErrors === null) {
                vErrors = [err7];
              } else {
                vErrors.push(err7);
              }
              errors++;
            }
          } else {
            const err8 = { instancePath: instancePath + "/permittedDomains/" + i0, schemaPath: "#/properties/permittedDomains/items/type", keyword: "type", params: { type: "string" }, schema: schema56.properties.permittedDomains.items.type, parentSchema: schema56.properties.permittedDomains.items, data: data4 };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        }
        let i1 = data3.length;
        let j0;
        if (i1 > 1) {
          const indices0 = {};
          for (; i1--; ) {
            let item0 = data3[i1];
            if (typeof item0 !== "string") {
              continue;
            }
            if (typeof indices0[item0] == "number") {
              j0 = indices0[item0];
              const err9 = { instancePath: instancePath + "/permittedDomains", schemaPath: "#/properties/permittedDomains/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, schema: true, parentSchema: schema56.properties.permittedDomains, data: data3 };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
              break;
            }
            indices0[item0] = i1;
          }
        }
      } else {
        const err10 = { instancePath: instancePath + "/permittedDomains", schemaPath: "#/properties/permittedDomains/type", keyword: "type", params: { type: "array" }, schema: schema56.properties.permittedDomains.type, parentSchema: schema56.properties.permittedDomains, data: data3 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.permittedNetworks !== void 0) {
      let data5 = data.permittedNetworks;
      if (Array.isArray(data5)) {
        const len1 = data5.length;
        for (let i2 = 0; i2 < len1; i2++) {
          let data6 = data5[i2];
          if (typeof data6 === "string") {
            if (!formats148.validate(data6)) {
              const err11 = { instancePath: instancePath + "/permittedNetworks/" + i2, schemaPath: "#/properties/permittedNetworks/items/format", keyword: "format", params: { format: "network" }, schema: "network", parentSchema: schema56.properties.permittedNetworks.items, data: data6 };
              if (vErrors === null) {
                vErrors = [err11];
              } else {
                vErrors.push(err11);
              }
              errors++;
            }
          } else {
            const err12 = { instancePath: instancePath + "/permittedNetworks/" + i2, schemaPath: "#/properties/permittedNetworks/items/type", keyword: "type", params: { type: "string" }, schema: schema56.properties.permittedNetworks.items.type, parentSchema: schema56.properties.permittedNetworks.items, data: data6 };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
        }
        let i3 = data5.length;
        let j1;
        if (i3 > 1) {
          const indices1 = {};
          for (; i3--; ) {
            let item1 = data5[i3];
            if (typeof item1 !== "string") {
              continue;
            }
            if (typeof indices1[item1] == "number") {
              j1 = indices1[item1];
              const err13 = { instancePath: instancePath + "/permittedNetworks", schemaPath: "#/properties/permittedNetworks/uniqueItems", keyword: "uniqueItems", params: { i: i3, j: j1 }, schema: true, parentSchema: schema56.properties.permittedNetworks, data: data5 };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
              break;
            }
            indices1[item1] = i3;
          }
        }
      } else {
        const err14 = { instancePath: instancePath + "/permittedNetworks", schemaPath: "#/properties/permittedNetworks/type", keyword: "type", params: { type: "array" }, schema: schema56.properties.permittedNetworks.type, parentSchema: schema56.properties.permittedNetworks, data: data5 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.passphrase !== void 0) {
      let data7 = data.passphrase;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        if (Object.keys(data7).length > 1) {
          const err15 = { instancePath: instancePath + "/passphrase", schemaPath: "#/$defs/secret/maxProperties", keyword: "maxProperties", params: { limit: 1 }, schema: 1, parentSchema: schema42, data: data7 };
          if (vErrors === null) {
            vErrors = [err15];
          } else {
            vErrors.push(err15);
          }
          errors++;
        }
        if (Object.keys(data7).length < 1) {
          const err16 = { instancePath: instancePath + "/passphrase", schemaPath: "#/$defs/secret/minProperties", keyword: "minProperties", params: { limit: 1 }, schema: 1, parentSchema: schema42, data: data7 };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
        for (const key1 in data7) {
          if (!(key1 === "env" || key1 === "file" || key1 === "command")) {
            const err17 = { instancePath: instancePath + "/passphrase", schemaPath: "#/$defs/secret/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, schema: false, parentSchema: schema42, data: data7 };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
        }
        if (data7.env !== void 0) {
          let data8 = data7.env;
          if (typeof data8 === "string") {
            if (!formats36.validate(data8)) {
              const err18 = { instancePath: instancePath + "/passphrase/env", schemaPath: "#/$defs/secret/properties/env/format", keyword: "format", params: { format: "environment-variable" }, schema: "environment-variable", parentSchema: schema42.properties.env, data: data8 };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
          } else {
            const err19 = { instancePath: instancePath + "/passphrase/env", schemaPath: "#/$defs/secret/properties/env/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.env.type, parentSchema: schema42.properties.env, data: data8 };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
        }
        if (data7.file !== void 0) {
          let data9 = data7.file;
          if (typeof data9 === "string") {
            if (func2(data9) < 1) {
              const err20 = { instancePath: instancePath + "/passphrase/file", schemaPath: "#/$defs/secret/properties/file/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema42.properties.file, data: data9 };
              if (vErrors === null) {
                vErrors = [err20];
              } else {
                vErrors.push(err20);
              }
              errors++;
            }
          } else {
            const err21 = { instancePath: instancePath + "/passphrase/file", schemaPath: "#/$defs/secret/properties/file/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.file.type, parentSchema: schema42.properties.file, data: data9 };
            if (vErrors === null) {
              vErrors = [err21];
            } else {
              vErrors.push(err21);
            }
            errors++;
          }
        }
        if (data7.command !== void 0) {
          let data10 = data7.command;
          if (Array.isArray(data10)) {
            if (data10.length < 1) {
              const err22 = { instancePath: instancePath + "/passphrase/command", schemaPath: "#/$defs/secret/properties/command/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema42.properties.command, data: data10 };
              if (vErrors === null) {
                vErrors = [err22];
              } else {
                vErrors.push(err22);
              }
              errors++;
            }
            const len2 = data10.length;
            for (let i4 = 0; i4 < len2; i4++) {
              let data11 = data10[i4];
              if (typeof data11 !== "string") {
                const err23 = { instancePath: instancePath + "/passphrase/command/" + i4, schemaPath: "#/$defs/secret/properties/command/items/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.command.items.type, parentSchema: schema42.properties.command.items, data: data11 };
                if (vErrors === null) {
                  vErrors = [err23];
                } else {
                  vErrors.push(err23);
                }
                errors++;
              }
            }
          } else {
            const err24 = { instancePath: instancePath + "/passphrase/command", schemaPath: "#/$defs/secret/properties/command/type", keyword: "type", params: { type: "array" }, schema: schema42.properties.command.type, parentSchema: schema42.properties.command, data: data10 };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
        }
      } else {
        const err25 = { instancePath: instancePath + "/passphrase", schemaPath: "#/$defs/secret/type", keyword: "type", params: { type: "object" }, schema: schema42.type, parentSchema: schema42, data: data7 };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
    }
  } else {
    const err26 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema56.type, parentSchema: schema56, data };
    if (vErrors === null) {
      vErrors = [err26];
    } else {
      vErrors.push(err26);
    }
    errors++;
  }
  validate43.errors = vErrors;
  return errors === 0;
}
validate43.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate38(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate38.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "certificates" || key0 === "generatedCA")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema52, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.certificates !== void 0) {
      let data0 = data.certificates;
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (!validate39(data0[i0], { instancePath: instancePath + "/certificates/" + i0, parentData: data0, parentDataProperty: i0, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err1 = { instancePath: instancePath + "/certificates", schemaPath: "#/properties/certificates/type", keyword: "type", params: { type: "array" }, schema: schema52.properties.certificates.type, parentSchema: schema52.properties.certificates, data: data0 };
        if (vErrors === null) {
          vErrors = [err1];
        } else {
          vErrors.push(err1);
        }
        errors++;
      }
    }
    if (data.generatedCA !== void 0) {
      if (!validate43(data.generatedCA, { instancePath: instancePath + "/generatedCA", parentData: data, parentDataProperty: "generatedCA", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err2 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema52.type, parentSchema: schema52, data };
    if (vErrors === null) {
      vErrors = [err2];
    } else {
      vErrors.push(err2);
    }
    errors++;
  }
  validate38.errors = vErrors;
  return errors === 0;
}
validate38.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate21(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate21.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.kubernetesVersion === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kubernetesVersion" }, schema: schema32.required, parentSchema: schema32, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.controlPlaneEndpoint === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "controlPlaneEndpoint" }, schema: schema32.required, parentSchema: schema32, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func1.call(schema32.properties, key0)) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema32, data };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.kubernetesVersion !== void 0) {
      let data0 = data.kubernetesVersion;
      if (typeof data0 === "string") {
        if (!formats2.validate(data0)) {
          const err3 = { instancePath: instancePath + "/kubernetesVersion", schemaPath: "#/properties/kubernetesVersion/format", keyword: "format", params: { format: "kubernetes-version" }, schema: "kubernetes-version", parentSchema: schema32.properties.kubernetesVersion, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
      } else {
        const err4 = { instancePath: instancePath + "/kubernetesVersion", schemaPath: "#/properties/kubernetesVersion/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.kubernetesVersion.type, parentSchema: schema32.properties.kubernetesVersion, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.imageRepository !== void 0) {
      let data1 = data.imageRepository;
      if (typeof data1 === "string") {
        if (!formats4.validate(data1)) {
          const err5 = { instancePath: instancePath + "/imageRepository", schemaPath: "#/properties/imageRepository/format", keyword: "format", params: { format: "image-repository" }, schema: "image-repository", parentSchema: schema32.properties.imageRepository, data: data1 };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      } else {
        const err6 = { instancePath: instancePath + "/imageRepository", schemaPath: "#/properties/imageRepository/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.imageRepository.type, parentSchema: schema32.properties.imageRepository, data: data1 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.controlPlaneEndpoint !== void 0) {
      let data2 = data.controlPlaneEndpoint;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.host === void 0) {
          const err7 = { instancePath: instancePath + "/controlPlaneEndpoint", schemaPath: "#/properties/controlPlaneEndpoint/required", keyword: "required", params: { missingProperty: "host" }, schema: schema32.properties.controlPlaneEndpoint.required, parentSchema: schema32.properties.controlPlaneEndpoint, data: data2 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        for (const key1 in data2) {
          if (!(key1 === "host" || key1 === "port" || key1 === "provider")) {
            const err8 = { instancePath: instancePath + "/controlPlaneEndpoint", schemaPath: "#/properties/controlPlaneEndpoint/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, schema: false, parentSchema: schema32.properties.controlPlaneEndpoint, data: data2 };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        }
        if (data2.host !== void 0) {
          let data3 = data2.host;
          if (typeof data3 === "string") {
            if (!formats6.validate(data3)) {
              const err9 = { instancePath: instancePath + "/controlPlaneEndpoint/host", schemaPath: "#/properties/controlPlaneEndpoint/properties/host/format", keyword: "format", params: { format: "host" }, schema: "host", parentSchema: schema32.properties.controlPlaneEndpoint.properties.host, data: data3 };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
            }
          } else {
            const err10 = { instancePath: instancePath + "/controlPlaneEndpoint/host", schemaPath: "#/properties/controlPlaneEndpoint/properties/host/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.controlPlaneEndpoint.properties.host.type, parentSchema: schema32.properties.controlPlaneEndpoint.properties.host, data: data3 };
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
        }
        if (data2.port !== void 0) {
          let data4 = data2.port;
          if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
            const err11 = { instancePath: instancePath + "/controlPlaneEndpoint/port", schemaPath: "#/properties/controlPlaneEndpoint/properties/port/type", keyword: "type", params: { type: "integer" }, schema: schema32.properties.controlPlaneEndpoint.properties.port.type, parentSchema: schema32.properties.controlPlaneEndpoint.properties.port, data: data4 };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
          if (typeof data4 == "number" && isFinite(data4)) {
            if (data4 > 65535 || isNaN(data4)) {
              const err12 = { instancePath: instancePath + "/controlPlaneEndpoint/port", schemaPath: "#/properties/controlPlaneEndpoint/properties/port/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 }, schema: 65535, parentSchema: schema32.properties.controlPlaneEndpoint.properties.port, data: data4 };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
            }
            if (data4 < 1 || isNaN(data4)) {
              const err13 = { instancePath: instancePath + "/controlPlaneEndpoint/port", schemaPath: "#/properties/controlPlaneEndpoint/properties/port/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, schema: 1, parentSchema: schema32.properties.controlPlaneEndpoint.properties.port, data: data4 };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
          }
        }
        if (data2.provider !== void 0) {
          let data5 = data2.provider;
          if (typeof data5 !== "string") {
            const err14 = { instancePath: instancePath + "/controlPlaneEndpoint/provider", schemaPath: "#/properties/controlPlaneEndpoint/properties/provider/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.controlPlaneEndpoint.properties.provider.type, parentSchema: schema32.properties.controlPlaneEndpoint.properties.provider, data: data5 };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
          if (!(data5 === "hosts" || data5 === "external")) {
            const err15 = { instancePath: instancePath + "/controlPlaneEndpoint/provider", schemaPath: "#/properties/controlPlaneEndpoint/properties/provider/enum", keyword: "enum", params: { allowedValues: schema32.properties.controlPlaneEndpoint.properties.provider.enum }, schema: schema32.properties.controlPlaneEndpoint.properties.provider.enum, parentSchema: schema32.properties.controlPlaneEndpoint.properties.provider, data: data5 };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          }
        }
      } else {
        const err16 = { instancePath: instancePath + "/controlPlaneEndpoint", schemaPath: "#/properties/controlPlaneEndpoint/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.controlPlaneEndpoint.type, parentSchema: schema32.properties.controlPlaneEndpoint, data: data2 };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.networking !== void 0) {
      let data6 = data.networking;
      if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
        for (const key2 in data6) {
          if (!(key2 === "podSubnet" || key2 === "serviceSubnet" || key2 === "dnsDomain")) {
            const err17 = { instancePath: instancePath + "/networking", schemaPath: "#/properties/networking/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, schema: false, parentSchema: schema32.properties.networking, data: data6 };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
        }
        if (data6.podSubnet !== void 0) {
          let data7 = data6.podSubnet;
          if (typeof data7 === "string") {
            if (!formats8.validate(data7)) {
              const err18 = { instancePath: instancePath + "/networking/podSubnet", schemaPath: "#/properties/networking/properties/podSubnet/format", keyword: "format", params: { format: "cidr-list" }, schema: "cidr-list", parentSchema: schema32.properties.networking.properties.podSubnet, data: data7 };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
          } else {
            const err19 = { instancePath: instancePath + "/networking/podSubnet", schemaPath: "#/properties/networking/properties/podSubnet/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.networking.properties.podSubnet.type, parentSchema: schema32.properties.networking.properties.podSubnet, data: data7 };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
        }
        if (data6.serviceSubnet !== void 0) {
          let data8 = data6.serviceSubnet;
          if (typeof data8 === "string") {
            if (!formats8.validate(data8)) {
              const err20 = { instancePath: instancePath + "/networking/serviceSubnet", schemaPath: "#/properties/networking/properties/serviceSubnet/format", keyword: "format", params: { format: "cidr-list" }, schema: "cidr-list", parentSchema: schema32.properties.networking.properties.serviceSubnet, data: data8 };
              if (vErrors === null) {
                vErrors = [err20];
              } else {
                vErrors.push(err20);
              }
              errors++;
            }
          } else {
            const err21 = { instancePath: instancePath + "/networking/serviceSubnet", schemaPath: "#/properties/networking/properties/serviceSubnet/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.networking.properties.serviceSubnet.type, parentSchema: schema32.properties.networking.properties.serviceSubnet, data: data8 };
            if (vErrors === null) {
              vErrors = [err21];
            } else {
              vErrors.push(err21);
            }
            errors++;
          }
        }
        if (data6.dnsDomain !== void 0) {
          let data9 = data6.dnsDomain;
          if (typeof data9 === "string") {
            if (!formats12.validate(data9)) {
              const err22 = { instancePath: instancePath + "/networking/dnsDomain", schemaPath: "#/properties/networking/properties/dnsDomain/format", keyword: "format", params: { format: "dns-name" }, schema: "dns-name", parentSchema: schema32.properties.networking.properties.dnsDomain, data: data9 };
              if (vErrors === null) {
                vErrors = [err22];
              } else {
                vErrors.push(err22);
              }
              errors++;
            }
          } else {
            const err23 = { instancePath: instancePath + "/networking/dnsDomain", schemaPath: "#/properties/networking/properties/dnsDomain/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.networking.properties.dnsDomain.type, parentSchema: schema32.properties.networking.properties.dnsDomain, data: data9 };
            if (vErrors === null) {
              vErrors = [err23];
            } else {
              vErrors.push(err23);
            }
            errors++;
          }
        }
      } else {
        const err24 = { instancePath: instancePath + "/networking", schemaPath: "#/properties/networking/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.networking.type, parentSchema: schema32.properties.networking, data: data6 };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
    }
    if (data.featureGates !== void 0) {
      let data10 = data.featureGates;
      if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
        for (const key3 in data10) {
          const _errs26 = errors;
          if (typeof key3 === "string") {
            if (!formats14.validate(key3)) {
              const err25 = { instancePath: instancePath + "/featureGates", schemaPath: "#/properties/featureGates/propertyNames/format", keyword: "format", params: { format: "feature-gate" }, schema: "feature-gate", parentSchema: schema32.properties.featureGates.propertyNames, data: key3, propertyName: key3 };
              if (vErrors === null) {
                vErrors = [err25];
              } else {
                vErrors.push(err25);
              }
              errors++;
            }
          }
          var valid3 = _errs26 === errors;
          if (!valid3) {
            const err26 = { instancePath: instancePath + "/featureGates", schemaPath: "#/properties/featureGates/propertyNames", keyword: "propertyNames", params: { propertyName: key3 }, schema: schema32.properties.featureGates.propertyNames, parentSchema: schema32.properties.featureGates, data: data10 };
            if (vErrors === null) {
              vErrors = [err26];
            } else {
              vErrors.push(err26);
            }
            errors++;
          }
        }
        for (const key4 in data10) {
          let data11 = data10[key4];
          if (typeof data11 !== "boolean") {
            const err27 = { instancePath: instancePath + "/featureGates/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/featureGates/additionalProperties/type", keyword: "type", params: { type: "boolean" }, schema: schema32.properties.featureGates.additionalProperties.type, parentSchema: schema32.properties.featureGates.additionalProperties, data: data11 };
            if (vErrors === null) {
              vErrors = [err27];
            } else {
              vErrors.push(err27);
            }
            errors++;
          }
        }
      } else {
        const err28 = { instancePath: instancePath + "/featureGates", schemaPath: "#/properties/featureGates/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.featureGates.type, parentSchema: schema32.properties.featureGates, data: data10 };
        if (vErrors === null) {
          vErrors = [err28];
        } else {
          vErrors.push(err28);
        }
        errors++;
      }
    }
    if (data.apiServer !== void 0) {
      let data12 = data.apiServer;
      if (data12 && typeof data12 == "object" && !Array.isArray(data12)) {
        for (const key5 in data12) {
          if (!(key5 === "certSANs" || key5 === "extraArgs" || key5 === "extraVolumes" || key5 === "extraEnvs" || key5 === "bindPort")) {
            const err29 = { instancePath: instancePath + "/apiServer", schemaPath: "#/properties/apiServer/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, schema: false, parentSchema: schema32.properties.apiServer, data: data12 };
            if (vErrors === null) {
              vErrors = [err29];
            } else {
              vErrors.push(err29);
            }
            errors++;
          }
        }
        if (data12.certSANs !== void 0) {
          let data13 = data12.certSANs;
          if (Array.isArray(data13)) {
            const len0 = data13.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data14 = data13[i0];
              if (typeof data14 === "string") {
                if (!formats6.validate(data14)) {
                  const err30 = { instancePath: instancePath + "/apiServer/certSANs/" + i0, schemaPath: "#/properties/apiServer/properties/certSANs/items/format", keyword: "format", params: { format: "host" }, schema: "host", parentSchema: schema32.properties.apiServer.properties.certSANs.items, data: data14 };
                  if (vErrors === null) {
                    vErrors = [err30];
                  } else {
                    vErrors.push(err30);
                  }
                  errors++;
                }
              } else {
                const err31 = { instancePath: instancePath + "/apiServer/certSANs/" + i0, schemaPath: "#/properties/apiServer/properties/certSANs/items/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.apiServer.properties.certSANs.items.type, parentSchema: schema32.properties.apiServer.properties.certSANs.items, data: data14 };
                if (vErrors === null) {
                  vErrors = [err31];
                } else {
                  vErrors.push(err31);
                }
                errors++;
              }
            }
            let i1 = data13.length;
            let j0;
            if (i1 > 1) {
              const indices0 = {};
              for (; i1--; ) {
                let item0 = data13[i1];
                if (typeof item0 !== "string") {
                  continue;
                }
                if (typeof indices0[item0] == "number") {
                  j0 = indices0[item0];
                  const err32 = { instancePath: instancePath + "/apiServer/certSANs", schemaPath: "#/properties/apiServer/properties/certSANs/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, schema: true, parentSchema: schema32.properties.apiServer.properties.certSANs, data: data13 };
                  if (vErrors === null) {
                    vErrors = [err32];
                  } else {
                    vErrors.push(err32);
                  }
                  errors++;
                  break;
                }
                indices0[item0] = i1;
              }
            }
          } else {
            const err33 = { instancePath: instancePath + "/apiServer/certSANs", schemaPath: "#/properties/apiServer/properties/certSANs/type", keyword: "type", params: { type: "array" }, schema: schema32.properties.apiServer.properties.certSANs.type, parentSchema: schema32.properties.apiServer.properties.certSANs, data: data13 };
            if (vErrors === null) {
              vErrors = [err33];
            } else {
              vErrors.push(err33);
            }
            errors++;
          }
        }
        if (data12.extraArgs !== void 0) {
          let data15 = data12.extraArgs;
          if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
            for (const key6 in data15) {
              const _errs40 = errors;
              if (typeof key6 === "string") {
                if (!formats18.validate(key6)) {
                  const err34 = { instancePath: instancePath + "/apiServer/extraArgs", schemaPath: "#/$defs/extraArgs/propertyNames/format", keyword: "format", params: { format: "flag" }, schema: "flag", parentSchema: schema33.propertyNames, data: key6, propertyName: key6 };
                  if (vErrors === null) {
                    vErrors = [err34];
                  } else {
                    vErrors.push(err34);
                  }
                  errors++;
                }
              }
              var valid10 = _errs40 === errors;
              if (!valid10) {
                const err35 = { instancePath: instancePath + "/apiServer/extraArgs", schemaPath: "#/$defs/extraArgs/propertyNames", keyword: "propertyNames", params: { propertyName: key6 }, schema: schema33.propertyNames, parentSchema: schema33, data: data15 };
                if (vErrors === null) {
                  vErrors = [err35];
                } else {
                  vErrors.push(err35);
                }
                errors++;
              }
            }
            for (const key7 in data15) {
              let data16 = data15[key7];
              if (typeof data16 !== "string" && !Array.isArray(data16)) {
                const err36 = { instancePath: instancePath + "/apiServer/extraArgs/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/extraArgs/additionalProperties/type", keyword: "type", params: { type: schema33.additionalProperties.type }, schema: schema33.additionalProperties.type, parentSchema: schema33.additionalProperties, data: data16 };
                if (vErrors === null) {
                  vErrors = [err36];
                } else {
                  vErrors.push(err36);
                }
                errors++;
              }
              if (Array.isArray(data16)) {
                if (data16.length < 1) {
                  const err37 = { instancePath: instancePath + "/apiServer/extraArgs/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/extraArgs/additionalProperties/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema33.additionalProperties, data: data16 };
                  if (vErrors === null) {
                    vErrors = [err37];
                  } else {
                    vErrors.push(err37);
                  }
                  errors++;
                }
                const len1 = data16.length;
                for (let i2 = 0; i2 < len1; i2++) {
                  let data17 = data16[i2];
                  if (typeof data17 !== "string") {
                    const err38 = { instancePath: instancePath + "/apiServer/extraArgs/" + key7.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i2, schemaPath: "#/$defs/extraArgs/additionalProperties/items/type", keyword: "type", params: { type: "string" }, schema: schema33.additionalProperties.items.type, parentSchema: schema33.additionalProperties.items, data: data17 };
                    if (vErrors === null) {
                      vErrors = [err38];
                    } else {
                      vErrors.push(err38);
                    }
                    errors++;
                  }
                }
              }
            }
          } else {
            const err39 = { instancePath: instancePath + "/apiServer/extraArgs", schemaPath: "#/$defs/extraArgs/type", keyword: "type", params: { type: "object" }, schema: schema33.type, parentSchema: schema33, data: data15 };
            if (vErrors === null) {
              vErrors = [err39];
            } else {
              vErrors.push(err39);
            }
            errors++;
          }
        }
        if (data12.extraVolumes !== void 0) {
          if (!validate22(data12.extraVolumes, { instancePath: instancePath + "/apiServer/extraVolumes", parentData: data12, parentDataProperty: "extraVolumes", rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
            errors = vErrors.length;
          }
        }
        if (data12.extraEnvs !== void 0) {
          if (!validate24(data12.extraEnvs, { instancePath: instancePath + "/apiServer/extraEnvs", parentData: data12, parentDataProperty: "extraEnvs", rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate24.errors : vErrors.concat(validate24.errors);
            errors = vErrors.length;
          }
        }
        if (data12.bindPort !== void 0) {
          let data20 = data12.bindPort;
          if (!(typeof data20 == "number" && (!(data20 % 1) && !isNaN(data20)) && isFinite(data20))) {
            const err40 = { instancePath: instancePath + "/apiServer/bindPort", schemaPath: "#/properties/apiServer/properties/bindPort/type", keyword: "type", params: { type: "integer" }, schema: schema32.properties.apiServer.properties.bindPort.type, parentSchema: schema32.properties.apiServer.properties.bindPort, data: data20 };
            if (vErrors === null) {
              vErrors = [err40];
            } else {
              vErrors.push(err40);
            }
            errors++;
          }
          if (typeof data20 == "number" && isFinite(data20)) {
            if (data20 > 65535 || isNaN(data20)) {
              const err41 = { instancePath: instancePath + "/apiServer/bindPort", schemaPath: "#/properties/apiServer/properties/bindPort/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 }, schema: 65535, parentSchema: schema32.properties.apiServer.properties.bindPort, data: data20 };
              if (vErrors === null) {
                vErrors = [err41];
              } else {
                vErrors.push(err41);
              }
              errors++;
            }
            if (data20 < 1 || isNaN(data20)) {
              const err42 = { instancePath: instancePath + "/apiServer/bindPort", schemaPath: "#/properties/apiServer/properties/bindPort/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, schema: 1, parentSchema: schema32.properties.apiServer.properties.bindPort, data: data20 };
              if (vErrors === null) {
                vErrors = [err42];
              } else {
                vErrors.push(err42);
              }
              errors++;
            }
          }
        }
      } else {
        const err43 = { instancePath: instancePath + "/apiServer", schemaPath: "#/properties/apiServer/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.apiServer.type, parentSchema: schema32.properties.apiServer, data: data12 };
        if (vErrors === null) {
          vErrors = [err43];
        } else {
          vErrors.push(err43);
        }
        errors++;
      }
    }
    if (data.controllerManager !== void 0) {
      if (!validate26(data.controllerManager, { instancePath: instancePath + "/controllerManager", parentData: data, parentDataProperty: "controllerManager", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
        errors = vErrors.length;
      }
    }
    if (data.scheduler !== void 0) {
      if (!validate26(data.scheduler, { instancePath: instancePath + "/scheduler", parentData: data, parentDataProperty: "scheduler", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate26.errors : vErrors.concat(validate26.errors);
        errors = vErrors.length;
      }
    }
    if (data.etcd !== void 0) {
      let data23 = data.etcd;
      if (data23 && typeof data23 == "object" && !Array.isArray(data23)) {
        if (Object.keys(data23).length > 1) {
          const err44 = { instancePath: instancePath + "/etcd", schemaPath: "#/properties/etcd/maxProperties", keyword: "maxProperties", params: { limit: 1 }, schema: 1, parentSchema: schema32.properties.etcd, data: data23 };
          if (vErrors === null) {
            vErrors = [err44];
          } else {
            vErrors.push(err44);
          }
          errors++;
        }
        for (const key8 in data23) {
          if (!(key8 === "local" || key8 === "external")) {
            const err45 = { instancePath: instancePath + "/etcd", schemaPath: "#/properties/etcd/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key8 }, schema: false, parentSchema: schema32.properties.etcd, data: data23 };
            if (vErrors === null) {
              vErrors = [err45];
            } else {
              vErrors.push(err45);
            }
            errors++;
          }
        }
        if (data23.local !== void 0) {
          if (!validate31(data23.local, { instancePath: instancePath + "/etcd/local", parentData: data23, parentDataProperty: "local", rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
            errors = vErrors.length;
          }
        }
        if (data23.external !== void 0) {
          if (!validate34(data23.external, { instancePath: instancePath + "/etcd/external", parentData: data23, parentDataProperty: "external", rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate34.errors : vErrors.concat(validate34.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err46 = { instancePath: instancePath + "/etcd", schemaPath: "#/properties/etcd/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.etcd.type, parentSchema: schema32.properties.etcd, data: data23 };
        if (vErrors === null) {
          vErrors = [err46];
        } else {
          vErrors.push(err46);
        }
        errors++;
      }
    }
    if (data.dns !== void 0) {
      let data26 = data.dns;
      if (data26 && typeof data26 == "object" && !Array.isArray(data26)) {
        for (const key9 in data26) {
          if (!(key9 === "imageRepository" || key9 === "imageTag" || key9 === "disabled")) {
            const err47 = { instancePath: instancePath + "/dns", schemaPath: "#/$defs/dns/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key9 }, schema: false, parentSchema: schema45, data: data26 };
            if (vErrors === null) {
              vErrors = [err47];
            } else {
              vErrors.push(err47);
            }
            errors++;
          }
        }
        if (data26.imageRepository !== void 0) {
          let data27 = data26.imageRepository;
          if (typeof data27 === "string") {
            if (!formats4.validate(data27)) {
              const err48 = { instancePath: instancePath + "/dns/imageRepository", schemaPath: "#/$defs/dns/properties/imageRepository/format", keyword: "format", params: { format: "image-repository" }, schema: "image-repository", parentSchema: schema45.properties.imageRepository, data: data27 };
              if (vErrors === null) {
                vErrors = [err48];
              } else {
                vErrors.push(err48);
              }
              errors++;
            }
          } else {
            const err49 = { instancePath: instancePath + "/dns/imageRepository", schemaPath: "#/$defs/dns/properties/imageRepository/type", keyword: "type", params: { type: "string" }, schema: schema45.properties.imageRepository.type, parentSchema: schema45.properties.imageRepository, data: data27 };
            if (vErrors === null) {
              vErrors = [err49];
            } else {
              vErrors.push(err49);
            }
            errors++;
          }
        }
        if (data26.imageTag !== void 0) {
          let data28 = data26.imageTag;
          if (typeof data28 === "string") {
            if (!formats34.validate(data28)) {
              const err50 = { instancePath: instancePath + "/dns/imageTag", schemaPath: "#/$defs/dns/properties/imageTag/format", keyword: "format", params: { format: "image-tag" }, schema: "image-tag", parentSchema: schema45.properties.imageTag, data: data28 };
              if (vErrors === null) {
                vErrors = [err50];
              } else {
                vErrors.push(err50);
              }
              errors++;
            }
          } else {
            const err51 = { instancePath: instancePath + "/dns/imageTag", schemaPath: "#/$defs/dns/properties/imageTag/type", keyword: "type", params: { type: "string" }, schema: schema45.properties.imageTag.type, parentSchema: schema45.properties.imageTag, data: data28 };
            if (vErrors === null) {
              vErrors = [err51];
            } else {
              vErrors.push(err51);
            }
            errors++;
          }
        }
        if (data26.disabled !== void 0) {
          let data29 = data26.disabled;
          if (typeof data29 !== "boolean") {
            const err52 = { instancePath: instancePath + "/dns/disabled", schemaPath: "#/$defs/dns/properties/disabled/type", keyword: "type", params: { type: "boolean" }, schema: schema45.properties.disabled.type, parentSchema: schema45.properties.disabled, data: data29 };
            if (vErrors === null) {
              vErrors = [err52];
            } else {
              vErrors.push(err52);
            }
            errors++;
          }
        }
      } else {
        const err53 = { instancePath: instancePath + "/dns", schemaPath: "#/$defs/dns/type", keyword: "type", params: { type: "object" }, schema: schema45.type, parentSchema: schema45, data: data26 };
        if (vErrors === null) {
          vErrors = [err53];
        } else {
          vErrors.push(err53);
        }
        errors++;
      }
    }
    if (data.proxy !== void 0) {
      let data30 = data.proxy;
      if (data30 && typeof data30 == "object" && !Array.isArray(data30)) {
        for (const key10 in data30) {
          if (!(key10 === "disabled")) {
            const err54 = { instancePath: instancePath + "/proxy", schemaPath: "#/$defs/proxy/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key10 }, schema: false, parentSchema: schema46, data: data30 };
            if (vErrors === null) {
              vErrors = [err54];
            } else {
              vErrors.push(err54);
            }
            errors++;
          }
        }
        if (data30.disabled !== void 0) {
          let data31 = data30.disabled;
          if (typeof data31 !== "boolean") {
            const err55 = { instancePath: instancePath + "/proxy/disabled", schemaPath: "#/$defs/proxy/properties/disabled/type", keyword: "type", params: { type: "boolean" }, schema: schema46.properties.disabled.type, parentSchema: schema46.properties.disabled, data: data31 };
            if (vErrors === null) {
              vErrors = [err55];
            } else {
              vErrors.push(err55);
            }
            errors++;
          }
        }
      } else {
        const err56 = { instancePath: instancePath + "/proxy", schemaPath: "#/$defs/proxy/type", keyword: "type", params: { type: "object" }, schema: schema46.type, parentSchema: schema46, data: data30 };
        if (vErrors === null) {
          vErrors = [err56];
        } else {
          vErrors.push(err56);
        }
        errors++;
      }
    }
    if (data.kubeProxy !== void 0) {
      let data32 = data.kubeProxy;
      if (data32 && typeof data32 == "object" && !Array.isArray(data32)) {
      } else {
        const err57 = { instancePath: instancePath + "/kubeProxy", schemaPath: "#/properties/kubeProxy/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.kubeProxy.type, parentSchema: schema32.properties.kubeProxy, data: data32 };
        if (vErrors === null) {
          vErrors = [err57];
        } else {
          vErrors.push(err57);
        }
        errors++;
      }
    }
    if (data.kubelet !== void 0) {
      let data33 = data.kubelet;
      if (data33 && typeof data33 == "object" && !Array.isArray(data33)) {
      } else {
        const err58 = { instancePath: instancePath + "/kubelet", schemaPath: "#/properties/kubelet/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.kubelet.type, parentSchema: schema32.properties.kubelet, data: data33 };
        if (vErrors === null) {
          vErrors = [err58];
        } else {
          vErrors.push(err58);
        }
        errors++;
      }
    }
    if (data.kubeadm !== void 0) {
      let data34 = data.kubeadm;
      if (data34 && typeof data34 == "object" && !Array.isArray(data34)) {
        for (const key11 in data34) {
          if (!(key11 === "skipPhases" || key11 === "timeouts" || key11 === "imagePullPolicy" || key11 === "imagePullSerial" || key11 === "certificatesDir" || key11 === "certificateValidityPeriod" || key11 === "caCertificateValidityPeriod" || key11 === "encryptionAlgorithm")) {
            const err59 = { instancePath: instancePath + "/kubeadm", schemaPath: "#/$defs/kubeadm/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key11 }, schema: false, parentSchema: schema47, data: data34 };
            if (vErrors === null) {
              vErrors = [err59];
            } else {
              vErrors.push(err59);
            }
            errors++;
          }
        }
        if (data34.skipPhases !== void 0) {
          let data35 = data34.skipPhases;
          if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
            for (const key12 in data35) {
              if (!(key12 === "init" || key12 === "join")) {
                const err60 = { instancePath: instancePath + "/kubeadm/skipPhases", schemaPath: "#/$defs/kubeadm/properties/skipPhases/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key12 }, schema: false, parentSchema: schema47.properties.skipPhases, data: data35 };
                if (vErrors === null) {
                  vErrors = [err60];
                } else {
                  vErrors.push(err60);
                }
                errors++;
              }
            }
            if (data35.init !== void 0) {
              let data36 = data35.init;
              if (Array.isArray(data36)) {
                const len2 = data36.length;
                for (let i3 = 0; i3 < len2; i3++) {
                  let data37 = data36[i3];
                  if (typeof data37 === "string") {
                    if (!formats58.validate(data37)) {
                      const err61 = { instancePath: instancePath + "/kubeadm/skipPhases/init/" + i3, schemaPath: "#/$defs/kubeadm/properties/skipPhases/properties/init/items/format", keyword: "format", params: { format: "kubeadm-phase" }, schema: "kubeadm-phase", parentSchema: schema47.properties.skipPhases.properties.init.items, data: data37 };
                      if (vErrors === null) {
                        vErrors = [err61];
                      } else {
                        vErrors.push(err61);
                      }
                      errors++;
                    }
                  } else {
                    const err62 = { instancePath: instancePath + "/kubeadm/skipPhases/init/" + i3, schemaPath: "#/$defs/kubeadm/properties/skipPhases/properties/init/items/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.skipPhases.properties.init.items.type, parentSchema: schema47.properties.skipPhases.properties.init.items, data: data37 };
                    if (vErrors === null) {
                      vErrors = [err62];
                    } else {
                      vErrors.push(err62);
                    }
                    errors++;
                  }
                }
                let i4 = data36.length;
                let j1;
                if (i4 > 1) {
                  const indices1 = {};
                  for (; i4--; ) {
                    let item1 = data36[i4];
                    if (typeof item1 !== "string") {
                      continue;
                    }
                    if (typeof indices1[item1] == "number") {
                      j1 = indices1[item1];
                      const err63 = { instancePath: instancePath + "/kubeadm/skipPhases/init", schemaPath: "#/$defs/kubeadm/properties/skipPhases/properties/init/uniqueItems", keyword: "uniqueItems", params: { i: i4, j: j1 }, schema: true, parentSchema: schema47.properties.skipPhases.properties.init, data: data36 };
                      if (vErrors === null) {
                        vErrors = [err63];
                      } else {
                        vErrors.push(err63);
                      }
                      errors++;
                      break;
                    }
                    indices1[item1] = i4;
                  }
                }
              } else {
                const err64 = { instancePath: instancePath + "/kubeadm/skipPhases/init", schemaPath: "#/$defs/kubeadm/properties/skipPhases/properties/init/type", keyword: "type", params: { type: "array" }, schema: schema47.properties.skipPhases.properties.init.type, parentSchema: schema47.properties.skipPhases.properties.init, data: data36 };
                if (vErrors === null) {
                  vErrors = [err64];
                } else {
                  vErrors.push(err64);
                }
                errors++;
              }
            }
            if (data35.join !== void 0) {
              let data38 = data35.join;
              if (Array.isArray(data38)) {
                const len3 = data38.length;
                for (let i5 = 0; i5 < len3; i5++) {
                  let data39 = data38[i5];
                  if (typeof data39 === "string") {
                    if (!formats58.validate(data39)) {
                      const err65 = { instancePath: instancePath + "/kubeadm/skipPhases/join/" + i5, schemaPath: "#/$defs/kubeadm/properties/skipPhases/properties/join/items/format", keyword: "format", params: { format: "kubeadm-phase" }, schema: "kubeadm-phase", parentSchema: schema47.properties.skipPhases.properties.join.items, data: data39 };
                      if (vErrors === null) {
                        vErrors = [err65];
                      } else {
                        vErrors.push(err65);
                      }
                      errors++;
                    }
                  } else {
                    const err66 = { instancePath: instancePath + "/kubeadm/skipPhases/join/" + i5, schemaPath: "#/$defs/kubeadm/properties/skipPhases/properties/join/items/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.skipPhases.properties.join.items.type, parentSchema: schema47.properties.skipPhases.properties.join.items, data: data39 };
                    if (vErrors === null) {
                      vErrors = [err66];
                    } else {
                      vErrors.push(err66);
                    }
                    errors++;
                  }
                }
                let i6 = data38.length;
                let j2;
                if (i6 > 1) {
                  const indices2 = {};
                  for (; i6--; ) {
                    let item2 = data38[i6];
                    if (typeof item2 !== "string") {
                      continue;
                    }
                    if (typeof indices2[item2] == "number") {
                      j2 = indices2[item2];
                      const err67 = { instancePath: instancePath + "/kubeadm/skipPhases/join", schemaPath: "#/$defs/kubeadm/properties/skipPhases/properties/join/uniqueItems", keyword: "uniqueItems", params: { i: i6, j: j2 }, schema: true, parentSchema: schema47.properties.skipPhases.properties.join, data: data38 };
                      if (vErrors === null) {
                        vErrors = [err67];
                      } else {
                        vErrors.push(err67);
                      }
                      errors++;
                      break;
                    }
                    indices2[item2] = i6;
                  }
                }
              } else {
                const err68 = { instancePath: instancePath + "/kubeadm/skipPhases/join", schemaPath: "#/$defs/kubeadm/properties/skipPhases/properties/join/type", keyword: "type", params: { type: "array" }, schema: schema47.properties.skipPhases.properties.join.type, parentSchema: schema47.properties.skipPhases.properties.join, data: data38 };
                if (vErrors === null) {
                  vErrors = [err68];
                } else {
                  vErrors.push(err68);
                }
                errors++;
              }
            }
          } else {
            const err69 = { instancePath: instancePath + "/kubeadm/skipPhases", schemaPath: "#/$defs/kubeadm/properties/skipPhases/type", keyword: "type", params: { type: "object" }, schema: schema47.properties.skipPhases.type, parentSchema: schema47.properties.skipPhases, data: data35 };
            if (vErrors === null) {
              vErrors = [err69];
            } else {
              vErrors.push(err69);
            }
            errors++;
          }
        }
        if (data34.timeouts !== void 0) {
          let data40 = data34.timeouts;
          if (data40 && typeof data40 == "object" && !Array.isArray(data40)) {
            for (const key13 in data40) {
              if (!(key13 === "controlPlaneComponentHealthCheck" || key13 === "discovery" || key13 === "kubeletHealthCheck" || key13 === "kubernetesAPICall" || key13 === "etcdAPICall" || key13 === "tlsBootstrap" || key13 === "upgradeManifests")) {
                const err70 = { instancePath: instancePath + "/kubeadm/timeouts", schemaPath: "#/$defs/kubeadm/properties/timeouts/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key13 }, schema: false, parentSchema: schema47.properties.timeouts, data: data40 };
                if (vErrors === null) {
                  vErrors = [err70];
                } else {
                  vErrors.push(err70);
                }
                errors++;
              }
            }
            if (data40.controlPlaneComponentHealthCheck !== void 0) {
              let data41 = data40.controlPlaneComponentHealthCheck;
              if (typeof data41 === "string") {
                if (!formats62.validate(data41)) {
                  const err71 = { instancePath: instancePath + "/kubeadm/timeouts/controlPlaneComponentHealthCheck", schemaPath: "#/$defs/kubeadm/properties/timeouts/properties/controlPlaneComponentHealthCheck/format", keyword: "format", params: { format: "go-duration" }, schema: "go-duration", parentSchema: schema47.properties.timeouts.properties.controlPlaneComponentHealthCheck, data: data41 };
                  if (vErrors === null) {
                    vErrors = [err71];
                  } else {
                    vErrors.push(err71);
                  }
                  errors++;
                }
              } else {
                const err72 = { instancePath: instancePath + "/kubeadm/timeouts/controlPlaneComponentHealthCheck", schemaPath: "#/$defs/kubeadm/properties/timeouts/properties/controlPlaneComponentHealthCheck/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.timeouts.properties.controlPlaneComponentHealthCheck.type, parentSchema: schema47.properties.timeouts.properties.controlPlaneComponentHealthCheck, data: data41 };
                if (vErrors === null) {
                  vErrors = [err72];
                } else {
                  vErrors.push(err72);
                }
                errors++;
              }
            }
            if (data40.discovery !== void 0) {
              let data42 = data40.discovery;
              if (typeof data42 === "string") {
                if (!formats62.validate(data42)) {
                  const err73 = { instancePath: instancePath + "/kubeadm/timeouts/discovery", schemaPath: "#/$defs/kubeadm/properties/timeouts/properties/discovery/format", keyword: "format", params: { format: "go-duration" }, schema: "go-duration", parentSchema: schema47.properties.timeouts.properties.discovery, data: data42 };
                  if (vErrors === null) {
                    vErrors = [err73];
                  } else {
                    vErrors.push(err73);
                  }
                  errors++;
                }
              } else {
                const err74 = { instancePath: instancePath + "/kubeadm/timeouts/discovery", schemaPath: "#/$defs/kubeadm/properties/timeouts/properties/discovery/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.timeouts.properties.discovery.type, parentSchema: schema47.properties.timeouts.properties.discovery, data: data42 };
                if (vErrors === null) {
                  vErrors = [err74];
                } else {
                  vErrors.push(err74);
                }
                errors++;
              }
            }
            if (data40.kubeletHealthCheck !== void 0) {
              let data43 = data40.kubeletHealthCheck;
              if (typeof data43 === "string") {
                if (!formats62.validate(data43)) {
                  const err75 = { instancePath: instancePath + "/kubeadm/timeouts/kubeletHealthCheck", schemaPath: "#/$defs/kubeadm/properties/timeouts/properties/kubeletHealthCheck/format", keyword: "format", params: { format: "go-duration" }, schema: "go-duration", parentSchema: schema47.properties.timeouts.properties.kubeletHealthCheck, data: data43 };
                  if (vErrors === null) {
                    vErrors = [err75];
                  } else {
                    vErrors.push(err75);
                  }
                  errors++;
                }
              } else {
                const err76 = { instancePath: instancePath + "/kubeadm/timeouts/kubeletHealthCheck", schemaPath: "#/$defs/kubeadm/properties/timeouts/properties/kubeletHealthCheck/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.timeouts.properties.kubeletHealthCheck.type, parentSchema: schema47.properties.timeouts.properties.kubeletHealthCheck, data: data43 };
                if (vErrors === null) {
                  vErrors = [err76];
                } else {
                  vErrors.push(err76);
                }
                errors++;
              }
            }
            if (data40.kubernetesAPICall !== void 0) {
              let data44 = data40.kubernetesAPICall;
              if (typeof data44 === "string") {
                if (!formats62.validate(data44)) {
                  const err77 = { instancePath: instancePath + "/kubeadm/timeouts/kubernetesAPICall", schemaPath: "#/$defs/kubeadm/properties/timeouts/properties/kubernetesAPICall/format", keyword: "format", params: { format: "go-duration" }, schema: "go-duration", parentSchema: schema47.properties.timeouts.properties.kubernetesAPICall, data: data44 };
                  if (vErrors === null) {
                    vErrors = [err77];
                  } else {
                    vErrors.push(err77);
                  }
                  errors++;
                }
              } else {
                const err78 = { instancePath: instancePath + "/kubeadm/timeouts/kubernetesAPICall", schemaPath: "#/$defs/kubeadm/properties/timeouts/properties/kubernetesAPICall/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.timeouts.properties.kubernetesAPICall.type, parentSchema: schema47.properties.timeouts.properties.kubernetesAPICall, data: data44 };
                if (vErrors === null) {
                  vErrors = [err78];
                } else {
                  vErrors.push(err78);
                }
                errors++;
              }
            }
            if (data40.etcdAPICall !== void 0) {
              let data45 = data40.etcdAPICall;
              if (typeof data45 === "string") {
                if (!formats62.validate(data45)) {
                  const err79 = { instancePath: instancePath + "/kubeadm/timeouts/etcdAPICall", schemaPath: "#/$defs/kubeadm/properties/timeouts/properties/etcdAPICall/format", keyword: "format", params: { format: "go-duration" }, schema: "go-duration", parentSchema: schema47.properties.timeouts.properties.etcdAPICall, data: data45 };
                  if (vErrors === null) {
                    vErrors = [err79];
                  } else {
                    vErrors.push(err79);
                  }
                  errors++;
                }
              } else {
                const err80 = { instancePath: instancePath + "/kubeadm/timeouts/etcdAPICall", schemaPath: "#/$defs/kubeadm/properties/timeouts/properties/etcdAPICall/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.timeouts.properties.etcdAPICall.type, parentSchema: schema47.properties.timeouts.properties.etcdAPICall, data: data45 };
                if (vErrors === null) {
                  vErrors = [err80];
                } else {
                  vErrors.push(err80);
                }
                errors++;
              }
            }
            if (data40.tlsBootstrap !== void 0) {
              let data46 = data40.tlsBootstrap;
              if (typeof data46 === "string") {
                if (!formats62.validate(data46)) {
                  const err81 = { instancePath: instancePath + "/kubeadm/timeouts/tlsBootstrap", schemaPath: "#/$defs/kubeadm/properties/timeouts/properties/tlsBootstrap/format", keyword: "format", params: { format: "go-duration" }, schema: "go-duration", parentSchema: schema47.properties.timeouts.properties.tlsBootstrap, data: data46 };
                  if (vErrors === null) {
                    vErrors = [err81];
                  } else {
                    vErrors.push(err81);
                  }
                  errors++;
                }
              } else {
                const err82 = { instancePath: instancePath + "/kubeadm/timeouts/tlsBootstrap", schemaPath: "#/$defs/kubeadm/properties/timeouts/properties/tlsBootstrap/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.timeouts.properties.tlsBootstrap.type, parentSchema: schema47.properties.timeouts.properties.tlsBootstrap, data: data46 };
                if (vErrors === null) {
                  vErrors = [err82];
                } else {
                  vErrors.push(err82);
                }
                errors++;
              }
            }
            if (data40.upgradeManifests !== void 0) {
              let data47 = data40.upgradeManifests;
              if (typeof data47 === "string") {
                if (!formats62.validate(data47)) {
                  const err83 = { instancePath: instancePath + "/kubeadm/timeouts/upgradeManifests", schemaPath: "#/$defs/kubeadm/properties/timeouts/properties/upgradeManifests/format", keyword: "format", params: { format: "go-duration" }, schema: "go-duration", parentSchema: schema47.properties.timeouts.properties.upgradeManifests, data: data47 };
                  if (vErrors === null) {
                    vErrors = [err83];
                  } else {
                    vErrors.push(err83);
                  }
                  errors++;
                }
              } else {
                const err84 = { instancePath: instancePath + "/kubeadm/timeouts/upgradeManifests", schemaPath: "#/$defs/kubeadm/properties/timeouts/properties/upgradeManifests/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.timeouts.properties.upgradeManifests.type, parentSchema: schema47.properties.timeouts.properties.upgradeManifests, data: data47 };
                if (vErrors === null) {
                  vErrors = [err84];
                } else {
                  vErrors.push(err84);
                }
                errors++;
              }
            }
          } else {
            const err85 = { instancePath: instancePath + "/kubeadm/timeouts", schemaPath: "#/$defs/kubeadm/properties/timeouts/type", keyword: "type", params: { type: "object" }, schema: schema47.properties.timeouts.type, parentSchema: schema47.properties.timeouts, data: data40 };
            if (vErrors === null) {
              vErrors = [err85];
            } else {
              vErrors.push(err85);
            }
            errors++;
          }
        }
        if (data34.imagePullPolicy !== void 0) {
          let data48 = data34.imagePullPolicy;
          if (typeof data48 !== "string") {
            const err86 = { instancePath: instancePath + "/kubeadm/imagePullPolicy", schemaPath: "#/$defs/kubeadm/properties/imagePullPolicy/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.imagePullPolicy.type, parentSchema: schema47.properties.imagePullPolicy, data: data48 };
            if (vErrors === null) {
              vErrors = [err86];
            } else {
              vErrors.push(err86);
            }
            errors++;
          }
          if (!(data48 === "Always" || data48 === "IfNotPresent" || data48 === "Never")) {
            const err87 = { instancePath: instancePath + "/kubeadm/imagePullPolicy", schemaPath: "#/$defs/kubeadm/properties/imagePullPolicy/enum", keyword: "enum", params: { allowedValues: schema47.properties.imagePullPolicy.enum }, schema: schema47.properties.imagePullPolicy.enum, parentSchema: schema47.properties.imagePullPolicy, data: data48 };
            if (vErrors === null) {
              vErrors = [err87];
            } else {
              vErrors.push(err87);
            }
            errors++;
          }
        }
        if (data34.imagePullSerial !== void 0) {
          let data49 = data34.imagePullSerial;
          if (typeof data49 !== "boolean") {
            const err88 = { instancePath: instancePath + "/kubeadm/imagePullSerial", schemaPath: "#/$defs/kubeadm/properties/imagePullSerial/type", keyword: "type", params: { type: "boolean" }, schema: schema47.properties.imagePullSerial.type, parentSchema: schema47.properties.imagePullSerial, data: data49 };
            if (vErrors === null) {
              vErrors = [err88];
            } else {
              vErrors.push(err88);
            }
            errors++;
          }
        }
        if (data34.certificatesDir !== void 0) {
          let data50 = data34.certificatesDir;
          if (typeof data50 === "string") {
            if (!formats22.validate(data50)) {
              const err89 = { instancePath: instancePath + "/kubeadm/certificatesDir", schemaPath: "#/$defs/kubeadm/properties/certificatesDir/format", keyword: "format", params: { format: "absolute-path" }, schema: "absolute-path", parentSchema: schema47.properties.certificatesDir, data: data50 };
              if (vErrors === null) {
                vErrors = [err89];
              } else {
                vErrors.push(err89);
              }
              errors++;
            }
          } else {
            const err90 = { instancePath: instancePath + "/kubeadm/certificatesDir", schemaPath: "#/$defs/kubeadm/properties/certificatesDir/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.certificatesDir.type, parentSchema: schema47.properties.certificatesDir, data: data50 };
            if (vErrors === null) {
              vErrors = [err90];
            } else {
              vErrors.push(err90);
            }
            errors++;
          }
        }
        if (data34.certificateValidityPeriod !== void 0) {
          let data51 = data34.certificateValidityPeriod;
          if (typeof data51 === "string") {
            if (!formats62.validate(data51)) {
              const err91 = { instancePath: instancePath + "/kubeadm/certificateValidityPeriod", schemaPath: "#/$defs/kubeadm/properties/certificateValidityPeriod/format", keyword: "format", params: { format: "go-duration" }, schema: "go-duration", parentSchema: schema47.properties.certificateValidityPeriod, data: data51 };
              if (vErrors === null) {
                vErrors = [err91];
              } else {
                vErrors.push(err91);
              }
              errors++;
            }
          } else {
            const err92 = { instancePath: instancePath + "/kubeadm/certificateValidityPeriod", schemaPath: "#/$defs/kubeadm/properties/certificateValidityPeriod/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.certificateValidityPeriod.type, parentSchema: schema47.properties.certificateValidityPeriod, data: data51 };
            if (vErrors === null) {
              vErrors = [err92];
            } else {
              vErrors.push(err92);
            }
            errors++;
          }
        }
        if (data34.caCertificateValidityPeriod !== void 0) {
          let data52 = data34.caCertificateValidityPeriod;
          if (typeof data52 === "string") {
            if (!formats62.validate(data52)) {
              const err93 = { instancePath: instancePath + "/kubeadm/caCertificateValidityPeriod", schemaPath: "#/$defs/kubeadm/properties/caCertificateValidityPeriod/format", keyword: "format", params: { format: "go-duration" }, schema: "go-duration", parentSchema: schema47.properties.caCertificateValidityPeriod, data: data52 };
              if (vErrors === null) {
                vErrors = [err93];
              } else {
                vErrors.push(err93);
              }
              errors++;
            }
          } else {
            const err94 = { instancePath: instancePath + "/kubeadm/caCertificateValidityPeriod", schemaPath: "#/$defs/kubeadm/properties/caCertificateValidityPeriod/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.caCertificateValidityPeriod.type, parentSchema: schema47.properties.caCertificateValidityPeriod, data: data52 };
            if (vErrors === null) {
              vErrors = [err94];
            } else {
              vErrors.push(err94);
            }
            errors++;
          }
        }
        if (data34.encryptionAlgorithm !== void 0) {
          let data53 = data34.encryptionAlgorithm;
          if (typeof data53 !== "string") {
            const err95 = { instancePath: instancePath + "/kubeadm/encryptionAlgorithm", schemaPath: "#/$defs/kubeadm/properties/encryptionAlgorithm/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.encryptionAlgorithm.type, parentSchema: schema47.properties.encryptionAlgorithm, data: data53 };
            if (vErrors === null) {
              vErrors = [err95];
            } else {
              vErrors.push(err95);
            }
            errors++;
          }
          if (!(data53 === "RSA-2048" || data53 === "RSA-3072" || data53 === "RSA-4096" || data53 === "ECDSA-P256" || data53 === "ECDSA-P384")) {
            const err96 = { instancePath: instancePath + "/kubeadm/encryptionAlgorithm", schemaPath: "#/$defs/kubeadm/properties/encryptionAlgorithm/enum", keyword: "enum", params: { allowedValues: schema47.properties.encryptionAlgorithm.enum }, schema: schema47.properties.encryptionAlgorithm.enum, parentSchema: schema47.properties.encryptionAlgorithm, data: data53 };
            if (vErrors === null) {
              vErrors = [err96];
            } else {
              vErrors.push(err96);
            }
            errors++;
          }
        }
      } else {
        const err97 = { instancePath: instancePath + "/kubeadm", schemaPath: "#/$defs/kubeadm/type", keyword: "type", params: { type: "object" }, schema: schema47.type, parentSchema: schema47, data: data34 };
        if (vErrors === null) {
          vErrors = [err97];
        } else {
          vErrors.push(err97);
        }
        errors++;
      }
    }
    if (data.patches !== void 0) {
      let data54 = data.patches;
      if (typeof data54 === "string") {
        if (func2(data54) < 1) {
          const err98 = { instancePath: instancePath + "/patches", schemaPath: "#/properties/patches/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema32.properties.patches, data: data54 };
          if (vErrors === null) {
            vErrors = [err98];
          } else {
            vErrors.push(err98);
          }
          errors++;
        }
      } else {
        const err99 = { instancePath: instancePath + "/patches", schemaPath: "#/properties/patches/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.patches.type, parentSchema: schema32.properties.patches, data: data54 };
        if (vErrors === null) {
          vErrors = [err99];
        } else {
          vErrors.push(err99);
        }
        errors++;
      }
    }
    if (data.node !== void 0) {
      if (!validate36(data.node, { instancePath: instancePath + "/node", parentData: data, parentDataProperty: "node", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate36.errors : vErrors.concat(validate36.errors);
        errors = vErrors.length;
      }
    }
    if (data.runtime !== void 0) {
      let data56 = data.runtime;
      if (data56 && typeof data56 == "object" && !Array.isArray(data56)) {
        for (const key14 in data56) {
          if (!(key14 === "type" || key14 === "install" || key14 === "criSocket")) {
            const err100 = { instancePath: instancePath + "/runtime", schemaPath: "#/properties/runtime/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key14 }, schema: false, parentSchema: schema32.properties.runtime, data: data56 };
            if (vErrors === null) {
              vErrors = [err100];
            } else {
              vErrors.push(err100);
            }
            errors++;
          }
        }
        if (data56.type !== void 0) {
          let data57 = data56.type;
          if (typeof data57 !== "string") {
            const err101 = { instancePath: instancePath + "/runtime/type", schemaPath: "#/properties/runtime/properties/type/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.runtime.properties.type.type, parentSchema: schema32.properties.runtime.properties.type, data: data57 };
            if (vErrors === null) {
              vErrors = [err101];
            } else {
              vErrors.push(err101);
            }
            errors++;
          }
          if (!(data57 === "containerd")) {
            const err102 = { instancePath: instancePath + "/runtime/type", schemaPath: "#/properties/runtime/properties/type/enum", keyword: "enum", params: { allowedValues: schema32.properties.runtime.properties.type.enum }, schema: schema32.properties.runtime.properties.type.enum, parentSchema: schema32.properties.runtime.properties.type, data: data57 };
            if (vErrors === null) {
              vErrors = [err102];
            } else {
              vErrors.push(err102);
            }
            errors++;
          }
        }
        if (data56.install !== void 0) {
          let data58 = data56.install;
          if (typeof data58 !== "string") {
            const err103 = { instancePath: instancePath + "/runtime/install", schemaPath: "#/properties/runtime/properties/install/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.runtime.properties.install.type, parentSchema: schema32.properties.runtime.properties.install, data: data58 };
            if (vErrors === null) {
              vErrors = [err103];
            } else {
              vErrors.push(err103);
            }
            errors++;
          }
          if (!(data58 === "none")) {
            const err104 = { instancePath: instancePath + "/runtime/install", schemaPath: "#/properties/runtime/properties/install/enum", keyword: "enum", params: { allowedValues: schema32.properties.runtime.properties.install.enum }, schema: schema32.properties.runtime.properties.install.enum, parentSchema: schema32.properties.runtime.properties.install, data: data58 };
            if (vErrors === null) {
              vErrors = [err104];
            } else {
              vErrors.push(err104);
            }
            errors++;
          }
        }
        if (data56.criSocket !== void 0) {
          let data59 = data56.criSocket;
          if (typeof data59 === "string") {
            if (!formats120.validate(data59)) {
              const err105 = { instancePath: instancePath + "/runtime/criSocket", schemaPath: "#/properties/runtime/properties/criSocket/format", keyword: "format", params: { format: "cri-socket" }, schema: "cri-socket", parentSchema: schema32.properties.runtime.properties.criSocket, data: data59 };
              if (vErrors === null) {
                vErrors = [err105];
              } else {
                vErrors.push(err105);
              }
              errors++;
            }
          } else {
            const err106 = { instancePath: instancePath + "/runtime/criSocket", schemaPath: "#/properties/runtime/properties/criSocket/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.runtime.properties.criSocket.type, parentSchema: schema32.properties.runtime.properties.criSocket, data: data59 };
            if (vErrors === null) {
              vErrors = [err106];
            } else {
              vErrors.push(err106);
            }
            errors++;
          }
        }
      } else {
        const err107 = { instancePath: instancePath + "/runtime", schemaPath: "#/properties/runtime/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.runtime.type, parentSchema: schema32.properties.runtime, data: data56 };
        if (vErrors === null) {
          vErrors = [err107];
        } else {
          vErrors.push(err107);
        }
        errors++;
      }
    }
    if (data.install !== void 0) {
      let data60 = data.install;
      if (data60 && typeof data60 == "object" && !Array.isArray(data60)) {
        for (const key15 in data60) {
          if (!(key15 === "source")) {
            const err108 = { instancePath: instancePath + "/install", schemaPath: "#/properties/install/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key15 }, schema: false, parentSchema: schema32.properties.install, data: data60 };
            if (vErrors === null) {
              vErrors = [err108];
            } else {
              vErrors.push(err108);
            }
            errors++;
          }
        }
        if (data60.source !== void 0) {
          let data61 = data60.source;
          if (typeof data61 !== "string") {
            const err109 = { instancePath: instancePath + "/install/source", schemaPath: "#/properties/install/properties/source/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.install.properties.source.type, parentSchema: schema32.properties.install.properties.source, data: data61 };
            if (vErrors === null) {
              vErrors = [err109];
            } else {
              vErrors.push(err109);
            }
            errors++;
          }
          if (!(data61 === "none")) {
            const err110 = { instancePath: instancePath + "/install/source", schemaPath: "#/properties/install/properties/source/enum", keyword: "enum", params: { allowedValues: schema32.properties.install.properties.source.enum }, schema: schema32.properties.install.properties.source.enum, parentSchema: schema32.properties.install.properties.source, data: data61 };
            if (vErrors === null) {
              vErrors = [err110];
            } else {
              vErrors.push(err110);
            }
            errors++;
          }
        }
      } else {
        const err111 = { instancePath: instancePath + "/install", schemaPath: "#/properties/install/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.install.type, parentSchema: schema32.properties.install, data: data60 };
        if (vErrors === null) {
          vErrors = [err111];
        } else {
          vErrors.push(err111);
        }
        errors++;
      }
    }
    if (data.ignorePreflightErrors !== void 0) {
      let data62 = data.ignorePreflightErrors;
      if (Array.isArray(data62)) {
        const len4 = data62.length;
        for (let i7 = 0; i7 < len4; i7++) {
          let data63 = data62[i7];
          if (typeof data63 === "string") {
            if (!formats122.validate(data63)) {
              const err112 = { instancePath: instancePath + "/ignorePreflightErrors/" + i7, schemaPath: "#/properties/ignorePreflightErrors/items/format", keyword: "format", params: { format: "preflight-check" }, schema: "preflight-check", parentSchema: schema32.properties.ignorePreflightErrors.items, data: data63 };
              if (vErrors === null) {
                vErrors = [err112];
              } else {
                vErrors.push(err112);
              }
              errors++;
            }
          } else {
            const err113 = { instancePath: instancePath + "/ignorePreflightErrors/" + i7, schemaPath: "#/properties/ignorePreflightErrors/items/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.ignorePreflightErrors.items.type, parentSchema: schema32.properties.ignorePreflightErrors.items, data: data63 };
            if (vErrors === null) {
              vErrors = [err113];
            } else {
              vErrors.push(err113);
            }
            errors++;
          }
        }
        let i8 = data62.length;
        let j3;
        if (i8 > 1) {
          const indices3 = {};
          for (; i8--; ) {
            let item3 = data62[i8];
            if (typeof item3 !== "string") {
              continue;
            }
            if (typeof indices3[item3] == "number") {
              j3 = indices3[item3];
              const err114 = { instancePath: instancePath + "/ignorePreflightErrors", schemaPath: "#/properties/ignorePreflightErrors/uniqueItems", keyword: "uniqueItems", params: { i: i8, j: j3 }, schema: true, parentSchema: schema32.properties.ignorePreflightErrors, data: data62 };
              if (vErrors === null) {
                vErrors = [err114];
              } else {
                vErrors.push(err114);
              }
              errors++;
              break;
            }
            indices3[item3] = i8;
          }
        }
      } else {
        const err115 = { instancePath: instancePath + "/ignorePreflightErrors", schemaPath: "#/properties/ignorePreflightErrors/type", keyword: "type", params: { type: "array" }, schema: schema32.properties.ignorePreflightErrors.type, parentSchema: schema32.properties.ignorePreflightErrors, data: data62 };
        if (vErrors === null) {
          vErrors = [err115];
        } else {
          vErrors.push(err115);
        }
        errors++;
      }
    }
    if (data.addons !== void 0) {
      let data64 = data.addons;
      if (Array.isArray(data64)) {
        const len5 = data64.length;
        for (let i9 = 0; i9 < len5; i9++) {
          let data65 = data64[i9];
          if (data65 && typeof data65 == "object" && !Array.isArray(data65)) {
            if (data65.name === void 0) {
              const err116 = { instancePath: instancePath + "/addons/" + i9, schemaPath: "#/$defs/addon/required", keyword: "required", params: { missingProperty: "name" }, schema: schema51.required, parentSchema: schema51, data: data65 };
              if (vErrors === null) {
                vErrors = [err116];
              } else {
                vErrors.push(err116);
              }
              errors++;
            }
            if (data65.manifests === void 0) {
              const err117 = { instancePath: instancePath + "/addons/" + i9, schemaPath: "#/$defs/addon/required", keyword: "required", params: { missingProperty: "manifests" }, schema: schema51.required, parentSchema: schema51, data: data65 };
              if (vErrors === null) {
                vErrors = [err117];
              } else {
                vErrors.push(err117);
              }
              errors++;
            }
            for (const key16 in data65) {
              if (!(key16 === "name" || key16 === "manifests")) {
                const err118 = { instancePath: instancePath + "/addons/" + i9, schemaPath: "#/$defs/addon/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key16 }, schema: false, parentSchema: schema51, data: data65 };
                if (vErrors === null) {
                  vErrors = [err118];
                } else {
                  vErrors.push(err118);
                }
                errors++;
              }
            }
            if (data65.name !== void 0) {
              let data66 = data65.name;
              if (typeof data66 === "string") {
                if (!formats0.validate(data66)) {
                  const err119 = { instancePath: instancePath + "/addons/" + i9 + "/name", schemaPath: "#/$defs/addon/properties/name/format", keyword: "format", params: { format: "dns-label" }, schema: "dns-label", parentSchema: schema51.properties.name, data: data66 };
                  if (vErrors === null) {
                    vErrors = [err119];
                  } else {
                    vErrors.push(err119);
                  }
                  errors++;
                }
              } else {
                const err120 = { instancePath: instancePath + "/addons/" + i9 + "/name", schemaPath: "#/$defs/addon/properties/name/type", keyword: "type", params: { type: "string" }, schema: schema51.properties.name.type, parentSchema: schema51.properties.name, data: data66 };
                if (vErrors === null) {
                  vErrors = [err120];
                } else {
                  vErrors.push(err120);
                }
                errors++;
              }
            }
            if (data65.manifests !== void 0) {
              let data67 = data65.manifests;
              if (Array.isArray(data67)) {
                if (data67.length < 1) {
                  const err121 = { instancePath: instancePath + "/addons/" + i9 + "/manifests", schemaPath: "#/$defs/addon/properties/manifests/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema51.properties.manifests, data: data67 };
                  if (vErrors === null) {
                    vErrors = [err121];
                  } else {
                    vErrors.push(err121);
                  }
                  errors++;
                }
                const len6 = data67.length;
                for (let i10 = 0; i10 < len6; i10++) {
                  let data68 = data67[i10];
                  if (typeof data68 === "string") {
                    if (func2(data68) < 1) {
                      const err122 = { instancePath: instancePath + "/addons/" + i9 + "/manifests/" + i10, schemaPath: "#/$defs/addon/properties/manifests/items/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema51.properties.manifests.items, data: data68 };
                      if (vErrors === null) {
                        vErrors = [err122];
                      } else {
                        vErrors.push(err122);
                      }
                      errors++;
                    }
                  } else {
                    const err123 = { instancePath: instancePath + "/addons/" + i9 + "/manifests/" + i10, schemaPath: "#/$defs/addon/properties/manifests/items/type", keyword: "type", params: { type: "string" }, schema: schema51.properties.manifests.items.type, parentSchema: schema51.properties.manifests.items, data: data68 };
                    if (vErrors === null) {
                      vErrors = [err123];
                    } else {
                      vErrors.push(err123);
                    }
                    errors++;
                  }
                }
                let i11 = data67.length;
                let j4;
                if (i11 > 1) {
                  const indices4 = {};
                  for (; i11--; ) {
                    let item4 = data67[i11];
                    if (typeof item4 !== "string") {
                      continue;
                    }
                    if (typeof indices4[item4] == "number") {
                      j4 = indices4[item4];
                      const err124 = { instancePath: instancePath + "/addons/" + i9 + "/manifests", schemaPath: "#/$defs/addon/properties/manifests/uniqueItems", keyword: "uniqueItems", params: { i: i11, j: j4 }, schema: true, parentSchema: schema51.properties.manifests, data: data67 };
                      if (vErrors === null) {
                        vErrors = [err124];
                      } else {
                        vErrors.push(err124);
                      }
                      errors++;
                      break;
                    }
                    indices4[item4] = i11;
                  }
                }
              } else {
                const err125 = { instancePath: instancePath + "/addons/" + i9 + "/manifests", schemaPath: "#/$defs/addon/properties/manifests/type", keyword: "type", params: { type: "array" }, schema: schema51.properties.manifests.type, parentSchema: schema51.properties.manifests, data: data67 };
                if (vErrors === null) {
                  vErrors = [err125];
                } else {
                  vErrors.push(err125);
                }
                errors++;
              }
            }
          } else {
            const err126 = { instancePath: instancePath + "/addons/" + i9, schemaPath: "#/$defs/addon/type", keyword: "type", params: { type: "object" }, schema: schema51.type, parentSchema: schema51, data: data65 };
            if (vErrors === null) {
              vErrors = [err126];
            } else {
              vErrors.push(err126);
            }
            errors++;
          }
        }
      } else {
        const err127 = { instancePath: instancePath + "/addons", schemaPath: "#/properties/addons/type", keyword: "type", params: { type: "array" }, schema: schema32.properties.addons.type, parentSchema: schema32.properties.addons, data: data64 };
        if (vErrors === null) {
          vErrors = [err127];
        } else {
          vErrors.push(err127);
        }
        errors++;
      }
    }
    if (data.ingress !== void 0) {
      if (!validate38(data.ingress, { instancePath: instancePath + "/ingress", parentData: data, parentDataProperty: "ingress", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate38.errors : vErrors.concat(validate38.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err128 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema32.type, parentSchema: schema32, data };
    if (vErrors === null) {
      vErrors = [err128];
    } else {
      vErrors.push(err128);
    }
    errors++;
  }
  validate21.errors = vErrors;
  return errors === 0;
}
validate21.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate20.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.apiVersion === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "apiVersion" }, schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.kind === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.metadata === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "metadata" }, schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.spec === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "spec" }, schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "apiVersion" || key0 === "kind" || key0 === "metadata" || key0 === "spec")) {
        const err4 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema31, data };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.apiVersion !== void 0) {
      let data0 = data.apiVersion;
      if (typeof data0 !== "string") {
        const err5 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/type", keyword: "type", params: { type: "string" }, schema: schema31.properties.apiVersion.type, parentSchema: schema31.properties.apiVersion, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
      if ("kubestrap.dev/v1alpha1" !== data0) {
        const err6 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/const", keyword: "const", params: { allowedValue: "kubestrap.dev/v1alpha1" }, schema: "kubestrap.dev/v1alpha1", parentSchema: schema31.properties.apiVersion, data: data0 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.kind !== void 0) {
      let data1 = data.kind;
      if (typeof data1 !== "string") {
        const err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/type", keyword: "type", params: { type: "string" }, schema: schema31.properties.kind.type, parentSchema: schema31.properties.kind, data: data1 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
      if ("Cluster" !== data1) {
        const err8 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "Cluster" }, schema: "Cluster", parentSchema: schema31.properties.kind, data: data1 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.metadata !== void 0) {
      let data2 = data.metadata;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        if (data2.name === void 0) {
          const err9 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/required", keyword: "required", params: { missingProperty: "name" }, schema: schema31.properties.metadata.required, parentSchema: schema31.properties.metadata, data: data2 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
        for (const key1 in data2) {
          if (!(key1 === "name")) {
            const err10 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, schema: false, parentSchema: schema31.properties.metadata, data: data2 };
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
        }
        if (data2.name !== void 0) {
          let data3 = data2.name;
          if (typeof data3 === "string") {
            if (!formats0.validate(data3)) {
              const err11 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/format", keyword: "format", params: { format: "dns-label" }, schema: "dns-label", parentSchema: schema31.properties.metadata.properties.name, data: data3 };
              if (vErrors === null) {
                vErrors = [err11];
              } else {
                vErrors.push(err11);
              }
              errors++;
            }
          } else {
            const err12 = { instancePath: instancePath + "/metadata/name", schemaPath: "#/properties/metadata/properties/name/type", keyword: "type", params: { type: "string" }, schema: schema31.properties.metadata.properties.name.type, parentSchema: schema31.properties.metadata.properties.name, data: data3 };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
        }
      } else {
        const err13 = { instancePath: instancePath + "/metadata", schemaPath: "#/properties/metadata/type", keyword: "type", params: { type: "object" }, schema: schema31.properties.metadata.type, parentSchema: schema31.properties.metadata, data: data2 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.spec !== void 0) {
      if (!validate21(data.spec, { instancePath: instancePath + "/spec", parentData: data, parentDataProperty: "spec", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err14 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema31.type, parentSchema: schema31, data };
    if (vErrors === null) {
      vErrors = [err14];
    } else {
      vErrors.push(err14);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var validateInventory = validate47;
var schema58 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://kubestrap.dev/v1alpha1/inventory.schema.json", "title": "InventoryFile", "description": "The hosts of a cluster, what they are for, and how SSH reaches them.", "type": "object", "additionalProperties": false, "required": ["apiVersion", "kind", "hosts"], "properties": { "apiVersion": { "description": "Version of this format. Defaults never change within one.", "type": "string", "const": "kubestrap.dev/v1alpha1" }, "kind": { "description": "Always `Inventory`.", "type": "string", "const": "Inventory" }, "ssh": { "$ref": "#/$defs/ssh", "description": "How SSH reaches the hosts, unless a group or host says otherwise." }, "groups": { "description": "Settings that hosts share. They are merged into a host in the order in which it names them, its own last: maps merge key by key, lists replace.", "type": "object", "propertyNames": { "format": "dns-label" }, "default": {}, "additionalProperties": { "$ref": "#/$defs/group" } }, "hosts": { "description": "The hosts. A host that is deleted from the list is reported as an orphan, and never removed by itself.", "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/host" } } }, "$defs": { "group": { "type": "object", "additionalProperties": false, "properties": { "labels": { "$ref": "#/$defs/labels" }, "taints": { "$ref": "#/$defs/taints" }, "ssh": { "$ref": "#/$defs/ssh" }, "node": { "$ref": "cluster.schema.json#/$defs/node", "description": "Overrides `spec.node` of the cluster." } }, "description": "Settings that hosts share." }, "host": { "type": "object", "additionalProperties": false, "required": ["name", "role", "address"], "properties": { "name": { "description": "The node's name. It cannot change once the host has joined.", "type": "string", "format": "node-name", "examples": ["cp-1"] }, "role": { "description": "What the host is for.", "type": "string", "enum": ["control-plane", "worker"] }, "groups": { "description": "Groups to take settings from, in this order.", "type": "array", "items": { "type": "string" }, "uniqueItems": true, "default": [] }, "address": { "description": "DNS name or IP address at which SSH reaches the host.", "type": "string", "format": "host", "examples": ["192.0.2.11"] }, "internalAddress": { "description": "The node's IP address in the cluster, or `IPv4,IPv6` for dual stack, the primary family first. Absent: `address`, which must then be an IP address.", "type": "string", "format": "ip-list", "examples": ["10.0.0.11"] }, "state": { "description": "`present`: the host belongs to the cluster. `absent`: `apply` takes it out, as `node remove` does. A host that `node remove` took out joins again only once this says `present` in words.", "type": "string", "enum": ["present", "absent"], "default": "present" }, "labels": { "$ref": "#/$defs/labels" }, "taints": { "$ref": "#/$defs/taints" }, "ssh": { "$ref": "#/$defs/ssh", "description": "Overrides of the inventory's `ssh`." }, "node": { "$ref": "cluster.schema.json#/$defs/node", "description": "Overrides `spec.node` of the cluster." } }, "description": "One host." }, "ssh": { "description": "How SSH reaches a host.", "type": "object", "additionalProperties": false, "properties": { "user": { "description": "User to log in as. Anyone but root needs sudo.", "type": "string", "format": "user-name", "default": "root" }, "port": { "description": "TCP port of sshd.", "type": "integer", "minimum": 1, "maximum": 65535, "default": 22 }, "identityFile": { "description": "Private key, relative to this file; `~` is your home. Absent: the keys of the SSH agent, then the default ones.", "type": "string", "minLength": 1, "examples": ["~/.ssh/id_ed25519"] }, "knownHostsFile": { "description": "File of known host keys, relative to this file; `~` is your home. Host keys are always checked.", "type": "string", "minLength": 1, "default": "~/.ssh/known_hosts" }, "sudoPassword": { "$ref": "cluster.schema.json#/$defs/secret", "description": "Password for sudo, as a reference. Absent: sudo must not ask for one." }, "bastion": { "$ref": "#/$defs/bastion" } } }, "bastion": { "description": "Host to jump through.", "type": "object", "additionalProperties": false, "properties": { "address": { "description": "DNS name or IP address of the bastion. Needed, here or in what this overrides.", "type": "string", "format": "host", "examples": ["203.0.113.10"] }, "port": { "description": "TCP port of its sshd.", "type": "integer", "minimum": 1, "maximum": 65535, "default": 22 }, "user": { "description": "User to log in as. Absent: the host's own `user`.", "type": "string", "format": "user-name" }, "identityFile": { "description": "Private key for the bastion. Absent: the host's own.", "type": "string", "minLength": 1 } } }, "labels": { "description": "Labels of the node.", "type": "object", "propertyNames": { "format": "qualified-name" }, "additionalProperties": { "type": "string", "format": "label-value" }, "default": {}, "examples": [{ "topology.kubernetes.io/zone": "a" }] }, "taints": { "description": "Taints of the node, as `key=value:Effect`, `key:Effect`, or an object. `[]`: none, so that everything can be scheduled here. Absent: kubeadm's default for the role.", "type": "array", "items": { "$ref": "#/$defs/taint" }, "examples": [["dedicated=ingress:NoSchedule"]] }, "taint": { "type": ["string", "object"], "format": "taint", "additionalProperties": false, "required": ["key", "effect"], "properties": { "key": { "description": "Key of the taint.", "type": "string", "format": "qualified-name" }, "value": { "description": "Its value.", "type": "string", "format": "label-value" }, "effect": { "description": "What it does to pods that do not tolerate it.", "type": "string", "enum": ["NoSchedule", "PreferNoSchedule", "NoExecute"] } } } } };
var schema59 = { "description": "How SSH reaches a host.", "type": "object", "additionalProperties": false, "properties": { "user": { "description": "User to log in as. Anyone but root needs sudo.", "type": "string", "format": "user-name", "default": "root" }, "port": { "description": "TCP port of sshd.", "type": "integer", "minimum": 1, "maximum": 65535, "default": 22 }, "identityFile": { "description": "Private key, relative to this file; `~` is your home. Absent: the keys of the SSH agent, then the default ones.", "type": "string", "minLength": 1, "examples": ["~/.ssh/id_ed25519"] }, "knownHostsFile": { "description": "File of known host keys, relative to this file; `~` is your home. Host keys are always checked.", "type": "string", "minLength": 1, "default": "~/.ssh/known_hosts" }, "sudoPassword": { "$ref": "cluster.schema.json#/$defs/secret", "description": "Password for sudo, as a reference. Absent: sudo must not ask for one." }, "bastion": { "$ref": "#/$defs/bastion" } } };
var schema61 = { "description": "Host to jump through.", "type": "object", "additionalProperties": false, "properties": { "address": { "description": "DNS name or IP address of the bastion. Needed, here or in what this overrides.", "type": "string", "format": "host", "examples": ["203.0.113.10"] }, "port": { "description": "TCP port of its sshd.", "type": "integer", "minimum": 1, "maximum": 65535, "default": 22 }, "user": { "description": "User to log in as. Absent: the host's own `user`.", "type": "string", "format": "user-name" }, "identityFile": { "description": "Private key for the bastion. Absent: the host's own.", "type": "string", "minLength": 1 } } };
var formats152 = formats["user-name"];
function validate48(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate48.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "user" || key0 === "port" || key0 === "identityFile" || key0 === "knownHostsFile" || key0 === "sudoPassword" || key0 === "bastion")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema59, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.user !== void 0) {
      let data0 = data.user;
      if (typeof data0 === "string") {
        if (!formats152.validate(data0)) {
          const err1 = { instancePath: instancePath + "/user", schemaPath: "#/properties/user/format", keyword: "format", params: { format: "user-name" }, schema: "user-name", parentSchema: schema59.properties.user, data: data0 };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
      } else {
        const err2 = { instancePath: instancePath + "/user", schemaPath: "#/properties/user/type", keyword: "type", params: { type: "string" }, schema: schema59.properties.user.type, parentSchema: schema59.properties.user, data: data0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.port !== void 0) {
      let data1 = data.port;
      if (!(typeof data1 == "number" && (!(data1 % 1) && !isNaN(data1)) && isFinite(data1))) {
        const err3 = { instancePath: instancePath + "/port", schemaPath: "#/properties/port/type", keyword: "type", params: { type: "integer" }, schema: schema59.properties.port.type, parentSchema: schema59.properties.port, data: data1 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 65535 || isNaN(data1)) {
          const err4 = { instancePath: instancePath + "/port", schemaPath: "#/properties/port/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 }, schema: 65535, parentSchema: schema59.properties.port, data: data1 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
        if (data1 < 1 || isNaN(data1)) {
          const err5 = { instancePath: instancePath + "/port", schemaPath: "#/properties/port/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, schema: 1, parentSchema: schema59.properties.port, data: data1 };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
      }
    }
    if (data.identityFile !== void 0) {
      let data2 = data.identityFile;
      if (typeof data2 === "string") {
        if (func2(data2) < 1) {
          const err6 = { instancePath: instancePath + "/identityFile", schemaPath: "#/properties/identityFile/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema59.properties.identityFile, data: data2 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = { instancePath: instancePath + "/identityFile", schemaPath: "#/properties/identityFile/type", keyword: "type", params: { type: "string" }, schema: schema59.properties.identityFile.type, parentSchema: schema59.properties.identityFile, data: data2 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.knownHostsFile !== void 0) {
      let data3 = data.knownHostsFile;
      if (typeof data3 === "string") {
        if (func2(data3) < 1) {
          const err8 = { instancePath: instancePath + "/knownHostsFile", schemaPath: "#/properties/knownHostsFile/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema59.properties.knownHostsFile, data: data3 };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = { instancePath: instancePath + "/knownHostsFile", schemaPath: "#/properties/knownHostsFile/type", keyword: "type", params: { type: "string" }, schema: schema59.properties.knownHostsFile.type, parentSchema: schema59.properties.knownHostsFile, data: data3 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.sudoPassword !== void 0) {
      let data4 = data.sudoPassword;
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        if (Object.keys(data4).length > 1) {
          const err10 = { instancePath: instancePath + "/sudoPassword", schemaPath: "cluster.schema.json#/$defs/secret/maxProperties", keyword: "maxProperties", params: { limit: 1 }, schema: 1, parentSchema: schema42, data: data4 };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
        if (Object.keys(data4).length < 1) {
          const err11 = { instancePath: instancePath + "/sudoPassword", schemaPath: "cluster.schema.json#/$defs/secret/minProperties", keyword: "minProperties", params: { limit: 1 }, schema: 1, parentSchema: schema42, data: data4 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
        for (const key1 in data4) {
          if (!(key1 === "env" || key1 === "file" || key1 === "command")) {
            const err12 = { instancePath: instancePath + "/sudoPassword", schemaPath: "cluster.schema.json#/$defs/secret/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, schema: false, parentSchema: schema42, data: data4 };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
        }
        if (data4.env !== void 0) {
          let data5 = data4.env;
          if (typeof data5 === "string") {
            if (!formats36.validate(data5)) {
              const err13 = { instancePath: instancePath + "/sudoPassword/env", schemaPath: "cluster.schema.json#/$defs/secret/properties/env/format", keyword: "format", params: { format: "environment-variable" }, schema: "environment-variable", parentSchema: schema42.properties.env, data: data5 };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
          } else {
            const err14 = { instancePath: instancePath + "/sudoPassword/env", schemaPath: "cluster.schema.json#/$defs/secret/properties/env/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.env.type, parentSchema: schema42.properties.env, data: data5 };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
        }
        if (data4.file !== void 0) {
          let data6 = data4.file;
          if (typeof data6 === "string") {
            if (func2(data6) < 1) {
              const err15 = { instancePath: instancePath + "/sudoPassword/file", schemaPath: "cluster.schema.json#/$defs/secret/properties/file/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema42.properties.file, data: data6 };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
            }
          } else {
            const err16 = { instancePath: instancePath + "/sudoPassword/file", schemaPath: "cluster.schema.json#/$defs/secret/properties/file/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.file.type, parentSchema: schema42.properties.file, data: data6 };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
        if (data4.command !== void 0) {
          let data7 = data4.command;
          if (Array.isArray(data7)) {
            if (data7.length < 1) {
              const err17 = { instancePath: instancePath + "/sudoPassword/command", schemaPath: "cluster.schema.json#/$defs/secret/properties/command/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema42.properties.command, data: data7 };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
            }
            const len0 = data7.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data8 = data7[i0];
              if (typeof data8 !== "string") {
                const err18 = { instancePath: instancePath + "/sudoPassword/command/" + i0, schemaPath: "cluster.schema.json#/$defs/secret/properties/command/items/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.command.items.type, parentSchema: schema42.properties.command.items, data: data8 };
                if (vErrors === null) {
                  vErrors = [err18];
                } else {
                  vErrors.push(err18);
                }
                errors++;
              }
            }
          } else {
            const err19 = { instancePath: instancePath + "/sudoPassword/command", schemaPath: "cluster.schema.json#/$defs/secret/properties/command/type", keyword: "type", params: { type: "array" }, schema: schema42.properties.command.type, parentSchema: schema42.properties.command, data: data7 };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
        }
      } else {
        const err20 = { instancePath: instancePath + "/sudoPassword", schemaPath: "cluster.schema.json#/$defs/secret/type", keyword: "type", params: { type: "object" }, schema: schema42.type, parentSchema: schema42, data: data4 };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
    if (data.bastion !== void 0) {
      let data9 = data.bastion;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        for (const key2 in data9) {
          if (!(key2 === "address" || key2 === "port" || key2 === "user" || key2 === "identityFile")) {
            const err21 = { instancePath: instancePath + "/bastion", schemaPath: "#/$defs/bastion/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, schema: false, parentSchema: schema61, data: data9 };
            if (vErrors === null) {
              vErrors = [err21];
            } else {
              vErrors.push(err21);
            }
            errors++;
          }
        }
        if (data9.address !== void 0) {
          let data10 = data9.address;
          if (typeof data10 === "string") {
            if (!formats6.validate(data10)) {
              const err22 = { instancePath: instancePath + "/bastion/address", schemaPath: "#/$defs/bastion/properties/address/format", keyword: "format", params: { format: "host" }, schema: "host", parentSchema: schema61.properties.address, data: data10 };
              if (vErrors === null) {
                vErrors = [err22];
              } else {
                vErrors.push(err22);
              }
              errors++;
            }
          } else {
            const err23 = { instancePath: instancePath + "/bastion/address", schemaPath: "#/$defs/bastion/properties/address/type", keyword: "type", params: { type: "string" }, schema: schema61.properties.address.type, parentSchema: schema61.properties.address, data: data10 };
            if (vErrors === null) {
              vErrors = [err23];
            } else {
              vErrors.push(err23);
            }
            errors++;
          }
        }
        if (data9.port !== void 0) {
          let data11 = data9.port;
          if (!(typeof data11 == "number" && (!(data11 % 1) && !isNaN(data11)) && isFinite(data11))) {
            const err24 = { instancePath: instancePath + "/bastion/port", schemaPath: "#/$defs/bastion/properties/port/type", keyword: "type", params: { type: "integer" }, schema: schema61.properties.port.type, parentSchema: schema61.properties.port, data: data11 };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
          if (typeof data11 == "number" && isFinite(data11)) {
            if (data11 > 65535 || isNaN(data11)) {
              const err25 = { instancePath: instancePath + "/bastion/port", schemaPath: "#/$defs/bastion/properties/port/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 }, schema: 65535, parentSchema: schema61.properties.port, data: data11 };
              if (vErrors === null) {
                vErrors = [err25];
              } else {
                vErrors.push(err25);
              }
              errors++;
            }
            if (data11 < 1 || isNaN(data11)) {
              const err26 = { instancePath: instancePath + "/bastion/port", schemaPath: "#/$defs/bastion/properties/port/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, schema: 1, parentSchema: schema61.properties.port, data: data11 };
              if (vErrors === null) {
                vErrors = [err26];
              } else {
                vErrors.push(err26);
              }
              errors++;
            }
          }
        }
        if (data9.user !== void 0) {
          let data12 = data9.user;
          if (typeof data12 === "string") {
            if (!formats152.validate(data12)) {
              const err27 = { instancePath: instancePath + "/bastion/user", schemaPath: "#/$defs/bastion/properties/user/format", keyword: "format", params: { format: "user-name" }, schema: "user-name", parentSchema: schema61.properties.user, data: data12 };
              if (vErrors === null) {
                vErrors = [err27];
              } else {
                vErrors.push(err27);
              }
              errors++;
            }
          } else {
            const err28 = { instancePath: instancePath + "/bastion/user", schemaPath: "#/$defs/bastion/properties/user/type", keyword: "type", params: { type: "string" }, schema: schema61.properties.user.type, parentSchema: schema61.properties.user, data: data12 };
            if (vErrors === null) {
              vErrors = [err28];
            } else {
              vErrors.push(err28);
            }
            errors++;
          }
        }
        if (data9.identityFile !== void 0) {
          let data13 = data9.identityFile;
          if (typeof data13 === "string") {
            if (func2(data13) < 1) {
              const err29 = { instancePath: instancePath + "/bastion/identityFile", schemaPath: "#/$defs/bastion/properties/identityFile/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema61.properties.identityFile, data: data13 };
              if (vErrors === null) {
                vErrors = [err29];
              } else {
                vErrors.push(err29);
              }
              errors++;
            }
          } else {
            const err30 = { instancePath: instancePath + "/bastion/identityFile", schemaPath: "#/$defs/bastion/properties/identityFile/type", keyword: "type", params: { type: "string" }, schema: schema61.properties.identityFile.type, parentSchema: schema61.properties.identityFile, data: data13 };
            if (vErrors === null) {
              vErrors = [err30];
            } else {
              vErrors.push(err30);
            }
            errors++;
          }
        }
      } else {
        const err31 = { instancePath: instancePath + "/bastion", schemaPath: "#/$defs/bastion/type", keyword: "type", params: { type: "object" }, schema: schema61.type, parentSchema: schema61, data: data9 };
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
        errors++;
      }
    }
  } else {
    const err32 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema59.type, parentSchema: schema59, data };
    if (vErrors === null) {
      vErrors = [err32];
    } else {
      vErrors.push(err32);
    }
    errors++;
  }
  validate48.errors = vErrors;
  return errors === 0;
}
validate48.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema62 = { "type": "object", "additionalProperties": false, "properties": { "labels": { "$ref": "#/$defs/labels" }, "taints": { "$ref": "#/$defs/taints" }, "ssh": { "$ref": "#/$defs/ssh" }, "node": { "$ref": "cluster.schema.json#/$defs/node", "description": "Overrides `spec.node` of the cluster." } }, "description": "Settings that hosts share." };
var schema63 = { "description": "Labels of the node.", "type": "object", "propertyNames": { "format": "qualified-name" }, "additionalProperties": { "type": "string", "format": "label-value" }, "default": {}, "examples": [{ "topology.kubernetes.io/zone": "a" }] };
var formats162 = formats["qualified-name"];
var formats164 = formats["label-value"];
var schema64 = { "description": "Taints of the node, as `key=value:Effect`, `key:Effect`, or an object. `[]`: none, so that everything can be scheduled here. Absent: kubeadm's default for the role.", "type": "array", "items": { "$ref": "#/$defs/taint" }, "examples": [["dedicated=ingress:NoSchedule"]] };
var schema65 = { "type": ["string", "object"], "format": "taint", "additionalProperties": false, "required": ["key", "effect"], "properties": { "key": { "description": "Key of the taint.", "type": "string", "format": "qualified-name" }, "value": { "description": "Its value.", "type": "string", "format": "label-value" }, "effect": { "description": "What it does to pods that do not tolerate it.", "type": "string", "enum": ["NoSchedule", "PreferNoSchedule", "NoExecute"] } } };
var formats166 = formats.taint;
function validate51(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate51.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (Array.isArray(data)) {
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 !== "string" && !(data0 && typeof data0 == "object" && !Array.isArray(data0))) {
        const err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/taint/type", keyword: "type", params: { type: schema65.type }, schema: schema65.type, parentSchema: schema65, data: data0 };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
      if (typeof data0 === "string") {
        if (!formats166.validate(data0)) {
          const err1 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/taint/format", keyword: "format", params: { format: "taint" }, schema: "taint", parentSchema: schema65, data: data0 };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
      }
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.key === void 0) {
          const err2 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/taint/required", keyword: "required", params: { missingProperty: "key" }, schema: schema65.required, parentSchema: schema65, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (data0.effect === void 0) {
          const err3 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/taint/required", keyword: "required", params: { missingProperty: "effect" }, schema: schema65.required, parentSchema: schema65, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        for (const key0 in data0) {
          if (!(key0 === "key" || key0 === "value" || key0 === "effect")) {
            const err4 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/taint/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema65, data: data0 };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          }
        }
        if (data0.key !== void 0) {
          let data1 = data0.key;
          if (typeof data1 === "string") {
            if (!formats162.validate(data1)) {
              const err5 = { instancePath: instancePath + "/" + i0 + "/key", schemaPath: "#/$defs/taint/properties/key/format", keyword: "format", params: { format: "qualified-name" }, schema: "qualified-name", parentSchema: schema65.properties.key, data: data1 };
              if (vErrors === null) {
                vErrors = [err5];
              } else {
                vErrors.push(err5);
              }
              errors++;
            }
          } else {
            const err6 = { instancePath: instancePath + "/" + i0 + "/key", schemaPath: "#/$defs/taint/properties/key/type", keyword: "type", params: { type: "string" }, schema: schema65.properties.key.type, parentSchema: schema65.properties.key, data: data1 };
            if (vErrors === null) {
              vErrors = [err6];
            } else {
              vErrors.push(err6);
            }
            errors++;
          }
        }
        if (data0.value !== void 0) {
          let data2 = data0.value;
          if (typeof data2 === "string") {
            if (!formats164.validate(data2)) {
              const err7 = { instancePath: instancePath + "/" + i0 + "/value", schemaPath: "#/$defs/taint/properties/value/format", keyword: "format", params: { format: "label-value" }, schema: "label-value", parentSchema: schema65.properties.value, data: data2 };
              if (vErrors === null) {
                vErrors = [err7];
              } else {
                vErrors.push(err7);
              }
              errors++;
            }
          } else {
            const err8 = { instancePath: instancePath + "/" + i0 + "/value", schemaPath: "#/$defs/taint/properties/value/type", keyword: "type", params: { type: "string" }, schema: schema65.properties.value.type, parentSchema: schema65.properties.value, data: data2 };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        }
        if (data0.effect !== void 0) {
          let data3 = data0.effect;
          if (typeof data3 !== "string") {
            const err9 = { instancePath: instancePath + "/" + i0 + "/effect", schemaPath: "#/$defs/taint/properties/effect/type", keyword: "type", params: { type: "string" }, schema: schema65.properties.effect.type, parentSchema: schema65.properties.effect, data: data3 };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
          if (!(data3 === "NoSchedule" || data3 === "PreferNoSchedule" || data3 === "NoExecute")) {
            const err10 = { instancePath: instancePath + "/" + i0 + "/effect", schemaPath: "#/$defs/taint/properties/effect/enum", keyword: "enum", params: { allowedValues: schema65.properties.effect.enum }, schema: schema65.properties.effect.enum, parentSchema: schema65.properties.effect, data: data3 };
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
        }
      }
    }
  } else {
    const err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, schema: schema64.type, parentSchema: schema64, data };
    if (vErrors === null) {
      vErrors = [err11];
    } else {
      vErrors.push(err11);
    }
    errors++;
  }
  validate51.errors = vErrors;
  return errors === 0;
}
validate51.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
function validate54(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate54.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!func1.call(schema48.properties, key0)) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema48, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.kernelModules !== void 0) {
      let data0 = data.kernelModules;
      if (Array.isArray(data0)) {
        const len0 = data0.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data1 = data0[i0];
          if (typeof data1 === "string") {
            if (!formats82.validate(data1)) {
              const err1 = { instancePath: instancePath + "/kernelModules/" + i0, schemaPath: "#/properties/kernelModules/items/format", keyword: "format", params: { format: "kernel-module" }, schema: "kernel-module", parentSchema: schema48.properties.kernelModules.items, data: data1 };
              if (vErrors === null) {
                vErrors = [err1];
              } else {
                vErrors.push(err1);
              }
              errors++;
            }
          } else {
            const err2 = { instancePath: instancePath + "/kernelModules/" + i0, schemaPath: "#/properties/kernelModules/items/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.kernelModules.items.type, parentSchema: schema48.properties.kernelModules.items, data: data1 };
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
        }
        let i1 = data0.length;
        let j0;
        if (i1 > 1) {
          const indices0 = {};
          for (; i1--; ) {
            let item0 = data0[i1];
            if (typeof item0 !== "string") {
              continue;
            }
            if (typeof indices0[item0] == "number") {
              j0 = indices0[item0];
              const err3 = { instancePath: instancePath + "/kernelModules", schemaPath: "#/properties/kernelModules/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, schema: true, parentSchema: schema48.properties.kernelModules, data: data0 };
              if (vErrors === null) {
                vErrors = [err3];
              } else {
                vErrors.push(err3);
              }
              errors++;
              break;
            }
            indices0[item0] = i1;
          }
        }
      } else {
        const err4 = { instancePath: instancePath + "/kernelModules", schemaPath: "#/properties/kernelModules/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.kernelModules.type, parentSchema: schema48.properties.kernelModules, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.kernelModuleOptions !== void 0) {
      let data2 = data.kernelModuleOptions;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        for (const key1 in data2) {
          const _errs8 = errors;
          if (typeof key1 === "string") {
            if (!formats82.validate(key1)) {
              const err5 = { instancePath: instancePath + "/kernelModuleOptions", schemaPath: "#/properties/kernelModuleOptions/propertyNames/format", keyword: "format", params: { format: "kernel-module" }, schema: "kernel-module", parentSchema: schema48.properties.kernelModuleOptions.propertyNames, data: key1, propertyName: key1 };
              if (vErrors === null) {
                vErrors = [err5];
              } else {
                vErrors.push(err5);
              }
              errors++;
            }
          }
          var valid4 = _errs8 === errors;
          if (!valid4) {
            const err6 = { instancePath: instancePath + "/kernelModuleOptions", schemaPath: "#/properties/kernelModuleOptions/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, schema: schema48.properties.kernelModuleOptions.propertyNames, parentSchema: schema48.properties.kernelModuleOptions, data: data2 };
            if (vErrors === null) {
              vErrors = [err6];
            } else {
              vErrors.push(err6);
            }
            errors++;
          }
        }
        for (const key2 in data2) {
          let data3 = data2[key2];
          if (typeof data3 === "string") {
            if (!formats86.validate(data3)) {
              const err7 = { instancePath: instancePath + "/kernelModuleOptions/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/kernelModuleOptions/additionalProperties/format", keyword: "format", params: { format: "module-options" }, schema: "module-options", parentSchema: schema48.properties.kernelModuleOptions.additionalProperties, data: data3 };
              if (vErrors === null) {
                vErrors = [err7];
              } else {
                vErrors.push(err7);
              }
              errors++;
            }
          } else {
            const err8 = { instancePath: instancePath + "/kernelModuleOptions/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/kernelModuleOptions/additionalProperties/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.kernelModuleOptions.additionalProperties.type, parentSchema: schema48.properties.kernelModuleOptions.additionalProperties, data: data3 };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        }
      } else {
        const err9 = { instancePath: instancePath + "/kernelModuleOptions", schemaPath: "#/properties/kernelModuleOptions/type", keyword: "type", params: { type: "object" }, schema: schema48.properties.kernelModuleOptions.type, parentSchema: schema48.properties.kernelModuleOptions, data: data2 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.deniedKernelModules !== void 0) {
      let data4 = data.deniedKernelModules;
      if (Array.isArray(data4)) {
        const len1 = data4.length;
        for (let i2 = 0; i2 < len1; i2++) {
          let data5 = data4[i2];
          if (typeof data5 === "string") {
            if (!formats82.validate(data5)) {
              const err10 = { instancePath: instancePath + "/deniedKernelModules/" + i2, schemaPath: "#/properties/deniedKernelModules/items/format", keyword: "format", params: { format: "kernel-module" }, schema: "kernel-module", parentSchema: schema48.properties.deniedKernelModules.items, data: data5 };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
          } else {
            const err11 = { instancePath: instancePath + "/deniedKernelModules/" + i2, schemaPath: "#/properties/deniedKernelModules/items/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.deniedKernelModules.items.type, parentSchema: schema48.properties.deniedKernelModules.items, data: data5 };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        let i3 = data4.length;
        let j1;
        if (i3 > 1) {
          const indices1 = {};
          for (; i3--; ) {
            let item1 = data4[i3];
            if (typeof item1 !== "string") {
              continue;
            }
            if (typeof indices1[item1] == "number") {
              j1 = indices1[item1];
              const err12 = { instancePath: instancePath + "/deniedKernelModules", schemaPath: "#/properties/deniedKernelModules/uniqueItems", keyword: "uniqueItems", params: { i: i3, j: j1 }, schema: true, parentSchema: schema48.properties.deniedKernelModules, data: data4 };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
              break;
            }
            indices1[item1] = i3;
          }
        }
      } else {
        const err13 = { instancePath: instancePath + "/deniedKernelModules", schemaPath: "#/properties/deniedKernelModules/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.deniedKernelModules.type, parentSchema: schema48.properties.deniedKernelModules, data: data4 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.sysctls !== void 0) {
      let data6 = data.sysctls;
      if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
        for (const key3 in data6) {
          const _errs18 = errors;
          if (typeof key3 === "string") {
            if (!formats90.validate(key3)) {
              const err14 = { instancePath: instancePath + "/sysctls", schemaPath: "#/properties/sysctls/propertyNames/format", keyword: "format", params: { format: "sysctl" }, schema: "sysctl", parentSchema: schema48.properties.sysctls.propertyNames, data: key3, propertyName: key3 };
              if (vErrors === null) {
                vErrors = [err14];
              } else {
                vErrors.push(err14);
              }
              errors++;
            }
          }
          var valid9 = _errs18 === errors;
          if (!valid9) {
            const err15 = { instancePath: instancePath + "/sysctls", schemaPath: "#/properties/sysctls/propertyNames", keyword: "propertyNames", params: { propertyName: key3 }, schema: schema48.properties.sysctls.propertyNames, parentSchema: schema48.properties.sysctls, data: data6 };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          }
        }
        for (const key4 in data6) {
          let data7 = data6[key4];
          if (typeof data7 !== "string" && !(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)) && isFinite(data7))) {
            const err16 = { instancePath: instancePath + "/sysctls/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/sysctls/additionalProperties/type", keyword: "type", params: { type: schema48.properties.sysctls.additionalProperties.type }, schema: schema48.properties.sysctls.additionalProperties.type, parentSchema: schema48.properties.sysctls.additionalProperties, data: data7 };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
          if (typeof data7 === "string") {
            if (!formats92.validate(data7)) {
              const err17 = { instancePath: instancePath + "/sysctls/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/sysctls/additionalProperties/format", keyword: "format", params: { format: "sysctl-value" }, schema: "sysctl-value", parentSchema: schema48.properties.sysctls.additionalProperties, data: data7 };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
            }
          }
        }
      } else {
        const err18 = { instancePath: instancePath + "/sysctls", schemaPath: "#/properties/sysctls/type", keyword: "type", params: { type: "object" }, schema: schema48.properties.sysctls.type, parentSchema: schema48.properties.sysctls, data: data6 };
        if (vErrors === null) {
          vErrors = [err18];
        } else {
          vErrors.push(err18);
        }
        errors++;
      }
    }
    if (data.ephemeralPorts !== void 0) {
      let data8 = data.ephemeralPorts;
      if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
        for (const key5 in data8) {
          if (!(key5 === "range" || key5 === "reserved")) {
            const err19 = { instancePath: instancePath + "/ephemeralPorts", schemaPath: "#/$defs/ephemeralPorts/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, schema: false, parentSchema: schema49, data: data8 };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
        }
        if (data8.range !== void 0) {
          let data9 = data8.range;
          if (Array.isArray(data9)) {
            if (data9.length > 2) {
              const err20 = { instancePath: instancePath + "/ephemeralPorts/range", schemaPath: "#/$defs/ephemeralPorts/properties/range/maxItems", keyword: "maxItems", params: { limit: 2 }, schema: 2, parentSchema: schema49.properties.range, data: data9 };
              if (vErrors === null) {
                vErrors = [err20];
              } else {
                vErrors.push(err20);
              }
              errors++;
            }
            if (data9.length < 2) {
              const err21 = { instancePath: instancePath + "/ephemeralPorts/range", schemaPath: "#/$defs/ephemeralPorts/properties/range/minItems", keyword: "minItems", params: { limit: 2 }, schema: 2, parentSchema: schema49.properties.range, data: data9 };
              if (vErrors === null) {
                vErrors = [err21];
              } else {
                vErrors.push(err21);
              }
              errors++;
            }
            const len2 = data9.length;
            for (let i4 = 0; i4 < len2; i4++) {
              let data10 = data9[i4];
              if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)) && isFinite(data10))) {
                const err22 = { instancePath: instancePath + "/ephemeralPorts/range/" + i4, schemaPath: "#/$defs/ephemeralPorts/properties/range/items/type", keyword: "type", params: { type: "integer" }, schema: schema49.properties.range.items.type, parentSchema: schema49.properties.range.items, data: data10 };
                if (vErrors === null) {
                  vErrors = [err22];
                } else {
                  vErrors.push(err22);
                }
                errors++;
              }
              if (typeof data10 == "number" && isFinite(data10)) {
                if (data10 > 65535 || isNaN(data10)) {
                  const err23 = { instancePath: instancePath + "/ephemeralPorts/range/" + i4, schemaPath: "#/$defs/ephemeralPorts/properties/range/items/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 }, schema: 65535, parentSchema: schema49.properties.range.items, data: data10 };
                  if (vErrors === null) {
                    vErrors = [err23];
                  } else {
                    vErrors.push(err23);
                  }
                  errors++;
                }
                if (data10 < 1024 || isNaN(data10)) {
                  const err24 = { instancePath: instancePath + "/ephemeralPorts/range/" + i4, schemaPath: "#/$defs/ephemeralPorts/properties/range/items/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1024 }, schema: 1024, parentSchema: schema49.properties.range.items, data: data10 };
                  if (vErrors === null) {
                    vErrors = [err24];
                  } else {
                    vErrors.push(err24);
                  }
                  errors++;
                }
              }
            }
          } else {
            const err25 = { instancePath: instancePath + "/ephemeralPorts/range", schemaPath: "#/$defs/ephemeralPorts/properties/range/type", keyword: "type", params: { type: "array" }, schema: schema49.properties.range.type, parentSchema: schema49.properties.range, data: data9 };
            if (vErrors === null) {
              vErrors = [err25];
            } else {
              vErrors.push(err25);
            }
            errors++;
          }
        }
        if (data8.reserved !== void 0) {
          let data11 = data8.reserved;
          if (typeof data11 !== "string" && !Array.isArray(data11)) {
            const err26 = { instancePath: instancePath + "/ephemeralPorts/reserved", schemaPath: "#/$defs/ephemeralPorts/properties/reserved/type", keyword: "type", params: { type: schema49.properties.reserved.type }, schema: schema49.properties.reserved.type, parentSchema: schema49.properties.reserved, data: data11 };
            if (vErrors === null) {
              vErrors = [err26];
            } else {
              vErrors.push(err26);
            }
            errors++;
          }
          if (typeof data11 === "string") {
            if (!formats94.validate(data11)) {
              const err27 = { instancePath: instancePath + "/ephemeralPorts/reserved", schemaPath: "#/$defs/ephemeralPorts/properties/reserved/format", keyword: "format", params: { format: "auto" }, schema: "auto", parentSchema: schema49.properties.reserved, data: data11 };
              if (vErrors === null) {
                vErrors = [err27];
              } else {
                vErrors.push(err27);
              }
              errors++;
            }
          }
          if (Array.isArray(data11)) {
            const len3 = data11.length;
            for (let i5 = 0; i5 < len3; i5++) {
              let data12 = data11[i5];
              if (typeof data12 === "string") {
                if (!formats96.validate(data12)) {
                  const err28 = { instancePath: instancePath + "/ephemeralPorts/reserved/" + i5, schemaPath: "#/$defs/ephemeralPorts/properties/reserved/items/format", keyword: "format", params: { format: "port-range" }, schema: "port-range", parentSchema: schema49.properties.reserved.items, data: data12 };
                  if (vErrors === null) {
                    vErrors = [err28];
                  } else {
                    vErrors.push(err28);
                  }
                  errors++;
                }
              } else {
                const err29 = { instancePath: instancePath + "/ephemeralPorts/reserved/" + i5, schemaPath: "#/$defs/ephemeralPorts/properties/reserved/items/type", keyword: "type", params: { type: "string" }, schema: schema49.properties.reserved.items.type, parentSchema: schema49.properties.reserved.items, data: data12 };
                if (vErrors === null) {
                  vErrors = [err29];
                } else {
                  vErrors.push(err29);
                }
                errors++;
              }
            }
          }
        }
      } else {
        const err30 = { instancePath: instancePath + "/ephemeralPorts", schemaPath: "#/$defs/ephemeralPorts/type", keyword: "type", params: { type: "object" }, schema: schema49.type, parentSchema: schema49, data: data8 };
        if (vErrors === null) {
          vErrors = [err30];
        } else {
          vErrors.push(err30);
        }
        errors++;
      }
    }
    if (data.timeSync !== void 0) {
      let data13 = data.timeSync;
      if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
        for (const key6 in data13) {
          if (!(key6 === "provider" || key6 === "servers" || key6 === "correction" || key6 === "wait" || key6 === "maxSkew" || key6 === "maxWorkerSkew")) {
            const err31 = { instancePath: instancePath + "/timeSync", schemaPath: "#/properties/timeSync/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key6 }, schema: false, parentSchema: schema48.properties.timeSync, data: data13 };
            if (vErrors === null) {
              vErrors = [err31];
            } else {
              vErrors.push(err31);
            }
            errors++;
          }
        }
        if (data13.provider !== void 0) {
          let data14 = data13.provider;
          if (typeof data14 !== "string") {
            const err32 = { instancePath: instancePath + "/timeSync/provider", schemaPath: "#/properties/timeSync/properties/provider/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.timeSync.properties.provider.type, parentSchema: schema48.properties.timeSync.properties.provider, data: data14 };
            if (vErrors === null) {
              vErrors = [err32];
            } else {
              vErrors.push(err32);
            }
            errors++;
          }
          if (!(data14 === "chrony" || data14 === "timesyncd" || data14 === "none")) {
            const err33 = { instancePath: instancePath + "/timeSync/provider", schemaPath: "#/properties/timeSync/properties/provider/enum", keyword: "enum", params: { allowedValues: schema48.properties.timeSync.properties.provider.enum }, schema: schema48.properties.timeSync.properties.provider.enum, parentSchema: schema48.properties.timeSync.properties.provider, data: data14 };
            if (vErrors === null) {
              vErrors = [err33];
            } else {
              vErrors.push(err33);
            }
            errors++;
          }
        }
        if (data13.servers !== void 0) {
          let data15 = data13.servers;
          if (Array.isArray(data15)) {
            const len4 = data15.length;
            for (let i6 = 0; i6 < len4; i6++) {
              let data16 = data15[i6];
              if (typeof data16 === "string") {
                if (!formats6.validate(data16)) {
                  const err34 = { instancePath: instancePath + "/timeSync/servers/" + i6, schemaPath: "#/properties/timeSync/properties/servers/items/format", keyword: "format", params: { format: "host" }, schema: "host", parentSchema: schema48.properties.timeSync.properties.servers.items, data: data16 };
                  if (vErrors === null) {
                    vErrors = [err34];
                  } else {
                    vErrors.push(err34);
                  }
                  errors++;
                }
              } else {
                const err35 = { instancePath: instancePath + "/timeSync/servers/" + i6, schemaPath: "#/properties/timeSync/properties/servers/items/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.timeSync.properties.servers.items.type, parentSchema: schema48.properties.timeSync.properties.servers.items, data: data16 };
                if (vErrors === null) {
                  vErrors = [err35];
                } else {
                  vErrors.push(err35);
                }
                errors++;
              }
            }
            let i7 = data15.length;
            let j2;
            if (i7 > 1) {
              const indices2 = {};
              for (; i7--; ) {
                let item2 = data15[i7];
                if (typeof item2 !== "string") {
                  continue;
                }
                if (typeof indices2[item2] == "number") {
                  j2 = indices2[item2];
                  const err36 = { instancePath: instancePath + "/timeSync/servers", schemaPath: "#/properties/timeSync/properties/servers/uniqueItems", keyword: "uniqueItems", params: { i: i7, j: j2 }, schema: true, parentSchema: schema48.properties.timeSync.properties.servers, data: data15 };
                  if (vErrors === null) {
                    vErrors = [err36];
                  } else {
                    vErrors.push(err36);
                  }
                  errors++;
                  break;
                }
                indices2[item2] = i7;
              }
            }
          } else {
            const err37 = { instancePath: instancePath + "/timeSync/servers", schemaPath: "#/properties/timeSync/properties/servers/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.timeSync.properties.servers.type, parentSchema: schema48.properties.timeSync.properties.servers, data: data15 };
            if (vErrors === null) {
              vErrors = [err37];
            } else {
              vErrors.push(err37);
            }
            errors++;
          }
        }
        if (data13.correction !== void 0) {
          let data17 = data13.correction;
          if (typeof data17 !== "string") {
            const err38 = { instancePath: instancePath + "/timeSync/correction", schemaPath: "#/properties/timeSync/properties/correction/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.timeSync.properties.correction.type, parentSchema: schema48.properties.timeSync.properties.correction, data: data17 };
            if (vErrors === null) {
              vErrors = [err38];
            } else {
              vErrors.push(err38);
            }
            errors++;
          }
          if (!(data17 === "step" || data17 === "slew")) {
            const err39 = { instancePath: instancePath + "/timeSync/correction", schemaPath: "#/properties/timeSync/properties/correction/enum", keyword: "enum", params: { allowedValues: schema48.properties.timeSync.properties.correction.enum }, schema: schema48.properties.timeSync.properties.correction.enum, parentSchema: schema48.properties.timeSync.properties.correction, data: data17 };
            if (vErrors === null) {
              vErrors = [err39];
            } else {
              vErrors.push(err39);
            }
            errors++;
          }
        }
        if (data13.wait !== void 0) {
          let data18 = data13.wait;
          if (typeof data18 === "string") {
            if (!formats100.validate(data18)) {
              const err40 = { instancePath: instancePath + "/timeSync/wait", schemaPath: "#/properties/timeSync/properties/wait/format", keyword: "format", params: { format: "duration" }, schema: "duration", parentSchema: schema48.properties.timeSync.properties.wait, data: data18 };
              if (vErrors === null) {
                vErrors = [err40];
              } else {
                vErrors.push(err40);
              }
              errors++;
            }
          } else {
            const err41 = { instancePath: instancePath + "/timeSync/wait", schemaPath: "#/properties/timeSync/properties/wait/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.timeSync.properties.wait.type, parentSchema: schema48.properties.timeSync.properties.wait, data: data18 };
            if (vErrors === null) {
              vErrors = [err41];
            } else {
              vErrors.push(err41);
            }
            errors++;
          }
        }
        if (data13.maxSkew !== void 0) {
          let data19 = data13.maxSkew;
          if (typeof data19 === "string") {
            if (!formats100.validate(data19)) {
              const err42 = { instancePath: instancePath + "/timeSync/maxSkew", schemaPath: "#/properties/timeSync/properties/maxSkew/format", keyword: "format", params: { format: "duration" }, schema: "duration", parentSchema: schema48.properties.timeSync.properties.maxSkew, data: data19 };
              if (vErrors === null) {
                vErrors = [err42];
              } else {
                vErrors.push(err42);
              }
              errors++;
            }
          } else {
            const err43 = { instancePath: instancePath + "/timeSync/maxSkew", schemaPath: "#/properties/timeSync/properties/maxSkew/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.timeSync.properties.maxSkew.type, parentSchema: schema48.properties.timeSync.properties.maxSkew, data: data19 };
            if (vErrors === null) {
              vErrors = [err43];
            } else {
              vErrors.push(err43);
            }
            errors++;
          }
        }
        if (data13.maxWorkerSkew !== void 0) {
          let data20 = data13.maxWorkerSkew;
          if (typeof data20 === "string") {
            if (!formats100.validate(data20)) {
              const err44 = { instancePath: instancePath + "/timeSync/maxWorkerSkew", schemaPath: "#/properties/timeSync/properties/maxWorkerSkew/format", keyword: "format", params: { format: "duration" }, schema: "duration", parentSchema: schema48.properties.timeSync.properties.maxWorkerSkew, data: data20 };
              if (vErrors === null) {
                vErrors = [err44];
              } else {
                vErrors.push(err44);
              }
              errors++;
            }
          } else {
            const err45 = { instancePath: instancePath + "/timeSync/maxWorkerSkew", schemaPath: "#/properties/timeSync/properties/maxWorkerSkew/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.timeSync.properties.maxWorkerSkew.type, parentSchema: schema48.properties.timeSync.properties.maxWorkerSkew, data: data20 };
            if (vErrors === null) {
              vErrors = [err45];
            } else {
              vErrors.push(err45);
            }
            errors++;
          }
        }
      } else {
        const err46 = { instancePath: instancePath + "/timeSync", schemaPath: "#/properties/timeSync/type", keyword: "type", params: { type: "object" }, schema: schema48.properties.timeSync.type, parentSchema: schema48.properties.timeSync, data: data13 };
        if (vErrors === null) {
          vErrors = [err46];
        } else {
          vErrors.push(err46);
        }
        errors++;
      }
    }
    if (data.swap !== void 0) {
      let data21 = data.swap;
      if (typeof data21 !== "string") {
        const err47 = { instancePath: instancePath + "/swap", schemaPath: "#/properties/swap/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.swap.type, parentSchema: schema48.properties.swap, data: data21 };
        if (vErrors === null) {
          vErrors = [err47];
        } else {
          vErrors.push(err47);
        }
        errors++;
      }
      if (!(data21 === "disabled" || data21 === "kept")) {
        const err48 = { instancePath: instancePath + "/swap", schemaPath: "#/properties/swap/enum", keyword: "enum", params: { allowedValues: schema48.properties.swap.enum }, schema: schema48.properties.swap.enum, parentSchema: schema48.properties.swap, data: data21 };
        if (vErrors === null) {
          vErrors = [err48];
        } else {
          vErrors.push(err48);
        }
        errors++;
      }
    }
    if (data.hostname !== void 0) {
      let data22 = data.hostname;
      if (typeof data22 !== "string") {
        const err49 = { instancePath: instancePath + "/hostname", schemaPath: "#/properties/hostname/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.hostname.type, parentSchema: schema48.properties.hostname, data: data22 };
        if (vErrors === null) {
          vErrors = [err49];
        } else {
          vErrors.push(err49);
        }
        errors++;
      }
      if (!(data22 === "managed" || data22 === "unmanaged")) {
        const err50 = { instancePath: instancePath + "/hostname", schemaPath: "#/properties/hostname/enum", keyword: "enum", params: { allowedValues: schema48.properties.hostname.enum }, schema: schema48.properties.hostname.enum, parentSchema: schema48.properties.hostname, data: data22 };
        if (vErrors === null) {
          vErrors = [err50];
        } else {
          vErrors.push(err50);
        }
        errors++;
      }
    }
    if (data.selinux !== void 0) {
      let data23 = data.selinux;
      if (data23 && typeof data23 == "object" && !Array.isArray(data23)) {
        for (const key7 in data23) {
          if (!(key7 === "mode")) {
            const err51 = { instancePath: instancePath + "/selinux", schemaPath: "#/properties/selinux/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key7 }, schema: false, parentSchema: schema48.properties.selinux, data: data23 };
            if (vErrors === null) {
              vErrors = [err51];
            } else {
              vErrors.push(err51);
            }
            errors++;
          }
        }
        if (data23.mode !== void 0) {
          let data24 = data23.mode;
          if (typeof data24 !== "string") {
            const err52 = { instancePath: instancePath + "/selinux/mode", schemaPath: "#/properties/selinux/properties/mode/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.selinux.properties.mode.type, parentSchema: schema48.properties.selinux.properties.mode, data: data24 };
            if (vErrors === null) {
              vErrors = [err52];
            } else {
              vErrors.push(err52);
            }
            errors++;
          }
          if (!(data24 === "enforcing" || data24 === "permissive" || data24 === "unmanaged")) {
            const err53 = { instancePath: instancePath + "/selinux/mode", schemaPath: "#/properties/selinux/properties/mode/enum", keyword: "enum", params: { allowedValues: schema48.properties.selinux.properties.mode.enum }, schema: schema48.properties.selinux.properties.mode.enum, parentSchema: schema48.properties.selinux.properties.mode, data: data24 };
            if (vErrors === null) {
              vErrors = [err53];
            } else {
              vErrors.push(err53);
            }
            errors++;
          }
        }
      } else {
        const err54 = { instancePath: instancePath + "/selinux", schemaPath: "#/properties/selinux/type", keyword: "type", params: { type: "object" }, schema: schema48.properties.selinux.type, parentSchema: schema48.properties.selinux, data: data23 };
        if (vErrors === null) {
          vErrors = [err54];
        } else {
          vErrors.push(err54);
        }
        errors++;
      }
    }
    if (data.firewall !== void 0) {
      let data25 = data.firewall;
      if (data25 && typeof data25 == "object" && !Array.isArray(data25)) {
        for (const key8 in data25) {
          if (!(key8 === "manage" || key8 === "extraPorts")) {
            const err55 = { instancePath: instancePath + "/firewall", schemaPath: "#/properties/firewall/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key8 }, schema: false, parentSchema: schema48.properties.firewall, data: data25 };
            if (vErrors === null) {
              vErrors = [err55];
            } else {
              vErrors.push(err55);
            }
            errors++;
          }
        }
        if (data25.manage !== void 0) {
          let data26 = data25.manage;
          if (typeof data26 !== "boolean") {
            const err56 = { instancePath: instancePath + "/firewall/manage", schemaPath: "#/properties/firewall/properties/manage/type", keyword: "type", params: { type: "boolean" }, schema: schema48.properties.firewall.properties.manage.type, parentSchema: schema48.properties.firewall.properties.manage, data: data26 };
            if (vErrors === null) {
              vErrors = [err56];
            } else {
              vErrors.push(err56);
            }
            errors++;
          }
        }
        if (data25.extraPorts !== void 0) {
          let data27 = data25.extraPorts;
          if (Array.isArray(data27)) {
            const len5 = data27.length;
            for (let i8 = 0; i8 < len5; i8++) {
              let data28 = data27[i8];
              if (typeof data28 === "string") {
                if (!formats106.validate(data28)) {
                  const err57 = { instancePath: instancePath + "/firewall/extraPorts/" + i8, schemaPath: "#/properties/firewall/properties/extraPorts/items/format", keyword: "format", params: { format: "port-protocol" }, schema: "port-protocol", parentSchema: schema48.properties.firewall.properties.extraPorts.items, data: data28 };
                  if (vErrors === null) {
                    vErrors = [err57];
                  } else {
                    vErrors.push(err57);
                  }
                  errors++;
                }
              } else {
                const err58 = { instancePath: instancePath + "/firewall/extraPorts/" + i8, schemaPath: "#/properties/firewall/properties/extraPorts/items/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.firewall.properties.extraPorts.items.type, parentSchema: schema48.properties.firewall.properties.extraPorts.items, data: data28 };
                if (vErrors === null) {
                  vErrors = [err58];
                } else {
                  vErrors.push(err58);
                }
                errors++;
              }
            }
            let i9 = data27.length;
            let j3;
            if (i9 > 1) {
              const indices3 = {};
              for (; i9--; ) {
                let item3 = data27[i9];
                if (typeof item3 !== "string") {
                  continue;
                }
                if (typeof indices3[item3] == "number") {
                  j3 = indices3[item3];
                  const err59 = { instancePath: instancePath + "/firewall/extraPorts", schemaPath: "#/properties/firewall/properties/extraPorts/uniqueItems", keyword: "uniqueItems", params: { i: i9, j: j3 }, schema: true, parentSchema: schema48.properties.firewall.properties.extraPorts, data: data27 };
                  if (vErrors === null) {
                    vErrors = [err59];
                  } else {
                    vErrors.push(err59);
                  }
                  errors++;
                  break;
                }
                indices3[item3] = i9;
              }
            }
          } else {
            const err60 = { instancePath: instancePath + "/firewall/extraPorts", schemaPath: "#/properties/firewall/properties/extraPorts/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.firewall.properties.extraPorts.type, parentSchema: schema48.properties.firewall.properties.extraPorts, data: data27 };
            if (vErrors === null) {
              vErrors = [err60];
            } else {
              vErrors.push(err60);
            }
            errors++;
          }
        }
      } else {
        const err61 = { instancePath: instancePath + "/firewall", schemaPath: "#/properties/firewall/type", keyword: "type", params: { type: "object" }, schema: schema48.properties.firewall.type, parentSchema: schema48.properties.firewall, data: data25 };
        if (vErrors === null) {
          vErrors = [err61];
        } else {
          vErrors.push(err61);
        }
        errors++;
      }
    }
    if (data.proxy !== void 0) {
      let data29 = data.proxy;
      if (data29 && typeof data29 == "object" && !Array.isArray(data29)) {
        for (const key9 in data29) {
          if (!(key9 === "httpProxy" || key9 === "httpsProxy" || key9 === "noProxy")) {
            const err62 = { instancePath: instancePath + "/proxy", schemaPath: "#/properties/proxy/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key9 }, schema: false, parentSchema: schema48.properties.proxy, data: data29 };
            if (vErrors === null) {
              vErrors = [err62];
            } else {
              vErrors.push(err62);
            }
            errors++;
          }
        }
        if (data29.httpProxy !== void 0) {
          let data30 = data29.httpProxy;
          if (typeof data30 === "string") {
            if (!formats108.validate(data30)) {
              const err63 = { instancePath: instancePath + "/proxy/httpProxy", schemaPath: "#/properties/proxy/properties/httpProxy/format", keyword: "format", params: { format: "proxy-url" }, schema: "proxy-url", parentSchema: schema48.properties.proxy.properties.httpProxy, data: data30 };
              if (vErrors === null) {
                vErrors = [err63];
              } else {
                vErrors.push(err63);
              }
              errors++;
            }
          } else {
            const err64 = { instancePath: instancePath + "/proxy/httpProxy", schemaPath: "#/properties/proxy/properties/httpProxy/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.proxy.properties.httpProxy.type, parentSchema: schema48.properties.proxy.properties.httpProxy, data: data30 };
            if (vErrors === null) {
              vErrors = [err64];
            } else {
              vErrors.push(err64);
            }
            errors++;
          }
        }
        if (data29.httpsProxy !== void 0) {
          let data31 = data29.httpsProxy;
          if (typeof data31 === "string") {
            if (!formats108.validate(data31)) {
              const err65 = { instancePath: instancePath + "/proxy/httpsProxy", schemaPath: "#/properties/proxy/properties/httpsProxy/format", keyword: "format", params: { format: "proxy-url" }, schema: "proxy-url", parentSchema: schema48.properties.proxy.properties.httpsProxy, data: data31 };
              if (vErrors === null) {
                vErrors = [err65];
              } else {
                vErrors.push(err65);
              }
              errors++;
            }
          } else {
            const err66 = { instancePath: instancePath + "/proxy/httpsProxy", schemaPath: "#/properties/proxy/properties/httpsProxy/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.proxy.properties.httpsProxy.type, parentSchema: schema48.properties.proxy.properties.httpsProxy, data: data31 };
            if (vErrors === null) {
              vErrors = [err66];
            } else {
              vErrors.push(err66);
            }
            errors++;
          }
        }
        if (data29.noProxy !== void 0) {
          let data32 = data29.noProxy;
          if (Array.isArray(data32)) {
            const len6 = data32.length;
            for (let i10 = 0; i10 < len6; i10++) {
              let data33 = data32[i10];
              if (typeof data33 === "string") {
                if (!formats112.validate(data33)) {
                  const err67 = { instancePath: instancePath + "/proxy/noProxy/" + i10, schemaPath: "#/properties/proxy/properties/noProxy/items/format", keyword: "format", params: { format: "no-proxy" }, schema: "no-proxy", parentSchema: schema48.properties.proxy.properties.noProxy.items, data: data33 };
                  if (vErrors === null) {
                    vErrors = [err67];
                  } else {
                    vErrors.push(err67);
                  }
                  errors++;
                }
              } else {
                const err68 = { instancePath: instancePath + "/proxy/noProxy/" + i10, schemaPath: "#/properties/proxy/properties/noProxy/items/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.proxy.properties.noProxy.items.type, parentSchema: schema48.properties.proxy.properties.noProxy.items, data: data33 };
                if (vErrors === null) {
                  vErrors = [err68];
                } else {
                  vErrors.push(err68);
                }
                errors++;
              }
            }
            let i11 = data32.length;
            let j4;
            if (i11 > 1) {
              const indices4 = {};
              for (; i11--; ) {
                let item4 = data32[i11];
                if (typeof item4 !== "string") {
                  continue;
                }
                if (typeof indices4[item4] == "number") {
                  j4 = indices4[item4];
                  const err69 = { instancePath: instancePath + "/proxy/noProxy", schemaPath: "#/properties/proxy/properties/noProxy/uniqueItems", keyword: "uniqueItems", params: { i: i11, j: j4 }, schema: true, parentSchema: schema48.properties.proxy.properties.noProxy, data: data32 };
                  if (vErrors === null) {
                    vErrors = [err69];
                  } else {
                    vErrors.push(err69);
                  }
                  errors++;
                  break;
                }
                indices4[item4] = i11;
              }
            }
          } else {
            const err70 = { instancePath: instancePath + "/proxy/noProxy", schemaPath: "#/properties/proxy/properties/noProxy/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.proxy.properties.noProxy.type, parentSchema: schema48.properties.proxy.properties.noProxy, data: data32 };
            if (vErrors === null) {
              vErrors = [err70];
            } else {
              vErrors.push(err70);
            }
            errors++;
          }
        }
      } else {
        const err71 = { instancePath: instancePath + "/proxy", schemaPath: "#/properties/proxy/type", keyword: "type", params: { type: "object" }, schema: schema48.properties.proxy.type, parentSchema: schema48.properties.proxy, data: data29 };
        if (vErrors === null) {
          vErrors = [err71];
        } else {
          vErrors.push(err71);
        }
        errors++;
      }
    }
    if (data.hosts !== void 0) {
      let data34 = data.hosts;
      if (Array.isArray(data34)) {
        const len7 = data34.length;
        for (let i12 = 0; i12 < len7; i12++) {
          let data35 = data34[i12];
          if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
            if (data35.ip === void 0) {
              const err72 = { instancePath: instancePath + "/hosts/" + i12, schemaPath: "#/properties/hosts/items/required", keyword: "required", params: { missingProperty: "ip" }, schema: schema48.properties.hosts.items.required, parentSchema: schema48.properties.hosts.items, data: data35 };
              if (vErrors === null) {
                vErrors = [err72];
              } else {
                vErrors.push(err72);
              }
              errors++;
            }
            if (data35.names === void 0) {
              const err73 = { instancePath: instancePath + "/hosts/" + i12, schemaPath: "#/properties/hosts/items/required", keyword: "required", params: { missingProperty: "names" }, schema: schema48.properties.hosts.items.required, parentSchema: schema48.properties.hosts.items, data: data35 };
              if (vErrors === null) {
                vErrors = [err73];
              } else {
                vErrors.push(err73);
              }
              errors++;
            }
            for (const key10 in data35) {
              if (!(key10 === "ip" || key10 === "names")) {
                const err74 = { instancePath: instancePath + "/hosts/" + i12, schemaPath: "#/properties/hosts/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key10 }, schema: false, parentSchema: schema48.properties.hosts.items, data: data35 };
                if (vErrors === null) {
                  vErrors = [err74];
                } else {
                  vErrors.push(err74);
                }
                errors++;
              }
            }
            if (data35.ip !== void 0) {
              let data36 = data35.ip;
              if (typeof data36 === "string") {
                if (!formats114.validate(data36)) {
                  const err75 = { instancePath: instancePath + "/hosts/" + i12 + "/ip", schemaPath: "#/properties/hosts/items/properties/ip/format", keyword: "format", params: { format: "ip" }, schema: "ip", parentSchema: schema48.properties.hosts.items.properties.ip, data: data36 };
                  if (vErrors === null) {
                    vErrors = [err75];
                  } else {
                    vErrors.push(err75);
                  }
                  errors++;
                }
              } else {
                const err76 = { instancePath: instancePath + "/hosts/" + i12 + "/ip", schemaPath: "#/properties/hosts/items/properties/ip/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.hosts.items.properties.ip.type, parentSchema: schema48.properties.hosts.items.properties.ip, data: data36 };
                if (vErrors === null) {
                  vErrors = [err76];
                } else {
                  vErrors.push(err76);
                }
                errors++;
              }
            }
            if (data35.names !== void 0) {
              let data37 = data35.names;
              if (Array.isArray(data37)) {
                if (data37.length < 1) {
                  const err77 = { instancePath: instancePath + "/hosts/" + i12 + "/names", schemaPath: "#/properties/hosts/items/properties/names/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema48.properties.hosts.items.properties.names, data: data37 };
                  if (vErrors === null) {
                    vErrors = [err77];
                  } else {
                    vErrors.push(err77);
                  }
                  errors++;
                }
                const len8 = data37.length;
                for (let i13 = 0; i13 < len8; i13++) {
                  let data38 = data37[i13];
                  if (typeof data38 === "string") {
                    if (!formats12.validate(data38)) {
                      const err78 = { instancePath: instancePath + "/hosts/" + i12 + "/names/" + i13, schemaPath: "#/properties/hosts/items/properties/names/items/format", keyword: "format", params: { format: "dns-name" }, schema: "dns-name", parentSchema: schema48.properties.hosts.items.properties.names.items, data: data38 };
                      if (vErrors === null) {
                        vErrors = [err78];
                      } else {
                        vErrors.push(err78);
                      }
                      errors++;
                    }
                  } else {
                    const err79 = { instancePath: instancePath + "/hosts/" + i12 + "/names/" + i13, schemaPath: "#/properties/hosts/items/properties/names/items/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.hosts.items.properties.names.items.type, parentSchema: schema48.properties.hosts.items.properties.names.items, data: data38 };
                    if (vErrors === null) {
                      vErrors = [err79];
                    } else {
                      vErrors.push(err79);
                    }
                    errors++;
                  }
                }
                let i14 = data37.length;
                let j5;
                if (i14 > 1) {
                  const indices5 = {};
                  for (; i14--; ) {
                    let item5 = data37[i14];
                    if (typeof item5 !== "string") {
                      continue;
                    }
                    if (typeof indices5[item5] == "number") {
                      j5 = indices5[item5];
                      const err80 = { instancePath: instancePath + "/hosts/" + i12 + "/names", schemaPath: "#/properties/hosts/items/properties/names/uniqueItems", keyword: "uniqueItems", params: { i: i14, j: j5 }, schema: true, parentSchema: schema48.properties.hosts.items.properties.names, data: data37 };
                      if (vErrors === null) {
                        vErrors = [err80];
                      } else {
                        vErrors.push(err80);
                      }
                      errors++;
                      break;
                    }
                    indices5[item5] = i14;
                  }
                }
              } else {
                const err81 = { instancePath: instancePath + "/hosts/" + i12 + "/names", schemaPath: "#/properties/hosts/items/properties/names/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.hosts.items.properties.names.type, parentSchema: schema48.properties.hosts.items.properties.names, data: data37 };
                if (vErrors === null) {
                  vErrors = [err81];
                } else {
                  vErrors.push(err81);
                }
                errors++;
              }
            }
          } else {
            const err82 = { instancePath: instancePath + "/hosts/" + i12, schemaPath: "#/properties/hosts/items/type", keyword: "type", params: { type: "object" }, schema: schema48.properties.hosts.items.type, parentSchema: schema48.properties.hosts.items, data: data35 };
            if (vErrors === null) {
              vErrors = [err82];
            } else {
              vErrors.push(err82);
            }
            errors++;
          }
        }
      } else {
        const err83 = { instancePath: instancePath + "/hosts", schemaPath: "#/properties/hosts/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.hosts.type, parentSchema: schema48.properties.hosts, data: data34 };
        if (vErrors === null) {
          vErrors = [err83];
        } else {
          vErrors.push(err83);
        }
        errors++;
      }
    }
    if (data.kubeletExtraArgs !== void 0) {
      let data39 = data.kubeletExtraArgs;
      if (data39 && typeof data39 == "object" && !Array.isArray(data39)) {
        for (const key11 in data39) {
          const _errs94 = errors;
          if (typeof key11 === "string") {
            if (!formats18.validate(key11)) {
              const err84 = { instancePath: instancePath + "/kubeletExtraArgs", schemaPath: "#/$defs/extraArgs/propertyNames/format", keyword: "format", params: { format: "flag" }, schema: "flag", parentSchema: schema33.propertyNames, data: key11, propertyName: key11 };
              if (vErrors === null) {
                vErrors = [err84];
              } else {
                vErrors.push(err84);
              }
              errors++;
            }
          }
          var valid37 = _errs94 === errors;
          if (!valid37) {
            const err85 = { instancePath: instancePath + "/kubeletExtraArgs", schemaPath: "#/$defs/extraArgs/propertyNames", keyword: "propertyNames", params: { propertyName: key11 }, schema: schema33.propertyNames, parentSchema: schema33, data: data39 };
            if (vErrors === null) {
              vErrors = [err85];
            } else {
              vErrors.push(err85);
            }
            errors++;
          }
        }
        for (const key12 in data39) {
          let data40 = data39[key12];
          if (typeof data40 !== "string" && !Array.isArray(data40)) {
            const err86 = { instancePath: instancePath + "/kubeletExtraArgs/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/extraArgs/additionalProperties/type", keyword: "type", params: { type: schema33.additionalProperties.type }, schema: schema33.additionalProperties.type, parentSchema: schema33.additionalProperties, data: data40 };
            if (vErrors === null) {
              vErrors = [err86];
            } else {
              vErrors.push(err86);
            }
            errors++;
          }
          if (Array.isArray(data40)) {
            if (data40.length < 1) {
              const err87 = { instancePath: instancePath + "/kubeletExtraArgs/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/extraArgs/additionalProperties/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema33.additionalProperties, data: data40 };
              if (vErrors === null) {
                vErrors = [err87];
              } else {
                vErrors.push(err87);
              }
              errors++;
            }
            const len9 = data40.length;
            for (let i15 = 0; i15 < len9; i15++) {
              let data41 = data40[i15];
              if (typeof data41 !== "string") {
                const err88 = { instancePath: instancePath + "/kubeletExtraArgs/" + key12.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i15, schemaPath: "#/$defs/extraArgs/additionalProperties/items/type", keyword: "type", params: { type: "string" }, schema: schema33.additionalProperties.items.type, parentSchema: schema33.additionalProperties.items, data: data41 };
                if (vErrors === null) {
                  vErrors = [err88];
                } else {
                  vErrors.push(err88);
                }
                errors++;
              }
            }
          }
        }
      } else {
        const err89 = { instancePath: instancePath + "/kubeletExtraArgs", schemaPath: "#/$defs/extraArgs/type", keyword: "type", params: { type: "object" }, schema: schema33.type, parentSchema: schema33, data: data39 };
        if (vErrors === null) {
          vErrors = [err89];
        } else {
          vErrors.push(err89);
        }
        errors++;
      }
    }
  } else {
    const err90 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema48.type, parentSchema: schema48, data };
    if (vErrors === null) {
      vErrors = [err90];
    } else {
      vErrors.push(err90);
    }
    errors++;
  }
  validate54.errors = vErrors;
  return errors === 0;
}
validate54.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate50(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate50.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "labels" || key0 === "taints" || key0 === "ssh" || key0 === "node")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema62, data };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
    }
    if (data.labels !== void 0) {
      let data0 = data.labels;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        for (const key1 in data0) {
          const _errs5 = errors;
          if (typeof key1 === "string") {
            if (!formats162.validate(key1)) {
              const err1 = { instancePath: instancePath + "/labels", schemaPath: "#/$defs/labels/propertyNames/format", keyword: "format", params: { format: "qualified-name" }, schema: "qualified-name", parentSchema: schema63.propertyNames, data: key1, propertyName: key1 };
              if (vErrors === null) {
                vErrors = [err1];
              } else {
                vErrors.push(err1);
              }
              errors++;
            }
          }
          var valid2 = _errs5 === errors;
          if (!valid2) {
            const err2 = { instancePath: instancePath + "/labels", schemaPath: "#/$defs/labels/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, schema: schema63.propertyNames, parentSchema: schema63, data: data0 };
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
          }
        }
        for (const key2 in data0) {
          let data1 = data0[key2];
          if (typeof data1 === "string") {
            if (!formats164.validate(data1)) {
              const err3 = { instancePath: instancePath + "/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/labels/additionalProperties/format", keyword: "format", params: { format: "label-value" }, schema: "label-value", parentSchema: schema63.additionalProperties, data: data1 };
              if (vErrors === null) {
                vErrors = [err3];
              } else {
                vErrors.push(err3);
              }
              errors++;
            }
          } else {
            const err4 = { instancePath: instancePath + "/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/labels/additionalProperties/type", keyword: "type", params: { type: "string" }, schema: schema63.additionalProperties.type, parentSchema: schema63.additionalProperties, data: data1 };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          }
        }
      } else {
        const err5 = { instancePath: instancePath + "/labels", schemaPath: "#/$defs/labels/type", keyword: "type", params: { type: "object" }, schema: schema63.type, parentSchema: schema63, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.taints !== void 0) {
      if (!validate51(data.taints, { instancePath: instancePath + "/taints", parentData: data, parentDataProperty: "taints", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
        errors = vErrors.length;
      }
    }
    if (data.ssh !== void 0) {
      if (!validate48(data.ssh, { instancePath: instancePath + "/ssh", parentData: data, parentDataProperty: "ssh", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
        errors = vErrors.length;
      }
    }
    if (data.node !== void 0) {
      if (!validate54(data.node, { instancePath: instancePath + "/node", parentData: data, parentDataProperty: "node", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err6 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema62.type, parentSchema: schema62, data };
    if (vErrors === null) {
      vErrors = [err6];
    } else {
      vErrors.push(err6);
    }
    errors++;
  }
  validate50.errors = vErrors;
  return errors === 0;
}
validate50.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema69 = { "type": "object", "additionalProperties": false, "required": ["name", "role", "address"], "properties": { "name": { "description": "The node's name. It cannot change once the host has joined.", "type": "string", "format": "node-name", "examples": ["cp-1"] }, "role": { "description": "What the host is for.", "type": "string", "enum": ["control-plane", "worker"] }, "groups": { "description": "Groups to take settings from, in this order.", "type": "array", "items": { "type": "string" }, "uniqueItems": true, "default": [] }, "address": { "description": "DNS name or IP address at which SSH reaches the host.", "type": "string", "format": "host", "examples": ["192.0.2.11"] }, "internalAddress": { "description": "The node's IP address in the cluster, or `IPv4,IPv6` for dual stack, the primary family first. Absent: `address`, which must then be an IP address.", "type": "string", "format": "ip-list", "examples": ["10.0.0.11"] }, "state": { "description": "`present`: the host belongs to the cluster. `absent`: `apply` takes it out, as `node remove` does. A host that `node remove` took out joins again only once this says `present` in words.", "type": "string", "enum": ["present", "absent"], "default": "present" }, "labels": { "$ref": "#/$defs/labels" }, "taints": { "$ref": "#/$defs/taints" }, "ssh": { "$ref": "#/$defs/ssh", "description": "Overrides of the inventory's `ssh`." }, "node": { "$ref": "cluster.schema.json#/$defs/node", "description": "Overrides `spec.node` of the cluster." } }, "description": "One host." };
var formats210 = formats["node-name"];
var formats214 = formats["ip-list"];
function validate57(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate57.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, schema: schema69.required, parentSchema: schema69, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.role === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "role" }, schema: schema69.required, parentSchema: schema69, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.address === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "address" }, schema: schema69.required, parentSchema: schema69, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func1.call(schema69.properties, key0)) {
        const err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema69, data };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (!formats210.validate(data0)) {
          const err4 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/format", keyword: "format", params: { format: "node-name" }, schema: "node-name", parentSchema: schema69.properties.name, data: data0 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, schema: schema69.properties.name.type, parentSchema: schema69.properties.name, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.role !== void 0) {
      let data1 = data.role;
      if (typeof data1 !== "string") {
        const err6 = { instancePath: instancePath + "/role", schemaPath: "#/properties/role/type", keyword: "type", params: { type: "string" }, schema: schema69.properties.role.type, parentSchema: schema69.properties.role, data: data1 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (!(data1 === "control-plane" || data1 === "worker")) {
        const err7 = { instancePath: instancePath + "/role", schemaPath: "#/properties/role/enum", keyword: "enum", params: { allowedValues: schema69.properties.role.enum }, schema: schema69.properties.role.enum, parentSchema: schema69.properties.role, data: data1 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.groups !== void 0) {
      let data2 = data.groups;
      if (Array.isArray(data2)) {
        const len0 = data2.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data3 = data2[i0];
          if (typeof data3 !== "string") {
            const err8 = { instancePath: instancePath + "/groups/" + i0, schemaPath: "#/properties/groups/items/type", keyword: "type", params: { type: "string" }, schema: schema69.properties.groups.items.type, parentSchema: schema69.properties.groups.items, data: data3 };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        }
        let i1 = data2.length;
        let j0;
        if (i1 > 1) {
          const indices0 = {};
          for (; i1--; ) {
            let item0 = data2[i1];
            if (typeof item0 !== "string") {
              continue;
            }
            if (typeof indices0[item0] == "number") {
              j0 = indices0[item0];
              const err9 = { instancePath: instancePath + "/groups", schemaPath: "#/properties/groups/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, schema: true, parentSchema: schema69.properties.groups, data: data2 };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
              break;
            }
            indices0[item0] = i1;
          }
        }
      } else {
        const err10 = { instancePath: instancePath + "/groups", schemaPath: "#/properties/groups/type", keyword: "type", params: { type: "array" }, schema: schema69.properties.groups.type, parentSchema: schema69.properties.groups, data: data2 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.address !== void 0) {
      let data4 = data.address;
      if (typeof data4 === "string") {
        if (!formats6.validate(data4)) {
          const err11 = { instancePath: instancePath + "/address", schemaPath: "#/properties/address/format", keyword: "format", params: { format: "host" }, schema: "host", parentSchema: schema69.properties.address, data: data4 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      } else {
        const err12 = { instancePath: instancePath + "/address", schemaPath: "#/properties/address/type", keyword: "type", params: { type: "string" }, schema: schema69.properties.address.type, parentSchema: schema69.properties.address, data: data4 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.internalAddress !== void 0) {
      let data5 = data.internalAddress;
      if (typeof data5 === "string") {
        if (!formats214.validate(data5)) {
          const err13 = { instancePath: instancePath + "/internalAddress", schemaPath: "#/properties/internalAddress/format", keyword: "format", params: { format: "ip-list" }, schema: "ip-list", parentSchema: schema69.properties.internalAddress, data: data5 };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
      } else {
        const err14 = { instancePath: instancePath + "/internalAddress", schemaPath: "#/properties/internalAddress/type", keyword: "type", params: { type: "string" }, schema: schema69.properties.internalAddress.type, parentSchema: schema69.properties.internalAddress, data: data5 };
        if (vErrors === null) {
          vErrors = [err14];
        } else {
          vErrors.push(err14);
        }
        errors++;
      }
    }
    if (data.state !== void 0) {
      let data6 = data.state;
      if (typeof data6 !== "string") {
        const err15 = { instancePath: instancePath + "/state", schemaPath: "#/properties/state/type", keyword: "type", params: { type: "string" }, schema: schema69.properties.state.type, parentSchema: schema69.properties.state, data: data6 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
      if (!(data6 === "present" || data6 === "absent")) {
        const err16 = { instancePath: instancePath + "/state", schemaPath: "#/properties/state/enum", keyword: "enum", params: { allowedValues: schema69.properties.state.enum }, schema: schema69.properties.state.enum, parentSchema: schema69.properties.state, data: data6 };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.labels !== void 0) {
      let data7 = data.labels;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        for (const key1 in data7) {
          const _errs19 = errors;
          if (typeof key1 === "string") {
            if (!formats162.validate(key1)) {
              const err17 = { instancePath: instancePath + "/labels", schemaPath: "#/$defs/labels/propertyNames/format", keyword: "format", params: { format: "qualified-name" }, schema: "qualified-name", parentSchema: schema63.propertyNames, data: key1, propertyName: key1 };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
            }
          }
          var valid5 = _errs19 === errors;
          if (!valid5) {
            const err18 = { instancePath: instancePath + "/labels", schemaPath: "#/$defs/labels/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, schema: schema63.propertyNames, parentSchema: schema63, data: data7 };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
        for (const key2 in data7) {
          let data8 = data7[key2];
          if (typeof data8 === "string") {
            if (!formats164.validate(data8)) {
              const err19 = { instancePath: instancePath + "/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/labels/additionalProperties/format", keyword: "format", params: { format: "label-value" }, schema: "label-value", parentSchema: schema63.additionalProperties, data: data8 };
              if (vErrors === null) {
                vErrors = [err19];
              } else {
                vErrors.push(err19);
              }
              errors++;
            }
          } else {
            const err20 = { instancePath: instancePath + "/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/labels/additionalProperties/type", keyword: "type", params: { type: "string" }, schema: schema63.additionalProperties.type, parentSchema: schema63.additionalProperties, data: data8 };
            if (vErrors === null) {
              vErrors = [err20];
            } else {
              vErrors.push(err20);
            }
            errors++;
          }
        }
      } else {
        const err21 = { instancePath: instancePath + "/labels", schemaPath: "#/$defs/labels/type", keyword: "type", params: { type: "object" }, schema: schema63.type, parentSchema: schema63, data: data7 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.taints !== void 0) {
      if (!validate51(data.taints, { instancePath: instancePath + "/taints", parentData: data, parentDataProperty: "taints", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate51.errors : vErrors.concat(validate51.errors);
        errors = vErrors.length;
      }
    }
    if (data.ssh !== void 0) {
      if (!validate48(data.ssh, { instancePath: instancePath + "/ssh", parentData: data, parentDataProperty: "ssh", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
        errors = vErrors.length;
      }
    }
    if (data.node !== void 0) {
      if (!validate54(data.node, { instancePath: instancePath + "/node", parentData: data, parentDataProperty: "node", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate54.errors : vErrors.concat(validate54.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema69.type, parentSchema: schema69, data };
    if (vErrors === null) {
      vErrors = [err22];
    } else {
      vErrors.push(err22);
    }
    errors++;
  }
  validate57.errors = vErrors;
  return errors === 0;
}
validate57.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate47(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate47.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.apiVersion === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "apiVersion" }, schema: schema58.required, parentSchema: schema58, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.kind === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, schema: schema58.required, parentSchema: schema58, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.hosts === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "hosts" }, schema: schema58.required, parentSchema: schema58, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "apiVersion" || key0 === "kind" || key0 === "ssh" || key0 === "groups" || key0 === "hosts")) {
        const err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema58, data };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.apiVersion !== void 0) {
      let data0 = data.apiVersion;
      if (typeof data0 !== "string") {
        const err4 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/type", keyword: "type", params: { type: "string" }, schema: schema58.properties.apiVersion.type, parentSchema: schema58.properties.apiVersion, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
      if ("kubestrap.dev/v1alpha1" !== data0) {
        const err5 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/const", keyword: "const", params: { allowedValue: "kubestrap.dev/v1alpha1" }, schema: "kubestrap.dev/v1alpha1", parentSchema: schema58.properties.apiVersion, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.kind !== void 0) {
      let data1 = data.kind;
      if (typeof data1 !== "string") {
        const err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/type", keyword: "type", params: { type: "string" }, schema: schema58.properties.kind.type, parentSchema: schema58.properties.kind, data: data1 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if ("Inventory" !== data1) {
        const err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "Inventory" }, schema: "Inventory", parentSchema: schema58.properties.kind, data: data1 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.ssh !== void 0) {
      if (!validate48(data.ssh, { instancePath: instancePath + "/ssh", parentData: data, parentDataProperty: "ssh", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate48.errors : vErrors.concat(validate48.errors);
        errors = vErrors.length;
      }
    }
    if (data.groups !== void 0) {
      let data3 = data.groups;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        for (const key1 in data3) {
          const _errs9 = errors;
          if (typeof key1 === "string") {
            if (!formats0.validate(key1)) {
              const err8 = { instancePath: instancePath + "/groups", schemaPath: "#/properties/groups/propertyNames/format", keyword: "format", params: { format: "dns-label" }, schema: "dns-label", parentSchema: schema58.properties.groups.propertyNames, data: key1, propertyName: key1 };
              if (vErrors === null) {
                vErrors = [err8];
              } else {
                vErrors.push(err8);
              }
              errors++;
            }
          }
          var valid1 = _errs9 === errors;
          if (!valid1) {
            const err9 = { instancePath: instancePath + "/groups", schemaPath: "#/properties/groups/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, schema: schema58.properties.groups.propertyNames, parentSchema: schema58.properties.groups, data: data3 };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
        }
        for (const key2 in data3) {
          if (!validate50(data3[key2], { instancePath: instancePath + "/groups/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), parentData: data3, parentDataProperty: key2, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate50.errors : vErrors.concat(validate50.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err10 = { instancePath: instancePath + "/groups", schemaPath: "#/properties/groups/type", keyword: "type", params: { type: "object" }, schema: schema58.properties.groups.type, parentSchema: schema58.properties.groups, data: data3 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.hosts !== void 0) {
      let data5 = data.hosts;
      if (Array.isArray(data5)) {
        if (data5.length < 1) {
          const err11 = { instancePath: instancePath + "/hosts", schemaPath: "#/properties/hosts/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema58.properties.hosts, data: data5 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
        const len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (!validate57(data5[i0], { instancePath: instancePath + "/hosts/" + i0, parentData: data5, parentDataProperty: i0, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate57.errors : vErrors.concat(validate57.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err12 = { instancePath: instancePath + "/hosts", schemaPath: "#/properties/hosts/type", keyword: "type", params: { type: "array" }, schema: schema58.properties.hosts.type, parentSchema: schema58.properties.hosts, data: data5 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
  } else {
    const err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema58.type, parentSchema: schema58, data };
    if (vErrors === null) {
      vErrors = [err13];
    } else {
      vErrors.push(err13);
    }
    errors++;
  }
  validate47.errors = vErrors;
  return errors === 0;
}
validate47.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var validateSavedPlan = validate62;
var schema71 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://kubestrap.dev/v2/saved-plan.schema.json", "title": "SavedPlan", "description": "A plan saved by `plan --out`, which `apply --plan` applies if it still fits.", "type": "object", "additionalProperties": false, "required": ["version", "kubestrap", "library", "options", "phases", "targets", "cluster", "rounds", "hashes", "files", "plan"], "properties": { "version": { "type": "number", "const": 2 }, "kubestrap": { "type": "string", "minLength": 1 }, "library": { "type": "string", "pattern": "^[0-9a-f]{64}$" }, "options": { "type": "object", "additionalProperties": false, "required": ["limit", "only", "skipPhases", "removeStaleMembers", "acceptNoFaultTolerance"], "properties": { "limit": { "$ref": "#/$defs/names" }, "only": { "$ref": "#/$defs/names" }, "skipPhases": { "$ref": "#/$defs/names" }, "removeStaleMembers": { "type": "boolean" }, "acceptNoFaultTolerance": { "type": "boolean" } } }, "phases": { "type": "array", "items": { "type": "string" }, "uniqueItems": true }, "targets": { "type": "object", "additionalProperties": { "type": "object", "additionalProperties": false, "required": ["address", "port", "user"], "properties": { "address": { "type": "string" }, "port": { "type": "integer" }, "user": { "type": "string" }, "bastion": { "type": "object", "additionalProperties": false, "required": ["address", "port", "user"], "properties": { "address": { "type": "string" }, "port": { "type": "integer" }, "user": { "type": "string" } } }, "hostKey": { "$ref": "#/$defs/key" }, "bastionHostKey": { "$ref": "#/$defs/key" } } } }, "cluster": { "type": ["object", "null"], "additionalProperties": false, "required": ["uid", "caPin"], "properties": { "uid": { "type": "string" }, "caPin": { "type": "string" } } }, "rounds": { "type": "object", "additionalProperties": { "type": "array", "items": { "type": "array", "items": { "type": "string" } } } }, "hashes": { "type": "object", "additionalProperties": { "type": "string", "pattern": "^([0-9a-f]{64}|\\(known after apply\\))$" } }, "files": { "type": "object", "additionalProperties": { "type": "object", "additionalProperties": { "type": "string" } } }, "plan": { "$ref": "#/$defs/plan" } }, "$defs": { "names": { "type": ["array", "null"], "items": { "type": "string" } }, "key": { "type": "string", "pattern": "^[a-z0-9@.-]+ SHA256:[A-Za-z0-9+/-]+$" }, "change": { "type": "object", "additionalProperties": false, "required": ["phase", "resource", "action", "before", "after", "reason", "disruption"], "properties": { "phase": { "type": "string" }, "resource": { "type": "string" }, "action": { "type": "string", "enum": ["create", "update", "delete", "run"] }, "before": { "type": ["string", "null"] }, "after": { "type": ["string", "null"] }, "reason": { "type": "string" }, "disruption": { "type": "string", "enum": ["none", "restart", "drain", "reboot"] }, "supported": { "type": "boolean", "const": false } } }, "changes": { "type": "array", "items": { "$ref": "#/$defs/change" } }, "texts": { "type": "array", "items": { "type": "string" } }, "plan": { "type": "object", "required": ["version", "cluster", "hosts", "refusals", "summary"], "properties": { "version": { "type": "number", "const": 1 }, "cluster": { "type": "object", "required": ["changes"], "properties": { "changes": { "$ref": "#/$defs/changes" } } }, "hosts": { "type": "array", "items": { "type": "object", "required": ["name", "reachable", "changes"], "properties": { "name": { "type": "string" }, "reachable": { "type": "boolean" }, "problems": { "$ref": "#/$defs/texts" }, "changes": { "$ref": "#/$defs/changes" } } } }, "refusals": { "$ref": "#/$defs/texts" }, "cautions": { "$ref": "#/$defs/texts" }, "clocks": { "type": "array", "items": { "type": "object" } }, "summary": { "type": "object", "additionalProperties": { "type": "integer" } } } } } };
var schema72 = { "type": ["array", "null"], "items": { "type": "string" } };
var schema75 = { "type": "string", "pattern": "^[a-z0-9@.-]+ SHA256:[A-Za-z0-9+/-]+$" };
var pattern4 = new RegExp("^[0-9a-f]{64}$", "u");
var pattern5 = new RegExp("^[a-z0-9@.-]+ SHA256:[A-Za-z0-9+/-]+$", "u");
var pattern7 = new RegExp("^([0-9a-f]{64}|\\(known after apply\\))$", "u");
var schema77 = { "type": "object", "required": ["version", "cluster", "hosts", "refusals", "summary"], "properties": { "version": { "type": "number", "const": 1 }, "cluster": { "type": "object", "required": ["changes"], "properties": { "changes": { "$ref": "#/$defs/changes" } } }, "hosts": { "type": "array", "items": { "type": "object", "required": ["name", "reachable", "changes"], "properties": { "name": { "type": "string" }, "reachable": { "type": "boolean" }, "problems": { "$ref": "#/$defs/texts" }, "changes": { "$ref": "#/$defs/changes" } } } }, "refusals": { "$ref": "#/$defs/texts" }, "cautions": { "$ref": "#/$defs/texts" }, "clocks": { "type": "array", "items": { "type": "object" } }, "summary": { "type": "object", "additionalProperties": { "type": "integer" } } } };
var schema80 = { "type": "array", "items": { "type": "string" } };
var schema78 = { "type": "array", "items": { "$ref": "#/$defs/change" } };
var schema79 = { "type": "object", "additionalProperties": false, "required": ["phase", "resource", "action", "before", "after", "reason", "disruption"], "properties": { "phase": { "type": "string" }, "resource": { "type": "string" }, "action": { "type": "string", "enum": ["create", "update", "delete", "run"] }, "before": { "type": ["string", "null"] }, "after": { "type": ["string", "null"] }, "reason": { "type": "string" }, "disruption": { "type": "string", "enum": ["none", "restart", "drain", "reboot"] }, "supported": { "type": "boolean", "const": false } } };
function validate64(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate64.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (Array.isArray(data)) {
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.phase === void 0) {
          const err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/change/required", keyword: "required", params: { missingProperty: "phase" }, schema: schema79.required, parentSchema: schema79, data: data0 };
          if (vErrors === null) {
            vErrors = [err0];
          } else {
            vErrors.push(err0);
          }
          errors++;
        }
        if (data0.resource === void 0) {
          const err1 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/change/required", keyword: "required", params: { missingProperty: "resource" }, schema: schema79.required, parentSchema: schema79, data: data0 };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
        if (data0.action === void 0) {
          const err2 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/change/required", keyword: "required", params: { missingProperty: "action" }, schema: schema79.required, parentSchema: schema79, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (data0.before === void 0) {
          const err3 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/change/required", keyword: "required", params: { missingProperty: "before" }, schema: schema79.required, parentSchema: schema79, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        if (data0.after === void 0) {
          const err4 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/change/required", keyword: "required", params: { missingProperty: "after" }, schema: schema79.required, parentSchema: schema79, data: data0 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
        if (data0.reason === void 0) {
          const err5 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/change/required", keyword: "required", params: { missingProperty: "reason" }, schema: schema79.required, parentSchema: schema79, data: data0 };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        if (data0.disruption === void 0) {
          const err6 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/change/required", keyword: "required", params: { missingProperty: "disruption" }, schema: schema79.required, parentSchema: schema79, data: data0 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        for (const key0 in data0) {
          if (!(key0 === "phase" || key0 === "resource" || key0 === "action" || key0 === "before" || key0 === "after" || key0 === "reason" || key0 === "disruption" || key0 === "supported")) {
            const err7 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/change/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema79, data: data0 };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
        }
        if (data0.phase !== void 0) {
          let data1 = data0.phase;
          if (typeof data1 !== "string") {
            const err8 = { instancePath: instancePath + "/" + i0 + "/phase", schemaPath: "#/$defs/change/properties/phase/type", keyword: "type", params: { type: "string" }, schema: schema79.properties.phase.type, parentSchema: schema79.properties.phase, data: data1 };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          }
        }
        if (data0.resource !== void 0) {
          let data2 = data0.resource;
          if (typeof data2 !== "string") {
            const err9 = { instancePath: instancePath + "/" + i0 + "/resource", schemaPath: "#/$defs/change/properties/resource/type", keyword: "type", params: { type: "string" }, schema: schema79.properties.resource.type, parentSchema: schema79.properties.resource, data: data2 };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
        }
        if (data0.action !== void 0) {
          let data3 = data0.action;
          if (typeof data3 !== "string") {
            const err10 = { instancePath: instancePath + "/" + i0 + "/action", schemaPath: "#/$defs/change/properties/action/type", keyword: "type", params: { type: "string" }, schema: schema79.properties.action.type, parentSchema: schema79.properties.action, data: data3 };
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
          if (!(data3 === "create" || data3 === "update" || data3 === "delete" || data3 === "run")) {
            const err11 = { instancePath: instancePath + "/" + i0 + "/action", schemaPath: "#/$defs/change/properties/action/enum", keyword: "enum", params: { allowedValues: schema79.properties.action.enum }, schema: schema79.properties.action.enum, parentSchema: schema79.properties.action, data: data3 };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        if (data0.before !== void 0) {
          let data4 = data0.before;
          if (typeof data4 !== "string" && data4 !== null) {
            const err12 = { instancePath: instancePath + "/" + i0 + "/before", schemaPath: "#/$defs/change/properties/before/type", keyword: "type", params: { type: schema79.properties.before.type }, schema: schema79.properties.before.type, parentSchema: schema79.properties.before, data: data4 };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
        }
        if (data0.after !== void 0) {
          let data5 = data0.after;
          if (typeof data5 !== "string" && data5 !== null) {
            const err13 = { instancePath: instancePath + "/" + i0 + "/after", schemaPath: "#/$defs/change/properties/after/type", keyword: "type", params: { type: schema79.properties.after.type }, schema: schema79.properties.after.type, parentSchema: schema79.properties.after, data: data5 };
            if (vErrors === null) {
              vErrors = [err13];
            } else {
              vErrors.push(err13);
            }
            errors++;
          }
        }
        if (data0.reason !== void 0) {
          let data6 = data0.reason;
          if (typeof data6 !== "string") {
            const err14 = { instancePath: instancePath + "/" + i0 + "/reason", schemaPath: "#/$defs/change/properties/reason/type", keyword: "type", params: { type: "string" }, schema: schema79.properties.reason.type, parentSchema: schema79.properties.reason, data: data6 };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
        }
        if (data0.disruption !== void 0) {
          let data7 = data0.disruption;
          if (typeof data7 !== "string") {
            const err15 = { instancePath: instancePath + "/" + i0 + "/disruption", schemaPath: "#/$defs/change/properties/disruption/type", keyword: "type", params: { type: "string" }, schema: schema79.properties.disruption.type, parentSchema: schema79.properties.disruption, data: data7 };
            if (vErrors === null) {
              vErrors = [err15];
            } else {
              vErrors.push(err15);
            }
            errors++;
          }
          if (!(data7 === "none" || data7 === "restart" || data7 === "drain" || data7 === "reboot")) {
            const err16 = { instancePath: instancePath + "/" + i0 + "/disruption", schemaPath: "#/$defs/change/properties/disruption/enum", keyword: "enum", params: { allowedValues: schema79.properties.disruption.enum }, schema: schema79.properties.disruption.enum, parentSchema: schema79.properties.disruption, data: data7 };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
        if (data0.supported !== void 0) {
          let data8 = data0.supported;
          if (typeof data8 !== "boolean") {
            const err17 = { instancePath: instancePath + "/" + i0 + "/supported", schemaPath: "#/$defs/change/properties/supported/type", keyword: "type", params: { type: "boolean" }, schema: schema79.properties.supported.type, parentSchema: schema79.properties.supported, data: data8 };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
          if (false !== data8) {
            const err18 = { instancePath: instancePath + "/" + i0 + "/supported", schemaPath: "#/$defs/change/properties/supported/const", keyword: "const", params: { allowedValue: false }, schema: false, parentSchema: schema79.properties.supported, data: data8 };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
      } else {
        const err19 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/change/type", keyword: "type", params: { type: "object" }, schema: schema79.type, parentSchema: schema79, data: data0 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
  } else {
    const err20 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, schema: schema78.type, parentSchema: schema78, data };
    if (vErrors === null) {
      vErrors = [err20];
    } else {
      vErrors.push(err20);
    }
    errors++;
  }
  validate64.errors = vErrors;
  return errors === 0;
}
validate64.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
function validate63(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate63.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, schema: schema77.required, parentSchema: schema77, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.cluster === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "cluster" }, schema: schema77.required, parentSchema: schema77, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.hosts === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "hosts" }, schema: schema77.required, parentSchema: schema77, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.refusals === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "refusals" }, schema: schema77.required, parentSchema: schema77, data };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.summary === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "summary" }, schema: schema77.required, parentSchema: schema77, data };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.version !== void 0) {
      let data0 = data.version;
      if (!(typeof data0 == "number" && isFinite(data0))) {
        const err5 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/type", keyword: "type", params: { type: "number" }, schema: schema77.properties.version.type, parentSchema: schema77.properties.version, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
      if (1 !== data0) {
        const err6 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/const", keyword: "const", params: { allowedValue: 1 }, schema: 1, parentSchema: schema77.properties.version, data: data0 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.cluster !== void 0) {
      let data1 = data.cluster;
      if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
        if (data1.changes === void 0) {
          const err7 = { instancePath: instancePath + "/cluster", schemaPath: "#/properties/cluster/required", keyword: "required", params: { missingProperty: "changes" }, schema: schema77.properties.cluster.required, parentSchema: schema77.properties.cluster, data: data1 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
        if (data1.changes !== void 0) {
          if (!validate64(data1.changes, { instancePath: instancePath + "/cluster/changes", parentData: data1, parentDataProperty: "changes", rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate64.errors : vErrors.concat(validate64.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err8 = { instancePath: instancePath + "/cluster", schemaPath: "#/properties/cluster/type", keyword: "type", params: { type: "object" }, schema: schema77.properties.cluster.type, parentSchema: schema77.properties.cluster, data: data1 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.hosts !== void 0) {
      let data3 = data.hosts;
      if (Array.isArray(data3)) {
        const len0 = data3.length;
        for (let i0 = 0; i0 < len0; i0++) {
          let data4 = data3[i0];
          if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
            if (data4.name === void 0) {
              const err9 = { instancePath: instancePath + "/hosts/" + i0, schemaPath: "#/properties/hosts/items/required", keyword: "required", params: { missingProperty: "name" }, schema: schema77.properties.hosts.items.required, parentSchema: schema77.properties.hosts.items, data: data4 };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
            }
            if (data4.reachable === void 0) {
              const err10 = { instancePath: instancePath + "/hosts/" + i0, schemaPath: "#/properties/hosts/items/required", keyword: "required", params: { missingProperty: "reachable" }, schema: schema77.properties.hosts.items.required, parentSchema: schema77.properties.hosts.items, data: data4 };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
            if (data4.changes === void 0) {
              const err11 = { instancePath: instancePath + "/hosts/" + i0, schemaPath: "#/properties/hosts/items/required", keyword: "required", params: { missingProperty: "changes" }, schema: schema77.properties.hosts.items.required, parentSchema: schema77.properties.hosts.items, data: data4 };
              if (vErrors === null) {
                vErrors = [err11];
              } else {
                vErrors.push(err11);
              }
              errors++;
            }
            if (data4.name !== void 0) {
              let data5 = data4.name;
              if (typeof data5 !== "string") {
                const err12 = { instancePath: instancePath + "/hosts/" + i0 + "/name", schemaPath: "#/properties/hosts/items/properties/name/type", keyword: "type", params: { type: "string" }, schema: schema77.properties.hosts.items.properties.name.type, parentSchema: schema77.properties.hosts.items.properties.name, data: data5 };
                if (vErrors === null) {
                  vErrors = [err12];
                } else {
                  vErrors.push(err12);
                }
                errors++;
              }
            }
            if (data4.reachable !== void 0) {
              let data6 = data4.reachable;
              if (typeof data6 !== "boolean") {
                const err13 = { instancePath: instancePath + "/hosts/" + i0 + "/reachable", schemaPath: "#/properties/hosts/items/properties/reachable/type", keyword: "type", params: { type: "boolean" }, schema: schema77.properties.hosts.items.properties.reachable.type, parentSchema: schema77.properties.hosts.items.properties.reachable, data: data6 };
                if (vErrors === null) {
                  vErrors = [err13];
                } else {
                  vErrors.push(err13);
                }
                errors++;
              }
            }
            if (data4.problems !== void 0) {
              let data7 = data4.problems;
              if (Array.isArray(data7)) {
                const len1 = data7.length;
                for (let i1 = 0; i1 < len1; i1++) {
                  let data8 = data7[i1];
                  if (typeof data8 !== "string") {
                    const err14 = { instancePath: instancePath + "/hosts/" + i0 + "/problems/" + i1, schemaPath: "#/$defs/texts/items/type", keyword: "type", params: { type: "string" }, schema: schema80.items.type, parentSchema: schema80.items, data: data8 };
                    if (vErrors === null) {
                      vErrors = [err14];
                    } else {
                      vErrors.push(err14);
                    }
                    errors++;
                  }
                }
              } else {
                const err15 = { instancePath: instancePath + "/hosts/" + i0 + "/problems", schemaPath: "#/$defs/texts/type", keyword: "type", params: { type: "array" }, schema: schema80.type, parentSchema: schema80, data: data7 };
                if (vErrors === null) {
                  vErrors = [err15];
                } else {
                  vErrors.push(err15);
                }
                errors++;
              }
            }
            if (data4.changes !== void 0) {
              if (!validate64(data4.changes, { instancePath: instancePath + "/hosts/" + i0 + "/changes", parentData: data4, parentDataProperty: "changes", rootData, dynamicAnchors })) {
                vErrors = vErrors === null ? validate64.errors : vErrors.concat(validate64.errors);
                errors = vErrors.length;
              }
            }
          } else {
            const err16 = { instancePath: instancePath + "/hosts/" + i0, schemaPath: "#/properties/hosts/items/type", keyword: "type", params: { type: "object" }, schema: schema77.properties.hosts.items.type, parentSchema: schema77.properties.hosts.items, data: data4 };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
      } else {
        const err17 = { instancePath: instancePath + "/hosts", schemaPath: "#/properties/hosts/type", keyword: "type", params: { type: "array" }, schema: schema77.properties.hosts.type, parentSchema: schema77.properties.hosts, data: data3 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.refusals !== void 0) {
      let data10 = data.refusals;
      if (Array.isArray(data10)) {
        const len2 = data10.length;
        for (let i2 = 0; i2 < len2; i2++) {
          let data11 = data10[i2];
          if (typeof data11 !== "string") {
            const err18 = { instancePath: instancePath + "/refusals/" + i2, schemaPath: "#/$defs/texts/items/type", keyword: "type", params: { type: "string" }, schema: schema80.items.type, parentSchema: schema80.items, data: data11 };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
      } else {
        const err19 = { instancePath: instancePath + "/refusals", schemaPath: "#/$defs/texts/type", keyword: "type", params: { type: "array" }, schema: schema80.type, parentSchema: schema80, data: data10 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.cautions !== void 0) {
      let data12 = data.cautions;
      if (Array.isArray(data12)) {
        const len3 = data12.length;
        for (let i3 = 0; i3 < len3; i3++) {
          let data13 = data12[i3];
          if (typeof data13 !== "string") {
            const err20 = { instancePath: instancePath + "/cautions/" + i3, schemaPath: "#/$defs/texts/items/type", keyword: "type", params: { type: "string" }, schema: schema80.items.type, parentSchema: schema80.items, data: data13 };
            if (vErrors === null) {
              vErrors = [err20];
            } else {
              vErrors.push(err20);
            }
            errors++;
          }
        }
      } else {
        const err21 = { instancePath: instancePath + "/cautions", schemaPath: "#/$defs/texts/type", keyword: "type", params: { type: "array" }, schema: schema80.type, parentSchema: schema80, data: data12 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.clocks !== void 0) {
      let data14 = data.clocks;
      if (Array.isArray(data14)) {
        const len4 = data14.length;
        for (let i4 = 0; i4 < len4; i4++) {
          let data15 = data14[i4];
          if (!(data15 && typeof data15 == "object" && !Array.isArray(data15))) {
            const err22 = { instancePath: instancePath + "/clocks/" + i4, schemaPath: "#/properties/clocks/items/type", keyword: "type", params: { type: "object" }, schema: schema77.properties.clocks.items.type, parentSchema: schema77.properties.clocks.items, data: data15 };
            if (vErrors === null) {
              vErrors = [err22];
            } else {
              vErrors.push(err22);
            }
            errors++;
          }
        }
      } else {
        const err23 = { instancePath: instancePath + "/clocks", schemaPath: "#/properties/clocks/type", keyword: "type", params: { type: "array" }, schema: schema77.properties.clocks.type, parentSchema: schema77.properties.clocks, data: data14 };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
    }
    if (data.summary !== void 0) {
      let data16 = data.summary;
      if (data16 && typeof data16 == "object" && !Array.isArray(data16)) {
        for (const key0 in data16) {
          let data17 = data16[key0];
          if (!(typeof data17 == "number" && (!(data17 % 1) && !isNaN(data17)) && isFinite(data17))) {
            const err24 = { instancePath: instancePath + "/summary/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/summary/additionalProperties/type", keyword: "type", params: { type: "integer" }, schema: schema77.properties.summary.additionalProperties.type, parentSchema: schema77.properties.summary.additionalProperties, data: data17 };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
        }
      } else {
        const err25 = { instancePath: instancePath + "/summary", schemaPath: "#/properties/summary/type", keyword: "type", params: { type: "object" }, schema: schema77.properties.summary.type, parentSchema: schema77.properties.summary, data: data16 };
        if (vErrors === null) {
          vErrors = [err25];
        } else {
          vErrors.push(err25);
        }
        errors++;
      }
    }
  } else {
    const err26 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema77.type, parentSchema: schema77, data };
    if (vErrors === null) {
      vErrors = [err26];
    } else {
      vErrors.push(err26);
    }
    errors++;
  }
  validate63.errors = vErrors;
  return errors === 0;
}
validate63.evaluated = { "props": { "version": true, "cluster": true, "hosts": true, "refusals": true, "cautions": true, "clocks": true, "summary": true }, "dynamicProps": false, "dynamicItems": false };
function validate62(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate62.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.version === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "version" }, schema: schema71.required, parentSchema: schema71, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.kubestrap === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kubestrap" }, schema: schema71.required, parentSchema: schema71, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.library === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "library" }, schema: schema71.required, parentSchema: schema71, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.options === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "options" }, schema: schema71.required, parentSchema: schema71, data };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.phases === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "phases" }, schema: schema71.required, parentSchema: schema71, data };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.targets === void 0) {
      const err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "targets" }, schema: schema71.required, parentSchema: schema71, data };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    if (data.cluster === void 0) {
      const err6 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "cluster" }, schema: schema71.required, parentSchema: schema71, data };
      if (vErrors === null) {
        vErrors = [err6];
      } else {
        vErrors.push(err6);
      }
      errors++;
    }
    if (data.rounds === void 0) {
      const err7 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "rounds" }, schema: schema71.required, parentSchema: schema71, data };
      if (vErrors === null) {
        vErrors = [err7];
      } else {
        vErrors.push(err7);
      }
      errors++;
    }
    if (data.hashes === void 0) {
      const err8 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "hashes" }, schema: schema71.required, parentSchema: schema71, data };
      if (vErrors === null) {
        vErrors = [err8];
      } else {
        vErrors.push(err8);
      }
      errors++;
    }
    if (data.files === void 0) {
      const err9 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "files" }, schema: schema71.required, parentSchema: schema71, data };
      if (vErrors === null) {
        vErrors = [err9];
      } else {
        vErrors.push(err9);
      }
      errors++;
    }
    if (data.plan === void 0) {
      const err10 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "plan" }, schema: schema71.required, parentSchema: schema71, data };
      if (vErrors === null) {
        vErrors = [err10];
      } else {
        vErrors.push(err10);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func1.call(schema71.properties, key0)) {
        const err11 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema71, data };
        if (vErrors === null) {
          vErrors = [err11];
        } else {
          vErrors.push(err11);
        }
        errors++;
      }
    }
    if (data.version !== void 0) {
      let data0 = data.version;
      if (!(typeof data0 == "number" && isFinite(data0))) {
        const err12 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/type", keyword: "type", params: { type: "number" }, schema: schema71.properties.version.type, parentSchema: schema71.properties.version, data: data0 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
      if (2 !== data0) {
        const err13 = { instancePath: instancePath + "/version", schemaPath: "#/properties/version/const", keyword: "const", params: { allowedValue: 2 }, schema: 2, parentSchema: schema71.properties.version, data: data0 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.kubestrap !== void 0) {
      let data1 = data.kubestrap;
      if (typeof data1 === "string") {
        if (func2(data1) < 1) {
          const err14 = { instancePath: instancePath + "/kubestrap", schemaPath: "#/properties/kubestrap/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema71.properties.kubestrap, data: data1 };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
      } else {
        const err15 = { instancePath: instancePath + "/kubestrap", schemaPath: "#/properties/kubestrap/type", keyword: "type", params: { type: "string" }, schema: schema71.properties.kubestrap.type, parentSchema: schema71.properties.kubestrap, data: data1 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.library !== void 0) {
      let data2 = data.library;
      if (typeof data2 === "string") {
        if (!pattern4.test(data2)) {
          const err16 = { instancePath: instancePath + "/library", schemaPath: "#/properties/library/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{64}$" }, schema: "^[0-9a-f]{64}$", parentSchema: schema71.properties.library, data: data2 };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
      } else {
        const err17 = { instancePath: instancePath + "/library", schemaPath: "#/properties/library/type", keyword: "type", params: { type: "string" }, schema: schema71.properties.library.type, parentSchema: schema71.properties.library, data: data2 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.options !== void 0) {
      let data3 = data.options;
      if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
        if (data3.limit === void 0) {
          const err18 = { instancePath: instancePath + "/options", schemaPath: "#/properties/options/required", keyword: "required", params: { missingProperty: "limit" }, schema: schema71.properties.options.required, parentSchema: schema71.properties.options, data: data3 };
          if (vErrors === null) {
            vErrors = [err18];
          } else {
            vErrors.push(err18);
          }
          errors++;
        }
        if (data3.only === void 0) {
          const err19 = { instancePath: instancePath + "/options", schemaPath: "#/properties/options/required", keyword: "required", params: { missingProperty: "only" }, schema: schema71.properties.options.required, parentSchema: schema71.properties.options, data: data3 };
          if (vErrors === null) {
            vErrors = [err19];
          } else {
            vErrors.push(err19);
          }
          errors++;
        }
        if (data3.skipPhases === void 0) {
          const err20 = { instancePath: instancePath + "/options", schemaPath: "#/properties/options/required", keyword: "required", params: { missingProperty: "skipPhases" }, schema: schema71.properties.options.required, parentSchema: schema71.properties.options, data: data3 };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
        if (data3.removeStaleMembers === void 0) {
          const err21 = { instancePath: instancePath + "/options", schemaPath: "#/properties/options/required", keyword: "required", params: { missingProperty: "removeStaleMembers" }, schema: schema71.properties.options.required, parentSchema: schema71.properties.options, data: data3 };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
        if (data3.acceptNoFaultTolerance === void 0) {
          const err22 = { instancePath: instancePath + "/options", schemaPath: "#/properties/options/required", keyword: "required", params: { missingProperty: "acceptNoFaultTolerance" }, schema: schema71.properties.options.required, parentSchema: schema71.properties.options, data: data3 };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
        for (const key1 in data3) {
          if (!(key1 === "limit" || key1 === "only" || key1 === "skipPhases" || key1 === "removeStaleMembers" || key1 === "acceptNoFaultTolerance")) {
            const err23 = { instancePath: instancePath + "/options", schemaPath: "#/properties/options/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, schema: false, parentSchema: schema71.properties.options, data: data3 };
            if (vErrors === null) {
              vErrors = [err23];
            } else {
              vErrors.push(err23);
            }
            errors++;
          }
        }
        if (data3.limit !== void 0) {
          let data4 = data3.limit;
          if (!Array.isArray(data4) && data4 !== null) {
            const err24 = { instancePath: instancePath + "/options/limit", schemaPath: "#/$defs/names/type", keyword: "type", params: { type: schema72.type }, schema: schema72.type, parentSchema: schema72, data: data4 };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
          if (Array.isArray(data4)) {
            const len0 = data4.length;
            for (let i0 = 0; i0 < len0; i0++) {
              let data5 = data4[i0];
              if (typeof data5 !== "string") {
                const err25 = { instancePath: instancePath + "/options/limit/" + i0, schemaPath: "#/$defs/names/items/type", keyword: "type", params: { type: "string" }, schema: schema72.items.type, parentSchema: schema72.items, data: data5 };
                if (vErrors === null) {
                  vErrors = [err25];
                } else {
                  vErrors.push(err25);
                }
                errors++;
              }
            }
          }
        }
        if (data3.only !== void 0) {
          let data6 = data3.only;
          if (!Array.isArray(data6) && data6 !== null) {
            const err26 = { instancePath: instancePath + "/options/only", schemaPath: "#/$defs/names/type", keyword: "type", params: { type: schema72.type }, schema: schema72.type, parentSchema: schema72, data: data6 };
            if (vErrors === null) {
              vErrors = [err26];
            } else {
              vErrors.push(err26);
            }
            errors++;
          }
          if (Array.isArray(data6)) {
            const len1 = data6.length;
            for (let i1 = 0; i1 < len1; i1++) {
              let data7 = data6[i1];
              if (typeof data7 !== "string") {
                const err27 = { instancePath: instancePath + "/options/only/" + i1, schemaPath: "#/$defs/names/items/type", keyword: "type", params: { type: "string" }, schema: schema72.items.type, parentSchema: schema72.items, data: data7 };
                if (vErrors === null) {
                  vErrors = [err27];
                } else {
                  vErrors.push(err27);
                }
                errors++;
              }
            }
          }
        }
        if (data3.skipPhases !== void 0) {
          let data8 = data3.skipPhases;
          if (!Array.isArray(data8) && data8 !== null) {
            const err28 = { instancePath: instancePath + "/options/skipPhases", schemaPath: "#/$defs/names/type", keyword: "type", params: { type: schema72.type }, schema: schema72.type, parentSchema: schema72, data: data8 };
            if (vErrors === null) {
              vErrors = [err28];
            } else {
              vErrors.push(err28);
            }
            errors++;
          }
          if (Array.isArray(data8)) {
            const len2 = data8.length;
            for (let i2 = 0; i2 < len2; i2++) {
              let data9 = data8[i2];
              if (typeof data9 !== "string") {
                const err29 = { instancePath: instancePath + "/options/skipPhases/" + i2, schemaPath: "#/$defs/names/items/type", keyword: "type", params: { type: "string" }, schema: schema72.items.type, parentSchema: schema72.items, data: data9 };
                if (vErrors === null) {
                  vErrors = [err29];
                } else {
                  vErrors.push(err29);
                }
                errors++;
              }
            }
          }
        }
        if (data3.removeStaleMembers !== void 0) {
          let data10 = data3.removeStaleMembers;
          if (typeof data10 !== "boolean") {
            const err30 = { instancePath: instancePath + "/options/removeStaleMembers", schemaPath: "#/properties/options/properties/removeStaleMembers/type", keyword: "type", params: { type: "boolean" }, schema: schema71.properties.options.properties.removeStaleMembers.type, parentSchema: schema71.properties.options.properties.removeStaleMembers, data: data10 };
            if (vErrors === null) {
              vErrors = [err30];
            } else {
              vErrors.push(err30);
            }
            errors++;
          }
        }
        if (data3.acceptNoFaultTolerance !== void 0) {
          let data11 = data3.acceptNoFaultTolerance;
          if (typeof data11 !== "boolean") {
            const err31 = { instancePath: instancePath + "/options/acceptNoFaultTolerance", schemaPath: "#/properties/options/properties/acceptNoFaultTolerance/type", keyword: "type", params: { type: "boolean" }, schema: schema71.properties.options.properties.acceptNoFaultTolerance.type, parentSchema: schema71.properties.options.properties.acceptNoFaultTolerance, data: data11 };
            if (vErrors === null) {
              vErrors = [err31];
            } else {
              vErrors.push(err31);
            }
            errors++;
          }
        }
      } else {
        const err32 = { instancePath: instancePath + "/options", schemaPath: "#/properties/options/type", keyword: "type", params: { type: "object" }, schema: schema71.properties.options.type, parentSchema: schema71.properties.options, data: data3 };
        if (vErrors === null) {
          vErrors = [err32];
        } else {
          vErrors.push(err32);
        }
        errors++;
      }
    }
    if (data.phases !== void 0) {
      let data12 = data.phases;
      if (Array.isArray(data12)) {
        const len3 = data12.length;
        for (let i3 = 0; i3 < len3; i3++) {
          let data13 = data12[i3];
          if (typeof data13 !== "string") {
            const err33 = { instancePath: instancePath + "/phases/" + i3, schemaPath: "#/properties/phases/items/type", keyword: "type", params: { type: "string" }, schema: schema71.properties.phases.items.type, parentSchema: schema71.properties.phases.items, data: data13 };
            if (vErrors === null) {
              vErrors = [err33];
            } else {
              vErrors.push(err33);
            }
            errors++;
          }
        }
        let i4 = data12.length;
        let j0;
        if (i4 > 1) {
          const indices0 = {};
          for (; i4--; ) {
            let item0 = data12[i4];
            if (typeof item0 !== "string") {
              continue;
            }
            if (typeof indices0[item0] == "number") {
              j0 = indices0[item0];
              const err34 = { instancePath: instancePath + "/phases", schemaPath: "#/properties/phases/uniqueItems", keyword: "uniqueItems", params: { i: i4, j: j0 }, schema: true, parentSchema: schema71.properties.phases, data: data12 };
              if (vErrors === null) {
                vErrors = [err34];
              } else {
                vErrors.push(err34);
              }
              errors++;
              break;
            }
            indices0[item0] = i4;
          }
        }
      } else {
        const err35 = { instancePath: instancePath + "/phases", schemaPath: "#/properties/phases/type", keyword: "type", params: { type: "array" }, schema: schema71.properties.phases.type, parentSchema: schema71.properties.phases, data: data12 };
        if (vErrors === null) {
          vErrors = [err35];
        } else {
          vErrors.push(err35);
        }
        errors++;
      }
    }
    if (data.targets !== void 0) {
      let data14 = data.targets;
      if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
        for (const key2 in data14) {
          let data15 = data14[key2];
          if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
            if (data15.address === void 0) {
              const err36 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/targets/additionalProperties/required", keyword: "required", params: { missingProperty: "address" }, schema: schema71.properties.targets.additionalProperties.required, parentSchema: schema71.properties.targets.additionalProperties, data: data15 };
              if (vErrors === null) {
                vErrors = [err36];
              } else {
                vErrors.push(err36);
              }
              errors++;
            }
            if (data15.port === void 0) {
              const err37 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/targets/additionalProperties/required", keyword: "required", params: { missingProperty: "port" }, schema: schema71.properties.targets.additionalProperties.required, parentSchema: schema71.properties.targets.additionalProperties, data: data15 };
              if (vErrors === null) {
                vErrors = [err37];
              } else {
                vErrors.push(err37);
              }
              errors++;
            }
            if (data15.user === void 0) {
              const err38 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/targets/additionalProperties/required", keyword: "required", params: { missingProperty: "user" }, schema: schema71.properties.targets.additionalProperties.required, parentSchema: schema71.properties.targets.additionalProperties, data: data15 };
              if (vErrors === null) {
                vErrors = [err38];
              } else {
                vErrors.push(err38);
              }
              errors++;
            }
            for (const key3 in data15) {
              if (!(key3 === "address" || key3 === "port" || key3 === "user" || key3 === "bastion" || key3 === "hostKey" || key3 === "bastionHostKey")) {
                const err39 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/targets/additionalProperties/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, schema: false, parentSchema: schema71.properties.targets.additionalProperties, data: data15 };
                if (vErrors === null) {
                  vErrors = [err39];
                } else {
                  vErrors.push(err39);
                }
                errors++;
              }
            }
            if (data15.address !== void 0) {
              let data16 = data15.address;
              if (typeof data16 !== "string") {
                const err40 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/address", schemaPath: "#/properties/targets/additionalProperties/properties/address/type", keyword: "type", params: { type: "string" }, schema: schema71.properties.targets.additionalProperties.properties.address.type, parentSchema: schema71.properties.targets.additionalProperties.properties.address, data: data16 };
                if (vErrors === null) {
                  vErrors = [err40];
                } else {
                  vErrors.push(err40);
                }
                errors++;
              }
            }
            if (data15.port !== void 0) {
              let data17 = data15.port;
              if (!(typeof data17 == "number" && (!(data17 % 1) && !isNaN(data17)) && isFinite(data17))) {
                const err41 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/port", schemaPath: "#/properties/targets/additionalProperties/properties/port/type", keyword: "type", params: { type: "integer" }, schema: schema71.properties.targets.additionalProperties.properties.port.type, parentSchema: schema71.properties.targets.additionalProperties.properties.port, data: data17 };
                if (vErrors === null) {
                  vErrors = [err41];
                } else {
                  vErrors.push(err41);
                }
                errors++;
              }
            }
            if (data15.user !== void 0) {
              let data18 = data15.user;
              if (typeof data18 !== "string") {
                const err42 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/user", schemaPath: "#/properties/targets/additionalProperties/properties/user/type", keyword: "type", params: { type: "string" }, schema: schema71.properties.targets.additionalProperties.properties.user.type, parentSchema: schema71.properties.targets.additionalProperties.properties.user, data: data18 };
                if (vErrors === null) {
                  vErrors = [err42];
                } else {
                  vErrors.push(err42);
                }
                errors++;
              }
            }
            if (data15.bastion !== void 0) {
              let data19 = data15.bastion;
              if (data19 && typeof data19 == "object" && !Array.isArray(data19)) {
                if (data19.address === void 0) {
                  const err43 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/bastion", schemaPath: "#/properties/targets/additionalProperties/properties/bastion/required", keyword: "required", params: { missingProperty: "address" }, schema: schema71.properties.targets.additionalProperties.properties.bastion.required, parentSchema: schema71.properties.targets.additionalProperties.properties.bastion, data: data19 };
                  if (vErrors === null) {
                    vErrors = [err43];
                  } else {
                    vErrors.push(err43);
                  }
                  errors++;
                }
                if (data19.port === void 0) {
                  const err44 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/bastion", schemaPath: "#/properties/targets/additionalProperties/properties/bastion/required", keyword: "required", params: { missingProperty: "port" }, schema: schema71.properties.targets.additionalProperties.properties.bastion.required, parentSchema: schema71.properties.targets.additionalProperties.properties.bastion, data: data19 };
                  if (vErrors === null) {
                    vErrors = [err44];
                  } else {
                    vErrors.push(err44);
                  }
                  errors++;
                }
                if (data19.user === void 0) {
                  const err45 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/bastion", schemaPath: "#/properties/targets/additionalProperties/properties/bastion/required", keyword: "required", params: { missingProperty: "user" }, schema: schema71.properties.targets.additionalProperties.properties.bastion.required, parentSchema: schema71.properties.targets.additionalProperties.properties.bastion, data: data19 };
                  if (vErrors === null) {
                    vErrors = [err45];
                  } else {
                    vErrors.push(err45);
                  }
                  errors++;
                }
                for (const key4 in data19) {
                  if (!(key4 === "address" || key4 === "port" || key4 === "user")) {
                    const err46 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/bastion", schemaPath: "#/properties/targets/additionalProperties/properties/bastion/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, schema: false, parentSchema: schema71.properties.targets.additionalProperties.properties.bastion, data: data19 };
                    if (vErrors === null) {
                      vErrors = [err46];
                    } else {
                      vErrors.push(err46);
                    }
                    errors++;
                  }
                }
                if (data19.address !== void 0) {
                  let data20 = data19.address;
                  if (typeof data20 !== "string") {
                    const err47 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/bastion/address", schemaPath: "#/properties/targets/additionalProperties/properties/bastion/properties/address/type", keyword: "type", params: { type: "string" }, schema: schema71.properties.targets.additionalProperties.properties.bastion.properties.address.type, parentSchema: schema71.properties.targets.additionalProperties.properties.bastion.properties.address, data: data20 };
                    if (vErrors === null) {
                      vErrors = [err47];
                    } else {
                      vErrors.push(err47);
                    }
                    errors++;
                  }
                }
                if (data19.port !== void 0) {
                  let data21 = data19.port;
                  if (!(typeof data21 == "number" && (!(data21 % 1) && !isNaN(data21)) && isFinite(data21))) {
                    const err48 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/bastion/port", schemaPath: "#/properties/targets/additionalProperties/properties/bastion/properties/port/type", keyword: "type", params: { type: "integer" }, schema: schema71.properties.targets.additionalProperties.properties.bastion.properties.port.type, parentSchema: schema71.properties.targets.additionalProperties.properties.bastion.properties.port, data: data21 };
                    if (vErrors === null) {
                      vErrors = [err48];
                    } else {
                      vErrors.push(err48);
                    }
                    errors++;
                  }
                }
                if (data19.user !== void 0) {
                  let data22 = data19.user;
                  if (typeof data22 !== "string") {
                    const err49 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/bastion/user", schemaPath: "#/properties/targets/additionalProperties/properties/bastion/properties/user/type", keyword: "type", params: { type: "string" }, schema: schema71.properties.targets.additionalProperties.properties.bastion.properties.user.type, parentSchema: schema71.properties.targets.additionalProperties.properties.bastion.properties.user, data: data22 };
                    if (vErrors === null) {
                      vErrors = [err49];
                    } else {
                      vErrors.push(err49);
                    }
                    errors++;
                  }
                }
              } else {
                const err50 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/bastion", schemaPath: "#/properties/targets/additionalProperties/properties/bastion/type", keyword: "type", params: { type: "object" }, schema: schema71.properties.targets.additionalProperties.properties.bastion.type, parentSchema: schema71.properties.targets.additionalProperties.properties.bastion, data: data19 };
                if (vErrors === null) {
                  vErrors = [err50];
                } else {
                  vErrors.push(err50);
                }
                errors++;
              }
            }
            if (data15.hostKey !== void 0) {
              let data23 = data15.hostKey;
              if (typeof data23 === "string") {
                if (!pattern5.test(data23)) {
                  const err51 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/hostKey", schemaPath: "#/$defs/key/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9@.-]+ SHA256:[A-Za-z0-9+/-]+$" }, schema: "^[a-z0-9@.-]+ SHA256:[A-Za-z0-9+/-]+$", parentSchema: schema75, data: data23 };
                  if (vErrors === null) {
                    vErrors = [err51];
                  } else {
                    vErrors.push(err51);
                  }
                  errors++;
                }
              } else {
                const err52 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/hostKey", schemaPath: "#/$defs/key/type", keyword: "type", params: { type: "string" }, schema: schema75.type, parentSchema: schema75, data: data23 };
                if (vErrors === null) {
                  vErrors = [err52];
                } else {
                  vErrors.push(err52);
                }
                errors++;
              }
            }
            if (data15.bastionHostKey !== void 0) {
              let data24 = data15.bastionHostKey;
              if (typeof data24 === "string") {
                if (!pattern5.test(data24)) {
                  const err53 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/bastionHostKey", schemaPath: "#/$defs/key/pattern", keyword: "pattern", params: { pattern: "^[a-z0-9@.-]+ SHA256:[A-Za-z0-9+/-]+$" }, schema: "^[a-z0-9@.-]+ SHA256:[A-Za-z0-9+/-]+$", parentSchema: schema75, data: data24 };
                  if (vErrors === null) {
                    vErrors = [err53];
                  } else {
                    vErrors.push(err53);
                  }
                  errors++;
                }
              } else {
                const err54 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1") + "/bastionHostKey", schemaPath: "#/$defs/key/type", keyword: "type", params: { type: "string" }, schema: schema75.type, parentSchema: schema75, data: data24 };
                if (vErrors === null) {
                  vErrors = [err54];
                } else {
                  vErrors.push(err54);
                }
                errors++;
              }
            }
          } else {
            const err55 = { instancePath: instancePath + "/targets/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/targets/additionalProperties/type", keyword: "type", params: { type: "object" }, schema: schema71.properties.targets.additionalProperties.type, parentSchema: schema71.properties.targets.additionalProperties, data: data15 };
            if (vErrors === null) {
              vErrors = [err55];
            } else {
              vErrors.push(err55);
            }
            errors++;
          }
        }
      } else {
        const err56 = { instancePath: instancePath + "/targets", schemaPath: "#/properties/targets/type", keyword: "type", params: { type: "object" }, schema: schema71.properties.targets.type, parentSchema: schema71.properties.targets, data: data14 };
        if (vErrors === null) {
          vErrors = [err56];
        } else {
          vErrors.push(err56);
        }
        errors++;
      }
    }
    if (data.cluster !== void 0) {
      let data25 = data.cluster;
      if (!(data25 && typeof data25 == "object" && !Array.isArray(data25)) && data25 !== null) {
        const err57 = { instancePath: instancePath + "/cluster", schemaPath: "#/properties/cluster/type", keyword: "type", params: { type: schema71.properties.cluster.type }, schema: schema71.properties.cluster.type, parentSchema: schema71.properties.cluster, data: data25 };
        if (vErrors === null) {
          vErrors = [err57];
        } else {
          vErrors.push(err57);
        }
        errors++;
      }
      if (data25 && typeof data25 == "object" && !Array.isArray(data25)) {
        if (data25.uid === void 0) {
          const err58 = { instancePath: instancePath + "/cluster", schemaPath: "#/properties/cluster/required", keyword: "required", params: { missingProperty: "uid" }, schema: schema71.properties.cluster.required, parentSchema: schema71.properties.cluster, data: data25 };
          if (vErrors === null) {
            vErrors = [err58];
          } else {
            vErrors.push(err58);
          }
          errors++;
        }
        if (data25.caPin === void 0) {
          const err59 = { instancePath: instancePath + "/cluster", schemaPath: "#/properties/cluster/required", keyword: "required", params: { missingProperty: "caPin" }, schema: schema71.properties.cluster.required, parentSchema: schema71.properties.cluster, data: data25 };
          if (vErrors === null) {
            vErrors = [err59];
          } else {
            vErrors.push(err59);
          }
          errors++;
        }
        for (const key5 in data25) {
          if (!(key5 === "uid" || key5 === "caPin")) {
            const err60 = { instancePath: instancePath + "/cluster", schemaPath: "#/properties/cluster/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, schema: false, parentSchema: schema71.properties.cluster, data: data25 };
            if (vErrors === null) {
              vErrors = [err60];
            } else {
              vErrors.push(err60);
            }
            errors++;
          }
        }
        if (data25.uid !== void 0) {
          let data26 = data25.uid;
          if (typeof data26 !== "string") {
            const err61 = { instancePath: instancePath + "/cluster/uid", schemaPath: "#/properties/cluster/properties/uid/type", keyword: "type", params: { type: "string" }, schema: schema71.properties.cluster.properties.uid.type, parentSchema: schema71.properties.cluster.properties.uid, data: data26 };
            if (vErrors === null) {
              vErrors = [err61];
            } else {
              vErrors.push(err61);
            }
            errors++;
          }
        }
        if (data25.caPin !== void 0) {
          let data27 = data25.caPin;
          if (typeof data27 !== "string") {
            const err62 = { instancePath: instancePath + "/cluster/caPin", schemaPath: "#/properties/cluster/properties/caPin/type", keyword: "type", params: { type: "string" }, schema: schema71.properties.cluster.properties.caPin.type, parentSchema: schema71.properties.cluster.properties.caPin, data: data27 };
            if (vErrors === null) {
              vErrors = [err62];
            } else {
              vErrors.push(err62);
            }
            errors++;
          }
        }
      }
    }
    if (data.rounds !== void 0) {
      let data28 = data.rounds;
      if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
        for (const key6 in data28) {
          let data29 = data28[key6];
          if (Array.isArray(data29)) {
            const len4 = data29.length;
            for (let i5 = 0; i5 < len4; i5++) {
              let data30 = data29[i5];
              if (Array.isArray(data30)) {
                const len5 = data30.length;
                for (let i6 = 0; i6 < len5; i6++) {
                  let data31 = data30[i6];
                  if (typeof data31 !== "string") {
                    const err63 = { instancePath: instancePath + "/rounds/" + key6.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i5 + "/" + i6, schemaPath: "#/properties/rounds/additionalProperties/items/items/type", keyword: "type", params: { type: "string" }, schema: schema71.properties.rounds.additionalProperties.items.items.type, parentSchema: schema71.properties.rounds.additionalProperties.items.items, data: data31 };
                    if (vErrors === null) {
                      vErrors = [err63];
                    } else {
                      vErrors.push(err63);
                    }
                    errors++;
                  }
                }
              } else {
                const err64 = { instancePath: instancePath + "/rounds/" + key6.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + i5, schemaPath: "#/properties/rounds/additionalProperties/items/type", keyword: "type", params: { type: "array" }, schema: schema71.properties.rounds.additionalProperties.items.type, parentSchema: schema71.properties.rounds.additionalProperties.items, data: data30 };
                if (vErrors === null) {
                  vErrors = [err64];
                } else {
                  vErrors.push(err64);
                }
                errors++;
              }
            }
          } else {
            const err65 = { instancePath: instancePath + "/rounds/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/rounds/additionalProperties/type", keyword: "type", params: { type: "array" }, schema: schema71.properties.rounds.additionalProperties.type, parentSchema: schema71.properties.rounds.additionalProperties, data: data29 };
            if (vErrors === null) {
              vErrors = [err65];
            } else {
              vErrors.push(err65);
            }
            errors++;
          }
        }
      } else {
        const err66 = { instancePath: instancePath + "/rounds", schemaPath: "#/properties/rounds/type", keyword: "type", params: { type: "object" }, schema: schema71.properties.rounds.type, parentSchema: schema71.properties.rounds, data: data28 };
        if (vErrors === null) {
          vErrors = [err66];
        } else {
          vErrors.push(err66);
        }
        errors++;
      }
    }
    if (data.hashes !== void 0) {
      let data32 = data.hashes;
      if (data32 && typeof data32 == "object" && !Array.isArray(data32)) {
        for (const key7 in data32) {
          let data33 = data32[key7];
          if (typeof data33 === "string") {
            if (!pattern7.test(data33)) {
              const err67 = { instancePath: instancePath + "/hashes/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/hashes/additionalProperties/pattern", keyword: "pattern", params: { pattern: "^([0-9a-f]{64}|\\(known after apply\\))$" }, schema: "^([0-9a-f]{64}|\\(known after apply\\))$", parentSchema: schema71.properties.hashes.additionalProperties, data: data33 };
              if (vErrors === null) {
                vErrors = [err67];
              } else {
                vErrors.push(err67);
              }
              errors++;
            }
          } else {
            const err68 = { instancePath: instancePath + "/hashes/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/hashes/additionalProperties/type", keyword: "type", params: { type: "string" }, schema: schema71.properties.hashes.additionalProperties.type, parentSchema: schema71.properties.hashes.additionalProperties, data: data33 };
            if (vErrors === null) {
              vErrors = [err68];
            } else {
              vErrors.push(err68);
            }
            errors++;
          }
        }
      } else {
        const err69 = { instancePath: instancePath + "/hashes", schemaPath: "#/properties/hashes/type", keyword: "type", params: { type: "object" }, schema: schema71.properties.hashes.type, parentSchema: schema71.properties.hashes, data: data32 };
        if (vErrors === null) {
          vErrors = [err69];
        } else {
          vErrors.push(err69);
        }
        errors++;
      }
    }
    if (data.files !== void 0) {
      let data34 = data.files;
      if (data34 && typeof data34 == "object" && !Array.isArray(data34)) {
        for (const key8 in data34) {
          let data35 = data34[key8];
          if (data35 && typeof data35 == "object" && !Array.isArray(data35)) {
            for (const key9 in data35) {
              let data36 = data35[key9];
              if (typeof data36 !== "string") {
                const err70 = { instancePath: instancePath + "/files/" + key8.replace(/~/g, "~0").replace(/\//g, "~1") + "/" + key9.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/files/additionalProperties/additionalProperties/type", keyword: "type", params: { type: "string" }, schema: schema71.properties.files.additionalProperties.additionalProperties.type, parentSchema: schema71.properties.files.additionalProperties.additionalProperties, data: data36 };
                if (vErrors === null) {
                  vErrors = [err70];
                } else {
                  vErrors.push(err70);
                }
                errors++;
              }
            }
          } else {
            const err71 = { instancePath: instancePath + "/files/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/files/additionalProperties/type", keyword: "type", params: { type: "object" }, schema: schema71.properties.files.additionalProperties.type, parentSchema: schema71.properties.files.additionalProperties, data: data35 };
            if (vErrors === null) {
              vErrors = [err71];
            } else {
              vErrors.push(err71);
            }
            errors++;
          }
        }
      } else {
        const err72 = { instancePath: instancePath + "/files", schemaPath: "#/properties/files/type", keyword: "type", params: { type: "object" }, schema: schema71.properties.files.type, parentSchema: schema71.properties.files, data: data34 };
        if (vErrors === null) {
          vErrors = [err72];
        } else {
          vErrors.push(err72);
        }
        errors++;
      }
    }
    if (data.plan !== void 0) {
      if (!validate63(data.plan, { instancePath: instancePath + "/plan", parentData: data, parentDataProperty: "plan", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate63.errors : vErrors.concat(validate63.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err73 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema71.type, parentSchema: schema71, data };
    if (vErrors === null) {
      vErrors = [err73];
    } else {
      vErrors.push(err73);
    }
    errors++;
  }
  validate62.errors = vErrors;
  return errors === 0;
}
validate62.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
export {
  validateCluster,
  validateInventory,
  validateSavedPlan
};
