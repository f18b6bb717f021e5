/** From arguments to an exit code. Everything that can go wrong for a user ends here as a sentence. */
import { agreement } from './agreement';
import { analyze } from './analyze';
import { check } from './check';
import { compare } from './compare';
import { exportTo } from './export';
import { exitCodes, type ExitCode, type Host, InputError, Interrupted, Output, OutputError, UsageError } from './host';
import { importFrom } from './import';
import { merge } from './merge';
import { tell } from './messages';
import { helpFor, overview, verbNamed } from './usage';

type Verb = (argv: readonly string[], host: Host, output: Output) => Promise<ExitCode | 'help'>;

const implementations: Readonly<Record<string, Verb>> = { agreement, analyze, check, compare, export: exportTo, import: importFrom, merge };

/** Runs one command. Throws only for mistakes of our own. */
export async function run(argv: readonly string[], host: Host): Promise<ExitCode> {
  const output = new Output(host.stdout);
  try {
    const code = await dispatch(argv, host, output);
    await output.flush();
    return code;
  } catch (error) {
    return ending(error, host);
  }
}

async function dispatch([name, ...rest]: readonly string[], host: Host, output: Output): Promise<ExitCode> {
  switch (name) {
    case undefined:
      throw new UsageError('Say what to do: pressmark VERB ….');
    case '--help':
    case '-h':
      await output.write(overview());
      return exitCodes.done;
    case '--version':
      await output.write(`${host.version}\n`);
      return exitCodes.done;
    case 'help': {
      const [about, ...more] = rest;
      if (more.length > 0) throw new UsageError('Ask for help on one verb at a time.');
      await output.write(about === undefined || about.startsWith('-') ? overview() : helpFor(verbNamed(about)));
      return exitCodes.done;
    }
    default: {
      if (name.startsWith('-')) throw new UsageError(`There is no option ${name}.`);
      const verb = verbNamed(name);
      const code = await implementations[verb.name]?.(rest, host, output);
      if (code !== 'help' && code !== undefined) return code;
      await output.write(helpFor(verb));
      return exitCodes.done;
    }
  }
}

function ending(error: unknown, host: Host): ExitCode {
  if (error instanceof Interrupted) return exitCodes.interrupted;
  if (error instanceof OutputError) {
    // The reader has seen enough, as `head` does: that is no mistake.
    if (error.cause.code === 'EPIPE') return exitCodes.done;
    tell(host, error.message);
    return exitCodes.bad;
  }
  if (error instanceof UsageError) {
    tell(host, `${error.message} See pressmark ${error.verb === undefined ? '--help' : `help ${error.verb}`}.`);
    return exitCodes.bad;
  }
  if (error instanceof InputError) {
    tell(host, error.message);
    return exitCodes.bad;
  }
  throw error;
}
