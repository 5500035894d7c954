#!/bin/bash
dnf install -y amazon-cloudwatch-agent
cat <<'JSON' > /opt/aws/amazon-cloudwatch-agent/etc/config.json
{ "metrics": { "metrics_collected": { "disk": { "resources": ["/"], "ignore_file_system_types": ["devtmpfs"] },
  "net": { "resources": ["*"] } } } }
JSON
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:/opt/aws/amazon-cloudwatch-agent/etc/config.json
