#!/bin/bash
cat > /tmp/mapping.json <<EOF
[{"DeviceName": "/dev/xvda", "Ebs": {"VolumeSize": 40}}]
EOF
aws ec2 run-instances --image-id "$AMI" --block-device-mappings file:///tmp/mapping.json
aws ec2 run-instances --image-id "$AMI" --block-device-mappings 'DeviceName=/dev/xvda,Ebs={VolumeSize=40}' \
  '[{"DeviceName":"/dev/sdb","NoDevice":""}]'
MAPPING='[{"DeviceName":"/dev/sda1","Ebs":{"VolumeSize":8}}]'
aws ec2 register-image --block-device-mappings "$MAPPING" --name golden
aws ec2 describe-volumes --filters Name=attachment.device,Values=/dev/sdh | jq -r '.Volumes[] | select(.Device == "/dev/sdh")'
