import { check } from '../../lib/check';

/** Returns the findings on a script whose parameters have no value in the template. */
function findings(script: string): readonly string[] {
  const template = {
    Parameters: { Cmd: { Type: 'String' }, Def: { Type: 'String', Default: 'true' } },
    Resources: {
      Web: { Type: 'AWS::EC2::Instance', Properties: { InstanceType: 'm7i.large', UserData: { 'Fn::Base64': { 'Fn::Sub': script } } } },
    },
  };
  return check([{ id: 'template', template }])
    .findings.filter(({ rule }) => rule.startsWith('user-data'))
    .map(({ severity, rule, messageId }) => `${severity} ${rule}/${messageId}`);
}

const UNDECIDED: Readonly<Record<string, string>> = {
  'a command': '${Cmd}',
  'a command with a default': '${Def}',
  'a command in quotes, with arguments': '"${Cmd}" --verbose',
  'the text of bash -c': 'bash -c "${Cmd}"',
  'the text of bash -c, behind options': "sudo -u ec2-user bash -l -c '${Cmd}'",
  'the text of sh -xec, with a default': 'sh -xec "${Def}"',
  'the text of su -c': 'su - ec2-user -c "${Cmd}"',
  'the text of runuser -c': "runuser -l app -c '${Cmd}'",
  'the text of eval': 'eval "${Cmd}"',
  'the text of python -c': 'python3 -c "${Cmd}"',
  'a here string': 'bash <<< "${Cmd}"',
  'a here document': 'bash <<EOF\n${Cmd}\nEOF',
  'a text that is piped into a shell': 'echo "${Cmd}" | sudo bash',
  'a variable that eval runs': 'CMD="${Cmd}"\neval "$CMD"',
  'a variable that bash -c runs': 'CMD="${Cmd}"\nbash -c "$CMD"',
  'a variable that is run': 'CMD="${Cmd}"\n$CMD',
  'a variable in a here string': 'export C=\'${Cmd}\'\nbash <<< "$C"',
  'a variable that is piped into a shell': "C='${Cmd}'\nprintf '%s\\n' \"$C\" | bash",
  'a variable that su runs': 'readonly CMD="${Def}"\nsu - app -c "$CMD"',
  'an argument that a function runs': 'run() { eval "$1"; }\nrun "${Cmd}"',
  'arguments that a function runs': 'run() { "$@"; }\nrun ${Cmd}',
  'a file that is run': 'echo "${Cmd}" > /tmp/x.sh\nbash /tmp/x.sh',
  'a file that the next start runs': 'echo "${Cmd}" >> /etc/rc.local',
  'a file of cron': 'echo "* * * * * root ${Cmd}" > /etc/cron.d/x',
  'behind timeout': 'timeout 5 ${Cmd}',
  'behind nice': 'nice -n 5 ${Cmd}',
  'behind env': 'env A=b ${Cmd}',
  'behind xargs': 'echo a | xargs ${Cmd}',
  'behind an assignment': 'A=b ${Cmd}',
  'what a fork asks': 'if ${Cmd}; then true; fi',
  'what a loop asks': 'until "${Cmd}"; do sleep 1; done',
  'a word of a loop': 'for c in "${Cmd}"; do $c; done',
  'an item of an array': 'cmds=("${Cmd}")\n"$cmds"',
  'a substitution': 'x=$(${Cmd})',
  'a trap': 'trap "${Cmd}" EXIT',
  'the file that a shell runs': 'bash ${Cmd}',
  'the file that a shell runs, behind options': 'sudo sh -x "${Cmd}"',
  'the file that a shell reads in': '. ${Cmd}',
  'the file that Python runs': 'python3 ${Cmd} --verbose',
};

test.each(Object.entries(UNDECIDED))('%s that only the deployment knows is a note', (_name, script) => {
  expect(findings(`#!/bin/bash\n${script}\n`)).toEqual(['info user-data-xen/undecided']);
});

const CLEAN: Readonly<Record<string, string>> = {
  'a word of a command': 'yum install -y ${Cmd}',
  'a part of the text of bash -c': 'bash -c "echo ECS_CLUSTER=${Cmd} >> /etc/ecs/ecs.config"',
  'a part of the text of su': 'su - app -c "cd /opt && ./run --cluster ${Cmd}"',
  'a variable that is not run': 'CMD="${Cmd}"\necho "$CMD"\naws s3 cp "s3://$CMD/x" /tmp',
  'an option of cfn-init': '/opt/aws/bin/cfn-init -v --stack ${AWS::StackName} -c ${Cmd} --region ${AWS::Region}',
  'an argument of a function that is not run': 'log() { echo "$1"; }\nlog "${Cmd}"',
  'a file that is not run': 'echo "${Cmd}" > /etc/app.conf\necho ${Cmd} | tee /etc/x',
  'an argument behind timeout': 'timeout 5 curl ${Cmd}',
  'an argument of a script': '/etc/eks/bootstrap.sh ${Cmd}',
  'an argument of a script that a shell runs': 'bash /opt/setup.sh ${Cmd}\npython3 -m http.server ${Cmd}',
  'a file that is written here': 'cat > ${Cmd} <<EOF\ntrue\nEOF\nbash ${Cmd}',
  'an assignment': 'A=b${Cmd}\nexport B="${Cmd}"',
};

test.each(Object.entries(CLEAN))('%s is none', (_name, script) => {
  expect(findings(`#!/bin/bash\n${script}\n`)).toEqual([]);
});
