#!/bin/bash
cat > /etc/chef/first-boot.json <<EOF
{"run_list": ["role[web]"], "disk": {"device": "/dev/xvdf"}}
EOF
curl -L https://omnitruck.chef.io/install.sh | sudo bash -s -- -v 18
chef-client -j /etc/chef/first-boot.json
