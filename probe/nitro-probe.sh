#!/bin/sh
# Tells whether a Linux system is ready for EC2 instances built on the AWS Nitro System. It reads files and writes none.
# Part of cdk-nitro (Apache-2.0): docs/image-proof.md describes the checks.
#
#   nitro-probe.sh                the files of the running system
#   nitro-probe.sh --root DIR     the files of a mounted or unpacked image
#   nitro-probe.sh --booted       the running instance too: its root device, its network interface, its identity
#   --ena-min VERSION             lowest version of the ENA driver; Nitro v5 and later need 2.2.9
#
# Prints JSON. Exits with 0 for ready, 1 for not ready, 2 for undecided and for bad usage.
# POSIX sh with awk, find, od, sed, tail and tr; decompressors only for what is compressed.
# No here-document and no temporary file: some shells write here-documents to a file.
# shellcheck disable=SC2016 # awk's own dollars
# shellcheck disable=SC2013,SC2046 # IFS is a line break, and patterns are not expanded
VERSION=0.3.0
running=/

LC_ALL=C
export LC_ALL
unset CDPATH GZIP XZ_OPT XZ_DEFAULTS BZIP BZIP2 LZOP ENV BASH_ENV
tab=$(printf '\t')
nl='
'
# Lists are texts of lines. names_in alone expands patterns.
IFS=$nl
set -f

stop() {
  case $1 in *[![:print:]]*) set -- "$(printf %s "$1" | tr '\000-\037\177-\377' '?')" ;; esac
  printf 'nitro-probe: %s\n' "$1" >&2
  exit 2
}

# --- text ---

# Sets JSON to the quoted text. What is not printable ASCII becomes '?', and a long text is cut.
json() {
  JSON=$1
  [ ${#JSON} -le 400 ] || JSON=$(printf '%.400s...' "$JSON")
  case $JSON in
    *\\* | *\"* | *[![:print:]]*) JSON=$(printf %s "$JSON" | tr '\000-\037\177-\377' '?' | sed 's/[\\"]/\\&/g') ;;
  esac
  JSON=\"$JSON\"
}

# Tells whether version $1 is below version $2. Numbers count; the first part that is none ends a version.
below() {
  left=$1 right=$2
  while [ -n "$left$right" ]; do
    one=${left%%[!0-9]*} other=${right%%[!0-9]*}
    left=${left#"$one"} right=${right#"$other"}
    case $left in [.-]*) left=${left#?} ;; *) left= ;; esac
    case $right in [.-]*) right=${right#?} ;; *) right= ;; esac
    [ ${#one} -le 9 ] || one=999999999
    [ "${one:-0}" -ge "${other:-0}" ] || return 0
    [ "${one:-0}" -le "${other:-0}" ] || return 1
  done
  return 1
}

# Adds a line to the list in the variable $1, once.
add_line() {
  eval "lines=\$$1"
  # shellcheck disable=SC2154 # eval sets it
  case $nl$lines$nl in *"$nl$2$nl"*) ;; *) eval "$1=\$lines\${lines:+\$nl}\$2" ;; esac
}

# --- files of the image ---

# Sets FILE to the place of the path $1 of the image, with every link resolved as the image itself resolves it: never outside the root.
in_root() {
  todo=$1 inside='' hops=0
  while [ -n "$todo" ]; do
    case $todo in
      */*) part=${todo%%/*} todo=${todo#*/} ;;
      *) part=$todo todo='' ;;
    esac
    case $part in
      '' | .) continue ;;
      ..) inside=${inside%/*} && continue ;;
    esac
    if [ -L "$ROOT$inside/$part" ]; then
      hops=$((hops + 1))
      [ $hops -le 40 ] || { FILE=/dev/null/none && return 1; }
      link=$(readlink "$ROOT$inside/$part" && printf x)
      link=${link%"${nl}x"}
      case $link in /*) inside='' ;; esac
      todo=$link/$todo
    else
      inside=$inside/$part
    fi
  done
  FILE=$ROOT${inside:-/}
  [ -e "$FILE" ]
}

# Tells whether the path $1 of the image is a file that can be read, and sets FILE. One that cannot be read leaves the answer open.
is_file() {
  in_root "$1" && [ -f "$FILE" ] || return 1
  [ -r "$FILE" ] || { add_line UNREADABLE "$1" && return 1; }
}

is_folder() {
  in_root "$1" && [ -d "$FILE" ] || return 1
  { [ -r "$FILE" ] && [ -x "$FILE" ]; } || { add_line UNREADABLE "$1" && return 1; }
}

# Sets NAMES to the names in the folder $1 of the image that fit the pattern $2. A name with a line break is left out.
names_in() {
  NAMES=''
  is_folder "$1" || return 1
  IFS='' && set +f
  for name in "$FILE"/$2; do
    case $name in *"$nl"*) ;; *) [ ! -e "$name" ] && [ ! -L "$name" ] || NAMES=$NAMES${NAMES:+$nl}${name##*/} ;; esac
  done
  IFS=$nl && set -f
  [ -n "$NAMES" ]
}

# Sets FOUND to the files in the folder $1 of the image that fit the pattern $2 and can be read.
files_in() {
  FOUND=''
  names_in "$1" "$2"
  for name in $NAMES; do is_file "$1/$name" && FOUND=$FOUND${FOUND:+$nl}$FILE; done
  [ -n "$FOUND" ]
}

# Runs awk with the program $1 on the files in the list $2, of which there may be none.
scan() {
  program=$1
  # shellcheck disable=SC2086 # a list, one a line
  set -- $2
  [ $# -eq 0 ] || awk "$program" "$@"
}

# --- checks ---

# A check makes notes and ends in one result: the gravest of them.
FAILS='' UNKNOWNS='' WARNS='' INFOS=''
note() {
  case $1 in
    fail) add_line FAILS "$2" ;;
    unknown) add_line UNKNOWNS "$2" ;;
    warn) add_line WARNS "$2" ;;
    info) add_line INFOS "$2" ;;
  esac
}

CHECKS='' VERDICT=ready
# Ends the check $1; $2 is what it says where there is nothing to note.
result() {
  if [ -n "$FAILS" ]; then status=fail VERDICT=not-ready
  elif [ -n "$UNKNOWNS" ]; then
    status=unknown
    [ $VERDICT != ready ] || VERDICT=undecided
  elif [ -n "$WARNS" ]; then status=warn
  elif [ -n "$INFOS" ]; then status=info
  else status=pass
  fi
  detail=''
  for each in $FAILS $UNKNOWNS $WARNS $INFOS; do detail=$detail${detail:+; }$each; done
  json "${detail:-$2}"
  CHECKS=$CHECKS${CHECKS:+,$nl}"    { \"id\": \"$1\", \"status\": \"$status\", \"detail\": $JSON }"
  FAILS='' UNKNOWNS='' WARNS='' INFOS=''
}

# Sets KIND to what a device name is on Nitro: xen (there is none), order (it may change), stable or other.
device_kind() {
  case $1 in
    *\$*) KIND=other ;;
    /dev/xvd* | /dev/sd* | /dev/hd* | /dev/vd* | /dev/disk/*xen-vbd* | /dev/disk/*xvd*) KIND=xen ;;
    ca[0-9a-f][0-9a-f] | 0xca[0-9a-f][0-9a-f] | 202:* | [38]:*) KIND=xen ;;
    /dev/nvme*) KIND=order ;;
    UUID=?* | LABEL=?* | PARTUUID=?* | PARTLABEL=?* | ID=?* | /dev/disk/by-* | /dev/mapper/?* | /dev/md* | /dev/dm-* | /dev/?*/?*) KIND=stable ;;
    ZFS=?* | zfs:* | zfs=*) KIND=stable ;;
    *) KIND=other ;;
  esac
}

# --- boot loaders ---

# Reads the configuration of one boot loader, as files behind kind=env (grubenv), grub, grub1, saved1, bls, loader (loader.conf) or
# extlinux. Prints for each entry 'entry default' or 'entry other', then 'kernel', 'version', 'initrd' and 'args' lines.
# shellcheck disable=SC2016
ENTRIES_AWK='
function value(name) {
  if (name == "menuentry_id_option") return "--id"
  if (name in V) return V[name]
  if (name == "kernelopts" && ("default_kernelopts" in V)) return V["default_kernelopts"]
  return "$" name
}
# Splits a line of GRUB into W[1..n]: quotes, variables, and the separators ; { } as words of their own behind a mark.
function words(s,   i, c, q, w, open, n, rest, name) {
  n = 0; w = ""; open = 0; q = ""
  for (i = 1; i <= length(s); i++) {
    c = substr(s, i, 1)
    if (q == "\047") { if (c == q) q = ""; else w = w c; continue }
    if (c == "\\") { i++; w = w substr(s, i, 1); open = 1; continue }
    if (c == "\"") { q = q == c ? "" : c; open = 1; continue }
    if (c == "\047" && q == "") { q = c; open = 1; continue }
    if (c == "$") {
      rest = substr(s, i + 1); name = ""
      if (match(rest, /^[{][A-Za-z0-9_]+[}]/)) name = substr(rest, 2, RLENGTH - 2)
      else if (match(rest, /^[A-Za-z_][A-Za-z0-9_]*/)) name = substr(rest, 1, RLENGTH)
      if (name != "") { i += RLENGTH; w = w value(name); open = 1; continue }
    }
    if (q == "" && (c == " " || c == "\t" || c == "\r" || c == ";" || (!open && (c == "{" || c == "}" || c == "#")))) {
      if (open) W[++n] = w
      w = ""; open = 0
      if (c == "#") break
      if (c == ";" || c == "{" || c == "}") W[++n] = "\034" c
      continue
    }
    w = w c; open = 1
  }
  if (open) W[++n] = w
  return n
}
function add(up, name, id) {
  count++; parent[count] = up; place[count] = children[up]++; title[count] = name; ids[count] = id
  return count
}
function assign(s,   at, name, v) {
  at = index(s, "="); name = substr(s, 1, at - 1); v = substr(s, at + 1)
  if (v ~ /[$]/) return
  if (name == "default") { if (v != "") wanted[++wants] = v } else V[name] = v
}
function joined(from, m,   i, r) {
  r = ""
  for (i = from; i <= m; i++) r = r (r == "" ? "" : " ") S[i]
  return r
}
function line_of(n, text) { if (n) lines[n] = lines[n] text "\n" }
function statement(m,   i, f) {
  f = 1
  while (f <= m && S[f] ~ /^(then|else|do)$/) f++
  if (f > m) return
  if (S[f] == "set") { if (f < m && S[f + 1] ~ /=/) assign(S[f + 1]) }
  else if (S[f] ~ /^[A-Za-z_][A-Za-z0-9_]*=/) assign(S[f])
  else if (S[f] ~ /^linux(16|efi)?$/) { kernels[node]++; line_of(node, "kernel " S[f + 1]); line_of(node, "args " joined(f + 2, m)) }
  else if (S[f] ~ /^initrd(16|efi)?$/) for (i = f + 1; i <= m; i++) line_of(node, "initrd " S[i])
  else if (S[f] ~ /^multiboot2?$/) line_of(node, "args xen-hypervisor " S[f + 1])
  else if (S[f] ~ /^module2?$/) {
    i = f + 1
    while (i < m && S[i] ~ /^--/) i++
    if (S[i] ~ /vmlinu|kernel/) { kernels[node]++; line_of(node, "kernel " S[i]); line_of(node, "args " joined(i + 1, m)) }
    else line_of(node, "initrd " S[i])
  }
  else if (S[f] == "blscfg") { uses_bls = 1; bls_at = children[0] + 0 }
}
function opens(m,   i, id) {
  depth++
  kept[depth] = node
  if (S[1] == "menuentry" || S[1] == "submenu") {
    id = ""
    for (i = 3; i < m; i++) if (S[i] == "--id") id = S[i + 1]
    node = add(node + 0, S[2], id)
    submenu[node] = S[1] == "submenu"
  }
}
function grub_line(s,   n, i, m) {
  n = words(s); m = 0
  for (i = 1; i <= n; i++) {
    if (substr(W[i], 1, 1) != "\034") { S[++m] = W[i]; continue }
    if (W[i] == "\034{") opens(m)
    else {
      statement(m)
      if (W[i] == "\034}" && depth > 0) { node = kept[depth]; depth-- }
    }
    m = 0
  }
  statement(m)
}
# Tells whether version a comes after version b.
function newer(a, b,   x, y, p, r) {
  while (a != "" && b != "") {
    sub(/^[^A-Za-z0-9]+/, "", a); sub(/^[^A-Za-z0-9]+/, "", b)
    p = match(a, /^[0-9]+/); x = p ? substr(a, 1, RLENGTH) : ""
    if (!p) { match(a, /^[A-Za-z]*/); x = substr(a, 1, RLENGTH) }
    a = substr(a, length(x) + 1)
    r = match(b, /^[0-9]+/); y = r ? substr(b, 1, RLENGTH) : ""
    if (!r) { match(b, /^[A-Za-z]*/); y = substr(b, 1, RLENGTH) }
    b = substr(b, length(y) + 1)
    if (p != r) return p > r
    if (p) { sub(/^0+/, "", x); sub(/^0+/, "", y); if (length(x) != length(y)) return length(x) > length(y) }
    if (x "" != y "") return x "" > y ""
  }
  return length(a) > length(b)
}
function fits(name, glob,   r) {
  r = glob
  gsub(/[^A-Za-z0-9*?]/, "[&]", r)
  gsub(/\[\^\]/, "\\^", r); gsub(/\[\\\]/, "\\\\", r)
  gsub(/[*]/, ".*", r); gsub(/[?]/, ".", r)
  return name ~ ("^(" r ")$")
}
# The entry at place k of the menu: what the loader entries of blscfg are sorted to stands where GRUB reads them.
function at_top(k,   i) {
  if (uses_bls && k >= bls_at && k < bls_at + sorted) return order[k - bls_at]
  if (uses_bls && k >= bls_at + sorted) k -= sorted
  for (i = 1; i <= count; i++) if (!is_bls[i] && parent[i] == 0 && place[i] == k) return i
  return 0
}
function child(up, want,   i) {
  if (want ~ /^[0-9]+$/ && up == 0) return at_top(want + 0)
  for (i = 1; i <= count; i++)
    if (parent[i] == up && (want ~ /^[0-9]+$/ ? place[i] == want + 0 : title[i] == want || ids[i] == want)) return i
  return 0
}
function choose(want,   n, parts, i, at, got) {
  n = split(want, parts, ">"); at = 0
  for (i = 1; i <= n; i++) { got = child(at, parts[i]); if (!got) break; at = got }
  if (!got) {
    for (i = 1; i <= count; i++) if (ids[i] == want || title[i] == want) chosen[i] = 1
    at = at ? at : at_top(0)
  }
  while (at && submenu[at]) at = child(at, "0")
  if (at) chosen[at] = 1
}
FNR == 1 { if (kind == "bls") { node = ++count; is_bls[node] = 1; parent[node] = -1; name = FILENAME; sub(/.*\//, "", name); sub(/[.]conf$/, "", name); sub(/[+][0-9]+(-[0-9]+)?$/, "", name); ids[node] = name; held = "" } else if (kind != "env") { node = 0; held = "" } }
{ sub(/\r$/, "") }
kind == "env" { if ($0 ~ /^[A-Za-z_][A-Za-z0-9_]*=/) { at = index($0, "="); V[substr($0, 1, at - 1)] = substr($0, at + 1) } next }
kind == "grub" {
  if ($0 ~ /\\$/) { held = held substr($0, 1, length($0) - 1); next }
  text = held $0; held = ""
  if (text ~ /menuentry|submenu|linux|initrd|multiboot|module|default|blscfg|=|[{}]/) grub_line(text)
  next
}
kind == "saved1" { if (FNR == 1) saved = $1; next }
kind == "loader" { if ($1 == "default") wanted[++wants] = $2; next }
/^[ \t]*(#|$)/ { next }
{ key = tolower($1); rest = $0; sub(/^[ \t]*[^ \t]+[ \t]*/, "", rest) }
kind == "bls" {
  if (key == "linux" || key == "efi") { kernels[node]++; line_of(node, "kernel " rest) }
  else if (key == "initrd") { n = words(rest); for (i = 1; i <= n; i++) if (W[i] !~ /^[$]/) line_of(node, "initrd " W[i]) }
  else if (key == "options") { n = words(rest); for (i = 1; i <= n; i++) S[i] = W[i]; line_of(node, "args " joined(1, n)) }
  else if (key == "version") { versions[node] = rest; line_of(node, "version " rest) }
  else if (key == "title") title[node] = rest
  next
}
kind == "grub1" {
  if (key ~ /^default/) { sub(/^[ \t]*default[ \t=]*/, ""); wanted[++wants] = $1 == "saved" ? saved + 0 : $1 }
  else if (key == "title") node = add(0, rest, "")
  else if (key == "kernel") {
    while (rest ~ /^--/) sub(/^[^ \t]+[ \t]*/, "", rest)
    path = rest; sub(/[ \t].*/, "", path)
    if (path ~ /xen[^\/]*$/) line_of(node, "args xen-hypervisor " path)
    else { kernels[node]++; line_of(node, "kernel " path); line_of(node, "args " substr(rest, length(path) + 2)) }
  }
  else if (key ~ /^module/) {
    path = rest; sub(/[ \t].*/, "", path)
    if (path ~ /vmlinu/) { kernels[node]++; line_of(node, "kernel " path); line_of(node, "args " substr(rest, length(path) + 2)) }
    else line_of(node, "initrd " path)
  }
  else if (key == "initrd") line_of(node, "initrd " $2)
  next
}
kind == "extlinux" {
  if (key == "default") wanted[++wants] = rest
  else if (key == "label") node = add(0, rest, "")
  else if (key == "menu" && tolower($2) == "default") { chosen[node] = 1; wants++ }
  else if (key ~ /^(kernel|linux|fit)$/) { kernels[node]++; line_of(node, "kernel " rest) }
  else if (key == "initrd") { n = split(rest, P, ","); for (i = 1; i <= n; i++) line_of(node, "initrd " P[i]) }
  else if (key == "append") {
    line_of(node, "args " rest)
    for (i = 2; i <= NF; i++) if ($i ~ /^initrd=/) { n = split(substr($i, 8), P, ","); for (j = 1; j <= n; j++) line_of(node, "initrd " P[j]) }
  }
}
END {
  for (i = 1; i <= count; i++) if (is_bls[i]) {
    for (j = sorted++; j > 0 && newer(versions[i] "/" ids[i], versions[order[j - 1]] "/" ids[order[j - 1]]); j--) order[j] = order[j - 1]
    order[j] = i
  }
  if (grub_kind && !uses_bls) for (i = 1; i <= count; i++) if (is_bls[i]) lines[i] = ""
  if (loader_kind) {
    for (j = 1; j <= wants && !found; j++) for (i = 0; i < sorted && !found; i++) if (fits(ids[order[i]], wanted[j]) || fits(ids[order[i]] ".conf", wanted[j])) { chosen[order[i]] = 1; found = 1 }
    if (!found && sorted) chosen[order[0]] = 1
  } else {
    if (!wants) choose("0")
    for (j = 1; j <= wants; j++) if (j in wanted) choose(wanted[j])
  }
  for (i = 1; i <= count; i++) if (lines[i] != "") { print "entry " (chosen[i] && kernels[i] ? "default" : "other"); printf "%s", lines[i] }
}'

# Sets SYSTEM_PARTITIONS to the folders of the image in which an EFI system partition may be mounted.
find_system_partitions() {
  SYSTEM_PARTITIONS='' EFI_FOLDERS='' EFI_DEFAULT='' SYSTEMD_BOOT='' UNIFIED=''
  for partition in /boot/efi /efi /boot; do
    for efi in EFI efi; do
      names_in "$partition/$efi" '*' || continue
      add_line SYSTEM_PARTITIONS "$partition"
      for vendor in $NAMES; do
        add_line EFI_FOLDERS "$partition/$efi/$vendor"
        files_in "$partition/$efi/$vendor" '*.[eE][fF][iI]'
        for loader in $FOUND; do
          case $vendor/${loader##*/} in
            [bB][oO][oO][tT]/[bB][oO][oO][tT][xX]64.*) EFI_DEFAULT=x86_64 ;;
            [bB][oO][oO][tT]/[bB][oO][oO][tT][aA][aA]64.*) EFI_DEFAULT=arm64 ;;
            systemd/systemd-boot*) SYSTEMD_BOOT=1 ;;
            [lL]inux/*) UNIFIED=${loader#"$ROOT"} ;;
          esac
        done
      done
      # The next spelling is the same folder on a file system without case.
      break
    done
  done
}

ENTRIES='' LOADERS=''
# Adds the entries of a boot loader: its name, then what ENTRIES_AWK takes. Fails where there is none.
add_entries() {
  loader_name=$1
  shift
  found_entries=$(awk "$ENTRIES_AWK" "$@")
  [ -n "$found_entries" ] || return 1
  ENTRIES=$ENTRIES${ENTRIES:+$nl}$found_entries
  add_line LOADERS "$loader_name"
}

# Reads GRUB 2 by the configuration $1 of the image, with its environment block and the loader entries that blscfg reads.
add_grub2() {
  is_file "$1" || return 1
  config=$FILE
  case $nl$GRUB_READ$nl in *"$nl$config$nl"*) return 0 ;; esac
  add_line GRUB_READ "$config"
  set -- kind=grub grub_kind=1 "$config"
  if is_file "${config%/*}/custom.cfg" || { in_root "/boot/grub/custom.cfg" && is_file /boot/grub/custom.cfg; }; then set -- "$@" "$FILE"; fi
  for block in "${config#"$ROOT"}" /boot/grub2/x /boot/grub/x; do
    is_file "${block%/*}/grubenv" && set -- kind=env "$FILE" "$@" && break
  done
  if files_in /boot/loader/entries '*.conf'; then
    # shellcheck disable=SC2086 # a list, one a line
    set -- "$@" kind=bls $FOUND
  fi
  add_entries "GRUB 2 (${config#"$ROOT"})" "$@"
}

read_grub2() {
  GRUB_READ=''
  add_grub2 /boot/grub/grub.cfg
  add_grub2 /boot/grub2/grub.cfg
  for each_folder in $EFI_FOLDERS; do add_grub2 "$each_folder/grub.cfg"; done
}

read_systemd_boot() {
  [ -n "$SYSTEMD_BOOT" ] || [ -z "$ENTRIES" ] || return 0
  boot_entries='' boot_config=''
  for partition in $SYSTEM_PARTITIONS /boot; do
    files_in "$partition/loader/entries" '*.conf' && for each in $FOUND; do add_line boot_entries "$each"; done
    [ -n "$boot_config" ] || { is_file "$partition/loader/loader.conf" && boot_config=$FILE; }
  done
  [ -n "$boot_entries" ] || return 0
  set -- kind=loader loader_kind=1
  [ -z "$boot_config" ] || set -- "$@" "$boot_config"
  # shellcheck disable=SC2086 # a list, one a line
  set -- "$@" kind=bls $boot_entries
  add_entries 'boot loader entries' "$@"
}

read_extlinux() {
  for each in /boot/extlinux/extlinux.conf /boot/extlinux.conf /extlinux.conf /boot/syslinux/extlinux.conf /boot/syslinux/syslinux.cfg; do
    is_file "$each" || continue
    { [ -n "$EXTLINUX" ] || [ -z "$ENTRIES" ]; } && LOADER_BASE=${each%/*} && add_entries "extlinux ($each)" kind=extlinux "$FILE"
    return
  done
}

read_grub1() {
  for each in /boot/grub/menu.lst /boot/grub/grub.conf; do
    is_file "$each" || continue
    [ -n "$GRUB1" ] || [ -z "$ENTRIES" ] || { LEFTOVER=$FILE && return 0; }
    grub1_config=$FILE
    set -- kind=grub1 "$grub1_config"
    is_file /boot/grub/default && set -- kind=saved1 "$FILE" "$@"
    add_entries "GRUB 1 ($each)" "$@"
    return
  done
}

# Sets the boot facts, ENTRIES and LOADERS.
find_loaders() {
  find_system_partitions
  GRUB1='' EXTLINUX='' LEGACY=''
  for each in /boot/grub/i386-pc/core.img /boot/grub2/i386-pc/core.img; do in_root $each && LEGACY=1; done
  for each in /boot/grub/stage2 /boot/grub/stage1; do in_root $each && GRUB1=1 LEGACY=1; done
  for each in /boot/extlinux/ldlinux.sys /boot/ldlinux.sys /ldlinux.sys /boot/syslinux/ldlinux.sys; do in_root $each && EXTLINUX=1 LEGACY=1; done
  LEFTOVER='' LOADER_BASE=/boot
  read_grub2
  read_systemd_boot
  read_extlinux
  read_grub1
}

# --- kernels ---

# Sets MODULES to the folder of the image with the modules, and VERSIONS to the kernels that have some.
find_kernels() {
  MODULES=/lib/modules VERSIONS=''
  is_folder $MODULES || MODULES=/usr/lib/modules
  names_in $MODULES '*'
  for each in $NAMES; do is_folder "$MODULES/$each" && add_line VERSIONS "$each"; done
}

# Sets FILE to the file that a boot loader names $1: its file system may be the root, /boot or an EFI system partition.
loader_file() {
  path=$1
  case $path in '('*')'*) path=${path#*)} ;; esac
  case $path in /@/*) path=${path#/@} ;; esac
  case $path in /*) ;; *) path=$LOADER_BASE/$path ;; esac
  for base in '' /boot $SYSTEM_PARTITIONS; do
    is_file "$base$path" && return 0
  done
  case $path in */@*/boot/*) is_file "/boot/${path##*/boot/}" && return 0 ;; esac
  return 1
}

is_version() {
  case $nl$VERSIONS$nl in *"$nl$1$nl"*) [ -n "$1" ] ;; *) false ;; esac
}

# Sets KERNEL to the version of the kernel that a boot loader names $1, with the version $2 that its entry may give.
version_of() {
  KERNEL=${1##*/}
  strip_name
  is_version "$KERNEL" && return
  if loader_file "$1"; then
    image=$FILE
    KERNEL=${image##*/}
    strip_name
    is_version "$KERNEL" && return
    # The header of an x86 kernel has the place of its version: Documentation/arch/x86/boot.rst.
    if [ "$(od -An -v -tx1 -j 514 -N 4 "$image" 2>/dev/null | tr -d ' \n')" = 48647253 ]; then
      at=$(od -An -v -tu2 -j 526 -N 2 "$image" | tr -d ' ')
      KERNEL=$(tail -c +$((at + 513)) "$image" | head -c 128 | tr '\000' '\n' | sed -n '1s/ .*//p')
      is_version "$KERNEL" && return
    fi
  fi
  # Alpine and Arch name a kernel by its flavour.
  KERNEL=${1##*/}
  strip_name
  flavour=$KERNEL KERNEL=''
  for each in $VERSIONS; do
    case $each in *-"$flavour") KERNEL=$each && return ;; esac
    is_file "$MODULES/$each/pkgbase" && [ "$(cat "$FILE")" = "$flavour" ] && KERNEL=$each && return
  done
  for each in "$2" "$flavour" "$(printf %s "$1" | sed 's,/[^/]*$,,;s,.*/,,')"; do
    case $each in [0-9]*.[0-9]*) KERNEL=$each && return ;; esac
  done
  case $VERSIONS in *"$nl"*) ;; *) KERNEL=$VERSIONS ;; esac
}

strip_name() {
  case $KERNEL in
    vmlinuz-* | vmlinux-* | bzImage-* | zImage-* | Image-* | kernel-* | linux-*) KERNEL=${KERNEL#*-} ;;
  esac
  KERNEL=${KERNEL%.efi}
}

# Sets CASES to what the boot loaders start by default: 'VERSION<tab>INITRD...', with 'missing:PATH' for a file that is not there,
# 'variable' for one that the entry does not tell, and '?' where there is no entry. ARGUMENTS are the kernel parameters of those entries, OTHER_ARGUMENTS those of the others.
find_default_kernels() {
  CASES='' ARGUMENTS='' OTHER_ARGUMENTS='' DEFAULTS='' ASSUMED=''
  entry='' kernels='' version='' initrds='' args=''
  for line in $ENTRIES entry; do
    value=${line#* }
    case $line in
      entry*) end_entry && entry=$value kernels='' version='' initrds='' args='' ;;
      kernel\ *) add_line kernels "$value" ;;
      version\ *) version=$value ;;
      initrd\ *) add_line initrds "$value" ;;
      args\ *) add_line args "$value" ;;
    esac
  done
  [ -z "$CASES" ] || return 0
  ASSUMED=1 newest=''
  for each in $VERSIONS; do
    { [ -z "$newest" ] || below "$newest" "$each"; } && newest=$each
  done
  [ -n "$newest" ] || return 0
  CASES="$newest$tab?" DEFAULTS=$newest
}

end_entry() {
  case $entry in
    default) add_line ARGUMENTS "$args" ;;
    other) add_line OTHER_ARGUMENTS "$args" ;;
  esac
  [ "$entry" = default ] && [ -n "$kernels" ] || return 0
  for each_kernel in $kernels; do
    version_of "$each_kernel" "$version"
    [ -n "$KERNEL" ] || { add_line UNPLACED "$each_kernel" && continue; }
    case=$KERNEL
    for each in $initrds; do
      if loader_file "$each"; then case=$case$tab$FILE
      elif case $each in *\$*) false ;; esac then case=$case${tab}missing:$each
      else case="$case${tab}variable"
      fi
    done
    add_line CASES "$case"
    add_line DEFAULTS "$KERNEL"
  done
}

# Sets FOUND to the initramfs of kernel $1 by its name.
initramfs_by_name() {
  FOUND=''
  for each in "/boot/initrd.img-$1" "/boot/initramfs-$1.img" "/boot/initrd-$1" "/boot/initrd-$1.img" "/boot/initramfs-$1" \
    "/boot/initramfs-${1##*-}" "$MODULES/$1/initrd" "$MODULES/$1/initramfs.img"; do
    is_file "$each" && FOUND=$FILE && return 0
  done
  if is_file "$MODULES/$1/pkgbase" && is_file "/boot/initramfs-$(cat "$FILE").img"; then FOUND=$FILE && return 0; fi
  return 1
}

# --- drivers ---

# Sets DRIVER to 'built-in', 'module' or 'absent', and DRIVER_FILE to the module: driver $1 of kernel $2, with the option $3 of its configuration.
find_driver() {
  DRIVER=absent DRIVER_FILE=''
  if is_file "$MODULES/$2/modules.builtin"; then
    # A name in System.map proves nothing: nvmem_* and nvme_disable_and_flr are in kernels whose driver is a module.
    grep -q "/$1\.ko" "$FILE" && DRIVER=built-in && return
  elif is_file "/boot/config-$2" || is_file "$MODULES/$2/config"; then
    grep -q "^$3=y" "$FILE" && DRIVER=built-in && return
  fi
  is_folder "$MODULES/$2" || return 0
  modules_at=$FILE
  # depmod chooses among several files of one name.
  if is_file "$MODULES/$2/modules.dep"; then
    listed=$(sed -n "\|^\([^:]*/\)\{0,1\}$1\.ko[.a-z0-9]*:| {
      s|:.*||p
      q
    }" "$FILE")
    [ -n "$listed" ] && case $listed in /*) is_file "$listed" ;; *) is_file "$MODULES/$2/$listed" ;; esac && DRIVER=module DRIVER_FILE=$FILE && return
  fi
  listed=$(find "$modules_at" -name "$1.ko*" 2>/dev/null | head -n 1)
  [ -n "$listed" ] && is_file "${listed#"$ROOT"}" && DRIVER=module DRIVER_FILE=$FILE
  return 0
}

# Sets NEED to the modules that the driver nvme of kernel $1 needs and that are not built in, one a line, with '_' for '-'.
modules_of_nvme() {
  NEED=nvme
  if is_file "$MODULES/$1/modules.dep"; then
    dependencies=$(awk '/^([^:]*\/)?nvme[.]ko[.a-z0-9]*:/ {
      sub(/^[^:]*:/, "")
      for (i = 1; i <= NF; i++) { sub(/.*\//, "", $i); sub(/[.]ko.*/, "", $i); gsub(/-/, "_", $i); print $i }
      exit
    }' "$FILE")
    for each in $dependencies; do add_line NEED "$each"; done
  fi
  # Kernels before 4.4 have one module.
  [ "$NEED" != nvme ] || { find_driver nvme-core "$1" CONFIG_NVME_CORE && [ $DRIVER = module ] && add_line NEED nvme_core; }
  return 0
}

# Lists the archives at the start of a file whose bytes 0 are bytes 1, which makes it text. Prints 'found MODULE' for each module in NEED, of
# the kernel KERNEL; 'packed' for a file system image; and then 'complete', 'broken', or 'other OFFSET' where something else follows.
ARCHIVE_AWK='
function hex(s,   i, n) { n = 0; for (i = 1; i <= length(s); i++) n = n * 16 + index("0123456789abcdef", tolower(substr(s, i, 1))) - 1; return n }
function padded(n) { return n + (4 - n % 4) % 4 }
function finish(text) { if (!done) print text; done = 1; exit }
function take(name,   base, folder) {
  if (name ~ /(squash|erofs)[^\/]*[.](img|squashfs|erofs)$/) print "packed"
  if (name !~ /[.]ko([.](gz|xz|zst|bz2|lzma|lzo|lz4))?$/ || substr(header, 19, 1) == "4") return
  base = name; sub(/.*\//, "", base); sub(/[.]ko.*/, "", base); gsub(/-/, "_", base)
  if (!(base in need)) return
  if (version != "" && match(name, /(^|\/)lib\/modules\/[^\/]+\//)) {
    folder = substr(name, RSTART, RLENGTH - 1); sub(/.*\//, "", folder)
    if (folder != version) return
  }
  print "found " base
}
BEGIN {
  n = split(ENVIRON["NEED"], list, "\n"); for (i = 1; i <= n; i++) need[list[i]] = 1
  version = ENVIRON["KERNEL"]; zero = sprintf("%c", 1); skip = 0; at = 0; between = 1
}
{
  size = length($0) + 1
  if (skip >= size) { skip -= size; at += size; next }
  # Several files of an archive may be in one line.
  for (p = skip + 1; p < size; ) {
    if (between) {
      if (substr($0, p, 1) == zero) p = match(rest = substr($0, p), "[^" zero "]") ? p + RSTART - 1 : size
      if (p >= size) break
    }
    header = substr($0, p, 110)
    if (header !~ /^07070[12][0-9a-fA-F]/ || length(header) < 110) finish(between ? "other " (at + p - 1) : "broken")
    length_of_name = hex(substr(header, 95, 8))
    if (length_of_name < 1) finish("broken")
    # A name with a line break is that of no module.
    name = substr($0, p + 110, length_of_name - 1)
    p += padded(110 + length_of_name) + padded(hex(substr(header, 55, 8)))
    between = name == "TRAILER!!!"
    if (between) trailers++
    else take(name)
  }
  skip = p > size ? p - 1 - size : 0
  at += size
}
END { if (!done) print trailers && between ? "complete" : "broken" }'

# Sets MAGIC to the six bytes of the file $1 from byte $2 on, in hexadecimal.
magic_at() {
  MAGIC=''
  IFS=" $tab$nl"
  for byte in $(od -An -v -tx1 -j "$2" -N 6 "$1" 2>/dev/null); do MAGIC=$MAGIC$byte; done
  IFS=$nl
}

# Sets TOOL to what decompresses content that begins with $1, empty where nothing does; COMPRESSION to its name.
find_tool() {
  case $1 in
    1f8b* | 1f9e*) COMPRESSION=gzip ;;
    28b52ffd*) COMPRESSION=zstd ;;
    fd377a585a00) COMPRESSION=xz ;;
    425a68*) COMPRESSION=bzip2 ;;
    02214c18* | 04224d18*) COMPRESSION=lz4 ;;
    894c5a4f00*) COMPRESSION=lzop ;;
    5d0000*) COMPRESSION=lzma ;;
    *) COMPRESSION='' TOOL='' && return 1 ;;
  esac
  TOOL=$COMPRESSION
  command -v "$TOOL" >/dev/null 2>&1 && return
  TOOL=''
  [ $COMPRESSION = lzma ] && command -v xz >/dev/null 2>&1 && TOOL=xz
  [ -n "$TOOL" ]
}

# Reads the initramfs $1 of kernel $2: adds the modules of NEED that it holds to HELD, and sets READ to 'complete', or to why it is not read.
read_initramfs() {
  READ='' offset=0
  [ -s "$1" ] || { READ='it is empty' && return; }
  magic_at "$1" 0
  case $MAGIC in
    30373037303[12] | 0000*)
      listing=$(tr '\000' '\001' <"$1" 2>/dev/null | KERNEL=$2 NEED=$NEED awk "$ARCHIVE_AWK")
      take_listing
      [ -n "$offset" ] || return
      magic_at "$1" "$offset"
      ;;
  esac
  if ! find_tool "$MAGIC"; then
    READ="the program '$COMPRESSION' is missing here"
    [ -n "$COMPRESSION" ] || READ="its compression is not known: it begins with $MAGIC at byte $offset"
    return
  fi
  case $MAGIC in 04224d18*) FRAMED=1 ;; esac
  listing=$({ { tail -c +$((offset + 1)) "$1" | "$TOOL" -dc 2>/dev/null; echo "status $?" >&3; } | tr '\000' '\001' | KERNEL=$2 NEED=$NEED awk "$ARCHIVE_AWK"; } 3>&1)
  READ=''
  # gzip ends in 2 where zeros or other bytes follow its content.
  case $nl$listing$nl in
    *"${nl}status 0$nl"*) ;;
    *"${nl}status 2$nl"*) [ $COMPRESSION = gzip ] || READ="$TOOL cannot read it to its end" ;;
    *) READ="$TOOL cannot read it to its end" ;;
  esac
  [ -n "$READ" ] && return
  take_listing
  [ -z "$offset" ] || READ='something else follows its archive'
}

# Takes over what ARCHIVE_AWK printed. Leaves offset empty unless something else follows the archives.
take_listing() {
  offset='' held='' READ='it is truncated or damaged'
  for line in $listing; do
    case $line in
      found*) add_line held "${line#found }" ;;
      packed) PACKED=1 ;;
      complete) READ=complete ;;
      other*) READ=complete offset=${line#other } ;;
    esac
  done
  [ "$READ" != complete ] || for each in $held; do add_line HELD "$each"; done
}

# Sets INITRAMFS and WHY for the case of a default kernel: 'has-nvme', 'lacks-nvme', 'missing', 'unreadable' or 'not-needed'.
examine_initramfs() {
  kernel=${1%%"$tab"*} files=${1#*"$tab"} HELD='' PACKED='' FRAMED='' WHY='' trouble=''
  [ "$files" != "$1" ] || files=''
  if [ "$files" = '?' ]; then
    files=''
    initramfs_by_name "$kernel" && files=$FOUND
  fi
  modules_of_nvme "$kernel"
  IFS=$tab
  for each_file in $files; do
    IFS=$nl
    case $each_file in
      variable)
        initramfs_by_name "$kernel" || { trouble='the boot loader names it by a variable' && continue; }
        each_file=$FOUND
        ;;
      missing:*) INITRAMFS=missing WHY="${each_file#missing:} does not exist" && return ;;
    esac
    read_initramfs "$each_file" "$kernel"
    [ "$READ" = complete ] || trouble="${each_file#"$ROOT"}: $READ"
  done
  IFS=$nl
  [ -n "$files" ] || { INITRAMFS=missing WHY="there is no initramfs of kernel $kernel" && return; }
  LACKS=''
  for each in $NEED; do
    case $nl$HELD$nl in *"$nl$each$nl"*) ;; *) LACKS=$LACKS${LACKS:+, }$each ;; esac
  done
  if [ -z "$LACKS" ]; then INITRAMFS=has-nvme
  elif [ -n "$trouble" ]; then INITRAMFS=unreadable WHY="the initramfs of kernel $kernel cannot be read: $trouble"
  elif [ -n "$PACKED" ]; then INITRAMFS=unreadable WHY="the initramfs of kernel $kernel holds a file system image, which is not read"
  else INITRAMFS=lacks-nvme WHY="the initramfs of kernel $kernel lacks $LACKS"
  fi
}

# --- checks ---

check_default_kernel() {
  for each in $UNPLACED; do note warn "no modules belong to '$each', which the boot loader starts"; done
  [ -z "$UNIFIED" ] || [ -z "$SYSTEMD_BOOT" ] || note unknown "$UNIFIED is a unified kernel image, which is not read"
  if [ -z "$CASES" ]; then note unknown 'no kernel found: mount all file systems of the image below the root'
  elif [ -n "$ASSUMED" ]; then
    note warn "no boot loader names an existing default kernel: kernel $DEFAULTS, the newest, counts as the default"
  fi
  all=''
  for each in $DEFAULTS; do all=$all${all:+, }$each; done
  of=''
  for each in $LOADERS; do of=$of${of:+, }$each; done
  result default-kernel "$all, the default of $of"
}

check_nvme_driver() {
  good=''
  for case in $CASES; do
    kernel=${case%%"$tab"*}
    find_driver nvme "$kernel" CONFIG_BLK_DEV_NVME
    if [ $DRIVER = built-in ]; then
      good="built in to kernel $kernel" INITRAMFS=not-needed
    else
      examine_initramfs "$case"
      if [ $INITRAMFS = has-nvme ]; then good="module, in the initramfs of kernel $kernel" DRIVER=module
      elif [ $INITRAMFS = unreadable ]; then note unknown "$WHY"
      elif [ -z "$VERSIONS" ]; then note unknown "there are no modules of kernel $kernel: mount all file systems of the image below the root"
      elif [ $INITRAMFS = missing ] && [ -n "$UNREADABLE" ]; then note unknown "$WHY, as far as can be read"
      elif [ $DRIVER = absent ]; then note fail "kernel $kernel has no NVMe driver"
      elif [ $INITRAMFS = missing ] && [ -n "$BOOT_UNSEEN" ]; then note unknown "$WHY: /boot is a file system of its own, mount it too"
      else note fail "$WHY: add nvme and write the initramfs again"
      fi
      [ -z "$FRAMED" ] || note fail "the initramfs of kernel $kernel is an lz4 frame, which kernels do not unpack: write it with lz4 -l"
    fi
    EXAMINED="$EXAMINED$nl$kernel$tab$DRIVER$tab$INITRAMFS"
    note_blacklist nvme
  done
  [ -n "$CASES" ] || note unknown 'no kernel to look at'
  result nvme-driver "$good"
}

# Notes where the driver $1 must not be loaded.
note_blacklist() {
  lists=''
  for folder in /etc/modprobe.d /usr/lib/modprobe.d /lib/modprobe.d /run/modprobe.d; do
    files_in $folder '*.conf' && for each in $FOUND; do add_line lists "$each"; done
  done
  is_file /etc/modprobe.conf && add_line lists "$FILE"
  for each in $(DRIVER=$1 scan '$2 == ENVIRON["DRIVER"] && ($1 == "blacklist" || ($1 == "install" && $3 ~ /(^|\/)(true|false)$/)) { print FILENAME }' "$lists"); do
    note fail "${each#"$ROOT"} keeps the driver $1 from loading: remove its line"
  done
  IFS=" $tab$nl"
  for each in $ARGUMENTS; do
    IFS=$nl
    case $each in
      modprobe.blacklist=* | module_blacklist=* | rd.driver.blacklist=* | rdblacklist=*)
        case ,${each#*=}, in *,"$1",*) note fail "the kernel parameter $each keeps the driver $1 from loading: remove it" ;; esac
        ;;
    esac
  done
  IFS=$nl
}

# Sets DRIVER_VERSION to what the module says of itself; empty where it says nothing, or cannot be read here.
read_driver_version() {
  DRIVER_VERSION=''
  version_program='/^version=[0-9]+([.][0-9]+)+[A-Za-z0-9_]*$/ { print substr($0, 9); exit }'
  if [ "$DRIVER" = built-in ]; then
    is_file "$MODULES/$1/modules.builtin.modinfo" || return 0
    DRIVER_VERSION=$(tr '\000' '\n' <"$FILE" | sed -n 's/^ena\.\(version=\)/\1/p' | awk "$version_program")
    return
  fi
  [ -n "$DRIVER_FILE" ] || return 0
  magic_at "$DRIVER_FILE" 0
  case $MAGIC in 7f454c46*) TOOL='cat' ;; *) find_tool "$MAGIC" || return 0 ;; esac
  if [ "$TOOL" = cat ]; then DRIVER_VERSION=$(tr '\000' '\n' <"$DRIVER_FILE" 2>/dev/null | awk "$version_program")
  else DRIVER_VERSION=$("$TOOL" -dc <"$DRIVER_FILE" 2>/dev/null | tr '\000' '\n' 2>/dev/null | awk "$version_program")
  fi
}

# Sets OLD to 'no' or 'yes': whether the ENA driver of kernel $1 is below 2.2.9 by AWS's minimum kernels, and empty where none is known.
# https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-nitro-instances.html
old_by_kernel() {
  OLD='' least=''
  case $OS$OS_VERSION/$1 in
    amzn2023*) least=6.1 ;;
    amzn2/*) least=4.14.186 ;;
    debian*) least=5.10 ;;
    ubuntu*/5.4.0-*-aws) least=5.4.0-1025 ;;
    ubuntu*/5.4.0-*) return ;;
    ubuntu*) least=5.4.1 ;;
    sles12.5/* | sles_sap12.5/*) least=4.12.14-122.116 ;;
    sles12.* | sles_sap12.*) least=4.12.14-95.99 ;;
    sles15/* | sles_sap15/*) least=4.12.14-150000.150.92 ;;
    sles15.1/* | sles_sap15.1/*) least=4.12.14-150100.197.114 ;;
    sles1[56]* | sles_sap1[56]*) least=5.3.18-24.15 ;;
    rhel*uek* | centos*uek* | ol*uek*) return ;;
    rhel[678]* | centos[678]* | rocky8* | almalinux8* | ol[678]*) least=4.18.0-305 ;;
    rhel* | centos* | rocky* | almalinux* | ol*) least=5.14 ;;
    *) return ;;
  esac
  below "$1" "$least" && OLD=yes || OLD=no
}

check_ena_driver() {
  good=''
  for kernel in $DEFAULTS; do
    find_driver ena "$kernel" CONFIG_ENA_ETHERNET
    if [ $DRIVER = absent ]; then
      if [ -z "$VERSIONS" ]; then note unknown "there are no modules of kernel $kernel"
      else note fail "kernel $kernel has no ENA driver: install one"
      fi
      continue
    fi
    good="$DRIVER of kernel $kernel"
    read_driver_version "$kernel"
    [ -n "$ENA_VERSION" ] && ! below "$DRIVER_VERSION" "$ENA_VERSION" || ENA_VERSION=$DRIVER_VERSION
    if [ -n "$DRIVER_VERSION" ]; then
      good="$good, version $DRIVER_VERSION"
      if [ -n "$ENA_MIN" ] && below "$DRIVER_VERSION" "$ENA_MIN"; then note fail "version $DRIVER_VERSION of kernel $kernel is below $ENA_MIN: install a newer driver"
      elif below "$DRIVER_VERSION" 2.2.9; then note warn "version $DRIVER_VERSION of kernel $kernel is below 2.2.9, which Nitro v5 and later types need"
      fi
    elif [ -n "$ENA_MIN" ]; then
      old_by_kernel "$kernel"
      below 2.2.9 "$ENA_MIN" && [ "$OLD" = no ] && OLD=''
      case $OLD in
        yes) note fail "kernel $kernel of $OS $OS_VERSION is below $least, the first with a driver for Nitro v5: update the kernel" ;;
        no) good="$good, of at least 2.2.9 by the version of the kernel" ;;
        *) note unknown "the driver of kernel $kernel has no version to compare with $ENA_MIN" ;;
      esac
    fi
    note_blacklist ena
  done
  [ -n "$DEFAULTS" ] || note unknown 'no kernel to look at'
  result ena-driver "$good"
}

check_root_parameter() {
  ROOT_FOUND=''
  for each_line in $ARGUMENTS; do note_parameters fail "$each_line" 'the default entry of the boot loader'; done
  grave=warn
  [ -z "$ASSUMED" ] || grave=fail
  for each_line in $OTHER_ARGUMENTS; do note_parameters $grave "$each_line" 'an entry of the boot loader'; done
  [ -n "$ROOT_FOUND" ] || note unknown 'no root= found in the configuration of a boot loader'
  if [ -n "$LEFTOVER" ]; then
    for each_line in $(scan '$1 == "kernel" { $1 = $2 = ""; print }' "$LEFTOVER"); do note_parameters warn "$each_line" "${LEFTOVER#"$ROOT"}, which GRUB 2 does not read"; done
  fi
  sources=''
  is_file /etc/default/grub && add_line sources "$FILE"
  files_in /etc/default/grub.d '*.cfg' && for each in $FOUND; do add_line sources "$each"; done
  for each_line in $(scan '/^[ \t]*(export[ \t]+)?GRUB_CMDLINE_[A-Z_]+[+]?=/ { sub(/^[^=]*=/, ""); print }' "$sources"); do
    note_parameters fail "$each_line" "/etc/default/grub"
  done
  for path in /etc/kernel/cmdline /etc/sysconfig/kernel-cmdline; do
    is_file "$path" && for each_line in $(cat "$FILE"); do note_parameters fail "$each_line" "$path"; done
  done
  if is_file /etc/initramfs-tools/conf.d/resume; then
    for each_line in $(sed -n 's/^RESUME=/resume=/p' "$FILE"); do note_parameters warn "$each_line" /etc/initramfs-tools/conf.d/resume; done
  fi
  result root-parameter 'the kernel finds its root by what stays the same on Nitro'
}

# Notes the device names in the kernel parameters $2, as $1 (fail or warn), from $3. Sets ROOT_FOUND where they name a root.
note_parameters() {
  IFS=" $tab$nl"
  for word in $2; do
    IFS=$nl
    case $word in *[\"\']*) word=$(printf %s "$word" | tr -d "\"'") ;; esac
    case $word in
      root=* | real_root=*) ROOT_FOUND=1 ;;
      resume=* | real_resume=*) ;;
      *) continue ;;
    esac
    device=${word#*=} device=${device#block:}
    case $word:$device in resume=:* | resume=*:none | resume=*:0) continue ;; esac
    device_kind "$device"
    case $KIND in
      xen) note "$1" "$word in $3: use root=UUID=..., the device has another name on Nitro" ;;
      order) note warn "$word in $3: the order of NVMe devices may change, use UUID=..." ;;
      other) [ "$1" != fail ] || note unknown "$word in $3: it is unknown which device that is" ;;
    esac
  done
  IFS=$nl
}

check_fstab() {
  systemd=''
  { in_root /usr/lib/systemd/systemd || in_root /lib/systemd/systemd; } && systemd=1
  # systemd boots without the device of the root's line, since the root is mounted by then, and without swap, after a wait.
  [ -z "$FSTAB" ] || for each_line in $(SYSTEMD=$systemd scan '$1 !~ /^#/ && NF > 1 { print $1 "\t" $2 "\t" $4 (ENVIRON["SYSTEMD"] && ($2 == "/" || $3 == "swap") ? ",nofail" : "") }' "$FSTAB"); do
    device=${each_line%%"$tab"*} options=${each_line##*"$tab"}
    target=${each_line#*"$tab"} target=${target%%"$tab"*}
    note_mount "$device" "$options" "$device for $target in /etc/fstab"
  done
  if is_file /etc/crypttab; then
    for each_line in $(scan '$1 !~ /^#/ && NF > 1 { print $2 "\t" $4 }' "$FILE"); do
      note_mount "${each_line%%"$tab"*}" "${each_line##*"$tab"}" "${each_line%%"$tab"*} in /etc/crypttab"
    done
  fi
  for pattern in '*.mount' '*.swap'; do
    files_in /etc/systemd/system "$pattern" || continue
    for each_line in $(scan '/^[ \t]*What[ \t]*=/ { sub(/^[^=]*=[ \t]*/, ""); print FILENAME "\t" $0 }' "$FOUND"); do
      device_kind "${each_line##*"$tab"}"
      path=${each_line%%"$tab"*}
      [ "$KIND" != xen ] || note warn "${each_line##*"$tab"} in ${path#"$ROOT"}: use /dev/disk/by-uuid/..."
    done
  done
  result fstab 'no device name that is another on Nitro'
}

# Notes a device $1 with the mount options $2, described as $3.
note_mount() {
  device_kind "$1"
  case $KIND:,$2, in
    xen:*,nofail,* | xen:*,noauto,*) note warn "$3 is missing on Nitro: use UUID=..." ;;
    xen:*) note fail "$3 does not exist on Nitro, and the boot waits for it: use UUID=..., or nofail" ;;
    order:*) note warn "$3: the order of NVMe devices may change, use UUID=..." ;;
  esac
}

check_network_rules() {
  names_in /etc/udev/rules.d '*.rules'
  for each in $NAMES; do
    is_file "/etc/udev/rules.d/$each" || continue
    grep -v '^[[:space:]]*#' "$FILE" | grep 'SUBSYSTEM=="net"' | grep -i 'ATTR.*{address}==' | grep -q 'NAME=' || continue
    note fail "/etc/udev/rules.d/$each names interfaces by the addresses of another machine: remove it"
  done
  result network-rules 'no rule names an interface by an address'
}

check_network_names() {
  kept=''
  for each in $ARGUMENTS; do
    case " $each " in *' net.ifnames=0 '*) kept=1 ;; esac
  done
  for each in /etc/systemd/network/99-default.link /etc/udev/rules.d/80-net-setup-link.rules /etc/udev/rules.d/80-net-name-slot.rules; do
    [ -L "$ROOT$each" ] && [ "$(readlink "$ROOT$each")" = /dev/null ] && kept=1
  done
  for folder in /etc/sysconfig/network-scripts /etc/sysconfig/network; do
    files_in $folder 'ifcfg-*' || continue
    for each in $FOUND; do
      grep -q '^[[:space:]]*HWADDR=["'\'']*[0-9A-Fa-f]' "$each" && note fail "${each#"$ROOT"} has the address of another machine: remove HWADDR"
      case $each in *ifcfg-eth[0-9]*) note_old_name "${each#"$ROOT"}" ;; esac
    done
  done
  files=''
  is_file /etc/network/interfaces && add_line files "$FILE"
  for pair in /etc/network/interfaces.d:'*' /etc/netplan:'*.yaml' /etc/systemd/network:'*.network' /usr/lib/systemd/network:'*.network'; do
    files_in "${pair%%:*}" "${pair#*:}" && for each in $FOUND; do add_line files "$each"; done
  done
  for each in $(scan '/^[ \t]*(iface|auto|allow-hotplug)[ \t].*eth[0-9]/ || /^[ \t]*["\047]?eth[0-9]+["\047]?:/ || /^[ \t]*Name=.*eth[0-9]/ { print FILENAME }' "$files"); do
    note_old_name "${each#"$ROOT"}"
  done
  for each in $(scan '/^[ \t]*(Permanent)?MACAddress=/ { print FILENAME }' "$files"); do note warn "${each#"$ROOT"} has the address of another machine"; done
  result network-names 'no interface by a name of Xen'
}

note_old_name() {
  [ -n "$kept" ] || note warn "$1 names eth0, which is ens5 on Nitro: match any name, or boot with net.ifnames=0"
}

check_datasource() {
  sources=''
  is_file /etc/cloud/cloud.cfg && sources=$FILE
  files_in /etc/cloud/cloud.cfg.d '*.cfg' && for each in $FOUND; do add_line sources "$each"; done
  if [ -z "$sources" ]; then note warn 'no cloud-init: the instance does not read its user data'
  elif in_root /etc/cloud/cloud-init.disabled; then note warn '/etc/cloud/cloud-init.disabled switches cloud-init off'
  fi
  # The last list counts.
  list=$(scan '
    FNR == 1 { open = 0 }
    /^datasource_list[ \t]*:/ { list = $0; sub(/^[^:]*:/, "", list); sub(/(^|[ \t])#.*/, "", list); from = FILENAME; open = list !~ /\]/; next }
    open && /^[ \t]*(#|$)/ { next }
    open && /^([ \t]|-|\])/ { text = $0; sub(/[ \t]#.*/, "", text); list = list " " text; open = text !~ /\]/; next }
    { open = 0 }
    END { gsub(/[^A-Za-z0-9_]+/, " ", list); if (from != "") print from "\t " list " " }' "$sources")
  case ${list##*"$tab"} in
    '' | *' Ec2 '*) ;;
    *' '[eE][cC]2' '*) note warn "datasource_list in ${list%%"$tab"*} has another spelling than Ec2" ;;
    *) from=${list%%"$tab"*} && note fail "datasource_list in ${from#"$ROOT"} lacks Ec2: add it" ;;
  esac
  result datasource 'cloud-init looks for EC2'
}

check_xen_only() {
  lists=''
  is_file /etc/modules && lists=$FILE
  files_in /etc/modules-load.d '*.conf' && for each in $FOUND; do add_line lists "$each"; done
  for each in $(scan '$1 ~ /^xen/ { print $1 }' "$lists"); do note warn "the module $each is loaded at each boot: remove it"; done
  for folder in /etc/systemd/system/multi-user.target.wants /etc/systemd/system/getty.target.wants /etc/systemd/system /etc/init /etc/init.d /etc/rc3.d; do
    names_in $folder '*' || continue
    for each in $NAMES; do
      case $each in
        *xe-linux-distribution* | *xe-guest* | *xe-daemon* | xendomains* | xenstored* | *getty@hvc0* | hvc0.conf) note warn "$folder/$each is for Xen only" ;;
      esac
    done
  done
  is_file /etc/inittab && grep -v '^#' "$FILE" | grep -q hvc0 && note warn '/etc/inittab starts a login on hvc0, the console of Xen'
  for each in $ARGUMENTS; do
    case " $each " in *' clocksource=xen '*) note warn 'clocksource=xen does not exist on Nitro: remove the kernel parameter' ;; esac
    case " $each " in *' console=hvc'*) note warn 'console=hvc0 is the console of Xen: use console=ttyS0' ;; esac
    case " $each " in *' xen-hypervisor '*) note warn 'the default entry boots the Xen hypervisor itself' ;; esac
  done
  result xen-only 'nothing that works on Xen only'
}

check_serial_console() {
  [ -z "$ARGUMENTS" ] || for each in $ARGUMENTS; do
    case " $each" in *' console=ttyS0'* | ' xen-hypervisor '*) ;; *) note warn 'no console=ttyS0: EC2 shows no log of the boot' ;; esac
  done
  [ -n "$ARGUMENTS" ] || note info 'no kernel parameters found'
  result serial-console 'console=ttyS0'
}

check_device_links() {
  links=''
  for folder in /etc/udev/rules.d /usr/lib/udev/rules.d /lib/udev/rules.d; do
    names_in $folder '*.rules' || continue
    for each in $NAMES; do
      case $each in *ec2*nvme* | *ebsnvme* | *nvme*ec2* | *amazon*nvme* | *ec2-*) links=$folder/$each ;; esac
    done
  done
  note info "${links:-no rule} links the names of block device mappings to NVMe devices"
  result device-links
}

check_growpart() {
  grows=nothing
  for each in /usr/bin/growpart /usr/bin/systemd-repart /bin/growpart /usr/sbin/growpart; do in_root $each && grows=$each; done
  note info "$grows grows a partition to the size of its volume"
  result growpart
}

check_nvme_timeout() {
  timeout=''
  for each in $ARGUMENTS; do
    case " $each " in *nvme_core.io_timeout=* | *nvme.io_timeout=*) timeout='a kernel parameter' ;; esac
  done
  files_in /etc/modprobe.d '*.conf'
  for each in $(scan '/^options[ \t]+nvme(_core)?[ \t].*io_timeout=/ { print FILENAME }' "$FOUND"); do timeout=${each#"$ROOT"}; done
  note info "${timeout:-nothing} sets the timeout of NVMe requests"
  result nvme-timeout
}

# An initramfs for this machine alone is right until the next kernel is installed on Xen.
check_initramfs_updates() {
  config='' forced=''
  is_file /etc/initramfs-tools/initramfs.conf && config=$FILE
  files_in /etc/initramfs-tools/conf.d '*' && for each in $FOUND; do add_line config "$each"; done
  modules=$(scan '/^[ \t]*MODULES=/ { sub(/^[^=]*=/, ""); gsub(/["\047 \t]/, ""); m = $0 } END { print m }' "$config")
  is_file /etc/initramfs-tools/modules && grep -q '^[[:space:]]*nvme' "$FILE" && forced=1
  case $modules in
    dep | list) [ -n "$forced" ] || note warn "initramfs-tools has MODULES=$modules: an initramfs written on Xen lacks NVMe, use most" ;;
  esac
  config=''
  for each in /usr/lib/dracut/dracut.conf.d /lib/dracut/dracut.conf.d; do files_in $each '*.conf' && for each_file in $FOUND; do add_line config "$each_file"; done; done
  is_file /etc/dracut.conf && add_line config "$FILE"
  files_in /etc/dracut.conf.d '*.conf' && for each_file in $FOUND; do add_line config "$each_file"; done
  only=$(scan '
    /^[ \t]*#/ { next }
    /hostonly[ \t]*=/ { h = $0; sub(/.*hostonly[ \t]*=[ \t]*/, "", h); gsub(/["\047 \t]/, "", h); sub(/[;#].*/, "", h) }
    /(drivers|filesystems)[+]?=.*[" \t\047]nvme[" \t\047]/ { f = 1 }
    END { if (h == "yes" && !f) print h }' "$config")
  [ -z "$only" ] || note warn 'dracut has hostonly=yes: an initramfs written on Xen lacks NVMe, set hostonly=no or add_drivers+=" nvme "'
  result initramfs-updates 'the next initramfs holds NVMe too'
}

check_boot_loader() {
  [ -n "$LEGACY$EFI_DEFAULT" ] || note warn 'no boot loader found for BIOS or UEFI'
  [ -z "$ESP_UNSEEN" ] || note warn "$ESP_UNSEEN is not mounted, so it is unknown whether the image boots with UEFI"
  result boot-loader "${LEGACY:+legacy BIOS}${LEGACY:+${EFI_DEFAULT:+ and }}${EFI_DEFAULT:+UEFI}"
}

check_architecture() {
  case $ARCHITECTURE in
    x86_64 | arm64) ;;
    '') note warn 'no program of the image shows its architecture' ;;
    *) note fail "$ARCHITECTURE: Nitro types run x86_64 and arm64" && ARCHITECTURE='' ;;
  esac
  result architecture "$ARCHITECTURE"
}

# Everything that is there and that nobody let the probe read.
check_readable() {
  for each in $UNREADABLE; do note unknown "$each cannot be read: run as root"; done
  result readable 'all files could be read'
}

# --- the running instance ---

# Sets KIND to what holds the block device $1, 'MAJOR:MINOR', at the bottom: nvme, xen or other.
disk_kind() {
  KIND=other
  block=$(readlink "$SYSTEM/sys/dev/block/$1")
  case $block in */nvme*) KIND=nvme ;; */xvd* | */vbd-* | */sd[a-z]* | */hd[a-z]* | */virtio*) KIND=xen ;; esac
  set +f
  for below_it in "$SYSTEM/sys/dev/block/$1/slaves"/*; do
    case ${below_it##*/} in nvme*) KIND=nvme ;; xvd* | sd* | hd* | vd*) KIND=xen ;; esac
  done
  set -f
}

check_booted_root() {
  line=$(scan '$5 == "/" { s = $0; sub(/.* - [^ ]+ /, "", s); sub(/ .*/, "", s); r = $3 "\t" s } END { print r }' "$SYSTEM/proc/self/mountinfo")
  source=${line#*"$tab"}
  case $source in
    /dev/nvme*) KIND=nvme ;;
    /dev/xvd* | /dev/sd* | /dev/hd* | /dev/vd*) KIND=xen ;;
    *) disk_kind "${line%%"$tab"*}" ;;
  esac
  case $KIND in
    nvme) ;;
    xen) note fail "the root is on $source, and not on NVMe: this instance is not on Nitro" ;;
    *) note unknown "the root is on $source, and it is not known what holds it" ;;
  esac
  result booted-root "the root is on NVMe ($source)"
}

check_booted_network() {
  driven=''
  set +f
  for each in "$SYSTEM"/sys/class/net/*; do
    [ "$(readlink "$each/device/driver" | sed 's,.*/,,')" = ena ] && driven=${each##*/}
  done
  set -f
  [ -n "$driven" ] || note fail 'no network interface with the driver ena'
  result booted-network "$driven has the driver ena"
}

check_booted_instance() {
  tag=$(head -n 1 "$SYSTEM/sys/devices/virtual/dmi/id/board_asset_tag" 2>/dev/null)
  case $tag in
    i-*[!0-9a-f]* | i-) note fail "the board asset tag '$tag' is not an instance id" ;;
    i-????????*) ;;
    *) note fail "the board asset tag '$tag' is not an instance id: this instance is not on Nitro" ;;
  esac
  [ "$(head -n 1 "$SYSTEM/sys/hypervisor/type" 2>/dev/null)" != xen ] || note fail 'this instance runs on Xen'
  result booted-instance "$tag"
}

check_booted_kernel() {
  release=$(uname -r)
  case $nl$DEFAULTS$nl in
    *"$nl$release$nl"*) ;;
    *) note warn "kernel $release runs, which is not the default: the next boot uses another kernel" ;;
  esac
  result booted-kernel "$release"
}

# --- the whole ---

read_system() {
  OS=unknown OS_VERSION=unknown FSTAB='' UNREADABLE='' UNPLACED='' ENA_VERSION='' EXAMINED='' BOOT_UNSEEN='' ESP_UNSEEN=''
  { is_file /etc/os-release || is_file /usr/lib/os-release; } && for each in $(scan '
    /^(ID|VERSION_ID)=/ { sub(/[ \t\r]+$/, ""); key = $0; sub(/=.*/, "", key); v = substr($0, length(key) + 2); gsub(/["\047]/, "", v); if (v != "") print key "=" v }' "$FILE"); do
    case $each in ID=*) OS=${each#ID=} ;; *) OS_VERSION=${each#VERSION_ID=} ;; esac
  done
  is_file /etc/fstab && FSTAB=$FILE
  find_kernels
  find_loaders
  find_default_kernels
  for each in $(scan '$1 !~ /^#/ && $2 ~ /^\// { print $2 }' "$FSTAB"); do
    case $each in
      /boot) names_in /boot '[viIkz]*' || BOOT_UNSEEN=1 ;;
      /boot/efi | /efi) case $nl$SYSTEM_PARTITIONS$nl in *"$nl$each$nl"*) ;; *) ESP_UNSEEN=$each ;; esac ;;
    esac
  done
}

# Sets ARCHITECTURE by the header of a program, or by what names one.
find_architecture() {
  ARCHITECTURE=''
  for each in /bin/sh /usr/bin/sh /sbin/init /usr/bin/env /bin/bash /bin/busybox /usr/lib/systemd/systemd; do
    is_file $each || continue
    magic_at "$FILE" 0
    case $MAGIC in 7f454c46*) ;; *) continue ;; esac
    magic_at "$FILE" 18
    case $MAGIC in
      3e00*) ARCHITECTURE=x86_64 ;;
      b700*) ARCHITECTURE=arm64 ;;
      0300*) ARCHITECTURE=i386 ;;
      *) ARCHITECTURE="machine $MAGIC" ;;
    esac
    return
  done
  for each in $DEFAULTS; do
    case $each in *x86_64* | *amd64*) ARCHITECTURE=x86_64 ;; *aarch64* | *arm64*) ARCHITECTURE=arm64 ;; esac
  done
  [ -n "$ARCHITECTURE" ] || ARCHITECTURE=$EFI_DEFAULT
}

print_kernels() {
  comma=''
  for kernel in $VERSIONS $DEFAULTS; do
    case $nl$PRINTED$nl in *"$nl$kernel$nl"*) continue ;; esac
    add_line PRINTED "$kernel"
    default=false initramfs='' nvme=''
    case $nl$DEFAULTS$nl in *"$nl$kernel$nl"*) default=true ;; esac
    for each in $EXAMINED; do
      [ "${each%%"$tab"*}" = "$kernel" ] || continue
      # The worse of two cases of one kernel.
      case $initramfs in '' | has-nvme | not-needed) initramfs=${each##*"$tab"} nvme=${each#*"$tab"} nvme=${nvme%%"$tab"*} ;; esac
    done
    [ -n "$nvme" ] || { find_driver nvme "$kernel" CONFIG_BLK_DEV_NVME && nvme=$DRIVER; }
    find_driver ena "$kernel" CONFIG_ENA_ETHERNET
    ena=$DRIVER DRIVER_VERSION=''
    [ $default = false ] || read_driver_version "$kernel"
    json "$kernel"
    printf '%s\n    { "version": %s, "default": %s, "nvme": "%s", "ena": "%s"' "$comma" "$JSON" $default "$nvme" "$ena"
    [ -z "$DRIVER_VERSION" ] || printf ', "enaVersion": "%s"' "$DRIVER_VERSION"
    [ -z "$initramfs" ] || printf ', "initramfs": "%s"' "$initramfs"
    printf ' }'
    comma=,
  done
}

print_report() {
  json "$OS" && os=$JSON
  json "$OS_VERSION"
  printf '{\n  "nitroProbe": 1,\n  "tool": "cdk-nitro %s",\n  "date": "%s",\n  "evidence": "%s",\n' "$VERSION" "$DAY" "$EVIDENCE"
  [ -z "$ARCHITECTURE" ] || printf '  "architecture": "%s",\n' "$ARCHITECTURE"
  printf '  "os": %s,\n  "osVersion": %s,\n  "verdict": "%s",\n' "$os" "$JSON" $VERDICT
  legacy=false uefi=false
  [ -z "$LEGACY" ] || legacy=true
  [ -z "$EFI_DEFAULT" ] || uefi=true
  printf '  "boot": { "legacyBios": %s' $legacy
  [ -n "$ESP_UNSEEN" ] || printf ', "uefi": %s' $uefi
  printf ' },\n'
  [ -z "$ENA_VERSION" ] || printf '  "enaVersion": "%s",\n' "$ENA_VERSION"
  printf '  "kernels": ['
  PRINTED=''
  print_kernels
  printf '\n  ],\n  "checks": [\n%s\n  ]\n}\n' "$CHECKS"
}

usage() {
  printf '%s\n' 'nitro-probe.sh [--root DIR] [--booted] [--ena-min VERSION]' 'tells whether a Linux system is ready for the AWS Nitro System' \
    'exit codes: 0 ready, 1 not ready, 2 undecided or bad usage'
}

# Sets DAY to the day of a time in seconds since 1970. What date takes for one differs.
day_of() {
  days=$(($1 / 86400 + 719468))
  era=$((days / 146097)) of_era=$((days % 146097))
  year=$(((of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365))
  of_year=$((of_era - (365 * year + year / 4 - year / 100)))
  month=$(((5 * of_year + 2) / 153))
  day=$((of_year - (153 * month + 2) / 5 + 1))
  month=$((month < 10 ? month + 3 : month - 9))
  year=$((year + era * 400 + (month <= 2)))
  DAY=$(printf '%04d-%02d-%02d' $year $month $day)
}

EVIDENCE=files ENA_MIN='' root=''
while [ $# -gt 0 ]; do
  case $1 in
    --root=*) root=${1#*=} && [ -n "$root" ] || stop '--root needs a folder' ;;
    --ena-min=*) ENA_MIN=${1#*=} && [ -n "$ENA_MIN" ] || stop '--ena-min needs a version' ;;
    --root) [ -n "${2-}" ] && root=$2 && shift || stop '--root needs a folder' ;;
    --ena-min) [ -n "${2-}" ] && ENA_MIN=$2 && shift || stop '--ena-min needs a version' ;;
    --booted) EVIDENCE=booted ;;
    --help | -h) usage && exit 0 ;;
    --version) printf '%s\n' "$VERSION" && exit 0 ;;
    *) stop "unknown word '$1': it takes --root DIR, --booted and --ena-min VERSION" ;;
  esac
  shift
done
case $ENA_MIN in *[!0-9.]* | .* | *. | *..*) stop "'$ENA_MIN' is no version: write it as 2.2.9" ;; esac
[ -z "$root" ] || [ $EVIDENCE = files ] || stop '--booted looks at the running instance: leave out --root'
for tool in awk cat find grep head od readlink sed tail tr uname date; do
  command -v $tool >/dev/null 2>&1 || stop "the program '$tool' is missing"
done
root=${root:-$running}
[ -d "$root" ] || stop "'$root' is not a folder"
case $root in /*) ;; *) root=./$root ;; esac
ROOT=$(cd "$root" 2>/dev/null && pwd -P && printf x) || stop "'$root' cannot be opened"
ROOT=${ROOT%"${nl}x"}
[ "$ROOT" != / ] || ROOT=''
SYSTEM=$ROOT
{ [ -d "$ROOT/etc" ] || [ -L "$ROOT/etc" ]; } && { [ -d "$ROOT/boot" ] || [ -e "$ROOT/lib" ] || [ -e "$ROOT/usr" ] || [ -L "$ROOT/lib" ]; } ||
  stop "'$root' is not the root of a Linux system: it has no /etc, or neither /boot, /lib nor /usr"
case ${SOURCE_DATE_EPOCH-} in
  '') DAY=$(date -u +%Y-%m-%d) ;;
  *[!0-9]* | ???????????*) stop "SOURCE_DATE_EPOCH '$SOURCE_DATE_EPOCH' is no time" ;;
  *) day_of "$SOURCE_DATE_EPOCH" ;;
esac

read_system
find_architecture
[ $EVIDENCE = files ] || ARCHITECTURE=$(uname -m | sed 's/^aarch64$/arm64/')
check_architecture
check_default_kernel
check_nvme_driver
check_ena_driver
check_root_parameter
check_fstab
check_network_rules
check_network_names
check_datasource
check_xen_only
check_serial_console
check_device_links
check_growpart
check_nvme_timeout
check_initramfs_updates
check_boot_loader
if [ $EVIDENCE = booted ]; then
  check_booted_root
  check_booted_network
  check_booted_instance
  check_booted_kernel
fi
check_readable
print_report
case $VERDICT in ready) exit 0 ;; not-ready) exit 1 ;; *) exit 2 ;; esac
