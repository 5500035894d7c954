import { describeExemption, describePlace, detailsOf, positionOf, SEVERITY_LABELS } from './finding-text';
import { printable } from '../base/printable';
import { fails, findingsByFile, type FailOn, type LocatedFinding, type Report, type UnreadableInput } from './report';
import { element, xmlDocument, type XmlElement } from './xml';

/** The result of a test case. */
type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

interface TestCase {
  readonly outcome: Outcome;
  readonly xml: XmlElement;
}

/**
 * Formats the report as JUnit XML: a test suite for each template, a test case for each finding. A finding that fails the check is
 * a failure, an exempted one is skipped, any other passes and is described in the output. A template without findings, and an
 * input that cannot be read, is a test case too.
 *
 * Jenkins, GitLab and others read this form: https://github.com/jenkinsci/xunit-plugin (junit-10.xsd).
 */
export function formatJunit(report: Report, failOn: FailOn): string {
  const byFile = findingsByFile(report.findings);
  const files = new Set([...report.files, ...byFile.keys()]);
  const suites = [
    ...[...files].map((file) => ({ file, cases: templateCases(file, byFile.get(file) ?? [], failOn) })),
    ...report.unreadable.map((input) => ({ file: input.file, cases: [unreadableCase(input)] })),
  ];
  const all = suites.flatMap(({ cases }) => cases);
  const { tests, failures, errors } = counts(all);
  return xmlDocument(
    element(
      'testsuites',
      { name: 'cdk-nitro', tests, failures, errors, time: '0' },
      suites.map(({ file, cases }) =>
        element(
          'testsuite',
          { name: file, ...counts(cases), time: '0', file },
          cases.map(({ xml }) => xml),
        ),
      ),
    ),
  );
}

function templateCases(file: string, findings: readonly LocatedFinding[], failOn: FailOn): TestCase[] {
  if (findings.length === 0) return [testCase(file, 'no findings', 'passed', [])];
  return findings.map((finding) => findingCase(finding, failOn));
}

function findingCase(finding: LocatedFinding, failOn: FailOn): TestCase {
  const { file, rule, messageId, severity, message, logicalId, path, exempted } = finding;
  const type = `${rule}/${messageId}`;
  const name = `${type} ${logicalId === undefined ? '' : `${logicalId} `}${path}`;
  if (exempted !== undefined) {
    return testCase(file, name, 'skipped', [element('skipped', { type, message: describeExemption(exempted) }, findingText(finding))]);
  }
  if (fails(finding, failOn)) return testCase(file, name, 'failure', [element('failure', { type, message }, findingText(finding))]);
  return testCase(file, name, 'passed', [element('system-out', {}, `${SEVERITY_LABELS[severity]}: ${findingText(finding)}`)]);
}

function unreadableCase(input: UnreadableInput): TestCase {
  const { file, message } = input;
  return testCase(file, 'can be read', 'error', [
    element('error', { type: 'unreadable', message }, printable(`${positionInFile(input)}: ${message}`)),
  ]);
}

/** Describes a finding in lines, with line breaks from the template escaped: a job's log may take a line for a command. */
function findingText(finding: LocatedFinding): string {
  const lines = [finding.message, `at    ${positionInFile(finding)}  ${describePlace(finding)}`, ...detailsOf(finding)];
  return lines.map(printable).join('\n');
}

function positionInFile(found: LocatedFinding | UnreadableInput): string {
  const position = positionOf(found);
  return position === undefined ? found.file : `${found.file}:${position}`;
}

function testCase(classname: string, name: string, outcome: Outcome, content: readonly XmlElement[]): TestCase {
  return { outcome, xml: element('testcase', { name, classname, time: '0' }, content) };
}

function counts(cases: readonly TestCase[]) {
  const count = (outcome: Outcome): string => String(cases.filter((each) => each.outcome === outcome).length);
  return { tests: String(cases.length), failures: count('failure'), errors: count('error'), skipped: count('skipped') };
}
