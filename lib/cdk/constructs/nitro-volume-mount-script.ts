/** The arguments of the script's function. Each text is checked, or is a token. */
export interface MountCall {
  readonly volumeId: string;
  readonly mountPoint: string;
  readonly fileSystem: string;
  /** Empty for none, like `owner` and `permissions`. */
  readonly label: string;
  readonly mountOptions: readonly string[];
  readonly timeoutSeconds: number;
  readonly owner: string;
  readonly permissions: string;
}

/** Marks the lines that this package writes to /etc/fstab. `mount` and systemd ignore options that begin with `x-`. */
const MARK = 'x-cdk-nitro';

/**
 * Renders the shell function that mounts a volume, in POSIX shell. Its body is a subshell, so that the script around it and the function do
 * not affect each other's options and variables. No variable has braces, so that the text survives an `Fn::Sub`.
 *
 * The function finds a volume only by its id: the number in /dev/nvme1n1 follows the order in which devices answer. It formats a volume
 * if blkid finds nothing, there are no partitions, and the first and last MiB are zeros as on a new volume. The last MiB counts because
 * some formats have their only signature there.
 *
 * @param root the folder that holds /dev/disk and /etc, for tests
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
    '    [ "$waited" -lt "$seconds" ] || fail "it is not attached after $seconds seconds: it may still be attached to another instance"',
    '    sleep 2; waited=$((waited + 2))',
    '    device=$(find_device)',
    '  done',
    // This check comes before any change: another line for the mount point would win, and mount something else.
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
    '    has "mkfs.$type" || fail "mkfs.$type is missing: install it first (xfsprogs or e2fsprogs), or use another image"',
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
    // A second volume from the same snapshot has the same UUID, so the entry in fstab could mount either.
    '  twin=$(blkid -c /dev/null -o device -t "UUID=$uuid" 2>/dev/null | grep -vxF -e "$device" | head -n 1)',
    '  [ -z "$twin" ] || fail "$twin has the same UUID: give one of them a new UUID (xfs_admin -U generate, tune2fs -U random)"',
    '  mkdir -p "$mount_point" || fail "the directory cannot be made"',
    `  line="UUID=$uuid $mount_point $type $options,${MARK} 0 2"`,
    '  if ! grep -qxF -e "$line" "$fstab"; then',
    '    { cp -p "$fstab" "$fstab.cdk-nitro" &&',
    `      awk -v point="$mount_point" "$ours { next } { print }" "$fstab" >"$fstab.cdk-nitro" &&`,
    '      echo "$line" >>"$fstab.cdk-nitro" && mv -f "$fstab.cdk-nitro" "$fstab"; } || fail "$fstab cannot be written"',
    // Without this, systemd keeps the earlier line, and immediately unmounts a device that this line does not name.
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

/** Renders the call. It ends the script if the volume is not mounted, because later commands would write to the root volume. */
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
