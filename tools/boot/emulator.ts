import { spawn } from 'node:child_process';
import { UEFI_FIRMWARE } from './programs';

/** The output of the console if a system does not start. */
const FAILURES = [
  /Gave up waiting for root[^\n]*/,
  /ALERT![^\n]*/,
  /You are in emergency mode/,
  /Kernel panic[^\n\r]*/,
  /error: [^\n\r]*/,
  /No bootable device/,
];

/** The longest a system may take: software emulation on a busy machine. */
const LONGEST_SECONDS = 420;
/** Firmware that finds nothing to boot says so, or nothing more at all. */
const SILENT_SECONDS = 150;

export interface Boot {
  readonly up: boolean;
  /** The line of the console that tells. */
  readonly told: string;
  readonly seconds: number;
}

/** The effects of a busy machine on the emulator's clock, whatever is on the disk. */
const FAULT_OF_EMULATOR = 'IO-APIC + timer';
const MOST_ATTEMPTS = 3;

/** Starts a machine from an NVMe disk and waits until its console tells whether the system is up. */
export async function boot(disk: string, firmware: 'bios' | 'uefi'): Promise<Boot> {
  let outcome = await bootOnce(disk, firmware);
  for (let attempt = 1; attempt < MOST_ATTEMPTS && outcome.told.includes(FAULT_OF_EMULATOR); attempt++)
    outcome = await bootOnce(disk, firmware);
  return outcome;
}

async function bootOnce(disk: string, firmware: 'bios' | 'uefi'): Promise<Boot> {
  const start = Date.now();
  const machine = spawn('nice', [
    ...['-n', '10', 'qemu-system-x86_64', '-accel', 'tcg,thread=multi', '-smp', '2', '-m', '1024', '-display', 'none', '-no-reboot'],
    ...['-serial', 'stdio', '-monitor', 'none', '-nic', 'none', ...(firmware === 'uefi' ? ['-bios', UEFI_FIRMWARE] : [])],
    ...[
      '-drive',
      `file=${disk},format=raw,if=none,id=disk,snapshot=on`,
      '-device',
      'nvme,drive=disk,serial=vol0123456789abcdef0,bootindex=0',
    ],
  ]);
  let shown = '';
  let last = Date.now();
  machine.stdout.on('data', (text: Buffer) => {
    shown += text.toString('latin1');
    last = Date.now();
  });
  machine.stderr.resume();
  const ended = new Promise<void>((resolve) =>
    machine.on('close', () => {
      resolve();
    }),
  );
  const told = await new Promise<string | undefined>((resolve) => {
    const ask = (): void => {
      const line =
        /BOOT-PROOF [^\s]+/.exec(shown)?.[0] ?? FAILURES.map((each) => each.exec(shown)?.[0]).find((found) => found !== undefined);
      const seconds = (Date.now() - start) / 1000;
      const silent = (Date.now() - last) / 1000;
      if (line !== undefined || machine.exitCode !== null || seconds > LONGEST_SECONDS || silent > SILENT_SECONDS) {
        clearInterval(timer);
        resolve(line);
      }
    };
    const timer = setInterval(ask, 500);
  });
  machine.kill('SIGKILL');
  await ended;
  const lastLine = shown
    .replace(/\u001b\[[\d;=?]*[A-Za-z]/g, '')
    .split(/[\r\n]+/)
    .filter((line) => /\S/.test(line))
    .at(-1);
  return {
    up: told?.startsWith('BOOT-PROOF') === true,
    told: told ?? `nothing more after: ${lastLine ?? 'no line'}`,
    seconds: (Date.now() - start) / 1000,
  };
}
