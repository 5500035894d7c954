import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  'ssh to imds address': `#!/bin/bash
IP=$(curl -s http://169.254.169.254/latest/meta-data/local-ipv4)
ssh -o StrictHostKeyChecking=no ec2-user@$IP "sudo mkfs.xfs /dev/xvdf"
`,
  'ssh to imds inline': `#!/bin/bash
ssh ec2-user@$(curl -s http://169.254.169.254/latest/meta-data/local-hostname) 'sudo mount /dev/xvdf /data'
`,
  'ssh via ec2-metadata': `#!/bin/bash
ME=$(ec2-metadata -o | cut -d' ' -f2)
ssh root@$ME mkfs.xfs /dev/xvdf
`,
  'ssh hostname -I': `#!/bin/bash
IP=$(hostname -I | awk '{print $1}')
ssh root@$IP mkfs.xfs /dev/xvdf
`,
  'ssh imdsv2 token': `#!/bin/bash
TOKEN=$(curl -X PUT "http://169.254.169.254/latest/api/token" -H "X-aws-ec2-metadata-token-ttl-seconds: 21600")
IP=$(curl -H "X-aws-ec2-metadata-token: $TOKEN" -s http://169.254.169.254/latest/meta-data/local-ipv4)
ssh root@\${IP} <<'EOF'
mkfs.xfs /dev/xvdf
EOF
`,
  'ssh by a function': `#!/bin/bash
own_ip() { curl -s http://169.254.169.254/latest/meta-data/local-ipv4; }
ssh root@$(own_ip) mkfs.xfs /dev/xvdf
`,
};

test.each(Object.entries(FOUND))('%s', (_name, script) => {
  expect(alarmsOf(script).length).toBeGreaterThan(0);
});

const CLEAN: Readonly<Record<string, string>> = {
  'ssh to a peer': `#!/bin/bash
PEER=$(aws ec2 describe-instances --query 'x' --output text)
ssh root@$PEER mkfs.xfs /dev/xvdf
`,
  'ssh to a gateway': `#!/bin/bash
GW=$(ip route show default | awk '{print $3}')
ssh root@$GW mkfs.xfs /dev/xvdf
`,
};

test.each(Object.entries(CLEAN))('%s', (_name, script) => {
  expect(alarmsOf(script)).toEqual([]);
});
