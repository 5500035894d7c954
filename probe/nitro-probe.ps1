# Tells whether a Windows system is ready for EC2 instances built on the AWS Nitro System. It reads, and writes nothing.
# Part of cdk-nitro (Apache-2.0): docs/image-proof.md describes the checks. Written from AWS's documentation:
#   ENA       https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ena-driver-releases-windows.html
#   NVMe      https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/aws-nvme-drivers.html
#   PV        https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/xen-drivers-overview.html
#   agents    https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configure-launch-agents.html
#
#   nitro-probe.ps1                    the files and the registry of the running system
#   nitro-probe.ps1 -Booted            the running instance too: its disk, its network adapter, its identity
#   nitro-probe.ps1 -EnaMin VERSION    lowest version of the ENA driver; Nitro v5 and later need 2.2.3
#
# Prints JSON. Exits with 0 for ready, 1 for not ready, 2 for undecided and for bad usage. PowerShell 3.0 and later.
[CmdletBinding()]
param(
    [switch] $Booted,
    [string] $EnaMin = '',
    # Where the system is: another folder for a test.
    [string] $SystemRoot = $env:SystemRoot,
    [string] $ProgramFiles = $env:ProgramFiles,
    [string] $ProgramData = $env:ProgramData
)

$ErrorActionPreference = 'Stop'
$Version = '0.3.0'

if ($EnaMin -ne '' -and $EnaMin -notmatch '^\d+(\.\d+){1,3}$') {
    [Console]::Error.WriteLine("nitro-probe: '$EnaMin' is no version: write it as 2.2.3")
    exit 2
}
if (-not $SystemRoot -or -not (Test-Path -LiteralPath (Join-Path $SystemRoot 'System32'))) {
    [Console]::Error.WriteLine("nitro-probe: '$SystemRoot' is not the folder of a Windows system: it has no System32")
    exit 2
}

$Checks = New-Object System.Collections.ArrayList
$Notes = @{}

# Adds a note to the current check.
function Add-Note([string] $Status, [string] $Text) {
    if (-not $Notes.ContainsKey($Status)) { $Notes[$Status] = @() }
    $Notes[$Status] += $Text
}

# Ends a check: the gravest of its notes is its status.
function Complete-Check([string] $Id, [string] $Good) {
    $status = 'pass'
    $details = @()
    foreach ($each in 'fail', 'unknown', 'warn', 'info') {
        if ($Notes.ContainsKey($each)) {
            if ($status -eq 'pass') { $status = $each }
            $details += $Notes[$each]
        }
    }
    if ($details.Count -eq 0) { $details = @($Good) }
    $text = ($details -join '; ') -replace '[^ -~]', '?'
    [void] $Checks.Add([ordered] @{ id = $Id; status = $status; detail = $text })
    $Notes.Clear()
}

# Returns the version of a file, as digits and dots; empty where it has none.
function Get-FileVersion([string] $Path) {
    if (-not (Test-Path -LiteralPath $Path -PathType Leaf)) { return $null }
    $info = (Get-Item -LiteralPath $Path).VersionInfo
    foreach ($text in $info.FileVersion, $info.ProductVersion) {
        if ($text -match '\d+(\.\d+)+') { return $Matches[0] }
    }
    return ''
}

# Returns a value of the registry, or nothing.
function Get-RegistryValue([string] $Path, [string] $Name) {
    try { return (Get-ItemProperty -LiteralPath $Path -Name $Name -ErrorAction Stop).$Name } catch { return $null }
}

# Tells whether a version is below another. Numbers that are missing are 0.
function Test-Below([string] $One, [string] $Other) {
    $left = @($One.Split('.') | ForEach-Object { [long] $_ })
    $right = @($Other.Split('.') | ForEach-Object { [long] $_ })
    for ($i = 0; $i -lt [Math]::Max($left.Count, $right.Count); $i++) {
        $l = 0; $r = 0
        if ($i -lt $left.Count) { $l = $left[$i] }
        if ($i -lt $right.Count) { $r = $right[$i] }
        if ($l -ne $r) { return $l -lt $r }
    }
    return $false
}

$services = 'HKLM:\SYSTEM\CurrentControlSet\Services'
$drivers = Join-Path $SystemRoot 'System32\drivers'

# The newest file of a driver: in the folder of drivers, or in the driver store before Windows has met the device.
function Find-Driver([string] $File) {
    $found = $null
    $files = @(Join-Path $drivers $File)
    $store = Join-Path $SystemRoot 'System32\DriverStore\FileRepository'
    if (Test-Path -LiteralPath $store) {
        $files += @(Get-ChildItem -LiteralPath $store -Recurse -Filter $File -ErrorAction SilentlyContinue | ForEach-Object { $_.FullName })
    }
    foreach ($each in $files) {
        $version = Get-FileVersion $each
        if ($null -ne $version -and ($null -eq $found -or $found -eq '' -or ($version -ne '' -and (Test-Below $found $version)))) { $found = $version }
    }
    return $found
}

function Test-NvmeDriver {
    $own = Find-Driver 'AWSNVMe.sys'
    $inbox = Find-Driver 'stornvme.sys'
    if ($null -eq $own -and $null -eq $inbox) { Add-Note 'fail' 'no NVMe driver: install the AWS NVMe driver' }
    elseif ($null -eq $own) { Add-Note 'warn' "stornvme.sys $inbox of Windows: AWS recommends its own driver" }
    elseif ($null -ne $own) {
        # A driver that is not started at boot cannot read the disk it is on.
        $start = Get-RegistryValue "$services\AWSNVMe" 'Start'
        if ($null -ne $start -and $start -ne 0) { Add-Note 'fail' "the service AWSNVMe does not start at boot (Start is $start, not 0)" }
    }
    $script:Nvme = 'absent'
    if ($null -ne $own -or $null -ne $inbox) { $script:Nvme = 'module' }
    Complete-Check 'nvme-driver' "AWSNVMe.sys $own"
}

function Test-EnaDriver {
    $script:Ena = Find-Driver 'ena.sys'
    if ($null -eq $script:Ena) { Add-Note 'fail' 'no ENA driver: install the ENA driver of AWS' }
    elseif ($script:Ena -eq '') {
        if ($EnaMin -ne '') { Add-Note 'unknown' "ena.sys has no version to compare with $EnaMin" }
    }
    elseif ($EnaMin -ne '' -and (Test-Below $script:Ena $EnaMin)) { Add-Note 'fail' "version $script:Ena is below ${EnaMin}: install a newer driver" }
    elseif (Test-Below $script:Ena '2.2.3') { Add-Note 'warn' "version $script:Ena is below 2.2.3, which Nitro v5 and later types need" }
    if ((Get-RegistryValue "$services\ena" 'Start') -eq 4) { Add-Note 'fail' 'the service ena is disabled' }
    Complete-Check 'ena-driver' "ena.sys $script:Ena"
}

function Test-LaunchAgent {
    $second = Join-Path $ProgramFiles 'Amazon\EC2Launch\EC2Launch.exe'
    $first = Join-Path $ProgramData 'Amazon\EC2-Windows\Launch\Module\Ec2Launch.psd1'
    $config = Join-Path $ProgramFiles 'Amazon\Ec2ConfigService\Ec2Config.exe'
    if (Test-Path -LiteralPath $second) { $agent = "EC2Launch v2 $(Get-FileVersion $second)" }
    elseif (Test-Path -LiteralPath $first) {
        $version = ''
        if ((Get-Content -LiteralPath $first -Raw) -match 'ModuleVersion\s*=\s*[''"]([\d.]+)') { $version = $Matches[1] }
        $agent = "EC2Launch v1 $version"
        if ($version -ne '' -and (Test-Below $version '1.3.2002730')) { Add-Note 'warn' "$agent is below 1.3.2002730, which IMDSv2 needs" }
    }
    elseif (Test-Path -LiteralPath $config) {
        $agent = "EC2Config $(Get-FileVersion $config)"
        Add-Note 'warn' "$agent is for Windows Server 2012 R2 and earlier: EC2Launch v2 replaces it from 2016 on"
    }
    else { $agent = 'none'; Add-Note 'warn' 'no launch agent: neither password nor user data is handled' }
    Complete-Check 'launch-agent' $agent
}

function Test-PvDriver {
    $version = Get-RegistryValue 'HKLM:\SOFTWARE\Amazon\PVDriver' 'Version'
    if ($null -eq $version) { Add-Note 'info' 'no AWS PV driver, which only Xen types need' }
    elseif ("$version" -match '^\d+(\.\d+)+$' -and (Test-Below "$version" '8.2.7')) { Add-Note 'warn' "AWS PV driver ${version}: update it before the type is changed" }
    foreach ($old in 'rhelnet', 'rhelscsi', 'xenevtchn', 'xensvc', 'Xennet6') {
        if (Test-Path -LiteralPath "$services\$old") { Add-Note 'warn' "the service $old belongs to a driver that AWS has replaced" }
    }
    Complete-Check 'pv-driver' "AWS PV driver $version, which only Xen types need"
}

function Test-BootedInstance {
    try {
        $disk = Get-CimInstance -ClassName Win32_DiskDrive -Filter 'Index = 0'
        if ("$($disk.Model) $($disk.PNPDeviceID)" -notmatch 'NVMe') { Add-Note 'fail' "the first disk is $($disk.Model), and not on NVMe" }
    }
    catch { Add-Note 'unknown' 'the first disk cannot be asked for' }
    Complete-Check 'booted-root' 'the first disk is on NVMe'
    try {
        $adapters = @(Get-CimInstance -ClassName Win32_NetworkAdapter -Filter 'PhysicalAdapter = TRUE' | Where-Object { $_.ServiceName -eq 'ena' })
        if ($adapters.Count -eq 0) { Add-Note 'fail' 'no network adapter with the driver ena' }
    }
    catch { Add-Note 'unknown' 'the network adapters cannot be asked for' }
    Complete-Check 'booted-network' 'a network adapter has the driver ena'
    try {
        $tag = (Get-CimInstance -ClassName Win32_SystemEnclosure).SMBIOSAssetTag
        if ("$tag" -notmatch '^i-[0-9a-f]{8,17}$') { Add-Note 'fail' "the asset tag '$tag' is no instance id: this is not an instance on Nitro" }
    }
    catch { Add-Note 'unknown' 'the asset tag cannot be asked for' }
    Complete-Check 'booted-instance' "$tag"
}

$Nvme = 'absent'
$Ena = $null
Test-NvmeDriver
Test-EnaDriver
Test-LaunchAgent
Test-PvDriver
if ($Booted) { Test-BootedInstance }

$verdict = 'ready'
$exit = 0
$statuses = @($Checks | ForEach-Object { $_.status })
if ($statuses -contains 'fail') { $verdict = 'not-ready'; $exit = 1 }
elseif ($statuses -contains 'unknown') { $verdict = 'undecided'; $exit = 2 }

$now = [DateTime]::UtcNow
if ($env:SOURCE_DATE_EPOCH) { $now = (New-Object DateTime 1970, 1, 1, 0, 0, 0, ([DateTimeKind]::Utc)).AddSeconds([double] $env:SOURCE_DATE_EPOCH) }
$current = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
$build = Get-RegistryValue $current 'CurrentBuildNumber'
if ($null -eq $build) { $build = 'unknown' }
$firmware = Get-RegistryValue 'HKLM:\SYSTEM\CurrentControlSet\Control' 'PEFirmwareType'

$kernel = [ordered] @{ version = "$build"; default = $true; nvme = $Nvme; ena = 'absent' }
if ($null -ne $Ena) { $kernel.ena = 'module' }
$report = [ordered] @{ nitroProbe = 1; tool = "cdk-nitro $Version"; date = $now.ToString('yyyy-MM-dd'); evidence = 'files' }
if ($Booted) { $report.evidence = 'booted' }
# Windows on EC2 runs on x86_64 alone.
$report.architecture = 'x86_64'
$report.os = 'windows'
$report.osVersion = "$(Get-RegistryValue $current 'ProductName')"
if ($report.osVersion -eq '') { $report.osVersion = 'unknown' }
$report.verdict = $verdict
$report.boot = [ordered] @{}
if ($firmware -eq 1) { $report.boot = [ordered] @{ legacyBios = $true } }
elseif ($firmware -eq 2) { $report.boot = [ordered] @{ uefi = $true } }
if ($Ena) {
    $report.enaVersion = $Ena
    $kernel.enaVersion = $Ena
}
$report.kernels = @($kernel)
$report.checks = @($Checks)
ConvertTo-Json -InputObject $report -Depth 5
exit $exit
