#!/bin/bash
TOKEN=$(curl -sX PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60')
INSTANCE=$(curl -sH "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/instance-id)
aws ec2 attach-volume --volume-id vol-0123456789abcdef0 --instance-id "$INSTANCE" --device /dev/sdf
DEVICE_NAME=/dev/xvdg
aws ec2 attach-volume --volume-id vol-0f --instance-id "$INSTANCE" --device "${DEVICE_NAME}"
aws ec2 wait volume-in-use --volume-ids vol-0f --filters "Name=attachment.device,Values=$DEVICE_NAME"
mount LABEL=data /data
