import type { Habit } from './habit';

/** Commands that ask Windows for devices, drivers and services. */
const ASKS_WINDOWS =
  /\bWin32_\w+|\bGet-(?:Wmi|Cim|Pnp)\w+|\bGet-(?:NetAdapter|Service|Process|WindowsDriver|Disk|PhysicalDisk|Package|Item\w*|ChildItem|StorageAdapter)\b|\b(?:Start|Stop|Restart|Set|Test|Wait)-(?:Service|Path)\b|\bServiceController\b|\b(?:wmic|sc|sc\.exe|net|reg|driverquery|pnputil|devcon)\b/i;

export const WINDOWS_HABITS: readonly Habit[] = [
  {
    name: 'PV drivers of Windows',
    topic: 'driver',
    patterns: [
      {
        asks: ASKS_WINDOWS,
        expects:
          /\b(?:citrix|aws|amazon)\s*pv(?:disk|driver)?\b|\bcitrix\s+(?:tools|xen)|\bXen(?:Server|Source)\b|\bPV ?Driver\b|\bPVDISK\b|\bXENSRC\b|\bxen(?:bus|net|vbd|vif|iface|filt|disk|svc|tools|agent|bus_monitor)\b|\brhelnet\b/i,
      },
      {
        asks: ASKS_WINDOWS,
        expects: /\bxen\b/i,
        // This word alone asks for the maker of the machine, also beside Nitro's.
        without: /\bAmazon EC2\b|\bWin32_(?:ComputerSystem|BIOS)\b|\bGet-ComputerInfo\b|^\s*["'][^"']*["']\s*\{/i,
      },
    ],
    why: 'looks for the paravirtual drivers of Xen, where Nitro has AWS NVMe and the Elastic Network Adapter',
    instead: "look for 'AWS NVMe' and 'Elastic Network Adapter'",
    how: 'find a volume by its serial number, which is the volume id without its dash: Get-Disk | Where-Object SerialNumber -like "vol0123456789abcdef0*"',
    example: 'Get-Disk | Where-Object SerialNumber -like "vol0123456789abcdef0*"',
    accepts: /nvme|(?<![\w-])ena(?![\w-])|Elastic Network Adapter/i,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/migrating-latest-types.html',
  },
];
