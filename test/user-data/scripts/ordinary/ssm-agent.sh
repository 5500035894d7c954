#!/bin/bash
mkdir -p /tmp/ssm && cd /tmp/ssm
curl -o amazon-ssm-agent.rpm https://s3.amazonaws.com/ec2-downloads-windows/SSMAgent/latest/linux_amd64/amazon-ssm-agent.rpm
rpm -ivh amazon-ssm-agent.rpm || true
systemctl enable --now amazon-ssm-agent
