/**
 * What git needs to merge coding entry by entry: a line of attributes that everybody shares, a driver in the clone's
 * configuration, and a launcher that finds this version of Pressmark. Pure; `setup.ts` writes it.
 */

/** Every file whose entries Pressmark knows how to merge. */
export const attributeLines = ['*.pressmark.yaml merge=pressmark', 'pressmark.yaml merge=pressmark', 'pressmark.*.yaml merge=pressmark'] as const;

export const driverName = 'Pressmark: coding, entry by entry';

/** A path or text as one word of a POSIX shell. Git runs drivers in such a shell on Windows too. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Windows paths with slashes, which its git, shell and programs all take. */
export function shellPath(path: string): string {
  return /^[a-z]:\\|^\\\\/i.test(path) ? path.replaceAll('\\', '/') : path;
}

/**
 * The value of `merge.pressmark.driver`. `sh` runs the launcher, so that it needs no permission to be executed; git quotes `%P` itself,
 * and reads `%%` as one percent sign.
 */
export function driverCommand(launcher: string): string {
  return `sh ${shellWord(shellPath(launcher)).replaceAll('%', '%%')} --path %P %O %A %B`;
}

/**
 * The launcher. It stands outside the extension's folder, whose name changes with every version, and is written anew by each.
 * VS Code's own program runs the command line, as Node, so that none need be installed. Where it cannot run, or refuses a file that
 * it cannot read in full, the lines are merged as those of any text: git would else take ours and show nobody theirs.
 *
 * @param program the executable that the extension runs in
 * @param commandLine `cli.mjs` of this version
 */
export function launcherScript(program: string, commandLine: string): string {
  return `#!/bin/sh
# Pressmark's merge driver for git, written by its extension for VS Code, and anew by each version of it.
# Called as: --path NAME BASE OURS THEIRS
program=${shellWord(shellPath(program))}
cli=${shellWord(shellPath(commandLine))}
status=127
if [ -f "$cli" ]; then
  if [ -x "$program" ]; then
    ELECTRON_RUN_AS_NODE=1 "$program" "$cli" merge "$@"
    status=$?
  elif command -v node >/dev/null 2>&1; then
    node "$cli" merge "$@"
    status=$?
  fi
fi
# 0: merged. 1: the entries that both sides changed stand between markers.
if [ "$status" -le 1 ]; then exit "$status"; fi
echo "Pressmark did not merge $2; its lines are merged as those of any text." >&2
exec git merge-file -L ours -L base -L theirs "$4" "$3" "$5"
`;
}

/** The text of a \`.gitattributes\` with the lines that are not there yet; as it is where all are. */
export function attributesWith(text: string): string {
  const there = new Set(text.split(/\r?\n/).map(plainLine));
  const missing = attributeLines.filter((line) => !there.has(line));
  if (missing.length === 0) return text;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const before = text === '' || text.endsWith('\n') ? text : text + eol;
  return before + missing.map((line) => line + eol).join('');
}

/** The text without our lines; everything else as it is. */
export function attributesWithout(text: string): string {
  const ours = new Set<string>(attributeLines);
  return (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).filter((line) => !ours.has(plainLine(line))).join('');
}

function plainLine(line: string): string {
  return line.trim().replace(/\s+/g, ' ');
}
