/** What a call of the script's function needs. Every text is checked, or a token. */
export interface MountCall {
  readonly volumeId: string;
  readonly mountPoint: string;
  readonly fileSystem: string;
  /** Empty for none, as `owner` and `permissions`. */
  readonly label: string;
  readonly mountOptions: readonly string[];
  readonly timeoutSeconds: number;
  readonly owner: string;
  readonly permissions: string;
}

/** Marks the lines of /etc/fstab that are ours. `mount` and systemd pass over options that begin with `x-`. */
const MARK = 'x-cdk-nitro';

/**
 * The function that mounts a volume, in POSIX shell: its body is a subshell, so that neither options nor variables of the script
 * around it matter, nor the other way round. Without braces around a variable, so that it survives an `Fn::Sub`.
 *
 * A volume is found by its id alone: the number in /dev/nvme1n1 follows the order in which devices answer. It is formatted
 * where blkid finds nothing, it has no partitions, and its first and last MiB are zeros, as those of a new volume: some keep what
 * tells of their data at the end alone.
 *
 * @param root what /dev/disk and /etc stand below, for tests
 */
export function mountFunction(root = ''): readonly string[] {
  return [
    '# cdk-nitro: formats an EBS volume where it is empty, and mounts it. It is found by its id.',
    'nitro_mount_volume() (',
    '  set +euf +C; unset IFS; export LC_ALL=C',
    '  volume=$1 mount_point=$2 type=$3 label=$4 options=$5 seconds=$6 owner=$7 permissions=$8',
    `  fstab='${root}/etc/fstab'`,
    '  serial=$(printf %s "$volume" | tr -d -)',
    `  link='${root}/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_'$serial`,
    '  fail() { echo "cdk-nitro: $volume is not mounted at $mount_point: $*" >&2; exit 1; }',
    '  has() { command -v "$1" >/dev/null 2>&1; }',
    '  serial_of() { lsblk -dno SERIAL "$1" 2>/dev/null | tr -d " -"; }',
    '  find_device() {',
    '    if [ -e "$link" ]; then',
    '      found=$(readlink -f "$link")',
    '      case $(serial_of "$found") in "$serial" | "") echo "$found"; return ;; esac',
    '    fi',
    `    found=$(lsblk -dnpo NAME,SERIAL 2>/dev/null | awk -v serial="$serial" '{ gsub("-", "", $2) } $2 == serial { print $1 }' | head -n 1)`,
    '    if [ -z "$found" ] && has ebsnvme-id; then',
    `      for each in $(lsblk -dnpo NAME 2>/dev/null | grep nvme); do`,
    '        if ebsnvme-id -v "$each" 2>/dev/null | grep -qw -e "$volume" -e "$serial"; then found=$each; break; fi',
    '      done',
    '    fi',
    '    echo "$found"',
    '  }',
    '  check_mounted() {',
    '    mounted=$(findmnt -no SOURCE "$mount_point" | tail -n 1)',
    '    [ "$(readlink -f "$mounted")" = "$(readlink -f "$device")" ] || fail "what is mounted there is not $device but $mounted"',
    '  }',
    '  waited=0',
    '  device=$(find_device)',
    '  while [ -z "$device" ]; do',
    '    [ "$waited" -lt "$seconds" ] || fail "it is not attached after $seconds seconds, perhaps to another instance still"',
    '    sleep 2; waited=$((waited + 2))',
    '    device=$(find_device)',
    '  done',
    // Before anything is changed: a line of somebody else's wins, and would mount something else.
    '  [ -e "$fstab" ] || : >"$fstab" || fail "$fstab cannot be written"',
    `  here='$1 !~ /^#/ && ($2 == point || $2 == point "/")'`,
    `  ours=$here' && ("," $4 ",") ~ /,${MARK},/'`,
    `  others=$(awk -v point="$mount_point" "$ours { next } $here" "$fstab") || fail "$fstab cannot be read"`,
    '  [ -z "$others" ] || fail "$fstab has another line for $mount_point, remove it: $others"',
    '  ! mountpoint -q "$mount_point" || check_mounted',
    '  status=0; answer=$(blkid -p -o value -s TYPE "$device" 2>&1) || status=$?',
    '  if [ "$status" -eq 2 ] && [ -z "$answer" ]; then',
    '    parts=$(lsblk -no NAME "$device" 2>/dev/null | wc -l)',
    '    [ "$parts" -eq 1 ] || fail "$device has partitions, or lsblk cannot tell: it is not formatted"',
    '    size=$(lsblk -bdno SIZE "$device" 2>/dev/null)',
    '    read_mib() { dd if="$device" bs=1048576 count=1 skip="$1" 2>/dev/null || echo unreadable; }',
    `    bytes=$({ read_mib 0; read_mib $((size / 1048576 - 1)); } | tr -d '\\000' | wc -c)`,
    '    [ "$bytes" -eq 0 ] || fail "$device cannot be read, or holds data that blkid does not know: it is not formatted"',
    '    has "mkfs.$type" || fail "mkfs.$type is missing: install it before (xfsprogs or e2fsprogs), or use another image"',
    '    case $label in',
    '      "") mkfs."$type" -q "$device" </dev/null ;;',
    '      *) mkfs."$type" -q -L "$label" "$device" </dev/null ;;',
    '    esac || fail "mkfs.$type failed on $device"',
    '    ! has udevadm || udevadm settle --timeout=30 || :',
    '  elif [ "$status" -ne 0 ]; then',
    '    fail "blkid cannot tell what $device holds (status $status, $answer): it is not formatted"',
    '  elif [ "$answer" != "$type" ]; then',
    '    fail "$device holds $([ -n "$answer" ] && echo "$answer" || echo "a partition table"), not $type: it is not formatted"',
    '  fi',
    '  uuid=$(blkid -p -o value -s UUID "$device") || fail "blkid finds no UUID on $device"',
    '  [ -n "$uuid" ] || fail "blkid finds no UUID on $device"',
    // A copy, made from the same snapshot: the entry in fstab would mount either.
    '  twin=$(blkid -c /dev/null -o device -t "UUID=$uuid" 2>/dev/null | grep -vxF -e "$device" | head -n 1)',
    '  [ -z "$twin" ] || fail "$twin has the same UUID: give one of them another (xfs_admin -U generate, tune2fs -U random)"',
    '  mkdir -p "$mount_point" || fail "the directory cannot be made"',
    `  line="UUID=$uuid $mount_point $type $options,${MARK} 0 2"`,
    '  if ! grep -qxF -e "$line" "$fstab"; then',
    '    { cp -p "$fstab" "$fstab.cdk-nitro" &&',
    `      awk -v point="$mount_point" "$ours { next } { print }" "$fstab" >"$fstab.cdk-nitro" &&`,
    '      echo "$line" >>"$fstab.cdk-nitro" && mv -f "$fstab.cdk-nitro" "$fstab"; } || fail "$fstab cannot be written"',
    // Otherwise systemd knows the earlier line, and unmounts at once what it knows to be elsewhere.
    '    ! has systemctl || systemctl daemon-reload || :',
    '  fi',
    '  mountpoint -q "$mount_point" || mount "$mount_point" || fail "mount failed"',
    '  check_mounted',
    '  ! has restorecon || restorecon "$mount_point" || :',
    '  [ -z "$owner" ] || chown "$owner" "$mount_point" || fail "chown failed"',
    '  [ -z "$permissions" ] || chmod "$permissions" "$mount_point" || fail "chmod failed"',
    ')',
  ];
}

/** Ends the script where the volume is not mounted: what follows would write to the root volume. */
export function mountCall(call: MountCall): string {
  const { volumeId, mountPoint, fileSystem, label, timeoutSeconds, owner, permissions } = call;
  const words = [volumeId, mountPoint, fileSystem, label, optionsOf(call), timeoutSeconds.toString(), owner, permissions];
  return `nitro_mount_volume ${words.map((word) => `'${word}'`).join(' ')} || exit 1`;
}

function optionsOf({ mountOptions, timeoutSeconds }: MountCall): string {
  const own = ['nofail', `x-systemd.device-timeout=${timeoutSeconds}s`].filter((option) => {
    const [name = ''] = option.split('=');
    return !mountOptions.some((each) => each === name || each.startsWith(`${name}=`));
  });
  return [...(mountOptions.length === 0 ? ['defaults'] : mountOptions), ...own].join(',');
}
