import { readdirSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import type { Finding } from '../../src/content/finding.ts'
import { readPlainYaml } from '../../src/content/plain-yaml.ts'
import { parseYaml } from '../../src/content/yaml.ts'
import { openDocument } from '../../src/content/yaml-document.ts'

const files = ['content', 'flows'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ file: `${folder}/${name}`, source: readFileSync(`${folder}/${name}`, 'utf8') })),
)

/** What is read plainly is what the package reads, and the package has nothing against it. */
function agrees(source: string): void {
  const plain = readPlainYaml(source)
  if (plain === undefined) return
  const { value, mistakes } = openDocument(source)
  expect(mistakes, source).toEqual([])
  expect(isDeepStrictEqual(plain.value, value), source).toBe(true)
}

test.each(files)('$file is read as the package reads it', ({ source }) => {
  agrees(source)
})

test('nearly all that is read at every start is plain, so that it is read fast', () => {
  const started = files.filter(({ file }) => !file.endsWith('/asks.yaml'))
  const size = (list: typeof files) => list.reduce((sum, { source }) => sum + source.length, 0)
  const plain = started.filter(({ source }) => readPlainYaml(source) !== undefined)
  expect(size(plain) / size(started)).toBeGreaterThan(0.95)
})

describe('whatever stands in a file, it is read as the package reads it or left to the package', () => {
  const signs = [
    ...'\n\n\n   :::---#"\'|[]{},.&*!?%@`~<>\\_/=0123456789abcefnotuxyABEFNTиғʻ\t\r\u00a0\u2028\0',
  ]
  const words = [
    'a: ',
    'b:\n',
    '  ',
    '- ',
    '|-\n',
    '|\n',
    ' #',
    'null',
    'true',
    '1.5',
    '0x1',
    'key: "',
    '{ ',
    '[',
  ]
  const soup = fc.array(fc.constantFrom(...signs, ...words), { maxLength: 40 }).map((parts) => parts.join(''))

  test('characters in any order', () => {
    fc.assert(
      fc.property(soup, (text) => agrees(`${text}\n`)),
      { numRuns: 1_000 },
    )
  })

  test('lines of the real files with a few characters changed', () => {
    const lines = files.flatMap(({ source }) => source.split('\n'))
    const change = fc.record({ at: fc.nat(400), remove: fc.nat(3), insert: soup })
    const changed = fc
      .tuple(fc.nat(lines.length), fc.integer({ min: 1, max: 12 }), fc.array(change, { maxLength: 3 }))
      .map(([from, count, changes]) => {
        let text = `${lines.slice(from, from + count).join('\n')}\n`
        for (const { at, remove, insert } of changes) {
          const place = at % text.length
          text = text.slice(0, place) + insert.slice(0, 6) + text.slice(place + remove)
        }
        return `${text}\n`
      })
    fc.assert(fc.property(changed, agrees), { numRuns: 1_000 })
  })

  test('any value as the package writes it', () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'binary' }),
      soup,
      fc.boolean(),
      fc.integer(),
      fc.double(),
      fc.constant(null),
    )
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.oneof(fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/), soup), tie('value'), {
          maxKeys: 5,
        }),
      ),
    }))
    const styles = fc.record({
      collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
      lineWidth: fc.constantFrom(0, 40),
      indent: fc.integer({ min: 1, max: 5 }),
    })
    fc.assert(
      fc.property(value, styles, (any, style) => agrees(stringify(any, style))),
      { numRuns: 1_000 },
    )
  })
})

test.each([
  ['a: b\n', { a: 'b' }],
  ["a: \"b: #c\"   # said\n\nd: 'it''s'\n", { a: 'b: #c', d: "it's" }],
  ['a: |-\n  <b>One</b>\n\n    two\nb: |\n  c\n', { a: '<b>One</b>\n\n  two', b: 'c\n' }],
  [
    'a:\n  b: [KG, "x", -400d, 12, 1.5]\n  c: { to: x.y, n: null, skip: }\n',
    { a: { b: ['KG', 'x', '-400d', 12, 1.5], c: { to: 'x.y', n: null, skip: null } } },
  ],
  ['a:\n  - one\n  - { b: true }\n', { a: ['one', { b: true }] }],
  ['a: 2026-11-24\nb: 112\n24kg: c\n', { a: '2026-11-24', b: 112, '24kg': 'c' }],
  ['# nothing\n', null],
  ['{}\n', {}],
])('plain: %j', (source, value) => {
  expect(readPlainYaml(source)).toStrictEqual({ value })
})

test.each([
  'a: >\n  folded\n',
  'a: &x b\nc: *x\n',
  'a: b\na: c\n',
  'a: { b: 1, b: 2 }\n',
  'a: !!str 1\n',
  'a: b\n  c\n',
  'a: b: c\n',
  'a: ~\n',
  '--- a\n',
  'a:\tb\n',
  '"__proto__": { a: 1 }\n',
  'a: b',
])('left to the package: %j', (source) => {
  expect(readPlainYaml(source)).toBeUndefined()
})

test('doubled keys and mistakes are found with line and column', () => {
  const findings: Finding[] = []
  expect(parseYaml('x.yaml', 'a: b\nc:\n  d: 1\n  e: 2\n  d: 3\n', findings).value).toBeUndefined()
  expect(parseYaml('y.yaml', 'a: b\nc: "open\n', findings).value).toBeUndefined()
  expect(findings.map(({ file, line }) => `${file}:${line}`)).toEqual(['x.yaml:5', 'y.yaml:3'])
  expect(findings[0]).toMatchObject({ rule: 'yaml', column: 3, message: 'the key d stands twice' })
})

test('the line of a part is found when it is asked for', () => {
  const yaml = parseYaml('x.yaml', '# one\na: b\n\nc:\n  - d\n  - { e: f }\n', [])
  expect(yaml.at(['a'])).toEqual({ line: 2, column: 1 })
  expect(yaml.at(['c', 1, 'e'])).toEqual({ line: 6, column: 7 })
  expect(yaml.at(['c', 1, 'gone', 'far'])).toEqual({ line: 6, column: 5 })
})
