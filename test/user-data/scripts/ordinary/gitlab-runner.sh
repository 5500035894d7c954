#!/usr/bin/env bash
curl -L "https://packages.gitlab.com/install/repositories/runner/gitlab-runner/script.rpm.sh" | bash
yum install -y gitlab-runner
gitlab-runner register --non-interactive --url "https://gitlab.example.com/" --registration-token "$TOKEN" \
  --executor docker+machine --docker-image alpine:3 --docker-privileged --machine-machine-driver amazonec2 \
  --machine-machine-options "amazonec2-root-size=30"
systemctl restart gitlab-runner
