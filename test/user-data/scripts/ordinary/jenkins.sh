#!/bin/bash
wget -O /etc/yum.repos.d/jenkins.repo https://pkg.jenkins.io/redhat-stable/jenkins.repo
rpm --import https://pkg.jenkins.io/redhat-stable/jenkins.io-2023.key
dnf install -y java-17-amazon-corretto jenkins
until curl -s -o /dev/null http://localhost:8080/login; do sleep 5; done
password=$(cat /var/lib/jenkins/secrets/initialAdminPassword)
aws ssm put-parameter --name /jenkins/admin --type SecureString --value "$password" --overwrite
