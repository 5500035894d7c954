import { commandLanguage } from '../../file-language';
import { quoteWords } from '../quote';
import type { LinedText } from './source';

/** The number of options before a shell's `-c`. Errs towards a text that is not run. */
const MOST_OPTIONS = 12;

/** Names of this machine. */
const HERE = /^(?:[\w.-]+@)?(?:localhost(?:\.localdomain)?|127(?:\.\d+){1,3}|\[?::1\]?|0\.0\.0\.0|\$\{?HOSTNAME\}?)$/;
const OPTION_OF_SSH = /^-[BbcDEeFIiJLlmOoPpQRSWw]$/;
const STARTS_TMUX =
  /^(?:new|new-session|neww|new-window|splitw|split-window|respawn-pane|respawn-window|run|run-shell|send|send-keys|if|if-shell|pipe-pane)$/;
/** Programs that run their arguments in a container or on another machine. */
const ELSEWHERE =
  /^(?:docker|podman|nerdctl|ctr|crictl|lxc|lxc-[\w-]+|kubectl|oc|helm|ssh|nsenter|ip netns|ansible|ansible-playbook|vagrant|aws|gcloud|az)$/;
/** Options that give a container access to the machine's devices or network. */
const IS_OF_HOST = /^--(?:privileged|device|pid=host|net(?:work)?=host|cap-add)|^\/dev(?::|$)|^(?:-v|--volume=)\/dev(?::|\/)/;

/** Tells whether `ssh` runs its command on this machine. */
export function isLocal(rest: readonly LinedText[]): boolean {
  const host = hostAt(rest);
  return HERE.test(rest[host]?.text ?? '');
}

function hostAt(rest: readonly LinedText[]): number {
  let at = 0;
  for (let word = rest[at]; word?.text.startsWith('-') === true; word = rest[at]) at += OPTION_OF_SSH.test(word.text) ? 2 : 1;
  return at;
}

/** Returns the text that a program passes to a shell without `-c`: `watch`, `tmux`, `screen`, `ssh localhost`. */
export function handedScript(program: string, rest: readonly LinedText[]): LinedText | undefined {
  switch (program) {
    case 'ssh':
      return isLocal(rest) ? joined(rest.slice(hostAt(rest) + 1)) : undefined;
    case 'watch':
      return joined(behindOptions(rest, /^-n$|^--interval$/));
    case 'tmux': {
      const [first, ...others] = STARTS_TMUX.test(rest.find(({ text }) => !text.startsWith('-'))?.text ?? '') ? ofTmux(rest) : [];
      if (first === undefined) return undefined;
      const isCommand = others.length > 0 && rest.every(({ text }) => !text.startsWith('send'));
      return isCommand ? quoted([first, ...others]) : joined([first, ...others]);
    }
    case 'screen': {
      const stuffed = rest.findIndex(({ text }) => text === 'stuff');
      if (stuffed >= 0) return joined(rest.slice(stuffed + 1));
      return quoted(behindOptions(rest, /^-\w*[SscehpTtr]$/));
    }
    case 'scl':
      return joined(rest.slice(2));
    case 'machinectl':
      return rest[0]?.text === 'shell' ? quoted(behindOptions(rest.slice(1), /^--(?:uid|setenv)$/).slice(1)) : undefined;
    case 'runuser':
      return rest.some(({ text }) => /^(?:-\w*u|--user)$/.test(text))
        ? quoted(behindOptions(rest, /^-[ugG]$|^--(?:user|group)$/))
        : undefined;
    case 'start-stop-daemon': {
      const at = rest.findIndex(({ text }) => /^(?:-x|-a|--exec|--startas)$/.test(text));
      const own = rest.findIndex(({ text }) => text === '--');
      return at < 0 ? undefined : quoted([...rest.slice(at + 1, at + 2), ...(own < 0 ? [] : rest.slice(own + 1))]);
    }
    default:
      return behindShell(program, rest);
  }
}

/** Returns the text of `bash -c '...'` after any other program, if it runs on this machine. */
function behindShell(program: string, rest: readonly LinedText[]): LinedText | undefined {
  const at = rest.findIndex(({ text }, index) => {
    if (commandLanguage(text.slice(text.lastIndexOf('/') + 1)) !== 'shell') return false;
    const next = rest
      .slice(index + 1, index + MOST_OPTIONS)
      .find((word) => !/^--$|^-[a-z]$|^--\w+$/.test(word.text) || /^-\w*c$/.test(word.text));
    return /^-\w*c$/.test(next?.text ?? '');
  });
  if (at < 0 || (ELSEWHERE.test(program) && !rest.slice(0, at).some(({ text }) => IS_OF_HOST.test(text)))) return undefined;
  return quoted(rest.slice(at).filter(({ text }) => text !== '--'));
}

function behindOptions(rest: readonly LinedText[], takesArgument: RegExp): readonly LinedText[] {
  let at = 0;
  for (let word = rest[at]; word?.text.startsWith('-') === true; word = rest[at]) {
    at += takesArgument.test(word.text) ? 2 : 1;
    if (word.text === '--') break;
  }
  return rest.slice(at);
}

function ofTmux(rest: readonly LinedText[]): readonly LinedText[] {
  const start = rest.findIndex(({ text }) => STARTS_TMUX.test(text));
  return behindOptions(rest.slice(start + 1), /^-[cFnstxyeplT]$/).filter(({ text }) => !/^(?:C-m|Enter)$/.test(text));
}

/** Joins words into the text that a shell reads. */
function joined(words: readonly LinedText[]): LinedText | undefined {
  const [first, ...others] = words;
  return first && { text: [first, ...others].map(({ text }) => text.replace(/\\n$/, '')).join(' '), line: first.line };
}

function quoted(words: readonly LinedText[]): LinedText | undefined {
  const [first] = words;
  return first && { text: quoteWords(words.map(({ text }) => text)), line: first.line };
}
