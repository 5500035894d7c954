#!/bin/bash
set -o errexit
NODEUP_URL_AMD64=https://artifacts.k8s.io/binaries/kops/1.29.0/linux/amd64/nodeup
ensure-install-dir() {
  INSTALL_DIR="/opt/kops"
  # On ContainerOS, we install under /var/lib/toolbox; /opt is ro and noexec
  if [[ -d /var/lib/toolbox ]]; then
    INSTALL_DIR="/var/lib/toolbox/kops"
  fi
  mkdir -p ${INSTALL_DIR}/bin
}
case "$(uname -m)" in
x86_64*|i?86_64*|amd64*) NODEUP_URL="${NODEUP_URL_AMD64}" ;;
aarch64*|arm64*) NODEUP_URL="${NODEUP_URL_ARM64}" ;;
*) echo "Unsupported host arch" >&2; exit 1 ;;
esac
# kube-proxy and weave
sysctl -w net.ipv4.conf.all.rp_filter=1
cat > /opt/kops/conf/cluster.yaml <<'__EOF_CLUSTER_SPEC'
cloudConfig: {}
etcdClusters:
  main: { volumeType: gp3 }
kubeProxy: { image: registry.k8s.io/kube-proxy:v1.29.0 }
__EOF_CLUSTER_SPEC
ensure-install-dir
