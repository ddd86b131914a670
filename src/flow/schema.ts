import { z } from 'zod'
import { flowSchema } from './script.ts'

/** The script language as JSON Schema, for editors: made from the schema that the loader checks with. */
export function flowJsonSchema(): object {
  return {
    ...z.toJSONSchema(flowSchema, { io: 'input' }),
    title: 'A flow of Sapar: structure and ids, no texts',
  }
}

/** `flows/schema.json` as it must stand. */
export function flowJsonSchemaFile(): string {
  return `${JSON.stringify(flowJsonSchema(), null, 2)}\n`
}
