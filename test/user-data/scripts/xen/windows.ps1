<powershell>
$driver = Get-WmiObject Win32_PnPSignedDriver | Where-Object { $_.DeviceName -like 'AWS PV*' } # finds: PV drivers of Windows
if ((Get-WmiObject Win32_ComputerSystem).Model -eq 'HVM domU') { Start-Service Agent } # finds: Xen in DMI
if ((Get-CimInstance Win32_BIOS).SMBIOSBIOSVersion -match 'amazon') { Start-Service Agent } # finds: BIOS version
</powershell>
<script>
wmic bios get smbiosbiosversion | find "amazon" && echo ec2 & rem # finds: BIOS version
</script>
