/**
 * The JSON Schemas that editors check the YAML files by, made from the schemas that Pressmark itself reads by.
 * `node --import tsx test/harness/json-schemas.ts` writes them to media/schemas; a test holds the files to it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { Project, Tag } from '../../src/core/project/schema';
import { Sidecar } from '../../src/core/sidecar/schema';

const folder = new URL('../../media/schemas/', import.meta.url);

interface SchemaFile {
  readonly file: string;
  readonly title: string;
  readonly schema: v.GenericSchema;
}

const files: readonly SchemaFile[] = [
  { file: 'project.schema.json', title: 'Pressmark project', schema: Project },
  { file: 'sidecar.schema.json', title: 'Pressmark sidecar', schema: Sidecar },
];

/** The text of a schema file, by its name. */
export function schemaTexts(): ReadonlyMap<string, string> {
  return new Map(
    files.map(({ file, title, schema }) => {
      // JSON Schema's `pattern` has no flags: the Unicode ones are the default of its editors' engines.
      const json = toJsonSchema(schema, { definitions: { Tag }, errorMode: 'ignore', target: 'draft-07' });
      return [file, `${JSON.stringify({ ...json, title }, null, 2)}\n`] as const;
    }),
  );
}

/** The text of a schema file as it stands in the repository. */
export function committedText(file: string): string {
  return readFileSync(new URL(file, folder), 'utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [file, text] of schemaTexts()) writeFileSync(new URL(file, folder), text);
}
