/** A program that runs another program, with the number of its own arguments and its options that take an argument. */
export interface Wrapper {
  readonly ownArguments: number;
  readonly options: RegExp;
}

/** `-iu app` combines two options. */
const SUDO = /^-[A-Za-z]*[ugpCDhRrTt]$|^--(?:user|group|prompt|close-from|chdir|host|chroot|role|type|command-timeout)$/;
const NONE = /^$/;

const OWN_ARGUMENTS: Readonly<Record<string, readonly [number, RegExp]>> = {
  sudo: [0, SUDO],
  doas: [0, /^-[uC]$/],
  env: [0, /^-[uC]$|^--(?:unset|chdir)$/],
  exec: [0, /^-a$/],
  nohup: [0, NONE],
  command: [0, NONE],
  builtin: [0, NONE],
  busybox: [0, NONE],
  time: [0, /^-[fo]$/],
  setsid: [0, NONE],
  unbuffer: [0, NONE],
  chronic: [0, NONE],
  fakeroot: [0, /^-[lsib]$/],
  eatmydata: [0, NONE],
  spawn: [0, NONE],
  tini: [0, /^-[ep]$/],
  'dumb-init': [0, NONE],
  daemonize: [0, /^-[cepoulE]$/],
  proxychains: [0, /^-f$/],
  proxychains4: [0, /^-f$/],
  stdbuf: [0, /^-[ioe]$/],
  nice: [0, /^-n$|^--adjustment$/],
  ionice: [0, /^-[cnpPu]$|^--(?:class|classdata)$/],
  chrt: [1, /^-[TPD]$/],
  xargs: [0, /^-[nIPLdEsa]$/],
  parallel: [0, /^-[jNaI]$|^--(?:jobs|delay|retries|timeout|arg-file)$/],
  strace: [0, /^-[eopsuEaIXO]$/],
  ltrace: [0, /^-[eopsunalxAF]$/],
  'systemd-run': [
    0,
    /^-[pEHMun]$|^--(?!.*=)(?:unit|property|slice|uid|gid|nice|description|working-directory|setenv|machine|host|timer-property|service-type|on-\w+)$/,
  ],
  'systemd-cat': [0, /^-[tp]$|^--(?:identifier|priority|stderr-priority)$/],
  'systemd-inhibit': [0, NONE],
  setpriv: [0, /^--(?:reuid|regid|groups|inh-caps|ambient-caps|bounding-set|securebits|pdeathsig|selinux-label|apparmor-profile)$/],
  unshare: [0, /^-[SGR]$|^--(?:setuid|setgid|root|wd)$/],
  prlimit: [0, /^-[op]$/],
  capsh: [0, NONE],
  numactl: [0, /^-[NCmiplL]$/],
  cgexec: [0, /^-g$/],
  timeout: [1, /^-[sk]$|^--(?:signal|kill-after)$/],
  gtimeout: [1, /^-[sk]$|^--(?:signal|kill-after)$/],
  flock: [1, /^-[wE]$|^--(?:timeout|wait|conflict-exit-code)$/],
  chroot: [1, /^--(?:userspec|groups)$/],
  'arch-chroot': [1, /^-u$/],
  'systemd-nspawn': [0, /^-[DiuMES]$|^--(?:directory|image|user|machine|bind|setenv)$/],
  taskset: [1, NONE],
  gosu: [1, NONE],
  'su-exec': [1, NONE],
  setuidgid: [1, NONE],
  chpst: [0, /^-[ueboflmnpdc]$/],
  'cloud-init-per': [2, NONE],
  nsenter: [0, /^-[tSGR]$|^--(?:target|setuid|setgid)$/],
  retry: [0, /^-\w$|^--(?:times|delay|until|tries|sleep)$/],
};

/** Returns the properties of a program that runs another program here; undefined for any other program. */
export function wrapperOf(name: string, wordsBehind: () => readonly string[]): Wrapper | undefined {
  const known = Object.hasOwn(OWN_ARGUMENTS, name) ? OWN_ARGUMENTS[name] : undefined;
  if (known === undefined || (name === 'nsenter' && entersAnotherNetwork(wordsBehind()))) return undefined;
  const [ownArguments, options] = known;
  // `retry 5 command`
  return {
    ownArguments: name === 'retry' && /^\d/.test(wordsBehind().find((word) => !word.startsWith('-')) ?? '') ? 1 : ownArguments,
    options,
  };
}

/** Tells whether `nsenter` enters another network. The network of process 1 is that of the instance. */
function entersAnotherNetwork(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  const own = end < 0 ? words : words.slice(0, end);
  const target = own[own.findIndex((word) => /^(?:-\w*t|--target)$/.test(word)) + 1] ?? '';
  const isFirst = own.some((word) => /^(?:-t1|--target=1)$/.test(word)) || target === '1';
  return !isFirst && own.some((word) => /^(?:-\w*n\w*|--net(?:=.*)?)$/.test(word) && !/^-\w*t\d/.test(word));
}
