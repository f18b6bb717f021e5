/** A strict reading of a verb's arguments: nothing unknown, nothing twice, nothing guessed. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './host';

export interface Arguments<Flag extends string, Option extends string> {
  readonly help: boolean;
  readonly flags: Readonly<Record<Flag, boolean>>;
  readonly options: Readonly<Partial<Record<Option, string>>>;
  readonly operands: readonly string[];
}

/** @throws UsageError with a sentence that says what is wrong */
export function parseArguments<Flag extends string, Option extends string>(
  verb: string,
  argv: readonly string[],
  known: { readonly flags?: readonly Flag[]; readonly options?: readonly Option[] },
): Arguments<Flag, Option> {
  const { flags = [], options = [] } = known;
  const { values, positionals } = split(verb, argv, flags, options);
  for (const [name, given] of Object.entries(values)) {
    if ((given?.length ?? 0) > 1 && name !== 'help') throw new UsageError(`--${name} is given twice.`, verb);
  }
  return {
    help: values['help'] !== undefined,
    flags: Object.fromEntries(flags.map((name) => [name, values[name] !== undefined])) as Record<Flag, boolean>,
    options: Object.fromEntries(options.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name][0]]]))) as Partial<Record<Option, string>>,
    operands: positionals,
  };
}

/** Every option with the values it was given, in their order, and everything that is no option. */
interface Split {
  readonly values: Readonly<Record<string, readonly (string | boolean)[] | undefined>>;
  readonly positionals: readonly string[];
}

function split(verb: string, argv: readonly string[], flags: readonly string[], options: readonly string[]): Split {
  const types: ParseArgsConfig['options'] = { help: { type: 'boolean', multiple: true, short: 'h' } };
  for (const name of flags) types[name] = { type: 'boolean', multiple: true };
  for (const name of options) types[name] = { type: 'string', multiple: true };
  try {
    return parseArgs({ args: [...argv], options: types, allowPositionals: true, strict: true }) as Split;
  } catch (error) {
    throw new UsageError(wording(error), verb);
  }
}

/** Node's own words, cut to their first sentence. */
function wording(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const option = /'(-[^'\s]*)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `There is no option ${option}.`;
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    const name = /--[\w-]+/.exec(message)?.[0] ?? option;
    return /does not take an argument/.test(message) ? `${name} takes no value.` : `${name} needs a value; one that begins with “-” is written ${name}=VALUE.`;
  }
  throw error;
}
