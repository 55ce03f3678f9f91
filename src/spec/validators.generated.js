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
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://kubestrap.dev/v1alpha1/cluster.schema.json", "title": "ClusterFile", "description": "What the cluster is: versions, networks, the configuration of its components, and the preparation of its nodes. Which hosts it runs on is in the inventory.", "type": "object", "additionalProperties": false, "required": ["apiVersion", "kind", "metadata", "spec"], "properties": { "apiVersion": { "description": "Version of this format. Defaults never change within one.", "type": "string", "const": "kubestrap.dev/v1alpha1" }, "kind": { "description": "Always `Cluster`.", "type": "string", "const": "Cluster" }, "metadata": { "description": "What the cluster is called.", "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "description": "Name of the cluster; kubeadm's clusterName, and the name of its context in the kubeconfig.", "type": "string", "format": "dns-label", "examples": ["prod"] } } }, "spec": { "$ref": "#/$defs/spec" } }, "$defs": { "spec": { "description": "The wanted state of the cluster.", "type": "object", "additionalProperties": false, "required": ["kubernetesVersion", "controlPlaneEndpoint"], "properties": { "kubernetesVersion": { "description": "Kubernetes release to run, in full. The kubeadm on the hosts must be of the same minor version.", "type": "string", "format": "kubernetes-version", "examples": ["v1.36.2"] }, "imageRepository": { "description": "Registry and path that the control-plane images are pulled from, for a mirror. Absent: kubeadm's own default.", "type": "string", "format": "image-repository", "examples": ["mirror.example.org/kubernetes"] }, "controlPlaneEndpoint": { "description": "The address at which nodes and clients reach the API server. It cannot change after init.", "type": "object", "additionalProperties": false, "required": ["host"], "properties": { "host": { "description": "DNS name or IP address, without port. With provider `hosts` it must be a name.", "type": "string", "format": "host", "examples": ["apiserver.cluster.local"] }, "port": { "description": "TCP port of the endpoint.", "type": "integer", "minimum": 1, "maximum": 65535, "default": 6443 }, "provider": { "description": "Who makes the endpoint reach the control planes. `hosts`: entries in /etc/hosts of every host, no load balancer. `external`: a load balancer or DNS record of your own.", "type": "string", "enum": ["hosts", "external"], "default": "hosts" } } }, "networking": { "description": "Networks inside the cluster. For dual stack give `IPv4,IPv6`, the primary family first. They cannot change after init, and must not overlap each other or the hosts' addresses.", "type": "object", "additionalProperties": false, "properties": { "podSubnet": { "description": "CIDR that pods get their addresses from. Absent: none is configured, for network add-ons that bring their own.", "type": "string", "format": "cidr-list", "examples": ["10.244.0.0/16"] }, "serviceSubnet": { "description": "CIDR that Services get their addresses from.", "type": "string", "format": "cidr-list", "default": "10.96.0.0/12" }, "dnsDomain": { "description": "DNS domain of Services.", "type": "string", "format": "dns-name", "default": "cluster.local" } } }, "featureGates": { "description": "kubeadm's own feature gates (not those of the components: these go into `extraArgs`, `kubelet` and `kubeProxy`).", "type": "object", "additionalProperties": { "type": "boolean" }, "propertyNames": { "format": "feature-gate" }, "default": {} }, "apiServer": { "description": "kube-apiserver.", "type": "object", "additionalProperties": false, "properties": { "certSANs": { "description": "Further names and IP addresses of the API server's certificate. The endpoint's and the nodes' own are always in it.", "type": "array", "items": { "type": "string", "format": "host" }, "uniqueItems": true, "default": [] }, "extraArgs": { "$ref": "#/$defs/extraArgs" }, "extraVolumes": { "$ref": "#/$defs/extraVolumes" }, "extraEnvs": { "$ref": "#/$defs/extraEnvs" } } }, "controllerManager": { "$ref": "#/$defs/component", "description": "kube-controller-manager." }, "scheduler": { "$ref": "#/$defs/component", "description": "kube-scheduler." }, "etcd": { "description": "Where the cluster keeps its state: `local` (a member on every control plane, the default) or `external`. At most one of them.", "type": "object", "additionalProperties": false, "maxProperties": 1, "properties": { "local": { "$ref": "#/$defs/localEtcd" }, "external": { "$ref": "#/$defs/externalEtcd" } } }, "kubeProxy": { "description": "Fields of KubeProxyConfiguration, as kube-proxy takes them. `apiVersion` and `kind` are written for you.", "type": "object", "additionalProperties": true, "default": {}, "examples": [{ "mode": "ipvs", "ipvs": { "scheduler": "rr", "strictARP": false } }] }, "kubelet": { "description": "Fields of KubeletConfiguration, as the kubelet takes them. `apiVersion` and `kind` are written for you.", "type": "object", "additionalProperties": true, "default": {}, "examples": [{ "cgroupDriver": "systemd", "failSwapOn": true }] }, "node": { "$ref": "#/$defs/node", "description": "Preparation of every host. Groups and hosts of the inventory override it: maps merge key by key, lists replace." }, "runtime": { "description": "The container runtime.", "type": "object", "additionalProperties": false, "properties": { "install": { "description": "Who installs it. `none`: it is on the hosts already.", "type": "string", "enum": ["none"], "default": "none" }, "criSocket": { "description": "The socket that it serves, with scheme.", "type": "string", "format": "cri-socket", "default": "unix:///run/containerd/containerd.sock" } } }, "install": { "description": "Where kubeadm, kubelet and kubectl come from.", "type": "object", "additionalProperties": false, "properties": { "source": { "description": "`none`: they are on the hosts already.", "type": "string", "enum": ["none"], "default": "none" } } }, "ignorePreflightErrors": { "description": "kubeadm preflight checks to ignore by name, beyond those that the spec implies (`Swap`, where swap is kept). `all` is refused.", "type": "array", "items": { "type": "string", "format": "preflight-check" }, "uniqueItems": true, "default": [], "examples": [["NumCPU"]] }, "addons": { "description": "Manifests that are applied after init, in order; the network add-on belongs here.", "type": "array", "default": [], "items": { "$ref": "#/$defs/addon" }, "examples": [[{ "name": "cni", "manifests": ["./cni.yaml"] }]] } } }, "extraArgs": { "description": "Flags, without the leading dashes. They replace kubeadm's default for that flag. A list repeats the flag (more than one value needs Kubernetes 1.31).", "type": "object", "propertyNames": { "format": "flag" }, "additionalProperties": { "type": ["string", "array"], "items": { "type": "string" }, "minItems": 1 }, "default": {}, "examples": [{ "bind-address": "0.0.0.0" }] }, "extraVolumes": { "description": "Directories and files of the host to mount into the component's static pod.", "type": "array", "default": [], "items": { "$ref": "#/$defs/extraVolume" }, "examples": [[{ "name": "timezone", "hostPath": "/etc/localtime", "mountPath": "/etc/localtime", "readOnly": true, "pathType": "File" }]] }, "extraEnvs": { "description": "Environment variables of the component, as in a container (`name`, and `value` or `valueFrom`). Needs Kubernetes 1.31.", "type": "array", "default": [], "items": { "$ref": "#/$defs/extraEnv" } }, "component": { "type": "object", "additionalProperties": false, "properties": { "extraArgs": { "$ref": "#/$defs/extraArgs" }, "extraVolumes": { "$ref": "#/$defs/extraVolumes" }, "extraEnvs": { "$ref": "#/$defs/extraEnvs" } } }, "node": { "description": "Preparation of a host.", "type": "object", "additionalProperties": false, "properties": { "kernelModules": { "description": "Modules to load now and at boot, added to those that the proxy mode and the runtime need.", "type": "array", "items": { "type": "string", "format": "kernel-module" }, "uniqueItems": true, "default": [] }, "sysctls": { "description": "Kernel parameters to set now and at boot, added to those that Kubernetes needs.", "type": "object", "propertyNames": { "format": "sysctl" }, "additionalProperties": { "type": ["string", "integer"], "format": "sysctl-value" }, "default": {}, "examples": [{ "vm.max_map_count": 262144 }] }, "ephemeralPorts": { "$ref": "#/$defs/ephemeralPorts" }, "timeSync": { "description": "How far clocks may differ. kubestrap measures it, and refuses to init or join past the bound.", "type": "object", "additionalProperties": false, "properties": { "provider": { "description": "Who keeps the clocks in step. `none`: you do.", "type": "string", "enum": ["none"], "default": "none" }, "maxSkew": { "description": "Bound for control planes, in `ms`, `s` or `m`.", "type": "string", "format": "duration", "default": "500ms" }, "maxWorkerSkew": { "description": "Bound for workers, in `ms`, `s` or `m`.", "type": "string", "format": "duration", "default": "5s" } } }, "swap": { "description": "`disabled`: swap is turned off now and at boot. `kept`: it is left alone, and `kubelet.failSwapOn` must be false.", "type": "string", "enum": ["disabled", "kept"], "default": "disabled" }, "hosts": { "description": "Further entries of /etc/hosts.", "type": "array", "default": [], "items": { "type": "object", "additionalProperties": false, "required": ["ip", "names"], "properties": { "ip": { "description": "IP address.", "type": "string", "format": "ip" }, "names": { "description": "Names that resolve to it.", "type": "array", "items": { "type": "string", "format": "dns-name" }, "minItems": 1, "uniqueItems": true } } }, "examples": [[{ "ip": "10.0.0.5", "names": ["mirror.example.org"] }]] } } }, "addon": { "type": "object", "additionalProperties": false, "required": ["name", "manifests"], "properties": { "name": { "description": "Name of the add-on; unique.", "type": "string", "format": "dns-label" }, "manifests": { "description": "Files, relative to this one; applied in order.", "type": "array", "items": { "type": "string", "minLength": 1 }, "minItems": 1, "uniqueItems": true } } }, "localEtcd": { "description": "A member on every control plane, run by kubeadm.", "type": "object", "additionalProperties": false, "properties": { "extraArgs": { "$ref": "#/$defs/extraArgs" }, "dataDir": { "description": "Directory of the data, on the control planes. Absent: kubeadm's default, /var/lib/etcd.", "type": "string", "format": "absolute-path" }, "imageRepository": { "description": "Registry and path of the etcd image. Absent: the cluster's.", "type": "string", "format": "image-repository" }, "imageTag": { "description": "Tag of the etcd image. Absent: the one this kubeadm was tested with.", "type": "string", "format": "image-tag" }, "serverCertSANs": { "description": "Further names and IP addresses of the server certificate.", "type": "array", "items": { "type": "string", "format": "host" }, "uniqueItems": true, "default": [] }, "peerCertSANs": { "description": "Further names and IP addresses of the peer certificate.", "type": "array", "items": { "type": "string", "format": "host" }, "uniqueItems": true, "default": [] } } }, "externalEtcd": { "description": "An etcd cluster of your own. The three files must already be on every control plane.", "type": "object", "additionalProperties": false, "required": ["endpoints", "caFile", "certFile", "keyFile"], "properties": { "endpoints": { "description": "Client URLs of the members.", "type": "array", "items": { "type": "string", "format": "https-url" }, "minItems": 1, "uniqueItems": true, "examples": [["https://10.0.0.31:2379"]] }, "caFile": { "description": "Path of the CA certificate on the control planes.", "type": "string", "format": "absolute-path" }, "certFile": { "description": "Path of the client certificate on the control planes.", "type": "string", "format": "absolute-path" }, "keyFile": { "description": "Path of the client key on the control planes.", "type": "string", "format": "absolute-path" } } }, "extraVolume": { "type": "object", "additionalProperties": false, "required": ["name", "hostPath", "mountPath"], "properties": { "name": { "description": "Name of the volume; unique.", "type": "string", "format": "dns-label" }, "hostPath": { "description": "Path on the control planes.", "type": "string", "format": "absolute-path" }, "mountPath": { "description": "Path in the pod.", "type": "string", "format": "absolute-path" }, "readOnly": { "description": "Mount it read-only. Absent: kubeadm's default, false.", "type": "boolean" }, "pathType": { "description": "What must be there. Absent: not checked.", "type": "string", "enum": ["DirectoryOrCreate", "Directory", "FileOrCreate", "File", "Socket", "CharDevice", "BlockDevice"] } } }, "extraEnv": { "type": "object", "additionalProperties": false, "required": ["name"], "properties": { "name": { "description": "Name of the variable.", "type": "string", "minLength": 1 }, "value": { "description": "Its value.", "type": "string" }, "valueFrom": { "description": "A source for its value, as Kubernetes has it.", "type": "object", "additionalProperties": true } } }, "ephemeralPorts": { "description": "Source ports of outgoing connections (net.ipv4.ip_local_port_range), and which of them are kept free for listeners. Absent: the kernel's range is left alone and nothing is reserved.", "type": "object", "additionalProperties": false, "properties": { "range": { "description": "First and last port, inclusive.", "type": "array", "items": { "type": "integer", "minimum": 1024, "maximum": 65535 }, "minItems": 2, "maxItems": 2, "default": [32768, 60999] }, "reserved": { "description": "Ports of the range that no outgoing connection may take (net.ipv4.ip_local_reserved_ports). `auto`: the component ports and NodePorts that the range covers. Else a list of ports and ranges.", "type": ["string", "array"], "format": "auto", "items": { "type": "string", "format": "port-range" }, "default": "auto", "examples": [["6443", "10248-10259", "30000-32767"]] } } } } };
var formats0 = formats["dns-label"];
var schema32 = { "description": "The wanted state of the cluster.", "type": "object", "additionalProperties": false, "required": ["kubernetesVersion", "controlPlaneEndpoint"], "properties": { "kubernetesVersion": { "description": "Kubernetes release to run, in full. The kubeadm on the hosts must be of the same minor version.", "type": "string", "format": "kubernetes-version", "examples": ["v1.36.2"] }, "imageRepository": { "description": "Registry and path that the control-plane images are pulled from, for a mirror. Absent: kubeadm's own default.", "type": "string", "format": "image-repository", "examples": ["mirror.example.org/kubernetes"] }, "controlPlaneEndpoint": { "description": "The address at which nodes and clients reach the API server. It cannot change after init.", "type": "object", "additionalProperties": false, "required": ["host"], "properties": { "host": { "description": "DNS name or IP address, without port. With provider `hosts` it must be a name.", "type": "string", "format": "host", "examples": ["apiserver.cluster.local"] }, "port": { "description": "TCP port of the endpoint.", "type": "integer", "minimum": 1, "maximum": 65535, "default": 6443 }, "provider": { "description": "Who makes the endpoint reach the control planes. `hosts`: entries in /etc/hosts of every host, no load balancer. `external`: a load balancer or DNS record of your own.", "type": "string", "enum": ["hosts", "external"], "default": "hosts" } } }, "networking": { "description": "Networks inside the cluster. For dual stack give `IPv4,IPv6`, the primary family first. They cannot change after init, and must not overlap each other or the hosts' addresses.", "type": "object", "additionalProperties": false, "properties": { "podSubnet": { "description": "CIDR that pods get their addresses from. Absent: none is configured, for network add-ons that bring their own.", "type": "string", "format": "cidr-list", "examples": ["10.244.0.0/16"] }, "serviceSubnet": { "description": "CIDR that Services get their addresses from.", "type": "string", "format": "cidr-list", "default": "10.96.0.0/12" }, "dnsDomain": { "description": "DNS domain of Services.", "type": "string", "format": "dns-name", "default": "cluster.local" } } }, "featureGates": { "description": "kubeadm's own feature gates (not those of the components: these go into `extraArgs`, `kubelet` and `kubeProxy`).", "type": "object", "additionalProperties": { "type": "boolean" }, "propertyNames": { "format": "feature-gate" }, "default": {} }, "apiServer": { "description": "kube-apiserver.", "type": "object", "additionalProperties": false, "properties": { "certSANs": { "description": "Further names and IP addresses of the API server's certificate. The endpoint's and the nodes' own are always in it.", "type": "array", "items": { "type": "string", "format": "host" }, "uniqueItems": true, "default": [] }, "extraArgs": { "$ref": "#/$defs/extraArgs" }, "extraVolumes": { "$ref": "#/$defs/extraVolumes" }, "extraEnvs": { "$ref": "#/$defs/extraEnvs" } } }, "controllerManager": { "$ref": "#/$defs/component", "description": "kube-controller-manager." }, "scheduler": { "$ref": "#/$defs/component", "description": "kube-scheduler." }, "etcd": { "description": "Where the cluster keeps its state: `local` (a member on every control plane, the default) or `external`. At most one of them.", "type": "object", "additionalProperties": false, "maxProperties": 1, "properties": { "local": { "$ref": "#/$defs/localEtcd" }, "external": { "$ref": "#/$defs/externalEtcd" } } }, "kubeProxy": { "description": "Fields of KubeProxyConfiguration, as kube-proxy takes them. `apiVersion` and `kind` are written for you.", "type": "object", "additionalProperties": true, "default": {}, "examples": [{ "mode": "ipvs", "ipvs": { "scheduler": "rr", "strictARP": false } }] }, "kubelet": { "description": "Fields of KubeletConfiguration, as the kubelet takes them. `apiVersion` and `kind` are written for you.", "type": "object", "additionalProperties": true, "default": {}, "examples": [{ "cgroupDriver": "systemd", "failSwapOn": true }] }, "node": { "$ref": "#/$defs/node", "description": "Preparation of every host. Groups and hosts of the inventory override it: maps merge key by key, lists replace." }, "runtime": { "description": "The container runtime.", "type": "object", "additionalProperties": false, "properties": { "install": { "description": "Who installs it. `none`: it is on the hosts already.", "type": "string", "enum": ["none"], "default": "none" }, "criSocket": { "description": "The socket that it serves, with scheme.", "type": "string", "format": "cri-socket", "default": "unix:///run/containerd/containerd.sock" } } }, "install": { "description": "Where kubeadm, kubelet and kubectl come from.", "type": "object", "additionalProperties": false, "properties": { "source": { "description": "`none`: they are on the hosts already.", "type": "string", "enum": ["none"], "default": "none" } } }, "ignorePreflightErrors": { "description": "kubeadm preflight checks to ignore by name, beyond those that the spec implies (`Swap`, where swap is kept). `all` is refused.", "type": "array", "items": { "type": "string", "format": "preflight-check" }, "uniqueItems": true, "default": [], "examples": [["NumCPU"]] }, "addons": { "description": "Manifests that are applied after init, in order; the network add-on belongs here.", "type": "array", "default": [], "items": { "$ref": "#/$defs/addon" }, "examples": [[{ "name": "cni", "manifests": ["./cni.yaml"] }]] } } };
var schema33 = { "description": "Flags, without the leading dashes. They replace kubeadm's default for that flag. A list repeats the flag (more than one value needs Kubernetes 1.31).", "type": "object", "propertyNames": { "format": "flag" }, "additionalProperties": { "type": ["string", "array"], "items": { "type": "string" }, "minItems": 1 }, "default": {}, "examples": [{ "bind-address": "0.0.0.0" }] };
var schema42 = { "description": "An etcd cluster of your own. The three files must already be on every control plane.", "type": "object", "additionalProperties": false, "required": ["endpoints", "caFile", "certFile", "keyFile"], "properties": { "endpoints": { "description": "Client URLs of the members.", "type": "array", "items": { "type": "string", "format": "https-url" }, "minItems": 1, "uniqueItems": true, "examples": [["https://10.0.0.31:2379"]] }, "caFile": { "description": "Path of the CA certificate on the control planes.", "type": "string", "format": "absolute-path" }, "certFile": { "description": "Path of the client certificate on the control planes.", "type": "string", "format": "absolute-path" }, "keyFile": { "description": "Path of the client key on the control planes.", "type": "string", "format": "absolute-path" } } };
var schema45 = { "type": "object", "additionalProperties": false, "required": ["name", "manifests"], "properties": { "name": { "description": "Name of the add-on; unique.", "type": "string", "format": "dns-label" }, "manifests": { "description": "Files, relative to this one; applied in order.", "type": "array", "items": { "type": "string", "minLength": 1 }, "minItems": 1, "uniqueItems": true } } };
var func1 = Object.prototype.hasOwnProperty;
var func2 = require_ucs2length().default;
var formats2 = formats["kubernetes-version"];
var formats4 = formats["image-repository"];
var formats6 = formats.host;
var formats8 = formats["cidr-list"];
var formats12 = formats["dns-name"];
var formats14 = formats["feature-gate"];
var formats18 = formats.flag;
var formats40 = formats["https-url"];
var formats22 = formats["absolute-path"];
var formats66 = formats["cri-socket"];
var formats68 = formats["preflight-check"];
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
var schema40 = { "description": "A member on every control plane, run by kubeadm.", "type": "object", "additionalProperties": false, "properties": { "extraArgs": { "$ref": "#/$defs/extraArgs" }, "dataDir": { "description": "Directory of the data, on the control planes. Absent: kubeadm's default, /var/lib/etcd.", "type": "string", "format": "absolute-path" }, "imageRepository": { "description": "Registry and path of the etcd image. Absent: the cluster's.", "type": "string", "format": "image-repository" }, "imageTag": { "description": "Tag of the etcd image. Absent: the one this kubeadm was tested with.", "type": "string", "format": "image-tag" }, "serverCertSANs": { "description": "Further names and IP addresses of the server certificate.", "type": "array", "items": { "type": "string", "format": "host" }, "uniqueItems": true, "default": [] }, "peerCertSANs": { "description": "Further names and IP addresses of the peer certificate.", "type": "array", "items": { "type": "string", "format": "host" }, "uniqueItems": true, "default": [] } } };
var formats34 = formats["image-tag"];
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
      if (!(key0 === "extraArgs" || key0 === "dataDir" || key0 === "imageRepository" || key0 === "imageTag" || key0 === "serverCertSANs" || key0 === "peerCertSANs")) {
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
    if (data.dataDir !== void 0) {
      let data3 = data.dataDir;
      if (typeof data3 === "string") {
        if (!formats22.validate(data3)) {
          const err7 = { instancePath: instancePath + "/dataDir", schemaPath: "#/properties/dataDir/format", keyword: "format", params: { format: "absolute-path" }, schema: "absolute-path", parentSchema: schema40.properties.dataDir, data: data3 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = { instancePath: instancePath + "/dataDir", schemaPath: "#/properties/dataDir/type", keyword: "type", params: { type: "string" }, schema: schema40.properties.dataDir.type, parentSchema: schema40.properties.dataDir, data: data3 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.imageRepository !== void 0) {
      let data4 = data.imageRepository;
      if (typeof data4 === "string") {
        if (!formats4.validate(data4)) {
          const err9 = { instancePath: instancePath + "/imageRepository", schemaPath: "#/properties/imageRepository/format", keyword: "format", params: { format: "image-repository" }, schema: "image-repository", parentSchema: schema40.properties.imageRepository, data: data4 };
          if (vErrors === null) {
            vErrors = [err9];
          } else {
            vErrors.push(err9);
          }
          errors++;
        }
      } else {
        const err10 = { instancePath: instancePath + "/imageRepository", schemaPath: "#/properties/imageRepository/type", keyword: "type", params: { type: "string" }, schema: schema40.properties.imageRepository.type, parentSchema: schema40.properties.imageRepository, data: data4 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      }
    }
    if (data.imageTag !== void 0) {
      let data5 = data.imageTag;
      if (typeof data5 === "string") {
        if (!formats34.validate(data5)) {
          const err11 = { instancePath: instancePath + "/imageTag", schemaPath: "#/properties/imageTag/format", keyword: "format", params: { format: "image-tag" }, schema: "image-tag", parentSchema: schema40.properties.imageTag, data: data5 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      } else {
        const err12 = { instancePath: instancePath + "/imageTag", schemaPath: "#/properties/imageTag/type", keyword: "type", params: { type: "string" }, schema: schema40.properties.imageTag.type, parentSchema: schema40.properties.imageTag, data: data5 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
    if (data.serverCertSANs !== void 0) {
      let data6 = data.serverCertSANs;
      if (Array.isArray(data6)) {
        const len1 = data6.length;
        for (let i1 = 0; i1 < len1; i1++) {
          let data7 = data6[i1];
          if (typeof data7 === "string") {
            if (!formats6.validate(data7)) {
              const err13 = { instancePath: instancePath + "/serverCertSANs/" + i1, schemaPath: "#/properties/serverCertSANs/items/format", keyword: "format", params: { format: "host" }, schema: "host", parentSchema: schema40.properties.serverCertSANs.items, data: data7 };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
          } else {
            const err14 = { instancePath: instancePath + "/serverCertSANs/" + i1, schemaPath: "#/properties/serverCertSANs/items/type", keyword: "type", params: { type: "string" }, schema: schema40.properties.serverCertSANs.items.type, parentSchema: schema40.properties.serverCertSANs.items, data: data7 };
            if (vErrors === null) {
              vErrors = [err14];
            } else {
              vErrors.push(err14);
            }
            errors++;
          }
        }
        let i2 = data6.length;
        let j0;
        if (i2 > 1) {
          const indices0 = {};
          for (; i2--; ) {
            let item0 = data6[i2];
            if (typeof item0 !== "string") {
              continue;
            }
            if (typeof indices0[item0] == "number") {
              j0 = indices0[item0];
              const err15 = { instancePath: instancePath + "/serverCertSANs", schemaPath: "#/properties/serverCertSANs/uniqueItems", keyword: "uniqueItems", params: { i: i2, j: j0 }, schema: true, parentSchema: schema40.properties.serverCertSANs, data: data6 };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
              break;
            }
            indices0[item0] = i2;
          }
        }
      } else {
        const err16 = { instancePath: instancePath + "/serverCertSANs", schemaPath: "#/properties/serverCertSANs/type", keyword: "type", params: { type: "array" }, schema: schema40.properties.serverCertSANs.type, parentSchema: schema40.properties.serverCertSANs, data: data6 };
        if (vErrors === null) {
          vErrors = [err16];
        } else {
          vErrors.push(err16);
        }
        errors++;
      }
    }
    if (data.peerCertSANs !== void 0) {
      let data8 = data.peerCertSANs;
      if (Array.isArray(data8)) {
        const len2 = data8.length;
        for (let i3 = 0; i3 < len2; i3++) {
          let data9 = data8[i3];
          if (typeof data9 === "string") {
            if (!formats6.validate(data9)) {
              const err17 = { instancePath: instancePath + "/peerCertSANs/" + i3, schemaPath: "#/properties/peerCertSANs/items/format", keyword: "format", params: { format: "host" }, schema: "host", parentSchema: schema40.properties.peerCertSANs.items, data: data9 };
              if (vErrors === null) {
                vErrors = [err17];
              } else {
                vErrors.push(err17);
              }
              errors++;
            }
          } else {
            const err18 = { instancePath: instancePath + "/peerCertSANs/" + i3, schemaPath: "#/properties/peerCertSANs/items/type", keyword: "type", params: { type: "string" }, schema: schema40.properties.peerCertSANs.items.type, parentSchema: schema40.properties.peerCertSANs.items, data: data9 };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
        let i4 = data8.length;
        let j1;
        if (i4 > 1) {
          const indices1 = {};
          for (; i4--; ) {
            let item1 = data8[i4];
            if (typeof item1 !== "string") {
              continue;
            }
            if (typeof indices1[item1] == "number") {
              j1 = indices1[item1];
              const err19 = { instancePath: instancePath + "/peerCertSANs", schemaPath: "#/properties/peerCertSANs/uniqueItems", keyword: "uniqueItems", params: { i: i4, j: j1 }, schema: true, parentSchema: schema40.properties.peerCertSANs, data: data8 };
              if (vErrors === null) {
                vErrors = [err19];
              } else {
                vErrors.push(err19);
              }
              errors++;
              break;
            }
            indices1[item1] = i4;
          }
        }
      } else {
        const err20 = { instancePath: instancePath + "/peerCertSANs", schemaPath: "#/properties/peerCertSANs/type", keyword: "type", params: { type: "array" }, schema: schema40.properties.peerCertSANs.type, parentSchema: schema40.properties.peerCertSANs, data: data8 };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
    }
  } else {
    const err21 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema40.type, parentSchema: schema40, data };
    if (vErrors === null) {
      vErrors = [err21];
    } else {
      vErrors.push(err21);
    }
    errors++;
  }
  validate31.errors = vErrors;
  return errors === 0;
}
validate31.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema43 = { "description": "Preparation of a host.", "type": "object", "additionalProperties": false, "properties": { "kernelModules": { "description": "Modules to load now and at boot, added to those that the proxy mode and the runtime need.", "type": "array", "items": { "type": "string", "format": "kernel-module" }, "uniqueItems": true, "default": [] }, "sysctls": { "description": "Kernel parameters to set now and at boot, added to those that Kubernetes needs.", "type": "object", "propertyNames": { "format": "sysctl" }, "additionalProperties": { "type": ["string", "integer"], "format": "sysctl-value" }, "default": {}, "examples": [{ "vm.max_map_count": 262144 }] }, "ephemeralPorts": { "$ref": "#/$defs/ephemeralPorts" }, "timeSync": { "description": "How far clocks may differ. kubestrap measures it, and refuses to init or join past the bound.", "type": "object", "additionalProperties": false, "properties": { "provider": { "description": "Who keeps the clocks in step. `none`: you do.", "type": "string", "enum": ["none"], "default": "none" }, "maxSkew": { "description": "Bound for control planes, in `ms`, `s` or `m`.", "type": "string", "format": "duration", "default": "500ms" }, "maxWorkerSkew": { "description": "Bound for workers, in `ms`, `s` or `m`.", "type": "string", "format": "duration", "default": "5s" } } }, "swap": { "description": "`disabled`: swap is turned off now and at boot. `kept`: it is left alone, and `kubelet.failSwapOn` must be false.", "type": "string", "enum": ["disabled", "kept"], "default": "disabled" }, "hosts": { "description": "Further entries of /etc/hosts.", "type": "array", "default": [], "items": { "type": "object", "additionalProperties": false, "required": ["ip", "names"], "properties": { "ip": { "description": "IP address.", "type": "string", "format": "ip" }, "names": { "description": "Names that resolve to it.", "type": "array", "items": { "type": "string", "format": "dns-name" }, "minItems": 1, "uniqueItems": true } } }, "examples": [[{ "ip": "10.0.0.5", "names": ["mirror.example.org"] }]] } } };
var schema44 = { "description": "Source ports of outgoing connections (net.ipv4.ip_local_port_range), and which of them are kept free for listeners. Absent: the kernel's range is left alone and nothing is reserved.", "type": "object", "additionalProperties": false, "properties": { "range": { "description": "First and last port, inclusive.", "type": "array", "items": { "type": "integer", "minimum": 1024, "maximum": 65535 }, "minItems": 2, "maxItems": 2, "default": [32768, 60999] }, "reserved": { "description": "Ports of the range that no outgoing connection may take (net.ipv4.ip_local_reserved_ports). `auto`: the component ports and NodePorts that the range covers. Else a list of ports and ranges.", "type": ["string", "array"], "format": "auto", "items": { "type": "string", "format": "port-range" }, "default": "auto", "examples": [["6443", "10248-10259", "30000-32767"]] } } };
var formats48 = formats["kernel-module"];
var formats50 = formats.sysctl;
var formats52 = formats["sysctl-value"];
var formats54 = formats.auto;
var formats56 = formats["port-range"];
var formats58 = formats.duration;
var formats62 = formats.ip;
function validate33(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate33.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "kernelModules" || key0 === "sysctls" || key0 === "ephemeralPorts" || key0 === "timeSync" || key0 === "swap" || key0 === "hosts")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema43, data };
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
            if (!formats48.validate(data1)) {
              const err1 = { instancePath: instancePath + "/kernelModules/" + i0, schemaPath: "#/properties/kernelModules/items/format", keyword: "format", params: { format: "kernel-module" }, schema: "kernel-module", parentSchema: schema43.properties.kernelModules.items, data: data1 };
              if (vErrors === null) {
                vErrors = [err1];
              } else {
                vErrors.push(err1);
              }
              errors++;
            }
          } else {
            const err2 = { instancePath: instancePath + "/kernelModules/" + i0, schemaPath: "#/properties/kernelModules/items/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.kernelModules.items.type, parentSchema: schema43.properties.kernelModules.items, data: data1 };
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
              const err3 = { instancePath: instancePath + "/kernelModules", schemaPath: "#/properties/kernelModules/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, schema: true, parentSchema: schema43.properties.kernelModules, data: data0 };
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
        const err4 = { instancePath: instancePath + "/kernelModules", schemaPath: "#/properties/kernelModules/type", keyword: "type", params: { type: "array" }, schema: schema43.properties.kernelModules.type, parentSchema: schema43.properties.kernelModules, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.sysctls !== void 0) {
      let data2 = data.sysctls;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        for (const key1 in data2) {
          const _errs8 = errors;
          if (typeof key1 === "string") {
            if (!formats50.validate(key1)) {
              const err5 = { instancePath: instancePath + "/sysctls", schemaPath: "#/properties/sysctls/propertyNames/format", keyword: "format", params: { format: "sysctl" }, schema: "sysctl", parentSchema: schema43.properties.sysctls.propertyNames, data: key1, propertyName: key1 };
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
            const err6 = { instancePath: instancePath + "/sysctls", schemaPath: "#/properties/sysctls/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, schema: schema43.properties.sysctls.propertyNames, parentSchema: schema43.properties.sysctls, data: data2 };
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
          if (typeof data3 !== "string" && !(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
            const err7 = { instancePath: instancePath + "/sysctls/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/sysctls/additionalProperties/type", keyword: "type", params: { type: schema43.properties.sysctls.additionalProperties.type }, schema: schema43.properties.sysctls.additionalProperties.type, parentSchema: schema43.properties.sysctls.additionalProperties, data: data3 };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
          if (typeof data3 === "string") {
            if (!formats52.validate(data3)) {
              const err8 = { instancePath: instancePath + "/sysctls/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/sysctls/additionalProperties/format", keyword: "format", params: { format: "sysctl-value" }, schema: "sysctl-value", parentSchema: schema43.properties.sysctls.additionalProperties, data: data3 };
              if (vErrors === null) {
                vErrors = [err8];
              } else {
                vErrors.push(err8);
              }
              errors++;
            }
          }
        }
      } else {
        const err9 = { instancePath: instancePath + "/sysctls", schemaPath: "#/properties/sysctls/type", keyword: "type", params: { type: "object" }, schema: schema43.properties.sysctls.type, parentSchema: schema43.properties.sysctls, data: data2 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.ephemeralPorts !== void 0) {
      let data4 = data.ephemeralPorts;
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        for (const key3 in data4) {
          if (!(key3 === "range" || key3 === "reserved")) {
            const err10 = { instancePath: instancePath + "/ephemeralPorts", schemaPath: "#/$defs/ephemeralPorts/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, schema: false, parentSchema: schema44, data: data4 };
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
        }
        if (data4.range !== void 0) {
          let data5 = data4.range;
          if (Array.isArray(data5)) {
            if (data5.length > 2) {
              const err11 = { instancePath: instancePath + "/ephemeralPorts/range", schemaPath: "#/$defs/ephemeralPorts/properties/range/maxItems", keyword: "maxItems", params: { limit: 2 }, schema: 2, parentSchema: schema44.properties.range, data: data5 };
              if (vErrors === null) {
                vErrors = [err11];
              } else {
                vErrors.push(err11);
              }
              errors++;
            }
            if (data5.length < 2) {
              const err12 = { instancePath: instancePath + "/ephemeralPorts/range", schemaPath: "#/$defs/ephemeralPorts/properties/range/minItems", keyword: "minItems", params: { limit: 2 }, schema: 2, parentSchema: schema44.properties.range, data: data5 };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
            }
            const len1 = data5.length;
            for (let i2 = 0; i2 < len1; i2++) {
              let data6 = data5[i2];
              if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
                const err13 = { instancePath: instancePath + "/ephemeralPorts/range/" + i2, schemaPath: "#/$defs/ephemeralPorts/properties/range/items/type", keyword: "type", params: { type: "integer" }, schema: schema44.properties.range.items.type, parentSchema: schema44.properties.range.items, data: data6 };
                if (vErrors === null) {
                  vErrors = [err13];
                } else {
                  vErrors.push(err13);
                }
                errors++;
              }
              if (typeof data6 == "number" && isFinite(data6)) {
                if (data6 > 65535 || isNaN(data6)) {
                  const err14 = { instancePath: instancePath + "/ephemeralPorts/range/" + i2, schemaPath: "#/$defs/ephemeralPorts/properties/range/items/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 }, schema: 65535, parentSchema: schema44.properties.range.items, data: data6 };
                  if (vErrors === null) {
                    vErrors = [err14];
                  } else {
                    vErrors.push(err14);
                  }
                  errors++;
                }
                if (data6 < 1024 || isNaN(data6)) {
                  const err15 = { instancePath: instancePath + "/ephemeralPorts/range/" + i2, schemaPath: "#/$defs/ephemeralPorts/properties/range/items/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1024 }, schema: 1024, parentSchema: schema44.properties.range.items, data: data6 };
                  if (vErrors === null) {
                    vErrors = [err15];
                  } else {
                    vErrors.push(err15);
                  }
                  errors++;
                }
              }
            }
          } else {
            const err16 = { instancePath: instancePath + "/ephemeralPorts/range", schemaPath: "#/$defs/ephemeralPorts/properties/range/type", keyword: "type", params: { type: "array" }, schema: schema44.properties.range.type, parentSchema: schema44.properties.range, data: data5 };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
        if (data4.reserved !== void 0) {
          let data7 = data4.reserved;
          if (typeof data7 !== "string" && !Array.isArray(data7)) {
            const err17 = { instancePath: instancePath + "/ephemeralPorts/reserved", schemaPath: "#/$defs/ephemeralPorts/properties/reserved/type", keyword: "type", params: { type: schema44.properties.reserved.type }, schema: schema44.properties.reserved.type, parentSchema: schema44.properties.reserved, data: data7 };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
          if (typeof data7 === "string") {
            if (!formats54.validate(data7)) {
              const err18 = { instancePath: instancePath + "/ephemeralPorts/reserved", schemaPath: "#/$defs/ephemeralPorts/properties/reserved/format", keyword: "format", params: { format: "auto" }, schema: "auto", parentSchema: schema44.properties.reserved, data: data7 };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
          }
          if (Array.isArray(data7)) {
            const len2 = data7.length;
            for (let i3 = 0; i3 < len2; i3++) {
              let data8 = data7[i3];
              if (typeof data8 === "string") {
                if (!formats56.validate(data8)) {
                  const err19 = { instancePath: instancePath + "/ephemeralPorts/reserved/" + i3, schemaPath: "#/$defs/ephemeralPorts/properties/reserved/items/format", keyword: "format", params: { format: "port-range" }, schema: "port-range", parentSchema: schema44.properties.reserved.items, data: data8 };
                  if (vErrors === null) {
                    vErrors = [err19];
                  } else {
                    vErrors.push(err19);
                  }
                  errors++;
                }
              } else {
                const err20 = { instancePath: instancePath + "/ephemeralPorts/reserved/" + i3, schemaPath: "#/$defs/ephemeralPorts/properties/reserved/items/type", keyword: "type", params: { type: "string" }, schema: schema44.properties.reserved.items.type, parentSchema: schema44.properties.reserved.items, data: data8 };
                if (vErrors === null) {
                  vErrors = [err20];
                } else {
                  vErrors.push(err20);
                }
                errors++;
              }
            }
          }
        }
      } else {
        const err21 = { instancePath: instancePath + "/ephemeralPorts", schemaPath: "#/$defs/ephemeralPorts/type", keyword: "type", params: { type: "object" }, schema: schema44.type, parentSchema: schema44, data: data4 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.timeSync !== void 0) {
      let data9 = data.timeSync;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        for (const key4 in data9) {
          if (!(key4 === "provider" || key4 === "maxSkew" || key4 === "maxWorkerSkew")) {
            const err22 = { instancePath: instancePath + "/timeSync", schemaPath: "#/properties/timeSync/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, schema: false, parentSchema: schema43.properties.timeSync, data: data9 };
            if (vErrors === null) {
              vErrors = [err22];
            } else {
              vErrors.push(err22);
            }
            errors++;
          }
        }
        if (data9.provider !== void 0) {
          let data10 = data9.provider;
          if (typeof data10 !== "string") {
            const err23 = { instancePath: instancePath + "/timeSync/provider", schemaPath: "#/properties/timeSync/properties/provider/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.timeSync.properties.provider.type, parentSchema: schema43.properties.timeSync.properties.provider, data: data10 };
            if (vErrors === null) {
              vErrors = [err23];
            } else {
              vErrors.push(err23);
            }
            errors++;
          }
          if (!(data10 === "none")) {
            const err24 = { instancePath: instancePath + "/timeSync/provider", schemaPath: "#/properties/timeSync/properties/provider/enum", keyword: "enum", params: { allowedValues: schema43.properties.timeSync.properties.provider.enum }, schema: schema43.properties.timeSync.properties.provider.enum, parentSchema: schema43.properties.timeSync.properties.provider, data: data10 };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
        }
        if (data9.maxSkew !== void 0) {
          let data11 = data9.maxSkew;
          if (typeof data11 === "string") {
            if (!formats58.validate(data11)) {
              const err25 = { instancePath: instancePath + "/timeSync/maxSkew", schemaPath: "#/properties/timeSync/properties/maxSkew/format", keyword: "format", params: { format: "duration" }, schema: "duration", parentSchema: schema43.properties.timeSync.properties.maxSkew, data: data11 };
              if (vErrors === null) {
                vErrors = [err25];
              } else {
                vErrors.push(err25);
              }
              errors++;
            }
          } else {
            const err26 = { instancePath: instancePath + "/timeSync/maxSkew", schemaPath: "#/properties/timeSync/properties/maxSkew/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.timeSync.properties.maxSkew.type, parentSchema: schema43.properties.timeSync.properties.maxSkew, data: data11 };
            if (vErrors === null) {
              vErrors = [err26];
            } else {
              vErrors.push(err26);
            }
            errors++;
          }
        }
        if (data9.maxWorkerSkew !== void 0) {
          let data12 = data9.maxWorkerSkew;
          if (typeof data12 === "string") {
            if (!formats58.validate(data12)) {
              const err27 = { instancePath: instancePath + "/timeSync/maxWorkerSkew", schemaPath: "#/properties/timeSync/properties/maxWorkerSkew/format", keyword: "format", params: { format: "duration" }, schema: "duration", parentSchema: schema43.properties.timeSync.properties.maxWorkerSkew, data: data12 };
              if (vErrors === null) {
                vErrors = [err27];
              } else {
                vErrors.push(err27);
              }
              errors++;
            }
          } else {
            const err28 = { instancePath: instancePath + "/timeSync/maxWorkerSkew", schemaPath: "#/properties/timeSync/properties/maxWorkerSkew/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.timeSync.properties.maxWorkerSkew.type, parentSchema: schema43.properties.timeSync.properties.maxWorkerSkew, data: data12 };
            if (vErrors === null) {
              vErrors = [err28];
            } else {
              vErrors.push(err28);
            }
            errors++;
          }
        }
      } else {
        const err29 = { instancePath: instancePath + "/timeSync", schemaPath: "#/properties/timeSync/type", keyword: "type", params: { type: "object" }, schema: schema43.properties.timeSync.type, parentSchema: schema43.properties.timeSync, data: data9 };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
    }
    if (data.swap !== void 0) {
      let data13 = data.swap;
      if (typeof data13 !== "string") {
        const err30 = { instancePath: instancePath + "/swap", schemaPath: "#/properties/swap/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.swap.type, parentSchema: schema43.properties.swap, data: data13 };
        if (vErrors === null) {
          vErrors = [err30];
        } else {
          vErrors.push(err30);
        }
        errors++;
      }
      if (!(data13 === "disabled" || data13 === "kept")) {
        const err31 = { instancePath: instancePath + "/swap", schemaPath: "#/properties/swap/enum", keyword: "enum", params: { allowedValues: schema43.properties.swap.enum }, schema: schema43.properties.swap.enum, parentSchema: schema43.properties.swap, data: data13 };
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
        errors++;
      }
    }
    if (data.hosts !== void 0) {
      let data14 = data.hosts;
      if (Array.isArray(data14)) {
        const len3 = data14.length;
        for (let i4 = 0; i4 < len3; i4++) {
          let data15 = data14[i4];
          if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
            if (data15.ip === void 0) {
              const err32 = { instancePath: instancePath + "/hosts/" + i4, schemaPath: "#/properties/hosts/items/required", keyword: "required", params: { missingProperty: "ip" }, schema: schema43.properties.hosts.items.required, parentSchema: schema43.properties.hosts.items, data: data15 };
              if (vErrors === null) {
                vErrors = [err32];
              } else {
                vErrors.push(err32);
              }
              errors++;
            }
            if (data15.names === void 0) {
              const err33 = { instancePath: instancePath + "/hosts/" + i4, schemaPath: "#/properties/hosts/items/required", keyword: "required", params: { missingProperty: "names" }, schema: schema43.properties.hosts.items.required, parentSchema: schema43.properties.hosts.items, data: data15 };
              if (vErrors === null) {
                vErrors = [err33];
              } else {
                vErrors.push(err33);
              }
              errors++;
            }
            for (const key5 in data15) {
              if (!(key5 === "ip" || key5 === "names")) {
                const err34 = { instancePath: instancePath + "/hosts/" + i4, schemaPath: "#/properties/hosts/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, schema: false, parentSchema: schema43.properties.hosts.items, data: data15 };
                if (vErrors === null) {
                  vErrors = [err34];
                } else {
                  vErrors.push(err34);
                }
                errors++;
              }
            }
            if (data15.ip !== void 0) {
              let data16 = data15.ip;
              if (typeof data16 === "string") {
                if (!formats62.validate(data16)) {
                  const err35 = { instancePath: instancePath + "/hosts/" + i4 + "/ip", schemaPath: "#/properties/hosts/items/properties/ip/format", keyword: "format", params: { format: "ip" }, schema: "ip", parentSchema: schema43.properties.hosts.items.properties.ip, data: data16 };
                  if (vErrors === null) {
                    vErrors = [err35];
                  } else {
                    vErrors.push(err35);
                  }
                  errors++;
                }
              } else {
                const err36 = { instancePath: instancePath + "/hosts/" + i4 + "/ip", schemaPath: "#/properties/hosts/items/properties/ip/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.hosts.items.properties.ip.type, parentSchema: schema43.properties.hosts.items.properties.ip, data: data16 };
                if (vErrors === null) {
                  vErrors = [err36];
                } else {
                  vErrors.push(err36);
                }
                errors++;
              }
            }
            if (data15.names !== void 0) {
              let data17 = data15.names;
              if (Array.isArray(data17)) {
                if (data17.length < 1) {
                  const err37 = { instancePath: instancePath + "/hosts/" + i4 + "/names", schemaPath: "#/properties/hosts/items/properties/names/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema43.properties.hosts.items.properties.names, data: data17 };
                  if (vErrors === null) {
                    vErrors = [err37];
                  } else {
                    vErrors.push(err37);
                  }
                  errors++;
                }
                const len4 = data17.length;
                for (let i5 = 0; i5 < len4; i5++) {
                  let data18 = data17[i5];
                  if (typeof data18 === "string") {
                    if (!formats12.validate(data18)) {
                      const err38 = { instancePath: instancePath + "/hosts/" + i4 + "/names/" + i5, schemaPath: "#/properties/hosts/items/properties/names/items/format", keyword: "format", params: { format: "dns-name" }, schema: "dns-name", parentSchema: schema43.properties.hosts.items.properties.names.items, data: data18 };
                      if (vErrors === null) {
                        vErrors = [err38];
                      } else {
                        vErrors.push(err38);
                      }
                      errors++;
                    }
                  } else {
                    const err39 = { instancePath: instancePath + "/hosts/" + i4 + "/names/" + i5, schemaPath: "#/properties/hosts/items/properties/names/items/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.hosts.items.properties.names.items.type, parentSchema: schema43.properties.hosts.items.properties.names.items, data: data18 };
                    if (vErrors === null) {
                      vErrors = [err39];
                    } else {
                      vErrors.push(err39);
                    }
                    errors++;
                  }
                }
                let i6 = data17.length;
                let j1;
                if (i6 > 1) {
                  const indices1 = {};
                  for (; i6--; ) {
                    let item1 = data17[i6];
                    if (typeof item1 !== "string") {
                      continue;
                    }
                    if (typeof indices1[item1] == "number") {
                      j1 = indices1[item1];
                      const err40 = { instancePath: instancePath + "/hosts/" + i4 + "/names", schemaPath: "#/properties/hosts/items/properties/names/uniqueItems", keyword: "uniqueItems", params: { i: i6, j: j1 }, schema: true, parentSchema: schema43.properties.hosts.items.properties.names, data: data17 };
                      if (vErrors === null) {
                        vErrors = [err40];
                      } else {
                        vErrors.push(err40);
                      }
                      errors++;
                      break;
                    }
                    indices1[item1] = i6;
                  }
                }
              } else {
                const err41 = { instancePath: instancePath + "/hosts/" + i4 + "/names", schemaPath: "#/properties/hosts/items/properties/names/type", keyword: "type", params: { type: "array" }, schema: schema43.properties.hosts.items.properties.names.type, parentSchema: schema43.properties.hosts.items.properties.names, data: data17 };
                if (vErrors === null) {
                  vErrors = [err41];
                } else {
                  vErrors.push(err41);
                }
                errors++;
              }
            }
          } else {
            const err42 = { instancePath: instancePath + "/hosts/" + i4, schemaPath: "#/properties/hosts/items/type", keyword: "type", params: { type: "object" }, schema: schema43.properties.hosts.items.type, parentSchema: schema43.properties.hosts.items, data: data15 };
            if (vErrors === null) {
              vErrors = [err42];
            } else {
              vErrors.push(err42);
            }
            errors++;
          }
        }
      } else {
        const err43 = { instancePath: instancePath + "/hosts", schemaPath: "#/properties/hosts/type", keyword: "type", params: { type: "array" }, schema: schema43.properties.hosts.type, parentSchema: schema43.properties.hosts, data: data14 };
        if (vErrors === null) {
          vErrors = [err43];
        } else {
          vErrors.push(err43);
        }
        errors++;
      }
    }
  } else {
    const err44 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema43.type, parentSchema: schema43, data };
    if (vErrors === null) {
      vErrors = [err44];
    } else {
      vErrors.push(err44);
    }
    errors++;
  }
  validate33.errors = vErrors;
  return errors === 0;
}
validate33.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
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
          if (!(key5 === "certSANs" || key5 === "extraArgs" || key5 === "extraVolumes" || key5 === "extraEnvs")) {
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
      } else {
        const err40 = { instancePath: instancePath + "/apiServer", schemaPath: "#/properties/apiServer/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.apiServer.type, parentSchema: schema32.properties.apiServer, data: data12 };
        if (vErrors === null) {
          vErrors = [err40];
        } else {
          vErrors.push(err40);
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
      let data22 = data.etcd;
      if (data22 && typeof data22 == "object" && !Array.isArray(data22)) {
        if (Object.keys(data22).length > 1) {
          const err41 = { instancePath: instancePath + "/etcd", schemaPath: "#/properties/etcd/maxProperties", keyword: "maxProperties", params: { limit: 1 }, schema: 1, parentSchema: schema32.properties.etcd, data: data22 };
          if (vErrors === null) {
            vErrors = [err41];
          } else {
            vErrors.push(err41);
          }
          errors++;
        }
        for (const key8 in data22) {
          if (!(key8 === "local" || key8 === "external")) {
            const err42 = { instancePath: instancePath + "/etcd", schemaPath: "#/properties/etcd/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key8 }, schema: false, parentSchema: schema32.properties.etcd, data: data22 };
            if (vErrors === null) {
              vErrors = [err42];
            } else {
              vErrors.push(err42);
            }
            errors++;
          }
        }
        if (data22.local !== void 0) {
          if (!validate31(data22.local, { instancePath: instancePath + "/etcd/local", parentData: data22, parentDataProperty: "local", rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate31.errors : vErrors.concat(validate31.errors);
            errors = vErrors.length;
          }
        }
        if (data22.external !== void 0) {
          let data24 = data22.external;
          if (data24 && typeof data24 == "object" && !Array.isArray(data24)) {
            if (data24.endpoints === void 0) {
              const err43 = { instancePath: instancePath + "/etcd/external", schemaPath: "#/$defs/externalEtcd/required", keyword: "required", params: { missingProperty: "endpoints" }, schema: schema42.required, parentSchema: schema42, data: data24 };
              if (vErrors === null) {
                vErrors = [err43];
              } else {
                vErrors.push(err43);
              }
              errors++;
            }
            if (data24.caFile === void 0) {
              const err44 = { instancePath: instancePath + "/etcd/external", schemaPath: "#/$defs/externalEtcd/required", keyword: "required", params: { missingProperty: "caFile" }, schema: schema42.required, parentSchema: schema42, data: data24 };
              if (vErrors === null) {
                vErrors = [err44];
              } else {
                vErrors.push(err44);
              }
              errors++;
            }
            if (data24.certFile === void 0) {
              const err45 = { instancePath: instancePath + "/etcd/external", schemaPath: "#/$defs/externalEtcd/required", keyword: "required", params: { missingProperty: "certFile" }, schema: schema42.required, parentSchema: schema42, data: data24 };
              if (vErrors === null) {
                vErrors = [err45];
              } else {
                vErrors.push(err45);
              }
              errors++;
            }
            if (data24.keyFile === void 0) {
              const err46 = { instancePath: instancePath + "/etcd/external", schemaPath: "#/$defs/externalEtcd/required", keyword: "required", params: { missingProperty: "keyFile" }, schema: schema42.required, parentSchema: schema42, data: data24 };
              if (vErrors === null) {
                vErrors = [err46];
              } else {
                vErrors.push(err46);
              }
              errors++;
            }
            for (const key9 in data24) {
              if (!(key9 === "endpoints" || key9 === "caFile" || key9 === "certFile" || key9 === "keyFile")) {
                const err47 = { instancePath: instancePath + "/etcd/external", schemaPath: "#/$defs/externalEtcd/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key9 }, schema: false, parentSchema: schema42, data: data24 };
                if (vErrors === null) {
                  vErrors = [err47];
                } else {
                  vErrors.push(err47);
                }
                errors++;
              }
            }
            if (data24.endpoints !== void 0) {
              let data25 = data24.endpoints;
              if (Array.isArray(data25)) {
                if (data25.length < 1) {
                  const err48 = { instancePath: instancePath + "/etcd/external/endpoints", schemaPath: "#/$defs/externalEtcd/properties/endpoints/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema42.properties.endpoints, data: data25 };
                  if (vErrors === null) {
                    vErrors = [err48];
                  } else {
                    vErrors.push(err48);
                  }
                  errors++;
                }
                const len2 = data25.length;
                for (let i3 = 0; i3 < len2; i3++) {
                  let data26 = data25[i3];
                  if (typeof data26 === "string") {
                    if (!formats40.validate(data26)) {
                      const err49 = { instancePath: instancePath + "/etcd/external/endpoints/" + i3, schemaPath: "#/$defs/externalEtcd/properties/endpoints/items/format", keyword: "format", params: { format: "https-url" }, schema: "https-url", parentSchema: schema42.properties.endpoints.items, data: data26 };
                      if (vErrors === null) {
                        vErrors = [err49];
                      } else {
                        vErrors.push(err49);
                      }
                      errors++;
                    }
                  } else {
                    const err50 = { instancePath: instancePath + "/etcd/external/endpoints/" + i3, schemaPath: "#/$defs/externalEtcd/properties/endpoints/items/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.endpoints.items.type, parentSchema: schema42.properties.endpoints.items, data: data26 };
                    if (vErrors === null) {
                      vErrors = [err50];
                    } else {
                      vErrors.push(err50);
                    }
                    errors++;
                  }
                }
                let i4 = data25.length;
                let j1;
                if (i4 > 1) {
                  const indices1 = {};
                  for (; i4--; ) {
                    let item1 = data25[i4];
                    if (typeof item1 !== "string") {
                      continue;
                    }
                    if (typeof indices1[item1] == "number") {
                      j1 = indices1[item1];
                      const err51 = { instancePath: instancePath + "/etcd/external/endpoints", schemaPath: "#/$defs/externalEtcd/properties/endpoints/uniqueItems", keyword: "uniqueItems", params: { i: i4, j: j1 }, schema: true, parentSchema: schema42.properties.endpoints, data: data25 };
                      if (vErrors === null) {
                        vErrors = [err51];
                      } else {
                        vErrors.push(err51);
                      }
                      errors++;
                      break;
                    }
                    indices1[item1] = i4;
                  }
                }
              } else {
                const err52 = { instancePath: instancePath + "/etcd/external/endpoints", schemaPath: "#/$defs/externalEtcd/properties/endpoints/type", keyword: "type", params: { type: "array" }, schema: schema42.properties.endpoints.type, parentSchema: schema42.properties.endpoints, data: data25 };
                if (vErrors === null) {
                  vErrors = [err52];
                } else {
                  vErrors.push(err52);
                }
                errors++;
              }
            }
            if (data24.caFile !== void 0) {
              let data27 = data24.caFile;
              if (typeof data27 === "string") {
                if (!formats22.validate(data27)) {
                  const err53 = { instancePath: instancePath + "/etcd/external/caFile", schemaPath: "#/$defs/externalEtcd/properties/caFile/format", keyword: "format", params: { format: "absolute-path" }, schema: "absolute-path", parentSchema: schema42.properties.caFile, data: data27 };
                  if (vErrors === null) {
                    vErrors = [err53];
                  } else {
                    vErrors.push(err53);
                  }
                  errors++;
                }
              } else {
                const err54 = { instancePath: instancePath + "/etcd/external/caFile", schemaPath: "#/$defs/externalEtcd/properties/caFile/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.caFile.type, parentSchema: schema42.properties.caFile, data: data27 };
                if (vErrors === null) {
                  vErrors = [err54];
                } else {
                  vErrors.push(err54);
                }
                errors++;
              }
            }
            if (data24.certFile !== void 0) {
              let data28 = data24.certFile;
              if (typeof data28 === "string") {
                if (!formats22.validate(data28)) {
                  const err55 = { instancePath: instancePath + "/etcd/external/certFile", schemaPath: "#/$defs/externalEtcd/properties/certFile/format", keyword: "format", params: { format: "absolute-path" }, schema: "absolute-path", parentSchema: schema42.properties.certFile, data: data28 };
                  if (vErrors === null) {
                    vErrors = [err55];
                  } else {
                    vErrors.push(err55);
                  }
                  errors++;
                }
              } else {
                const err56 = { instancePath: instancePath + "/etcd/external/certFile", schemaPath: "#/$defs/externalEtcd/properties/certFile/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.certFile.type, parentSchema: schema42.properties.certFile, data: data28 };
                if (vErrors === null) {
                  vErrors = [err56];
                } else {
                  vErrors.push(err56);
                }
                errors++;
              }
            }
            if (data24.keyFile !== void 0) {
              let data29 = data24.keyFile;
              if (typeof data29 === "string") {
                if (!formats22.validate(data29)) {
                  const err57 = { instancePath: instancePath + "/etcd/external/keyFile", schemaPath: "#/$defs/externalEtcd/properties/keyFile/format", keyword: "format", params: { format: "absolute-path" }, schema: "absolute-path", parentSchema: schema42.properties.keyFile, data: data29 };
                  if (vErrors === null) {
                    vErrors = [err57];
                  } else {
                    vErrors.push(err57);
                  }
                  errors++;
                }
              } else {
                const err58 = { instancePath: instancePath + "/etcd/external/keyFile", schemaPath: "#/$defs/externalEtcd/properties/keyFile/type", keyword: "type", params: { type: "string" }, schema: schema42.properties.keyFile.type, parentSchema: schema42.properties.keyFile, data: data29 };
                if (vErrors === null) {
                  vErrors = [err58];
                } else {
                  vErrors.push(err58);
                }
                errors++;
              }
            }
          } else {
            const err59 = { instancePath: instancePath + "/etcd/external", schemaPath: "#/$defs/externalEtcd/type", keyword: "type", params: { type: "object" }, schema: schema42.type, parentSchema: schema42, data: data24 };
            if (vErrors === null) {
              vErrors = [err59];
            } else {
              vErrors.push(err59);
            }
            errors++;
          }
        }
      } else {
        const err60 = { instancePath: instancePath + "/etcd", schemaPath: "#/properties/etcd/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.etcd.type, parentSchema: schema32.properties.etcd, data: data22 };
        if (vErrors === null) {
          vErrors = [err60];
        } else {
          vErrors.push(err60);
        }
        errors++;
      }
    }
    if (data.kubeProxy !== void 0) {
      let data30 = data.kubeProxy;
      if (data30 && typeof data30 == "object" && !Array.isArray(data30)) {
      } else {
        const err61 = { instancePath: instancePath + "/kubeProxy", schemaPath: "#/properties/kubeProxy/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.kubeProxy.type, parentSchema: schema32.properties.kubeProxy, data: data30 };
        if (vErrors === null) {
          vErrors = [err61];
        } else {
          vErrors.push(err61);
        }
        errors++;
      }
    }
    if (data.kubelet !== void 0) {
      let data31 = data.kubelet;
      if (data31 && typeof data31 == "object" && !Array.isArray(data31)) {
      } else {
        const err62 = { instancePath: instancePath + "/kubelet", schemaPath: "#/properties/kubelet/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.kubelet.type, parentSchema: schema32.properties.kubelet, data: data31 };
        if (vErrors === null) {
          vErrors = [err62];
        } else {
          vErrors.push(err62);
        }
        errors++;
      }
    }
    if (data.node !== void 0) {
      if (!validate33(data.node, { instancePath: instancePath + "/node", parentData: data, parentDataProperty: "node", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate33.errors : vErrors.concat(validate33.errors);
        errors = vErrors.length;
      }
    }
    if (data.runtime !== void 0) {
      let data33 = data.runtime;
      if (data33 && typeof data33 == "object" && !Array.isArray(data33)) {
        for (const key10 in data33) {
          if (!(key10 === "install" || key10 === "criSocket")) {
            const err63 = { instancePath: instancePath + "/runtime", schemaPath: "#/properties/runtime/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key10 }, schema: false, parentSchema: schema32.properties.runtime, data: data33 };
            if (vErrors === null) {
              vErrors = [err63];
            } else {
              vErrors.push(err63);
            }
            errors++;
          }
        }
        if (data33.install !== void 0) {
          let data34 = data33.install;
          if (typeof data34 !== "string") {
            const err64 = { instancePath: instancePath + "/runtime/install", schemaPath: "#/properties/runtime/properties/install/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.runtime.properties.install.type, parentSchema: schema32.properties.runtime.properties.install, data: data34 };
            if (vErrors === null) {
              vErrors = [err64];
            } else {
              vErrors.push(err64);
            }
            errors++;
          }
          if (!(data34 === "none")) {
            const err65 = { instancePath: instancePath + "/runtime/install", schemaPath: "#/properties/runtime/properties/install/enum", keyword: "enum", params: { allowedValues: schema32.properties.runtime.properties.install.enum }, schema: schema32.properties.runtime.properties.install.enum, parentSchema: schema32.properties.runtime.properties.install, data: data34 };
            if (vErrors === null) {
              vErrors = [err65];
            } else {
              vErrors.push(err65);
            }
            errors++;
          }
        }
        if (data33.criSocket !== void 0) {
          let data35 = data33.criSocket;
          if (typeof data35 === "string") {
            if (!formats66.validate(data35)) {
              const err66 = { instancePath: instancePath + "/runtime/criSocket", schemaPath: "#/properties/runtime/properties/criSocket/format", keyword: "format", params: { format: "cri-socket" }, schema: "cri-socket", parentSchema: schema32.properties.runtime.properties.criSocket, data: data35 };
              if (vErrors === null) {
                vErrors = [err66];
              } else {
                vErrors.push(err66);
              }
              errors++;
            }
          } else {
            const err67 = { instancePath: instancePath + "/runtime/criSocket", schemaPath: "#/properties/runtime/properties/criSocket/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.runtime.properties.criSocket.type, parentSchema: schema32.properties.runtime.properties.criSocket, data: data35 };
            if (vErrors === null) {
              vErrors = [err67];
            } else {
              vErrors.push(err67);
            }
            errors++;
          }
        }
      } else {
        const err68 = { instancePath: instancePath + "/runtime", schemaPath: "#/properties/runtime/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.runtime.type, parentSchema: schema32.properties.runtime, data: data33 };
        if (vErrors === null) {
          vErrors = [err68];
        } else {
          vErrors.push(err68);
        }
        errors++;
      }
    }
    if (data.install !== void 0) {
      let data36 = data.install;
      if (data36 && typeof data36 == "object" && !Array.isArray(data36)) {
        for (const key11 in data36) {
          if (!(key11 === "source")) {
            const err69 = { instancePath: instancePath + "/install", schemaPath: "#/properties/install/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key11 }, schema: false, parentSchema: schema32.properties.install, data: data36 };
            if (vErrors === null) {
              vErrors = [err69];
            } else {
              vErrors.push(err69);
            }
            errors++;
          }
        }
        if (data36.source !== void 0) {
          let data37 = data36.source;
          if (typeof data37 !== "string") {
            const err70 = { instancePath: instancePath + "/install/source", schemaPath: "#/properties/install/properties/source/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.install.properties.source.type, parentSchema: schema32.properties.install.properties.source, data: data37 };
            if (vErrors === null) {
              vErrors = [err70];
            } else {
              vErrors.push(err70);
            }
            errors++;
          }
          if (!(data37 === "none")) {
            const err71 = { instancePath: instancePath + "/install/source", schemaPath: "#/properties/install/properties/source/enum", keyword: "enum", params: { allowedValues: schema32.properties.install.properties.source.enum }, schema: schema32.properties.install.properties.source.enum, parentSchema: schema32.properties.install.properties.source, data: data37 };
            if (vErrors === null) {
              vErrors = [err71];
            } else {
              vErrors.push(err71);
            }
            errors++;
          }
        }
      } else {
        const err72 = { instancePath: instancePath + "/install", schemaPath: "#/properties/install/type", keyword: "type", params: { type: "object" }, schema: schema32.properties.install.type, parentSchema: schema32.properties.install, data: data36 };
        if (vErrors === null) {
          vErrors = [err72];
        } else {
          vErrors.push(err72);
        }
        errors++;
      }
    }
    if (data.ignorePreflightErrors !== void 0) {
      let data38 = data.ignorePreflightErrors;
      if (Array.isArray(data38)) {
        const len3 = data38.length;
        for (let i5 = 0; i5 < len3; i5++) {
          let data39 = data38[i5];
          if (typeof data39 === "string") {
            if (!formats68.validate(data39)) {
              const err73 = { instancePath: instancePath + "/ignorePreflightErrors/" + i5, schemaPath: "#/properties/ignorePreflightErrors/items/format", keyword: "format", params: { format: "preflight-check" }, schema: "preflight-check", parentSchema: schema32.properties.ignorePreflightErrors.items, data: data39 };
              if (vErrors === null) {
                vErrors = [err73];
              } else {
                vErrors.push(err73);
              }
              errors++;
            }
          } else {
            const err74 = { instancePath: instancePath + "/ignorePreflightErrors/" + i5, schemaPath: "#/properties/ignorePreflightErrors/items/type", keyword: "type", params: { type: "string" }, schema: schema32.properties.ignorePreflightErrors.items.type, parentSchema: schema32.properties.ignorePreflightErrors.items, data: data39 };
            if (vErrors === null) {
              vErrors = [err74];
            } else {
              vErrors.push(err74);
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
              const err75 = { instancePath: instancePath + "/ignorePreflightErrors", schemaPath: "#/properties/ignorePreflightErrors/uniqueItems", keyword: "uniqueItems", params: { i: i6, j: j2 }, schema: true, parentSchema: schema32.properties.ignorePreflightErrors, data: data38 };
              if (vErrors === null) {
                vErrors = [err75];
              } else {
                vErrors.push(err75);
              }
              errors++;
              break;
            }
            indices2[item2] = i6;
          }
        }
      } else {
        const err76 = { instancePath: instancePath + "/ignorePreflightErrors", schemaPath: "#/properties/ignorePreflightErrors/type", keyword: "type", params: { type: "array" }, schema: schema32.properties.ignorePreflightErrors.type, parentSchema: schema32.properties.ignorePreflightErrors, data: data38 };
        if (vErrors === null) {
          vErrors = [err76];
        } else {
          vErrors.push(err76);
        }
        errors++;
      }
    }
    if (data.addons !== void 0) {
      let data40 = data.addons;
      if (Array.isArray(data40)) {
        const len4 = data40.length;
        for (let i7 = 0; i7 < len4; i7++) {
          let data41 = data40[i7];
          if (data41 && typeof data41 == "object" && !Array.isArray(data41)) {
            if (data41.name === void 0) {
              const err77 = { instancePath: instancePath + "/addons/" + i7, schemaPath: "#/$defs/addon/required", keyword: "required", params: { missingProperty: "name" }, schema: schema45.required, parentSchema: schema45, data: data41 };
              if (vErrors === null) {
                vErrors = [err77];
              } else {
                vErrors.push(err77);
              }
              errors++;
            }
            if (data41.manifests === void 0) {
              const err78 = { instancePath: instancePath + "/addons/" + i7, schemaPath: "#/$defs/addon/required", keyword: "required", params: { missingProperty: "manifests" }, schema: schema45.required, parentSchema: schema45, data: data41 };
              if (vErrors === null) {
                vErrors = [err78];
              } else {
                vErrors.push(err78);
              }
              errors++;
            }
            for (const key12 in data41) {
              if (!(key12 === "name" || key12 === "manifests")) {
                const err79 = { instancePath: instancePath + "/addons/" + i7, schemaPath: "#/$defs/addon/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key12 }, schema: false, parentSchema: schema45, data: data41 };
                if (vErrors === null) {
                  vErrors = [err79];
                } else {
                  vErrors.push(err79);
                }
                errors++;
              }
            }
            if (data41.name !== void 0) {
              let data42 = data41.name;
              if (typeof data42 === "string") {
                if (!formats0.validate(data42)) {
                  const err80 = { instancePath: instancePath + "/addons/" + i7 + "/name", schemaPath: "#/$defs/addon/properties/name/format", keyword: "format", params: { format: "dns-label" }, schema: "dns-label", parentSchema: schema45.properties.name, data: data42 };
                  if (vErrors === null) {
                    vErrors = [err80];
                  } else {
                    vErrors.push(err80);
                  }
                  errors++;
                }
              } else {
                const err81 = { instancePath: instancePath + "/addons/" + i7 + "/name", schemaPath: "#/$defs/addon/properties/name/type", keyword: "type", params: { type: "string" }, schema: schema45.properties.name.type, parentSchema: schema45.properties.name, data: data42 };
                if (vErrors === null) {
                  vErrors = [err81];
                } else {
                  vErrors.push(err81);
                }
                errors++;
              }
            }
            if (data41.manifests !== void 0) {
              let data43 = data41.manifests;
              if (Array.isArray(data43)) {
                if (data43.length < 1) {
                  const err82 = { instancePath: instancePath + "/addons/" + i7 + "/manifests", schemaPath: "#/$defs/addon/properties/manifests/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema45.properties.manifests, data: data43 };
                  if (vErrors === null) {
                    vErrors = [err82];
                  } else {
                    vErrors.push(err82);
                  }
                  errors++;
                }
                const len5 = data43.length;
                for (let i8 = 0; i8 < len5; i8++) {
                  let data44 = data43[i8];
                  if (typeof data44 === "string") {
                    if (func2(data44) < 1) {
                      const err83 = { instancePath: instancePath + "/addons/" + i7 + "/manifests/" + i8, schemaPath: "#/$defs/addon/properties/manifests/items/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema45.properties.manifests.items, data: data44 };
                      if (vErrors === null) {
                        vErrors = [err83];
                      } else {
                        vErrors.push(err83);
                      }
                      errors++;
                    }
                  } else {
                    const err84 = { instancePath: instancePath + "/addons/" + i7 + "/manifests/" + i8, schemaPath: "#/$defs/addon/properties/manifests/items/type", keyword: "type", params: { type: "string" }, schema: schema45.properties.manifests.items.type, parentSchema: schema45.properties.manifests.items, data: data44 };
                    if (vErrors === null) {
                      vErrors = [err84];
                    } else {
                      vErrors.push(err84);
                    }
                    errors++;
                  }
                }
                let i9 = data43.length;
                let j3;
                if (i9 > 1) {
                  const indices3 = {};
                  for (; i9--; ) {
                    let item3 = data43[i9];
                    if (typeof item3 !== "string") {
                      continue;
                    }
                    if (typeof indices3[item3] == "number") {
                      j3 = indices3[item3];
                      const err85 = { instancePath: instancePath + "/addons/" + i7 + "/manifests", schemaPath: "#/$defs/addon/properties/manifests/uniqueItems", keyword: "uniqueItems", params: { i: i9, j: j3 }, schema: true, parentSchema: schema45.properties.manifests, data: data43 };
                      if (vErrors === null) {
                        vErrors = [err85];
                      } else {
                        vErrors.push(err85);
                      }
                      errors++;
                      break;
                    }
                    indices3[item3] = i9;
                  }
                }
              } else {
                const err86 = { instancePath: instancePath + "/addons/" + i7 + "/manifests", schemaPath: "#/$defs/addon/properties/manifests/type", keyword: "type", params: { type: "array" }, schema: schema45.properties.manifests.type, parentSchema: schema45.properties.manifests, data: data43 };
                if (vErrors === null) {
                  vErrors = [err86];
                } else {
                  vErrors.push(err86);
                }
                errors++;
              }
            }
          } else {
            const err87 = { instancePath: instancePath + "/addons/" + i7, schemaPath: "#/$defs/addon/type", keyword: "type", params: { type: "object" }, schema: schema45.type, parentSchema: schema45, data: data41 };
            if (vErrors === null) {
              vErrors = [err87];
            } else {
              vErrors.push(err87);
            }
            errors++;
          }
        }
      } else {
        const err88 = { instancePath: instancePath + "/addons", schemaPath: "#/properties/addons/type", keyword: "type", params: { type: "array" }, schema: schema32.properties.addons.type, parentSchema: schema32.properties.addons, data: data40 };
        if (vErrors === null) {
          vErrors = [err88];
        } else {
          vErrors.push(err88);
        }
        errors++;
      }
    }
  } else {
    const err89 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema32.type, parentSchema: schema32, data };
    if (vErrors === null) {
      vErrors = [err89];
    } else {
      vErrors.push(err89);
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
var validateInventory = validate36;
var schema46 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://kubestrap.dev/v1alpha1/inventory.schema.json", "title": "InventoryFile", "description": "The hosts of a cluster, what they are for, and how SSH reaches them.", "type": "object", "additionalProperties": false, "required": ["apiVersion", "kind", "hosts"], "properties": { "apiVersion": { "description": "Version of this format. Defaults never change within one.", "type": "string", "const": "kubestrap.dev/v1alpha1" }, "kind": { "description": "Always `Inventory`.", "type": "string", "const": "Inventory" }, "ssh": { "$ref": "#/$defs/ssh", "description": "How SSH reaches the hosts, unless a group or host says otherwise." }, "groups": { "description": "Settings that hosts share. They are merged into a host in the order in which it names them, its own last: maps merge key by key, lists replace.", "type": "object", "propertyNames": { "format": "dns-label" }, "default": {}, "additionalProperties": { "$ref": "#/$defs/group" } }, "hosts": { "description": "The hosts. A host that is deleted from the list is reported as an orphan, and never removed by itself.", "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/host" } } }, "$defs": { "group": { "type": "object", "additionalProperties": false, "properties": { "labels": { "$ref": "#/$defs/labels" }, "taints": { "$ref": "#/$defs/taints" }, "ssh": { "$ref": "#/$defs/ssh" }, "node": { "$ref": "cluster.schema.json#/$defs/node", "description": "Overrides `spec.node` of the cluster." } }, "description": "Settings that hosts share." }, "host": { "type": "object", "additionalProperties": false, "required": ["name", "role", "address"], "properties": { "name": { "description": "The node's name. It cannot change once the host has joined.", "type": "string", "format": "node-name", "examples": ["cp-1"] }, "role": { "description": "What the host is for.", "type": "string", "enum": ["control-plane", "worker"] }, "groups": { "description": "Groups to take settings from, in this order.", "type": "array", "items": { "type": "string" }, "uniqueItems": true, "default": [] }, "address": { "description": "DNS name or IP address at which SSH reaches the host.", "type": "string", "format": "host", "examples": ["192.0.2.11"] }, "internalAddress": { "description": "The node's IP address in the cluster, or `IPv4,IPv6` for dual stack, the primary family first. Absent: `address`, which must then be an IP address.", "type": "string", "format": "ip-list", "examples": ["10.0.0.11"] }, "state": { "description": "`present`: the host belongs to the cluster. `absent`, which takes it out, is not supported by this version yet.", "type": "string", "enum": ["present", "absent"], "default": "present" }, "labels": { "$ref": "#/$defs/labels" }, "taints": { "$ref": "#/$defs/taints" }, "ssh": { "$ref": "#/$defs/ssh", "description": "Overrides of the inventory's `ssh`." }, "node": { "$ref": "cluster.schema.json#/$defs/node", "description": "Overrides `spec.node` of the cluster." } }, "description": "One host." }, "secret": { "description": "Where a secret comes from; never the secret itself. Exactly one of the keys.", "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1, "properties": { "env": { "description": "Environment variable that holds it, on the machine that runs kubestrap.", "type": "string", "format": "environment-variable", "examples": ["SUDO_PASSWORD"] }, "file": { "description": "File that holds it, relative to this one; readable by its owner only. One newline at its end is dropped.", "type": "string", "minLength": 1 }, "command": { "description": "Program and arguments that print it, run here; no shell interprets them. One newline at its end is dropped.", "type": "array", "items": { "type": "string" }, "minItems": 1, "examples": [["pass", "show", "hosts/sudo"]] } } }, "ssh": { "description": "How SSH reaches a host.", "type": "object", "additionalProperties": false, "properties": { "user": { "description": "User to log in as. Anyone but root needs sudo.", "type": "string", "format": "user-name", "default": "root" }, "port": { "description": "TCP port of sshd.", "type": "integer", "minimum": 1, "maximum": 65535, "default": 22 }, "identityFile": { "description": "Private key, relative to this file; `~` is your home. Absent: the keys of the SSH agent, then the default ones.", "type": "string", "minLength": 1, "examples": ["~/.ssh/id_ed25519"] }, "knownHostsFile": { "description": "File of known host keys, relative to this file; `~` is your home. Host keys are always checked.", "type": "string", "minLength": 1, "default": "~/.ssh/known_hosts" }, "sudoPassword": { "$ref": "#/$defs/secret", "description": "Password for sudo, as a reference. Absent: sudo must not ask for one." }, "bastion": { "$ref": "#/$defs/bastion" } } }, "bastion": { "description": "Host to jump through.", "type": "object", "additionalProperties": false, "properties": { "address": { "description": "DNS name or IP address of the bastion. Needed, here or in what this overrides.", "type": "string", "format": "host", "examples": ["203.0.113.10"] }, "port": { "description": "TCP port of its sshd.", "type": "integer", "minimum": 1, "maximum": 65535, "default": 22 }, "user": { "description": "User to log in as. Absent: the host's own `user`.", "type": "string", "format": "user-name" }, "identityFile": { "description": "Private key for the bastion. Absent: the host's own.", "type": "string", "minLength": 1 } } }, "labels": { "description": "Labels of the node.", "type": "object", "propertyNames": { "format": "qualified-name" }, "additionalProperties": { "type": "string", "format": "label-value" }, "default": {}, "examples": [{ "topology.kubernetes.io/zone": "a" }] }, "taints": { "description": "Taints of the node, as `key=value:Effect`, `key:Effect`, or an object. `[]`: none, so that everything can be scheduled here. Absent: kubeadm's default for the role.", "type": "array", "items": { "$ref": "#/$defs/taint" }, "examples": [["dedicated=ingress:NoSchedule"]] }, "taint": { "type": ["string", "object"], "format": "taint", "additionalProperties": false, "required": ["key", "effect"], "properties": { "key": { "description": "Key of the taint.", "type": "string", "format": "qualified-name" }, "value": { "description": "Its value.", "type": "string", "format": "label-value" }, "effect": { "description": "What it does to pods that do not tolerate it.", "type": "string", "enum": ["NoSchedule", "PreferNoSchedule", "NoExecute"] } } } } };
var schema47 = { "description": "How SSH reaches a host.", "type": "object", "additionalProperties": false, "properties": { "user": { "description": "User to log in as. Anyone but root needs sudo.", "type": "string", "format": "user-name", "default": "root" }, "port": { "description": "TCP port of sshd.", "type": "integer", "minimum": 1, "maximum": 65535, "default": 22 }, "identityFile": { "description": "Private key, relative to this file; `~` is your home. Absent: the keys of the SSH agent, then the default ones.", "type": "string", "minLength": 1, "examples": ["~/.ssh/id_ed25519"] }, "knownHostsFile": { "description": "File of known host keys, relative to this file; `~` is your home. Host keys are always checked.", "type": "string", "minLength": 1, "default": "~/.ssh/known_hosts" }, "sudoPassword": { "$ref": "#/$defs/secret", "description": "Password for sudo, as a reference. Absent: sudo must not ask for one." }, "bastion": { "$ref": "#/$defs/bastion" } } };
var schema48 = { "description": "Where a secret comes from; never the secret itself. Exactly one of the keys.", "type": "object", "additionalProperties": false, "minProperties": 1, "maxProperties": 1, "properties": { "env": { "description": "Environment variable that holds it, on the machine that runs kubestrap.", "type": "string", "format": "environment-variable", "examples": ["SUDO_PASSWORD"] }, "file": { "description": "File that holds it, relative to this one; readable by its owner only. One newline at its end is dropped.", "type": "string", "minLength": 1 }, "command": { "description": "Program and arguments that print it, run here; no shell interprets them. One newline at its end is dropped.", "type": "array", "items": { "type": "string" }, "minItems": 1, "examples": [["pass", "show", "hosts/sudo"]] } } };
var schema49 = { "description": "Host to jump through.", "type": "object", "additionalProperties": false, "properties": { "address": { "description": "DNS name or IP address of the bastion. Needed, here or in what this overrides.", "type": "string", "format": "host", "examples": ["203.0.113.10"] }, "port": { "description": "TCP port of its sshd.", "type": "integer", "minimum": 1, "maximum": 65535, "default": 22 }, "user": { "description": "User to log in as. Absent: the host's own `user`.", "type": "string", "format": "user-name" }, "identityFile": { "description": "Private key for the bastion. Absent: the host's own.", "type": "string", "minLength": 1 } } };
var formats72 = formats["user-name"];
var formats74 = formats["environment-variable"];
function validate37(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate37.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    for (const key0 in data) {
      if (!(key0 === "user" || key0 === "port" || key0 === "identityFile" || key0 === "knownHostsFile" || key0 === "sudoPassword" || key0 === "bastion")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema47, data };
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
        if (!formats72.validate(data0)) {
          const err1 = { instancePath: instancePath + "/user", schemaPath: "#/properties/user/format", keyword: "format", params: { format: "user-name" }, schema: "user-name", parentSchema: schema47.properties.user, data: data0 };
          if (vErrors === null) {
            vErrors = [err1];
          } else {
            vErrors.push(err1);
          }
          errors++;
        }
      } else {
        const err2 = { instancePath: instancePath + "/user", schemaPath: "#/properties/user/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.user.type, parentSchema: schema47.properties.user, data: data0 };
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
        const err3 = { instancePath: instancePath + "/port", schemaPath: "#/properties/port/type", keyword: "type", params: { type: "integer" }, schema: schema47.properties.port.type, parentSchema: schema47.properties.port, data: data1 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      if (typeof data1 == "number" && isFinite(data1)) {
        if (data1 > 65535 || isNaN(data1)) {
          const err4 = { instancePath: instancePath + "/port", schemaPath: "#/properties/port/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 }, schema: 65535, parentSchema: schema47.properties.port, data: data1 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
        if (data1 < 1 || isNaN(data1)) {
          const err5 = { instancePath: instancePath + "/port", schemaPath: "#/properties/port/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, schema: 1, parentSchema: schema47.properties.port, data: data1 };
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
          const err6 = { instancePath: instancePath + "/identityFile", schemaPath: "#/properties/identityFile/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema47.properties.identityFile, data: data2 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
      } else {
        const err7 = { instancePath: instancePath + "/identityFile", schemaPath: "#/properties/identityFile/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.identityFile.type, parentSchema: schema47.properties.identityFile, data: data2 };
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
          const err8 = { instancePath: instancePath + "/knownHostsFile", schemaPath: "#/properties/knownHostsFile/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema47.properties.knownHostsFile, data: data3 };
          if (vErrors === null) {
            vErrors = [err8];
          } else {
            vErrors.push(err8);
          }
          errors++;
        }
      } else {
        const err9 = { instancePath: instancePath + "/knownHostsFile", schemaPath: "#/properties/knownHostsFile/type", keyword: "type", params: { type: "string" }, schema: schema47.properties.knownHostsFile.type, parentSchema: schema47.properties.knownHostsFile, data: data3 };
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
          const err10 = { instancePath: instancePath + "/sudoPassword", schemaPath: "#/$defs/secret/maxProperties", keyword: "maxProperties", params: { limit: 1 }, schema: 1, parentSchema: schema48, data: data4 };
          if (vErrors === null) {
            vErrors = [err10];
          } else {
            vErrors.push(err10);
          }
          errors++;
        }
        if (Object.keys(data4).length < 1) {
          const err11 = { instancePath: instancePath + "/sudoPassword", schemaPath: "#/$defs/secret/minProperties", keyword: "minProperties", params: { limit: 1 }, schema: 1, parentSchema: schema48, data: data4 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
        for (const key1 in data4) {
          if (!(key1 === "env" || key1 === "file" || key1 === "command")) {
            const err12 = { instancePath: instancePath + "/sudoPassword", schemaPath: "#/$defs/secret/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, schema: false, parentSchema: schema48, data: data4 };
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
            if (!formats74.validate(data5)) {
              const err13 = { instancePath: instancePath + "/sudoPassword/env", schemaPath: "#/$defs/secret/properties/env/format", keyword: "format", params: { format: "environment-variable" }, schema: "environment-variable", parentSchema: schema48.properties.env, data: data5 };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
          } else {
            const err14 = { instancePath: instancePath + "/sudoPassword/env", schemaPath: "#/$defs/secret/properties/env/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.env.type, parentSchema: schema48.properties.env, data: data5 };
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
              const err15 = { instancePath: instancePath + "/sudoPassword/file", schemaPath: "#/$defs/secret/properties/file/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema48.properties.file, data: data6 };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
            }
          } else {
            const err16 = { instancePath: instancePath + "/sudoPassword/file", schemaPath: "#/$defs/secret/properties/file/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.file.type, parentSchema: schema48.properties.file, data: data6 };
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
              const err17 = { instancePath: instancePath + "/sudoPassword/command", schemaPath: "#/$defs/secret/properties/command/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema48.properties.command, data: data7 };
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
                const err18 = { instancePath: instancePath + "/sudoPassword/command/" + i0, schemaPath: "#/$defs/secret/properties/command/items/type", keyword: "type", params: { type: "string" }, schema: schema48.properties.command.items.type, parentSchema: schema48.properties.command.items, data: data8 };
                if (vErrors === null) {
                  vErrors = [err18];
                } else {
                  vErrors.push(err18);
                }
                errors++;
              }
            }
          } else {
            const err19 = { instancePath: instancePath + "/sudoPassword/command", schemaPath: "#/$defs/secret/properties/command/type", keyword: "type", params: { type: "array" }, schema: schema48.properties.command.type, parentSchema: schema48.properties.command, data: data7 };
            if (vErrors === null) {
              vErrors = [err19];
            } else {
              vErrors.push(err19);
            }
            errors++;
          }
        }
      } else {
        const err20 = { instancePath: instancePath + "/sudoPassword", schemaPath: "#/$defs/secret/type", keyword: "type", params: { type: "object" }, schema: schema48.type, parentSchema: schema48, data: data4 };
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
            const err21 = { instancePath: instancePath + "/bastion", schemaPath: "#/$defs/bastion/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, schema: false, parentSchema: schema49, data: data9 };
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
              const err22 = { instancePath: instancePath + "/bastion/address", schemaPath: "#/$defs/bastion/properties/address/format", keyword: "format", params: { format: "host" }, schema: "host", parentSchema: schema49.properties.address, data: data10 };
              if (vErrors === null) {
                vErrors = [err22];
              } else {
                vErrors.push(err22);
              }
              errors++;
            }
          } else {
            const err23 = { instancePath: instancePath + "/bastion/address", schemaPath: "#/$defs/bastion/properties/address/type", keyword: "type", params: { type: "string" }, schema: schema49.properties.address.type, parentSchema: schema49.properties.address, data: data10 };
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
            const err24 = { instancePath: instancePath + "/bastion/port", schemaPath: "#/$defs/bastion/properties/port/type", keyword: "type", params: { type: "integer" }, schema: schema49.properties.port.type, parentSchema: schema49.properties.port, data: data11 };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
          if (typeof data11 == "number" && isFinite(data11)) {
            if (data11 > 65535 || isNaN(data11)) {
              const err25 = { instancePath: instancePath + "/bastion/port", schemaPath: "#/$defs/bastion/properties/port/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 }, schema: 65535, parentSchema: schema49.properties.port, data: data11 };
              if (vErrors === null) {
                vErrors = [err25];
              } else {
                vErrors.push(err25);
              }
              errors++;
            }
            if (data11 < 1 || isNaN(data11)) {
              const err26 = { instancePath: instancePath + "/bastion/port", schemaPath: "#/$defs/bastion/properties/port/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, schema: 1, parentSchema: schema49.properties.port, data: data11 };
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
            if (!formats72.validate(data12)) {
              const err27 = { instancePath: instancePath + "/bastion/user", schemaPath: "#/$defs/bastion/properties/user/format", keyword: "format", params: { format: "user-name" }, schema: "user-name", parentSchema: schema49.properties.user, data: data12 };
              if (vErrors === null) {
                vErrors = [err27];
              } else {
                vErrors.push(err27);
              }
              errors++;
            }
          } else {
            const err28 = { instancePath: instancePath + "/bastion/user", schemaPath: "#/$defs/bastion/properties/user/type", keyword: "type", params: { type: "string" }, schema: schema49.properties.user.type, parentSchema: schema49.properties.user, data: data12 };
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
              const err29 = { instancePath: instancePath + "/bastion/identityFile", schemaPath: "#/$defs/bastion/properties/identityFile/minLength", keyword: "minLength", params: { limit: 1 }, schema: 1, parentSchema: schema49.properties.identityFile, data: data13 };
              if (vErrors === null) {
                vErrors = [err29];
              } else {
                vErrors.push(err29);
              }
              errors++;
            }
          } else {
            const err30 = { instancePath: instancePath + "/bastion/identityFile", schemaPath: "#/$defs/bastion/properties/identityFile/type", keyword: "type", params: { type: "string" }, schema: schema49.properties.identityFile.type, parentSchema: schema49.properties.identityFile, data: data13 };
            if (vErrors === null) {
              vErrors = [err30];
            } else {
              vErrors.push(err30);
            }
            errors++;
          }
        }
      } else {
        const err31 = { instancePath: instancePath + "/bastion", schemaPath: "#/$defs/bastion/type", keyword: "type", params: { type: "object" }, schema: schema49.type, parentSchema: schema49, data: data9 };
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
        errors++;
      }
    }
  } else {
    const err32 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema47.type, parentSchema: schema47, data };
    if (vErrors === null) {
      vErrors = [err32];
    } else {
      vErrors.push(err32);
    }
    errors++;
  }
  validate37.errors = vErrors;
  return errors === 0;
}
validate37.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema50 = { "type": "object", "additionalProperties": false, "properties": { "labels": { "$ref": "#/$defs/labels" }, "taints": { "$ref": "#/$defs/taints" }, "ssh": { "$ref": "#/$defs/ssh" }, "node": { "$ref": "cluster.schema.json#/$defs/node", "description": "Overrides `spec.node` of the cluster." } }, "description": "Settings that hosts share." };
var schema51 = { "description": "Labels of the node.", "type": "object", "propertyNames": { "format": "qualified-name" }, "additionalProperties": { "type": "string", "format": "label-value" }, "default": {}, "examples": [{ "topology.kubernetes.io/zone": "a" }] };
var formats82 = formats["qualified-name"];
var formats84 = formats["label-value"];
var schema52 = { "description": "Taints of the node, as `key=value:Effect`, `key:Effect`, or an object. `[]`: none, so that everything can be scheduled here. Absent: kubeadm's default for the role.", "type": "array", "items": { "$ref": "#/$defs/taint" }, "examples": [["dedicated=ingress:NoSchedule"]] };
var schema53 = { "type": ["string", "object"], "format": "taint", "additionalProperties": false, "required": ["key", "effect"], "properties": { "key": { "description": "Key of the taint.", "type": "string", "format": "qualified-name" }, "value": { "description": "Its value.", "type": "string", "format": "label-value" }, "effect": { "description": "What it does to pods that do not tolerate it.", "type": "string", "enum": ["NoSchedule", "PreferNoSchedule", "NoExecute"] } } };
var formats86 = formats.taint;
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
  if (Array.isArray(data)) {
    const len0 = data.length;
    for (let i0 = 0; i0 < len0; i0++) {
      let data0 = data[i0];
      if (typeof data0 !== "string" && !(data0 && typeof data0 == "object" && !Array.isArray(data0))) {
        const err0 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/taint/type", keyword: "type", params: { type: schema53.type }, schema: schema53.type, parentSchema: schema53, data: data0 };
        if (vErrors === null) {
          vErrors = [err0];
        } else {
          vErrors.push(err0);
        }
        errors++;
      }
      if (typeof data0 === "string") {
        if (!formats86.validate(data0)) {
          const err1 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/taint/format", keyword: "format", params: { format: "taint" }, schema: "taint", parentSchema: schema53, data: data0 };
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
          const err2 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/taint/required", keyword: "required", params: { missingProperty: "key" }, schema: schema53.required, parentSchema: schema53, data: data0 };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
        }
        if (data0.effect === void 0) {
          const err3 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/taint/required", keyword: "required", params: { missingProperty: "effect" }, schema: schema53.required, parentSchema: schema53, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        for (const key0 in data0) {
          if (!(key0 === "key" || key0 === "value" || key0 === "effect")) {
            const err4 = { instancePath: instancePath + "/" + i0, schemaPath: "#/$defs/taint/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema53, data: data0 };
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
            if (!formats82.validate(data1)) {
              const err5 = { instancePath: instancePath + "/" + i0 + "/key", schemaPath: "#/$defs/taint/properties/key/format", keyword: "format", params: { format: "qualified-name" }, schema: "qualified-name", parentSchema: schema53.properties.key, data: data1 };
              if (vErrors === null) {
                vErrors = [err5];
              } else {
                vErrors.push(err5);
              }
              errors++;
            }
          } else {
            const err6 = { instancePath: instancePath + "/" + i0 + "/key", schemaPath: "#/$defs/taint/properties/key/type", keyword: "type", params: { type: "string" }, schema: schema53.properties.key.type, parentSchema: schema53.properties.key, data: data1 };
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
            if (!formats84.validate(data2)) {
              const err7 = { instancePath: instancePath + "/" + i0 + "/value", schemaPath: "#/$defs/taint/properties/value/format", keyword: "format", params: { format: "label-value" }, schema: "label-value", parentSchema: schema53.properties.value, data: data2 };
              if (vErrors === null) {
                vErrors = [err7];
              } else {
                vErrors.push(err7);
              }
              errors++;
            }
          } else {
            const err8 = { instancePath: instancePath + "/" + i0 + "/value", schemaPath: "#/$defs/taint/properties/value/type", keyword: "type", params: { type: "string" }, schema: schema53.properties.value.type, parentSchema: schema53.properties.value, data: data2 };
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
            const err9 = { instancePath: instancePath + "/" + i0 + "/effect", schemaPath: "#/$defs/taint/properties/effect/type", keyword: "type", params: { type: "string" }, schema: schema53.properties.effect.type, parentSchema: schema53.properties.effect, data: data3 };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
          if (!(data3 === "NoSchedule" || data3 === "PreferNoSchedule" || data3 === "NoExecute")) {
            const err10 = { instancePath: instancePath + "/" + i0 + "/effect", schemaPath: "#/$defs/taint/properties/effect/enum", keyword: "enum", params: { allowedValues: schema53.properties.effect.enum }, schema: schema53.properties.effect.enum, parentSchema: schema53.properties.effect, data: data3 };
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
    const err11 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "array" }, schema: schema52.type, parentSchema: schema52, data };
    if (vErrors === null) {
      vErrors = [err11];
    } else {
      vErrors.push(err11);
    }
    errors++;
  }
  validate40.errors = vErrors;
  return errors === 0;
}
validate40.evaluated = { "items": true, "dynamicProps": false, "dynamicItems": false };
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
      if (!(key0 === "kernelModules" || key0 === "sysctls" || key0 === "ephemeralPorts" || key0 === "timeSync" || key0 === "swap" || key0 === "hosts")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema43, data };
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
            if (!formats48.validate(data1)) {
              const err1 = { instancePath: instancePath + "/kernelModules/" + i0, schemaPath: "#/properties/kernelModules/items/format", keyword: "format", params: { format: "kernel-module" }, schema: "kernel-module", parentSchema: schema43.properties.kernelModules.items, data: data1 };
              if (vErrors === null) {
                vErrors = [err1];
              } else {
                vErrors.push(err1);
              }
              errors++;
            }
          } else {
            const err2 = { instancePath: instancePath + "/kernelModules/" + i0, schemaPath: "#/properties/kernelModules/items/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.kernelModules.items.type, parentSchema: schema43.properties.kernelModules.items, data: data1 };
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
              const err3 = { instancePath: instancePath + "/kernelModules", schemaPath: "#/properties/kernelModules/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, schema: true, parentSchema: schema43.properties.kernelModules, data: data0 };
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
        const err4 = { instancePath: instancePath + "/kernelModules", schemaPath: "#/properties/kernelModules/type", keyword: "type", params: { type: "array" }, schema: schema43.properties.kernelModules.type, parentSchema: schema43.properties.kernelModules, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.sysctls !== void 0) {
      let data2 = data.sysctls;
      if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
        for (const key1 in data2) {
          const _errs8 = errors;
          if (typeof key1 === "string") {
            if (!formats50.validate(key1)) {
              const err5 = { instancePath: instancePath + "/sysctls", schemaPath: "#/properties/sysctls/propertyNames/format", keyword: "format", params: { format: "sysctl" }, schema: "sysctl", parentSchema: schema43.properties.sysctls.propertyNames, data: key1, propertyName: key1 };
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
            const err6 = { instancePath: instancePath + "/sysctls", schemaPath: "#/properties/sysctls/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, schema: schema43.properties.sysctls.propertyNames, parentSchema: schema43.properties.sysctls, data: data2 };
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
          if (typeof data3 !== "string" && !(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
            const err7 = { instancePath: instancePath + "/sysctls/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/sysctls/additionalProperties/type", keyword: "type", params: { type: schema43.properties.sysctls.additionalProperties.type }, schema: schema43.properties.sysctls.additionalProperties.type, parentSchema: schema43.properties.sysctls.additionalProperties, data: data3 };
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
          if (typeof data3 === "string") {
            if (!formats52.validate(data3)) {
              const err8 = { instancePath: instancePath + "/sysctls/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/properties/sysctls/additionalProperties/format", keyword: "format", params: { format: "sysctl-value" }, schema: "sysctl-value", parentSchema: schema43.properties.sysctls.additionalProperties, data: data3 };
              if (vErrors === null) {
                vErrors = [err8];
              } else {
                vErrors.push(err8);
              }
              errors++;
            }
          }
        }
      } else {
        const err9 = { instancePath: instancePath + "/sysctls", schemaPath: "#/properties/sysctls/type", keyword: "type", params: { type: "object" }, schema: schema43.properties.sysctls.type, parentSchema: schema43.properties.sysctls, data: data2 };
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
    }
    if (data.ephemeralPorts !== void 0) {
      let data4 = data.ephemeralPorts;
      if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
        for (const key3 in data4) {
          if (!(key3 === "range" || key3 === "reserved")) {
            const err10 = { instancePath: instancePath + "/ephemeralPorts", schemaPath: "#/$defs/ephemeralPorts/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key3 }, schema: false, parentSchema: schema44, data: data4 };
            if (vErrors === null) {
              vErrors = [err10];
            } else {
              vErrors.push(err10);
            }
            errors++;
          }
        }
        if (data4.range !== void 0) {
          let data5 = data4.range;
          if (Array.isArray(data5)) {
            if (data5.length > 2) {
              const err11 = { instancePath: instancePath + "/ephemeralPorts/range", schemaPath: "#/$defs/ephemeralPorts/properties/range/maxItems", keyword: "maxItems", params: { limit: 2 }, schema: 2, parentSchema: schema44.properties.range, data: data5 };
              if (vErrors === null) {
                vErrors = [err11];
              } else {
                vErrors.push(err11);
              }
              errors++;
            }
            if (data5.length < 2) {
              const err12 = { instancePath: instancePath + "/ephemeralPorts/range", schemaPath: "#/$defs/ephemeralPorts/properties/range/minItems", keyword: "minItems", params: { limit: 2 }, schema: 2, parentSchema: schema44.properties.range, data: data5 };
              if (vErrors === null) {
                vErrors = [err12];
              } else {
                vErrors.push(err12);
              }
              errors++;
            }
            const len1 = data5.length;
            for (let i2 = 0; i2 < len1; i2++) {
              let data6 = data5[i2];
              if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)) && isFinite(data6))) {
                const err13 = { instancePath: instancePath + "/ephemeralPorts/range/" + i2, schemaPath: "#/$defs/ephemeralPorts/properties/range/items/type", keyword: "type", params: { type: "integer" }, schema: schema44.properties.range.items.type, parentSchema: schema44.properties.range.items, data: data6 };
                if (vErrors === null) {
                  vErrors = [err13];
                } else {
                  vErrors.push(err13);
                }
                errors++;
              }
              if (typeof data6 == "number" && isFinite(data6)) {
                if (data6 > 65535 || isNaN(data6)) {
                  const err14 = { instancePath: instancePath + "/ephemeralPorts/range/" + i2, schemaPath: "#/$defs/ephemeralPorts/properties/range/items/maximum", keyword: "maximum", params: { comparison: "<=", limit: 65535 }, schema: 65535, parentSchema: schema44.properties.range.items, data: data6 };
                  if (vErrors === null) {
                    vErrors = [err14];
                  } else {
                    vErrors.push(err14);
                  }
                  errors++;
                }
                if (data6 < 1024 || isNaN(data6)) {
                  const err15 = { instancePath: instancePath + "/ephemeralPorts/range/" + i2, schemaPath: "#/$defs/ephemeralPorts/properties/range/items/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1024 }, schema: 1024, parentSchema: schema44.properties.range.items, data: data6 };
                  if (vErrors === null) {
                    vErrors = [err15];
                  } else {
                    vErrors.push(err15);
                  }
                  errors++;
                }
              }
            }
          } else {
            const err16 = { instancePath: instancePath + "/ephemeralPorts/range", schemaPath: "#/$defs/ephemeralPorts/properties/range/type", keyword: "type", params: { type: "array" }, schema: schema44.properties.range.type, parentSchema: schema44.properties.range, data: data5 };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
        if (data4.reserved !== void 0) {
          let data7 = data4.reserved;
          if (typeof data7 !== "string" && !Array.isArray(data7)) {
            const err17 = { instancePath: instancePath + "/ephemeralPorts/reserved", schemaPath: "#/$defs/ephemeralPorts/properties/reserved/type", keyword: "type", params: { type: schema44.properties.reserved.type }, schema: schema44.properties.reserved.type, parentSchema: schema44.properties.reserved, data: data7 };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
          if (typeof data7 === "string") {
            if (!formats54.validate(data7)) {
              const err18 = { instancePath: instancePath + "/ephemeralPorts/reserved", schemaPath: "#/$defs/ephemeralPorts/properties/reserved/format", keyword: "format", params: { format: "auto" }, schema: "auto", parentSchema: schema44.properties.reserved, data: data7 };
              if (vErrors === null) {
                vErrors = [err18];
              } else {
                vErrors.push(err18);
              }
              errors++;
            }
          }
          if (Array.isArray(data7)) {
            const len2 = data7.length;
            for (let i3 = 0; i3 < len2; i3++) {
              let data8 = data7[i3];
              if (typeof data8 === "string") {
                if (!formats56.validate(data8)) {
                  const err19 = { instancePath: instancePath + "/ephemeralPorts/reserved/" + i3, schemaPath: "#/$defs/ephemeralPorts/properties/reserved/items/format", keyword: "format", params: { format: "port-range" }, schema: "port-range", parentSchema: schema44.properties.reserved.items, data: data8 };
                  if (vErrors === null) {
                    vErrors = [err19];
                  } else {
                    vErrors.push(err19);
                  }
                  errors++;
                }
              } else {
                const err20 = { instancePath: instancePath + "/ephemeralPorts/reserved/" + i3, schemaPath: "#/$defs/ephemeralPorts/properties/reserved/items/type", keyword: "type", params: { type: "string" }, schema: schema44.properties.reserved.items.type, parentSchema: schema44.properties.reserved.items, data: data8 };
                if (vErrors === null) {
                  vErrors = [err20];
                } else {
                  vErrors.push(err20);
                }
                errors++;
              }
            }
          }
        }
      } else {
        const err21 = { instancePath: instancePath + "/ephemeralPorts", schemaPath: "#/$defs/ephemeralPorts/type", keyword: "type", params: { type: "object" }, schema: schema44.type, parentSchema: schema44, data: data4 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.timeSync !== void 0) {
      let data9 = data.timeSync;
      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
        for (const key4 in data9) {
          if (!(key4 === "provider" || key4 === "maxSkew" || key4 === "maxWorkerSkew")) {
            const err22 = { instancePath: instancePath + "/timeSync", schemaPath: "#/properties/timeSync/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key4 }, schema: false, parentSchema: schema43.properties.timeSync, data: data9 };
            if (vErrors === null) {
              vErrors = [err22];
            } else {
              vErrors.push(err22);
            }
            errors++;
          }
        }
        if (data9.provider !== void 0) {
          let data10 = data9.provider;
          if (typeof data10 !== "string") {
            const err23 = { instancePath: instancePath + "/timeSync/provider", schemaPath: "#/properties/timeSync/properties/provider/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.timeSync.properties.provider.type, parentSchema: schema43.properties.timeSync.properties.provider, data: data10 };
            if (vErrors === null) {
              vErrors = [err23];
            } else {
              vErrors.push(err23);
            }
            errors++;
          }
          if (!(data10 === "none")) {
            const err24 = { instancePath: instancePath + "/timeSync/provider", schemaPath: "#/properties/timeSync/properties/provider/enum", keyword: "enum", params: { allowedValues: schema43.properties.timeSync.properties.provider.enum }, schema: schema43.properties.timeSync.properties.provider.enum, parentSchema: schema43.properties.timeSync.properties.provider, data: data10 };
            if (vErrors === null) {
              vErrors = [err24];
            } else {
              vErrors.push(err24);
            }
            errors++;
          }
        }
        if (data9.maxSkew !== void 0) {
          let data11 = data9.maxSkew;
          if (typeof data11 === "string") {
            if (!formats58.validate(data11)) {
              const err25 = { instancePath: instancePath + "/timeSync/maxSkew", schemaPath: "#/properties/timeSync/properties/maxSkew/format", keyword: "format", params: { format: "duration" }, schema: "duration", parentSchema: schema43.properties.timeSync.properties.maxSkew, data: data11 };
              if (vErrors === null) {
                vErrors = [err25];
              } else {
                vErrors.push(err25);
              }
              errors++;
            }
          } else {
            const err26 = { instancePath: instancePath + "/timeSync/maxSkew", schemaPath: "#/properties/timeSync/properties/maxSkew/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.timeSync.properties.maxSkew.type, parentSchema: schema43.properties.timeSync.properties.maxSkew, data: data11 };
            if (vErrors === null) {
              vErrors = [err26];
            } else {
              vErrors.push(err26);
            }
            errors++;
          }
        }
        if (data9.maxWorkerSkew !== void 0) {
          let data12 = data9.maxWorkerSkew;
          if (typeof data12 === "string") {
            if (!formats58.validate(data12)) {
              const err27 = { instancePath: instancePath + "/timeSync/maxWorkerSkew", schemaPath: "#/properties/timeSync/properties/maxWorkerSkew/format", keyword: "format", params: { format: "duration" }, schema: "duration", parentSchema: schema43.properties.timeSync.properties.maxWorkerSkew, data: data12 };
              if (vErrors === null) {
                vErrors = [err27];
              } else {
                vErrors.push(err27);
              }
              errors++;
            }
          } else {
            const err28 = { instancePath: instancePath + "/timeSync/maxWorkerSkew", schemaPath: "#/properties/timeSync/properties/maxWorkerSkew/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.timeSync.properties.maxWorkerSkew.type, parentSchema: schema43.properties.timeSync.properties.maxWorkerSkew, data: data12 };
            if (vErrors === null) {
              vErrors = [err28];
            } else {
              vErrors.push(err28);
            }
            errors++;
          }
        }
      } else {
        const err29 = { instancePath: instancePath + "/timeSync", schemaPath: "#/properties/timeSync/type", keyword: "type", params: { type: "object" }, schema: schema43.properties.timeSync.type, parentSchema: schema43.properties.timeSync, data: data9 };
        if (vErrors === null) {
          vErrors = [err29];
        } else {
          vErrors.push(err29);
        }
        errors++;
      }
    }
    if (data.swap !== void 0) {
      let data13 = data.swap;
      if (typeof data13 !== "string") {
        const err30 = { instancePath: instancePath + "/swap", schemaPath: "#/properties/swap/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.swap.type, parentSchema: schema43.properties.swap, data: data13 };
        if (vErrors === null) {
          vErrors = [err30];
        } else {
          vErrors.push(err30);
        }
        errors++;
      }
      if (!(data13 === "disabled" || data13 === "kept")) {
        const err31 = { instancePath: instancePath + "/swap", schemaPath: "#/properties/swap/enum", keyword: "enum", params: { allowedValues: schema43.properties.swap.enum }, schema: schema43.properties.swap.enum, parentSchema: schema43.properties.swap, data: data13 };
        if (vErrors === null) {
          vErrors = [err31];
        } else {
          vErrors.push(err31);
        }
        errors++;
      }
    }
    if (data.hosts !== void 0) {
      let data14 = data.hosts;
      if (Array.isArray(data14)) {
        const len3 = data14.length;
        for (let i4 = 0; i4 < len3; i4++) {
          let data15 = data14[i4];
          if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
            if (data15.ip === void 0) {
              const err32 = { instancePath: instancePath + "/hosts/" + i4, schemaPath: "#/properties/hosts/items/required", keyword: "required", params: { missingProperty: "ip" }, schema: schema43.properties.hosts.items.required, parentSchema: schema43.properties.hosts.items, data: data15 };
              if (vErrors === null) {
                vErrors = [err32];
              } else {
                vErrors.push(err32);
              }
              errors++;
            }
            if (data15.names === void 0) {
              const err33 = { instancePath: instancePath + "/hosts/" + i4, schemaPath: "#/properties/hosts/items/required", keyword: "required", params: { missingProperty: "names" }, schema: schema43.properties.hosts.items.required, parentSchema: schema43.properties.hosts.items, data: data15 };
              if (vErrors === null) {
                vErrors = [err33];
              } else {
                vErrors.push(err33);
              }
              errors++;
            }
            for (const key5 in data15) {
              if (!(key5 === "ip" || key5 === "names")) {
                const err34 = { instancePath: instancePath + "/hosts/" + i4, schemaPath: "#/properties/hosts/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key5 }, schema: false, parentSchema: schema43.properties.hosts.items, data: data15 };
                if (vErrors === null) {
                  vErrors = [err34];
                } else {
                  vErrors.push(err34);
                }
                errors++;
              }
            }
            if (data15.ip !== void 0) {
              let data16 = data15.ip;
              if (typeof data16 === "string") {
                if (!formats62.validate(data16)) {
                  const err35 = { instancePath: instancePath + "/hosts/" + i4 + "/ip", schemaPath: "#/properties/hosts/items/properties/ip/format", keyword: "format", params: { format: "ip" }, schema: "ip", parentSchema: schema43.properties.hosts.items.properties.ip, data: data16 };
                  if (vErrors === null) {
                    vErrors = [err35];
                  } else {
                    vErrors.push(err35);
                  }
                  errors++;
                }
              } else {
                const err36 = { instancePath: instancePath + "/hosts/" + i4 + "/ip", schemaPath: "#/properties/hosts/items/properties/ip/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.hosts.items.properties.ip.type, parentSchema: schema43.properties.hosts.items.properties.ip, data: data16 };
                if (vErrors === null) {
                  vErrors = [err36];
                } else {
                  vErrors.push(err36);
                }
                errors++;
              }
            }
            if (data15.names !== void 0) {
              let data17 = data15.names;
              if (Array.isArray(data17)) {
                if (data17.length < 1) {
                  const err37 = { instancePath: instancePath + "/hosts/" + i4 + "/names", schemaPath: "#/properties/hosts/items/properties/names/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema43.properties.hosts.items.properties.names, data: data17 };
                  if (vErrors === null) {
                    vErrors = [err37];
                  } else {
                    vErrors.push(err37);
                  }
                  errors++;
                }
                const len4 = data17.length;
                for (let i5 = 0; i5 < len4; i5++) {
                  let data18 = data17[i5];
                  if (typeof data18 === "string") {
                    if (!formats12.validate(data18)) {
                      const err38 = { instancePath: instancePath + "/hosts/" + i4 + "/names/" + i5, schemaPath: "#/properties/hosts/items/properties/names/items/format", keyword: "format", params: { format: "dns-name" }, schema: "dns-name", parentSchema: schema43.properties.hosts.items.properties.names.items, data: data18 };
                      if (vErrors === null) {
                        vErrors = [err38];
                      } else {
                        vErrors.push(err38);
                      }
                      errors++;
                    }
                  } else {
                    const err39 = { instancePath: instancePath + "/hosts/" + i4 + "/names/" + i5, schemaPath: "#/properties/hosts/items/properties/names/items/type", keyword: "type", params: { type: "string" }, schema: schema43.properties.hosts.items.properties.names.items.type, parentSchema: schema43.properties.hosts.items.properties.names.items, data: data18 };
                    if (vErrors === null) {
                      vErrors = [err39];
                    } else {
                      vErrors.push(err39);
                    }
                    errors++;
                  }
                }
                let i6 = data17.length;
                let j1;
                if (i6 > 1) {
                  const indices1 = {};
                  for (; i6--; ) {
                    let item1 = data17[i6];
                    if (typeof item1 !== "string") {
                      continue;
                    }
                    if (typeof indices1[item1] == "number") {
                      j1 = indices1[item1];
                      const err40 = { instancePath: instancePath + "/hosts/" + i4 + "/names", schemaPath: "#/properties/hosts/items/properties/names/uniqueItems", keyword: "uniqueItems", params: { i: i6, j: j1 }, schema: true, parentSchema: schema43.properties.hosts.items.properties.names, data: data17 };
                      if (vErrors === null) {
                        vErrors = [err40];
                      } else {
                        vErrors.push(err40);
                      }
                      errors++;
                      break;
                    }
                    indices1[item1] = i6;
                  }
                }
              } else {
                const err41 = { instancePath: instancePath + "/hosts/" + i4 + "/names", schemaPath: "#/properties/hosts/items/properties/names/type", keyword: "type", params: { type: "array" }, schema: schema43.properties.hosts.items.properties.names.type, parentSchema: schema43.properties.hosts.items.properties.names, data: data17 };
                if (vErrors === null) {
                  vErrors = [err41];
                } else {
                  vErrors.push(err41);
                }
                errors++;
              }
            }
          } else {
            const err42 = { instancePath: instancePath + "/hosts/" + i4, schemaPath: "#/properties/hosts/items/type", keyword: "type", params: { type: "object" }, schema: schema43.properties.hosts.items.type, parentSchema: schema43.properties.hosts.items, data: data15 };
            if (vErrors === null) {
              vErrors = [err42];
            } else {
              vErrors.push(err42);
            }
            errors++;
          }
        }
      } else {
        const err43 = { instancePath: instancePath + "/hosts", schemaPath: "#/properties/hosts/type", keyword: "type", params: { type: "array" }, schema: schema43.properties.hosts.type, parentSchema: schema43.properties.hosts, data: data14 };
        if (vErrors === null) {
          vErrors = [err43];
        } else {
          vErrors.push(err43);
        }
        errors++;
      }
    }
  } else {
    const err44 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema43.type, parentSchema: schema43, data };
    if (vErrors === null) {
      vErrors = [err44];
    } else {
      vErrors.push(err44);
    }
    errors++;
  }
  validate43.errors = vErrors;
  return errors === 0;
}
validate43.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
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
    for (const key0 in data) {
      if (!(key0 === "labels" || key0 === "taints" || key0 === "ssh" || key0 === "node")) {
        const err0 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema50, data };
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
            if (!formats82.validate(key1)) {
              const err1 = { instancePath: instancePath + "/labels", schemaPath: "#/$defs/labels/propertyNames/format", keyword: "format", params: { format: "qualified-name" }, schema: "qualified-name", parentSchema: schema51.propertyNames, data: key1, propertyName: key1 };
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
            const err2 = { instancePath: instancePath + "/labels", schemaPath: "#/$defs/labels/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, schema: schema51.propertyNames, parentSchema: schema51, data: data0 };
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
            if (!formats84.validate(data1)) {
              const err3 = { instancePath: instancePath + "/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/labels/additionalProperties/format", keyword: "format", params: { format: "label-value" }, schema: "label-value", parentSchema: schema51.additionalProperties, data: data1 };
              if (vErrors === null) {
                vErrors = [err3];
              } else {
                vErrors.push(err3);
              }
              errors++;
            }
          } else {
            const err4 = { instancePath: instancePath + "/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/labels/additionalProperties/type", keyword: "type", params: { type: "string" }, schema: schema51.additionalProperties.type, parentSchema: schema51.additionalProperties, data: data1 };
            if (vErrors === null) {
              vErrors = [err4];
            } else {
              vErrors.push(err4);
            }
            errors++;
          }
        }
      } else {
        const err5 = { instancePath: instancePath + "/labels", schemaPath: "#/$defs/labels/type", keyword: "type", params: { type: "object" }, schema: schema51.type, parentSchema: schema51, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.taints !== void 0) {
      if (!validate40(data.taints, { instancePath: instancePath + "/taints", parentData: data, parentDataProperty: "taints", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
        errors = vErrors.length;
      }
    }
    if (data.ssh !== void 0) {
      if (!validate37(data.ssh, { instancePath: instancePath + "/ssh", parentData: data, parentDataProperty: "ssh", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
        errors = vErrors.length;
      }
    }
    if (data.node !== void 0) {
      if (!validate43(data.node, { instancePath: instancePath + "/node", parentData: data, parentDataProperty: "node", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err6 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema50.type, parentSchema: schema50, data };
    if (vErrors === null) {
      vErrors = [err6];
    } else {
      vErrors.push(err6);
    }
    errors++;
  }
  validate39.errors = vErrors;
  return errors === 0;
}
validate39.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var schema56 = { "type": "object", "additionalProperties": false, "required": ["name", "role", "address"], "properties": { "name": { "description": "The node's name. It cannot change once the host has joined.", "type": "string", "format": "node-name", "examples": ["cp-1"] }, "role": { "description": "What the host is for.", "type": "string", "enum": ["control-plane", "worker"] }, "groups": { "description": "Groups to take settings from, in this order.", "type": "array", "items": { "type": "string" }, "uniqueItems": true, "default": [] }, "address": { "description": "DNS name or IP address at which SSH reaches the host.", "type": "string", "format": "host", "examples": ["192.0.2.11"] }, "internalAddress": { "description": "The node's IP address in the cluster, or `IPv4,IPv6` for dual stack, the primary family first. Absent: `address`, which must then be an IP address.", "type": "string", "format": "ip-list", "examples": ["10.0.0.11"] }, "state": { "description": "`present`: the host belongs to the cluster. `absent`, which takes it out, is not supported by this version yet.", "type": "string", "enum": ["present", "absent"], "default": "present" }, "labels": { "$ref": "#/$defs/labels" }, "taints": { "$ref": "#/$defs/taints" }, "ssh": { "$ref": "#/$defs/ssh", "description": "Overrides of the inventory's `ssh`." }, "node": { "$ref": "cluster.schema.json#/$defs/node", "description": "Overrides `spec.node` of the cluster." } }, "description": "One host." };
var formats110 = formats["node-name"];
var formats114 = formats["ip-list"];
function validate46(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate46.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, schema: schema56.required, parentSchema: schema56, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.role === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "role" }, schema: schema56.required, parentSchema: schema56, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.address === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "address" }, schema: schema56.required, parentSchema: schema56, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!func1.call(schema56.properties, key0)) {
        const err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema56, data };
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
        if (!formats110.validate(data0)) {
          const err4 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/format", keyword: "format", params: { format: "node-name" }, schema: "node-name", parentSchema: schema56.properties.name, data: data0 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, schema: schema56.properties.name.type, parentSchema: schema56.properties.name, data: data0 };
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
        const err6 = { instancePath: instancePath + "/role", schemaPath: "#/properties/role/type", keyword: "type", params: { type: "string" }, schema: schema56.properties.role.type, parentSchema: schema56.properties.role, data: data1 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if (!(data1 === "control-plane" || data1 === "worker")) {
        const err7 = { instancePath: instancePath + "/role", schemaPath: "#/properties/role/enum", keyword: "enum", params: { allowedValues: schema56.properties.role.enum }, schema: schema56.properties.role.enum, parentSchema: schema56.properties.role, data: data1 };
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
            const err8 = { instancePath: instancePath + "/groups/" + i0, schemaPath: "#/properties/groups/items/type", keyword: "type", params: { type: "string" }, schema: schema56.properties.groups.items.type, parentSchema: schema56.properties.groups.items, data: data3 };
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
              const err9 = { instancePath: instancePath + "/groups", schemaPath: "#/properties/groups/uniqueItems", keyword: "uniqueItems", params: { i: i1, j: j0 }, schema: true, parentSchema: schema56.properties.groups, data: data2 };
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
        const err10 = { instancePath: instancePath + "/groups", schemaPath: "#/properties/groups/type", keyword: "type", params: { type: "array" }, schema: schema56.properties.groups.type, parentSchema: schema56.properties.groups, data: data2 };
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
          const err11 = { instancePath: instancePath + "/address", schemaPath: "#/properties/address/format", keyword: "format", params: { format: "host" }, schema: "host", parentSchema: schema56.properties.address, data: data4 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
      } else {
        const err12 = { instancePath: instancePath + "/address", schemaPath: "#/properties/address/type", keyword: "type", params: { type: "string" }, schema: schema56.properties.address.type, parentSchema: schema56.properties.address, data: data4 };
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
        if (!formats114.validate(data5)) {
          const err13 = { instancePath: instancePath + "/internalAddress", schemaPath: "#/properties/internalAddress/format", keyword: "format", params: { format: "ip-list" }, schema: "ip-list", parentSchema: schema56.properties.internalAddress, data: data5 };
          if (vErrors === null) {
            vErrors = [err13];
          } else {
            vErrors.push(err13);
          }
          errors++;
        }
      } else {
        const err14 = { instancePath: instancePath + "/internalAddress", schemaPath: "#/properties/internalAddress/type", keyword: "type", params: { type: "string" }, schema: schema56.properties.internalAddress.type, parentSchema: schema56.properties.internalAddress, data: data5 };
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
        const err15 = { instancePath: instancePath + "/state", schemaPath: "#/properties/state/type", keyword: "type", params: { type: "string" }, schema: schema56.properties.state.type, parentSchema: schema56.properties.state, data: data6 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
      if (!(data6 === "present" || data6 === "absent")) {
        const err16 = { instancePath: instancePath + "/state", schemaPath: "#/properties/state/enum", keyword: "enum", params: { allowedValues: schema56.properties.state.enum }, schema: schema56.properties.state.enum, parentSchema: schema56.properties.state, data: data6 };
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
            if (!formats82.validate(key1)) {
              const err17 = { instancePath: instancePath + "/labels", schemaPath: "#/$defs/labels/propertyNames/format", keyword: "format", params: { format: "qualified-name" }, schema: "qualified-name", parentSchema: schema51.propertyNames, data: key1, propertyName: key1 };
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
            const err18 = { instancePath: instancePath + "/labels", schemaPath: "#/$defs/labels/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, schema: schema51.propertyNames, parentSchema: schema51, data: data7 };
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
            if (!formats84.validate(data8)) {
              const err19 = { instancePath: instancePath + "/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/labels/additionalProperties/format", keyword: "format", params: { format: "label-value" }, schema: "label-value", parentSchema: schema51.additionalProperties, data: data8 };
              if (vErrors === null) {
                vErrors = [err19];
              } else {
                vErrors.push(err19);
              }
              errors++;
            }
          } else {
            const err20 = { instancePath: instancePath + "/labels/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/labels/additionalProperties/type", keyword: "type", params: { type: "string" }, schema: schema51.additionalProperties.type, parentSchema: schema51.additionalProperties, data: data8 };
            if (vErrors === null) {
              vErrors = [err20];
            } else {
              vErrors.push(err20);
            }
            errors++;
          }
        }
      } else {
        const err21 = { instancePath: instancePath + "/labels", schemaPath: "#/$defs/labels/type", keyword: "type", params: { type: "object" }, schema: schema51.type, parentSchema: schema51, data: data7 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.taints !== void 0) {
      if (!validate40(data.taints, { instancePath: instancePath + "/taints", parentData: data, parentDataProperty: "taints", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate40.errors : vErrors.concat(validate40.errors);
        errors = vErrors.length;
      }
    }
    if (data.ssh !== void 0) {
      if (!validate37(data.ssh, { instancePath: instancePath + "/ssh", parentData: data, parentDataProperty: "ssh", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
        errors = vErrors.length;
      }
    }
    if (data.node !== void 0) {
      if (!validate43(data.node, { instancePath: instancePath + "/node", parentData: data, parentDataProperty: "node", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate43.errors : vErrors.concat(validate43.errors);
        errors = vErrors.length;
      }
    }
  } else {
    const err22 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema56.type, parentSchema: schema56, data };
    if (vErrors === null) {
      vErrors = [err22];
    } else {
      vErrors.push(err22);
    }
    errors++;
  }
  validate46.errors = vErrors;
  return errors === 0;
}
validate46.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate36(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
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
    if (data.apiVersion === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "apiVersion" }, schema: schema46.required, parentSchema: schema46, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.kind === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "kind" }, schema: schema46.required, parentSchema: schema46, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.hosts === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "hosts" }, schema: schema46.required, parentSchema: schema46, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "apiVersion" || key0 === "kind" || key0 === "ssh" || key0 === "groups" || key0 === "hosts")) {
        const err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, schema: false, parentSchema: schema46, data };
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
        const err4 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/type", keyword: "type", params: { type: "string" }, schema: schema46.properties.apiVersion.type, parentSchema: schema46.properties.apiVersion, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
      if ("kubestrap.dev/v1alpha1" !== data0) {
        const err5 = { instancePath: instancePath + "/apiVersion", schemaPath: "#/properties/apiVersion/const", keyword: "const", params: { allowedValue: "kubestrap.dev/v1alpha1" }, schema: "kubestrap.dev/v1alpha1", parentSchema: schema46.properties.apiVersion, data: data0 };
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
        const err6 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/type", keyword: "type", params: { type: "string" }, schema: schema46.properties.kind.type, parentSchema: schema46.properties.kind, data: data1 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
      if ("Inventory" !== data1) {
        const err7 = { instancePath: instancePath + "/kind", schemaPath: "#/properties/kind/const", keyword: "const", params: { allowedValue: "Inventory" }, schema: "Inventory", parentSchema: schema46.properties.kind, data: data1 };
        if (vErrors === null) {
          vErrors = [err7];
        } else {
          vErrors.push(err7);
        }
        errors++;
      }
    }
    if (data.ssh !== void 0) {
      if (!validate37(data.ssh, { instancePath: instancePath + "/ssh", parentData: data, parentDataProperty: "ssh", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate37.errors : vErrors.concat(validate37.errors);
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
              const err8 = { instancePath: instancePath + "/groups", schemaPath: "#/properties/groups/propertyNames/format", keyword: "format", params: { format: "dns-label" }, schema: "dns-label", parentSchema: schema46.properties.groups.propertyNames, data: key1, propertyName: key1 };
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
            const err9 = { instancePath: instancePath + "/groups", schemaPath: "#/properties/groups/propertyNames", keyword: "propertyNames", params: { propertyName: key1 }, schema: schema46.properties.groups.propertyNames, parentSchema: schema46.properties.groups, data: data3 };
            if (vErrors === null) {
              vErrors = [err9];
            } else {
              vErrors.push(err9);
            }
            errors++;
          }
        }
        for (const key2 in data3) {
          if (!validate39(data3[key2], { instancePath: instancePath + "/groups/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"), parentData: data3, parentDataProperty: key2, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate39.errors : vErrors.concat(validate39.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err10 = { instancePath: instancePath + "/groups", schemaPath: "#/properties/groups/type", keyword: "type", params: { type: "object" }, schema: schema46.properties.groups.type, parentSchema: schema46.properties.groups, data: data3 };
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
          const err11 = { instancePath: instancePath + "/hosts", schemaPath: "#/properties/hosts/minItems", keyword: "minItems", params: { limit: 1 }, schema: 1, parentSchema: schema46.properties.hosts, data: data5 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
        const len0 = data5.length;
        for (let i0 = 0; i0 < len0; i0++) {
          if (!validate46(data5[i0], { instancePath: instancePath + "/hosts/" + i0, parentData: data5, parentDataProperty: i0, rootData, dynamicAnchors })) {
            vErrors = vErrors === null ? validate46.errors : vErrors.concat(validate46.errors);
            errors = vErrors.length;
          }
        }
      } else {
        const err12 = { instancePath: instancePath + "/hosts", schemaPath: "#/properties/hosts/type", keyword: "type", params: { type: "array" }, schema: schema46.properties.hosts.type, parentSchema: schema46.properties.hosts, data: data5 };
        if (vErrors === null) {
          vErrors = [err12];
        } else {
          vErrors.push(err12);
        }
        errors++;
      }
    }
  } else {
    const err13 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, schema: schema46.type, parentSchema: schema46, data };
    if (vErrors === null) {
      vErrors = [err13];
    } else {
      vErrors.push(err13);
    }
    errors++;
  }
  validate36.errors = vErrors;
  return errors === 0;
}
validate36.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
export {
  validateCluster,
  validateInventory
};
