import { readUserData } from '../../lib/user-data/read-user-data';
import { linesFound } from './reading';

const problems = (text: string): readonly string[] => readUserData(text).problems;

describe('cloud-config is read as cloud-init reads it, by the reader of templates', () => {
  test.each([
    ['a text in quotes that goes on at the column of its key', '#cloud-config\nruncmd:\n- "mount\n/dev/xvdf /data"\n', 3],
    ['a list in brackets that goes on at the first column', '#cloud-config\nruncmd: [ ls,\nmount /dev/xvdf /data ]\n', 3],
    ['its twin, indented', '#cloud-config\nruncmd:\n- "mount\n  /dev/xvdf /data"\n', 3],
    ['merge keys', '#cloud-config\nx: &x {runcmd: [ls, mount /dev/xvdf /data]}\n<<: *x\n', 3],
    ['keys written twice, of which the last counts', '#cloud-config\nruncmd: [ls]\nruncmd: [mount /dev/xvdf /data]\n', 3],
    ['a tag that is not known', '#cloud-config\nx: !y z\nruncmd: [mount /dev/xvdf /data]\n', 3],
  ])('%s', (_, text, line) => {
    expect(problems(text)).toEqual([]);
    expect(linesFound(text)).toEqual([expect.stringMatching(new RegExp(`^runcmd\\[\\d\\], line ${line}: mount /dev/xvdf /data$`))]);
  });

  test('quotes that are never closed', () => {
    expect(problems('#cloud-config\nruncmd:\n- "mount\n/dev/xvdf /data\n')).toEqual([expect.stringMatching(/is not YAML \(/)]);
  });

  test('characters that end a line in YAML 1.1 only, where that makes a difference', () => {
    const hidden = '#cloud-config\nruncmd:\n- ls # all\u2028- mount /dev/xvdf /data\n';
    expect(problems(hidden)).toEqual([expect.stringContaining('end a line in YAML 1.1 only')]);
    expect(problems('#cloud-config\nruncmd:\n- "ls \u2028 all"\n')).toEqual([]);
  });
});
