import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { flowJsonSchemaFile } from '../flow/schema.ts'
import { root } from './root.ts'
import { readOptions } from './usage.ts'

/** `sapar schema`: the JSON Schema of the script language, from the schema that the loader checks with. */
export async function schemaCommand(args: string[]): Promise<number> {
  readOptions(args, {})
  writeFileSync(join(root, 'flows', 'schema.json'), flowJsonSchemaFile())
  process.stdout.write('flows/schema.json is written\n')
  return 0
}
