import { linesFound } from '../reading';

const UUID = '/sys/hypervisor/uuid';
const TAG = '/sys/devices/virtual/dmi/id/board_asset_tag';

const PYTHON = '#!/usr/bin/env python3\n';
const RUBY = '#!/usr/bin/ruby\n';
const PERL = '#!/usr/bin/perl\n';
const NODE = '#!/usr/bin/env node\n';

function powershell(code: string): string {
  return `<powershell>\n${code}\n</powershell>`;
}

function batch(code: string): string {
  return `<script>\n${code}\n</script>`;
}

function encoded(code: string): string {
  return Buffer.from(code, 'utf16le').toString('base64');
}

/** By construct: a script around a file, and the line in which the file is used. */
const READS_FILE: Readonly<Record<string, readonly [script: (file: string) => string, line: number]>> = {
  'Python: a call in print': [(file) => `${PYTHON}print(open("${file}").read())`, 2],
  'Python: a call in print, with a message': [(file) => `${PYTHON}print("id", open("${file}").read())`, 2],
  'Python: a call in logging': [(file) => `${PYTHON}logging.info("id %s", Path("${file}").read_text())`, 2],
  'Python: a condition behind a message': [(file) => `${PYTHON}print("no") if os.path.exists("${file}") else None`, 2],
  'Python: a call behind a message': [(file) => `${PYTHON}print("id"); open("${file}")`, 2],
  'Python: an f-string': [(file) => `${PYTHON}print(f"id {open('${file}').read()}")`, 2],
  'Python: raise': [(file) => `${PYTHON}raise ValueError(open("${file}").read())`, 2],
  'Python: a message into a file': [(file) => `${PYTHON}print("cat ${file}", file=out)`, 2],
  'Python: behind a text in three quotes': [(file) => `${PYTHON}x = """\na\n"""\nopen("${file}")\n"""\nb\n"""`, 5],
  'Python: behind a text in three quotes that is never closed': [(file) => `${PYTHON}"""\nopen("${file}")`, 3],
  'Python: in a text in three quotes': [(file) => `${PYTHON}x = """\ncat ${file}\n"""\nos.system(x)`, 3],
  'Python: in a text in three quotes that is an argument': [(file) => `${PYTHON}os.system(\n"""\ncat ${file}\n""")`, 4],
  'Python: a shell': [(file) => `${PYTHON}subprocess.run("cat ${file}", shell=True)`, 2],
  'Python: a shell in print': [(file) => `${PYTHON}print(subprocess.check_output("cat ${file}", shell=True))`, 2],
  'Python: a shell by its name': [(file) => `${PYTHON}subprocess.run(["bash", "-c", "cat ${file}"])`, 2],
  'Python: a comment of C is none': [(file) => `${PYTHON}x = glob("/dev/*")\nopen("${file}")\ny = "*/"`, 3],
  'Ruby: puts': [(file) => `${RUBY}puts File.read("${file}")`, 2],
  'Ruby: raise unless': [(file) => `${RUBY}raise "not on EC2" unless File.exist?("${file}")`, 2],
  'Ruby: raise unless, without a message': [(file) => `${RUBY}raise unless File.exist?('${file}')`, 2],
  'Ruby: backticks': [(file) => `${RUBY}id = \`cat ${file}\``, 2],
  'Ruby: %x': [(file) => `${RUBY}id = %x(cat ${file})`, 2],
  'Ruby: what a message puts in': [(file) => `${RUBY}puts "id #{File.read('${file}')}"`, 2],
  'Ruby: behind a block of comments': [(file) => `${RUBY}=begin\na\n=end\nFile.read('${file}')`, 5],
  'Ruby: behind a block of comments that is never closed': [(file) => `${RUBY}=begin\nFile.read('${file}')`, 3],
  'Perl: die unless': [(file) => `${PERL}die "not on EC2\\n" unless -e "${file}";`, 2],
  'Perl: or die': [(file) => `${PERL}open(my $f, '<', '${file}') or die "no file";`, 2],
  'Perl: print of a call': [(file) => `${PERL}print read_file("${file}");`, 2],
  'Perl: print to a file': [(file) => `${PERL}print OUT "cat ${file}\\n";`, 2],
  'Perl: system': [(file) => `${PERL}system("cat ${file}") == 0 or die;`, 2],
  'Node: console': [(file) => `${NODE}console.log(fs.readFileSync('${file}', 'utf8'));`, 2],
  'Node: what a message puts in': [(file) => `${NODE}console.log(\`id \${fs.readFileSync('${file}')}\`);`, 2],
  'Node: execSync': [(file) => `${NODE}execSync("cat ${file}")`, 2],
  'Node: behind a comment of several lines': [(file) => `${NODE}/*\n a\n*/ fs.readFileSync('${file}')`, 4],
  'PowerShell: a message of a call': [(file) => powershell(`Write-Output (Get-Content ${file})`), 2],
  'PowerShell: what a message puts in': [(file) => powershell(`Write-Host "id $(Get-Content '${file}')"`), 2],
  'PowerShell: a message into a file': [(file) => powershell(`Write-Output "cat ${file}" | Out-File C:\\x.sh`), 2],
  'PowerShell: behind a block of comments': [(file) => powershell(`<# a\nb #> Get-Content ${file}`), 3],
  'PowerShell: behind a block of comments that is never closed': [(file) => powershell(`<# a\nGet-Content ${file}`), 3],
  'PowerShell: a block of comments in a text is none': [(file) => powershell(`$a = "<#"\nGet-Content ${file}\n$b = "#>"`), 3],
  'PowerShell: a text over lines': [(file) => powershell(`$a = @"\ncat ${file}\n"@`), 3],
  'PowerShell: encoded': [(file) => powershell(`powershell -EncodedCommand ${encoded(`Get-Content ${file}`)}`), 2],
  'PowerShell: evaluated': [(file) => powershell(`Invoke-Expression "Get-Content ${file}"`), 2],
  'PowerShell: a line that goes on': [(file) => powershell(`Get-Content \`\n  ${file}`), 3],
  'PowerShell: behind a message': [(file) => powershell(`Write-Host "id"; Get-Content ${file}`), 2],
  'batch: a message into a file': [(file) => batch(`echo cat ${file} > x.sh`), 2],
  'batch: behind a message': [(file) => batch(`echo id & type ${file}`), 2],
  'batch: PowerShell': [(file) => batch(`powershell -Command "Get-Content ${file}"`), 2],
  'batch: PowerShell, encoded': [(file) => batch(`powershell.exe -NoProfile -enc ${encoded(`Get-Content ${file}`)}`), 2],
  'a shell: PowerShell, encoded': [(file) => `pwsh -EncodedCommand ${encoded(`Get-Content ${file}`)}`, 1],
  'a shell: Perl': [(file) => `perl -e 'die "no" unless -e "${file}"'`, 1],
  'a shell: Python': [(file) => `python3 -c 'print(open("${file}").read())'`, 1],
  'a shell: a here document for Python': [(file) => `python3 - <<EOF\nprint(open("${file}").read())\nEOF`, 2],
  'a shell: awk that reads': [(file) => `awk 'BEGIN { getline id < "${file}"; print id }'`, 1],
  'a shell: awk that runs': [(file) => `awk 'BEGIN { system("cat ${file}") }'`, 1],
  'a unit of systemd': [(file) => `cat > /etc/systemd/system/a.service.d/b.conf <<EOF\nExecStart=cat ${file}\nEOF`, 2],
};

describe.each(Object.entries(READS_FILE))('%s', (_name, [script, line]) => {
  test('is read', () => {
    expect(linesFound(script(UUID))).toEqual([expect.stringMatching(new RegExp(`(^|, )line ${String(line)}: `))]);
  });

  test('is left alone', () => {
    expect(linesFound(script(TAG))).toEqual([]);
  });
});

test.each([
  `${PYTHON}print("no ${UUID}")`,
  `${PYTHON}print("no {}".format("${UUID}"))`,
  `${PYTHON}if a: print("no ${UUID}")`,
  `${PYTHON}print("no ${UUID}", file=sys.stderr)`,
  `${PYTHON}sys.stderr.write("no ${UUID}\\n")`,
  `${PYTHON}LOG.warning('no %s', '${UUID}')`,
  `${PYTHON}raise RuntimeError("no ${UUID}")`,
  `${PYTHON}"""\nNo longer reads ${UUID}.\n"""\nx = 1`,
  `${PYTHON}def f():\n    """Reads no ${UUID}."""\n    return 1`,
  `${PYTHON}x = 1  # ${UUID}`,
  `${RUBY}raise "no ${UUID}" unless ok`,
  `${RUBY}puts 'no ${UUID}'`,
  `${RUBY}=begin\n${UUID}\n=end\nx = 1`,
  `${PERL}die "no ${UUID}" unless $ok;`,
  `${PERL}print STDERR "no ${UUID}\\n";`,
  `${PERL}unless ($ok) { die "no ${UUID}"; }`,
  `${NODE}console.error('no ${UUID}');`,
  `${NODE}throw new Error('no ${UUID}');`,
  `${NODE}/* no\n ${UUID} */ x()`,
  powershell(`Write-Host "no ${UUID}"`),
  powershell(`if ($a) { Write-Output "no ${UUID}" }`),
  powershell(`throw "no ${UUID}"`),
  powershell(`<# ${UUID}\n#>\nGet-Disk`),
  batch(`echo no ${UUID}`),
  batch(`if exist x (echo no ${UUID}) else exit`),
  batch(`rem ${UUID}`),
  `cat > /etc/systemd/system/a.service <<EOF\nDescription=Reads no ${UUID}\nEOF`,
  `ruby -e 'puts "no ${UUID}"'`,
])('%j only says so', (script) => {
  expect(linesFound(script)).toEqual([]);
});

test.each([
  [powershell('switch ((Get-WmiObject Win32_BIOS).SMBIOSBIOSVersion) {\n"4.11.amazon" { exit }\n}'), 2],
  [powershell('switch -Regex ((Get-WmiObject Win32_BIOS).SMBIOSBIOSVersion)\n{\n  "amazon" { exit }\n}'), 2],
  [powershell('if ((Get-WmiObject Win32_BIOS).SMBIOSBIOSVersion -match `\n "amazon") { exit }'), 2],
  [powershell('Get-WmiObject Win32_BIOS |\n Where-Object SMBIOSBIOSVersion -like "*amazon*"'), 2],
  [`${RUBY}case \`dmidecode -s bios-version\`\nwhen /amazon/\n  exit\nend`, 2],
  [`${PYTHON}match subprocess.getoutput("dmidecode -s bios-version"):\n    case "4.11.amazon":\n        exit()`, 2],
  [`${PYTHON}if "amazon" in subprocess.check_output(\n    ["dmidecode", "-s", "bios-version"]):\n    exit()`, 3],
])('%j asks and answers', (script, line) => {
  expect(linesFound(script)).toEqual([expect.stringContaining(`line ${String(line)}: `)]);
});

test.each([
  powershell('switch ((Get-WmiObject Win32_BIOS).SMBIOSBIOSVersion) {\n"1.0" { exit }\n}\nInstall-Package amazon'),
  powershell('Get-WmiObject Win32_BIOS\n$a = "amazon"'),
])('%j asks, and answers nothing', (script) => {
  expect(linesFound(script)).toEqual([]);
});
