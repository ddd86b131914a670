import { readFileSync, writeFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { flowJsonSchema, flowJsonSchemaFile } from '../../src/flow/schema.ts'
import { smallCampaign } from './fixture.ts'

const file = 'flows/schema.json'

test('flows/schema.json is made from the script language (renew it: UPDATE=1 npx vitest run test/lint/schema.test.ts)', () => {
  if (process.env.UPDATE === '1') writeFileSync(file, flowJsonSchemaFile())
  expect(readFileSync(file, 'utf8')).toBe(flowJsonSchemaFile())
})

test('the schema takes every good flow and refuses a misspelt one', () => {
  const validate = new Ajv2020({ strict: false }).compile(flowJsonSchema())
  const flows = Object.entries(smallCampaign()).filter(
    ([path]) => path.startsWith('flows/') && !path.endsWith('moved.yaml'),
  )
  for (const [path, text] of flows) expect(validate(parse(text)), path).toBe(true)
  expect(validate({ flow: 'x', start: 'a', nodes: { a: { kind: 'card', butons: {} } } })).toBe(false)
})
