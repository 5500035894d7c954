#!/bin/bash -ex
yum -y update
yum install -y ruby wget
REGION=$(curl -s http://169.254.169.254/latest/dynamic/instance-identity/document | grep region | awk -F\" '{print $4}')
cd /home/ec2-user
wget https://aws-codedeploy-${REGION}.s3.${REGION}.amazonaws.com/latest/install
chmod +x ./install
./install auto > /tmp/codedeploy.log 2>&1
service codedeploy-agent status || service codedeploy-agent start
