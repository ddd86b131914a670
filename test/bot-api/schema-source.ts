import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { AnySchemaObject } from 'ajv'
import { createGenerator } from 'ts-json-schema-generator'

const require = createRequire(import.meta.url)
const TYPES = dirname(require.resolve('@grammyjs/types/package.json'))
const CACHE = join(process.cwd(), '.cache', 'bot-api')
const HEAD = 'export type ApiMethods<F> = {'

/** The JSON Schema of the parameters of every method, made from grammY's types and kept until they change. */
export function loadSchema(): AnySchemaObject {
  const types = readFileSync(join(TYPES, 'methods.d.ts'), 'utf8')
  const entry = entryOf(types)
  const { version } = require('@grammyjs/types/package.json') as { version: string }
  const hash = createHash('sha256').update(entry).digest('hex').slice(0, 16)
  const cached = join(CACHE, `${version}-${hash}.json`)
  if (existsSync(cached)) return JSON.parse(readFileSync(cached, 'utf8')) as AnySchemaObject
  const schema = generate(entry, hash)
  writeFileSync(cached, schema)
  return JSON.parse(schema) as AnySchemaObject
}

/** The generator cannot take the parameters of a function, so each method becomes a property that holds them. */
function entryOf(types: string): string {
  const end = types.indexOf('\n};', types.indexOf(HEAD))
  const imports = types.slice(0, types.indexOf('/**')).replaceAll('from "./', `from "${TYPES}/`)
  const others = [...types.slice(end).matchAll(/^export (?:interface|type) (\w+)/gm)].map((match) => match[1])
  const methods = types
    .slice(types.indexOf(HEAD) + HEAD.length, end)
    .replace(/^ {4}\w+: ApiMethods<F>\[.*\];$/gm, '')
    .replace(/^ {4}(\w+)\(args\??: \{$/gm, '    $1: {')
    .replace(/^ {4}\}\): .*;$/gm, '    };')
    .replace(/^ {4}(\w+)\(\): .*;$/gm, '    $1: {};')
  const here = `import type { ${others.join(', ')} } from "${TYPES}/methods.js";`
  return `${imports}\n${here}\ntype F = string;\nexport interface Calls {${methods}\n}\n`
}

function generate(entry: string, hash: string): string {
  mkdirSync(CACHE, { recursive: true })
  const path = join(CACHE, `calls-${hash}.ts`)
  const tsconfig = join(CACHE, 'tsconfig.json')
  writeFileSync(path, entry)
  const compilerOptions = {
    strict: true,
    skipLibCheck: true,
    module: 'nodenext',
    moduleResolution: 'nodenext',
    types: [],
  }
  writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: [path] }))
  const generator = createGenerator({ path, tsconfig, type: 'Calls', skipTypeCheck: true })
  return JSON.stringify(generator.createSchema('Calls'))
}
