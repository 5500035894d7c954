#!/bin/bash
set -o xtrace
/etc/eks/bootstrap.sh prod-cluster --kubelet-extra-args '--node-labels=lifecycle=spot --max-pods=110' \
  --b64-cluster-ca LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1J --apiserver-endpoint https://ABC.gr7.eu-west-1.eks.amazonaws.com
/opt/aws/bin/cfn-signal --exit-code $? --stack eks --resource NodeGroup --region eu-west-1
