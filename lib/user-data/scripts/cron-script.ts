/** The time of a crontab line: five fields or a word; in anacron, a number of days, a number of minutes and a name. */
const TIME = /^([ \t]*)(?:@\w+|(?:[\d*][\w*,/-]*[ \t]+){4}[\w*,/-]+|\d+[ \t]+\d+[ \t]+[\w.-]+)[ \t]+/;
/** `id:levels:action:` of inittab. */
const LEVELS = /^\w+:\w*:\w+:/;
const USER = /^[a-z_][\w-]*[ \t]+/;
/** Files whose lines name a user. */
const NAMES_USER = /^\/etc\/(?:crontab$|cron\.d\/)/;

/** Returns the commands of a crontab as a shell script, one command a line. */
export function cronScript(text: string, file: string | undefined): string {
  const namesUser = file !== undefined && NAMES_USER.test(file);
  return text
    .split('\n')
    .map((line) => {
      const [time] = TIME.exec(line) ?? LEVELS.exec(line) ?? [];
      if (time === undefined) return line;
      const command = line.slice(time.length);
      // The text after `%` is the input of the command.
      return (namesUser ? command.replace(USER, '') : command).replace(/(?<!\\)%[^]*$/, '').replaceAll('\\%', '%');
    })
    .join('\n');
}
