import { gzipSync } from 'node:zlib';
import { userDataXen } from '../../lib/rules/user-data-xen';
import { booting, bootingScript, initialized, USER_DATA } from './boot-scripts';
import { testRule } from './rule-tester';

const DETECTS = '[ -f /sys/hypervisor/uuid ] && echo ec2';
const SCRIPT = `#!/bin/bash\n${DETECTS}\n`;
const TEN = 'a b c d e f g h i j'.split(' ');
const COMMAND = 'Metadata/AWS::CloudFormation::Init/setup/commands';

testRule(userDataXen, {
  valid: [
    { name: 'a script that asks the DMI', resource: bootingScript('grep -q ^i- /sys/devices/virtual/dmi/id/board_asset_tag') },
    {
      name: 'a script that asks both',
      resource: bootingScript('[ -f /sys/hypervisor/uuid ] || cat /sys/devices/virtual/dmi/id/board_asset_tag'),
    },
    { name: 'a comment and a message', resource: bootingScript(`# ${DETECTS}`, 'echo no /proc/xen here') },
    { name: 'no user data', resource: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large' } } },
    {
      name: 'cfn-init of something that is not launched',
      resource: {
        Type: 'AWS::CloudFormation::WaitConditionHandle',
        Metadata: { 'AWS::CloudFormation::Init': { setup: { commands: { a: { command: 'xenstore-ls' } } } } },
      },
    },
    { name: 'a file of cfn-init that is not run', resource: initialized({ files: { '/etc/motd': { content: DETECTS } } }) },
    {
      name: 'arguments that are known only at deployment',
      resource: booting({ 'Fn::Base64': { 'Fn::Join': ['', ['#!/bin/bash\necho ', { 'Fn::ImportValue': 'x' }, ' > /etc/x\n']] } }),
    },
  ],
  invalid: [
    {
      name: 'a script that reads the DMI for something else',
      resource: bootingScript(DETECTS, 'cat /sys/devices/virtual/dmi/id/board_asset_tag'),
      findings: [{ messageId: 'xen', path: USER_DATA, value: DETECTS }],
    },
    {
      name: 'cfn-init whose user data reads the DMI',
      resource: initialized({ commands: { a: { command: DETECTS } } }, 'cat /sys/class/dmi/id/sys_vendor'),
      findings: [{ messageId: 'xen', path: `${COMMAND}/a/command`, value: DETECTS }],
    },
    {
      name: 'the hypervisor of Xen',
      resource: bootingScript(DETECTS),
      findings: [
        {
          messageId: 'xen',
          path: USER_DATA,
          severity: 'error',
          value: DETECTS,
          message: `'${DETECTS}' (line 2) looks for files that only exist on the Xen hypervisor: detect EC2 by the DMI, or by IMDSv2`,
          fix: "line 2: on Nitro 'board_asset_tag' of the DMI holds the instance id",
        },
      ],
    },
    {
      name: 'cfn-init of a Spot Fleet',
      resource: {
        Type: 'AWS::EC2::SpotFleet',
        Metadata: { 'AWS::CloudFormation::Init': { setup: { commands: { a: { command: 'xenstore-ls' } } } } },
        Properties: { SpotFleetRequestConfigData: { LaunchSpecifications: [{ InstanceType: 'm7i.large' }] } },
      },
      findings: [{ messageId: 'xen', path: `${COMMAND}/a/command` }],
    },
    {
      name: 'several habits, which are one finding',
      resource: bootingScript('xenstore-ls', 'true', 'cat /proc/xen/capabilities'),
      findings: [{ messageId: 'xen', path: USER_DATA, values: ['cat /proc/xen/capabilities', 'xenstore-ls'], fix: 'line 2' }],
    },
    {
      name: 'a joined script with parts that are known only at deployment',
      resource: booting({ 'Fn::Base64': { 'Fn::Join': ['', ['#!/bin/bash\necho ', { Ref: 'AWS::StackId' }, `\n${DETECTS}\n`]] } }),
      findings: [{ messageId: 'xen', path: USER_DATA, value: DETECTS, message: 'line 3' }],
    },
    {
      name: 'a substituted script',
      resource: booting({ 'Fn::Base64': { 'Fn::Sub': '#!/bin/bash\nxenstore-ls > /tmp/${AWS::StackName}\n' } }),
      findings: [{ messageId: 'xen', path: USER_DATA, value: 'xenstore-ls > /tmp/...' }],
    },
    {
      name: 'a script that is base64 already',
      resource: booting(Buffer.from(SCRIPT).toString('base64')),
      findings: [{ messageId: 'xen', path: USER_DATA, value: DETECTS }],
    },
    {
      name: 'a launch template',
      resource: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { UserData: { 'Fn::Base64': SCRIPT } } } },
      findings: [{ messageId: 'xen', path: 'Properties/LaunchTemplateData/UserData' }],
    },
    {
      name: 'a launch configuration',
      resource: {
        Type: 'AWS::AutoScaling::LaunchConfiguration',
        Properties: { InstanceType: 'm7i.large', UserData: { 'Fn::Base64': SCRIPT } },
      },
      findings: [{ messageId: 'xen', path: USER_DATA }],
    },
    {
      name: 'one branch of a condition',
      template: {
        Parameters: { Old: { Type: 'String', Default: 'no' } },
        Conditions: { IsOld: { 'Fn::Equals': [{ Ref: 'Old' }, 'yes'] } },
        Resources: { Web: booting({ 'Fn::If': ['IsOld', { 'Fn::Base64': SCRIPT }, { 'Fn::Base64': '#!/bin/sh\n' }] }) },
      },
      findings: [{ messageId: 'xen', path: USER_DATA, origin: 'branch IsOld (true)' }],
    },
    {
      name: 'commands of cfn-init, as text and as a list',
      resource: initialized({
        commands: {
          a: { command: DETECTS },
          b: { command: ['sh', '-c', 'xenstore-ls'] },
          c: { command: { 'Fn::Join': [' ', ['cat', '/proc/xen/capabilities', { Ref: 'AWS::StackId' }]] }, test: 'test -d /proc/xen' },
        },
      }),
      findings: [
        { messageId: 'xen', path: `${COMMAND}/a/command`, value: DETECTS },
        { messageId: 'xen', path: `${COMMAND}/b/command`, value: 'xenstore-ls' },
        { messageId: 'xen', path: `${COMMAND}/c/command`, value: 'cat /proc/xen/capabilities ...' },
        { messageId: 'xen', path: `${COMMAND}/c/test`, value: 'test -d /proc/xen' },
      ],
    },
    {
      name: 'a file of cfn-init',
      resource: initialized({ files: { '/opt/detect': { content: { 'Fn::Join': ['\n', ['#!/bin/sh', 'true', DETECTS]] } } } }),
      findings: [
        {
          messageId: 'xen',
          path: 'Metadata/AWS::CloudFormation::Init/setup/files//opt/detect/content',
          message: '(file /opt/detect, line 3)',
        },
      ],
    },
    {
      name: 'a script that carries another one',
      resource: bootingScript(`echo ${Buffer.from(SCRIPT).toString('base64')} | base64 -d | bash`),
      findings: [{ messageId: 'xen', path: USER_DATA, value: DETECTS }],
    },
    {
      name: 'a command that is known only at deployment',
      resource: booting({ 'Fn::Base64': { 'Fn::Join': ['\n', ['#!/bin/bash', { 'Fn::ImportValue': 'commands' }, 'true']] } }),
      findings: [{ messageId: 'undecided', path: USER_DATA, severity: 'info', message: '(all of line 2)' }],
    },
    {
      name: 'a command that is read at deployment',
      resource: bootingScript('{{resolve:ssm:/boot/commands}}'),
      findings: [{ messageId: 'undecided', path: USER_DATA, severity: 'info', message: '(all of line 2)' }],
    },
    {
      name: 'a script that is read at deployment',
      resource: booting({ 'Fn::Base64': '{{resolve:ssm:/boot/script}}' }),
      findings: [{ messageId: 'undecided', path: USER_DATA, severity: 'info', message: "as '/boot/script'" }],
    },
    {
      name: 'a script of ten parameters, of which each is a line',
      template: {
        Parameters: Object.fromEntries(TEN.map((name) => [name, { Type: 'String', Default: name === 'j' ? 'xenstore-ls' : name }])),
        Resources: { Web: booting({ 'Fn::Base64': { 'Fn::Sub': `#!/bin/sh\n${TEN.map((name) => `\${${name}}`).join('\n')}` } }) },
      },
      findings: [
        { messageId: 'xen', path: USER_DATA, value: 'xenstore-ls', message: 'line 11', origin: 'parameter j (Default)' },
        { messageId: 'undecided', path: USER_DATA, severity: 'info', message: '(all of line 2)' },
      ],
    },
    {
      name: 'a function that is not followed',
      resource: booting({ 'Fn::Base64': { 'Fn::Select': [0, { 'Fn::Split': ['|', { 'Fn::ToJsonString': { a: '1' } }] }] } }),
      findings: [
        {
          messageId: 'unfollowed',
          path: USER_DATA,
          severity: 'warning',
          message: "the user data is not fully checked, because 'Fn::ToJsonString' is computed only at deployment: use fewer functions",
        },
      ],
    },
    {
      name: 'half a gzip',
      resource: booting(gzipSync(SCRIPT).subarray(0, 20).toString('base64')),
      findings: [{ messageId: 'unreadable', path: USER_DATA, severity: 'warning', message: 'ends in the middle of its gzip data' }],
    },
    {
      name: 'a script that is known only at deployment',
      template: { Parameters: { Script: { Type: 'String' } }, Resources: { Web: booting({ Ref: 'Script' }) } },
      findings: [{ messageId: 'undecided', path: USER_DATA, severity: 'info', message: "parameter 'Script'" }],
    },
  ],
});
