#!/bin/bash -xe
yum update -y aws-cfn-bootstrap
/opt/aws/bin/cfn-init -v --stack web --resource WebServer --configsets default --region us-east-1
error_exit() {
  /opt/aws/bin/cfn-signal -e 1 -r "$1" 'https://cloudformation-waitcondition-us-east-1.s3.amazonaws.com/x'
  exit 1
}
/opt/aws/bin/cfn-hup || error_exit 'Failed to start cfn-hup'
/opt/aws/bin/cfn-signal -e $? --stack web --resource WebServer --region us-east-1
