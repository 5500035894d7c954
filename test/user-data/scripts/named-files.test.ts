import { readUserData } from '../../../lib/user-data/read-user-data';
import { linesFound } from '../reading';

test('units of CoreOS are read', () => {
  const unit = (line: string): string =>
    `#cloud-config\ncoreos:\n  units:\n  - name: data.mount\n    content: |\n      [Mount]\n      ${line}\n    drop-ins:\n    - name: a.conf\n      content: |\n        ${line}\n`;
  expect(linesFound(unit('What=/dev/xvdf'))).toEqual([
    'coreos.units data.mount, line 7: What=/dev/xvdf',
    'coreos.units data.mount, line 11: What=/dev/xvdf',
  ]);
  expect(linesFound(unit('What=/dev/disk/by-label/data'))).toEqual([]);
  expect(linesFound(unit('Description=mounts no /dev/xvdf'))).toEqual([]);
});

test('names of files and units that name a device are read', () => {
  const file = (path: string): string => `#cloud-config\nwrite_files:\n- content: a\n  path: ${path}\n`;
  expect(linesFound(file('/etc/sysconfig/network-scripts/ifcfg-eth0'))).toEqual([expect.stringContaining('line 4: ')]);
  expect(linesFound(file('/etc/sysconfig/network-scripts/ifcfg-ens5'))).toEqual([]);
  const unit = (name: string): string => JSON.stringify({ ignition: { version: '3.4.0' }, systemd: { units: [{ name, contents: '' }] } });
  const texts = (text: string): string[] => readUserData(text).fragments.map((fragment) => fragment.text);
  expect(texts(unit('dev-xvdf.device'))).toContain('dev-xvdf.device');
  expect(texts(unit('data.mount'))).toEqual(['']);
});

test('a file whose content is fetched is told', () => {
  const file = (source: string): string => `#cloud-config\nwrite_files:\n- path: /opt/run\n${source}`;
  expect(readUserData(file('  source:\n    uri: https://example.com/a\n')).elsewhere).toEqual(['/opt/run comes from https://example.com/a']);
  expect(readUserData(file('  content: a\n')).elsewhere).toEqual([]);
});
