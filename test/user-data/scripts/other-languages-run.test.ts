import { alarmsOf } from '../alarms';

const FOUND: Readonly<Record<string, string>> = {
  "py os.system variable": `#!/usr/bin/env python3
import os
c = "lsblk | grep xvdf"
os.system(c)
`,
  "py subprocess variable": `#!/usr/bin/env python3
cmd = 'virt-what | grep -q xen'
subprocess.run(cmd, shell=True)
`,
  "py check_output": `#!/usr/bin/env python3
cmd = "lsblk | grep xvdf"
out = subprocess.check_output(cmd, shell=True, text=True)
`,
  "py Popen kw args": `#!/usr/bin/env python3
cmd = "lsblk | grep xvdf"
p = subprocess.Popen(args=cmd, shell=True)
`,
  "py f-string": `#!/usr/bin/env python3
disk = "xvdf"
os.system(f"lsblk | grep {disk}")
`,
  "py concatenation": `#!/usr/bin/env python3
disk = "xvdf"
os.system("lsblk | grep " + disk)
`,
  "py format": `#!/usr/bin/env python3
disk = "xvdf"
os.system("lsblk | grep {}".format(disk))
`,
  "py percent": `#!/usr/bin/env python3
disk = "xvdf"
os.system("lsblk | grep %s" % disk)
`,
  "py variable of f-string": `#!/usr/bin/env python3
disk = "xvdf"
cmd = f"lsblk | grep {disk}"
os.system(cmd)
`,
  "py +=": `#!/usr/bin/env python3
cmd = "lsblk"
cmd += " | grep xvdf"
os.system(cmd)
`,
  "py reassigned": `#!/usr/bin/env python3
cmd = "true"
os.system(cmd)
cmd = "lsblk | grep xvdf"
os.system(cmd)
`,
  "py multi line parens": `#!/usr/bin/env python3
cmd = ("lsblk "
       "| grep xvdf")
os.system(cmd)
`,
  "py triple quoted": `#!/usr/bin/env python3
script = """
lsblk | grep xvdf
"""
subprocess.run(["bash", "-c", script])
`,
  "py triple quoted in call": `#!/usr/bin/env python3
subprocess.run("""
lsblk | grep xvdf
""", shell=True)
`,
  "py join": `#!/usr/bin/env python3
os.system(" ".join(["lsblk", "|", "grep", "xvdf"]))
`,
  "py list var": `#!/usr/bin/env python3
cmd = ["sh", "-c", "lsblk | grep xvdf"]
subprocess.run(cmd)
`,
  "py list program": `#!/usr/bin/env python3
subprocess.run(["grep", "-q", "xen", "/proc/modules"])
`,
  "py function arg": `#!/usr/bin/env python3
def run(c):
    return subprocess.check_output(c, shell=True)
run("lsblk | grep xvdf")
`,
  "py input=": `#!/usr/bin/env python3
subprocess.run(["bash"], input=b"lsblk | grep xvdf\\n")
`,
  "py os.popen var": `#!/usr/bin/env python3
c = "lsblk | grep xvdf"
for l in os.popen(c): print(l)
`,
  "py shlex": `#!/usr/bin/env python3
subprocess.run(shlex.split("grep -q xen /proc/modules"))
`,
  "py write script": `#!/usr/bin/env python3
open("/opt/run.sh", "w").write("lsblk | grep xvdf")
os.system("bash /opt/run.sh")
`,
  "py asyncio": `#!/usr/bin/env python3
await asyncio.create_subprocess_shell("lsblk | grep xvdf")
`,
  "py Path in f-string": `#!/usr/bin/env python3
h = "hypervisor"
open(f"/sys/{h}/uuid")
`,
  "py Path added var": `#!/usr/bin/env python3
h = "hypervisor"
open("/sys/" + h + "/uuid")
`,
  "ruby system var": `#!/usr/bin/env ruby
c = "lsblk | grep xvdf"
system(c)
`,
  "ruby interpolated": `#!/usr/bin/env ruby
d = "xvdf"
system("lsblk | grep #{d}")
`,
  "ruby backtick interpolated": `#!/usr/bin/env ruby
d = 'xvdf'
out = \`lsblk | grep #{d}\`
`,
  "ruby heredoc": `#!/usr/bin/env ruby
script = <<~EOS
  lsblk | grep xvdf
EOS
system(script)
`,
  "ruby system var without parens": `#!/usr/bin/env ruby
c = "lsblk | grep xvdf"
system c
`,
  "perl system var": `#!/usr/bin/perl
my $c = "lsblk | grep xvdf";
system($c);
`,
  "perl qx interpolated": `#!/usr/bin/perl
my $d = "xvdf";
my $out = qx(lsblk | grep $d);
`,
  "perl backtick var": `#!/usr/bin/perl
my $c = 'lsblk | grep xvdf';
my $o = \`$c\`;
`,
  "perl system concatenation": `#!/usr/bin/perl
my $d = "xvdf";
system("lsblk | grep " . $d);
`,
  "perl open pipe": `#!/usr/bin/perl
open(my $fh, "-|", "lsblk | grep xvdf");
`,
  "node exec var": `#!/usr/bin/env node
const c = "lsblk | grep xvdf";
require("child_process").execSync(c);
`,
  "node template": `#!/usr/bin/env node
const d = "xvdf";
execSync(\`lsblk | grep \${d}\`);
`,
  "php shell_exec var": `#!/usr/bin/php
<?php
$c = "lsblk | grep xvdf";
shell_exec($c);
`,
  "ps iex var": `<powershell>
$c = "Get-WmiObject Win32_BIOS | Where-Object SMBIOSBIOSVersion -like '*amazon*'"
Invoke-Expression $c
</powershell>
`,
  "ps iex pieces": `<powershell>
$c = "Get-WmiObject Win32_BIOS"
$c += " | Where-Object SMBIOSBIOSVersion -like '*amazon*'"
Invoke-Expression $c
</powershell>
`,
  "ps iex pipe": `<powershell>
$c = "Get-WmiObject Win32_BIOS"
$d = "| Where-Object SMBIOSBIOSVersion -like '*amazon*'"
"$c $d" | iex
</powershell>
`,
  "ps iex by strings added": `<powershell>
iex ("Get-WmiObject Win32_BIOS | Where-Object SMBIOSBIOSVersion -like '*ama" + "zon*'")
</powershell>
`,
  "ps iex format": `<powershell>
$f = "amazon"
Invoke-Expression ("Get-WmiObject Win32_BIOS | Where-Object SMBIOSBIOSVersion -like '*{0}*'" -f $f)
</powershell>
`,
  "ps & cmd": `<powershell>
$cmd = "Get-WmiObject"
& $cmd Win32_BIOS | Where-Object SMBIOSBIOSVersion -like '*amazon*'
</powershell>
`,
  "ps & cmd class in variable": `<powershell>
$class = "Win32_BIOS"
(Get-WmiObject $class).SMBIOSBIOSVersion -like '*amazon*'
</powershell>
`,
  "ps cmd /c": `<powershell>
cmd /c "wmic bios get version | findstr /i amazon"
</powershell>
`,
  "ps cmd /c var": `<powershell>
$c = "wmic bios get version | findstr /i amazon"
cmd /c $c
</powershell>
`,
  "ps cmd /c pieces": `<powershell>
$a = "wmic bios get version"
$b = "findstr /i amazon"
cmd /c "$a | $b"
</powershell>
`,
  "ps -Command": `<powershell>
powershell.exe -Command "Get-WmiObject Win32_BIOS | Where-Object { $_.Version -like '*amazon*' }"
</powershell>
`,
  "ps -Command var": `<powershell>
$c = "Get-WmiObject Win32_BIOS"
$w = "Where-Object Version -like '*amazon*'"
powershell.exe -Command "$c | $w"
</powershell>
`,
  "ps -EncodedCommand": `<powershell>
powershell.exe -EncodedCommand RwBlAHQALQBXAG0AaQBPAGIAagBlAGMAdAAgAFcAaQBuADMAMgBfAEIASQBPAFMAIAB8ACAAVwBoAGUAcgBlAC0ATwBiAGoAZQBjAHQAIABTAE0AQgBJAE8AUwBCAEkATwBTAFYAZQByAHMAaQBvAG4AIAAtAGwAaQBrAGUAIAAnACoAYQBtAGEAegBvAG4AKgAnAA==
</powershell>
`,
  "ps -EncodedCommand var": `<powershell>
$e = "RwBlAHQALQBXAG0AaQBPAGIAagBlAGMAdAAgAFcAaQBuADMAMgBfAEIASQBPAFMAIAB8ACAAVwBoAGUAcgBlAC0ATwBiAGoAZQBjAHQAIABTAE0AQgBJAE8AUwBCAEkATwBTAFYAZQByAHMAaQBvAG4AIAAtAGwAaQBrAGUAIAAnACoAYQBtAGEAegBvAG4AKgAnAA=="
powershell.exe -EncodedCommand $e
</powershell>
`,
  "ps -EncodedCommand made here": `<powershell>
$c = "Get-WmiObject Win32_BIOS"
$c += " | Where-Object SMBIOSBIOSVersion -like '*amazon*'"
$e = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($c))
powershell.exe -EncodedCommand $e
</powershell>
`,
  "ps heredoc": `<powershell>
$s = @"
Get-WmiObject Win32_BIOS | Where-Object SMBIOSBIOSVersion -like '*amazon*'
"@
Invoke-Expression $s
</powershell>
`,
  "ps scriptblock": `<powershell>
$sb = [scriptblock]::Create("Get-WmiObject Win32_BIOS | Where-Object SMBIOSBIOSVersion -like '*amazon*'")
Invoke-Command -ScriptBlock $sb
</powershell>
`,
  "ps variable over lines": `<powershell>
$bios = Get-WmiObject Win32_BIOS
$want = "amazon"
if ($bios.SMBIOSBIOSVersion -like "*$want*") { exit }
</powershell>
`,
  "batch set": `<script>
set C=wmic bios get version
%C% | findstr /i amazon
</script>
`,
  "batch for": `<script>
for /f %%i in ('wmic bios get version ^| findstr amazon') do set X=%%i
</script>
`,
  "py in bash variable": `#!/bin/bash
C='import os; os.system("lsblk | grep xvdf")'
python3 -c "$C"
`,
  "py in heredoc with os.system var": `#!/bin/bash
python3 <<'EOF'
c = "lsblk | grep xvdf"
os.system(c)
EOF
`,
};

const CLEAN: Readonly<Record<string, string>> = {
  "py clean": `#!/usr/bin/env python3
disk = "vol0123"
cmd = f"lsblk -o NAME,SERIAL | grep {disk}"
subprocess.run(cmd, shell=True)
`,
  "py os.system unknown fine": `#!/usr/bin/env python3
def run(cmd):
    return subprocess.check_output(cmd, shell=True)
run("yum -y install nvme-cli")
`,
  "py attach": `#!/usr/bin/env python3
d = "/dev/sdf"
ec2.attach_volume(VolumeId=v, InstanceId=i, Device=d)
`,
  "ruby clean": `#!/usr/bin/env ruby
c = "systemctl start agent"
system(c)
`,
  "ps clean": `<powershell>
$c = "Get-Disk | Where-Object SerialNumber -like 'vol0123*'"
Invoke-Expression $c
</powershell>
`,
  "ps start": `<powershell>
$exe = "C:\\setup.exe"
& $exe /quiet
Invoke-Expression "netsh advfirewall set allprofiles state off"
Start-Process -FilePath "msiexec.exe" -ArgumentList "/i $msi /qn" -Wait
</powershell>
`,
  "ps chocolatey": `<powershell>
Set-ExecutionPolicy Bypass -Scope Process -Force
iex ((New-Object System.Net.WebClient).DownloadString('https://chocolatey.org/install.ps1'))
choco install -y awscli
</powershell>
`,
  "ps both": `<powershell>
$m = (Get-WmiObject Win32_ComputerSystem).Manufacturer
$names = "Xen|Amazon EC2"
if ($m -match $names) { exit }
</powershell>
`,
};

describe("commands that other languages run", () => {
  test.each(Object.entries(FOUND))('%s is found', (_, script) => {
    expect(alarmsOf(script)).not.toEqual([]);
  });

  test.each(Object.entries(CLEAN))('%s is left alone', (_, script) => {
    expect(alarmsOf(script)).toEqual([]);
  });
});
